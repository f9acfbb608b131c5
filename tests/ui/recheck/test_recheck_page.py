"""Queries are read beside the answers they compared and closed by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.values import Special
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import settled

K = Qt.Key
CONTRADICTION = {"Q12": "1", "Q10": "4", "Q26": "5"}
"""R01 of the questionnaire: slow, yet very satisfied."""


@pytest.fixture
def batch(world):
    return settled(world, 3, {"0002": CONTRADICTION, "0003": CONTRADICTION})[0]


def queries(world, login="leader"):
    desk = world.desk(login)
    return [q for q in desk.recheck.queries(desk.session) if q.serial == "0002"]


@pytest.fixture
def page(batch, world, show):
    workspace = show(world.desk("leader"), "recheck")
    page = workspace.page
    page.table.choose(next(q for q in page.table.rows if (q.serial, q.check) == ("0002", "R01")))
    page.table.setFocus()
    page.workspace = workspace
    return page


def test_a_query_shows_its_rule_and_the_answers_it_compared(page):
    assert page.card.message.text() == "Speed is rated 1, yet overall satisfaction is 5"
    assert "Q12 = 1" in page.card.limit.text()
    assert "/data" not in page.card.limit.text()
    assert page.card.answers == ("4 Satisfied", "1 Very dissatisfied", "5 Very satisfied")


def test_the_same_in_chinese(batch, world, show):
    page = show(world.desk("leader"), "recheck", batch, language="zh").page
    page.table.choose(next(q for q in page.table.rows if (q.serial, q.check) == ("0002", "R01")))
    assert page.card.answers[1] == "1 很不满意"
    assert page.closing.buttons["void"].text() == "3  答卷作废"
    assert "未结" in page.header._under.text()


def test_1_and_a_reason_confirm_what_the_paper_says(page, world):
    before = len(page.table.rows)
    keys("1")
    assert focus() is page.closing.why
    keys("looked again\n")
    assert len(page.table.rows) == before - 1
    assert "R01" not in [q.check for q in queries(world)]
    assert page.workspace.said.startswith("Query on sheet 0002: Confirmed")
    assert focus() is page.table.view


def test_confirming_needs_a_reason(page, world):
    keys("1\n")
    assert page.closing.why_field.sentence == "A reason is needed. Choose or type one."
    assert "R01" in [q.check for q in queries(world)]


def test_2_asks_what_the_paper_says_and_leaves_the_ruling_to_another_person(page, world, batch):
    keys("2")
    assert focus() is page.closing.papers["Q10"].line
    keys("\n")  # Q10 stands
    assert focus() is page.closing.papers["Q12"].line
    keys("4")  # goes on by itself: no longer code is possible
    assert focus() is page.closing.papers["Q26"].line
    press(K.Key_Up)
    press(K.Key_Down)
    press(K.Key_Down)
    assert focus() is page.closing.why
    keys("misread\n")
    (waiting,) = [q for q in queries(world) if q.check == "R01"]
    assert waiting.state == "correcting"
    (difference,) = world.differences(batch)
    assert (difference.question, difference.second, difference.origin) in [
        ("Q12", "4", "query"),
        ("Q12", "1", "query"),
    ]
    assert not page.closing.isVisible() or page.table.current().id != waiting.id


def test_a_correction_that_corrects_nothing_is_refused(page):
    keys("2\n\n\nlooks odd\n")
    assert page.closing.why_field.sentence.startswith("No answer was changed.")


def test_special_values_are_typed_as_in_entry(page, world, batch):
    keys("2\n-")
    assert page.closing.papers["Q12"].answer() is Special.ILLEGIBLE


def test_3_and_a_digit_void_the_sheet_with_its_reason(page, world, batch):
    keys("3")
    assert focus() is page.closing.reasons
    keys("5\n")
    leader = world.desk("leader")
    states = {s.serial: s.state for s in leader.batches.register(leader.session, batch)}
    assert states["0002"] == "void"
    assert not queries(world)


def test_escape_comes_back_to_the_list_and_decides_nothing(page, world):
    keys("2")
    press(K.Key_Escape)
    assert focus() is page.table.view
    assert page.closing.outcome == ""
    assert "R01" in [q.check for q in queries(world)]


def test_nothing_to_recheck_says_so(show, world):
    page = show(world.desk("leader"), "recheck").page
    assert "Nothing to recheck" in page.table._hint.text()
    assert not page.closing.isVisible()
