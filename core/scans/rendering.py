"""A page of a scan as pixels: upright, turned and scaled as a screen wants it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from core.errors import SCAN_DAMAGED, UserError
from core.scans.files import MOST_PIXELS, opened_pdf

MOST_SHOWN = 16_000_000
"""Pixels of one rendering: 64 MB, an A4 page at some 390 dots per inch."""
POINTS_PER_INCH = 72
FINEST_PDF = 400 / POINTS_PER_INCH
"""Pixels per point up to which a PDF's page counts as having more to show."""


@dataclass(frozen=True)
class Pixels:
    """Rows of 32-bit BGRX pixels, and the page's own size."""

    width: int
    height: int
    data: bytes
    own_width: int
    """Of the page as it stands (turned), at its full resolution."""
    own_height: int


def rendered(
    data: bytes, kind: str, page: int, turn: int, room: tuple[int, int], zoom: float
) -> Pixels:
    """A page (from 0), turned clockwise by `turn` degrees, `zoom` times as wide as the room.

    A zoom of 1 fills the room's width; 0 shows the whole page in it. Never more pixels than
    MOST_SHOWN. Raises UserError SCAN_DAMAGED.
    """
    if kind == "pdf":
        return _pdf(data, page, turn, room, zoom)
    return _picture(data, page, turn, room, zoom)


def scale_for(own: tuple[float, float], room: tuple[int, int], zoom: float) -> float:
    """Shown pixels per pixel of the page."""
    width, height = max(own[0], 1), max(own[1], 1)
    wide, high = max(room[0], 1) / width, max(room[1], 1) / height
    wanted = min(wide, high) if zoom <= 0 else wide * zoom
    return min(wanted, float((MOST_SHOWN / (width * height)) ** 0.5))


def _pdf(data: bytes, page: int, turn: int, room: tuple[int, int], zoom: float) -> Pixels:
    with opened_pdf("", data) as document:
        found = document[page]
        points = found.get_size()
        own = points[::-1] if turn % 180 else points
        fine = tuple(max(1, round(side * FINEST_PDF)) for side in own)
        # pdfium rounds up: a hair less, so that a page that fits exactly does not stand out
        scale = scale_for(own, room, zoom) * (1 - 1e-6)
        bitmap = found.render(
            scale=scale, rotation=turn % 360, rev_byteorder=False, prefer_bgrx=True
        )
        pixels = bytes(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        bitmap.close()
        found.close()
    if stride != width * 4:
        pixels = b"".join(pixels[row * stride : row * stride + width * 4] for row in range(height))
    return Pixels(width, height, pixels, fine[0], fine[1])


def _picture(data: bytes, page: int, turn: int, room: tuple[int, int], zoom: float) -> Pixels:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as found:
            found.seek(page)
            if found.width * found.height > MOST_PIXELS:
                raise UserError(SCAN_DAMAGED, file="")
            own = _turned_size(found, turn)
            scale = scale_for(own, room, zoom)
            size = (max(1, round(own[0] * scale)), max(1, round(own[1] * scale)))
            if found.format == "JPEG":  # the decoder itself gives a half, a quarter, an eighth
                found.draft(None, _as_stored(found, size, turn))
            upright = ImageOps.exif_transpose(_plain(found))
            turned = upright.transpose(_TURNS[turn % 360]) if turn % 360 else upright
            pixels = _scaled(turned, size).tobytes("raw", "BGRX")
    except UserError:
        raise
    except Exception as error:  # a broken file fails in a hundred ways inside the decoders
        raise UserError(SCAN_DAMAGED, file="") from error
    return Pixels(*size, pixels, *own)


_TURNS: dict[int, Any] = {90: 4, 180: 3, 270: 2}
"""Degrees clockwise -> PIL.Image.Transpose: ROTATE_270, ROTATE_180, ROTATE_90."""
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)
"""EXIF orientations that exchange width and height."""


def _lies(found: Any) -> bool:
    if found.format == "TIFF":  # Pillow turns these itself, and tells the size that they then have
        return False
    return found.getexif().get(_ORIENTATION) in _LYING


def _turned_size(found: Any, turn: int) -> tuple[int, int]:
    swapped = _lies(found) != bool(turn % 180)
    return (found.height, found.width) if swapped else (found.width, found.height)


def _as_stored(found: Any, size: tuple[int, int], turn: int) -> tuple[int, int]:
    swapped = _lies(found) != bool(turn % 180)
    return size[::-1] if swapped else size


def _plain(found: Any) -> Any:
    """Grey or colour without transparency: paper is white where a file says nothing."""
    from PIL import Image

    if found.mode in ("RGB", "L"):
        found.load()
        return found
    if found.mode in ("RGBA", "LA", "PA") or "transparency" in found.info:
        seen = found.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    if found.mode.startswith("I;16") or found.mode in ("I", "F"):
        return found.point(lambda value: value / 256).convert("L").convert("RGB")
    return found.convert("RGB")


def _scaled(picture: Any, size: tuple[int, int]) -> Any:
    from PIL import Image

    smaller = size[0] < picture.width
    way = Image.Resampling.BOX if smaller else Image.Resampling.BILINEAR
    scaled = picture if picture.size == size else picture.resize(size, way, reducing_gap=2.0)
    return scaled if scaled.mode == "RGB" else scaled.convert("RGB")
