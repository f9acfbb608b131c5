"""Functions of dates and times, in the project's zone and at the moment that was handed in."""

from __future__ import annotations

from datetime import datetime
from math import nan

from core.logic import errors
from core.logic.code import Code, Scope, Type
from core.logic.context import Env
from core.logic.dates import (
    NOT_A_DATE,
    DateNumber,
    date_number,
    day_fraction,
    days_of,
    formatted,
    moment_of,
    read_date,
    read_loose_date,
)
from core.logic.errors import XPathError
from core.logic.functions.signature import Function, seeing
from core.logic.syntax import Call
from core.logic.values import Value, to_text


def _moment(value: Value, env: Env) -> datetime | None:
    if isinstance(value, bool):
        raise XPathError(errors.BAD_ARGUMENT, function="date", found=value)
    if isinstance(value, DateNumber):
        return read_date(value.text, env.zone)
    if isinstance(value, float):
        return moment_of(value, env.zone)
    return read_date(to_text(value), env.zone)


def _date(env: Env, value: Value) -> Value:
    if isinstance(value, DateNumber):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        moment = moment_of(value, env.zone)
    else:
        text = to_text(value)
        if text == "":
            return ""
        moment = read_loose_date(text, env.zone)
    return date_number(moment) if moment is not None else NOT_A_DATE


def _decimal_date(env: Env, value: Value) -> float:
    moment = _moment(value, env)
    return days_of(moment) if moment is not None else nan


def _decimal_time(env: Env, value: Value) -> float:
    return day_fraction(to_text(value), env.zone)


def _today(codes: list[Code], call: Call, scope: Scope) -> Code:
    def today(node: object, env: Env) -> DateNumber:
        return date_number(env.now.replace(hour=0, minute=0, second=0, microsecond=0))

    return Code(today, Type.NUMBER)


def _now(codes: list[Code], call: Call, scope: Scope) -> Code:
    return Code(lambda node, env: date_number(env.now), Type.NUMBER)


def _formatted(env: Env, value: Value, pattern: str) -> str:
    moment = None if isinstance(value, bool) else _moment(value, env)
    return formatted(moment, pattern) if moment is not None else ""


FUNCTIONS: dict[str, Function] = {
    "date": seeing("a", Type.ANY, _date),
    "date-time": seeing("a", Type.ANY, _date),
    "decimal-date-time": seeing("a", Type.NUMBER, _decimal_date),
    "decimal-time": seeing("a", Type.NUMBER, _decimal_time),
    "today": Function(0, 0, _today),
    "now": Function(0, 0, _now),
    "format-date": seeing("as", Type.TEXT, _formatted),
    "format-date-time": seeing("as", Type.TEXT, _formatted),
}
