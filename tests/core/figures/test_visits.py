"""The visit score: weights, re-spread of what did not apply, red lines and bands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.visits import failed_items, failed_red_lines, score
from core.forms.model import Choice, Form, Kind, Question, Section
from core.logic.program import compile_form
from core.logic.state import FormState
from core.values import Answers, FormId, Special
from tests.core.figures.forms import form_of

MINUTES = ((5.0, 100.0), (10.0, 85.0), (15.0, 70.0), (30.0, 30.0), (None, 0.0))


def choices(na: bool, **scores: int) -> tuple[Choice, ...]:
    scored = tuple(Choice(name[1:], {}, {"score": str(n)}) for name, n in scores.items())
    return scored + ((Choice("9", {}, {"na": "yes"}),) if na else ())


def yes_no(key: str, *, na: bool = False, critical: str = "", weight: float | None = 1) -> Question:
    options = choices(na, _1=100, _0=0)
    return Question(
        key, f"/data/{key}", key, Kind.SELECT_ONE, {}, choices=options,
        critical=critical, weight=weight, na_allowed=na,
    )  # fmt: skip


def five(key: str, *, na: bool = False, critical: str = "") -> Question:
    options = choices(na, _1=0, _2=25, _3=50, _4=75, _5=100)
    return Question(
        key, f"/data/{key}", key, Kind.SELECT_ONE, {}, choices=options, critical=critical
    )


def number(key: str, **more: object) -> Question:
    return Question(key, f"/data/{key}", key, Kind.INTEGER, {}, **more)  # type: ignore[arg-type]


def checklist(*sections: tuple[str, float | None, tuple[Question, ...]]) -> Form:
    questions = tuple(q for _, _, asked in sections for q in asked)
    return Form(
        id=FormId("f"), form_id="T", version="1", code="F", titles={}, languages=("zh",),
        default_language="zh", questions=questions,
        sections=tuple(Section(f"/data/{n}", n, {}, tuple(q.key for q in asked), weight)
                       for n, weight, asked in sections),
        dimensions=(), checks=(), xml="", is_visit=True,
    )  # fmt: skip


REMARK = Question("remark", "/data/remark", "remark", Kind.TEXT, {})
FORM = checklist(
    ("header", None, (five("channel"),)),
    ("M1", 60, (number("wait", bands=MINUTES), yes_no("windows"), yes_no("calm", na=True))),
    ("M2", 30, (five("answers", critical=". = 1"), yes_no("told", critical="yes"), REMARK)),
    ("M8", 10, (yes_no("shown", na=True), five("sincere", na=True))),
)  # fmt: skip
PERFECT: Answers = {
    "wait": "3", "windows": "1", "calm": "1", "answers": "5", "told": "1", "shown": "1", "sincere": "5",
}  # fmt: skip


def total(**changed: str | Special) -> float | None:
    return score(FORM, PERFECT | changed).total


def test_all_well_is_100_and_excellent() -> None:
    found = score(FORM, PERFECT)
    assert (found.total, found.band, found.red_lines) == (100.0, "excellent", ())
    assert [(s.section, s.weight) for s in found.sections] == [("M1", 60), ("M2", 30), ("M8", 10)]


@pytest.mark.parametrize(
    ("minutes", "points"),
    [(0, 100), (5, 100), (6, 85), (10, 85), (11, 70), (15, 70), (16, 30), (30, 30), (31, 0)],
)
def test_minutes_give_the_points_of_their_band(minutes: int, points: int) -> None:
    section = score(FORM, {"wait": str(minutes)}).sections[0]
    assert section.score == points


def test_a_share_gives_points_in_proportion() -> None:
    form = checklist(("M7", 10, (number("working", maximum=100),)))
    assert score(form, {"working": "80"}).total == 80.0


def test_an_item_that_does_not_apply_is_spread_inside_its_section() -> None:
    # section M1 without `calm`: (100 + 0) / 2 = 50 instead of (100 + 0 + 100) / 3
    assert total(windows="0", calm="9") == 60 * 0.5 + 30 + 10
    assert total(windows="0", calm=Special.NOT_APPLICABLE) == 60 * 0.5 + 30 + 10


def test_a_section_that_does_not_apply_at_all_is_spread_over_the_others() -> None:
    found = score(FORM, PERFECT | {"shown": "9", "sincere": "9", "windows": "0"})
    assert found.sections[2].score is None
    assert found.total == pytest.approx((60 * 200 / 3 + 30 * 100) / 90)


def test_item_weights_count_inside_a_section() -> None:
    form = checklist(("M1", 100, (yes_no("a", weight=3), yes_no("b", weight=1))))
    assert score(form, {"a": "1", "b": "0"}).total == 75.0


def test_a_printed_code_for_not_applicable_leaves_the_denominator() -> None:
    form = checklist(("M1", 100, (yes_no("a"), number("n", maximum=100, missing={"998": "na"}))))
    assert score(form, {"a": "1", "n": "998"}).total == 100.0


def test_a_failed_red_line_caps_the_total_at_60() -> None:
    found = score(FORM, PERFECT | {"told": "0"})
    assert found.red_lines == ("told",)
    assert (found.uncapped, found.total, found.band) == (85.0, 60.0, "rectify")


def test_a_red_line_may_be_a_comparison() -> None:
    assert failed_red_lines(FORM, PERFECT | {"answers": "1"}) == ("answers",)
    assert failed_red_lines(FORM, PERFECT | {"answers": "2"}) == ()


def test_a_total_below_the_cap_is_not_lifted_to_it() -> None:
    found = score(FORM, PERFECT | {"wait": "31", "windows": "0", "calm": "0", "told": "0"})
    assert found.total == found.uncapped == 25.0


@pytest.mark.parametrize(
    ("points", "band"),
    [("90", "excellent"), ("89.95", "excellent"), ("89.94", "good"), ("80", "good"),
     ("79.9", "pass"), ("70", "pass"), ("69.9", "rectify")],
)  # fmt: skip
def test_bands(points: str, band: str) -> None:
    form = checklist(("M7", 10, (number("n", maximum=100),)))
    assert score(form, {"n": points}).band == band


def test_nothing_answered_has_no_score() -> None:
    found = score(FORM, {})
    assert (found.total, found.uncapped, found.band) == (None, None, "")


def test_a_fail_and_a_score_of_at_most_2_need_a_remark() -> None:
    answers = PERFECT | {"windows": "0", "sincere": "2", "wait": "31", "answers": "3"}
    assert failed_items(FORM, answers) == ("wait", "windows", "sincere")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            q.key: st.sampled_from(["0", "1", "2", "3", "4", "5", "9", "40"])
            for q in FORM.questions
        },
    )
)
def test_the_score_stays_between_the_worst_and_the_best_section(answers: Answers) -> None:
    found = score(FORM, answers)
    there = [section.score for section in found.sections if section.score is not None]
    if found.uncapped is None:
        assert not there
    else:
        assert 0 <= min(there) <= round(found.uncapped, 9) <= round(max(there), 9) <= 100


# --- the checklist that ships ---------------------------------------------------------------------
CHECKLIST = form_of("MSC-1")
PROGRAM = compile_form(CHECKLIST)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@st.composite
def visits(draw: st.DrawFn) -> Answers:
    answers: Answers = {}
    for question in CHECKLIST.questions:
        if not question.dimension or question.kind not in (Kind.SELECT_ONE, Kind.INTEGER):
            continue
        codes = [choice.name for choice in question.choices]
        numbers = st.integers(0, 100 if question.maximum else 240).map(str)
        answers[question.key] = draw(st.sampled_from(codes) if codes else numbers)
    return answers


@given(visits())
def test_the_score_is_what_the_checklist_itself_computes(answers: Answers) -> None:
    state = FormState(CHECKLIST, now=NOON, answers=answers, program=PROGRAM)
    found = score(CHECKLIST, answers)
    assert found.uncapped == pytest.approx(float(str(state.value("total"))), abs=1e-6)
    assert len(found.red_lines) == int(float(str(state.value("red_lines"))))
    fired = {finding.check for finding in state.findings()}
    assert ("R22" in fired) == (bool(found.red_lines) and found.uncapped > 60)


@given(visits())
def test_the_checklist_asks_for_the_remarks_that_a_visit_must_have(answers: Answers) -> None:
    state = FormState(CHECKLIST, now=NOON, answers=answers, program=PROGRAM)
    needed = set(failed_items(CHECKLIST, answers))
    asked = {key for key in answers if state.is_relevant(f"{key}_remark")}
    assert needed <= asked


def test_the_checklists_weights_add_up_to_100() -> None:
    assert sum(section.weight for section in score(CHECKLIST, {}).sections) == 100
