"""A workbook becomes a form with our marks, checks and texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pyxform.xls2xform import convert as plain_pyxform

from core.errors import FORM_BROKEN, UserError
from core.forms.model import Kind, Severity
from core.forms.problem import Weight
from core.forms.sheets import read_workbook
from core.forms.stored import from_bytes, to_bytes
from core.forms.typed import parse
from core.logic.state import FormState
from resources.forms import branch_questionnaire, visit_checklist
from tests.core.forms.workbooks import BANK, BSQ, MSC, book, examined, form_of, shipped
from tests.forms import author as bank

LABELLED = ["type", "name", "label::中文 (zh)", "label::English (en)"]


@pytest.mark.parametrize("path", [BSQ, MSC, BANK], ids=lambda path: path.stem)
def test_shipped_forms_convert_with_plain_pyxform_and_have_no_errors(path):
    assert plain_pyxform(path.read_bytes()).xform
    found = examined(path.read_bytes(), path.name)
    assert [p for p in found.problems if p.severity is Weight.ERROR] == []
    assert found.form is not None


@pytest.mark.parametrize(
    ("path", "made"),
    [(BSQ, branch_questionnaire), (MSC, visit_checklist), (BANK, bank)],
    ids=["BSQ-1", "MSC-1", "bank"],
)
def test_shipped_workbooks_are_those_that_their_rows_make(path, made):
    """Cell by cell: the packing may differ with the library at hand."""
    assert made.workbook_bytes() == made.workbook_bytes()
    kept, fresh = path.read_bytes(), made.workbook_bytes()
    assert read_workbook(kept, "xlsx") == read_workbook(fresh, "xlsx")


@pytest.mark.parametrize("path", [BSQ, MSC, BANK], ids=lambda path: path.stem)
def test_a_stored_form_comes_back_equal(path):
    form = shipped(path)
    assert from_bytes(to_bytes(form)) == form
    assert to_bytes(from_bytes(to_bytes(form))) == to_bytes(form)


def test_the_branch_questionnaire_is_that_of_the_requirements():
    form = shipped(BSQ)
    numbered = [q for q in form.questions if q.number]
    assert [q.number for q in numbered] == [f"Q{n:02d}" for n in range(1, 31)]
    assert [q.key for q in form.key_fields] == [
        "Q08", "Q10", "Q12", "Q15", "Q16", "Q26", "Q27", "Q28",
    ]  # fmt: skip
    assert {q.metric: q.key for q in numbered if q.metric in ("csat", "nps", "ces")} == {
        "csat": "Q26", "nps": "Q28", "ces": "Q27",
    }  # fmt: skip
    assert sum(d.weight or 0 for d in form.dimensions) == 100
    assert form.by_key["customer_id"].is_sealed
    assert form.sections[0].questions == ("survey_date", "channel", "collector", "customer_id")
    assert all(set(q.labels) == {"zh", "en"} for q in form.questions)
    codes = {c.name for q in numbered for c in q.choices}
    assert {code for code in codes if len(code) > 1} == {"10"}


def test_severities_are_those_of_the_design():
    form = shipped(BSQ)
    by_level: dict[str, set[str]] = {}
    for check in form.checks:
        by_level.setdefault(check.severity.value, set()).add(check.id)
    assert by_level == {
        "review": {f"R{n:02d}" for n in (1, 2, 3, 4, 5, 9, 10, 11, 12, 15, 16)},
        "warn": {"R06", "R07", "R08", "R17", "R18"},
        "void": {"R13", "R19"},
    }
    assert {c.id: c.severity for c in shipped(MSC).checks} == {
        "R20_order": Severity.BLOCK,
        "R20_wait": Severity.WARN,
        "R21": Severity.BLOCK,
        "R22": Severity.REVIEW,
    }


def test_sections_of_the_checklist_weigh_a_hundred():
    form = shipped(MSC)
    assert form.is_visit
    assert sum(s.weight or 0 for s in form.sections) == 100
    assert [q.number for q in form.questions if q.critical] == ["M3.2", "M4.3", "M5.1"]
    assert {q.number for q in form.questions if q.na_allowed} == {
        "M1.3", "M4.4", "M5.3", "M6.4", "M7.4", "M8.2", "M8.3", "M8.4",
    }  # fmt: skip


def test_columns_of_ours_become_marks():
    form = form_of(
        book(
            survey=[
                [*LABELLED, "bind::tk:qno", "bind::tk:page", "bind::tk:missing", "bind::tk:compare",
                 "bind::tk:box", "bind::tk:key"],
                ["integer", "age", "年龄", "Age", "A1", 2, "98=blank 99=refused", "num=1", "1 2 30 4.5", "identity"],
                ["text", "why", "原因", "Why"],
            ]
        )
    )  # fmt: skip
    age, why = form.questions
    assert (age.number, age.page, age.compare, age.identity) == ("A1", 2, ("num=1",), True)
    assert age.missing == {"98": "blank", "99": "refused"}
    assert age.box == (1.0, 2.0, 30.0, 4.5)
    assert (why.page, why.compare, why.missing) == (2, ("exact",), {})


def test_a_check_inside_a_repeat_refers_to_its_own_instance():
    form = form_of(
        book(
            survey=[
                [*LABELLED[:2], "label"],
                ["begin_repeat", "member", "Member"],
                ["integer", "age", "Age"],
                ["integer", "school", "Years at school"],
                ["end_repeat"],
                ["integer", "members", "Members"],
            ],
            checks=[
                ["check_id", "severity", "questions", "test", "message"],
                ["C1", "warn", "school age", "${school} < ${age}", "Longer at school than alive"],
            ],
        )
    )
    check = form.checks[0]
    assert check.context == "/data/member/school"
    assert check.questions == ("school", "age")
    assert "../age" in check.test.replace(" ", "")
    assert form.by_key["age"].repeat == "/data/member"


def test_a_warning_column_is_a_check_of_its_question_under_either_prefix():
    def rows(prefix):
        return [
            [
                *LABELLED[:2],
                "label",
                f"bind::{prefix}:warning",
                f"bind::{prefix}:warning_message-en",
            ],
            ["integer", "n", "N", ". < 10", "Rather many"],
        ]

    for prefix in ("tk", "esri"):
        (check,) = form_of(book(survey=rows(prefix))).checks
        assert (check.id, check.test, check.context) == ("warning.n", ". < 10", "/data/n")
        assert check.messages == {"en": "Rather many"}


def test_the_version_of_a_check_follows_its_meaning_and_not_its_words():
    def version(test: str, message: str) -> str:
        checks = [["check_id", "questions", "test", "message"], ["C", "n", test, message]]
        survey = [["type", "name", "label"], ["integer", "n", "N"]]
        return form_of(book(survey=survey, checks=checks)).checks[0].version

    assert version("${n} > 1", "a") == version("${n} > 1", "b")
    assert version("${n} > 1", "a") != version("${n} > 2", "a")


def test_every_question_type_of_paper_and_visits_is_known():
    types = {
        "select_one l": Kind.SELECT_ONE, "select_multiple l": Kind.SELECT_MULTIPLE,
        "rank l": Kind.RANK, "integer": Kind.INTEGER, "decimal": Kind.DECIMAL, "range": Kind.RANGE,
        "text": Kind.TEXT, "date": Kind.DATE, "time": Kind.TIME, "dateTime": Kind.DATETIME,
        "note": Kind.NOTE, "hidden": Kind.HIDDEN, "acknowledge": Kind.ACKNOWLEDGE,
        "barcode": Kind.BARCODE, "image": Kind.FILE, "audio": Kind.FILE, "file": Kind.FILE,
        "geopoint": Kind.GEO, "start": Kind.HIDDEN, "deviceid": Kind.HIDDEN,
    }  # fmt: skip
    rows = [[kind, f"q{n}", f"Label {n}"] for n, kind in enumerate(types)]
    form = form_of(
        book(
            survey=[
                ["type", "name", "label", "calculation"],
                *rows,
                ["calculate", "c", None, "1 + 1"],
            ],
            choices=[["list_name", "name", "label"], ["l", "1", "One"], ["l", "2", "Two"]],
        )
    )
    assert [q.kind for q in form.questions] == [*types.values(), Kind.CALCULATE]
    assert not form.by_key["c"].kind.is_keyed


def test_names_that_are_not_unique_are_known_by_their_path():
    form = form_of(
        book(
            survey=[
                ["type", "name", "label"],
                ["begin_group", "a", "A"], ["integer", "n", "N"], ["end_group"],
                ["begin_group", "b", "B"], ["integer", "n", "N"], ["end_group"],
            ]
        )
    )  # fmt: skip
    assert [q.key for q in form.questions] == ["a/n", "b/n"]


def test_questions_outside_groups_are_sections_too():
    form = form_of(
        book(
            survey=[
                ["type", "name", "label"], ["integer", "a", "A"],
                ["begin_group", "g", "G"], ["integer", "b", "B"], ["end_group"],
                ["integer", "c", "C"],
            ]
        )
    )  # fmt: skip
    assert [(s.ref, s.questions) for s in form.sections] == [
        ("", ("a",)),
        ("/data/g", ("b",)),
        ("", ("c",)),
    ]


def test_a_broken_form_is_refused_with_its_problems():
    data = book(
        survey=[["type", "name", "label"], ["integer", "a", "A"], ["select_one nolist", "b", "B"]]
    )
    with pytest.raises(UserError) as refused:
        form_of(data)
    assert refused.value.code == FORM_BROKEN
    (problem,) = refused.value.params["problems"]
    assert (problem.code, problem.cell) == ("LIST_UNKNOWN", "survey!A3")


def test_a_list_from_a_file_is_part_of_the_version():
    data = book(survey=[["type", "name", "label"], ["select_one_from_file towns.csv", "t", "Town"]])
    alone = examined(data)
    assert [p.code for p in alone.problems] == ["ATTACHMENT_MISSING"]
    first = examined(data, towns_csv=b"name,label\n1,Ulm\n")
    second = examined(data, towns_csv=b"name,label\n1,Aalen\n")
    assert first.problems == ()
    assert first.form is not None
    assert second.form is not None
    assert first.form.id != second.form.id
    state = FormState(first.form, now=datetime(2026, 1, 1, tzinfo=UTC))
    offered = state.choices("t")
    assert [choice.name for choice in offered] == ["1"]
    assert parse(first.form.by_key["t"], "1", today=date(2026, 1, 1), choices=offered) == "1"
