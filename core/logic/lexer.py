"""Cuts an expression into tokens, by the disambiguation rules of XPath 1.0 §3.7."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.logic import errors
from core.logic.errors import XPathError

_NAME = r"[^\W\d][\w.\-·]*"
_PATTERN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+)
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<question>\$\{{\s*(?:last-saved\#)?[\w.\-:]+\s*\}})
  | (?P<operator>//|::|\.\.|!=|<=|>=|[/@|+\-=<>*()\[\],.$])
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    """,
    re.VERBOSE,
)
_GLUED = re.compile(r"(and|or|div|mod)(?=\d)")
_OPERATOR_NAMES = frozenset(("and", "or", "div", "mod"))
_ENDS_OPERAND = frozenset((")", "]", "..", "."))
LOOKALIKES = {
    **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(0x5E)},  # full-width ASCII
    "\u3001": ",", "\u3002": ".", "\u3010": "[", "\u3011": "]", "\u3000": " ", "\u00a0": " ",
    "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'",
    "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "div",
    "\u2010": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
}  # fmt: skip
"""Characters that a Chinese input method or a word processor puts where an ASCII one is meant."""


class Token(NamedTuple):
    """kind: number, text, question, operator, name or end; `position` is a 0-based character."""

    kind: str
    text: str
    position: int


def tokens(expression: str) -> list[Token]:
    """The tokens of an expression, the last one of kind "end". Raises XPathError.

    A multiplying star comes out as the operator "×", a wildcard as the name "*".
    """
    found: list[Token] = []
    at = 0
    while at < len(expression):
        match = _PATTERN.match(expression, at)
        if match is None:
            raise _refused(expression, at)
        kind, text, start = match.lastgroup or "", match.group(), at
        at = match.end()
        if kind == "space":
            continue
        after_operand = bool(found) and _is_operand(found[-1])
        if kind == "name" and after_operand:
            glued = _GLUED.match(text)
            if text in _OPERATOR_NAMES:
                kind = "operator"
            elif glued:  # "1 div2", "1and1": both reference engines read an operator
                kind, text = "operator", glued[1]
                at = start + glued.end()
        elif text == "*":
            kind, text = ("operator", "×") if after_operand else ("name", "*")
        found.append(Token(kind, text, start))
    found.append(Token("end", "", len(expression)))
    return found


def _is_operand(token: Token) -> bool:
    return token.kind != "operator" or token.text in _ENDS_OPERAND


def _refused(expression: str, at: int) -> XPathError:
    character = expression[at]
    if character in "\"'":
        return XPathError(errors.UNCLOSED_TEXT, at)
    return XPathError(
        errors.BAD_CHARACTER, at, character=character, meant=LOOKALIKES.get(character, "")
    )
