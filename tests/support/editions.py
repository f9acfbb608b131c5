"""Later versions of the questionnaire: another wording, another code, a stricter check."""

from __future__ import annotations

import io

import openpyxl

from tests.support.world import workbook

BSQ = "BSQ-1.xlsx"


def edited(sheet: str, name: str, column: str, text: str, version: str = "2") -> bytes:
    """The questionnaire with one cell changed: the row whose id or name it is."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(BSQ)))
    headers = {cell.value: cell.column for cell in book[sheet][1]}
    key = headers.get("check_id") or headers["name"]
    row = next(r for r in range(2, 200) if book[sheet].cell(r, key).value == name)
    book[sheet].cell(row, headers[column]).value = text
    stated = {cell.value: cell.column for cell in book["settings"][1]}
    book["settings"].cell(2, stated["version"]).value = version
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORDED = edited("survey", "Q26", "label::English (en)", "Overall, our service")
CODED = edited("survey", "Q26", "required", "no")
STRICTER = edited("checks", "R07", "test", "not(${Q07} > 0 and ${Q08} > 0)")
