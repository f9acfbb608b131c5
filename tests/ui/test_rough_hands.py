"""Held keys, the numeric pad, pasted masses and input methods: none of them answers wrongly."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.services import demonstration
from core.values import Special
from core.workflow.drafting import replay
from tests.ui.keyboard import CTRL, NONE, SHIFT, commit, compose, focus, keys, press
from tests.ui.test_keying import FIRST_FOUR, answers, begun, cursor, sheet, turn_page
from ui.keying.keys import BINDINGS, Command

K = Qt.Key
PAD = Qt.KeyboardModifier.KeypadModifier
MASS = 10_000
LONGEST_SENTENCE = 400


@pytest.fixture
def page(enter):
    return begun(enter("clerk1"))


def hold(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key and keep it down: the repeats go to whatever has the keyboard by then."""
    for repeat in (False, *[True] * 30):
        press_event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, repeat)
        QApplication.sendEvent(focus(), press_event)


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    press(K.Key_V, CTRL)


def stored(gate) -> dict:
    desk = gate.sign_in("clerk1", demonstration.PASSWORD)
    task = desk.keying.tasks(desk.session)[0]
    return dict(replay(desk.keying.begin(desk.session, task.batch.id, "0001").changes)[0])


def test_a_digit_held_down_does_not_run_on_into_a_text(page):
    keys("20261115\n")
    hold(K.Key_1, "1")
    assert cursor(page) == "collector"
    assert focus().text() == ""
    keys("Wang\n")
    assert answers(page)["collector"] == "Wang"


def test_a_letter_held_down_in_a_text_repeats_there(page):
    keys("20261115\n1")
    hold(K.Key_A, "a")
    assert focus().text() == "a" * 31


@pytest.mark.parametrize("digit", [K.Key_1, K.Key_4])
@pytest.mark.parametrize("text", ["", "1"])
def test_a_special_value_held_down_answers_one_question(page, digit, text):
    keys("20261115\n1")
    before = answers(page)
    hold(digit, text, CTRL)
    assert len(answers(page)) == len(before) + 1
    assert cursor(page) == "customer_id"


@pytest.mark.parametrize("key", [(K.Key_V, CTRL), (K.Key_Insert, SHIFT)])
def test_paste_held_down_answers_one_question(page, key):
    """Both keys paste; a pasted code goes on by itself, and the repeat would answer the next one."""
    keys(FIRST_FOUR)
    before = answers(page)
    QApplication.clipboard().setText("1")
    hold(key[0], "\x16" if key[0] == K.Key_V else "", key[1])
    assert len(answers(page)) == len(before) + 1


def test_enter_held_down_skips_no_question(page):
    keys("20261115\n1Wang")
    hold(K.Key_Return, "\r")
    assert cursor(page) == "customer_id"
    hold(K.Key_Enter, "\r", PAD)
    assert cursor(page) == "Q01"


def test_enter_held_down_in_the_work_list_begins_nothing_by_itself(enter):
    window = enter("clerk1")
    hold(K.Key_Return, "\r")
    page = window.workspace.page
    assert page.sheet is None
    assert page.begin.sentence == ""


def test_enter_held_down_on_the_number_answers_no_question(page):
    press(K.Key_F12)
    keys("4\n")  # set aside; the next number is asked for
    keys("02")
    hold(K.Key_Return, "\r")
    assert cursor(page) == "survey_date"
    assert answers(page) == {}


def test_enter_held_down_in_a_panel_takes_one_line(page):
    """What follows the panel is not answered by the same key."""
    press(K.Key_F6)
    keys("Q02")
    hold(K.Key_Return, "\r")
    assert cursor(page) == "Q02"
    press(K.Key_F12)
    keys("4")
    hold(K.Key_Return, "\r")
    assert page.sheet is None
    assert page.begin.sentence == ""


def test_enter_held_down_at_a_further_page_goes_on_once(page):
    press(K.Key_F6)
    keys("Q13")
    hold(K.Key_Return, "\r")
    assert page.turn.isVisible()
    assert page.turn.sentence == ""
    keys("01")
    hold(K.Key_Return, "\r")
    assert not page.turn.isVisible()
    assert cursor(page) == "Q13"


def test_enter_held_down_in_the_find_line_opens_one_sheet(page):
    press(K.Key_F3)
    keys("0003")
    hold(K.Key_Return, "\r")
    assert page.sheet.presenter.draft.serial == "0003"
    assert answers(page) == {}
    assert cursor(page) == "survey_date"


def test_tab_stays_in_a_panel(page):
    press(K.Key_F8)
    line = focus()
    keys("smudged")
    press(K.Key_Tab)
    press(K.Key_Backtab, SHIFT)
    assert focus() is line
    assert line.text() == "smudged"


