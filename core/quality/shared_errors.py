"""What agreed answers that a third person read too say of errors which both clerks made alike."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.intervals import Interval, clopper_pearson


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
    def interval(self) -> Interval:
        """The two-sided 95 % interval (Clopper and Pearson) of the rate among all agreed answers."""
        return clopper_pearson(self.wrong, self.checked) or (0.0, 1.0)
