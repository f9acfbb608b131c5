"""A compiled expression: a closure with the type of its value, and how to read it as another type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from core.logic import errors
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.tree import Node, string_value
from core.logic.values import NAN, node_number, to_number, to_text, to_truth


class Type(Enum):
    """What a closure returns, as far as it is known before it runs."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NODES = "nodes"
    ANY = "any"


Run = Callable[[Node, Env], Any]
SchemaPath = tuple[str, ...]
"""Names from the root of a form's instance downwards, without positions."""


@dataclass(slots=True)
class Code:
    """`run` gives the value; `leaf`, where there is one, the only node of a node-set."""

    run: Run
    type: Type
    leaf: Callable[[Node, Env], Node] | None = None
    constant: str | float | None = None


@dataclass(frozen=True)
class Scope:
    """What names mean where an expression stands. Without a form, paths are walked step by step."""

    namespaces: Mapping[str, str] = field(default_factory=dict)
    default_namespace: str = ""
    slots: Mapping[SchemaPath, int] = field(default_factory=dict)
    """Leaves outside repeats: there is one node of each, at this index of Env.slots."""
    leaves: frozenset[SchemaPath] = frozenset()
    repeats: frozenset[SchemaPath] = frozenset()
    context: SchemaPath | None = None
    """Where relative paths start; None inside predicates, where any node can be."""
    current: SchemaPath | None = None
    """Where current() is."""

    def inside_predicate(self) -> Scope:
        """The same names where the context node is one of a node-set."""
        return replace(self, context=None)

    def at(self, path: SchemaPath) -> Scope:
        """The same names for an expression that belongs to a node of the form."""
        return replace(self, context=path, current=path)


def as_number(code: Code) -> Run:
    """A closure that gives the value as a number."""
    run, leaf = code.run, code.leaf
    if code.type is Type.NUMBER:
        return run
    if leaf is not None:
        return lambda node, env: node_number(leaf(node, env), env)
    if code.type is Type.NODES:

        def first_number(node: Node, env: Env) -> float:
            nodes = run(node, env)
            return node_number(nodes[0], env) if nodes else NAN

        return first_number
    return lambda node, env: to_number(run(node, env), env)


def as_text(code: Code) -> Run:
    """A closure that gives the value as a text."""
    run, leaf = code.run, code.leaf
    if code.type is Type.TEXT:
        return run
    if leaf is not None:
        return lambda node, env: leaf(node, env).value
    if code.type is Type.NODES:

        def first_text(node: Node, env: Env) -> str:
            nodes = run(node, env)
            return string_value(nodes[0]) if nodes else ""

        return first_text
    return lambda node, env: to_text(run(node, env))


def as_truth(code: Code) -> Run:
    """A closure that gives the value as true or false."""
    run = code.run
    if code.type is Type.TRUTH:
        return run
    return lambda node, env: to_truth(run(node, env))


def as_nodes(code: Code, function: str, position: int = 0) -> Run:
    """A closure that gives a node-set. Raises XPathError NOT_NODES, at the latest when it runs."""
    run = code.run
    if code.type is Type.NODES:
        return run
    if code.type is not Type.ANY:
        raise XPathError(errors.NOT_NODES, position, function=function)

    def checked(node: Node, env: Env) -> Any:
        value = run(node, env)
        if value.__class__ is not list:
            raise XPathError(errors.NOT_NODES, position, function=function)
        return value

    return checked
