"""The verdict: below means below, small batches are pooled, nothing is shown by a handful."""

from __future__ import annotations

import pytest

from core.quality.verdict import Rule, Tally, judge

STRICT = Rule(strict=True)


def tally(checked: int, wrong: int, population: int | None = None) -> Tally:
    sheets = tuple((1, int(i < wrong)) for i in range(checked))
    return Tally(population or 10 * checked, sheets)


def test_one_wrong_of_200_exceeds_and_one_of_201_does_not() -> None:
    assert judge(tally(200, 1), tally(200, 1)).shown == "exceeded"
    assert judge(tally(201, 1), tally(201, 1)).shown == "not_shown"


@pytest.mark.parametrize("n", [600, 1000, 1400, 12_200])
def test_exactly_half_a_percent_exceeds_at_every_size(n: int) -> None:
    assert judge(tally(n, n // 200), tally(n, n // 200)).shown == "exceeded"


def test_nothing_wrong_in_30_fields_is_not_called_below_the_limit() -> None:
    verdict = judge(tally(30, 0, 10**6), tally(30, 0, 10**6))
    assert (verdict.rate, verdict.shown) == (0.0, "not_shown")
    assert verdict.upper == pytest.approx(0.095, abs=0.001)
    assert verdict.more == 598 - 30


def test_the_fields_asked_for_are_those_that_show_it() -> None:
    verdict = judge(tally(700, 1, 9000), tally(700, 1, 9000))
    assert verdict.shown == "not_shown"
    enough = tally(700 + verdict.more, 1, 9000)
    too_few = tally(700 + verdict.more - 1, 1, 9000)
    assert judge(enough, enough).shown == "shown"
    assert judge(too_few, too_few).shown == "not_shown"


def test_a_batch_with_598_fields_stands_alone_and_one_with_597_is_pooled() -> None:
    month = tally(5000, 50)
    alone, pooled = judge(tally(598, 0), month), judge(tally(597, 0), month)
    assert (alone.lot, alone.shown) == ("batch", "shown")
    assert (pooled.lot, pooled.checked, pooled.shown) == ("month", 5000, "exceeded")


def test_the_strict_setting_judges_a_small_batch_alone() -> None:
    verdict = judge(tally(100, 1), tally(5000, 1), STRICT)
    assert (verdict.lot, verdict.shown) == ("batch", "exceeded")


def test_errors_in_clumps_show_less_than_single_ones() -> None:
    clumped = Tally(90_000, ((30, 4),) + ((30, 0),) * 99)
    spread = Tally(90_000, ((30, 1),) * 4 + ((30, 0),) * 96)
    wide, plain = judge(clumped, clumped), judge(spread, spread)
    assert wide.upper == plain.upper
    assert wide.clustered_upper is not None
    assert wide.clustered_upper > wide.upper
    assert wide.more > plain.more


def test_an_unchecked_batch_is_neither_shown_nor_exceeded() -> None:
    verdict = judge(Tally(1200), Tally(1200))
    assert (verdict.shown, verdict.rate, verdict.upper) == ("not_shown", 0.0, 1.0)
    assert 0 < verdict.more < 598


def test_a_batch_checked_whole_is_known() -> None:
    whole = tally(1000, 4, 1000)
    verdict = judge(whole, whole)
    assert (verdict.shown, verdict.upper, verdict.more) == ("shown", 0.004, 0)
