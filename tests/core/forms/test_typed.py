"""What a clerk types becomes one canonical answer, or is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BAD_VALUE, UserError
from core.forms.model import Choice, Kind, Question
from core.forms.typed import SPECIAL_KEYS, is_complete, parse, shown, special_of, with_code
from core.values import Special

TODAY = date(2026, 11, 25)


def choices(*codes: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, {"zh": f"项{code}", "en": f"Option {code}"}) for code in codes)


def question(kind: Kind, *codes: str, **more: object) -> Question:
    made = Question("q", "/data/q", "q", kind, {}, number="Q01", choices=choices(*codes))
    return replace(made, **more)


NPS = question(Kind.SELECT_ONE, *(str(n) for n in range(11)))
S5 = question(Kind.SELECT_ONE, "1", "2", "3", "4", "5")
MULTI = question(Kind.SELECT_MULTIPLE, "1", "2", "3", "4")
BRANCH = question(Kind.SELECT_ONE, "E01", "E02")
MINUTES = question(Kind.INTEGER, missing={"998": "na"})
MONEY = question(Kind.DECIMAL)
SCALE = question(Kind.RANGE, parameters={"start": "0", "end": "5", "step": "0.5"})
DAY, CLOCK, MOMENT = question(Kind.DATE), question(Kind.TIME), question(Kind.DATETIME)
TEXT = question(Kind.TEXT)

TAKEN = [
    (S5, "４", "4"), (S5, " 4 ", "4"), (NPS, "10", "10"), (BRANCH, "e01", "E01"), (BRANCH, "Ｅ０１", "E01"),
    (MULTI, "31", "1 3"), (MULTI, "3 1 4", "1 3 4"), (MULTI, "3,1,3", "1"), (MULTI, "1、2", "1 2"),
    (question(Kind.SELECT_MULTIPLE, "1", "11"), "11 1", "1 11"),
    (question(Kind.RANK, "1", "2", "3"), "312", "3 1 2"),
    (MINUTES, "07", "7"), (MINUTES, "-5", "-5"), (MINUTES, "+5", "5"), (MINUTES, "0", "0"),
    (MONEY, "07.50", "7.5"), (MONEY, ".5", "0.5"), (MONEY, "-0.0", "0"), (MONEY, "100", "100"),
    (SCALE, "2.5", "2.5"), (SCALE, "5.0", "5"),
    (DAY, "20261122", "2026-11-22"), (DAY, "2026-11-22", "2026-11-22"), (DAY, "2026年3月5日", "2026-03-05"),
    (DAY, "1122", "2026-11-22"), (DAY, "1125", "2026-11-25"), (DAY, "1126", "2025-11-26"),
    (DAY, "0229", "2024-02-29"), (DAY, "３月５日", "2026-03-05"),
    (CLOCK, "0930", "09:30"), (CLOCK, "930", "09:30"), (CLOCK, "9:30", "09:30"), (CLOCK, "23:59:58", "23:59:58"),
    (MOMENT, "202611220930", "2026-11-22T09:30:00"), (MOMENT, "1122 9:30", "2026-11-22T09:30:00"),
    (TEXT, "  等得久\r\n下次改进 ", "等得久\n下次改进"), (TEXT, "e\u0301", "é"), (TEXT, "+", "+"),
    (TEXT, "１２", "１２"),
    (question(Kind.ACKNOWLEDGE), "是", "OK"), (question(Kind.BARCODE), "ＡＢ12", "AB12"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "typed", "answer"), TAKEN)
def test_what_is_typed_is_kept_in_one_form(asked, typed, answer):
    assert parse(asked, typed, today=TODAY) == answer


REFUSED = [
    (S5, "7"), (S5, ""), (S5, "44"), (NPS, "11"), (MULTI, "15"), (MULTI, "1 1"), (MULTI, "*"), (MINUTES, "1.5"),
    (MINUTES, "１２３４５６７８９０１２３４５６"), (MINUTES, "1e3"), (MONEY, "4,6"), (MONEY, "nan"), (MONEY, "."),
    (SCALE, "5.5"), (SCALE, "2.25"), (DAY, "20260229"), (DAY, "1301"), (DAY, "122"), (DAY, "+"), (CLOCK, "2460"),
    (CLOCK, "24:00"), (MOMENT, "20261122"), (TEXT, "a\x07b"), (TEXT, "\ud800"), (TEXT, " "),
    (question(Kind.RANK, "1", "2"), "1 1"), (question(Kind.NOTE), "x"), (question(Kind.CALCULATE), "1"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "typed"), REFUSED)
def test_what_the_question_does_not_take_is_refused(asked, typed):
    with pytest.raises(UserError) as refused:
        parse(asked, typed, today=TODAY)
    assert refused.value.code == BAD_VALUE
    assert (refused.value.params["question"], refused.value.params["typed"]) == ("Q01", typed)


def test_a_refusal_names_the_codes_that_are_taken():
    with pytest.raises(UserError) as refused:
        parse(S5, "7", today=TODAY)
    assert refused.value.params["allowed"] == "1 2 3 4 5"


@pytest.mark.parametrize(("key", "special"), SPECIAL_KEYS.items())
def test_special_keys_count_in_code_and_number_fields_alone(key, special):
    assert parse(S5, key, today=TODAY) is special
    assert parse(MINUTES, key, today=TODAY) is special
    assert is_complete(S5, key)
    assert is_complete(MINUTES, key)
    assert special_of(TEXT, key) is None
    assert special_of(DAY, key) is None


def test_full_width_special_keys_are_the_same_keys():
    assert parse(S5, "＋", today=TODAY) is Special.BLANK


def test_minus_begins_a_number_where_the_form_goes_below_nought():
    for below in (
        question(Kind.INTEGER, constraint=". >= -20 and . <= 40"),
        question(Kind.RANGE, parameters={"start": "-5", "end": "5", "step": "1"}),
    ):
        assert special_of(below, "-") is None
        assert not is_complete(below, "-")
        assert parse(below, "-5", today=TODAY) == "-5"
        assert special_of(below, "+") is Special.BLANK
    assert special_of(question(Kind.INTEGER, constraint=". <= ${a} - 1"), "-") is Special.ILLEGIBLE


def test_several_ticks_are_an_answer_where_several_are_allowed():
    assert special_of(MULTI, "*") is None
    assert special_of(MULTI, "+") is Special.BLANK


def test_printed_codes_for_missing_answers_are_special_values_in_any_kind_of_question():
    assert parse(MINUTES, "998", today=TODAY) is Special.NOT_APPLICABLE
    assert parse(replace(DAY, missing={"99": "blank"}), "99", today=TODAY) is Special.BLANK
    assert parse(replace(TEXT, missing={"99": "refused"}), "99", today=TODAY) is Special.REFUSED


def test_the_cursor_goes_on_when_no_longer_code_is_possible():
    assert is_complete(S5, "4")
    assert not is_complete(NPS, "1")
    assert is_complete(NPS, "10")
    assert is_complete(NPS, "2")
    assert not is_complete(S5, "7")
    assert not is_complete(S5, "")
    assert not is_complete(BRANCH, "E0")
    assert is_complete(BRANCH, "e01")
    assert not is_complete(replace(S5, missing={"44": "na"}), "4")
    for other in (MULTI, MINUTES, DAY, TEXT):
        assert not is_complete(other, "1")


def test_a_list_that_depends_on_other_answers_replaces_the_questions_own():
    offered = choices("1", "2")
    assert parse(S5, "2", today=TODAY, choices=offered) == "2"
    with pytest.raises(UserError):
        parse(S5, "4", today=TODAY, choices=offered)


def test_answers_are_shown_with_their_labels():
    assert shown(S5, "4", "zh") == "4 项4"
    assert shown(MULTI, "1 3", "en") == "1 Option 1; 3 Option 3"
    assert shown(S5, Special.BLANK, "zh") == "blank"
    assert shown(S5, None, "zh") == ""
    assert shown(MOMENT, "2026-11-22T09:30:00", "zh") == "2026-11-22 09:30:00"


ALL = [NPS, S5, MULTI, BRANCH, MINUTES, MONEY, SCALE, DAY, CLOCK, MOMENT, TEXT]


@given(st.sampled_from(ALL), st.text(max_size=12))
def test_any_text_is_taken_or_refused_and_an_answer_types_itself(asked, typed):
    try:
        answer = parse(asked, typed, today=TODAY)
    except UserError:
        return
    if not isinstance(answer, Special):
        again = answer.replace("T", " ") if asked is MOMENT else answer
        assert parse(asked, again, today=TODAY) == answer


@given(st.decimals(-(10**6), 10**6, places=3))
def test_a_number_keeps_its_value_and_has_one_spelling(number):
    answer = parse(MONEY, str(number), today=TODAY)
    assert isinstance(answer, str)
    assert Decimal(answer) == number
    assert "E" not in answer
    assert not (("." in answer) and answer.endswith(("0", ".")))


@given(st.dates(date(1999, 1, 1), date(2026, 11, 25)))
def test_a_day_without_a_year_is_the_latest_such_day_not_after_today(day):
    found = date.fromisoformat(str(parse(DAY, f"{day:%m%d}", today=TODAY)))
    assert (found.month, found.day) == (day.month, day.day)
    assert day <= found <= TODAY


@pytest.mark.parametrize(
    ("code", "label", "said"),
    [
        ("4", "Satisfied", "4 Satisfied"),
        ("2", "2–3 times", "2 2–3 times"),
        ("2", "25–45", "2 25–45"),
        ("1", "1 very poor", "1 very poor"),
        ("1", "1. Yes", "1. Yes"),
        ("5", "5", "5"),
        ("5", "", "5"),
    ],
)
def test_an_option_is_read_with_its_code_also_where_its_text_begins_with_that_digit(
    code, label, said
):
    assert with_code(code, label) == said
