"""The report's type: two static TrueType files, handed in, and what they can show."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

REGULAR, BOLD = "Twinkey", "Twinkey-Bold"
"""Names under which charts and pages ask for type, in a PDF as on the screen."""
NO_GLYPH = "〓"
"""The printer's mark for a character that the type lacks."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WESTERN = (  # quotes and dots of a Chinese font are a full em wide: no use between Latin letters
    (re.compile(r"(?<=[A-Za-z0-9.,!?])’"), "'"),
    (re.compile(r"‘(?=[A-Za-z0-9])"), "'"),
    (re.compile(r"“(?=[A-Za-z0-9])"), '"'),
    (re.compile(r"(?<=[A-Za-z0-9.,!?])”"), '"'),
    (re.compile(r"(?<=[A-Za-z0-9])…"), "..."),
)


@dataclass(frozen=True)
class FontFiles:
    """Paths or contents of Noto Sans SC Regular and Bold: static, TrueType outlines."""

    regular: str | bytes
    bold: str | bytes


def register(files: FontFiles) -> None:
    """Make the type known to ReportLab; does nothing the second time.

    No style or empty table cell is left that falls back to a font outside the file.
    """
    from reportlab import rl_config

    # binary streams: a fifth smaller and quicker; shapes of our own kit need no checking
    rl_config.useA85 = rl_config.shapeChecking = 0
    from reportlab.graphics.shapes import STATE_DEFAULTS
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus.tables import CellStyle

    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    for name, file in ((REGULAR, files.regular), (BOLD, files.bold)):
        pdfmetrics.registerFont(TTFont(name, BytesIO(file) if isinstance(file, bytes) else file))
    pdfmetrics.registerFontFamily(
        REGULAR, REGULAR, BOLD, italic=REGULAR, boldItalic=BOLD, baseFontFor="all"
    )
    STATE_DEFAULTS["fontName"] = CellStyle.fontname = REGULAR


def printable(text: str) -> str:
    """Text as the type can show it: one kind of space, no control characters, 〓 for what it lacks."""
    from reportlab.pdfbase.pdfmetrics import getFont

    known = getFont(REGULAR).face.charToGlyph
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\t", " ")
    for pattern, plain in _WESTERN:
        text = pattern.sub(plain, text)
    return "".join(c if c == "\n" or ord(c) in known else NO_GLYPH for c in text)


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, BOLD if bold else REGULAR, size))


def fitted(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, shortened with an ellipsis where it is wider than the room in points."""
    if width(text, size, bold) <= room:
        return text
    used = width("…", size, bold)
    for place, character in enumerate(text):
        used += width(character, size, bold)
        if used > room:
            return text[:place] + "…"
    return text
