"""The score of a mystery visit, 0-100, from its checklist and answers alone (MYS-03, MYS-07)."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.forms.model import Form, Question, Section
from core.values import Answer, Special

RED_LINE_CAP = 60
REMARK_AT_MOST = 25
"""Points of a 2 on the five-point scale: an item at or below it needs a remark (MYS-07)."""
BANDS = ((90, "excellent"), (80, "good"), (70, "pass"))
"""Lowest total, to one decimal, of each band; below them all: rectify (requirements §3.2)."""

_COMPARISON = re.compile(r"\s*\.\s*(<=|>=|!=|=|<|>)\s*'?(-?[\d.]+)'?\s*")
_OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class SectionScore:
    """A section's share of a visit's score; None where nothing applied."""

    section: str
    weight: float
    score: float | None


@dataclass(frozen=True)
class VisitScore:
    """0-100 (requirements MYS-03, MYS-07)."""

    total: float | None
    sections: tuple[SectionScore, ...]
    red_lines: tuple[str, ...]
    """Questions whose red line was failed; the total is capped at 60."""
    uncapped: float | None
    band: str
    """excellent, good, pass or rectify; empty without a total."""


def score(form: Form, answers: Mapping[str, Answer]) -> VisitScore:
    """The score as the answers stand; items without an answer are left out like N/A ones."""
    exact = [(section, _section_score(form, section, answers)) for section in _weighted(form)]
    uncapped = _weighted_mean([(Fraction(s.weight or 0), value) for s, value in exact])
    red_lines = failed_red_lines(form, answers)
    total = uncapped
    if total is not None and red_lines:
        total = min(total, Fraction(RED_LINE_CAP))
    return VisitScore(
        total=_as_float(total),
        sections=tuple(SectionScore(s.name, s.weight or 0.0, _as_float(v)) for s, v in exact),
        red_lines=red_lines,
        uncapped=_as_float(uncapped),
        band="" if total is None else _band(total),
    )


def points(question: Question, answer: Answer | None) -> Fraction | None:
    """0-100 of one item; None where it is unanswered, not applicable or no number."""
    if answer is None or isinstance(answer, Special) or answer in question.missing:
        return None
    if question.choices:
        return _points_of_choice(question, answer)
    value = _number(answer)
    if value is None:
        return None
    if question.bands:
        return _points_of_band(question, value)
    return min(Fraction(100), max(Fraction(0), value / Fraction(question.maximum or 1) * 100))


def is_item(question: Question) -> bool:
    """Whether the question gives points: scored choices, bands or a maximum."""
    scored = any(choice.extra.get("score") for choice in question.choices)
    return scored or bool(question.bands) or bool(question.maximum)


def failed_red_lines(form: Form, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Keys of the items whose red line was failed, in printed order."""
    return tuple(q.key for q in form.questions if _red_line_failed(q, answers.get(q.key)))


def failed_items(form: Form, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Keys of the items that failed or scored at most 2 of 5, in printed order."""
    return tuple(
        key
        for section in _weighted(form)
        for key in section.questions
        if is_item(form.by_key[key])
        and (got := points(form.by_key[key], answers.get(key))) is not None
        and got <= REMARK_AT_MOST
    )


def _weighted(form: Form) -> tuple[Section, ...]:
    return tuple(section for section in form.sections if section.weight)


def _section_score(form: Form, section: Section, answers: Mapping[str, Answer]) -> Fraction | None:
    items = [q for key in section.questions if is_item(q := form.by_key[key])]
    weights = [Fraction(1 if q.weight is None else q.weight) for q in items]
    got = [points(q, answers.get(q.key)) for q in items]
    return _weighted_mean(list(zip(weights, got, strict=True)))


def _weighted_mean(parts: Sequence[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Mean of what there is: the weight of the rest is spread over it in proportion."""
    there = [(weight, value) for weight, value in parts if value is not None]
    total = sum((weight for weight, _ in there), Fraction(0))
    if not total:
        return None
    return sum((weight * value for weight, value in there), Fraction(0)) / total


def _points_of_choice(question: Question, answer: str) -> Fraction | None:
    choice = next((c for c in question.choices if c.name == answer), None)
    if choice is None or choice.extra.get("na"):
        return None
    return _number(choice.extra.get("score", ""))


def _points_of_band(question: Question, value: Fraction) -> Fraction:
    fits = (got for limit, got in question.bands if limit is None or value <= Fraction(limit))
    return Fraction(next(fits, 0.0))


def _red_line_failed(question: Question, answer: Answer | None) -> bool:
    if not question.critical:
        return False
    if question.critical == "yes":
        return points(question, answer) == 0
    said = _COMPARISON.fullmatch(question.critical)
    value = _number(answer) if isinstance(answer, str) else None
    if said is None or value is None:
        return False
    return bool(_OPERATORS[said[1]](value, Fraction(said[2])))


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _band(total: Fraction) -> str:
    """By the total as it is printed, to one decimal, halves up."""
    printed = (total * 10 + Fraction(1, 2)) // 1 / Fraction(10)
    return next((name for lowest, name in BANDS if printed >= lowest), "rectify")


def _as_float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
