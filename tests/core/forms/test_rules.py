"""The starter rules of both demo forms fire on what they are about and on nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from core.figures.visits import score
from core.forms import demo
from core.logic.program import compile_form
from core.logic.state import FormState
from core.values import Answers, Special
from tests.core.forms.workbooks import BSQ, MSC, shipped

NOW = datetime(2026, 11, 25, 10, tzinfo=timezone(timedelta(hours=8)))
S5 = [f"Q{n:02d}" for n in (8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 22, 23)]
SHEET: Answers = {
    "survey_date": "2026-11-20", "channel": "1", "collector": "a", "customer_id": "C1", "Q01": "1",
    "Q02": "2", "Q03": "1", "Q04": "2", "Q05": "1", "Q06": "2", "Q07": "8", "Q13": "1", "Q21": "1",
    "Q24": "2", "Q26": "4", "Q27": "2", "Q28": "8", "Q29": "还行", "Q30": Special.BLANK,
    **dict.fromkeys(S5, "4"), "Q09": "5",
}  # fmt: skip


@pytest.fixture(scope="module")
def bsq():
    form = shipped(BSQ)
    program = compile_form(form)

    def fired(**changed: object) -> set[str]:
        answers = {key: a for key, a in {**SHEET, **changed}.items() if a is not None}
        state = FormState(form, now=NOW, answers=answers, program=program)
        return {finding.check for finding in state.findings()}

    return fired


def test_an_ordinary_sheet_is_clean(bsq):
    assert bsq() == set()


CASES = [
    ({"R01"}, {"Q12": "1", "Q26": "5"}), ({"R01"}, {"Q10": "1", "Q26": "5"}),
    ({"R02"}, {"Q26": "2"}), ({"R02", "R03"}, {"Q26": "1"}),
    ({"R02", "R04"}, {"Q28": "9", "Q26": "2"}), ({"R05"}, {"Q28": "3", "Q26": "5"}),
    ({"R06"}, {"Q27": "6", "Q09": "5", "Q10": "5"}), ({"R07"}, {"Q07": "16", "Q08": "5"}),
    (set(), {"Q07": "15", "Q08": "5"}), ({"R08"}, {"Q07": "2", "Q08": "1"}),
    ({"R09"}, {"Q13": "3", "Q15": "5"}), ({"R10", "R11"}, {"Q21": "1 4"}),
    ({"R11"}, {"Q21": "4"}), (set(), {"Q21": "4", "Q22": None}),
    (set(), {"Q22": Special.BLANK}), ({"R11"}, {"Q22": None}),
    ({"R12"}, {"Q25": "3"}), (set(), {"Q24": "1", "Q25": "3"}),
    ({"R13"}, {"Q01": "4"}), ({"R15"}, {"survey_date": "2026-11-26"}),
    ({"R02", "R16"}, {"Q29": "服务很好", "Q26": "2"}), ({"R16"}, {"Q30": "态度恶劣", "Q26": "5"}),
    ({"R17"}, {"Q09": "4"}), ({"R18"}, {"Q03": None}), (set(), {"Q03": Special.BLANK}),
    ({"R19"}, dict.fromkeys(["Q02", "Q03", "Q04", "Q05", "Q08", *S5[2:7]], Special.BLANK)),
    (set(), dict.fromkeys(["Q02", "Q03", "Q04", "Q05", "Q06", "Q07"], Special.BLANK)),
    (set(), {"Q07": Special.NOT_APPLICABLE}),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "changed"), CASES)
def test_a_rule_fires_on_its_contradiction(bsq, expected, changed):
    assert bsq(**changed) == expected


@pytest.fixture(scope="module")
def msc():
    return shipped(MSC)


def visit_findings(form, answers: Answers) -> set[str]:
    return {finding.check for finding in FormState(form, now=NOW, answers=answers).findings()}


def test_times_out_of_order_and_a_wait_that_was_not(msc):
    visit = next(
        v
        for v in demo.visits(msc, seed=5, count=9, until=date(2026, 11, 20))
        if not visit_findings(msc, v)
    )
    assert "R20_order" in visit_findings(msc, {**visit, "t_left": "00:01"})
    minutes = int(str(visit["M1_1"]))
    assert "R20_wait" not in visit_findings(msc, {**visit, "M1_1": str(minutes + 1)})
    assert "R20_wait" in visit_findings(msc, {**visit, "M1_1": str(minutes + 2)})


def test_a_failed_item_needs_its_remark(msc):
    (visit,) = demo.visits(msc, seed=5, count=1, until=date(2026, 11, 20))
    bad = {**visit, "M2_1": "0", "M3_1": "2"}
    bad = {key: a for key, a in bad.items() if key not in ("M2_1_remark", "M3_1_remark")}
    found = visit_findings(msc, bad)
    assert {"R21", "required:M2_1_remark", "required:M3_1_remark"} <= found


def test_the_forms_own_total_is_the_score_of_the_figures(msc):
    for visit in demo.visits(msc, seed=3, count=25, until=date(2026, 11, 20)):
        state = FormState(msc, now=NOW, answers=visit)
        scored = score(msc, visit)
        assert float(str(state.value("total"))) == pytest.approx(scored.uncapped)
        assert float(str(state.value("red_lines"))) == len(scored.red_lines)
        capped = bool(scored.red_lines) and (scored.uncapped or 0) > 60
        assert ("R22" in {f.check for f in state.findings()}) == capped