def test_undo_held_down_takes_back_one_answer(page):
    keys(FIRST_FOUR + "12")
    hold(K.Key_Z, "\x1a", CTRL)
    assert answers(page)["Q01"] == "1"
    assert "Q02" not in answers(page)


def test_the_arrow_held_down_travels(page):
    keys(FIRST_FOUR + "1")
    hold(K.Key_Up)
    assert cursor(page) == "survey_date"


def test_the_numeric_pad_keys_a_sheet(page):
    for digit in (K.Key_1, K.Key_1, K.Key_1, K.Key_5):
        press(digit, PAD)
    press(K.Key_Enter, PAD)
    press(K.Key_1, PAD)
    press(K.Key_Enter, PAD)  # the habit after an auto-advance
    keys("Wang")
    press(K.Key_Enter, PAD)
    press(K.Key_Enter, PAD)
    pad = ((K.Key_Plus, Special.BLANK), (K.Key_Asterisk, Special.SEVERAL),
           (K.Key_Slash, Special.NOT_APPLICABLE), (K.Key_Minus, Special.ILLEGIBLE))  # fmt: skip
    for key, special in pad:
        place = cursor(page)
        press(key, PAD)
        assert answers(page)[place] is special
    assert answers(page)["survey_date"].endswith("-11-15")
    assert answers(page)["channel"] == "1"


@pytest.mark.parametrize("before", ["", "20261115\n", "20261115\n1", FIRST_FOUR])
def test_ten_thousand_pasted_characters_answer_nothing_by_themselves(page, before):
    keys(before)
    place, kept = cursor(page), answers(page)
    paste("7" * MASS)
    assert cursor(page) == place
    if place == "collector":
        keys("\n")
        assert answers(page)["collector"] == "7" * MASS
        return
    keys("\n")
    assert answers(page) == kept
    assert cursor(page) == place
    assert 0 < len(sheet(page).row.sentence) < LONGEST_SENTENCE


def test_what_an_input_method_commits_into_a_text_is_stored(page, gate):
    keys("20261115\n1")
    for preedit, text in (("wang", "王"), ("xiao", "小"), ("ming", "明１２")):
        compose(preedit)
        commit(text)
    keys("\n")
    assert answers(page)["collector"] == "王小明１２"
    assert stored(gate) == answers(page)


def test_a_barcode_in_a_text_is_one_answer(page):
    keys("20261115\n1" + "69012345678901234567\n")
    assert answers(page)["collector"] == "69012345678901234567"
    assert cursor(page) == "customer_id"


@pytest.mark.parametrize("seed", [3, 11, 29])
def test_random_typing_loses_nothing_that_was_accepted(page, gate, seed):
    """The page keeps just what the draft says, the store just what the page shows."""
    dice = random.Random(seed)
    away = (
        Command.ASIDE,
        Command.KEYS,
        Command.SUBMIT,
        Command.OPTIONS,
        Command.JUMP,
        Command.NOTE,
    )
    bound = [pair for pair, command in BINDINGS.items() if command not in away]
    typed = [*"0123456789" * 3, *"+-*/ aZ.", "\n", "\n", "\n"]
    for _ in range(400):
        before = answers(page)
        if dice.random() < 0.2:
            key, modifiers = dice.choice(bound)
            press(key, modifiers)
            lost = before.keys() - answers(page).keys()
            assert not lost or len(lost) == 1, (key, modifiers, lost)
        else:
            keys(dice.choice(typed))
            after = answers(page)
            changed = {q for q in before.keys() | after.keys() if before.get(q) != after.get(q)}
            assert len(changed) <= 1
    assert stored(gate) == answers(page)
    assert sheet(page).presenter.cursor in sheet(page).presenter.outline.order


def test_enter_and_escape_never_leave_the_form(page):
    keys(FIRST_FOUR)
    for key in (K.Key_Escape, K.Key_Return, K.Key_Escape, K.Key_Enter, K.Key_Tab) * 60:
        press(key)
        turn_page(page)
        assert page.sheet is not None
        assert focus() is sheet(page).row.field
    assert sheet(page).legend.told  # at the end it stops and says so


def test_no_key_reveals_the_first_pass(enter, gate):
    first = begun(enter("clerk1"))
    secret = "Xylophon"  # a word that no label, hint or title holds
    keys(f"20261115\n1{secret}\n")
    assert answers(first)["collector"] == secret
    second = begun(enter("clerk2"))
    assert secret not in answers(second).values()
    for key, modifiers in [*BINDINGS, (K.Key_F2, CTRL), (K.Key_F2, SHIFT), (K.Key_F4, NONE)]:
        press(key, modifiers)
        texts = [row.field.text() for row in second.sheet.rows.values()] if second.sheet else []
        assert secret not in texts
        press(K.Key_Escape)
