"""What bad input gets: one clear message, exit code 1, nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import BANK, bank_answers, program

pytestmark = pytest.mark.timeout(120)


def refused(tmp_path: Path, *arguments: object) -> str:
    """The one message of a tour that was refused before anything was written."""
    out = tmp_path / "out"
    ended = program("tour", "--out", out, *arguments, TWINKEY_DATA=str(tmp_path / "data"))
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert not out.exists()
    message = ended.stderr.strip().splitlines()
    assert len(message) >= 1
    return ended.stderr


def test_a_file_of_another_kind_is_no_form(tmp_path: Path) -> None:
    picture = tmp_path / "form.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert "NOT_A_WORKBOOK" in refused(tmp_path, "--form", picture)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "nowhere.xlsx" in refused(tmp_path, "--form", tmp_path / "nowhere.xlsx")


def test_a_form_with_an_error_is_refused_with_its_cell(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in (("type", "name", "label", "relevant"), ("text", "a", "A", "${b} = 1")):
        sheet.append(row)
    form = tmp_path / "broken.xlsx"
    book.save(form)
    message = refused(tmp_path, "--form", form)
    assert "FORM_BROKEN" in message
    assert "D2" in message


def test_answers_that_do_not_fit_the_form_are_refused_with_row_and_column(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    lines = bank_answers(2, 1).splitlines()
    cells = lines[2].split(",")
    cells[3] = "77"
    answers.write_text("\n".join([lines[0], lines[1], ",".join(cells)]), encoding="utf-8")
    message = refused(tmp_path, "--form", BANK, "--answers", answers)
    assert "ANSWERS_DO_NOT_MATCH" in message
    assert "77" in message


def test_a_folder_without_a_project_cannot_be_verified(tmp_path: Path) -> None:
    ended = program("verify", tmp_path, TWINKEY_PASSWORD="demo-2026")
    assert ended.returncode == 1
    assert "NOT_A_PROJECT" in ended.stderr
    assert list(tmp_path.iterdir()) == []
