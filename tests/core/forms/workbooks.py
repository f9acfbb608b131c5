"""Workbooks made in memory for tests of forms, and the converter without a child process."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from core.forms.conversion import Conversion, convert
from core.forms.model import Form
from core.forms.problem import Problem
from core.forms.workbook import Examined, examine, read_form

ROOT = Path(__file__).resolve().parents[3]
BSQ = ROOT / "resources" / "forms" / "BSQ-1.xlsx"
MSC = ROOT / "resources" / "forms" / "MSC-1.xlsx"
BANK = ROOT / "tests" / "forms" / "bank_satisfaction.xlsx"
Rows = Sequence[Sequence[object]]


class InProcess:
    """Converts here: the workbooks of these tests are our own."""

    def convert(self, workbook: bytes, kind: str, name: str) -> Conversion:
        return convert(workbook, kind, name)


def book(**sheets: Rows) -> bytes:
    """An .xlsx of these sheets; a cell given as (value, format) gets that number format."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row_no, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(row_no, column)
                if isinstance(value, tuple):
                    cell.value, cell.number_format = value
                elif value is not None:
                    cell.value = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def examined(data: bytes, name: str = "form.xlsx", **attachments: bytes) -> Examined:
    """Files beside the workbook are given as name_csv=b"..." for name.csv."""
    files = {key.replace("_csv", ".csv"): content for key, content in attachments.items()}
    return examine(data, name, InProcess(), files)


def form_of(data: bytes, name: str = "form.xlsx") -> Form:
    return read_form(data, name, InProcess())


@cache
def shipped(path: Path) -> Form:
    """A workbook of ours, read once: forms are immutable."""
    return form_of(path.read_bytes(), path.name)


def at(found: Examined, code: str) -> list[Problem]:
    """The problems of one code."""
    return [problem for problem in found.problems if problem.code == code]
