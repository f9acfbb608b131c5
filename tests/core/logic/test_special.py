"""Special values in functions and comparisons: '' as text, NaN as number, seen by tk:special()."""

from __future__ import annotations

import pytest

from core.forms.model import Kind
from core.values import Special
from tests.core.logic.forms import Group, Q, calculated, form, state

A, B, C = Q("a"), Q("b"), Q("c")


@pytest.mark.parametrize("special", list(Special))
@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("/data/a = ''", "true"),
        ("/data/a != ''", "false"),
        ("/data/a = /data/b", "true"),
        ("/data/a >= 1", "false"),
        ("/data/a < 1", "false"),
        ("not(/data/a = 5)", "true"),
        ("string(number(/data/a))", None),
        ("string-length(/data/a)", "0"),
        ("coalesce(/data/a, 'x')", "x"),
        ("concat('<', /data/a, '>')", "<>"),
        ("selected(/data/a, '1')", "false"),
        ("count-selected(/data/a)", "0"),
        ("count(/data/a)", "1"),
        ("count-non-empty(/data/a)", "0"),
        ("/data/a + 1", None),
        ("sum(/data/a)", None),
        ("max(/data/a)", None),
        ("boolean(string(/data/a))", "false"),
        ("if(/data/a, 'node', 'none')", "node"),
        ("tk:answered(/data/a, /data/c)", "1"),
        ("tk:mean(/data/a, /data/c)", "4"),
        ("tk:straight(/data/a, /data/c)", "false"),
    ],
)
def test_a_special_value_is_blank_and_no_number(special, expression, result):
    assert calculated(expression, {"a": special, "c": "4"}, A, B, C) == result


@pytest.mark.parametrize("special", list(Special))
def test_a_special_value_is_told_by_its_name(special):
    assert calculated("tk:special(/data/a)", {"a": special}, A) == special.value


@pytest.mark.parametrize("answers", [{}, {"a": "1"}])
def test_text_and_nothing_have_no_special_name(answers):
    assert calculated("concat('<', tk:special(/data/a), '>')", answers, A) == "<>"


def test_a_constraint_is_not_asked_of_a_special_value():
    made = form(Q("a", binds={"constraint": "false()"}))
    assert state(made, {"a": Special.ILLEGIBLE}).constraint_ok("a")


def test_changing_one_special_value_into_another_reaches_its_readers():
    seen = Q("seen", Kind.CALCULATE, binds={"calculate": "tk:special(/data/a)"})
    sheet = state(form(A, seen), {"a": Special.BLANK})
    assert sheet.answer("a", Special.SEVERAL) == {"a", "seen"}
    assert sheet.value("seen") == "several"


def questions(count: int) -> list[Q]:
    return [Q(f"q{n}") for n in range(count)]


def share() -> Q:
    return Q("share", Kind.CALCULATE, binds={"calculate": "tk:missing-share() > 0.3"})


@pytest.mark.parametrize(("missing", "over"), [(9, "false"), (10, "true")])
def test_thirty_percent_missing_stays_and_more_does_not(missing, over):  # MIS-02
    made = form(*questions(30), share())
    answers = {f"q{n}": "1" for n in range(30 - missing)}
    assert state(made, answers).value("share") == over


def test_fields_about_the_sheet_are_not_of_the_questionnaire():
    header = Group("header", [Q("day"), Q("channel")])
    made = form(header, *questions(30), share())
    answers = {f"q{n}": "1" for n in range(20)}
    assert state(made, {**answers, "day": "x", "channel": "y"}).value("share") == "true"
    assert state(made, {**answers, "q20": "1"}).value("share") == "false"


def test_special_values_count_as_missing_but_not_applicable_does_not_apply():
    made = form(*questions(4), Q("s", Kind.CALCULATE, binds={"calculate": "tk:missing-share()"}))
    answers = {"q0": "1", "q1": Special.BLANK, "q2": Special.NOT_APPLICABLE, "q3": "2"}
    assert state(made, answers).value("s") == str(1 / 3)


def test_closed_questions_leave_the_denominator():  # MIS-01
    closed = Q("q9", binds={"relevant": "/data/q0 = 2"})
    made = form(Q("q0"), closed, Q("s", Kind.CALCULATE, binds={"calculate": "tk:missing-share()"}))
    sheet = state(made, {"q0": "1"})
    assert sheet.value("s") == "0"
    sheet.answer("q0", "2")
    assert sheet.value("s") == "0.5"


@pytest.mark.parametrize(
    ("answers", "straight"),
    [
        ({"a": "3", "b": "3", "c": "3"}, "true"),
        ({"a": "3", "b": "3"}, "true"),
        ({"a": "3"}, "false"),
        ({"a": "3", "b": "4", "c": "3"}, "false"),
        ({}, "false"),
    ],
)
def test_straight_means_two_or_more_answered_and_all_equal(answers, straight):
    expression = "tk:straight(/data/a, /data/b, /data/c)"
    assert calculated(expression, answers, A, B, C) == straight
