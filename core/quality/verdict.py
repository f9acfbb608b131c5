"""What a review shows about the error rate, said without pretending."""

from __future__ import annotations

from dataclasses import dataclass


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
    """shown, not_shown or exceeded."""
    more: int = 0
    """Further error-free fields needed for `shown`."""
    clustered_upper: float | None = None
    """The bound with the design effect of checking whole sheets."""
