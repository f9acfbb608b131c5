"""Workbooks made for a test."""

from __future__ import annotations

from io import BytesIO


def many_choices(count: int) -> bytes:
    """A questionnaire of so many single choices with codes of one digit, and no rules."""
    from openpyxl import Workbook

    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    survey.append(["type", "name", "label"])
    for number in range(1, count + 1):
        survey.append(["select_one five", f"Q{number}", f"Question {number}"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for code in range(1, 6):
        choices.append(["five", str(code), f"option {code}"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["Many", "many", "1"])
    data = BytesIO()
    book.save(data)
    return data.getvalue()
