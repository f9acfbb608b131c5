"""Quantiles of the normal, beta and t distributions, without a numerical library."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

FRACTION_TERMS = 10_000
TINY = 1e-300
BISECTIONS = 200
"""More than a double has bits: the interval stops shrinking before."""


def normal_quantile(p: float) -> float:
    """The value that a standard normal variable does not exceed with probability p, 0 < p < 1."""
    return NormalDist().inv_cdf(p)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b), for a, b > 0."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _beta_fraction(x, a, b) / a
    return 1.0 - front * _beta_fraction(1.0 - x, b, a) / b


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with I_x(a, b) = p."""
    return _bisect(lambda x: beta_cdf(x, a, b), p, 0.0, 1.0)


def t_cdf(t: float, df: float) -> float:
    """Probability that Student's t with df > 0 degrees of freedom does not exceed t."""
    tail = beta_cdf(df / (df + t * t), df / 2.0, 0.5) / 2.0
    return 1.0 - tail if t > 0 else tail


def t_quantile(p: float, df: float) -> float:
    """The value that Student's t does not exceed with probability p, 0 < p < 1."""
    reach = 1.0
    while t_cdf(reach, df) < max(p, 1.0 - p):
        reach *= 2.0
    return _bisect(lambda t: t_cdf(t, df), p, -reach, reach)


def _bisect(rising: Callable[[float], float], level: float, low: float, high: float) -> float:
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if rising(middle) < level:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of DLMF 8.17.22 by the modified Lentz algorithm (DLMF 3.10(iii))."""
    c, d = 1.0, 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1.0))
    value = d
    for m in range(1, FRACTION_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        step = 1.0
        for term in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + term * d)
            c = _away_from_zero(1.0 + term / c)
            step = c * d
            value *= step
        if abs(step - 1.0) < 1e-15:
            break
    return value


def _away_from_zero(x: float) -> float:
    return x if abs(x) > TINY else TINY
