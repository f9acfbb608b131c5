"""What a finding says: a sentence in both languages, and a limit that a person can read."""

from __future__ import annotations

import pytest

from core.forms.model import Check, Kind, Severity
from core.logic.finding import MESSAGES
from core.logic.readable import readable
from core.logic.state import FormState
from core.workflow.querying import messages_of
from tests.core.forms.workbooks import BSQ, MSC, shipped
from tests.core.logic.forms import NOW, Group, Q, form, state
from ui.messages_forms import closed_because

NUMBERS = {("data", "g", "a"): "Q1", ("data", "b"): "Q2", ("data", "r", "c"): "Q3.1"}


@pytest.mark.parametrize(
    ("expression", "host", "said"),
    [
        (". >= 0 and . <= 240.5", "data/g/a", "Q1 >= 0 and Q1 <= 240.5"),
        ("not( /data/g/a  = '/data/b' and /data/b = 1)", "data/b", "not(Q1 = '/data/b' and Q2 = 1)"),
        ("../c > current()/../../b", "data/r/c", "Q3.1 > Q2"),
        ("count(/data/r) = 1 and /data/g-x/a", "data/b", "count(/data/r) = 1 and /data/g-x/a"),
        ("../../b - .5 > ./x and instance('l')/root/item[name = 1]", "data/r/c",
         "Q2 - .5 > ./x and instance('l')/root/item[name = 1]"),
    ],
)  # fmt: skip
def test_a_rule_is_read_with_the_numbers_of_its_questions(expression, host, said):
    assert readable(expression, tuple(host.split("/")), NUMBERS) == said


@pytest.mark.parametrize("workbook", [BSQ, MSC], ids=lambda path: path.stem)
def test_no_rule_of_our_forms_shows_a_path(workbook):
    made = shipped(workbook)
    sheet = FormState(made, now=NOW)
    for check in made.checks:
        assert "/data/" not in sheet._program.limit(check.test, ("data",))


def built_in():
    lists = {"l": [{"name": "1"}]}
    checks = [Check("mute", Severity.REVIEW, "/data/a != '9'", "", {}, ("a",))]
    return form(
        Q("a", binds={"constraint": ". < 5"}),
        Q("shut", binds={"relevant": "/data/a = 'x'"}),
        Q("pick", Kind.SELECT_ONE, "l"),
        Q("must", binds={"required": "true()"}),
        Group("r", [Q("in")], ""),
        checks=checks,
        lists=lists,
    )


def test_every_finding_has_a_sentence_in_both_languages_and_recheck_shows_the_same():
    made = built_in()
    answers = {"a": "9", "shut": "1", "pick": "7", "r[1]/in": "x", "r[9999999]/in": "y"}
    found = state(made, answers).findings()
    assert {f.check.partition(":")[0] for f in found} == {
        "closed", "closed_choice", "constraint", "required", "mute",
    }  # fmt: skip
    for finding in found:
        assert set(finding.messages) == {"zh", "en"}
        assert finding.messages["en"].isascii()
        assert messages_of(made, finding.check) == finding.messages
    assert set(MESSAGES) >= {f.check.partition(":")[0] for f in found if f.check != "mute"}


def test_why_a_question_is_closed_is_said_in_words():
    sheet = FormState(shipped(BSQ), now=NOW, answers={"Q21": "4"})
    why = sheet.why_closed("Q22")
    assert closed_because(why, {"Q21": "Q21"}, "en") == (
        "Closed because not(selected(Q21, '4')) does not hold here (Q21 = 4)."
    )
    assert closed_because(why, {}, "zh").startswith("因为 not(selected(Q21, '4')) 在这里不成立")
    blank = FormState(shipped(BSQ), now=NOW).why_closed("Q25")
    assert closed_because(blank, {}, "en").endswith("(Q24 = blank).")
    assert closed_because((), {}, "en") == ""
