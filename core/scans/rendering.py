"""A page of a scan as pixels: upright, turned and scaled as a screen wants it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from core.errors import SCAN_DAMAGED, UserError
from core.scans.files import opened_pdf

MOST_SHOWN = 16_000_000
"""Pixels of one rendering: 64 MB, an A4 page at some 390 dots per inch."""
MOST_OPENED = 80_000_000
"""Pixels of a picture: what was attached before fewer were allowed (files.MOST_PIXELS) is shown still."""
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
    try:
        small, steps, own = _opened(data, page, turn, room, zoom)
        for step in steps:
            small = small.transpose(step)
        pixels = (small if small.mode == "RGB" else small.convert("RGB")).tobytes("raw", "BGRX")
    except UserError:
        raise
    except Exception as error:  # a broken file fails in a hundred ways inside the decoders
        raise UserError(SCAN_DAMAGED, file="") from error
    return Pixels(small.width, small.height, pixels, *own)


def _opened(
    data: bytes, page: int, turn: int, room: tuple[int, int], zoom: float
) -> tuple[Any, list[Any], tuple[int, int]]:
    """The page at its size on the screen, the steps that set it upright and turn it, and its own size.

    It is made small before it is turned: turning the whole would need its memory once more for each step.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as found:
        found.seek(page)
        if found.width * found.height > MOST_OPENED:
            raise UserError(SCAN_DAMAGED, file="")
        orientation = _orientation(found)
        is_lying = (orientation in _LYING) != bool(turn % 180)
        own = (found.height, found.width) if is_lying else (found.width, found.height)
        scale = scale_for(own, room, zoom)
        size = (max(1, round(found.width * scale)), max(1, round(found.height * scale)))
        if found.format == "JPEG":  # the decoder itself gives a half, a quarter, an eighth
            found.draft(None, size)
        steps = [_UPRIGHT.get(orientation), _TURNS.get(turn % 360)]
        return _scaled(found, size), [step for step in steps if step is not None], own


_TURNS: dict[int, Any] = {90: 4, 180: 3, 270: 2}
"""Degrees clockwise -> PIL.Image.Transpose: ROTATE_270, ROTATE_180, ROTATE_90."""
_UPRIGHT: dict[int, Any] = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation -> PIL.Image.Transpose that sets it upright."""
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)
"""EXIF orientations that exchange width and height."""
_STRIP = 256
"""Rows that are made small at a time."""


def _orientation(found: Any) -> int:
    if found.format == "TIFF":  # Pillow turns these itself, and tells the size that they then have
        return 1
    return int(found.getexif().get(_ORIENTATION, 1))


def _scaled(found: Any, size: tuple[int, int]) -> Any:
    """The picture in plain grey or colour, at this size."""
    from PIL import Image

    # twice the size or more is left for the last step, or lines would come out uneven
    factor = max(1, min(found.width // size[0], found.height // size[1]) // 2)
    box = (0, 0, found.width / factor, found.height / factor)
    small = _reduced(found, factor)
    way = Image.Resampling.BOX if size[0] < small.width else Image.Resampling.BILINEAR
    return small if small.size == size else small.resize(size, way, box, reducing_gap=2.0)


def _reduced(found: Any, factor: int) -> Any:
    """The picture a whole number of times smaller, strip by strip, so that little of it is held twice."""
    from PIL import Image

    if factor == 1 and found.mode in _PLAIN:
        found.load()
        return found
    rows = max(_STRIP // factor, 1) * factor
    whole = (-(-found.width // factor), -(-found.height // factor))
    small = Image.new(_plain(found.crop((0, 0, 1, 1))).mode, whole)
    for top in range(0, found.height, rows):
        plain = _plain(found.crop((0, top, found.width, min(top + rows, found.height))))
        small.paste(plain.reduce(factor) if factor > 1 else plain, (0, top // factor))
    return small


_PLAIN = ("RGB", "L")


def _plain(found: Any) -> Any:
    """Grey or colour without transparency: paper is white where a file says nothing."""
    from PIL import Image

    if found.mode in _PLAIN:
        return found
    if found.mode in ("RGBA", "LA", "PA") or "transparency" in found.info:
        seen = found.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    if found.mode.startswith("I;16") or found.mode in ("I", "F"):
        return found.point(lambda value: value / 256).convert("L")
    return found.convert("L" if found.mode == "1" else "RGB")
