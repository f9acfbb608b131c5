"""Any text is read or refused with a place, quickly; what is read stands as XPath 1.0 has it."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.logic import errors
from core.logic.compiler import compile_expression, problems
from core.logic.errors import XPathError
from core.logic.parser import MAX_CHAIN, MAX_DEPTH, parse
from core.logic.syntax import Binary, Negation, Number, Path

FRAGMENTS = st.sampled_from(
    ["(", ")", "[", "]", "/", "//", ".", "..", "@", "::", ",", "|", "+", "-", "*", "=", "!=", "<",
     "<=", "and", "or", "div", "mod", "a", "a:b", "a:*", "node()", "text()", "if", "selected",
     "current()", "${q}", "$v", "'x'", '"y"', "1", ".5", "2.", " ", "（", "，", "“", "child",
     "ancestor", "processing-instruction", "not(", "once(", "\x00", "\u3000"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=40).map("".join)))
def test_any_text_is_compiled_or_refused_with_a_place(text):
    start = time.perf_counter()
    with contextlib.suppress(XPathError):
        compile_expression(text)
    for problem in problems(text, names=["q"]):
        assert 0 <= problem.position <= len(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("opening", ["(", "not(", "-", "a[", "1+("])
def test_deep_nesting_is_refused_and_not_overflowed(opening):
    with pytest.raises(XPathError) as refused:
        parse(opening * 5000)
    assert refused.value.code in (errors.TOO_DEEP, errors.UNEXPECTED)
    deep = "(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1)
    assert parse(deep) == Number(1.0)


@pytest.mark.parametrize("operator", ["+", "or", "and", "|", "-"])
def test_long_chains_run_without_nesting(operator):
    operand = "/a" if operator == "|" else "1"
    compile_expression(f" {operator} ".join([operand] * MAX_CHAIN))
    with pytest.raises(XPathError):
        parse(f" {operator} ".join([operand] * (MAX_CHAIN + 10)))


def test_operators_bind_as_the_grammar_says():
    one, two, three = Number(1.0), Number(2.0), Number(3.0)
    assert parse("1 + 2 * 3") == Binary("+", one, Binary("×", two, three))
    assert parse("1 - 2 - 3") == Binary("-", Binary("-", one, two), three)
    assert parse("1 = 2 or 3") == Binary("or", Binary("=", one, two), three)
    assert parse("--1") == Negation(Negation(one))


def test_names_are_operators_only_after_an_operand():
    assert isinstance(parse("div div div"), Binary)
    assert isinstance(parse("and"), Path)
    assert isinstance(parse("* * *"), Binary)


@pytest.mark.parametrize(
    ("text", "code", "position", "params"),
    [
        ("${a} ＞ 1", errors.BAD_CHARACTER, 5, {"character": "＞", "meant": ">"}),
        ("if（1,2,3)", errors.BAD_CHARACTER, 2, {"character": "（", "meant": "("}),
        ("${a} = “1”", errors.BAD_CHARACTER, 7, {"character": "“", "meant": '"'}),
        ("1 # 2", errors.BAD_CHARACTER, 2, {"character": "#", "meant": ""}),
        ("${a} = 'x", errors.UNCLOSED_TEXT, 7, {}),
        ("(1 + 2", errors.UNEXPECTED, 6, {"found": "", "expected": ")"}),
        ("1 2", errors.UNEXPECTED, 2, {"found": "2", "expected": ""}),
        ("a/", errors.UNEXPECTED, 2, {"found": "", "expected": "name"}),
        ("$", errors.UNEXPECTED, 1, {"found": "", "expected": "name"}),
        ("foo::a", errors.UNKNOWN_AXIS, 0, {"axis": "foo"}),
        ("$x", errors.NO_VARIABLES, 0, {"name": "x"}),
        ("", errors.UNEXPECTED, 0, {"found": "", "expected": "name"}),
    ],
)
def test_a_fault_of_syntax_has_its_place(text, code, position, params):
    (problem,) = problems(text)
    assert (problem.code, problem.position, problem.params) == (code, position, params)


@pytest.mark.parametrize(
    ("text", "code", "position", "params"),
    [
        ("${ag} > 1", errors.UNKNOWN_NAME, 0, {"name": "ag", "near": "age"}),
        ("1 + selcted(.)", errors.UNKNOWN_FUNCTION, 4, {"name": "selcted", "near": "selected"}),
        ("if(1, 2)", errors.WRONG_ARITY, 0, {"name": "if", "least": 3, "most": 3, "found": 2}),
        ("regex(., '[')", errors.BAD_PATTERN, 0, {"pattern": "["}),
        (
            "indexed-repeat(a, b, 1, c)",
            errors.WRONG_ARITY,
            0,
            {"name": "indexed-repeat", "least": 3, "most": None, "found": 4},
        ),
    ],
)
def test_a_fault_of_meaning_has_its_place_and_what_is_near(text, code, position, params):
    (problem,) = problems(text, names=["age", "sex"])
    assert (problem.code, problem.position, problem.params) == (code, position, params)


def test_all_faults_of_one_expression_are_told_in_order():
    found = problems("nope(${x}) and if(1) or ${age}", names=["age"])
    assert [p.code for p in found] == ["UNKNOWN_FUNCTION", "UNKNOWN_NAME", "WRONG_ARITY"]


def test_faults_are_found_in_predicates_and_patterns_that_are_put_together():
    assert [p.position for p in problems("(a)[nope()] = b[-nope2()]")] == [4, 17]
    assert problems("regex(., ${pattern})") == []


def test_names_are_not_judged_where_none_are_given():
    assert problems("${anything} = ${last-saved#other}") == []
    assert problems("${last-saved#age}", names=["age"]) == []
