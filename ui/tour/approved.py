"""Reads the approved answers back from the exported workbook, as anybody who receives it would."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from core.forms.model import Form
from core.values import Answer, Answers, Special

SPECIAL_MARK = "x:"
ANSWERS = "answers"


def read(workbook: Path, form: Form) -> dict[str, Answers]:
    """Serial -> answers of each record of the sheet of answers."""
    from openpyxl import load_workbook

    book = load_workbook(workbook, read_only=True, data_only=True)
    sheet = next(book[name] for name in book.sheetnames if ANSWERS in name.casefold())
    rows = sheet.iter_rows(min_row=2, values_only=True)
    keys = [str(key) for key in next(rows)]
    return dict(_record(keys, row, form) for row in rows)


def _record(keys: list[str], row: Iterable[object], form: Form) -> tuple[str, Answers]:
    cells = dict(zip(keys, row, strict=True))
    answers = {
        question.key: _answer(cells[question.key])
        for question in form.keyed
        if cells.get(question.key) is not None
    }
    return str(cells["serial"]), answers


def _answer(cell: object) -> Answer:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return Special(text.removeprefix(SPECIAL_MARK)) if text.startswith(SPECIAL_MARK) else text
