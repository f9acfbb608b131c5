"""=, !=, < and their kin by XPath 1.0 §3.4, with node-sets compared node by node."""

from __future__ import annotations

import operator
from collections.abc import Callable

from core.logic.context import Env
from core.logic.tree import string_value
from core.logic.values import Value, node_number, numbers, to_number, to_truth

ORDERINGS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def equal(left: Value, right: Value, env: Env) -> bool:
    """left = right."""
    return _any_pair(left, right, env, wanted=True)


def unequal(left: Value, right: Value, env: Env) -> bool:
    """left != right: for node-sets, whether any pair differs."""
    return _any_pair(left, right, env, wanted=False)


def _any_pair(left: Value, right: Value, env: Env, *, wanted: bool) -> bool:
    if not isinstance(left, list):
        left, right = right, left
    if not isinstance(left, list):
        return _scalars_equal(left, right, env) is wanted
    if isinstance(right, bool):
        return (bool(left) is right) is wanted
    if isinstance(right, list):
        others = [string_value(node) for node in right]
        return any((string_value(node) == text) is wanted for node in left for text in others)
    if isinstance(right, str):
        return any((string_value(node) == right) is wanted for node in left)
    return any((node_number(node, env) == right) is wanted for node in left)


def _scalars_equal(left: Value, right: Value, env: Env) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) is to_truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left, env) == to_number(right, env)


def ordered(left: Value, right: Value, holds: Callable[[float, float], bool], env: Env) -> bool:
    """Whether any pair of numbers of both sides stands in the relation."""
    others = numbers(right, env)
    return any(holds(a, b) for a in numbers(left, env) for b in others)
