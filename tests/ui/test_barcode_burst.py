"""A barcode reader that types into the questions finds a sheet and answers nothing; a person's keys all count."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.services import demonstration
from core.workflow.drafting import counting, replay
from tests.ui.keyboard import CTRL, NONE, SHIFT, focus, keys, press
from tests.ui.test_forms_of_all_kinds import view_of
from tests.ui.test_keying import FIRST_FOUR, answers, begun, cursor, sheet, to, turn_page
from ui.keying.burst import PAUSE_MS, QUICK_MS

K = Qt.Key
__all__ = ["view_of"]
ENTER_NAMES = {"\n": (K.Key_Return, "\r"), "\t": (K.Key_Tab, "\t")}
LAST_BEFORE_TURN = "Q12"


class Hand:
    """Presses real keys at times of its own, as the system would tell them."""

    def __init__(self) -> None:
        self._at = 1_000_000

    def rest(self, ms: int = 1000) -> None:
        self._at += ms

    def key(self, character: str, gap: int) -> None:
        self._at += gap
        key, text = ENTER_NAMES.get(character, (_key(character), character))
        modifiers = SHIFT if character.isupper() else NONE
        if modifiers:
            self._send(QEvent.Type.KeyPress, K.Key_Shift, "", SHIFT)
        self._send(QEvent.Type.KeyPress, key, text, modifiers)
        self._send(QEvent.Type.KeyRelease, key, text, modifiers)

    def _send(self, kind, key, text, modifiers) -> None:
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(self._at)
        QApplication.sendEvent(focus(), event)

    def scan(self, text: str, gaps=(8,)) -> None:
        self.rest()
        for character, gap in zip(text, itertools.cycle(gaps), strict=False):
            self.key(character, gap)

    def type(self, text: str, gap: int = 60) -> None:
        self.rest()
        for character in text:
            self.key(character, gap)


def _key(character: str) -> K:
    return K(ord(character.upper()))


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def page(enter):
    return begun(enter("clerk1"))


def serial(page) -> str:
    return sheet(page).presenter.draft.serial


def stored(gate, number: str = "0001") -> dict:
    desk = gate.sign_in("clerk1", demonstration.PASSWORD)
    task = desk.keying.tasks(desk.session)[0]
    return dict(replay(desk.keying.begin(desk.session, task.batch.id, number).changes)[0])


def test_a_person_at_sixty_milliseconds_a_key_answers(page, hand):
    keys(FIRST_FOUR)
    hand.type("1231")
    assert [answers(page)[f"Q0{n}"] for n in (1, 2, 3, 4)] == ["1", "2", "3", "1"]


@pytest.mark.parametrize("gaps", [(5,), (15,), (5, 15, 9), (0, 16, 16, 31, 0)])
def test_a_reader_between_two_questions_leaves_no_answer(page, gate, hand, gaps):
    keys(FIRST_FOUR)
    before, undoable = answers(page), list(sheet(page).presenter.history.done)
    place = cursor(page)
    hand.scan("0001\n", gaps)  # the very sheet that is open
    assert (serial(page), cursor(page)) == ("0001", place)
    assert answers(page) == before
    assert sheet(page).presenter.history.done == undoable
    assert "own" in sheet(page).legend.told
    press(K.Key_Y, CTRL)
    assert answers(page) == before
    press(K.Key_Z, CTRL)
    del before["collector"]
    assert answers(page) == before == stored(gate)


@pytest.mark.parametrize("start", ["", FIRST_FOUR, FIRST_FOUR + "1", FIRST_FOUR + "123"])
@pytest.mark.parametrize("end", ["\n", "\t", "\n\n"])
def test_a_reader_opens_the_sheet_that_it_read(page, gate, hand, start, end):
    """First question, middle, and just after an auto-advance, where the ghost guard still holds."""
    keys(start)
    before = answers(page)
    hand.scan("0003" + end)
    assert serial(page) == "0003"
    assert (answers(page), cursor(page)) == ({}, "survey_date")
    assert stored(gate) == before
    assert "0003" in sheet(page).legend.told
    assert focus() is sheet(page).row.field


@pytest.mark.parametrize("number", ["Q08", "Q12", "Q13", "Q21", "Q28"])
@pytest.mark.parametrize("read", ["0002", "1111", "0001"])
def test_no_position_of_the_sheet_takes_a_barcode(page, gate, hand, number, read):
    keys(FIRST_FOUR)
    to(page, number)
    before, place = answers(page), cursor(page)
    hand.scan(read + "\n", (11,))
    assert stored(gate) == before
    if read == "0002":
        assert serial(page) == "0002"
        return
    assert (answers(page), cursor(page)) == (before, place)
    assert not page.turn.isVisible()
    assert focus() is sheet(page).row.field
    assert focus().text() == ""
    assert sheet(page).legend.told


def test_a_reading_that_leads_over_the_end_of_a_page_comes_back(page, hand):
    """Its first digit answers the last question of a page, and the second goes to the page's number."""
    to(page, LAST_BEFORE_TURN)
    before = answers(page)
    hand.rest()
    hand.key("1", 0)
    assert page.turn.isVisible()
    for character in "234\n":
        hand.key(character, 9)
    assert not page.turn.isVisible()
    assert (answers(page), cursor(page)) == (before, LAST_BEFORE_TURN)
    assert sheet(page).presenter.pages.wanted("Q13") is not None


