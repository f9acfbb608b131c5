"""What a review shows about the error rate, said without pretending."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.quality.bounds import (
    CONFIDENCE,
    clustered_upper_bound,
    design_effect,
    fields_needed,
    upper_bound,
)

LIMIT = 0.005
"""Requirements REV-04: the rate must stay below; exactly 0.5 % exceeds."""

BATCH, MONTH = "batch", "month"
SHOWN, NOT_SHOWN, EXCEEDED = "shown", "not_shown", "exceeded"


@dataclass(frozen=True)
class Verdict:
    """Rate against the limit, with the one-sided 95 % bound beside it (design §5)."""

    lot: str
    """batch, or month (all batches of the unit's month pooled when the batch has under 598 fields)."""
    checked: int
    wrong: int
    population: int
    """Fields of the lot that could have been checked."""
    rate: float
    """wrong / checked; 0.0 when nothing is checked."""
    limit: float
    upper: float
    """Exact hypergeometric one-sided 95 % upper bound of the lot's rate."""
    shown: str
    """exceeded: the rate is not below the limit; shown: both bounds are below it; else not_shown."""
    more: int = 0
    """Further error-free fields needed for `shown`."""
    clustered_upper: float | None = None
    """The bound with the design effect of checking whole sheets, as the checked ones show it.

    Errors in few, wholly spoilt sheets that the sample missed stay unseen by it.
    """


@dataclass(frozen=True)
class Tally:
    """What was checked at random in a lot."""

    population: int
    """Fields that could have been checked."""
    sheets: tuple[tuple[int, int], ...] = ()
    """(fields checked, fields wrong) of each sheet."""

    @property
    def checked(self) -> int:
        """Fields checked."""
        return sum(checked for checked, _ in self.sheets)

    @property
    def wrong(self) -> int:
        """Fields found wrong."""
        return sum(wrong for _, wrong in self.sheets)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.population + other.population, self.sheets + other.sheets)


@dataclass(frozen=True)
class Rule:
    """The settings a verdict is given under; they are journaled with it."""

    limit: float = LIMIT
    confidence: float = CONFIDENCE
    strict: bool = False
    """The batch alone is the lot, however small, and is returned at once."""


STANDARD = Rule()


def judge(batch: Tally, month: Tally, rule: Rule = STANDARD) -> Verdict:
    """The verdict on a batch; `month` is the unit's month with this batch in it."""
    alone = stands_alone(batch, rule)
    lot = batch if alone else month
    checked, wrong = lot.checked, lot.wrong
    population = max(lot.population, checked)
    rate = wrong / checked if checked else 0.0
    upper = upper_bound(wrong, checked, population, rule.confidence)
    effect = design_effect(lot.sheets)
    clustered = _clustered(lot, population, effect, upper, rule)
    shown = _shown(checked, rate, max(upper, clustered), rule.limit)
    return Verdict(
        lot=BATCH if alone else MONTH,
        checked=checked,
        wrong=wrong,
        population=population,
        rate=rate,
        limit=rule.limit,
        upper=upper,
        shown=shown,
        more=_more(checked, wrong, population, effect, rule) if shown == NOT_SHOWN else 0,
        clustered_upper=clustered if checked else None,
    )


def stands_alone(batch: Tally, rule: Rule = STANDARD) -> bool:
    """Whether a batch is its own lot: enough fields to show the limit with no error, or strict."""
    return rule.strict or batch.checked >= fields_needed(0, rule.limit, rule.confidence)


def _clustered(lot: Tally, population: int, effect: float, upper: float, rule: Rule) -> float:
    """Never below the bound for single fields: whole sheets cannot tell more than they do."""
    if effect == 1.0:
        return upper
    bound = clustered_upper_bound(lot.wrong, lot.checked, population, effect, rule.confidence)
    return max(upper, bound)


def _shown(checked: int, rate: float, upper: float, limit: float) -> str:
    if checked and rate >= limit:
        return EXCEEDED
    return SHOWN if upper < limit else NOT_SHOWN


def _more(checked: int, wrong: int, population: int, effect: float, rule: Rule) -> int:
    """At least 1, at most all that is left."""
    needed = fields_needed(wrong, rule.limit, rule.confidence, population)
    return min(population - checked, max(1, math.ceil(needed * effect) - checked))
