"""A clerk keys sheets with the keyboard alone, on the real page over the real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.services import demonstration
from core.values import Special
from tests.ui.keyboard import CTRL, SHIFT, commit, compose, focus, keys, press
from ui.keying.check_view import CheckView
from ui.keying.page import KeyingPage
from ui.keying.sheet_view import SheetView

K = Qt.Key
FIRST_FOUR = "20261115\n1Wang\n\n"
"""Survey date, channel, collector, no customer id."""


@pytest.fixture
def page(enter) -> KeyingPage:
    return begun(enter("clerk1"))


def begun(window, digits: str = "01") -> KeyingPage:
    keys("\n")  # the work list has the keyboard: Enter starts the first task
    page = window.workspace.page
    assert isinstance(page, KeyingPage)
    keys(f"{digits}\n")
    return page


def sheet(page: KeyingPage) -> SheetView:
    assert page.sheet is not None
    return page.sheet


def cursor(page: KeyingPage) -> str:
    return sheet(page).presenter.cursor


def answers(page: KeyingPage) -> dict:
    return dict(sheet(page).presenter.history.answers)


def to(page: KeyingPage, number: str) -> None:
    press(K.Key_F6)
    keys(f"{number}\n")
    turn_page(page)
    assert sheet(page).row.key.endswith(number)


def turn_page(page: KeyingPage) -> None:
    """Where a further page of the paper begins, its number is read from it."""
    if page.turn.isVisible():
        keys(f"{sheet(page).presenter.draft.serial[-2:]}\n")


def test_one_key_answers_a_single_choice_and_the_cursor_is_in_the_next_question(page):
    keys(FIRST_FOUR)
    assert cursor(page) == "Q01"
    keys("1")
    assert answers(page)["Q01"] == "1"
    assert cursor(page) == "Q02"
    assert focus() is sheet(page).row.field


def test_an_accepted_answer_is_durable_before_the_cursor_moves(page, gate):
    keys(FIRST_FOUR + "12")
    desk = gate.sign_in("clerk1", demonstration.PASSWORD)
    task = desk.keying.tasks(desk.session)[0]
    draft = desk.keying.begin(desk.session, task.batch.id, "0001")
    kept = {change.question: change.answer for change in draft.changes}
    assert kept == answers(page)
    assert kept["Q02"] == "2"


def test_a_code_outside_the_list_is_refused_in_place_and_stays_selected(page):
    keys(FIRST_FOUR + "7")
    row = sheet(page).row
    assert cursor(page) == "Q01"
    assert row.field.selectedText() == "7"
    assert "Q01" in row.sentence
    assert "Q01" not in answers(page)
    keys("2")
    assert answers(page)["Q01"] == "2"


def test_the_habitual_enter_after_an_auto_advance_skips_no_question(page):
    keys(FIRST_FOUR + "1\n")
    assert cursor(page) == "Q02"
    keys("\n")
    assert cursor(page) == "Q03"


@pytest.mark.parametrize(
    ("key", "special"),
    [
        ("+", Special.BLANK),
        ("-", Special.ILLEGIBLE),
        ("*", Special.SEVERAL),
        ("/", Special.NOT_APPLICABLE),
    ],
)
def test_one_key_says_what_the_paper_holds_instead_of_a_value(page, key, special):
    keys(FIRST_FOUR + key)
    assert answers(page)["Q01"] is special
    assert cursor(page) == "Q02"
    assert sheet(page).rows["Q01"].special_shown


def test_special_values_reach_text_fields_by_control_and_digit(page):
    keys("20261115\n1")
    assert cursor(page) == "collector"
    keys("+")
    assert cursor(page) == "collector"
    press(K.Key_Escape)
    press(K.Key_4, CTRL)
    assert answers(page)["collector"] is Special.ILLEGIBLE


def test_full_width_digits_are_digits(page):
    keys(FIRST_FOUR)
    QApplication.clipboard().setText("２")
    press(K.Key_V, CTRL)
    assert answers(page)["Q01"] == "2"


def test_a_composing_input_method_keeps_its_enter(page):
    keys("20261115\n1")
    compose("wang")
    press(K.Key_Return)
    assert cursor(page) == "collector"
    commit("王")
    keys("\n")
    assert answers(page)["collector"] == "王"
    assert cursor(page) == "customer_id"


def test_code_fields_leave_the_input_method_off(page):
    keys(FIRST_FOUR)
    assert not focus().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    press(K.Key_Up)
    assert focus().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_undo_takes_back_the_last_answer_also_after_a_restart(enter, gate):
    window = enter("clerk1")
    page = begun(window)
    keys(FIRST_FOUR + "12")
    window.lock()
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    page = window.workspace.page
    assert cursor(page) == "Q03"
    press(K.Key_Z, CTRL)
    assert cursor(page) == "Q02"
    assert "Q02" not in answers(page)
    press(K.Key_Y, CTRL)
    assert answers(page)["Q02"] == "2"


def test_up_goes_back_selects_and_does_not_advance_until_it_is_edited(page):
    keys(FIRST_FOUR + "1")
    press(K.Key_Up)
    assert cursor(page) == "Q01"
    assert focus().selectedText() == "1"
    press(K.Key_Backtab, SHIFT)
    assert cursor(page) == "customer_id"


def test_a_contradiction_warns_and_the_same_value_again_confirms_it(page):
    keys(FIRST_FOUR + "4")
    row = sheet(page).row
    assert cursor(page) == "Q01"
    assert row.sentence
    assert answers(page)["Q01"] == "4"
    keys("4")
    assert cursor(page) == "Q02"
    assert sheet(page).presenter.field("Q01").is_flagged is False


def test_codes_of_a_multiple_choice_are_typed_one_after_the_other(page):
    to(page, "Q21")
    keys("1 3\n")
    assert answers(page)["Q21"] == "1 3"


def test_what_is_typed_on_a_screen_just_reached_is_not_painted_over(page, qtbot):
    to(page, "Q28")  # the last screen stands built
    to(page, "Q18")
    keys("444")  # it is still being brought up to date in the pauses between keys
    keys("1")
    qtbot.wait(400)
    assert (cursor(page), sheet(page).row.field.text()) == ("Q21", "1")
    keys("\n\n")
    assert answers(page)["Q21"] == "1"


def test_a_closed_question_is_skipped_but_can_be_keyed_if_the_paper_answers_it(page):
    to(page, "Q24")
    keys("2")
    assert cursor(page) == "Q26"
    to(page, "Q25")
    keys("3")
    assert answers(page)["Q25"] == "3"
    assert sheet(page).row.sentence


def test_the_options_are_listed_and_searched(page):
    keys(FIRST_FOUR)
    press(K.Key_F9)
    assert len(sheet(page).panel.texts) == 4
    keys("30\n")
    assert answers(page)["Q01"] == "2"


def test_escape_clears_what_is_typed_and_never_leaves_the_sheet(page):
    to(page, "Q07")
    keys("12")
    press(K.Key_Escape)
    assert focus().text() == ""
    press(K.Key_Escape)
    assert page.sheet is not None
    assert page.sheet.isVisible()


def test_a_held_key_answers_one_question_only(page, qtbot):
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    keys(FIRST_FOUR + "1")
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_1.value, Qt.KeyboardModifier.NoModifier, "1", True)
    QCoreApplication.sendEvent(focus(), held)
    assert cursor(page) == "Q02"


def test_a_note_is_kept_with_its_question(page):
    keys(FIRST_FOUR)
    press(K.Key_F8)
    keys("two ticks, one struck out\n")
    assert "struck out" in sheet(page).presenter.field("Q01").note
    assert focus() is sheet(page).row.field


def test_submitting_shows_what_is_open_first_and_enter_jumps_there(page):
    keys(FIRST_FOUR)
    press(K.Key_Return, CTRL)
    check = page.check
    assert check.isVisible()
    assert any("Q01" in text for text in check.texts)
    press(K.Key_Return, CTRL)
    assert check.isVisible(), "a sheet with open questions is not signed"
    keys("\n")
    assert cursor(page) == "Q01"


def test_the_end_of_the_form_stops(page):
    to(page, "Q30")
    keys("queues\n")
    assert cursor(page) == "Q30"
    assert sheet(page).legend.told


def test_a_whole_sheet_is_keyed_signed_and_leaves_the_list(page):
    key_everything(page)
    press(K.Key_Return, CTRL)
    assert not any(point.stops for point in sheet(page).presenter.open_points())
    press(K.Key_Return, CTRL)
    assert page.sheet is None
    assert "0002"[:-2] in page.begin.title
    assert "1 of 4" in page.begin.state


def key_everything(page: KeyingPage) -> None:
    """Key the lowest code or + everywhere until the form ends, confirming what warns."""
    for _ in range(200):
        turn_page(page)
        view = sheet(page).presenter.field(cursor(page))
        before = cursor(page)
        if view.answer is not None:
            keys("\n")
        elif view.choices:
            keys(view.choices[0].name)
        else:
            press(K.Key_1, CTRL)
        if cursor(page) == before and view.question.kind.value == "select_multiple":
            keys("\n")
        if sheet(page).legend.told:
            return
    raise AssertionError("the form does not end")


def test_the_wrong_paper_is_noticed_before_anything_is_keyed(enter):
    window = enter("clerk1")
    keys("\n")
    page = window.workspace.page
    assert "··" in page.begin.title
    keys("77\n")
    assert page.sheet is None
    assert page.begin.sentence
    keys("0003\n")
    assert page.sheet.presenter.draft.serial == "0003"


def test_setting_a_sheet_aside_needs_a_reason(page):
    press(K.Key_F12)
    assert len(sheet(page).panel.texts) == 4
    keys("1\n")
    assert page.sheet is None
    assert page.begin.isVisible()


def test_nothing_of_the_first_pass_is_shown_to_the_second(enter, gate):
    window = enter("clerk1")
    page = begun(window)
    keys(FIRST_FOUR + "12341")
    window.lock()
    window.enter(gate.sign_in("clerk2", demonstration.PASSWORD))
    page = begun(window)
    assert answers(page) == {}
    assert "Second keying" in window.workspace.page._header._title.text()


def test_what_is_typed_when_the_screen_locks_is_kept(enter, gate):
    window = enter("clerk1")
    page = begun(window)
    to(page, "Q07")
    keys("12")
    window.lock()
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    assert answers(window.workspace.page)["Q07"] == "12"


def test_the_key_sheet_opens_and_closes_on_the_page(page):
    press(K.Key_F1)
    assert page.keys.isVisible()
    press(K.Key_Escape)
    assert focus() is sheet(page).row.field


def test_the_check_view_ignores_a_plain_enter_when_nothing_is_open(qtbot):
    view = CheckView()
    qtbot.addWidget(view)
    signed: list[bool] = []
    view.signed.connect(lambda: signed.append(True))
    view._points.clear()
    qtbot.keyClick(view, K.Key_Return)
    assert not signed
    qtbot.keyClick(view, K.Key_Return, CTRL)
    assert signed
