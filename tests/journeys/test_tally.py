"""A tour's count tells what double keying missed, and does not flatter."""

from __future__ import annotations

from core.values import Answers, Special
from ui.tour.slips import Plan, Slip
from ui.tour.tally import Finds, tally

TRUTH: list[Answers] = [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]
SINGLE = Slip(0, "a", "neighbour", "2")
SHARED = Slip(1, "b", "neighbour", "5")
PLAN = Plan(TRUTH, {1: (SINGLE, SHARED), 2: (SHARED,)})


def test_a_slip_of_one_pass_that_was_shown_is_found() -> None:
    counted = tally(PLAN, Finds(compared={(0, "a")}), {0: TRUTH[0], 1: TRUTH[1]})
    assert (counted.found_by_comparison, counted.missed, counted.sound) == (1, (), True)


def test_a_slip_of_one_pass_that_was_not_shown_breaks_the_promise() -> None:
    counted = tally(PLAN, Finds(), {0: TRUTH[0], 1: TRUTH[1]})
    assert counted.missed == ((0, "a"),)
    assert not counted.sound


def test_an_identical_slip_left_in_the_figures_is_said() -> None:
    counted = tally(PLAN, Finds(compared={(0, "a")}), {0: TRUTH[0], 1: {"a": "3", "b": "5"}})
    assert (counted.residual, counted.unexplained) == (((1, "b"),), ())


def test_an_identical_slip_that_was_read_blind_counts_at_that_gate_alone() -> None:
    shown = Finds(compared={(0, "a"), (1, "b")}, checked={(1, "b")}, reviewed={(1, "b")})
    counted = tally(PLAN, shown, {0: TRUTH[0], 1: TRUTH[1]})
    assert (counted.found_blind, counted.found_by_checks, counted.found_by_review) == (1, 0, 0)
    assert counted.found_by_comparison == 1


def test_any_other_wrong_figure_is_not_explained_away() -> None:
    counted = tally(PLAN, Finds(compared={(0, "a")}), {0: {"a": "9", "b": "2"}, 1: TRUTH[1]})
    assert counted.unexplained == ((0, "a"),)
    assert not counted.sound


def test_a_void_sheet_is_in_no_figure() -> None:
    counted = tally(PLAN, Finds(compared={(0, "a")}), {0: TRUTH[0]})
    assert (counted.fields, counted.void) == (2, 1)


def test_an_empty_box_keyed_as_blank_is_right() -> None:
    plan = Plan([{"a": "1"}], {1: (), 2: ()})
    assert tally(plan, Finds(), {0: {"a": "1", "b": Special.BLANK}}).residual == ()
