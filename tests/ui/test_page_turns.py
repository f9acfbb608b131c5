"""A sheet of several pages: each further one is confirmed by its own number, or said to be missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.services.demonstration import PASSWORD
from core.values import Special
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import show
from tests.ui.test_keying import FIRST_FOUR, answers, begun, cursor
from ui.keying.page import KeyingPage

K = Qt.Key
__all__ = ["show"]
SECOND = "Q13"
"""The first question of BSQ-1's second page."""


@pytest.fixture
def page(enter) -> KeyingPage:
    page = begun(enter("clerk1"))
    keys(FIRST_FOUR)
    return page


def turn(page: KeyingPage) -> None:
    press(K.Key_F6)
    keys(f"{SECOND}\n")
    assert page.turn.isVisible()


def notes(page: KeyingPage) -> dict[str, str]:
    return dict(page.sheet.presenter.history.notes)


def said(page: KeyingPage, key: str) -> str:
    """The note under the question, as the row shows it."""
    page.sheet.go(key)
    return page.sheet.row._note.text()


def of_page(page: KeyingPage, number: int) -> list[str]:
    form = page.sheet.presenter.draft.form
    return [q.key for q in form.keyed if q.page == number]


def test_the_last_two_digits_of_a_further_page_are_read_from_it_once(page):
    turn(page)
    assert "00··" in page.turn.title
    assert "0001" not in page.turn.title
    keys("02\n")
    assert "no page of this sheet" in page.turn.sentence
    assert page.turn.isVisible()
    keys("01\n")
    assert not page.turn.isVisible()
    assert cursor(page) == SECOND
    assert focus() is page.sheet.row.field
    press(K.Key_PageUp)
    press(K.Key_F6)
    keys("Q15\n")
    assert cursor(page) == "Q15"
    assert not page.turn.isVisible(), "asked once"


def test_what_is_typed_for_the_page_is_no_answer(page):
    turn(page)
    keys("12")
    assert SECOND not in answers(page)


def test_escape_goes_back_to_the_page_before(page):
    before = cursor(page)
    turn(page)
    press(K.Key_Escape)
    assert not page.turn.isVisible()
    assert cursor(page) == before
    assert focus() is page.sheet.row.field


def test_after_a_restart_a_page_that_was_confirmed_is_not_asked_for_again(page, gate):
    turn(page)
    keys("01\n")
    window = page.window()
    window.lock()
    window.enter(gate.sign_in("clerk1", PASSWORD))
    page = window.workspace.page
    press(K.Key_F6)
    keys("Q14\n")
    assert cursor(page) == "Q14"
    assert not page.turn.isVisible()


def test_a_missing_page_is_said_twice_and_leaves_its_questions_blank_with_that_reason(page):
    keys("1")
    turn(page)
    press(K.Key_F12)
    assert page.turn.isVisible(), "once is a slip"
    press(K.Key_F12)
    assert not page.turn.isVisible()
    presenter = page.sheet.presenter
    asked = [key for key in of_page(page, 2) if presenter.state.is_relevant(key)]
    assert asked
    assert all(answers(page)[key] is Special.BLANK for key in asked)
    assert {said(page, key) for key in asked} == {"Note: Page 2 is missing."}
    assert "Q02" not in answers(page), "the first page is as it was"
    press(K.Key_Z, CTRL)
    assert sum(answers(page).get(key) is Special.BLANK for key in asked) == len(asked) - 1


def test_a_page_missing_by_a_slip_is_taken_back_with_its_number(page):
    turn(page)
    press(K.Key_F12)
    press(K.Key_F12)
    asked = [key for key, note in notes(page).items() if note]
    assert len(asked) > 1
    press(K.Key_Z, CTRL)
    assert len(notes(page)) == len(asked) - 1, "a question that is open again has no such note"
    assert page.turn.isVisible(), "its number was never read"
    press(K.Key_Escape)
    press(K.Key_Y, CTRL)
    assert sorted(notes(page)) == sorted(asked)
    press(K.Key_Z, CTRL)
    keys("01\n")
    assert not page.turn.isVisible()
    assert notes(page) == {}
    assert not any(answers(page).get(key) is Special.BLANK for key in asked)
    assert cursor(page) in of_page(page, 2)


