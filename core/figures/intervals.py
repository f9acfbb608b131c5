"""How far a figure may be from the truth: intervals for shares, NPS and means."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.figures.distributions import beta_quantile, normal_quantile, t_quantile

Interval = tuple[float, float]


def wilson(k: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Two-sided score interval of a share k / n, as fractions; None when nothing was counted.

    Wilson (1927), method 3 of Newcombe, Statistics in Medicine 17 (1998) 857-872.
    """
    if n == 0:
        return None
    z = normal_quantile((1.0 + confidence) / 2.0)
    share, spread = k / n, z * z / n
    centre = (share + spread / 2.0) / (1.0 + spread)
    half = z * math.sqrt((share * (1.0 - share) + spread / 4.0) / n) / (1.0 + spread)
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


def clopper_pearson(k: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Two-sided exact interval of a share k / n, as fractions; None when nothing was counted."""
    if n == 0:
        return None
    tail = (1.0 - confidence) / 2.0
    lower = 0.0 if k == 0 else beta_quantile(tail, k, n - k + 1)
    upper = 1.0 if k == n else beta_quantile(1.0 - tail, k + 1, n - k)
    return lower, upper


def nps(
    promoters: int, passives: int, detractors: int, confidence: float = 0.95
) -> Interval | None:
    """Interval of the net promoter score in points (-100 to 100); None when nobody answered.

    Adjusted Wald: 3/4, 3/2 and 3/4 answers are added to promoters, passives and detractors, so
    that a small or one-sided sample gets no interval of width 0 (Rocks, The American
    Statistician 70 (2016) 365-372).
    """
    if promoters + passives + detractors == 0:
        return None
    n = promoters + passives + detractors + 3.0
    up, down = (promoters + 0.75) / n, (detractors + 0.75) / n
    score = up - down
    half = normal_quantile((1.0 + confidence) / 2.0) * math.sqrt((up + down - score**2) / n)
    return max(-100.0, 100.0 * (score - half)), min(100.0, 100.0 * (score + half))


def mean(values: Sequence[float], confidence: float = 0.95) -> Interval | None:
    """Student's t interval of a mean; None for fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    centre = math.fsum(values) / n
    deviation = math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (n - 1))
    half = t_quantile((1.0 + confidence) / 2.0, n - 1) * deviation / math.sqrt(n)
    return centre - half, centre + half
