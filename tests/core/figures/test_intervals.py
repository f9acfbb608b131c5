"""Intervals against published rows."""

from __future__ import annotations

import math

import pytest

from core.figures import intervals
from core.figures.distributions import t_quantile


# Newcombe (1998), table I: methods 3 (score) and 5 (exact)
@pytest.mark.parametrize(
    ("k", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_newcombes_rows(
    k: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert intervals.wilson(k, n) == pytest.approx(score, abs=5e-5)
    assert intervals.clopper_pearson(k, n) == pytest.approx(exact, abs=5e-5)


# tables of Student's t, two-sided 95 %
@pytest.mark.parametrize(
    ("df", "t"), [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_t_quantiles_of_the_tables(df: int, t: float) -> None:
    assert round(t_quantile(0.975, df), 3) == t
    assert t_quantile(0.025, df) == pytest.approx(-t, abs=5e-4)


def test_mean_interval_is_mean_give_or_take_t_times_standard_error() -> None:
    half = 4.302652729749464 / math.sqrt(3)
    assert intervals.mean([1, 2, 3]) == pytest.approx((2 - half, 2 + half))


def test_nps_interval_surrounds_the_score_and_stays_on_the_scale() -> None:
    low, high = intervals.nps(2, 2, 2) or (0.0, 0.0)
    assert low == pytest.approx(-high)
    assert 0 < high < 100
    low, high = intervals.nps(4, 0, 0) or (0.0, 0.0)
    assert low < 100.0 == high


def test_no_answers_have_no_interval() -> None:
    assert intervals.wilson(0, 0) is None
    assert intervals.clopper_pearson(0, 0) is None
    assert intervals.nps(0, 0, 0) is None
    assert intervals.mean([3.0]) is None
