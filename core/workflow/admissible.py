"""Which answers a question takes, whoever gives them: clerk, adjudicator or reviewer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from core.errors import BAD_VALUE, UserError
from core.forms.model import Form, Kind, Question
from core.values import Answer, Special
from core.workflow.comparison import question_of

LONGEST = 20_000  # characters of one answer
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def admitted(form: Form, key: str, answer: Answer) -> Answer:
    """The answer in canonical text. Raises UserError BAD_VALUE with the codes that are allowed."""
    question = question_of(form, key)
    if question is None or not question.kind.is_keyed:
        raise UserError(BAD_VALUE, question=key, typed="", allowed=())
    if isinstance(answer, Special):
        return answer
    text = unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", answer)).strip()
    if text in question.missing:
        return Special(question.missing[text])
    reader = _READERS.get(question.kind)
    try:
        if not text or len(text) > LONGEST:
            raise ValueError
        return reader(question, text) if reader else text
    except ValueError as error:
        raise UserError(
            BAD_VALUE, question=key, typed=text[:40], allowed=allowed(question)
        ) from error


def allowed(question: Question) -> tuple[str, ...]:
    """The codes that a question takes; empty where any text of its type will do."""
    return tuple(choice.name for choice in question.choices)


def _one(question: Question, text: str) -> str:
    if question.choices and text not in allowed(question):
        raise ValueError
    return text


def _several(question: Question, text: str) -> str:
    codes, known = text.split(), allowed(question)
    if len(set(codes)) != len(codes) or (known and not set(codes) <= set(known)):
        raise ValueError
    return " ".join(codes)


def _whole(_: Question, text: str) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
        raise ValueError
    return str(int(text))


def _decimal(_: Question, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError from error
    if not number.is_finite() or abs(number.adjusted()) > 15:
        raise ValueError
    return format(number.normalize(), "f")


def _date(_: Question, text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _time(_: Question, text: str) -> str:
    time.fromisoformat(text)
    return text


def _datetime(_: Question, text: str) -> str:
    datetime.fromisoformat(text)
    return text


_READERS: dict[Kind, Callable[[Question, str], str]] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
    Kind.RANK: _several,
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _decimal,
    Kind.RANGE: _decimal,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.DATETIME: _datetime,
}
