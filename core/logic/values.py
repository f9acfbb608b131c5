"""The values of expressions: node-sets, numbers, texts, truth, and how one becomes another."""

from __future__ import annotations

import math
import re
from datetime import tzinfo
from decimal import Decimal
from functools import lru_cache

from core.logic.context import Env
from core.logic.dates import DateNumber, days_of, read_date
from core.logic.tree import Node, string_value

Value = list[Node] | float | str | bool
NAN = math.nan
INFINITY = math.inf
_NUMBER = re.compile(r"[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*", re.ASCII)
_EXACT_INTEGERS = 1e21
"""From here on the reference prints an exponent; we print digits."""


@lru_cache(maxsize=65536)
def text_to_number(text: str, zone: tzinfo) -> float:
    """XPath 1.0 §4.4, and a date as days since 1970; anything else is NaN."""
    if _NUMBER.fullmatch(text):
        return float(text)
    if len(text) >= 10 and text[4] == "-":
        moment = read_date(text, zone)
        if moment is not None:
            return days_of(moment)
    return NAN


def node_number(node: Node, env: Env) -> float:
    """The number of a node's text; kept beside the text until it changes."""
    text = node.value
    if text is None:
        text = string_value(node)
    if node.number_text is not text:
        node.number = text_to_number(text, env.zone)
        node.number_text = text
    return node.number


def to_number(value: Value, env: Env) -> float:
    """number() of any value; a node-set counts by its first node, an empty one is NaN."""
    if value.__class__ is list:
        return node_number(value[0], env) if value else NAN
    if value.__class__ is str:
        return text_to_number(value, env.zone)
    return float(value)  # type: ignore[arg-type]


def number_text(number: float) -> str:
    """string() of a number: no exponent, no trailing .0; dates print as dates, NaN as ''."""
    if isinstance(number, DateNumber):
        return number.text
    if number != number:
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < _EXACT_INTEGERS:
        return str(int(number))
    shown = repr(number)
    return format(Decimal(shown), "f") if "e" in shown else shown


def to_text(value: Value) -> str:
    """string() of any value."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return string_value(value[0]) if value else ""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return number_text(value)


def to_truth(value: Value) -> bool:
    """boolean() of any value; 0 and NaN, '' and an empty node-set are false."""
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def texts(value: Value) -> list[str]:
    """The texts of all nodes of a node-set, or of the one value."""
    if isinstance(value, list):
        return [string_value(node) for node in value]
    return [to_text(value)]


def numbers(value: Value, env: Env) -> list[float]:
    """The numbers of all nodes of a node-set, or of the one value."""
    if isinstance(value, list):
        return [node_number(node, env) for node in value]
    return [to_number(value, env)]