def test_an_answer_in_place_of_a_missing_one_takes_its_note_away(page):
    turn(page)
    press(K.Key_F12)
    press(K.Key_F12)
    press(K.Key_F6)
    keys(f"{SECOND}\n")
    assert said(page, SECOND) == "Note: Page 2 is missing."
    press(K.Key_F8)
    assert focus().text() == "", "what the program wrote is not the clerk's to edit"
    keys("\n")
    assert said(page, SECOND) == "Note: Page 2 is missing."
    keys(page.sheet.presenter.field(SECOND).choices[0].name)
    assert SECOND not in notes(page)
    assert page.turn.isVisible(), "the page is there after all"


def test_what_was_taken_back_stays_so_after_a_restart(page, gate):
    turn(page)
    press(K.Key_F12)
    press(K.Key_F12)
    press(K.Key_Z, CTRL)
    left = notes(page)
    window = page.window()
    window.lock()
    window.enter(gate.sign_in("clerk1", PASSWORD))
    page = window.workspace.page
    assert notes(page) == left
    assert page.turn.isVisible()


def test_while_the_digits_of_a_page_are_asked_for_they_stand_nowhere(page):
    assert "0001" in page._serial.text()
    turn(page)
    assert "0001" not in page._serial.text()
    keys("01\n")
    assert "0001" in page._serial.text()


def test_the_habitual_enter_and_tab_stay_in_the_line(page):
    turn(page)
    line = focus()
    for key in (K.Key_Return, K.Key_Enter, K.Key_Tab):
        press(key)
        assert focus() is line
        assert page.turn.isVisible()
        assert page.turn.sentence == ""


@pytest.mark.parametrize("number", ["01", "001", "0001", "E01-202611-01-0001", "e01 202611 01/001"])
def test_a_page_is_confirmed_by_whatever_begins_a_sheet(page, number):
    assert page.sheet.presenter.draft.batch.code == "E01-202611-01"
    turn(page)
    keys(f"{number}\n")
    assert not page.turn.isVisible()


def test_a_reader_that_sends_f3_first_confirms_the_page(page):
    turn(page)
    keys("0")  # a finger slipped before
    press(K.Key_F3)
    keys("E01-202611-01-0001\n")
    assert not page.turn.isVisible()
    assert cursor(page) == SECOND
    assert page.window().workspace.finder.isHidden()


@pytest.mark.parametrize("number", ["1", "10", "0101", "E01-202611-02-0001", "0001-S1"])
def test_a_page_of_another_sheet_is_none_of_this(page, number):
    turn(page)
    keys(f"{number}\n")
    assert page.turn.isVisible()
    assert "no page of this sheet" in page.turn.sentence


def test_the_adjudicator_reads_that_a_page_was_missing(page, gate, show):
    """Sealed inside the keying, it comes out with the difference, in the language of who reads it."""
    from tests.support.world import StoredWorld

    window = page.window()
    turn(page)
    press(K.Key_F12)
    press(K.Key_F12)
    draft = page.sheet.presenter.draft
    window.lock()
    world = StoredWorld(gate=gate)
    truth = world.truth(draft.batch.id, 1)["0001"]
    desk = world.desk("clerk1")
    draft = desk.keying.begin(desk.session, draft.batch.id, "0001")
    form = draft.form
    from core.workflow.drafting import DraftChange, replayed

    said = replayed(draft.changes).answers
    for key, answer in truth.items():
        if form.by_key[key].page == 1 and said.get(key) != answer:
            draft = desk.keying.accept(desk.session, draft, DraftChange("answer", key, answer))
    desk.keying.submit(desk.session, draft)
    world.key("clerk2", draft.batch.id, "0001", truth)
    world.compare(draft.batch.id)
    views = world.differences(draft.batch.id)
    of_second = [view for view in views if form.by_key[view.question].page == 2]
    assert of_second
    for language, said in (("en", "Note: Page 2 is missing."), ("zh", "备注：缺第 2 页。")):
        judge = show(world.desk("judge1"), "adjudication", draft.batch.id, language=language).page
        judge.presenter.go(of_second[0].id)
        judge.ruling.repaint_state()
        assert judge.ruling._note.text() == said
