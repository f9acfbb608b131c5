"""Functions of numbers: rounding, powers, angles, extremes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from core.logic.code import Code, Scope, Type, as_number
from core.logic.context import Env
from core.logic.dates import DateNumber, days_of, read_date
from core.logic.functions.signature import Function, pure, seeing
from core.logic.syntax import Call
from core.logic.tree import Node, string_value
from core.logic.values import (
    INFINITY,
    NAN,
    Value,
    node_number,
    numbers,
    text_to_number,
    to_number,
    to_text,
)

_EXPONENT = re.compile(r"-?\d+(?:\.\d*)?[eE][-+]?\d{1,3}", re.ASCII)


def half_up(number: float) -> float:
    """XPath 1.0 round(): to the nearest integer, halves towards +infinity."""
    if not math.isfinite(number) or number == 0:
        return number
    rounded = float(math.floor(number + 0.5))
    return -0.0 if rounded == 0 and number < 0 else rounded


def _round(number: float, digits: float = 0.0) -> float:
    """Halves away from zero, as both reference engines of OpenRosa do."""
    if number != number or digits != digits:
        return NAN
    if math.isinf(number) or number == 0:
        return number
    places = int(max(min(digits, 300), -300))
    factor = 10.0 ** abs(places)
    scaled = abs(number) * factor if places >= 0 else abs(number) / factor
    if not math.isfinite(scaled):
        return number
    whole = math.floor(scaled + 0.5)
    return math.copysign(whole / factor if places >= 0 else whole * factor, number)


def _floor(number: float) -> float:
    if not math.isfinite(number):
        return number
    return float(math.floor(number)) or math.copysign(0.0, number)


def _ceiling(number: float) -> float:
    if not math.isfinite(number):
        return number
    return float(math.ceil(number)) or math.copysign(0.0, number)


def _int(env: Env, value: Value) -> float:
    """Towards zero; a text may have an exponent here, and only here (web-forms)."""
    text = to_text(value) if isinstance(value, str | list) else ""
    number = float(text) if _EXPONENT.fullmatch(text) else to_number(value, env)
    return float(int(number)) if math.isfinite(number) else number


def _guarded(apply: Callable[[float], float]) -> Callable[[float], float]:
    def guarded(number: float) -> float:
        try:
            return float(apply(number))
        except ValueError:
            return NAN
        except OverflowError:
            return INFINITY

    return guarded


def _logarithm(base: Callable[[float], float]) -> Callable[[float], float]:
    def logarithm(number: float) -> float:
        if number == 0:
            return -INFINITY
        return base(number) if number > 0 else NAN

    return logarithm


def _power(base: float, exponent: float) -> float:
    if exponent != exponent:
        return NAN
    try:
        result = base**exponent if base == base else NAN
    except ZeroDivisionError:
        return INFINITY
    except OverflowError:
        odd = exponent % 2 == 1
        return -INFINITY if base < 0 and odd else INFINITY
    return NAN if isinstance(result, complex) else float(result)


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def extreme(env: Env, *values: Value) -> float:
        found = [number for value in values for number in numbers(value, env)]
        if not found or any(number != number for number in found):
            return NAN
        return choose(found)

    return extreme


def _sum(env: Env, nodes: list[Node]) -> float:
    """NaN for an empty node-set, as web-forms has it (XPath 1.0: 0)."""
    total = 0.0 if nodes else NAN
    for node in nodes:  # in document order, so that every machine rounds alike
        total += node_number(node, env)
    return total


def _number(codes: list[Code], call: Call, scope: Scope) -> Code:
    if not codes:
        return Code(node_number, Type.NUMBER)
    if codes[0].type in (Type.NUMBER, Type.TRUTH):
        return Code(as_number(codes[0]), Type.NUMBER)
    run = codes[0].run
    return Code(lambda node, env: _number_of(run(node, env), env), Type.NUMBER)


def _number_of(value: Value, env: Env) -> float:
    if isinstance(value, list):
        value = string_value(value[0]) if value else ""
    if not isinstance(value, str):
        return to_number(value, env)
    moment = read_date(value, env.zone) if len(value) >= 10 else None
    if moment is None:
        return text_to_number(value, env.zone)
    days = days_of(moment)  # prints as whole days, computes with the fraction: web-forms
    return DateNumber(days, str(math.floor(days)))


def _random(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: env.random.random(), Type.NUMBER)


def _pi(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: math.pi, Type.NUMBER, constant=math.pi)


def _one(apply: Callable[[float], float]) -> Function:
    return pure("n", Type.NUMBER, _guarded(apply))


FUNCTIONS: dict[str, Function] = {
    "number": Function(0, 1, _number),
    "sum": seeing("l", Type.NUMBER, _sum),
    "round": pure("nn", Type.NUMBER, _round, optional=1),
    "floor": pure("n", Type.NUMBER, _floor),
    "ceiling": pure("n", Type.NUMBER, _ceiling),
    "int": seeing("a", Type.NUMBER, _int),
    "abs": pure("n", Type.NUMBER, abs),
    "pow": pure("nn", Type.NUMBER, _power),
    "sqrt": _one(math.sqrt),
    "exp": _one(math.exp),
    "exp10": _one(lambda number: 10.0**number),
    "log": _one(_logarithm(math.log)),
    "log10": _one(_logarithm(math.log10)),
    "sin": _one(math.sin),
    "cos": _one(math.cos),
    "tan": _one(math.tan),
    "asin": _one(math.asin),
    "acos": _one(math.acos),
    "atan": _one(math.atan),
    "atan2": pure("nn", Type.NUMBER, math.atan2),
    "pi": Function(0, 0, _pi),
    "min": seeing("a", Type.NUMBER, _extreme(min), rest="a"),
    "max": seeing("a", Type.NUMBER, _extreme(max), rest="a"),
    "random": Function(0, 0, _random),
}
