"""A picture written anew shows the same and tells nothing of where and with what it was taken."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from core.errors import NOT_A_PICTURE, UserError
from core.reports.pictures import without_traces

CAMERA = "ZQMARKCAMERA"
GPS = {1: "N", 2: (31.0, 14.0, 9.0), 3: "E", 4: (121.0, 29.0, 1.0)}
MAKE, ORIENTATION, GPS_IFD = 0x010F, 0x0112, 0x8825


def photo(kind: str = "JPEG", mode: str = "RGB", orientation: int = 1) -> bytes:
    picture = Image.new(mode, (64, 40))
    picture.paste({"L": 200, "P": 3}.get(mode, (200, 30, 30)), (0, 0, 20, 10))
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = CAMERA, orientation
    exif.get_ifd(GPS_IFD).update(GPS)
    file = BytesIO()
    notes = {"comment": CAMERA.encode()} if kind in ("JPEG", "GIF") else {}
    picture.save(file, kind, exif=exif, **notes)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("WEBP", "RGB")],
)
def test_place_and_camera_are_gone_and_the_picture_is_the_same(kind, mode):
    before = photo(kind, mode)
    assert CAMERA.encode() in before
    after = without_traces("a.jpg", before)
    assert CAMERA.encode() not in after
    clean = Image.open(BytesIO(after))
    assert (clean.format, clean.size) == (kind, (64, 40))
    assert not dict(clean.getexif())
    assert not clean.getexif().get_ifd(GPS_IFD)
    assert not {"exif", "comment", "xmp"} & set(clean.info)
    seen, was = (Image.open(BytesIO(data)).convert("RGB") for data in (after, before))
    for at in ((5, 5), (50, 30)):
        assert all(
            abs(a - b) < 12 for a, b in zip(seen.getpixel(at), was.getpixel(at), strict=True)
        )


def test_a_photo_taken_sideways_stands_upright_without_the_note_that_said_so():
    clean = Image.open(BytesIO(without_traces("a.jpg", photo(orientation=6))))
    assert clean.size == (40, 64)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8 a photo", b"MZ" * 90, photo()[:300]])
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(UserError) as caught:
        without_traces("x.jpg", data)
    assert caught.value.code == NOT_A_PICTURE


def test_a_picture_that_would_fill_the_memory_is_refused():
    file = BytesIO()
    Image.new("1", (9_000, 9_500)).save(file, "PNG")
    with pytest.raises(UserError) as caught:
        without_traces("huge.png", file.getvalue())
    assert caught.value.code == NOT_A_PICTURE
