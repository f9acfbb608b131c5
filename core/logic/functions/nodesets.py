"""Functions of node-sets: counting, names, order, shuffling."""

from __future__ import annotations

import hashlib
import uuid
from itertools import dropwhile, takewhile

from core.logic import errors
from core.logic.code import Code, Scope, Type, as_nodes
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.functions.signature import Function, of_node, pure, seeing
from core.logic.syntax import Call
from core.logic.tree import Node, NodeKind, descendants, root_of, string_value
from core.logic.values import Value, texts, to_number, to_text

_NAMED = (NodeKind.ELEMENT, NodeKind.ATTRIBUTE, NodeKind.INSTRUCTION, NodeKind.NAMESPACE)
_MODULUS = 2**31 - 1
"""Park and Miller's minimal standard generator, which OpenRosa prescribes for randomize()."""


def _last(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: float(env.size), Type.NUMBER)


def _position(codes: list[Code], call: Call, scope: Scope) -> Code:
    if not codes:
        return Code(lambda node, env: float(env.position), Type.NUMBER)
    run = as_nodes(codes[0], "position", call.position)
    return Code(lambda node, env: _place(run(node, env)), Type.NUMBER)


def _place(nodes: list[Node]) -> float:
    """Place of a node among the neighbours of its name, 1 is the first."""
    if not nodes:
        return float("nan")
    node = nodes[0]
    if len(nodes) > 1 or node.kind is not NodeKind.ELEMENT or node.parent is None:
        raise XPathError(errors.BAD_ARGUMENT, function="position", found=len(nodes))
    alike = takewhile(
        lambda kid: (kid.name, kid.ns) == (node.name, node.ns),
        dropwhile(lambda kid: kid is not node, reversed(node.parent.elements())),
    )
    return float(sum(1 for _ in alike))


def _id(codes: list[Code], call: Call, scope: Scope) -> Code:
    run = codes[0].run

    def marked(node: Node, env: Env) -> list[Node]:
        wanted = {word for text in texts(run(node, env)) for word in text.split()}
        return [
            element
            for element in descendants(root_of(node))
            if any(a.value in wanted for a in element.attributes if a.qualified in ("id", "xml:id"))
        ]

    return Code(marked, Type.NODES)


def _local_name(nodes: list[Node]) -> str:
    return nodes[0].name if nodes and nodes[0].kind in _NAMED else ""


def _name(nodes: list[Node]) -> str:
    return nodes[0].qualified if nodes and nodes[0].kind in _NAMED else ""


def _namespace_uri(nodes: list[Node]) -> str:
    return nodes[0].ns if nodes else ""


def _itself(node: Node, env: Env) -> list[Node]:
    return [node]


def _randomize(env: Env, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    if seed is None:
        mixed = list(nodes)
        env.random.shuffle(mixed)
        return mixed
    number = to_number(seed, env)
    if number != number:  # a text seeds by its digest, as the reference does
        text = to_text(seed)
        digest = hashlib.sha256(text.encode()).digest()[:8]
        number = int.from_bytes(digest, "big", signed=True) if text else 0
    return _shuffled(nodes, int(number))


def _shuffled(nodes: list[Node], seed: int) -> list[Node]:
    state = seed % _MODULUS
    if state <= 0:
        state += _MODULUS - 1
    mixed = list(nodes)
    for last in range(len(mixed) - 1, 0, -1):
        state = state * 16807 % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (last + 1))
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def _uuid(env: Env, length: float | None = None) -> str:
    made = str(uuid.UUID(int=env.random.getrandbits(128), version=4))
    if length is None:
        return made
    while len(made) < min(length, 10_000):
        made += str(uuid.UUID(int=env.random.getrandbits(128), version=4))
    return made[: int(length)]


FUNCTIONS: dict[str, Function] = {
    "last": Function(0, 0, _last),
    "position": Function(0, 1, _position),
    "count": pure("l", Type.NUMBER, lambda nodes: float(len(nodes))),
    "count-non-empty": pure(
        "l", Type.NUMBER, lambda nodes: float(sum(string_value(node) != "" for node in nodes))
    ),
    "id": Function(1, 1, _id),
    "local-name": of_node("l", Type.TEXT, _local_name, _itself),
    "name": of_node("l", Type.TEXT, _name, _itself),
    "namespace-uri": of_node("l", Type.TEXT, _namespace_uri, _itself),
    "randomize": seeing("la", Type.NODES, _randomize, optional=1),
    "uuid": seeing("n", Type.TEXT, _uuid, optional=1),
}
