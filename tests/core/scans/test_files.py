"""A file is what its bytes say; whoever cannot be read to the end is refused with a reason."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FILE_TOO_LARGE, NOT_A_SCAN, SCAN_DAMAGED, SCAN_LOCKED, UserError
from core.scans import files
from core.scans.files import ScanFile, cut, examined
from core.scans.rendering import MOST_SHOWN, rendered
from tests.support.paper import pdf, picture, tiff


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        examined(name, data)
    assert refused.value.params["file"] == name
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (picture(), ScanFile("jpeg", 1)),
        (picture(kind="PNG"), ScanFile("png", 1)),
        (tiff("1", "2", "3"), ScanFile("tiff", 3)),
        (pdf("1", "2"), ScanFile("pdf", 2)),
    ],
)
def test_the_kind_is_told_by_the_bytes_whatever_the_name_says(data, found):
    assert examined("0001.docx", data) == found


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"PK\x03\x04" * 9, b"GIF89a" + bytes(40), b"<svg/>"]
)
def test_anything_else_is_no_scan(data):
    assert refusal("0001.jpg", data) == NOT_A_SCAN


@pytest.mark.parametrize("whole", [picture(), picture(kind="PNG"), tiff("1")])
def test_a_picture_that_was_cut_off_is_refused(whole):
    assert refusal("0001.jpg", whole[: len(whole) * 2 // 3]) == SCAN_DAMAGED


def test_a_pdf_of_nothing_is_refused():
    assert refusal("0001.pdf", b"%PDF-1.7\n" + bytes(200)) == SCAN_DAMAGED


def test_a_pdf_with_a_password_says_so():
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    written = BytesIO()
    page = canvas.Canvas(written, encrypt=StandardEncryption("secret", canPrint=0))
    page.drawString(10, 10, "x")
    page.save()
    assert refusal("0001.pdf", written.getvalue()) == SCAN_LOCKED


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(files, "MOST_PIXELS", 120 * 169)
    assert refusal("0001.png", picture(kind="PNG")) == FILE_TOO_LARGE


def test_a_file_above_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BYTES", 1000)
    assert refusal("0001.jpg", picture(size=(900, 900))) == FILE_TOO_LARGE


@given(
    st.binary(max_size=300),
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"%PDF-1.4"]),
)
def test_no_bytes_do_more_than_be_refused(rest, head):
    with pytest.raises(UserError):
        examined("x", head + rest)


def test_a_piece_of_a_pdf_holds_its_pages_and_no_other():
    whole = pdf("1", "2", "3", "4")
    piece = cut("all.pdf", whole, (2, 3))
    assert examined("piece", piece) == ScanFile("pdf", 2)
    assert len(piece) < len(whole)
    room = (240, 340)
    for place, page in enumerate((2, 3)):
        assert rendered(piece, "pdf", place, 0, room, 0) == rendered(whole, "pdf", page, 0, room, 0)


def test_the_same_pages_are_the_same_bytes_whenever_they_are_cut():
    whole = pdf("1", "2", "3", "4")
    first = cut("all.pdf", whole, (1, 2))
    time.sleep(1.1)  # pdfium writes the second in which it works
    assert cut("all.pdf", whole, (1, 2)) == first
    assert cut("all.pdf", whole, (2, 3)) != first


def pixel(shown, x, y):
    start = 4 * (y * shown.width + x)
    blue, green, red, _ = shown.data[start : start + 4]
    return red, green, blue


@pytest.mark.parametrize("data", [picture(), picture(kind="PNG"), tiff("1"), pdf("1")])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_shown_turned_clockwise_and_fitted(data, turn):
    kind = files.format_of(data)
    shown = rendered(data, kind, 0, turn, (600, 400), 0)
    lying = turn in (90, 270)
    assert (shown.width > shown.height) == lying
    assert shown.width <= 600
    assert shown.height <= 400
    assert len(shown.data) == 4 * shown.width * shown.height
    width, height = shown.width, shown.height
    bright = {  # where the white half is
        0: (width // 4, height * 3 // 4),
        90: (width // 2, height // 4),
        180: (width * 3 // 4, height // 2),
        270: (width // 2, height * 3 // 4),
    }[turn]
    dark = (width - 1 - bright[0], height - 1 - bright[1])
    assert min(pixel(shown, *bright)) > 230
    assert max(pixel(shown, *dark)) < 170


WHITE = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}
"""EXIF orientation -> where the white half of the picture is, once it stands upright."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", WHITE)
@pytest.mark.parametrize("turn", [0, 90])
def test_a_camera_that_lay_on_its_side_is_set_upright(kind, orientation, turn):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = rendered(picture(kind=kind, exif=exif), kind.lower(), 0, turn, (400, 400), 0)
    lying = (orientation in (5, 6, 7, 8)) != bool(turn)
    assert (shown.width > shown.height) == lying
    assert (shown.own_width, shown.own_height) == ((170, 120) if lying else (120, 170))
    sides = ("left", "top", "right", "bottom")
    side = sides[(sides.index(WHITE[orientation]) + bool(turn)) % 4]
    x, y = {"left": (1, 2), "right": (3, 2), "top": (2, 1), "bottom": (2, 3)}[side]
    dark = (4 - x) * shown.width // 4, (4 - y) * shown.height // 4
    assert min(pixel(shown, x * shown.width // 4, y * shown.height // 4)) > 230
    assert max(pixel(shown, *dark)) < 170


def test_no_zoom_asks_for_more_pixels_than_the_memory_is_given():
    for data in (picture(), pdf("1")):
        shown = rendered(data, files.format_of(data), 0, 0, (1900, 1000), 40)
        assert shown.width * shown.height <= MOST_SHOWN * 1.01


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_becomes_colour_or_grey(mode):
    from io import BytesIO

    from PIL import Image

    written = BytesIO()
    made = Image.new(mode, (40, 60), 0 if mode != "CMYK" else (0, 0, 0, 255))
    made.save(written, "TIFF" if mode in ("CMYK", "I;16") else "PNG")
    kind = files.format_of(written.getvalue())
    shown = rendered(written.getvalue(), kind, 0, 0, (40, 60), 0)
    wanted = 255 if mode in ("LA", "RGBA") else 0
    assert pixel(shown, 20, 30) == (wanted,) * 3
