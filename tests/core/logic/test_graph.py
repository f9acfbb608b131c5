"""Order and cycles of rules, and what a form's rules read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.model import Kind
from core.logic.dependencies import reads
from core.logic.graph import ordered
from core.logic.parser import parse
from core.logic.program import CYCLE, compile_form
from tests.core.logic.forms import Group, Q, form

EDGES = st.integers(1, 9).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, size - 1), max_size=3), min_size=size, max_size=size
    )
)


def reachable(edges: list[list[int]], start: int) -> set[int]:
    seen: set[int] = set()
    waiting = list(edges[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(edges[node])
    return seen


@given(EDGES)
def test_every_rule_runs_once_after_what_it_needs(edges):
    order, cycles = ordered(edges)
    assert sorted(order) == list(range(len(edges)))
    inside = {rule: cycle for cycle in cycles for rule in cycle}
    place = {rule: at for at, rule in enumerate(order)}
    for rule, followers in enumerate(edges):
        for follower in followers:
            if inside.get(rule) is None or inside.get(rule) != inside.get(follower):
                assert place[rule] < place[follower]


@given(EDGES)
def test_cycles_are_the_rules_that_reach_themselves(edges):
    _, cycles = ordered(edges)
    found = {rule for cycle in cycles for rule in cycle}
    assert found == {rule for rule in range(len(edges)) if rule in reachable(edges, rule)}


def cycles(*nodes: Q | Group) -> list[tuple[str, ...]]:
    problems = compile_form(form(*nodes)).problems
    return [problem.params["refs"] for problem in problems if problem.code == CYCLE]


def calc(name: str, expression: str) -> Q:
    return Q(name, Kind.CALCULATE, binds={"calculate": expression})


def test_two_questions_that_wait_for_one_another_are_a_cycle():
    assert cycles(calc("a", "/data/b + 1"), calc("b", "/data/a + 1")) == [("/data/a", "/data/b")]


def test_a_question_that_reads_itself_is_a_cycle():
    assert cycles(calc("a", "/data/a + 1")) == [("/data/a",)]
    assert cycles(Q("a", binds={"relevant": ". = 1"})) == [("/data/a",)]


def test_a_group_that_its_own_question_opens_is_a_cycle():
    group = Group("g", [Q("a")], binds={"relevant": "/data/g/a = 1"})
    assert cycles(group) == [("/data/g",)]


def test_a_constraint_reads_its_own_value_without_a_cycle():
    assert cycles(Q("a", binds={"constraint": ". > 1", "required": "/data/a = ''"})) == []


def test_the_instance_before_is_no_cycle_and_the_own_instance_is():
    before = calc("run", "/data/row[position() = position(current()/..) - 1]/run + 1")
    assert cycles(Group("row", [Q("n"), before], "")) == []
    assert cycles(Group("row", [Q("n"), calc("run", "../run + 1")], "")) == [("/data/row/run",)]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (".", {("d", "g", "x")}),
        ("../y", {("d", "g", "y")}),
        ("/d/z + ../y", {("d", "z"), ("d", "g", "y")}),
        ("current()/../y", {("d", "g", "y")}),
        ("instance('l')/root/item[code = current()/../y]/label", {("d", "g", "y")}),
        ("instance('l')/root/item[code = /d/z]", {("d", "z")}),
        ("count(/d/g)", {("d", "g", "**self**")}),
        ("sum(//y)", {("**",)}),
        ("/d/*", {("d", "**")}),
        ("(/d/z | ../y)[. = /d/w]", {("d", "z"), ("d", "g", "y"), ("d", "w")}),
        ("jr:choice-name(../y, '/d/z')", {("d", "g", "y"), ("d", "z")}),
        ("jr:choice-name(../y, '../z')", {("d", "g", "y"), ("d", "g", "z")}),
        ("string-length()", {("d", "g", "x")}),
        ("count(//y)", {("**",)}),
        ("instance('l')/r/i[jr:choice-name(c, 'q') = '']", set()),
        (
            "indexed-repeat(/d/r/y, /d/r, -/d/z)",
            {("d", "r", "y"), ("d", "r", "**self**"), ("d", "z")},
        ),
        ("1 + 2", set()),
    ],
)
def test_an_expression_reads_the_paths_it_names(expression, found):
    assert {read.path for read in reads(parse(expression), ("d", "g", "x"))} == found
