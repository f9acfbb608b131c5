"""Cells of a workbook as places of problems, and names that resemble one another."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.forms.problem import Problem, Weight
from core.forms.sheets import Sheet, letter, plain


@dataclass(frozen=True)
class Place:
    """One cell: its sheet, row number, column index and text."""

    sheet: Sheet
    row: int
    column: int | None
    text: str = ""

    def error(self, code: str, **params: str) -> Problem:
        """A problem here that makes the form unusable."""
        return self._problem(Weight.ERROR, code, params)

    def warning(self, code: str, **params: str) -> Problem:
        """A problem here that leaves the form usable."""
        return self._problem(Weight.WARNING, code, params)

    def _problem(self, weight: Weight, code: str, params: dict[str, str]) -> Problem:
        column = letter(self.column) if self.column is not None else ""
        headers = self.sheet.headers
        header = (
            headers[self.column] if self.column is not None and self.column < len(headers) else ""
        )
        return Problem(weight, code, self.sheet.name, self.row, column, header, self.text, params)


def cells(sheet: Sheet, *headers: str) -> Iterator[Place]:
    """The filled cells under these headers (case ignored; language columns of them included)."""
    wanted = {plain(header) for header in headers}
    columns = [
        i
        for i, h in enumerate(map(plain, sheet.headers))
        if h in wanted or h.split("::")[0] in wanted
    ]
    for row in sheet.rows:
        for column in columns:
            cell = row.cells.get(column)
            if cell and cell.text:
                yield Place(sheet, row.number, column, cell.text)


def place(sheet: Sheet, row: int, *headers: str) -> Place:
    """The cell of a row under the first of these headers that there is."""
    column = sheet.column(*headers)
    return Place(sheet, row, column, sheet.text(row, *headers))


def resembling(name: str, known: Iterable[str], cutoff: float = 0.8) -> str:
    """The known name that a misspelt one most resembles, or ""."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return found[0] if found else ""
