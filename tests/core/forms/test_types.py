"""Every question type of XLSForm in one workbook: it loads, opens, and takes what a clerk types."""

from __future__ import annotations

from datetime import date

import pytest

from core.forms.model import Form, Kind
from core.forms.typed import parse
from core.logic.state import FormState
from core.values import Special
from tests.core.forms.workbooks import book, examined
from tests.core.logic.forms import NOW

HEADERS = (
    "type", "name", "label::中文 (zh)", "label::English (en)", "hint::English (en)", "appearance",
    "parameters", "repeat_count", "constraint", "choice_filter", "media::image", "calculation",
)  # fmt: skip
METADATA = (
    "start", "end", "today", "deviceid", "username", "email", "phonenumber", "simserial",
    "subscriberid", "audit", "start-geopoint",
)  # fmt: skip


def asked(kind: str, name: str, **columns: str) -> list[str | None]:
    given = {"label::中文 (zh)": f"题 {name}", "label::English (en)": f"Q {name}"} | {
        header.replace("_", " ") if header == "choice filter" else header: text
        for header, text in columns.items()
    }
    return [kind, name, *(given.get(header) for header in HEADERS[2:])]


SURVEY = [
    list(HEADERS),
    *([kind, kind.replace("-", "_")] for kind in METADATA),
    asked("select_one c or_other", "one"),
    asked("select_multiple c or_other", "many", appearance="columns"),
    asked("select_one c", "scale", appearance="likert", **{"hint::English (en)": "1 to 2"}),
    asked("rank c", "order"),
    asked("integer", "whole", appearance="numbers"),
    asked("decimal", "share"),
    asked("range", "degree", parameters="start=0 end=10 step=2"),
    asked("text", "words", appearance="multiline"),
    asked("date", "day", appearance="month-year"),
    asked("time", "hour"),
    asked("dateTime", "moment"),
    asked("note", "told"),
    asked("calculate", "sum", calculation="${whole} + 1"),
    ["hidden", "secret"],
    asked("acknowledge", "agreed"),
    asked("barcode", "code"),
    asked("image", "photo", **{"media::image": "map.png"}),
    asked("audio", "voice"),
    asked("video", "film"),
    asked("file", "paper"),
    asked("geopoint", "place", constraint="regex(., '^-?[0-9.]+ -?[0-9.]+')"),
    asked("geotrace", "way"),
    asked("geoshape", "field"),
    asked("select_one_from_file towns.csv", "town", choice_filter="state = ${one}"),
    asked("select_multiple_from_file towns.csv", "towns"),
    asked("select_one_external far", "beyond", choice_filter="state=${one}"),
    asked("begin_group", "table", appearance="table-list"),
    asked("select_one c", "row1"),
    asked("select_one c", "row2"),
    ["end_group"],
    asked("begin_repeat", "house", repeat_count="${whole}"),
    asked("text", "owner"),
    asked("begin_repeat", "child"),
    asked("integer", "age"),
    ["end_repeat"],
    ["end_repeat"],
]
CHOICES = [
    ["list_name", "name", *HEADERS[2:4], "media::image"],
    ["c", "1", "一", "one", "one.png"], ["c", "2", "二", "two", None],
]  # fmt: skip
FAR = [["list_name", "name", "label", "state"], ["far", "e1", "E", "1"], ["far", "e2", "F", "2"]]
TOWNS = b"name,label,state\nA,Aville,1\nB,Bville,2\n"


@pytest.fixture(scope="module")
def form() -> Form:
    data = book(survey=SURVEY, choices=CHOICES, external_choices=FAR)
    found = examined(data, towns_csv=TOWNS)
    assert found.problems == ()
    assert found.form is not None
    return found.form


