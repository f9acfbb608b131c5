"""Functions of truth: choice between values, checklists, blanks filled."""

from __future__ import annotations

from core.logic import errors
from core.logic.code import Code, Run, Scope, Type, as_text, as_truth
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.functions.signature import Function, pure, seeing
from core.logic.instance import stored_text
from core.logic.syntax import Call
from core.logic.tree import XML_NAMESPACE, Node, ancestors, string_value
from core.logic.values import Value, node_number, to_number, to_text, to_truth


def _true(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: True, Type.TRUTH)


def _false(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: False, Type.TRUTH)


def _if(codes: list[Code], call: Call, scope: Scope) -> Code:
    test = as_truth(codes[0])
    yes, no = codes[1], codes[2]
    gives = yes.type if yes.type is no.type else Type.ANY
    then, otherwise = yes.run, no.run
    return Code(
        lambda node, env: then(node, env) if test(node, env) else otherwise(node, env), gives
    )


def _text_or_blank(code: Code) -> Run:
    """NaN counts as blank here: JavaRosa (isNull) and web-forms agree."""
    if code.type not in (Type.NUMBER, Type.ANY):
        return as_text(code)
    run = code.run

    def text(node: Node, env: Env) -> str:
        value = run(node, env)
        return "" if value != value else to_text(value)

    return text


def _coalesce(codes: list[Code], call: Call, scope: Scope) -> Code:
    runs = [_text_or_blank(code) for code in codes]

    def first(node: Node, env: Env) -> str:
        for run in runs:
            text: str = run(node, env)
            if text:
                return text
        return ""

    return Code(first, Type.TEXT)


def _once(codes: list[Code], call: Call, scope: Scope) -> Code:
    run = _text_or_blank(codes[0])
    return Code(lambda node, env: stored_text(node) or run(node, env), Type.TEXT)


def _checked(value: Value) -> int:
    """How many nodes have a text, or 1 for any other true value."""
    if isinstance(value, list):
        return sum(string_value(node) != "" for node in value)
    return int(to_truth(value))


def _checklist(least: float, most: float, *values: Value) -> bool:
    return _within(float(sum(map(_checked, values))), least, most)


def _within(count: float, least: float, most: float) -> bool:
    return count >= least and (most == -1 or count <= most)


def _weighted(env: Env, least: float, most: float, *values: Value) -> bool:
    if len(values) % 2:
        raise XPathError(errors.BAD_ARGUMENT, function="weighted-checklist", found=len(values))
    total = 0.0
    for answers, weights in zip(values[::2], values[1::2], strict=True):
        marked: list[Value | Node] = list(answers) if isinstance(answers, list) else [answers]
        worth: list[Value | Node] = list(weights) if isinstance(weights, list) else [weights]
        if len(marked) < len(worth):
            return False
        for answer, weight in zip(marked, worth, strict=False):
            if string_value(answer) != "" if isinstance(answer, Node) else to_truth(answer):
                total += (
                    node_number(weight, env) if isinstance(weight, Node) else to_number(weight, env)
                )
    return _within(total, least, most)


def _lang(codes: list[Code], call: Call, scope: Scope) -> Code:
    wanted = as_text(codes[0])

    def speaks(node: Node, env: Env) -> bool:
        for element in (node, *ancestors(node)):
            tag = element.attribute("lang", XML_NAMESPACE)
            if tag is not None:
                asked = wanted(node, env).lower()
                return tag.lower() == asked or tag.lower().startswith(asked + "-")
        return False

    return Code(speaks, Type.TRUTH)


FUNCTIONS: dict[str, Function] = {
    "true": Function(0, 0, _true),
    "false": Function(0, 0, _false),
    "boolean": pure("b", Type.TRUTH, bool),
    "not": pure("b", Type.TRUTH, lambda truth: not truth),
    "boolean-from-string": pure("s", Type.TRUTH, lambda text: text in ("1", "true")),
    "if": Function(3, 3, _if),
    "coalesce": Function(2, None, _coalesce),
    "once": Function(1, 1, _once),
    "checklist": pure("nn", Type.TRUTH, _checklist, rest="a"),
    "weighted-checklist": seeing("nn", Type.TRUTH, _weighted, rest="a"),
    "lang": Function(1, 1, _lang),
}
