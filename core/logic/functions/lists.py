"""Functions that reach lists beside the record: secondary instances and attached tables."""

from __future__ import annotations

from core.logic.code import Code, Scope, Type
from core.logic.context import Env
from core.logic.functions.signature import Function, seeing
from core.logic.syntax import Call
from core.logic.tree import Node, string_value


def _current(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: [env.current if env.current is not None else node], Type.NODES)


def _instance(env: Env, name: str) -> list[Node]:
    found = env.instances.get(name)
    return [found] if found is not None else []


def _pulldata(env: Env, name: str, wanted: str, key: str, value: str) -> str:
    table = env.instances.get(name)
    for root in table.elements() if table is not None else ():
        for row in env.lookups.items(root.named("item"), key, value):
            return next(map(string_value, row.named(wanted)), "")
    return ""


FUNCTIONS: dict[str, Function] = {
    "current": Function(0, 0, _current),
    "instance": seeing("s", Type.NODES, _instance),
    "pulldata": seeing("ssss", Type.TEXT, _pulldata),
}
