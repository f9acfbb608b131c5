"""The keys on one page to put beside the keyboard, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from core.reports import charts
from core.reports.fonts import REGULAR, FontFiles, register

TITLE = "按键表 Keys"
COLUMNS = ("", "中文", "English")
WIDTHS = (20.0, 33.0, 47.0)
TIGHT = MappingProxyType({"size": 7.8, "padding": 0.6})
"""In points: what keeps every table on one page."""


@dataclass(frozen=True)
class KeyTable:
    """The keys of one kind of work."""

    titles: Mapping[str, str]
    """Language -> title."""
    lines: Sequence[tuple[tuple[str, ...], Mapping[str, str]]]
    """(keys, language -> what they do)."""


def key_sheet_pdf(tables: Sequence[KeyTable], fonts: FontFiles) -> bytes:
    """One A4 page; the head of each table names the work in both languages."""
    from core.reports.pdf.document import Sheet, render
    from core.reports.pdf.style import gap, heading

    register(fonts)
    story: list[Any] = [heading(TITLE)]
    for table in tables:
        story += [_table(table), gap(5)]
    return render(Sheet("zh", TITLE, TITLE, "F1"), story, fonts)


def _table(table: KeyTable) -> Any:
    from reportlab.platypus import Table

    from core.reports.pdf.style import CONTENT

    head = (f"{table.titles['zh']} {table.titles['en']}", *COLUMNS[1:])
    rows = [[_cell(text, head=True) for text in head]]
    for keys, texts in table.lines:
        rows.append([_cell(" · ".join(keys)), _cell(texts["zh"]), _cell(texts["en"])])
    color, pad = charts.color, TIGHT["padding"]
    return Table(
        rows, colWidths=[CONTENT * part / sum(WIDTHS) for part in WIDTHS],
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR, TIGHT["size"]),
            ("BACKGROUND", (0, 0), (-1, 0), color(charts.NAVY)),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [color(charts.WHITE), color("#F7F9FB")]),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, color(charts.RULE)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad + 0.6),
            ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ],
    )  # fmt: skip


def _cell(text: str, *, head: bool = False) -> Any:
    from core.reports.pdf.style import prose

    return prose(text, "tight-head" if head else "tight")
