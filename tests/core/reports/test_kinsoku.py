"""Where lines of Chinese and English end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.kinsoku import NO_END, NO_START, lines, may_break

MIXED = st.text(st.sampled_from("网点满意度，。（）《》“”——……ABC abc 0123.5%-/NPS"), max_size=80)


def broken(text: str, room: float) -> list[str]:
    widths = [1.0 if ord(c) >= 0x2E80 or c in "“”—…" else 0.5 for c in text]
    return [line.rstrip() for line, _ in lines(text, widths, [room])]


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("点", "满", True), ("度", "，", False), ("（", "网", False), ("—", "—", False),
        ("a", "b", False), ("a", "度", True), ("度", "a", True), ("-", "b", True), ("-", "5", False),
        (" ", "b", True), ("b", " ", False), ("”", "度", True), ("。", "”", False),
    ],
)  # fmt: skip
def test_where_a_line_may_end(before, after, allowed):
    assert may_break(before, after) is allowed


@given(MIXED, st.floats(4, 30))
def test_joined_lines_are_the_text_again(text, room):
    assert "".join(line for line, _ in lines(text, [1.0] * len(text), [room])) == text


@given(MIXED, st.floats(4, 30))
def test_no_line_is_wider_than_its_room(text, room):
    widths = [1.0] * len(text)
    for line, left in lines(text, widths, [room]):
        assert left >= -1e-6
        assert len(line.rstrip()) + left == pytest.approx(room)


def test_marks_neither_begin_nor_end_lines_where_text_allows_another_break():
    text = "网点环境整洁，工作人员（含大堂经理）热情；“等候时间”偏长，建议增开窗口。" * 4
    for room in range(6, 30):
        shown = broken(text, room)
        assert not [line for line in shown if line[0] in NO_START or line[-1] in NO_END]


def test_words_and_numbers_stay_whole():
    text = "Customers were asked about waiting 12,480 times"
    words = {word for line in broken(text, 8) for word in line.split()}
    assert words == set(text.split())


def test_a_word_wider_than_the_line_is_cut():
    assert broken("a" * 30, 5) == ["a" * 10] * 3


def test_a_line_feed_ends_a_line():
    assert broken("一\n二", 10) == ["一", "二"]
