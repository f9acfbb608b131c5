"""CSAT, NPS and CES of a list of scores, each with the interval in which the truth lies (95 %)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.figures import intervals
from core.figures.intervals import Interval
from core.figures.scales import Scale

SATISFIED_FROM = 70.0
"""Per cent of the way up the scale. Gives 4-5 of 5, 6-7 of 7 and 8-10 of 10 (requirements CSM-01,
CSM-02, CON-06), and one rule for every other length."""
PROMOTER_FROM, DETRACTOR_TO = 9.0, 6.0  # requirements CSM-04


@dataclass(frozen=True)
class Csat:
    """Share of satisfied answers, in per cent of all valid ones."""

    question: str
    n: int
    satisfied: int
    lowest: float
    """The lowest score that counts as satisfied."""
    highest: float
    value: float | None
    interval: Interval | None
    mean: float | None
    """On the printed scale; never the same thing as the share (requirements CSM-15)."""


@dataclass(frozen=True)
class Nps:
    """Per cent of promoters less per cent of detractors, -100 to 100."""

    question: str
    n: int
    promoters: int
    passives: int
    detractors: int
    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Ces:
    """Mean effort on the printed scale; lower is better."""

    question: str
    n: int
    low: float
    high: float
    value: float | None
    interval: Interval | None


def csat(question: str, scale: Scale, scores: Sequence[float]) -> Csat:
    """The CSAT of valid scores; value None where there are none."""
    n = len(scores)
    satisfied = sum(is_satisfied(scale, score) for score in scores)
    points = sorted(set(scale.worth.values())) or _steps(scale)
    return Csat(
        question,
        n,
        satisfied,
        next((point for point in points if is_satisfied(scale, point)), scale.high),
        scale.high,
        100.0 * satisfied / n if n else None,
        _per_cent(intervals.wilson(satisfied, n)),
        math.fsum(scores) / n if n else None,
    )


def is_satisfied(scale: Scale, score: float) -> bool:
    """Whether a score stands at least 70 % of the way up its scale."""
    return scale.percent(score) >= SATISFIED_FROM - 1e-9


def nps(question: str, scores: Sequence[float]) -> Nps:
    """The NPS of valid 0-10 scores; value None where there are none."""
    promoters = sum(score >= PROMOTER_FROM for score in scores)
    detractors = sum(score <= DETRACTOR_TO for score in scores)
    n = len(scores)
    passives = n - promoters - detractors
    return Nps(
        question,
        n,
        promoters,
        passives,
        detractors,
        100.0 * (promoters - detractors) / n if n else None,
        intervals.nps(promoters, passives, detractors),
    )


def ces(question: str, scale: Scale, scores: Sequence[float]) -> Ces:
    """The mean effort of valid scores; value None where there are none."""
    value = math.fsum(scores) / len(scores) if scores else None
    interval = within(intervals.mean(scores), scale.low, scale.high)
    return Ces(question, len(scores), scale.low, scale.high, value, interval)


def within(interval: Interval | None, low: float, high: float) -> Interval | None:
    """An interval cut to the values that are possible."""
    return None if interval is None else (max(low, interval[0]), min(high, interval[1]))


def _per_cent(interval: Interval | None) -> Interval | None:
    return None if interval is None else (100.0 * interval[0], 100.0 * interval[1])


def _steps(scale: Scale) -> list[float]:
    """The whole numbers of a scale that lists no codes."""
    return [scale.low + step for step in range(int(scale.high - scale.low) + 1)] or [scale.high]
