"""Each pattern of a wrong value by example; every wrong field has exactly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms.model import Kind, Question
from core.quality.confusion import LOOKALIKES, NEIGHBOURS, Pattern, pattern_of, patterns
from core.values import Special
from tests.core.figures.forms import form, rated

ROWS = tuple(f"Q{n}" for n in range(1, 9))
PAPER = form((*(rated(key, 5) for key in ROWS), Question("ID", "/data/ID", "ID", Kind.TEXT, {})))
ANSWERS = st.one_of(st.none(), st.sampled_from(list(Special)), st.text("0123456789ab", max_size=4))


@pytest.mark.parametrize(
    ("keyed", "settled", "pattern"),
    [
        (None, "4", Pattern.LEFT_OUT),
        (Special.BLANK, "4", Pattern.LEFT_OUT),
        (None, Special.SEVERAL, Pattern.LEFT_OUT),
        (None, Special.BLANK, Pattern.SPECIAL),
        ("4", None, Pattern.ADDED),
        ("4", Special.BLANK, Pattern.ADDED),
        ("4", Special.SEVERAL, Pattern.ADDED),
        (Special.ILLEGIBLE, "4", Pattern.SPECIAL),
        (Special.SEVERAL, Special.NOT_APPLICABLE, Pattern.SPECIAL),
        ("6221", "6212", Pattern.TRANSPOSED),
        ("2026-11-12", "2026-11-21", Pattern.TRANSPOSED),
        ("622", "6212", Pattern.DROPPED),
        ("1", "11", Pattern.DROPPED),
        ("44", "4", Pattern.DOUBLED),
        ("62112", "6212", Pattern.DOUBLED),
        ("62512", "6212", Pattern.EXTRA),
        ("1", "7", Pattern.LOOKALIKE),
        ("7", "1", Pattern.LOOKALIKE),
        ("380", "386", Pattern.LOOKALIKE),
        ("4", "1", Pattern.NEIGHBOUR_KEY),
        ("4", "5", Pattern.NEIGHBOUR_KEY),
        ("9", "0", Pattern.NEIGHBOUR_KEY),
        ("1", "0", Pattern.NEIGHBOUR_KEY),
        ("E", "w", Pattern.NEIGHBOUR_KEY),
        ("1 3", "1 4", Pattern.NEIGHBOUR_KEY),
        ("1", "5", Pattern.OTHER),
        ("12", "3456", Pattern.OTHER),
    ],
)
def test_the_pattern_of_one_field(keyed, settled, pattern):
    assert pattern_of(keyed, settled) is pattern


def test_no_pair_of_digits_is_both_alike_in_handwriting_and_side_by_side():
    assert not LOOKALIKES & NEIGHBOURS
    assert {"12", "14", "01"} <= {"".join(sorted(pair)) for pair in NEIGHBOURS}
    assert frozenset("15") not in NEIGHBOURS


def sheet(codes: str) -> dict[str, str]:
    return dict(zip(ROWS, codes, strict=True))


def wrong_of(keyed: dict[str, str], settled: dict[str, str]) -> set[str]:
    return {key for key in ROWS if keyed.get(key) != settled.get(key)}


def test_a_skipped_row_brings_the_next_answers_up():
    settled, keyed = sheet("12345123"), sheet("12451233")
    wrong = wrong_of(keyed, settled)
    assert set(patterns(PAPER, keyed, settled, wrong).values()) == {Pattern.SKIPPED_ROW}
    assert len(wrong) == 5


def test_a_row_keyed_twice_pushes_the_answers_down():
    settled, keyed = sheet("12345123"), sheet("12234512")
    found = patterns(PAPER, keyed, settled, wrong_of(keyed, settled))
    assert set(found.values()) == {Pattern.SHIFTED_ROW}


def test_one_field_like_its_neighbour_is_no_shifted_row():
    settled, keyed = sheet("51515151"), sheet("11515151")
    assert patterns(PAPER, keyed, settled, {"Q1"}) == {"Q1": Pattern.OTHER}


def test_rows_of_another_kind_do_not_shift_into_each_other():
    settled = sheet("12345123") | {"ID": "9"}
    keyed = sheet("12345125") | {"ID": "3"}
    found = patterns(PAPER, keyed, settled, {"Q8", "ID"})
    assert Pattern.SKIPPED_ROW not in found.values()
    assert Pattern.SHIFTED_ROW not in found.values()


@given(
    st.fixed_dictionaries({key: ANSWERS for key in (*ROWS, "ID")}),
    st.fixed_dictionaries({key: ANSWERS for key in (*ROWS, "ID")}),
)
def test_every_wrong_field_has_exactly_one_pattern(keyed, settled):
    wrong = {key for key in keyed if keyed[key] != settled[key]}
    found = patterns(PAPER, keyed, settled, wrong)
    assert found.keys() == wrong
    assert all(isinstance(pattern, Pattern) for pattern in found.values())