def test_a_reading_that_leads_into_a_text_leaves_none(page, hand):
    keys("20261115\n")
    hand.scan("1234\n")
    assert cursor(page) == "channel"
    assert "channel" not in answers(page)
    assert sheet(page).rows["collector"].field.text() == ""


def test_a_code_with_letters_and_signs_is_one_reading(page, hand):
    keys(FIRST_FOUR)
    before = answers(page)
    code = sheet(page).presenter.draft.batch.code
    hand.scan(f"{code}-0004\n")
    assert serial(page) == "0004"
    hand.scan(f"{code}-0001\n")
    assert answers(page) == before


def test_a_date_half_typed_is_there_after_a_reading(page, hand):
    hand.type("2026")
    hand.scan("9999\n")
    assert focus().text() == "2026"
    hand.type("1115\n")
    assert answers(page)["survey_date"] == "2026-11-15"


@pytest.mark.parametrize(
    "kind",
    ["select_multiple yn", "rank yn", "integer", "decimal", "date", "time", "select_one many"],
)
def test_every_kind_but_a_text_takes_no_barcode(view_of, hand, kind):
    view = view_of([(kind, f"Q{n}", f"Question {n}") for n in range(1, 6)])
    heard: list[str] = []
    view.read.connect(heard.append)
    hand.scan("1121\n")
    assert heard == ["1121"]
    assert view.presenter.history.answers == {}
    assert (view.presenter.cursor, view.row.field.text()) == ("Q1", "")


def test_a_code_typed_into_a_multiple_choice_is_there_after_a_reading(view_of, hand):
    view = view_of([("select_multiple yn", "Q1", "Question 1")])
    hand.type("1")
    hand.scan("2222\n")
    assert view.row.field.text() == "1"
    hand.type("2\n")
    assert view.presenter.history.answers == {"Q1": "1 2"}


def test_two_keys_rolled_over_lose_nothing(page, qtbot, hand):
    keys(FIRST_FOUR)
    for pair in ("12", "31", "21"):
        hand.rest(120)
        hand.key(pair[0], 0)
        hand.key(pair[1], 15)
        assert len(answers(page)) > 2  # neither key waited
    assert [answers(page)[f"Q0{n}"] for n in range(1, 7)] == [*"123121"]


def test_four_fingers_drummed_without_enter_are_answers(page, hand):
    keys(FIRST_FOUR)
    hand.type("1231", gap=QUICK_MS - 5)
    QTest.qWait(3 * PAUSE_MS)
    assert [answers(page)[f"Q0{n}"] for n in (1, 2, 3, 4)] == ["1", "2", "3", "1"]


def test_what_waits_is_typed_before_a_later_key(page, hand):
    keys(FIRST_FOUR)
    hand.type("123", gap=10)
    hand.key("2", 200)  # arrives before the pause is over by the computer's own clock
    assert [answers(page).get(f"Q0{n}") for n in (1, 2, 3, 4)] == ["1", "2", "3", "2"]


def test_a_barcode_in_a_text_is_its_answer(page, hand):
    keys("20261115\n1")
    hand.scan("69012345678901234567\n", (5,))
    assert answers(page)["collector"] == "69012345678901234567"
    assert cursor(page) == "customer_id"


def test_where_the_number_is_asked_for_the_reader_gives_it(enter, hand):
    page = begun(enter("clerk1"))
    press(K.Key_F12)
    keys("4\n")
    assert page.sheet is None
    hand.scan("0002\n")
    assert serial(page) == "0002"
    to(page, LAST_BEFORE_TURN)
    keys("1")
    hand.scan("0002\n")
    assert cursor(page) == "Q13"


def test_what_was_undone_can_be_redone_after_a_reading(page, hand):
    keys(FIRST_FOUR + "1")
    press(K.Key_Z, CTRL)
    hand.scan("1111\n")
    press(K.Key_Y, CTRL)
    assert answers(page)["Q01"] == "1"


def test_retracted_changes_count_nowhere(page, hand):
    keys(FIRST_FOUR)
    hand.scan("1111\n")
    changes = sheet(page).presenter.draft.changes
    assert [change.kind for change in changes][-3:] == ["answer", "answer", "retract"]
    assert {change.question for change in counting(changes)} == set(answers(page))
    keys("1")
    turn_page(page)
    assert answers(page)["Q01"] == "1"
