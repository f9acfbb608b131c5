"""Charts keep inside their frame, whatever the numbers; they know nothing of pages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports import charts
from core.reports.fonts import register
from tests.core.reports.samples import FONTS, HAVE_FONTS

pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")
SHARE = st.floats(0, 100)


@pytest.fixture(autouse=True, scope="module")
def type_is_known():
    register(FONTS)


def inside(drawing, slack: float = 1.0) -> bool:
    x1, y1, x2, y2 = drawing.getBounds()
    return (
        x1 >= -slack
        and y1 >= -slack
        and x2 <= drawing.width + slack
        and y2 <= drawing.height + slack
    )


@given(st.none() | SHARE, st.none() | st.tuples(SHARE, SHARE).map(sorted).map(tuple))
def test_bars_and_whiskers_stay_in_their_cell(value, interval):
    assert inside(charts.interval_bar(150, 12, value, interval, 0, 100))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=11))
def test_shares_fill_the_bar(counts):
    drawing = charts.shares_bar(200, 16, counts, charts.ramp(len(counts)))
    assert inside(drawing)
    parts = [shape for shape in drawing.contents[1:] if hasattr(shape, "width")]
    if sum(counts):
        assert sum(part.width for part in parts) == pytest.approx(200)


@given(st.integers(0, 50), st.integers(0, 50))
def test_counts_stay_beside_their_bar(count, more):
    largest = count + more
    assert inside(charts.count_bar(250, 11, count, largest, largest + more))


@given(st.none() | SHARE)
def test_a_dial_holds_its_needle(value):
    assert inside(charts.gauge(140, 84, value, [(0, 70, charts.RED), (70, 100, charts.TEAL)]))


def test_long_labels_are_shortened():
    words = "非常长的指标名称" * 9
    assert inside(charts.tile(160, 66, words, "12,345,678.9", "分", words))
    assert inside(charts.legend(200, [words, "短"], charts.ramp(2)))
    assert inside(charts.banner(400, 120, words, words, words))


@pytest.mark.parametrize("steps", range(1, 12))
def test_a_ramp_has_as_many_colours_as_steps(steps):
    colors = charts.ramp(steps)
    assert len(set(colors)) == steps
    assert (colors[0], colors[-1]) == (
        charts.GOOD_TO_BAD[0],
        charts.GOOD_TO_BAD[-1 if steps > 1 else 0],
    )


def test_a_painter_needs_to_know_six_kinds_of_shape():
    drawings = [
        charts.gauge(140, 84, 61.5, [(0, 70, charts.RED), (70, 100, charts.TEAL)]),
        charts.tile(160, 66, "CSAT", "61.5", "%", "n 40"),
        charts.interval_bar(150, 12, 40, (30, 50), 0, 100),
        charts.shares_bar(200, 16, [1, 2], charts.ramp(2)),
        charts.legend(200, ["a", "b"], charts.ramp(2)),
        charts.count_bar(250, 11, 3, 9, 12),
        charts.banner(400, 120, "a", "b", "c"),
    ]
    kinds = {type(shape).__name__ for drawing in drawings for shape in drawing.contents}
    assert kinds <= {"Circle", "Group", "Line", "Rect", "String", "Wedge"}


def test_the_kit_draws_shapes_only():
    source = ast.parse(Path(charts.__file__).read_text(encoding="utf-8"))
    modules = {n.module for n in ast.walk(source) if isinstance(n, ast.ImportFrom) and n.module}
    used = {module for module in modules if module.startswith("reportlab")}
    assert used <= {"reportlab.graphics.shapes", "reportlab.lib.colors"}
