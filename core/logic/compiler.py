"""Syntax tree -> closures, and the faults of an expression as lint shows them."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection

from core.logic import errors
from core.logic.code import Code, Run, Scope, Type, as_nodes, as_number, as_text, as_truth
from core.logic.comparison import ORDERINGS, equal, ordered, unequal
from core.logic.context import Env
from core.logic.errors import Problem, XPathError
from core.logic.functions import FUNCTIONS, Function
from core.logic.parser import parse
from core.logic.paths import compile_path, selection
from core.logic.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Number,
    Path,
    QuestionName,
    Text,
    Variable,
)
from core.logic.tree import Node, in_document_order
from core.logic.values import INFINITY, NAN, Value

_SCALARS = (Type.NUMBER, Type.TEXT, Type.TRUTH)
_NEAR = 0.75
"""Similarity from which a misspelt name is taken for a known one (difflib's ratio)."""


def compile_expression(expression: str, scope: Scope | None = None) -> Code:
    """The closure of an expression. Raises XPathError for syntax, prefixes and variables.

    A call of an unknown function, or with the wrong number of arguments, raises when it runs.
    """
    return compile_tree(parse(expression), scope or Scope())


def compile_tree(tree: Expression, scope: Scope) -> Code:
    """The closure of a parsed expression. Raises XPathError."""
    match tree:
        case Number(value):
            return Code(lambda node, env: value, Type.NUMBER, constant=value)
        case Text(text):
            return Code(lambda node, env: text, Type.TEXT, constant=text)
        case Path():
            return compile_path(tree, scope, compile_tree)
        case Binary():
            return _binary(tree, scope)
        case Call():
            return _call(tree, scope)
        case Negation(operand):
            number = as_number(compile_tree(operand, scope))
            return Code(lambda node, env: -float(number(node, env)), Type.NUMBER)
        case Filter():
            return _filter(tree, scope)
        case QuestionName(name, position):
            raise XPathError(errors.UNKNOWN_NAME, position, name=name, near="")
    raise XPathError(errors.NO_VARIABLES, tree.position, name=tree.name)


# --- operators ----------------------------------------------------------------------------------


def _binary(tree: Binary, scope: Scope) -> Code:
    match tree.operator:
        case "or" | "and":
            return _logical(tree, scope)
        case "=" | "!=":
            return _equality(tree, scope)
        case "<" | ">" | "<=" | ">=":
            return _ordering(tree, scope)
        case "|":
            parts = [as_nodes(compile_tree(one, scope), "|") for one in _chain(tree, "|")]

            def union(node: Node, env: Env) -> list[Node]:
                return in_document_order([one for part in parts for one in part(node, env)])

            return Code(union, Type.NODES)
    return _arithmetic(tree, scope)


def _chain(tree: Binary, *operators: str) -> list[Expression]:
    """The operands of a op b op c ..., left to right: long chains must not nest closures."""
    operands: list[Expression] = []
    here: Expression = tree
    while isinstance(here, Binary) and here.operator in operators:
        operands.append(here.right)
        here = here.left
    operands.append(here)
    return operands[::-1]


def _logical(tree: Binary, scope: Scope) -> Code:
    parts = [as_truth(compile_tree(one, scope)) for one in _chain(tree, tree.operator)]
    if len(parts) == 2:
        left, right = parts
        if tree.operator == "or":
            return Code(lambda node, env: left(node, env) or right(node, env), Type.TRUTH)
        return Code(lambda node, env: left(node, env) and right(node, env), Type.TRUTH)
    decisive = tree.operator == "or"

    def decided(node: Node, env: Env) -> bool:
        return decisive if any(part(node, env) is decisive for part in parts) else not decisive

    return Code(decided, Type.TRUTH)


def _arithmetic(tree: Binary, scope: Scope) -> Code:
    if tree.operator in ("+", "-"):
        return Code(_sum(tree, scope), Type.NUMBER)
    left = as_number(compile_tree(tree.left, scope))
    right = as_number(compile_tree(tree.right, scope))
    match tree.operator:
        case "×":
            return Code(lambda node, env: left(node, env) * right(node, env), Type.NUMBER)
        case "div":
            return Code(lambda node, env: divided(left(node, env), right(node, env)), Type.NUMBER)
    return Code(lambda node, env: _remainder(left(node, env), right(node, env)), Type.NUMBER)


def _sum(tree: Binary, scope: Scope) -> Run:
    signs: list[bool] = []
    here: Expression = tree
    while isinstance(here, Binary) and here.operator in ("+", "-"):
        signs.append(here.operator == "+")
        here = here.left
    first, *others = (as_number(compile_tree(one, scope)) for one in _chain(tree, "+", "-"))
    if len(others) == 1:
        second = others[0]
        if signs[0]:
            return lambda node, env: first(node, env) + second(node, env)
        return lambda node, env: first(node, env) - second(node, env)
    terms = list(zip(signs[::-1], others, strict=True))

    def total(node: Node, env: Env) -> float:
        result: float = first(node, env)
        for adds, term in terms:
            result = result + term(node, env) if adds else result - term(node, env)
        return result

    return total


def divided(dividend: float, divisor: float) -> float:
    """IEEE 754 division: x div 0 is an infinity, 0 div 0 is NaN."""
    if divisor != 0:
        return dividend / divisor
    if dividend != dividend or dividend == 0:
        return NAN
    same_sign = (dividend > 0) == (math.copysign(1, divisor) > 0)
    return INFINITY if same_sign else -INFINITY


def _remainder(dividend: float, divisor: float) -> float:
    if divisor == 0 or divisor != divisor or not math.isfinite(dividend):
        return NAN
    return math.fmod(dividend, divisor)


# --- comparisons --------------------------------------------------------------------------------


def _equality(tree: Binary, scope: Scope) -> Code:
    left, right = compile_tree(tree.left, scope), compile_tree(tree.right, scope)
    wanted = tree.operator == "="
    if left.leaf is None and right.leaf is not None:
        left, right = right, left
    if left.leaf is not None and (right.leaf is not None or right.type is Type.TEXT):
        return _same(as_text(left), as_text(right), wanted=wanted)
    if left.type in _SCALARS and right.type in _SCALARS:
        types = (left.type, right.type)
        if Type.TRUTH in types:
            return _same(as_truth(left), as_truth(right), wanted=wanted)
        if Type.NUMBER in types:
            return _same(as_number(left), as_number(right), wanted=wanted)
        return _same(left.run, right.run, wanted=wanted)
    compare = equal if wanted else unequal
    a, b = left.run, right.run
    return Code(lambda node, env: compare(a(node, env), b(node, env), env), Type.TRUTH)


def _same(left: Run, right: Run, *, wanted: bool) -> Code:
    if wanted:
        return Code(lambda node, env: left(node, env) == right(node, env), Type.TRUTH)
    return Code(lambda node, env: left(node, env) != right(node, env), Type.TRUTH)


def _ordering(tree: Binary, scope: Scope) -> Code:
    left, right = compile_tree(tree.left, scope), compile_tree(tree.right, scope)
    holds = ORDERINGS[tree.operator]
    if _is_single(left) and _is_single(right):
        x, y = as_number(left), as_number(right)
        return Code(_inlined(tree.operator, x, y), Type.TRUTH)
    a, b = left.run, right.run
    return Code(lambda node, env: ordered(a(node, env), b(node, env), holds, env), Type.TRUTH)


def _is_single(code: Code) -> bool:
    return code.type in _SCALARS or code.leaf is not None


def _inlined(operator: str, left: Run, right: Run) -> Run:
    match operator:
        case "<":
            return lambda node, env: left(node, env) < right(node, env)
        case ">":
            return lambda node, env: left(node, env) > right(node, env)
        case "<=":
            return lambda node, env: left(node, env) <= right(node, env)
    return lambda node, env: left(node, env) >= right(node, env)


# --- filters and calls --------------------------------------------------------------------------


def _filter(tree: Filter, scope: Scope) -> Code:
    base = as_nodes(compile_tree(tree.operand, scope), "[]")
    selections = [selection(p, scope, compile_tree) for p in tree.predicates]

    def filtered(node: Node, env: Env) -> list[Node]:
        nodes: list[Node] = base(node, env)
        for select in selections:
            nodes = select(nodes, env)
        return nodes

    return Code(filtered, Type.NODES)


def _call(tree: Call, scope: Scope) -> Code:
    try:
        function = _checked(tree)
    except XPathError as error:
        return _refusing(error)
    return function.build([compile_tree(one, scope) for one in tree.arguments], tree, scope)


def _refusing(error: XPathError) -> Code:
    """A call that cannot be made: it does no harm where it is never reached."""
    code, position, params = error.code, error.position, error.params

    def refuse(node: Node, env: Env) -> Value:
        raise XPathError(code, position, **params)

    return Code(refuse, Type.ANY)


def _checked(tree: Call) -> Function:
    function = FUNCTIONS.get(tree.name)
    if function is None:
        raise XPathError(
            errors.UNKNOWN_FUNCTION,
            tree.position,
            name=tree.name,
            near=nearest(tree.name, FUNCTIONS),
        )
    found = len(tree.arguments)
    if found < function.least or (function.most is not None and found > function.most):
        raise XPathError(
            errors.WRONG_ARITY,
            tree.position,
            name=tree.name,
            least=function.least,
            most=function.most,
            found=found,
        )
    return function


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that looks most like a misspelt one, or ''."""
    return next(iter(difflib.get_close_matches(name, known, 1, _NEAR)), "")


# --- lint ---------------------------------------------------------------------------------------


def problems(expression: str, *, names: Collection[str] | None = None) -> list[Problem]:
    """The faults of an expression as its author wrote it, with ${name} for questions.

    A fault of syntax hides the rest. `names`: the questions there are; None: not checked.
    """
    try:
        tree = parse(expression)
    except XPathError as error:
        return [_problem(error, expression)]
    found = [_problem(error, expression) for error in faults(tree, names)]
    return sorted(found, key=lambda problem: problem.position)


def faults(tree: Expression, names: Collection[str] | None = None) -> list[XPathError]:
    """What can be known to be wrong with a parsed expression before it runs."""
    found = []
    for node in _all_nodes(tree):
        try:
            _check_alone(node, names)
        except XPathError as error:
            found.append(error)
    return found


def _problem(error: XPathError, expression: str) -> Problem:
    return Problem(error.code, error.position, error.params, expression)


def _all_nodes(tree: Expression) -> list[Expression]:
    waiting: list[Expression] = [tree]
    found = []
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(children(node))
    return found


def children(tree: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside another, predicates included, in order of the text."""
    match tree:
        case Binary(_, left, right):
            return (left, right)
        case Negation(operand):
            return (operand,)
        case Call(_, arguments):
            return arguments
        case Filter(operand, predicates):
            return (operand, *predicates)
        case Path(start, steps):
            inside = tuple(p for step in steps for p in step.predicates)
            return inside if start is None or isinstance(start, str) else (start, *inside)
    return ()


def _check_alone(tree: Expression, names: Collection[str] | None) -> None:
    match tree:
        case Call():
            _checked(tree).check(tree)
        case Variable(name, position):
            raise XPathError(errors.NO_VARIABLES, position, name=name)
        case QuestionName(name, position):
            bare = name.removeprefix("last-saved#")
            if names is not None and bare not in names:
                near = nearest(bare, names)
                raise XPathError(errors.UNKNOWN_NAME, position, name=bare, near=near)
