"""Rounds of a review: draw, draw more, return, review everything, draw again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.model import Form, Kind, Question
from core.quality.sampling import FULL, QUERIED, RANDOM
from core.values import FormId, SheetId, Special
from core.workflow.reviewing import (
    CHECK,
    DECIDE,
    DONE,
    DRAW,
    RECORD_RIGHT,
    Checked,
    Level,
    Round,
    differing,
    draws_more,
    fields,
    findings,
    findings_of,
    next_is_full,
    step,
)
from core.workflow.states import BatchState as S

SHEETS = tuple(SheetId(f"b/{n:04}") for n in range(1, 11))
FIRST, SECOND, REST = SHEETS[:3], SHEETS[3:6], SHEETS[6:]


def drawn(number: int, sheets: tuple[SheetId, ...], reason: str = RANDOM) -> Round:
    return Round(number, tuple((sheet, reason) for sheet in sheets))


def reviewed(level: Level, wrong: int = 0) -> Level:
    done = tuple(Checked(level.round, sheet, 30, wrong) for sheet in level.waiting)
    return replace(level, reviews=level.reviews + done)


def then(level: Level, sheets: tuple[SheetId, ...], reason: str = RANDOM) -> Level:
    return replace(level, rounds=(*level.rounds, drawn(level.round + 1, sheets, reason)))


def ended(level: Level) -> Level:
    return replace(level, ended=(*level.ended, level.round))


def at(level: Level, state: S = S.LEVEL2, shown: str = "not_shown", strict: bool = False) -> str:
    return step(level, state, shown, SHEETS, strict)


NEW = Level(2)
ONE_ROUND = reviewed(then(NEW, FIRST))
TWO_ROUNDS = reviewed(then(ONE_ROUND, SECOND), wrong=2)
RETURNED = ended(TWO_ROUNDS)
ALL_REVIEWED = reviewed(then(RETURNED, REST, FULL), wrong=1)


def test_a_settled_batch_waits_for_a_draw_and_an_unsettled_one_for_nothing_here() -> None:
    assert at(NEW, S.SETTLED) == DRAW
    assert at(NEW, S.CLOSED) == at(NEW, S.KEYING) == at(NEW, S.LEVEL3) == DONE
    assert at(Level(3), S.LEVEL3) == DRAW
    assert at(Level(3), S.LEVEL2) == at(Level(3), S.RETURNED) == DONE


def test_a_drawn_sample_is_checked_whole_before_anything_is_decided() -> None:
    assert at(then(NEW, FIRST)) == CHECK
    assert at(ONE_ROUND) == DECIDE
    half = replace(ONE_ROUND, reviews=ONE_ROUND.reviews[:1])
    assert (at(half), half.waiting) == (CHECK, FIRST[1:])


def test_at_or_above_the_limit_one_more_draw_comes_before_a_return() -> None:
    assert at(ONE_ROUND, shown="exceeded") == DRAW
    assert draws_more(ONE_ROUND)
    assert at(TWO_ROUNDS, shown="exceeded") == DECIDE


def test_the_strict_setting_leaves_no_further_draw() -> None:
    assert at(ONE_ROUND, shown="exceeded", strict=True) == DECIDE


def test_without_sheets_left_there_is_no_further_draw() -> None:
    everything = reviewed(then(NEW, SHEETS))
    assert at(everything, shown="exceeded") == DECIDE
    assert not next_is_full(ended(everything), S.RETURNED, SHEETS)


def test_both_draws_of_a_cycle_count_together_and_queried_sheets_do_not() -> None:
    assert (TWO_ROUNDS.tally(300).checked, TWO_ROUNDS.tally(300).wrong) == (180, 6)
    with_queried = then(NEW, FIRST)
    queried = Round(1, (*with_queried.current.sheets, (SECOND[0], QUERIED)))
    level = reviewed(replace(with_queried, rounds=(queried,)), wrong=1)
    assert (level.tally(300).checked, level.tally(300).wrong) == (90, 3)


def test_a_returned_batch_is_reviewed_whole_then_drawn_anew_from_all_its_sheets() -> None:
    assert at(RETURNED, S.RETURNED) == DRAW
    assert next_is_full(RETURNED, S.RETURNED, SHEETS)
    assert set(SHEETS) - RETURNED.drawn_in_cycle == set(REST)
    assert at(then(RETURNED, REST, FULL)) == CHECK
    assert at(ALL_REVIEWED) == DRAW
    assert not draws_more(ALL_REVIEWED)
    assert not next_is_full(ALL_REVIEWED, S.LEVEL2, SHEETS)
    assert ALL_REVIEWED.drawn_in_cycle == frozenset()


def test_after_a_return_only_the_new_draw_counts() -> None:
    again = reviewed(then(ALL_REVIEWED, FIRST))
    assert (again.tally(300).checked, again.tally(300).wrong) == (90, 0)
    assert at(again) == DECIDE


def test_a_return_at_level_3_sends_the_batch_through_level_2_again() -> None:
    passed = ended(ONE_ROUND)
    assert at(passed, S.LEVEL3) == DONE
    assert at(passed, S.RETURNED) == DRAW
    assert next_is_full(passed, S.RETURNED, SHEETS)
    third = ended(reviewed(then(Level(3), FIRST[:1])))
    assert at(third, S.LEVEL3) == DRAW
    assert not next_is_full(third, S.LEVEL3, SHEETS)
    assert not draws_more(third)


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_whatever_the_verdicts_every_cycle_ends_in_a_pass_or_a_complete_review(
    exceeded: list[bool],
) -> None:
    level, state, draws = NEW, S.SETTLED, 0
    for bad in exceeded:
        assert step(level, state, "exceeded", SHEETS, False) == DRAW
        if next_is_full(level, state, SHEETS):
            left = tuple(sorted(set(SHEETS) - level.drawn_in_cycle))
            level, state = reviewed(then(level, left, FULL)), S.LEVEL2
            assert level.seen == set(SHEETS)
            draws = 0
        else:
            left = tuple(
                sorted(set(SHEETS) - (level.drawn_in_cycle if draws_more(level) else set()))
            )
            level, state = reviewed(then(level, left[:3])), S.LEVEL2
            draws += 1
        shown = "exceeded" if bad else "not_shown"
        found = step(level, state, shown, SHEETS, False)
        if found == DECIDE:
            assert draws == 2 or not bad
            level, state, draws = ended(level), S.RETURNED, 0
        assert draws <= 2


# --- fields and findings --------------------------------------------------------------------------
def question(key: str, kind: Kind = Kind.SELECT_ONE, **more: object) -> Question:
    return Question(key, f"/data/{key}", key, kind, {}, **more)  # type: ignore[arg-type]


FORM = Form(
    id=FormId("f"), form_id="T", version="1", code="F", titles={}, languages=("zh",),
    default_language="zh",
    questions=(
        question("Q1", key_field=True), question("Q2"), question("note", Kind.NOTE),
        question("Q3", Kind.INTEGER, key_field=True), question("Q4", Kind.TEXT),
        question("photo", Kind.FILE, key_field=True), question("Q5", key_field=True),
    ),
    sections=(), dimensions=(), checks=(), xml="",
)  # fmt: skip
APPLYING = {"Q4", "Q3", "Q2", "Q1", "photo", "note"}


@pytest.mark.parametrize(
    ("level", "keyed", "looked_at"),
    [(2, ("Q1", "Q3"), ("Q2", "Q4", "photo")), (3, ("Q1", "Q3"), ())],
)
def test_key_fields_that_apply_are_keyed_blind_and_level_2_sees_the_rest(
    level: int, keyed: tuple[str, ...], looked_at: tuple[str, ...]
) -> None:
    assert fields(FORM, level, APPLYING) == (keyed, looked_at)


def test_a_form_without_key_fields_is_keyed_whole_at_level_3() -> None:
    plain = replace(FORM, questions=tuple(replace(q, key_field=False) for q in FORM.questions))
    assert fields(plain, 3, APPLYING) == (("Q1", "Q2", "Q3", "Q4"), ())
    assert fields(plain, 2, APPLYING) == ((), ("Q1", "Q2", "Q3", "Q4", "photo"))


def test_readings_differ_by_value_not_by_the_way_they_are_written() -> None:
    record = {"Q1": "4", "Q3": "15", "Q5": Special.BLANK}
    read = {"Q1": "5", "Q3": "15.0", "Q5": Special.ILLEGIBLE}
    assert differing(FORM, ("Q1", "Q3", "Q5"), read, record) == ("Q1", "Q5")


def test_a_reviewer_who_had_misread_finds_nothing() -> None:
    blind = {"Q1": "5", "Q3": "9"}
    why = {"Q1": RECORD_RIGHT, "Q3": "misread"}
    assert findings(blind, {"Q2": "1"}, why, ("Q1", "Q3")) == {"Q3": "9", "Q2": "1"}


def test_findings_hold_no_open_text_in_the_open() -> None:
    wrong = {"Q4": "太慢", "Q1": "5", "Q3": Special.BLANK}
    found, private = findings_of(FORM, {"Q1": "4", "Q4": "太快"}, wrong, {"Q1": "keying"})
    assert found == [
        {"q": "Q1", "class": "keying", "read": "5", "record": "4"},
        {"q": "Q3", "class": "", "read": {"x": "blank"}, "record": None},
        {"q": "Q4", "class": ""},
    ]
    assert private == {"Q4": {"read": "太慢", "record": "太快"}}
