"""What follows an answer step by step is what follows all answers at once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.model import Check, Form, Kind, Severity
from core.logic.program import CYCLE, compile_form
from core.logic.state import FormState
from core.values import Answer, Answers, Special
from tests.core.logic.forms import NOW, Group, Q, form

pytestmark = pytest.mark.timeout(900)  # many examples where everything is proved
NAMES = [f"q{n}" for n in range(6)]
IN_REPEAT = ["r0", "r1"]
LISTS = {"codes": [{"name": str(n), "of": str(n % 2)} for n in range(4)]}


def numbers(depth: int = 2) -> st.SearchStrategy[str]:
    """Expressions over the questions q0..q5 and the repeat's r0, r1."""
    paths = st.sampled_from([f"/data/{name}" for name in NAMES[:4]] + ["/data/g/q4", "/data/g/q5"])
    plain = st.one_of(
        paths,
        st.sampled_from(["1", "2.5", "'x'", "count(/data/rep)", "sum(/data/rep/r0)"]),
        st.sampled_from(["tk:missing-share()", "count-selected(/data/q0)"]),
    )
    if depth == 0:
        return plain
    inner = numbers(depth - 1)
    return st.one_of(
        plain,
        st.builds("({} + {})".format, inner, inner),
        st.builds("coalesce({}, {})".format, inner, inner),
        st.builds("if({}, {}, {})".format, conditions(depth - 1), inner, inner),
        st.builds("tk:special({})".format, paths),
    )


def conditions(depth: int = 1) -> st.SearchStrategy[str]:
    """Expressions that are true or false."""
    inner = numbers(0) if depth == 0 else numbers(depth - 1)
    compared = st.builds("{} {} {}".format, inner, st.sampled_from(["=", "!=", "<", ">="]), inner)
    return st.one_of(compared, st.builds("not({})".format, compared))


def binds(**kinds: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=kinds)


def asked() -> st.SearchStrategy[dict[str, str]]:
    return binds(
        relevant=conditions(), required=conditions(), readonly=conditions(), constraint=conditions()
    )


def labels() -> st.SearchStrategy[str]:
    """Texts, some of which mention other questions."""
    return st.builds("<output value={!r}/>".format, numbers(0)).map(
        lambda text: text if "'" not in text[15:-3] else "plain"
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Six questions, a calculation, a group, a repeat, a filtered list and a check."""
    plain = [Q(name, binds=draw(asked()), label=draw(labels())) for name in NAMES[:4]]
    inside = [Q(name, binds=draw(asked())) for name in NAMES[4:]]
    local = {"calculate": draw(st.sampled_from(["../r0 + 1", "position(..)", "/data/q1"]))}
    beside = "<output value='../r0 + 1'/><output value='/data/q3'/>"
    row = [
        Q("r0", binds=draw(asked()), label=beside),
        Q("r1", binds=draw(asked())),
        Q("rc", binds=local),
    ]
    count = draw(st.sampled_from(["", "/data/q1"]))
    listed = Q("s", Kind.SELECT_ONE, "codes", "of = /data/q2")
    severity = draw(st.sampled_from([Severity.WARN, Severity.REVIEW]))
    about = tuple(draw(st.permutations(NAMES[:4]))[: draw(st.integers(1, 3))])
    check = Check("c", severity, draw(conditions()), draw(conditions()), {}, about)
    return form(
        *plain,
        Group("g", inside, binds=draw(binds(relevant=conditions()))),
        Q("calc", Kind.CALCULATE, binds={"calculate": draw(numbers())}),
        Group("rep", row, count),
        listed,
        checks=[check],
        lists=LISTS,
    )


def answers() -> st.SearchStrategy[Answer | None]:
    return st.one_of(
        st.sampled_from(["0", "1", "2", "3", "x", "2026-01-01", "1 2"]),
        st.sampled_from(list(Special)),
        st.none(),
    )


ACTIONS = st.lists(
    st.tuples(st.integers(0, 30), answers(), st.sampled_from(["answer"] * 6 + ["add", "remove"])),
    max_size=12,
)


def seen(sheet: FormState) -> dict[str, Any]:
    """Everything that a page can ask of a sheet."""
    return {
        "answers": sheet.answers(),
        "findings": sheet.findings(),
        "keys": {
            key: (
                sheet.value(key),
                sheet.is_relevant(key),
                sheet.is_required(key),
                sheet.is_readonly(key),
                sheet.constraint_ok(key),
                sheet.choices(key),
                sheet.label(key, ""),
                sheet.findings_at(key),
            )
            for key in sheet.keys()  # noqa: SIM118
        },
    }


def rows(sheet: FormState) -> int:
    """Instances of the repeat."""
    return " ".join(sheet.keys()).count("/r0")


def act(sheet: FormState, form_: Form, step: tuple[int, Answer | None, str]) -> frozenset[str]:
    """One of a clerk's actions, as far as the form has it."""
    at, answer, action = step
    is_counted = 'jr:count="' in form_.xml
    instances = rows(sheet)
    if action == "add" and not is_counted:
        return sheet.add_repeat("/data/rep")
    if action == "remove" and not is_counted and instances > 1:
        return sheet.remove_repeat("/data/rep", at % instances + 1)
    keys = [key for key in sheet.keys() if not key.endswith(("rc", "calc"))]  # noqa: SIM118
    return sheet.answer(keys[at % len(keys)], answer)


@given(forms(), ACTIONS)
def test_step_by_step_is_all_at_once(form_, actions):
    program = compile_form(form_)
    if any(problem.code == CYCLE for problem in program.problems):
        return  # what a cycle settles on depends on the way there
    sheet = FormState(form_, now=NOW, program=program)
    for step in actions:
        before = seen(sheet)
        changed = act(sheet, form_, step)
        after = seen(sheet)
        differs = {k for k, v in after["keys"].items() if before["keys"].get(k) != v}
        assert differs <= changed
        padded: Answers = dict(sheet.answers())
        instances = rows(sheet)
        scratch = FormState(form_, now=NOW, answers=padded, program=program)
        while rows(scratch) < instances:
            scratch.add_repeat("/data/rep")
        assert seen(scratch) == after


@given(forms(), st.lists(st.dictionaries(st.sampled_from(NAMES), answers()), max_size=4))
def test_one_state_for_many_records_is_one_state_each(form_, records):
    program = compile_form(form_)
    sheet = FormState(form_, now=NOW, program=program)
    for record in records:
        given_: Answers = {k: v for k, v in record.items() if v is not None}
        sheet.replace(given_)
        if not program.cycles:
            fresh = FormState(form_, now=NOW, answers=given_, program=program)
            assert seen(sheet) == seen(fresh)
