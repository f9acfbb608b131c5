"""Workbooks made for a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

ZH, EN = "label::中文 (zh)", "label::English (en)"
Row = Mapping[str, object]
"""Column -> what stands there."""


def many_choices(count: int) -> bytes:
    """A questionnaire of so many single choices with codes of one digit, and no rules."""
    rows = [
        {"type": "select_one five", "name": f"Q{n}", "label": f"Question {n}"}
        for n in range(1, count + 1)
    ]
    five = [{"name": str(code), "label": f"option {code}"} for code in range(1, 6)]
    return workbook(rows, {"five": five}, form_title="Many", form_id="many", version="1")


def workbook(survey: Sequence[Row], lists: Mapping[str, Iterable[Row]], **settings: str) -> bytes:
    """A workbook with these rows, each list's options, and these settings."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    choices = [{"list_name": name, **row} for name, rows in lists.items() for row in rows]
    for sheet, rows in (("survey", survey), ("choices", choices), ("settings", [settings])):
        page = book.create_sheet(sheet)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        page.append(columns)
        for row in rows:
            page.append([row.get(column) for column in columns])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def in_two(chinese: str, english: str) -> dict[str, str]:
    """A label in both languages, as columns."""
    return {ZH: chinese, EN: english}


def options(*pairs: tuple[str, str, str]) -> list[dict[str, str]]:
    """Code, Chinese, English -> rows of a list."""
    return [{"name": code, **in_two(chinese, english)} for code, chinese, english in pairs]
