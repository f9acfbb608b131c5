"""Cells that Excel turned into something else: dates, numbers without their zeros, empty formulas."""

from __future__ import annotations

from collections.abc import Iterator

from core.forms.place import Place
from core.forms.problem import DATE_CELL, FORMULA_WITHOUT_VALUE, ZEROS_LOST, Problem
from core.forms.sheets import Cell, Sheet, Workbook

_ANY_TEXT = {"note", "version"}


def problems(book: Workbook) -> Iterator[Problem]:
    """One problem per cell, in all sheets that a form is made of."""
    for sheet in book.sheets:
        for row in sheet.rows:
            for index, cell in row.cells.items():
                header = sheet.headers[index].lower() if index < len(sheet.headers) else ""
                if header and header not in _ANY_TEXT:
                    yield from _cell(sheet, row.number, index, cell)
    yield from _lost_in_lists(book.sheet("choices"))


def _cell(sheet: Sheet, row: int, index: int, cell: Cell) -> Iterator[Problem]:
    here = Place(sheet, row, index, cell.text)
    if cell.kind == "date":
        yield here.warning(DATE_CELL)
    elif cell.kind == "padded":
        yield here.warning(ZEROS_LOST, shown=cell.shown)
    elif cell.kind == "formula":
        yield Place(sheet, row, index, cell.shown).warning(FORMULA_WITHOUT_VALUE)


def _lost_in_lists(sheet: Sheet) -> Iterator[Problem]:
    """A number among text codes of one greater width was 07 before Excel made it 7."""
    names, lists = sheet.column("name", "value"), sheet.column("list_name")
    if names is None or lists is None:
        return
    widths: dict[str, set[int]] = {}
    for row in sheet.rows:
        cell, group = row.cells.get(names), row.cells.get(lists)
        if cell and group and cell.kind == "text" and cell.text.isdigit() and cell.text[0] == "0":
            widths.setdefault(group.text, set()).add(len(cell.text))
    for row in sheet.rows:
        cell, group = row.cells.get(names), row.cells.get(lists)
        if not cell or not group or cell.kind != "number":
            continue
        width = max(widths.get(group.text, {0}))
        if width > 1 and len(cell.text) < width:
            here = Place(sheet, row.number, names, cell.text)
            yield here.warning(ZEROS_LOST, shown=cell.text.zfill(width))
