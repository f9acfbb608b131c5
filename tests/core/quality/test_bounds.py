"""Bounds and sample sizes against published figures and against counting everything."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.bounds import (
    binomial_at_most,
    clustered_upper_bound,
    design_effect,
    fields_needed,
    hypergeometric_at_most,
    upper_bound,
)

LIMIT = 0.005


@pytest.mark.parametrize(
    ("confidence", "published"),
    [
        (0.90, [460, 777, 1063, 1335, 1597, 1853]),
        (0.95, [598, 947, 1258, 1549, 1829, 2100]),
        (0.99, [919, 1325, 1678, 2006, 2318, 2618]),
    ],
)
def test_fields_that_show_less_than_half_a_percent(confidence: float, published: list[int]) -> None:
    assert [fields_needed(errors, LIMIT, confidence) for errors in range(6)] == published


@pytest.mark.parametrize(
    ("n", "percent"), [(30, 9.5), (100, 2.95), (200, 1.49), (400, 0.75), (800, 0.37), (2000, 0.15)]
)
def test_upper_bound_of_a_clean_sample_of_a_huge_lot(n: int, percent: float) -> None:
    digits = len(str(percent).split(".")[1])
    assert round(100 * upper_bound(0, n, 10**9), digits) == percent


def test_acceptance_of_20_without_error() -> None:
    assert binomial_at_most(0, 20, 0.05) == pytest.approx(0.35848592, abs=5e-9)
    assert binomial_at_most(0, 20, 0.15) == pytest.approx(0.03875953, abs=5e-9)


def test_plan_80_7_is_the_smallest_for_its_two_points() -> None:
    def meets(n: int, c: int) -> bool:
        return binomial_at_most(c, n, 0.05) >= 0.95 and binomial_at_most(c, n, 0.15) <= 0.075

    plans = [(n, c) for n in range(1, 81) for c in range(n) if meets(n, c)]
    assert plans == [(80, 7)]


@given(
    population=st.integers(1, 60),
    bad=st.integers(0, 60),
    n=st.integers(0, 60),
    k=st.integers(0, 60),
)
def test_hypergeometric_probability_is_what_counting_gives(
    population: int, bad: int, n: int, k: int
) -> None:
    bad, n = min(bad, population), min(n, population)
    ways = sum(comb(bad, i) * comb(population - bad, n - i) for i in range(min(k, n) + 1))
    exact = Fraction(ways, comb(population, n))
    assert hypergeometric_at_most(k, n, bad, population) == pytest.approx(float(exact), abs=1e-12)


@given(population=st.integers(1, 80), n=st.integers(1, 80), k=st.integers(0, 5))
def test_the_bound_is_the_largest_rate_under_which_so_few_errors_are_no_surprise(
    population: int, n: int, k: int
) -> None:
    n = min(n, population)
    k = min(k, n)
    believable = [
        bad
        for bad in range(k, population - n + k + 1)
        if hypergeometric_at_most(k, n, bad, population) > 1 - 0.95
    ]
    assert upper_bound(k, n, population) == max(believable) / population


@given(errors=st.integers(0, 3), population=st.integers(1200, 20_000))
def test_fields_needed_in_a_finite_lot_are_the_fewest_that_show_it(
    errors: int, population: int
) -> None:
    n = fields_needed(errors, LIMIT, population=population)
    assert upper_bound(errors, n, population) < LIMIT <= upper_bound(errors, n - 1, population)
    assert n <= fields_needed(errors, LIMIT)


def test_checking_everything_leaves_no_doubt() -> None:
    assert upper_bound(3, 1000, 1000) == 0.003


def test_nothing_checked_shows_nothing() -> None:
    assert upper_bound(0, 0, 1000) == 1.0


def test_a_lot_of_a_million_fields_is_bounded_with_thousands_of_errors() -> None:
    bound = upper_bound(3000, 300_000, 1_000_000)
    assert 0.01 < bound < 0.0105


def test_errors_spread_evenly_over_sheets_have_no_design_effect() -> None:
    assert design_effect([(30, 1)] * 20) == 1.0
    assert design_effect([(30, 0)] * 20) == 1.0


def test_errors_in_one_sheet_widen_the_bound() -> None:
    clustered = [(30, 10)] + [(30, 0)] * 99
    single = [(30, 1)] * 10 + [(30, 0)] * 90
    assert design_effect(clustered) > 5 * design_effect(single)
    wide = clustered_upper_bound(10, 3000, 30_000, design_effect(clustered))
    assert wide > upper_bound(10, 3000, 30_000) > 10 / 3000


def test_a_fully_reviewed_lot_has_its_own_rate_as_clustered_bound() -> None:
    assert clustered_upper_bound(10, 3000, 3000, 7.5) == 10 / 3000
