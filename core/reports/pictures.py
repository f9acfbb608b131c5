"""Pictures written anew: what is seen stays, what the camera added (place, time, device) goes."""

from __future__ import annotations

from core.errors import NOT_A_PICTURE, UserError

QUALITY = 92
"""Of JPEG: no difference to be seen, two thirds of the size of 100."""
MOST_PIXELS = 80_000_000
"""Above any telephone's camera; more is a trap to fill the memory."""
KEPT_FORMATS = ("JPEG", "PNG", "WEBP")
PLAIN_MODES = ("1", "L", "RGB", "RGBA")


def without_traces(name: str, data: bytes) -> bytes:
    """The picture in its own format (else PNG), upright, without EXIF, GPS, XMP, comments or previews.

    Raises UserError NOT_A_PICTURE for what is no picture, or a larger one than a camera makes.
    """
    from io import BytesIO

    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise UserError(NOT_A_PICTURE, file=name)
            kind = found.format if found.format in KEPT_FORMATS else "PNG"
            upright = ImageOps.exif_transpose(found)
            plain = upright if upright.mode in PLAIN_MODES else upright.convert("RGBA")
            if kind == "JPEG" and plain.mode == "RGBA":
                plain = plain.convert("RGB")
            # only the pixels go over: a picture object carries its file's notes along
            clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    except UserError:
        raise
    except Exception as error:  # a broken file fails in a hundred ways inside the decoders
        raise UserError(NOT_A_PICTURE, file=name) from error
    written = BytesIO()
    clean.save(written, kind, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return written.getvalue()
