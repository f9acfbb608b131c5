"""Every fault that an author can make is told with its cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.visits import failed_red_lines
from core.forms import problem as p
from core.forms.problem import Weight
from core.forms.typenames import is_known
from core.logic.state import FormState
from tests.core.forms.workbooks import at, book, examined
from tests.core.logic.forms import NOW
from ui.messages_forms import EN, ZH, sentence

HEADERS = ["type", "name", "label", "relevant", "constraint", "calculation"]
YESNO = [["list_name", "name", "label"], ["yn", "1", "Yes"], ["yn", "2", "No"]]


def survey(*rows: list[object], headers: list[str] | None = None) -> dict[str, list[list[object]]]:
    return {"survey": [list(headers or HEADERS), *rows], "choices": YESNO}


AGE = ["integer", "age", "Age"]
SEX = ["select_one yn", "sex", "Sex"]

EXPRESSIONS = [
    ("${age} >= 18 and", p.SYNTAX, {"position": "17"}),
    ("${age} ＞ 18", p.WIDE_PUNCTUATION, {"position": "8", "meant": ">"}),
    ("selcted(${sex}, '1')", p.FUNCTION_UNKNOWN, {"name": "selcted", "like": "selected"}),
    ("selected(${sex})", p.ARGUMENTS, {"name": "selected", "found": "1"}),
    ("${agee} > 18", p.REFERENCE_UNKNOWN, {"name": "agee", "like": "age"}),
    ("${sex} = '3'", p.UNREACHABLE, {}),
    ("${sex} = '1' and ${sex} = '2'", p.UNREACHABLE, {}),
    ("${age} > 17 and not(${age} >= 18 or ${sex} = '1')", p.UNREACHABLE, {}),
    ("${why} = 'a'", p.CYCLE, {"path": "why → why"}),
]


@pytest.mark.parametrize(("expression", "code", "params"), EXPRESSIONS)
def test_a_fault_of_an_expression_is_told_at_its_cell(expression, code, params):
    found = examined(book(**survey(AGE, SEX, ["text", "why", "Why", expression])))
    (problem,) = at(found, code)
    assert (problem.cell, problem.header, problem.text) == ("survey!D4", "relevant", expression)
    assert params.items() <= problem.params.items()
    assert (found.form is None) == (problem.severity is Weight.ERROR)


def test_a_chinese_text_literal_may_hold_full_width_punctuation():
    row = ["text", "why", "Why", "${other} = '好,行'"]
    assert examined(book(**survey(["text", "other", "O"], row))).problems == ()


def test_calculations_that_need_each_other_are_a_cycle():
    rows = [
        ["calculate", "a", None, None, None, "${b} + 1"],
        ["calculate", "b", None, None, None, "${a} + 1"],
    ]
    (problem,) = at(examined(book(**survey(*rows))), p.CYCLE)
    assert problem.params == {"path": "a → b → a"}
    assert problem.cell == "survey!F2"


def test_reading_one_another_in_constraints_is_no_cycle():
    rows = [["integer", "a", "A", None, ". < ${b}"], ["integer", "b", "B", None, ". > ${a}"]]
    assert examined(book(**survey(*rows))).problems == ()


REFUSED = [
    (["integer", "age", "Again"], p.NAME_DUPLICATE, "survey!B3"),
    (["integer", "1st", "First"], p.NAME_BAD, "survey!B3"),
    (["integer", None, "Nameless"], p.NAME_MISSING, "survey!B3"),
    (["integr", "x", "X"], p.TYPE_UNKNOWN, "survey!A3"),
    (["select_one yns", "x", "X"], p.LIST_UNKNOWN, "survey!A3"),
    (["begin_group", "g", "G"], p.GROUP_NOT_CLOSED, "survey!A3"),
    (["end_group"], p.GROUP_NOT_OPENED, "survey!A3"),
    (["integer", "x", "You are ${age"], p.REFERENCE_MALFORMED, "survey!C3"),
    (["integer", "meta", "Meta"], p.NAME_RESERVED, "survey!B3"),
]


@pytest.mark.parametrize(("row", "code", "cell"), REFUSED, ids=[code for _, code, _ in REFUSED])
def test_what_the_converter_refuses_is_told_in_our_words(row, code, cell):
    found = examined(book(**survey(AGE, row)))
    assert found.form is None
    assert [problem.cell for problem in at(found, code)] == [cell]


def test_all_misspelt_names_are_told_at_once_though_the_converter_stops_at_the_first():
    found = examined(book(**survey(["integer", "1a", "A"], ["integer", "2b", "B"])))
    assert [problem.cell for problem in at(found, p.NAME_BAD)] == ["survey!B2", "survey!B3"]


def test_an_unknown_name_in_a_check_is_told_on_the_checks_sheet():
    checks = [["check_id", "questions", "test", "message"], ["C1", "age", "${agee} > 1", "?"]]
    found = examined(book(**survey(AGE), checks=checks))
    assert {(x.code, x.cell) for x in found.errors} == {(p.REFERENCE_UNKNOWN, "checks!C2")}


def test_headers_and_sheets_that_are_nearly_right_are_pointed_out():
    found = examined(
        book(survey=[["type", "name", "lable", "relevent", "bind::tk:keyfeild"], ["integer", "a", "A"]],
             scorings=[["node"], ["X"]])
    )  # fmt: skip
    assert {(x.cell, x.params["like"]) for x in at(found, p.HEADER_UNKNOWN)} == {
        ("survey!C1", "label"), ("survey!D1", "relevant"), ("survey!E1", "bind::tk:keyfield"),
    }  # fmt: skip
    assert [x.params["like"] for x in at(found, p.SHEET_UNKNOWN)] == ["scoring"]


def test_columns_of_the_authors_own_are_left_in_peace():
    rows = [["type", "name", "label", "comment", "设计说明"], ["integer", "a", "A", "x", "y"]]
    assert examined(book(survey=rows)).problems == ()


def test_cells_that_excel_changed_are_told():
    found = examined(
        book(
            survey=[HEADERS, ["select_one c", "a", "A"], ["text", "b", dt.date(2026, 3, 1)]],
            choices=[
                ["list_name", "name", "label"],
                ["c", (7, "000"), "Seven"],
                ["d", "01", "One"],
                ["d", 2, "Two"],
            ],
        )
    )
    assert {(x.cell, x.params.get("shown")) for x in at(found, p.ZEROS_LOST)} == {
        ("choices!B2", "007"), ("choices!B4", "02"),
    }  # fmt: skip
    assert [x.cell for x in at(found, p.DATE_CELL)] == ["survey!C3"]


def test_a_formula_that_was_never_calculated_is_told():
    found = examined(book(**survey(["integer", "a", '="A" & 1'])))
    assert [(x.cell, x.text) for x in at(found, p.FORMULA_WITHOUT_VALUE)] == [
        ("survey!C2", '="A" & 1')
    ]


def test_codes_that_begin_other_codes_are_told():
    choices = [["list_name", "name", "label"], *([["l", str(n), str(n)] for n in range(11)])]
    found = examined(book(survey=[HEADERS[:3], ["select_one l", "a", "A"]], choices=choices))
    assert [(x.cell, x.params["other"]) for x in at(found, p.CODE_PREFIX)] == [("choices!B3", "10")]


def test_a_label_that_is_missing_in_one_language_is_told():
    headers = ["type", "name", "label::中文 (zh)", "label::English (en)"]
    found = examined(book(survey=[headers, ["integer", "a", "甲", "A"], ["integer", "b", "乙"]]))
    assert [(x.cell, x.params["language"]) for x in at(found, p.LABEL_MISSING)] == [
        ("survey!D3", "en")
    ]


def test_weights_dimensions_and_keys_are_judged():
    headers = [
        "type",
        "name",
        "label",
        "bind::tk:dim",
        "bind::tk:weight",
        "bind::tk:key",
        "bind::tk:metric",
    ]
    found = examined(
        book(
            survey=[
                headers,
                ["begin_repeat", "r", "R"],
                ["integer", "a", "A", "X", 1, "pair", "cast"],
                ["end_repeat"],
            ],
            scoring=[
                ["node", "parent", "weight"],
                ["E", None, 60],
                ["F", None, 30],
                ["G", "H", None],
            ],
        )
    )
    cells: dict[str, list[str]] = {}
    for problem in found.problems:
        cells.setdefault(problem.code, []).append(problem.cell)
    assert cells == {
        p.WEIGHTS_SUM: ["scoring!C3"], p.DIMENSION_UNKNOWN: ["scoring!B4", "survey!D3"],
        p.WEIGHT_WITHOUT_SCORE: ["survey!E3"], p.KEY_IN_REPEAT: ["survey!F3"],
        p.VALUE_UNKNOWN: ["survey!G3"],
    }  # fmt: skip


def test_checks_are_judged():
    checks = [
        [
            "check_id",
            "severity",
            "questions",
            "test",
            "message::English (en)",
            "message::中文 (zh)",
        ],
        ["C 1", "warn", "age", "${age} > 1", "a", "b"],
        ["C2", "fatal", "agge", "${age} > 1", "a", "b"],
        ["C3", "warn", "age", None, "a", "b"],
        ["C4", "warn", "age", "${age} > 1", "a"],
    ]
    headers = ["type", "name", "label::中文 (zh)", "label::English (en)"]
    found = examined(book(survey=[headers, ["integer", "age", "年龄", "Age"]], checks=checks))
    assert [(x.code, x.cell) for x in found.problems] == [
        (p.CHECK_ID, "checks!A2"), (p.QUESTION_UNKNOWN, "checks!C3"),
        (p.CHECK_WITHOUT_TEST, "checks!D4"), (p.VALUE_UNKNOWN, "checks!B3"),
        (p.CHECK_WITHOUT_MESSAGE, "checks!F5"),
    ]  # fmt: skip


def test_a_prefix_that_nothing_declares_is_told_and_does_no_harm():
    found = examined(book(survey=[[*HEADERS[:3], "bind::zz:x"], ["integer", "a", "A", "1"]]))
    assert [(x.cell, x.params) for x in at(found, p.PREFIX_UNBOUND)] == [
        ("survey!D1", {"prefix": "zz"})
    ]
    assert found.form is not None


def test_a_colon_on_choices_that_crashes_the_converter_is_told_as_the_cause():
    found = examined(
        book(survey=[HEADERS[:3], ["select_one l", "a", "A"]],
             choices=[["list_name", "name", "label", "tk:na"], ["l", "1", "One", "yes"]])
    )  # fmt: skip
    assert [(x.severity, x.cell) for x in at(found, p.COLON_IN_HEADER)] == [
        (Weight.ERROR, "choices!D1")
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["integer", "text", "select_one yn", "begin_group", "end_group", "note", "x", ""]
            ),
            st.sampled_from(["a", "b", "数", "1x", "meta", ""]),
            st.sampled_from(["${a} > 1", "${b", "a and", "（1", "selected(${a},'9')", "", "yes"]),
        ),
        max_size=6,
    )
)
def test_no_workbook_crashes_the_reader_and_every_problem_has_its_sentences(rows):
    data = book(
        survey=[["type", "name", "relevant", "label"], *([*row, "L"] for row in rows)],
        choices=YESNO,
    )
    for problem in examined(data).problems:
        for language in ("en", "zh"):
            message, _ = sentence(problem, language)
            assert message
            assert "…" not in message


def test_every_code_has_its_sentences_in_both_languages():
    codes = {value for name, value in vars(p).items() if name.isupper()}
    assert codes <= set(EN)
    assert set(EN) == set(ZH)


def red_line(said: str, **scored: str) -> list[tuple[str, str]]:
    headers = [*HEADERS[:3], "bind::tk:critical", "bind::tk:max"]
    rows = [headers, ["integer", "a", "A", said, scored.get("max")]]
    found = examined(book(survey=rows))
    return [(x.code, x.cell) for x in found.problems if x.severity is Weight.ERROR]


@pytest.mark.parametrize("said", ["yes", "no", ". = 2", ". <= '2'", ".>-1.5"])
def test_red_lines_that_a_score_can_judge_are_taken(said):
    assert red_line(said, max="5") == []


@pytest.mark.parametrize(
    "said", ["${a} = 2", ". = 'two'", ". = 1 or . = 2", "selected(., '2')", "maybe"]
)
def test_a_red_line_that_would_never_fail_is_refused(said):
    assert (p.CRITICAL_UNCLEAR, "survey!D2") in red_line(said, max="5")


def test_a_red_line_of_a_question_without_points_is_refused():
    assert red_line("yes") == [(p.CRITICAL_UNSCORED, "survey!D2")]


@pytest.mark.parametrize("said", [". = 2", ". <= '2'", ".>1", ". != 3"])
def test_every_red_line_that_is_taken_can_fail(said):
    headers = [*HEADERS[:3], "bind::tk:critical", "bind::tk:max"]
    form = examined(book(survey=[headers, ["integer", "a", "A", said, "5"]])).form
    assert failed_red_lines(form, {"a": "2"}) == ("a",)


def test_every_type_of_one_word_that_the_converter_takes_is_known():
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    assert [kind for kind in QUESTION_TYPE_DICT if not is_known(kind)] == []


def test_a_space_in_a_code_is_an_error_only_where_several_can_be_ticked():
    choices = [["list name", "name", "label"], ["l", "a b", "A"]]
    for kind, weight in (("select_one", Weight.WARNING), ("select_multiple", Weight.ERROR)):
        found = examined(book(survey=[HEADERS[:3], [f"{kind} l", "a", "A"]], choices=choices))
        assert [(x.severity, x.cell) for x in at(found, p.CODE_BAD)] == [(weight, "choices!B2")]


def test_an_unknown_type_is_told_beside_a_doubled_header():
    rows = [["type", "name", "label", "label"], ["integer", "a", "A"], ["unknown", "b", "B"]]
    found = examined(book(survey=rows))
    assert {(x.code, x.cell) for x in found.errors} == {
        (p.HEADER_DUPLICATE, "survey!D1"), (p.TYPE_UNKNOWN, "survey!A3"),
    }  # fmt: skip


def test_a_header_with_spaces_is_judged_like_one_with_lines():
    rows = [["type", "name", "label", "Choice Filter"], ["select_one yn", "a", "A", "nam = "]]
    found = examined(book(survey=rows, choices=YESNO))
    assert [(x.code, x.cell) for x in found.errors] == [(p.SYNTAX, "survey!D2")]


def test_curly_quotes_that_a_word_processor_made_are_read_as_straight_ones():
    headers = [*HEADERS, "choice_filter"]
    rows = [headers, AGE, SEX, ["text", "why", "Why", "${sex} = ‘1’", "string-length(.) < “9”"]]
    checks = [["check_id", "questions", "test", "message"], ["C", "sex", "${sex} != “2”", "?"]]
    found = examined(book(survey=rows, choices=YESNO, checks=checks))
    assert found.problems == ()
    sheet = FormState(found.form, now=NOW, answers={"sex": "2", "why": "x"})
    assert sorted(f.check for f in sheet.findings()) == ["C", "closed:why"]
    sheet.answer("sex", "1")
    assert sheet.findings() == ()


WIDE = [("（${age} > 1）", "(", "1"), ("${age} ≥ 1", ">=", "8"), ("if(true()，1，2)", ",", "10")]


@pytest.mark.parametrize(("expression", "meant", "position"), WIDE)
def test_punctuation_of_a_chinese_input_method_is_told_with_what_was_meant(
    expression, meant, position
):
    checks = [["check_id", "questions", "test", "message"], ["C", "age", expression, "?"]]
    found = examined(book(**survey(AGE, ["text", "w", "W", None, expression]), checks=checks))
    told = {
        (x.cell, x.params["meant"], x.params["position"]) for x in at(found, p.WIDE_PUNCTUATION)
    }
    assert told == {("survey!E3", meant, position), ("checks!C2", meant, position)}


def test_a_fault_in_a_label_filter_or_count_is_told_at_its_cell():
    headers = [*HEADERS[:3], "choice_filter", "repeat_count", "required", "default"]
    rows = [headers, AGE, ["select_one yn", "s", "S", "nam("],
            ["begin_repeat", "r", "R", None, "${age} +"], ["text", "t", "T", None, None, "${age} >"],
            ["end_repeat"]]  # fmt: skip
    found = examined(book(survey=rows, choices=YESNO))
    assert {x.cell for x in found.errors} == {"survey!D3", "survey!E4", "survey!F5"}


@pytest.mark.parametrize(
    "box", ["80 410 840", "0 0 1001 10", "900 0 200 10", "-1 0 10 10", "0 0 0 9", "a b c d"]
)
def test_a_place_that_lies_on_no_page_is_named(box):
    from core.forms import marks

    assert marks.box(box) is None
    assert marks.box("80 410 840 60") == (80, 410, 840, 60)
