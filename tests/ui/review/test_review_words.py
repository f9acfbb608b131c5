"""A verdict is said without pretending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.verdict import EXCEEDED, LIMIT, NOT_SHOWN, SHOWN, Tally, judge
from ui.review import words


def verdict_on(*sheets, population=100_000, month=None):
    tally = Tally(population, sheets)
    return judge(tally, month or tally)


def said(verdict):
    return " ".join((words.headline(verdict), *words.explanation(verdict)))


def test_no_error_in_thirty_fields_is_not_called_below_the_limit():
    verdict = verdict_on((30, 0))
    assert verdict.shown == NOT_SHOWN
    assert "0 of 30" in said(verdict)
    assert f"another {verdict.more} fields" in words.headline(verdict)
    assert "fewer than" not in said(verdict)


def test_no_error_in_598_fields_shows_the_limit():
    verdict = verdict_on(*[(1, 0)] * 598)
    assert verdict.shown == SHOWN
    assert words.headline(verdict).startswith("Shown")


def test_exactly_the_limit_is_exceeded_and_asks_for_a_return():
    verdict = verdict_on((1000, 5))
    assert verdict.shown == EXCEEDED
    assert words.headline(verdict).startswith("Exceeded")
    assert "5 of 1000 checked fields are wrong: 0.5 %" in said(verdict)
    assert words.advice(verdict, 2).startswith("Return")


def test_a_pooled_month_is_named():
    small = Tally(3000, ((30, 0),))
    pooled = judge(small, small + Tally(9000, ((600, 0),)))
    assert "month" in said(pooled)
    assert "alone" not in said(pooled)


def test_an_unreviewed_batch_shows_no_rate():
    verdict = verdict_on()
    assert "Nothing has been checked yet." in said(verdict)
    assert "0 of 0" not in said(verdict)


@given(st.floats(0, 0.02))
def test_a_rate_is_never_rounded_across_the_limit(rate):
    shown = float(words.percent(rate, LIMIT).removesuffix(" %")) / 100
    near = abs(rate - LIMIT) < 1e-8
    assert near or (shown >= LIMIT) == (rate >= LIMIT)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.005, "0.5 %"), (0.0, "0.0 %"), (0.095034, "9.5 %"), (0.00333, "0.33 %")]
)
def test_a_share_is_shown_with_as_few_decimals_as_it_needs(value, shown):
    assert words.percent(value) == shown


def test_a_bound_is_rounded_up():
    assert words.at_most(0.095034) == "9.51 %"
    assert words.at_most(0.00499999, LIMIT) == "0.499999 %"
