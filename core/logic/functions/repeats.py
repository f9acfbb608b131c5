"""Functions of repeats: a value of the n-th instance."""

from __future__ import annotations

from core.logic import errors
from core.logic.code import Code, Scope, Type, as_nodes, as_number
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.functions.signature import Function
from core.logic.syntax import Call
from core.logic.tree import Node, ancestors


def _indexed(codes: list[Code], call: Call, scope: Scope) -> Code:
    _check_pairs(call)
    target = as_nodes(codes[0], call.name, call.position)
    levels = [
        (as_nodes(group, call.name, call.position), as_number(index))
        for group, index in zip(codes[1::2], codes[2::2], strict=True)
    ]

    def indexed(node: Node, env: Env) -> list[Node]:
        chosen: list[tuple[list[Node], float]] = []
        for group, index in levels:
            place = index(node, env)
            instances = group(node, env)
            if not instances or place != place:
                return []
            chosen.append((instances, place))
        inside = _innermost(chosen)
        return [] if inside is None else [one for one in target(node, env) if _within(one, inside)]

    return Code(indexed, Type.NODES)


def _innermost(chosen: list[tuple[list[Node], float]]) -> Node | None:
    """The instance that all indexes lead to, outermost repeat first."""
    inside: Node | None = None
    for instances, place in sorted(chosen, key=lambda level: len(list(ancestors(level[0][0])))):
        here = [one for one in instances if inside is None or _within(one, inside)]
        if not 1 <= int(place) <= len(here):
            return None
        inside = here[int(place) - 1]
    return inside


def _within(node: Node, above: Node) -> bool:
    return node is above or any(one is above for one in ancestors(node))


def _check_pairs(call: Call) -> None:
    if len(call.arguments) % 2 == 0:
        raise XPathError(
            errors.WRONG_ARITY,
            call.position,
            name=call.name,
            least=3,
            most=None,
            found=len(call.arguments),
        )


FUNCTIONS: dict[str, Function] = {"indexed-repeat": Function(3, None, _indexed, _check_pairs)}
