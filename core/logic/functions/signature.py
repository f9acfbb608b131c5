"""How a function says what it takes and gives, so that each family is a table of plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.logic.code import Code, Run, Scope, Type, as_nodes, as_number, as_text, as_truth
from core.logic.context import Env
from core.logic.syntax import Call
from core.logic.tree import Node

Build = Callable[[list[Code], Call, Scope], Code]


def _unchecked(call: Call) -> None:
    """Most functions take whatever is given in the right number."""


@dataclass(frozen=True)
class Function:
    """Numbers of arguments (most None: any), the closure's maker, and a check of its text."""

    least: int
    most: int | None
    build: Build
    check: Callable[[Call], None] = _unchecked


def _reader(letter: str, code: Code, call: Call) -> Run:
    match letter:
        case "n":
            return as_number(code)
        case "s":
            return as_text(code)
        case "b":
            return as_truth(code)
        case "l":
            return as_nodes(code, call.name, call.position)
    return code.run


def _readers(signature: str, rest: str, codes: list[Code], call: Call) -> list[Run]:
    letters = signature + rest * (len(codes) - len(signature))
    return [_reader(letter, code, call) for letter, code in zip(letters, codes, strict=False)]


def pure(
    signature: str, gives: Type, apply: Callable[..., Any], *, optional: int = 0, rest: str = ""
) -> Function:
    """A function of its arguments alone.

    `signature` has a letter per argument: n number, s text, b truth, l node-set, a any value;
    the last `optional` may be left out; `rest` is the letter of any further ones.
    """

    def build(codes: list[Code], call: Call, scope: Scope) -> Code:
        runs = _readers(signature, rest, codes, call)
        if len(runs) == 1:
            only = runs[0]
            return Code(lambda node, env: apply(only(node, env)), gives)
        if len(runs) == 2:
            left, right = runs
            return Code(lambda node, env: apply(left(node, env), right(node, env)), gives)
        return Code(lambda node, env: apply(*[run(node, env) for run in runs]), gives)

    return Function(len(signature) - optional, None if rest else len(signature), build)


def seeing(
    signature: str, gives: Type, apply: Callable[..., Any], *, optional: int = 0, rest: str = ""
) -> Function:
    """As `pure`, for a function that also sees the surroundings: apply(env, arguments ...)."""

    def build(codes: list[Code], call: Call, scope: Scope) -> Code:
        runs = _readers(signature, rest, codes, call)
        return Code(lambda node, env: apply(env, *[run(node, env) for run in runs]), gives)

    return Function(len(signature) - optional, None if rest else len(signature), build)


def of_node(
    letter: str, gives: Type, apply: Callable[[Any], Any], own: Callable[[Node, Env], Any]
) -> Function:
    """A function of one argument, or of the context node where none is given (`own`)."""

    def build(codes: list[Code], call: Call, scope: Scope) -> Code:
        if not codes:
            return Code(lambda node, env: apply(own(node, env)), gives)
        run = _reader(letter, codes[0], call)
        return Code(lambda node, env: apply(run(node, env)), gives)

    return Function(0, 1, build)
