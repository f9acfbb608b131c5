"""Functions of our own, for paper: special values, missing answers, scale items as a group.

A special value (blank, illegible, several, na, refused) is '' as text and NaN as number in every
other function and comparison, so `${q} = ''` is true of it and `${q} >= 1` false; it is told from
an unkeyed field by tk:special() alone.
"""

from __future__ import annotations

import math

from core.logic.code import Code, Scope, Type
from core.logic.context import Env
from core.logic.functions.signature import Function, of_node, seeing
from core.logic.instance import special_name
from core.logic.syntax import Call
from core.logic.tree import Node
from core.logic.values import NAN, Value, numbers, texts


def _special(nodes: list[Node]) -> str:
    return special_name(nodes[0]) if nodes else ""


def _missing_share(codes: list[Code], call: Call, scope: Scope) -> Code:
    def share(node: Node, env: Env) -> float:
        return NAN if env.record is None else env.record.missing_share()

    return Code(share, Type.NUMBER)


def _straight(env: Env, *values: Value) -> bool:
    """At least two answered, and all that are answered equal."""
    answered = _answered_texts(values)
    return len(answered) > 1 and len(set(answered)) == 1


def _mean(env: Env, *values: Value) -> float:
    found = [number for value in values for number in numbers(value, env)]
    answered = [number for number in found if number == number]
    return math.fsum(answered) / len(answered) if answered else NAN


def _answered(env: Env, *values: Value) -> float:
    return float(len(_answered_texts(values)))


def _answered_texts(values: tuple[Value, ...]) -> list[str]:
    return [text for value in values for text in texts(value) if text != ""]


FUNCTIONS: dict[str, Function] = {
    "tk:special": of_node("l", Type.TEXT, _special, lambda node, env: [node]),
    "tk:missing-share": Function(0, 0, _missing_share),
    "tk:straight": seeing("a", Type.TRUTH, _straight, rest="a"),
    "tk:mean": seeing("a", Type.NUMBER, _mean, rest="a"),
    "tk:answered": seeing("a", Type.NUMBER, _answered, rest="a"),
}