TYPED = [
    ("one", Kind.SELECT_ONE, "2", "2"), ("one", Kind.SELECT_ONE, "other", "other"),
    ("one_other", Kind.TEXT, "别的", "别的"), ("many", Kind.SELECT_MULTIPLE, "2 1", "1 2"),
    ("scale", Kind.SELECT_ONE, "1", "1"), ("scale", Kind.SELECT_ONE, "+", Special.BLANK),
    ("order", Kind.RANK, "2 1 other", "2 1 other"), ("whole", Kind.INTEGER, "007", "7"),
    ("share", Kind.DECIMAL, "1.50", "1.5"), ("degree", Kind.RANGE, "4", "4"),
    ("words", Kind.TEXT, "好", "好"), ("day", Kind.DATE, "20261101", "2026-11-01"),
    ("hour", Kind.TIME, "0905", "09:05"), ("agreed", Kind.ACKNOWLEDGE, "1", "OK"),
    ("moment", Kind.DATETIME, "2026-11-01 9:05", "2026-11-01T09:05:00"),
    ("code", Kind.BARCODE, "69012", "69012"), ("photo", Kind.FILE, "p1.jpg", "p1.jpg"),
    ("voice", Kind.FILE, "v.m4a", "v.m4a"), ("film", Kind.FILE, "f.mp4", "f.mp4"),
    ("paper", Kind.FILE, "a.pdf", "a.pdf"), ("place", Kind.GEO, "31.2 121.4 0 0", "31.2 121.4 0 0"),
    ("way", Kind.GEO, "1 1;2 2", "1 1;2 2"), ("field", Kind.GEO, "1 1;2 2;1 1", "1 1;2 2;1 1"),
    ("town", Kind.SELECT_ONE, "A", "A"), ("towns", Kind.SELECT_MULTIPLE, "A B", "A B"),
    ("beyond", Kind.SELECT_ONE, "e1", "e1"), ("row1", Kind.SELECT_ONE, "2", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "kind", "typed", "stored"), TYPED)
def test_a_question_of_each_type_takes_what_is_typed(form, key, kind, typed, stored):
    sheet = FormState(form, now=NOW, answers={"one": "other" if key == "one_other" else "1"})
    question = form.by_key[key]
    assert question.kind is kind
    answer = parse(question, typed, today=date(2026, 11, 22), choices=sheet.choices(key) or None)
    assert answer == stored
    assert key in sheet.answer(key, answer)
    assert sheet.value(key) == answer
    assert not [f for f in sheet.findings_at(key) if f.check.startswith("c")]
    assert sheet.label(key, "zh")
    assert sheet.label(key, "en")


def test_every_keyed_question_was_typed_above(form):
    assert {q.key for q in form.keyed if not q.repeat} == {key for key, *_ in TYPED} | {
        "many_other", "row2"
    }  # fmt: skip


def test_a_place_is_a_text_that_keeps_its_constraint(form):
    sheet = FormState(form, now=NOW, answers={"place": "somewhere"})
    assert [f.check for f in sheet.findings()] == ["constraint:place"]


def test_lists_from_files_and_of_the_sheet_external_choices_are_filtered(form):
    sheet = FormState(form, now=NOW, answers={"one": "2"})
    offered = {key: [c.name for c in sheet.choices(key)] for key in ("town", "towns", "beyond")}
    assert offered == {"town": ["B"], "towns": ["A", "B"], "beyond": ["e2"]}
    assert sheet.choices("beyond")[0].labels[""] == "F"
    sheet.answer("beyond", "e1")
    assert [f.check for f in sheet.findings()] == ["closed_choice:beyond"]


def test_a_count_makes_the_instances_of_a_repeat(form):
    sheet = FormState(form, now=NOW)
    sheet.answer("whole", "2")
    sheet.add_repeat("/data/house[2]/child")
    sheet.answer("house[2]/child[1]/age", "9")
    assert sheet.keys()[-4:] == (
        "house[1]/owner", "house[1]/child[1]/age", "house[2]/owner", "house[2]/child[1]/age",
    )  # fmt: skip
    assert sheet.value("sum") == "3"


def test_what_a_device_would_fill_in_is_the_moment_of_keying_or_blank_and_never_an_answer(form):
    sheet = FormState(form, now=NOW)
    filled = {name: sheet.value(name.replace("-", "_")) for name in METADATA if name != "audit"}
    moment = "2026-11-22T10:30:00.000+08:00"
    assert filled == dict.fromkeys(METADATA[:-2]) | {
        "today": "2026-11-22", "start": moment, "end": moment, "start-geopoint": None,
    }  # fmt: skip
    assert sheet.answers() == {}
    assert not any(form.by_key[name].kind.is_keyed for name in METADATA[:8])
