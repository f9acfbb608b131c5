"""Cells of a workbook: text that can never become a formula, numbers where codes are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.reports.texts import say

LONGEST = 32_767
"""Characters that a cell holds."""
CUT = " …(cut)"
RISKY = frozenset("=+-@\t\r#")
"""First characters that make a spreadsheet see a formula, a link or an error value."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})")
_PLAIN_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,11})\.\d{1,6}")


@dataclass(frozen=True)
class Text:
    """Text that needs care: written as text, whatever it begins with."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number, kept unrounded, and how it is shown: "0.00", "0.0%"."""

    value: float
    pattern: str


Value = str | int | float | Text | Number | None


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: heads, then rows; the last head row carries the filter."""

    name: str
    heads: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    rows: Iterable[list[Value]]
    frozen: int = 0
    """Columns that stay in sight."""
    filtered: bool = True


def safe(text: str) -> str | Text:
    """Text as a cell can hold it, marked where it must not be taken for a formula."""
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    return Text(text) if text[:1] in RISKY else text


def numeric(text: str) -> Value:
    """A plain number as a number, so that it can be counted with; all else as safe text."""
    if _PLAIN_INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _PLAIN_DECIMAL.fullmatch(text) else safe(text)


def shown(value: float | None, pattern: str = "0.00") -> Number | None:
    """A figure for a cell."""
    return None if value is None else Number(value, pattern)


def both(code: str, **params: object) -> str:
    """The report's words in both languages, Chinese first."""
    chinese, english = say("zh", code, **params), say("en", code, **params)
    return chinese if english in chinese else f"{chinese} {english}"


def cell_of(sheet: Any, value: Text | Number) -> Any:
    """The cell of a value that needs care."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, Text):
        return text_cell(sheet, value.text)
    cell = WriteOnlyCell(sheet, value.value)
    cell.number_format = value.pattern
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that stays text, also when a person opens and leaves it (quotePrefix)."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def head_cell(sheet: Any, text: str) -> Any:
    """A cell of a head row."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    shown = safe(text)
    cell = text_cell(sheet, shown.text) if isinstance(shown, Text) else WriteOnlyCell(sheet, shown)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color="17324D")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell
