"""Speed without pauses, rates with exact intervals, sums that add up, questions that stand out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.figures.intervals import clopper_pearson
from core.quality.confusion import Pattern
from core.quality.operators import (
    HOUR_MS,
    PAUSE_MS,
    SHEET_PAUSE_MS,
    Rate,
    Slip,
    by_pattern,
    mean_rate,
    most_confused,
    questions,
    sheets_per_hour,
    speed,
)

SLIPS = st.lists(
    st.builds(
        Slip,
        st.sampled_from(("Q1", "Q2")),
        st.sampled_from(("1", "7", None)),
        st.sampled_from(("1", "4")),
        st.sampled_from(list(Pattern)),
    )
)


def at(*times: int) -> tuple[tuple[str, int], ...]:
    return tuple((f"Q{n}", time) for n, time in enumerate(times))


def test_a_field_every_second_and_a_half_is_2400_an_hour():
    found = speed([at(9_000, 10_500, 12_000), at(0, 1_500)])
    assert (found.sheets, found.fields, found.per_hour, found.median_s) == (2, 5, 2400.0, 1.5)
    assert found.pause_ms == 0


def test_a_gap_above_the_limit_is_a_pause_and_no_speed():
    found = speed([at(0, 1_000, 1_000 + PAUSE_MS, 2_001 + 2 * PAUSE_MS)])
    assert found.pause_ms == PAUSE_MS + 1_001
    assert found.per_hour == 2 * HOUR_MS / (1_000 + PAUSE_MS)


def test_nothing_is_measured_where_nothing_was_keyed_twice():
    assert speed([]).per_hour is None
    assert speed([at(500)]).median_s is None
    assert speed([at(5_000, 4_000)]).per_hour is None  # a clock that went back


def test_sheets_an_hour_leave_breaks_out():
    minute = 60_000
    assert sheets_per_hour([0, 2 * minute, 4 * minute]) == 30.0
    assert sheets_per_hour([0, 2 * minute, 2 * minute + SHEET_PAUSE_MS + 1]) == 30.0
    assert sheets_per_hour([7]) is None


def test_a_rate_has_the_exact_interval_per_thousand():
    low, high = clopper_pearson(3, 1500)
    rate = Rate(3, 1500)
    assert rate.per_1000 == 2.0
    assert rate.interval == (1000 * low, 1000 * high)
    assert Rate().per_1000 is None
    assert Rate().interval is None


@given(SLIPS)
def test_the_patterns_add_up_to_the_slips(slips):
    counted = by_pattern(slips)
    assert sum(counted.values()) == len(slips)
    assert list(counted.values()) == sorted(counted.values(), reverse=True)


def test_values_confused_once_are_chance_and_shifted_rows_confuse_none():
    seven = Slip("Q1", "1", "7", Pattern.LOOKALIKE)
    row = Slip("Q2", "2", "3", Pattern.SKIPPED_ROW)
    found = most_confused([seven, row, seven, row, Slip("Q1", "4", "5", Pattern.NEIGHBOUR_KEY)])
    assert [(pair.keyed, pair.settled, pair.count) for pair in found] == [("1", "7", 2)]


def test_a_question_clearly_above_the_forms_mean_is_suspected_and_others_are_not():
    asked = [f"Q{n}" for n in range(30)]
    found = {f.question: f for f in questions(asked, {"Q3": 12, "Q4": 1, "Q5": 2}, 200)}
    assert mean_rate(asked, {"Q3": 12, "Q4": 1, "Q5": 2}, 200) == 1000 * 15 / 6000
    assert found["Q3"].suspected
    assert not found["Q4"].suspected
    assert list(found) == ["Q3", "Q5", "Q4"]
    assert found["Q3"].differed.per_1000 == 60.0


@given(st.dictionaries(st.sampled_from([f"Q{n}" for n in range(6)]), st.integers(1, 40)))
def test_of_questions_that_differ_equally_often_none_is_suspected(differed):
    same = dict.fromkeys([f"Q{n}" for n in range(6)], 8)
    assert not any(f.suspected for f in questions(list(same), same, 40))
    found = questions(list(same), differed, 40)
    assert sum(f.differed.count for f in found) == sum(differed.values())
