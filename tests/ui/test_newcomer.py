"""What somebody who has read no manual needs to be told by the screen, where it is needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.values import Special
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import show, world
from ui.keying.work_list import work_of

__all__ = ["show", "world"]
K = Qt.Key


@pytest.fixture
def page(enter):
    """Sheet 0001 at its first question."""
    window = enter("clerk1")
    keys("\n01\n")
    return window.workspace.page


def at(page, key):
    page.sheet.go(key)
    if page.turn.isVisible():  # the number of the further page is asked for first
        keys("01\n")
    assert page.sheet.presenter.cursor == key
    return page.sheet


def test_the_line_of_keys_names_those_that_work_in_this_question(page):
    assert set(at(page, "Q01").legend.keys.values()) == {"+", "*", "/", "-"}
    in_text = at(page, "customer_id").legend.keys
    assert in_text[Special.BLANK] == "Ctrl+1"
    assert in_text[Special.ILLEGIBLE] == "Ctrl+4"
    press(K.Key_1, CTRL)
    assert page.sheet.presenter.field("customer_id").special is Special.BLANK
    assert Special.SEVERAL not in at(page, "Q21").legend.keys


def test_a_question_that_takes_several_codes_says_so(page):
    at(page, "Q21")
    assert page.sheet.row.hint.endswith("several may apply; Enter goes on")


def test_why_a_question_is_closed_follows_the_answer_that_closes_it(page):
    at(page, "Q24")
    assert "nothing keyed" in page.sheet.rows["Q25"].closed_because
    keys("2")
    assert "Q24 = 2" in page.sheet.rows["Q25"].closed_because


def test_a_contradiction_ends_its_sentence_before_it_says_what_to_do(page):
    for question, code in (("Q26", "5"), ("Q10", "1")):
        at(page, question)
        keys(code)
    assert "). Key the same again" in page.sheet.row.sentence


def test_where_nothing_is_open_the_self_check_offers_no_question_to_go_to(page):
    press(K.Key_Return, CTRL)
    assert all(part.isVisible() for part in page.check._to_question)
    page.check.show_points(page.sheet.presenter.draft.form, ())
    assert not any(part.isVisible() for part in page.check._to_question)


def test_a_leader_finds_the_closing_of_a_batch_in_the_work_list(world, show):
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    world.key_twice(batch, {"0001": truth["0001"]})
    page = show(world.desk("leader"), "work").page
    assert [row.post for row in page.table.rows] == []
    world.key_twice(batch, {"0002": truth["0002"]})
    workspace = show(world.desk("leader"), "work")
    assert [row.post for row in workspace.page.table.rows] == ["closing"]
    assert workspace.page.table.view.model().index(0, 2).data() == "Closing the keying"
    press(K.Key_Return)
    assert workspace.name == "batch"
    workspace.page.close_button.setFocus()
    press(K.Key_Return)
    assert "drawn under Review" in workspace.said
    assert focus() is workspace.page.register.view
    assert all(row.post != "closing" for row in work_of(world.desk("leader")))
    assert all(row.post != "closing" for row in work_of(world.desk("clerk1")))
