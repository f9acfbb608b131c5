"""Small pictures of paper, made when they are needed."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw


def picture(
    text: str = "0001", size: tuple[int, int] = (120, 170), kind: str = "JPEG", **saved: object
) -> bytes:
    """A sheet with a text on it; left half white, right half grey, so that it shows which way is up."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 2, 0, size[0], size[1]), fill=(128, 128, 128))
    draw.text((4, 4), text, fill="black")
    written = BytesIO()
    image.save(written, kind, **saved)
    return written.getvalue()


def pdf(*texts: str, size: tuple[int, int] = (120, 170)) -> bytes:
    """A PDF with a page for each text."""
    pages = [Image.open(BytesIO(picture(text, size, "PNG"))) for text in texts]
    written = BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=72)
    return written.getvalue()


def tiff(*texts: str) -> bytes:
    """A TIFF with a page for each text."""
    pages = [Image.open(BytesIO(picture(text, kind="PNG"))) for text in texts]
    written = BytesIO()
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:])
    return written.getvalue()
