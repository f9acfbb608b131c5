"""What was answered, question by question: counts, shares, what is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.figures.scales import Scale, is_not_applicable, meaning, number, scale_of
from core.forms.model import Kind, Question
from core.values import Answer, Answers, Special

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
MANY = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})


@dataclass(frozen=True)
class Spread:
    """Where numbers lie; quartiles by linear interpolation."""

    mean: float
    deviation: float | None
    lowest: float
    quartile1: float
    median: float
    quartile3: float
    highest: float


@dataclass(frozen=True)
class QuestionSummary:
    """One question over all records."""

    key: str
    valid: int
    """Records with an answer that is no special value."""
    specials: tuple[tuple[Special, int], ...]
    not_asked: int
    """Records in which nothing was keyed because the question did not arise."""
    choices: tuple[tuple[str, int], ...] = ()
    """Code -> records, in printed order; for several ticks one record counts at each of them."""
    spread: Spread | None = None
    """Of numbers as keyed and of ratings on their printed scale."""

    @property
    def missing(self) -> int:
        """Records in which an answer was due and none can be used."""
        return sum(count for special, count in self.specials if special.counts_as_missing)

    @property
    def missing_share(self) -> float | None:
        """missing / (valid + missing), 0 to 1; None where no answer was due."""
        due = self.valid + self.missing
        return self.missing / due if due else None


def summarise(question: Question, records: Sequence[Answers]) -> QuestionSummary:
    """The summary of one question."""
    answers = [meaning(question, record.get(question.key)) for record in records]
    texts = [answer for answer in answers if isinstance(answer, str)]
    specials = Counter(answer for answer in answers if isinstance(answer, Special))
    return QuestionSummary(
        question.key,
        len(texts),
        tuple((special, specials[special]) for special in Special if specials[special]),
        sum(answer is None for answer in answers),
        _counts(question, texts),
        _spread_of(question, texts),
    )


def missing_share(question_summaries: Sequence[QuestionSummary]) -> float | None:
    """Missing answers over all that were due, 0 to 1."""
    missing = sum(summary.missing for summary in question_summaries)
    due = missing + sum(summary.valid for summary in question_summaries)
    return missing / due if due else None


def spread(values: Sequence[float]) -> Spread | None:
    """Mean, deviation (n - 1) and quartiles; None for no values."""
    if not values:
        return None
    ordered, n = sorted(values), len(values)
    mean = math.fsum(ordered) / n
    squares = math.fsum((value - mean) ** 2 for value in ordered)
    deviation = math.sqrt(squares / (n - 1)) if n > 1 else None
    low, middle, high = (_at(ordered, share) for share in (0.25, 0.5, 0.75))
    return Spread(mean, deviation, ordered[0], low, middle, high, ordered[-1])


def _at(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _counts(question: Question, texts: Sequence[Answer]) -> tuple[tuple[str, int], ...]:
    if not question.choices:
        return ()
    ticked: Counter[str] = Counter()
    for text in texts:
        if isinstance(text, str):
            ticked.update(set(text.split()) if question.kind in MANY else (text,))
    offered = [c.name for c in question.choices if not is_not_applicable(c)]
    offered = [code for code in offered if code not in question.missing]
    other = sorted(set(ticked) - set(offered))
    return tuple((code, ticked[code]) for code in (*offered, *other))


def _spread_of(question: Question, texts: Sequence[str]) -> Spread | None:
    scale: Scale | None = scale_of(question)
    if scale is not None:
        scores = [scale.score(text) for text in texts]
    elif question.kind in NUMBERS:
        scores = [number(text) for text in texts]
    else:
        return None
    return spread([score for score in scores if score is not None])
