"""An Enter that is held down acts once, also where it opens another page or another field takes it over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.batches.test_batches_pages import fill_in_paper, fill_in_posts, opening
from tests.ui.keyboard import focus, keys, press
from tests.ui.recheck.test_recheck_page import batch, page
from tests.ui.review.test_review_page import draw, paper, read_sheet, workspace
from tests.ui.stage import show, world
from tests.ui.test_rough_hands import hold
from ui.review.presenter import Phase
from ui.workspace import Workspace

K = Qt.Key
__all__ = ["batch", "opening", "page", "paper", "show", "workspace", "world"]


def hold_enter() -> None:
    hold(K.Key_Return, "\r")


def test_it_opens_the_page_for_a_new_batch_and_presses_nothing_there(world, show):
    workspace = show(world.desk("leader"), "batches")
    hold_enter()
    assert workspace.name == "open_batch"
    assert workspace.said == ""


def test_it_goes_to_the_next_field_of_a_new_batch(opening):
    page = opening.page
    page.period.setFocus()
    for after in (page.code, page.due):
        hold_enter()
        assert focus() is after


def test_it_opens_one_batch_and_stays_in_the_list(opening, world):
    page = opening.page
    fill_in_paper(page)
    fill_in_posts(page)
    page.open_button.setFocus()
    hold_enter()
    assert opening.name == "batches"
    leader = world.desk("leader")
    assert len(leader.batches.list(leader.session)) == 1


def test_it_goes_to_the_next_field_of_the_account(world, show):
    page = show(world.desk("clerk1"), "account").page
    for after in (page.new, page.again):
        hold_enter()
        assert focus() is after


def test_it_leaves_the_list_of_people_for_the_password_and_signs_nobody_in(enter):
    window = enter()
    door = window.door
    door._list.setFocus()
    press(K.Key_Home)
    hold_enter()
    assert focus() is door._password
    assert window.workspace is None


def two_misread(paper, page):
    truth, sheet = paper[1], page.entry.presenter.sheet
    said = truth[sheet.serial]
    return {q: "1" if said[q] != "1" else "2" for q in sheet.blind[:2]}


@pytest.mark.parametrize(("key", "text"), [(K.Key_A, "a"), (K.Key_Return, "\r")])
def test_it_judges_one_field(workspace: Workspace, paper, key, text):
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, paper[1], two_misread(paper, page))
    assert page.entry.presenter.step.phase is Phase.COMPARE
    place = page.entry.presenter.step.place
    hold(key, text)
    assert page.entry.presenter.step.phase is Phase.COMPARE
    assert page.entry.presenter.step.place == place + 1


def test_it_ends_the_last_field_and_not_the_review(workspace: Workspace, paper):
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, paper[1])
    while page.entry.presenter.step.phase is Phase.OPEN:
        hold_enter()
    assert page.entry.presenter.step.phase is Phase.READY
    assert not page.batch.sample.rows[0].done


def test_it_chooses_that_a_sheet_is_void_and_not_why(page):
    before = len(page.table.rows)
    page.closing.buttons["void"].setFocus()
    hold_enter()
    assert len(page.table.rows) == before
    assert page.closing.outcome == "void"
