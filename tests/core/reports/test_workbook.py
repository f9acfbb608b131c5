"""Workbooks: text that stays text, codes beside labels, nothing lost."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.forms.model import text
from core.reports.cells import LONGEST, Page, Text, numeric, safe
from core.reports.workbook import questionnaire_workbook, visits_workbook, written
from core.values import Special
from tests.core.figures.forms import form_of
from tests.core.reports.samples import survey, visit_report

DANGEROUS = ["=1+1", "=cmd|' /C calc'!A0", "+86 138", "-2+3", "@SUM(1)", "\t=1", "\r=1", "#N/A"]


def back(*values: object) -> list:
    data = written([Page("x", (), (), [[v] for v in values])])  # type: ignore[list-item]
    sheet = load_workbook(BytesIO(data)).active
    return [row[0] for row in sheet.iter_rows()]


@pytest.mark.parametrize("typed", DANGEROUS)
def test_no_text_becomes_a_formula_or_an_error(typed):
    cell = back(safe(typed))[0]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").strip() == typed.strip()
    assert cell.quotePrefix


def test_control_characters_and_lone_surrogates_are_dropped_and_length_is_bounded():
    cells = back(safe("a\x0bb"), safe("a\ud800"), safe("长" * 40_000))
    assert [cell.value for cell in cells[:2]] == ["ab", "a"]
    assert len(cells[2].value) == LONGEST
    assert cells[2].value.endswith("(cut)")


@given(st.text(max_size=60))
def test_whatever_was_typed_can_be_written(typed):
    shown = safe(typed)
    written([Page("x", (), (), [[shown]])])
    kept = shown.text if isinstance(shown, Text) else shown
    assert set(kept) <= set(typed)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("4", 4),
        ("-1", -1),
        ("12.5", 12.5),
        ("007", "007"),
        ("1e5", "1e5"),
        ("", ""),
        ("1 3", "1 3"),
    ],
)
def test_only_plain_numbers_become_numbers(code, value):
    assert numeric(code) == value


def rows_of(data: bytes, name: str) -> list[tuple]:
    book = load_workbook(BytesIO(data), read_only=True)
    sheet = next(sheet for sheet in book if name in sheet.title)
    return list(sheet.iter_rows(values_only=True))


def test_codes_stand_beside_the_labels_of_the_form():
    report = survey(20)
    _, keys, *rows = rows_of(questionnaire_workbook(report), "Answers")
    choices = {c.name: c.labels for c in form_of("BSQ-1").by_key["Q16"].choices}
    place = keys.index("Q16")
    for line, row in zip(report.records, rows, strict=True):
        given = line.answers.get("Q16")
        code, chinese, english = row[place : place + 3]
        if isinstance(given, Special):
            assert code == f"x:{given.value}"
        elif given is not None:
            assert str(code) == given
            assert (chinese, english) == (text(choices[given], "zh"), text(choices[given], "en"))
        else:
            assert (code, chinese, english) == (None, None, None)


def test_every_instance_of_a_repeat_has_its_column():
    report = survey(2)
    pet = replace(
        report.form.by_key["Q08"], key="pet", name="pet", ref="/data/pets/pet", repeat="/data/pets"
    )
    form = replace(report.form, questions=(*report.form.questions, pet))
    first, second = report.records
    keyed = replace(second, answers={**second.answers, "pets[1]/pet": "4", "pets[2]/pet": "5"})
    again = replace(report, form=form, records=[first, keyed])
    _, keys, _, row = rows_of(questionnaire_workbook(again), "Answers")
    assert (row[keys.index("pets[1]/pet")], row[keys.index("pets[2]/pet")]) == (4, 5)


def test_the_codebook_explains_every_code_that_the_answers_hold():
    report = survey(40)
    data = questionnaire_workbook(report)
    _, *book = rows_of(data, "Codebook")
    explained = {(row[0], str(row[6])) for row in book if len(row) > 6}
    _, keys, *rows = rows_of(data, "Answers")
    for question in report.form.keyed:
        if question.choices:
            held = {str(row[keys.index(question.key)]) for row in rows} - {"None"}
            codes = {code for value in held if not value.startswith("x:") for code in value.split()}
            assert {(question.key, code) for code in codes} <= explained


def test_figures_in_the_workbook_are_those_of_the_report():
    report = survey(40)
    _, *rows = rows_of(questionnaire_workbook(report), "Figures")
    csat = next(row for row in rows if row[0].startswith("满意度 CSAT"))
    assert csat[5] == pytest.approx(report.figures.csat[0].value)
    assert csat[6:8] == pytest.approx(report.figures.csat[0].interval)


def test_heads_are_frozen_and_filtered():
    book = load_workbook(BytesIO(questionnaire_workbook(survey(5))))
    answers = next(sheet for sheet in book if "Answers" in sheet.title)
    assert answers.freeze_panes == "C3"
    assert answers.auto_filter.ref.startswith("A2:")


def test_the_same_report_is_the_same_workbook_but_for_its_date():
    one, two = (zipfile.ZipFile(BytesIO(visits_workbook(visit_report()))) for _ in range(2))
    sheets = [name for name in one.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert all(one.read(name) == two.read(name) for name in sheets)


@pytest.mark.prove
@pytest.mark.needs("soffice")
def test_libreoffice_opens_every_sheet(tmp_path: Path):
    file = tmp_path / "report.xlsx"
    file.write_bytes(questionnaire_workbook(survey(30)))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [shutil.which("soffice") or "", home, "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"]
    subprocess.run([*command, "--outdir", tmp_path, file], check=True, timeout=50)
    made = {path.stem.split("-", 1)[1]: path for path in tmp_path.glob("report-*.csv")}
    assert len(made) == len(load_workbook(file, read_only=True).sheetnames)
    answers = next(path for name, path in made.items() if "Answers" in name)
    assert len(answers.read_text(encoding="utf-8").splitlines()) == 32
    assert "=SUM(A1)" in answers.read_text(encoding="utf-8")
