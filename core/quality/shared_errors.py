"""What agreed answers that a third person read too say of errors which both clerks made alike."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.distributions import beta_quantile
from core.quality.bounds import CONFIDENCE


@dataclass(frozen=True)
class SharedErrors:
    """Of agreed answers drawn at random and read from the paper before they were shown."""

    checked: int = 0
    wrong: int = 0
    """The paper says something else than both clerks keyed."""

    @property
    def rate(self) -> float | None:
        """wrong / checked; None where nothing was read."""
        return self.wrong / self.checked if self.checked else None

    @property
    def interval(self) -> tuple[float, float]:
        """The two-sided 95 % interval of the rate among all agreed answers, 0 to 1."""
        return exact_interval(self.wrong, self.checked)


def exact_interval(errors: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Clopper and Pearson's interval of a share (Biometrika 26 (1934) 404-413); (0, 1) for n = 0."""
    if n == 0:
        return 0.0, 1.0
    tail = (1.0 - confidence) / 2.0
    low = beta_quantile(tail, errors, n - errors + 1.0) if errors else 0.0
    high = beta_quantile(1.0 - tail, errors + 1.0, n - errors) if errors < n else 1.0
    return low, high
