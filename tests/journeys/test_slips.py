"""The slips that a tour plants are the slips it says it planted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.model import Choice, Form, Kind, Question
from core.values import Answers, FormId
from ui.tour.slips import Plan, plan

CODES = "12345"


def scale_form(questions: int) -> Form:
    choices = tuple(Choice(code, {"en": code}) for code in CODES)
    asked = tuple(
        Question(f"q{n}", f"/data/q{n}", f"q{n}", Kind.SELECT_ONE, {"en": f"Q{n}"}, choices=choices)
        for n in range(questions)
    )
    return Form(FormId("f"), "F", "1", "F", {"en": "F"}, ("en",), "en", asked, (), (), (), "")


def fits(question: Question, text: str, answers: Answers) -> bool:
    return text in {choice.name for choice in question.choices}


@pytest.fixture
def planned() -> Plan:
    form = scale_form(40)
    truth = [
        {q.key: CODES[(row + place) % 5] for place, q in enumerate(form.questions)}
        for row in range(40)
    ]
    return plan(form, truth, 7, fits)


def test_every_slip_departs_from_the_paper(planned: Plan) -> None:
    for slips in planned.slips.values():
        assert all(planned.truth[slip.sheet][slip.question] != slip.typed for slip in slips)


def test_a_pass_types_the_truth_but_for_its_slips(planned: Plan) -> None:
    for pass_no, slips in planned.slips.items():
        typed = planned.typed(pass_no)
        wrong = {
            (sheet, key)
            for sheet, answers in enumerate(planned.truth)
            for key in answers
            if typed[sheet][key] != answers[key]
        }
        assert wrong == {(slip.sheet, slip.question) for slip in slips}


def test_the_published_rate_is_planted_in_each_pass(planned: Plan) -> None:
    fields = sum(len(answers) for answers in planned.truth)
    assert {len(slips) for slips in planned.slips.values()} == {round(fields * 29 / 10_000)}


def test_some_slips_are_alike_in_both_passes_and_most_are_not(planned: Plan) -> None:
    assert 1 <= len(planned.identical) < len(planned.slips[1])


@given(seed=st.integers(0, 2**32))
def test_the_same_seed_plants_the_same_slips(seed: int) -> None:
    form = scale_form(6)
    truth = [{q.key: CODES[place % 5] for place, q in enumerate(form.questions)} for _ in range(5)]
    assert plan(form, truth, seed, fits) == plan(form, truth, seed, fits)
