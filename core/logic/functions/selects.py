"""Functions of selections: codes separated by spaces, and the labels of choices."""

from __future__ import annotations

from core.logic.code import Code, Scope, Type, as_text
from core.logic.context import Env
from core.logic.functions.signature import Function, pure
from core.logic.syntax import Call
from core.logic.tree import Node


def _selected(text: str, code: str) -> bool:
    return code.strip() in (text.split() or ("",))


def _selected_at(text: str, index: float) -> str:
    codes = text.split()
    return codes[int(index)] if 0 <= index < len(codes) else ""


def _choice_name(codes: list[Code], call: Call, scope: Scope) -> Code:
    value, ref = as_text(codes[0]), as_text(codes[1])

    def label(node: Node, env: Env) -> str:
        if env.record is None:
            return ""
        return env.record.choice_label(value(node, env), ref(node, env), node)

    return Code(label, Type.TEXT)


def _itext(codes: list[Code], call: Call, scope: Scope) -> Code:
    text_id = as_text(codes[0])

    def translated(node: Node, env: Env) -> str:
        return "" if env.record is None else env.record.translated(text_id(node, env), node)

    return Code(translated, Type.TEXT)


FUNCTIONS: dict[str, Function] = {
    "selected": pure("ss", Type.TRUTH, _selected),
    "count-selected": pure("s", Type.NUMBER, lambda text: float(len(text.split()))),
    "selected-at": pure("sn", Type.TEXT, _selected_at),
    "jr:choice-name": Function(2, 2, _choice_name),
    "jr:itext": Function(1, 1, _itext),
}
