"""What a keyed answer is worth: special values recognised, codes turned into numbers, 0-100."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.forms.model import Choice, Kind, Question
from core.values import Answer, Special

RATINGS = frozenset({"csat", "nps", "ces", "item"})
_BOUND = re.compile(r"\.\s*([<>])=\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Scale:
    """The ends of a rating scale; `worth` maps codes to numbers (empty: the text is the number)."""

    low: float
    high: float
    worth: Mapping[str, float]

    def score(self, answer: Answer | None) -> float | None:
        """The number an answer stands for; None for special values and what is off the scale."""
        if answer is None or isinstance(answer, Special):
            return None
        value = self.worth.get(answer) if self.worth else number(answer)
        return value if value is not None and self.low <= value <= self.high else None

    def percent(self, value: float) -> float:
        """(value - low) / (high - low) x 100 (requirements CON-05)."""
        return (value - self.low) / (self.high - self.low) * 100.0


def meaning(question: Question, answer: Answer | None) -> Answer | None:
    """The answer with printed missing codes and not-applicable choices read as special values."""
    if answer is None or isinstance(answer, Special):
        return answer
    if answer in question.missing:
        return Special(question.missing[answer])
    if any(choice.name == answer and is_not_applicable(choice) for choice in question.choices):
        return Special.NOT_APPLICABLE
    return answer


def is_not_applicable(choice: Choice) -> bool:
    """Whether ticking it says that the question does not apply."""
    return choice.extra.get("na", "").strip().lower() in ("yes", "true", "1")


def scale_of(question: Question) -> Scale | None:
    """The scale of a rated question; None where it is not rated or its ends cannot be known."""
    if question.metric not in RATINGS:
        return None
    worth = _worth(question) if question.choices else {}
    ends = (min(worth.values()), max(worth.values())) if worth else _ends(question)
    if ends is None or ends[0] >= ends[1]:
        return None
    return Scale(ends[0], ends[1], worth)


def number(text: str) -> float | None:
    """The number that a text is, or None."""
    try:
        return float(text)
    except ValueError:
        return None


def _worth(question: Question) -> dict[str, float]:
    """Code -> number: the score column if every choice has one, else the code itself."""
    rated = [choice for choice in question.choices if not is_not_applicable(choice)]
    rated = [choice for choice in rated if choice.name not in question.missing]
    scores = {choice.name: number(choice.extra.get("score", "")) for choice in rated}
    if any(score is None for score in scores.values()):
        scores = {choice.name: number(choice.name) for choice in rated}
    return {code: score for code, score in scores.items() if score is not None}


def _ends(question: Question) -> tuple[float, float] | None:
    """The ends that a range's parameters or a constraint state."""
    if question.kind is Kind.RANGE:
        first = number(question.parameters.get("start", "1"))
        last = number(question.parameters.get("end", "10"))
        return None if first is None or last is None else (min(first, last), max(first, last))
    stated = {sign: float(limit) for sign, limit in reversed(_BOUND.findall(question.constraint))}
    low = stated.get(">", 0.0 if question.metric == "nps" else 1.0)
    high = question.maximum if question.maximum is not None else stated.get("<")
    return None if high is None else (low, high)
