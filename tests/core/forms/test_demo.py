"""Demo answers are the same for a seed, plausible, and fit their forms."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from statistics import mean

import pytest

from core.forms import demo
from core.forms.typed import parse
from core.logic.program import compile_form
from core.logic.state import FormState
from core.values import Answers, Special
from tests.core.forms.workbooks import BSQ, MSC, shipped

UNTIL = date(2026, 11, 20)
NOW = datetime(2026, 11, 25, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def bsq():
    return shipped(BSQ)


@pytest.fixture(scope="module")
def sheets(bsq):
    return demo.questionnaires(bsq, seed=7, count=1200, until=UNTIL)


def fits(form, answers: Answers) -> None:
    for key, answer in answers.items():
        if not isinstance(answer, Special):
            assert parse(form.by_key[key], answer, today=UNTIL) == answer


def test_a_seed_gives_the_same_sheets_however_many_are_made(bsq, sheets):
    assert demo.questionnaires(bsq, seed=7, count=20, until=UNTIL) == sheets[:20]
    assert demo.questionnaires(bsq, seed=8, count=20, until=UNTIL) != sheets[:20]


def test_answers_fit_their_questions(bsq, sheets):
    for answers in sheets[:200]:
        fits(bsq, answers)
    form = shipped(MSC)
    for answers in demo.visits(form, seed=1, count=50, until=UNTIL):
        fits(form, answers)


def test_means_are_those_of_the_calibration(bsq, sheets):
    for target, expected in {**demo.MEANS, "Q28": demo.NPS_MEAN, "Q27": demo.EFFORT_MEAN}.items():
        if target == "CMP":
            continue  # few complained: too few answers to tell
        keys = [q.key for q in bsq.questions
                if q.key == target or (q.dimension == target and q.metric == "item")]  # fmt: skip
        values = [int(s[k]) for s in sheets for k in keys if isinstance(s.get(k), str)]
        assert mean(values) == pytest.approx(
            expected, abs=0.16 if target in ("Q28", "Q27") else 0.09
        )


def test_there_is_work_for_every_page(bsq, sheets):
    program = compile_form(bsq)
    fired: Counter[str] = Counter()
    specials: set[Special] = set()
    for answers in sheets[:200]:
        found = FormState(bsq, now=NOW, answers=answers, program=program).findings()
        fired.update(f.check.split(":")[0] for f in found)
        specials |= {a for a in answers.values() if isinstance(a, Special)}
    assert fired["R01"] >= 4
    assert fired["R19"] >= 3
    assert not {"closed", "required", "constraint", "closed_choice"} & set(fired)
    assert specials == set(Special) - {Special.REFUSED}


def test_visits_are_in_order_and_remarked():
    form = shipped(MSC)
    for answers in demo.visits(form, seed=2, count=40, until=UNTIL):
        found = {f.check for f in FormState(form, now=NOW, answers=answers).findings()}
        assert found <= {"R22"}
