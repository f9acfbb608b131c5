"""What holds from a day on: decided once, never changed, kept by the batches opened under it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BAD_DATE, BAD_SETTING, UserError
from core.quality.verdict import STANDARD
from core.values import PersonId
from core.workflow.settings import (
    DEFAULTS,
    ERROR_LIMIT,
    IDLE,
    INDEPENDENCE,
    LOT,
    STRICT,
    Dated,
    decided,
    in_force,
    named_device,
    rule_of,
)

NOW = datetime(2026, 11, 25, 9, tzinfo=timezone(timedelta(hours=8)))


def dated(value: str, start: int, at: int, name: str = ERROR_LIMIT) -> Dated:
    return Dated(name, value, "", start, at, PersonId("p"))


def refused(name: str, typed: str, since: str) -> str:
    with pytest.raises(UserError) as refusal:
        decided(name, typed, since, NOW)
    return refusal.value.code


def test_a_day_begins_where_it_was_decided():
    body = decided(ERROR_LIMIT, " 0.50 % ", "2026-12-01", NOW).body
    assert (body["value"], body["since"]) == ("0.5", "2026-12-01")
    assert body["start"] == datetime(2026, 12, 1, tzinfo=NOW.tzinfo).timestamp() * 1000


@pytest.mark.parametrize("typed", ["", "0", "-1", "5.01", "nan", "inf", "half", "1e-400000"])
def test_a_limit_is_a_share_that_can_be_kept(typed):
    assert refused(ERROR_LIMIT, typed, "2026-12-01") == BAD_SETTING


@pytest.mark.parametrize("typed", ["", "1", "61", "0", "-5", "15.5", "never"])
def test_a_screen_locks_after_two_to_sixty_minutes(typed):
    assert refused(IDLE, typed, "2026-12-01") == BAD_SETTING
    assert [decided(IDLE, n, "2026-12-01", NOW).body["value"] for n in ("2", " 060 ")] == [
        "2",
        "60",
    ]


@pytest.mark.parametrize("since", ["", "2026-11-24", "1.12.2026", "2026-02-30"])
def test_nothing_is_decided_for_a_day_that_is_over(since):
    assert refused(ERROR_LIMIT, "0.5", since) == BAD_DATE


@pytest.mark.parametrize("name", [LOT, INDEPENDENCE])
def test_a_choice_takes_what_there_is_to_choose(name):
    assert refused(name, "0.5", "2026-12-01") == BAD_SETTING


def test_a_batch_keeps_what_held_when_it_was_opened():
    known = (dated("1", 100, 90), dated(STRICT, 100, 120, LOT))
    assert rule_of(known, 99) == STANDARD
    assert rule_of(known, 110) == type(STANDARD)(0.01, STANDARD.confidence, strict=False)
    assert rule_of(known, 130).strict, "signed after the batch at 110 was opened, on the same day"


@given(
    st.permutations([dated("1", 10, 5), dated("2", 20, 6), dated("3", 20, 7)]), st.integers(0, 30)
)
def test_the_order_of_arrival_does_not_matter(known, ms):
    expected = DEFAULTS[ERROR_LIMIT] if ms < 10 else "1" if ms < 20 else "3"
    assert in_force(known, ERROR_LIMIT, ms) == expected


@pytest.mark.parametrize("typed", ["", "  ", "x" * 61, "a\x00b"])
def test_a_device_has_a_name_that_can_be_read(typed):
    with pytest.raises(UserError):
        named_device("d1", typed)
