"""The look of a page: paragraph styles, prose that breaks lines well, tables that split."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from core.reports import charts, kinsoku
from core.reports.fonts import BOLD, REGULAR, printable

MARGIN = 51.0
"""18 mm, in points."""
CONTENT = 595.276 - 2 * MARGIN
SIZES = {  # size, leading, colour, bold, space before, space after
    "body": (9.5, 15.5, charts.TEXT, False, 0, 4),
    "cell": (8.5, 12.0, charts.TEXT, False, 0, 0),
    "head": (8.5, 12.0, charts.WHITE, True, 0, 0),
    "head-number": (8.5, 12.0, charts.WHITE, True, 0, 0),
    "tight": (7.8, 9.8, charts.TEXT, False, 0, 0),
    "tight-head": (7.8, 9.8, charts.WHITE, True, 0, 0),
    "small": (7.5, 11.0, charts.MUTED, False, 2, 3),
    "h1": (15, 21, charts.NAVY, True, 14, 5),
    "h2": (11, 16, charts.BLUE, True, 6, 3),
    "warning": (10, 15, charts.RED, True, 3, 3),
}
HEAD = 120
"""Characters of a head: it stands on every page, so it has to leave room for rows."""
LEFT, RIGHT = 0, 2
"""ReportLab's numbers for alignment."""
ROWS_AT_ONCE = 250
"""Long tables are laid out in pieces: one of 5,000 rows takes nearly three times as long."""


def prose(text: str, style: str = "body") -> Any:
    """A paragraph of plain text; whatever the text holds is shown, never read as markup."""
    shown = escape(printable(text)).replace("\n", "<br/>")
    return _prose_class()(shown, _style(style))


def heading(text: str, level: int = 1) -> Any:
    """A heading, which document.py puts into the outline."""
    return prose(text, f"h{level}")


def together(story: Sequence[Any]) -> Any:
    """Flowables that are not torn apart unless they fill more than a page."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(story))


def gap(points: float) -> Any:
    """Empty space."""
    from reportlab.platypus import Spacer

    return Spacer(0, points)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    numeric: Sequence[int] = (),
) -> list[Any]:
    """A table with a repeated head; text cells wrap, drawings stay as they are.

    `widths` are parts of the content width; `numeric` columns are set flush right.
    """
    from reportlab.platypus import Table

    whole = sum(widths)
    columns = [CONTENT * part / whole for part in widths]
    pieces = []
    for first in range(0, max(1, len(rows)), ROWS_AT_ONCE):
        piece = rows[first : first + ROWS_AT_ONCE]
        cells = [_head(head, numeric), *(_cells(row, numeric) for row in piece)]
        pieces.append(
            Table(cells, colWidths=columns, repeatRows=1, splitInRow=1, style=_grid(numeric))
        )
    return pieces


def facts(pairs: Sequence[tuple[str, str]]) -> Any:
    """Names and what they are, in two columns without a head."""
    from reportlab.platypus import Table

    cells = [[prose(name, "small"), prose(value, "cell")] for name, value in pairs]
    return Table(
        cells, colWidths=[CONTENT * 0.24, CONTENT * 0.76], splitInRow=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, charts.color(charts.RULE)),
        ],
    )  # fmt: skip


def side_by_side(items: Sequence[Any], widths: Sequence[float]) -> Any:
    """Flowables in one row."""
    from reportlab.platypus import Table

    return Table(
        [list(items)], colWidths=list(widths), hAlign="LEFT",
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ],
    )  # fmt: skip


def _head(head: Sequence[str], numeric: Sequence[int]) -> list[Any]:
    short = [text if len(text) <= HEAD else text[: HEAD - 1] + "…" for text in head]
    return [
        prose(text, "head-number" if place in numeric else "head")
        for place, text in enumerate(short)
    ]


def _cells(row: Sequence[Any], numeric: Sequence[int]) -> list[Any]:
    return [
        (printable(cell) if place in numeric else prose(cell, "cell"))
        if isinstance(cell, str)
        else cell
        for place, cell in enumerate(row)
    ]


def _grid(numeric: Sequence[int]) -> list[tuple[Any, ...]]:
    color = charts.color
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8.5),
        ("TEXTCOLOR", (0, 1), (-1, -1), color(charts.TEXT)),
        ("BACKGROUND", (0, 0), (-1, 0), color(charts.NAVY)),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [color(charts.WHITE), color("#F7F9FB")]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, color(charts.RULE)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        *(("ALIGN", (column, 1), (column, -1), "RIGHT") for column in numeric),
    ]


@cache
def _style(name: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    size, leading, code, bold, before, after = SIZES[name]
    return ParagraphStyle(
        name, fontName=BOLD if bold else REGULAR, bulletFontName=REGULAR, fontSize=size,
        leading=leading, textColor=charts.color(code), wordWrap="CJK", spaceBefore=before,
        spaceAfter=after,
        alignment=RIGHT if name == "head-number" else LEFT,
    )  # fmt: skip


def _said(frag: Any) -> str:
    """The text of a fragment; of what was split off a paragraph, its lines joined."""
    if hasattr(frag, "lineBreak"):
        return "\n"
    return str(frag.text) if hasattr(frag, "text") else "".join(getattr(frag, "words", ()))


@cache
def _prose_class() -> Any:
    """A ReportLab paragraph whose lines end where kinsoku allows."""
    from reportlab.pdfbase.pdfmetrics import getFont
    from reportlab.platypus.paragraph import Paragraph

    class Prose(Paragraph):  # type: ignore[misc]
        """Plain text in one style; ReportLab's own breaking of Chinese lets ， start a line."""

        def breakLinesCJK(self, rooms: Any) -> Any:  # noqa: N802
            first, *rest = self.frags or [None]
            if first is None or (hasattr(self, "blPara") and getattr(self, "_splitpara", False)):
                return super().breakLinesCJK(rooms)
            self.height = 0
            text = "".join(_said(frag) for frag in (first, *rest))
            face = getFont(first.fontName).face
            size = first.fontSize / 1000
            widths = [face.charWidths.get(ord(c), face.defaultWidth) * size for c in text]
            rooms = list(rooms) if isinstance(rooms, list | tuple) else [rooms]
            broken = [(left, [line]) for line, left in kinsoku.lines(text, widths, rooms)]
            return first.clone(
                kind=0, lines=broken, ascent=first.fontSize, descent=-0.2 * first.fontSize
            )

    return Prose
