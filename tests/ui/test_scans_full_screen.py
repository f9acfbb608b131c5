"""Full screen ends before the page or the person goes: nothing of a sheet is ever left over a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from core.services.demonstration import PASSWORD
from tests.support.paper import picture
from tests.ui.keyboard import CTRL, SHIFT, focus, keys, press
from tests.ui.test_adjudication import keyed as keyed  # noqa: PLC0414
from tests.ui.test_keying import answers, begun
from tests.ui.test_scans import PAPER, at_differences, attach, rest
from ui.keying.page import KeyingPage
from ui.scans.canvas import Canvas
from ui.scans.pane import ScanPane

K = Qt.Key


@pytest.fixture
def page(gate, enter, qtbot) -> KeyingPage:
    """A clerk at a sheet whose scan covers the window."""
    attach(gate, ("0001.jpg", picture("1", PAPER)), ("0001-2.jpg", picture("2", PAPER)))
    page = begun(enter("clerk1"))
    rest(qtbot, page)
    press(K.Key_F11)
    assert page.scan.is_full_screen
    return page


def shown_over(window: QMainWindow) -> list[ScanPane]:
    """Panes that a person at the window could see."""
    return [pane for pane in window.findChildren(ScanPane) if pane.isVisible()]


@pytest.mark.parametrize("by_key", [True, False])
def test_nothing_of_the_paper_is_left_on_the_locked_screen(page, gate, qtbot, by_key):
    window = page.window()
    if by_key:
        press(K.Key_L, CTRL)
    else:
        window._on_idle()
    assert window.door is not None
    assert shown_over(window) == []
    assert focus() is not page.scan.canvas
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.findChildren(ScanPane) == [], timeout=5000)
    window.enter(gate.sign_in("clerk2", PASSWORD))
    assert shown_over(window) == []
    assert window.childAt(window.rect().center()).__class__ is not Canvas


def test_whoever_locked_comes_back_to_the_sheet_with_the_scan_beside_it(page, gate, qtbot):
    window = page.window()
    press(K.Key_L, CTRL)
    window.enter(gate.sign_in("clerk1", PASSWORD))
    back = window.workspace.page
    assert isinstance(back, KeyingPage)
    assert not back.scan.is_full_screen
    rest(qtbot, back)
    assert focus() is back.sheet.row.field


def test_a_page_that_is_shown_meanwhile_is_not_covered(page):
    window = page.window()
    window.go("work")
    assert not page.scan.is_full_screen
    assert shown_over(window) == []
    assert window.workspace.name == "work"
    window.go("keying")
    assert page.scan.isVisible()
    assert not page.scan.is_full_screen


@pytest.mark.parametrize(
    ("key", "modifiers", "shows"),
    [
        (K.Key_F1, Qt.KeyboardModifier.NoModifier, lambda w: w.workspace.page.isVisible()),
        (K.Key_F3, Qt.KeyboardModifier.NoModifier, lambda w: w.workspace.finder.isVisible()),
        (K.Key_Tab, CTRL, lambda w: w.workspace.name != "keying"),
        (K.Key_Backtab, CTRL | SHIFT, lambda w: w.workspace.name != "keying"),
    ],
)
def test_a_key_that_shows_something_else_ends_full_screen_first(page, key, modifiers, shows):
    window = page.window()
    press(key, modifiers)
    assert not page.scan.is_full_screen
    assert shows(window)
    assert focus() is not page.scan.canvas
    assert focus().isVisible()


def test_no_other_key_acts_on_what_is_not_seen(page):
    before = answers(page)
    for key, modifiers in (
        (K.Key_F4, None), (K.Key_F12, None), (K.Key_Return, CTRL), (K.Key_Z, CTRL), (K.Key_1, None),
        (K.Key_Tab, None), (K.Key_F7, None), (K.Key_G, CTRL),
    ):  # fmt: skip
        press(key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert page.scan.is_full_screen
        assert focus() is page.scan.canvas
    assert answers(page) == before
    press(K.Key_Escape)
    assert page._stack.currentWidget() is page.sheet


def test_full_screen_over_differences_ends_with_the_lock_too(gate, keyed, enter, qtbot):
    window = enter("judge1")
    page = at_differences(window, gate, qtbot)
    press(K.Key_F11)
    assert page.scan.is_full_screen
    window.lock()
    assert shown_over(window) == []


# --- what stays as it was --------------------------------------------------------------------


def test_the_keys_of_f1_take_the_scans_place_and_give_it_back_as_it_was(page, qtbot, monkeypatch):
    press(K.Key_Escape)
    press(K.Key_R, CTRL)
    press(K.Key_PageDown, CTRL)
    rest(qtbot, page)
    opened = []
    whole = page._tools.desk.scans.open
    monkeypatch.setattr(
        page._tools.desk.scans, "open", lambda *asked: opened.append(asked) or whole(*asked)
    )
    page.show_keys()
    assert not page.scan.isVisible()
    page.keys.closed.emit()
    rest(qtbot, page)
    assert page.scan.state.startswith("Page 2 of 2")
    press(K.Key_PageUp, CTRL)
    rest(qtbot, page)
    assert "turned by 90°" in page.scan.state
    assert opened == [], "nothing is decrypted anew"


def test_keys_at_a_difference_leave_its_scan_where_the_person_moved_it(
    gate, keyed, enter, qtbot, monkeypatch
):
    window = enter("judge1")
    page = at_differences(window, gate, qtbot)
    read = []
    whole = page._desk.scans.of_sheet
    monkeypatch.setattr(
        page._desk.scans, "of_sheet", lambda *asked: read.append(asked) or whole(*asked)
    )
    for _ in range(4):
        press(K.Key_Equal, CTRL)
    rest(qtbot, page)
    press(K.Key_Down, Qt.KeyboardModifier.AltModifier)
    stood = page.scan.canvas.offset
    keys("1")
    rest(qtbot, page)
    assert page.scan.canvas.offset == stood
    assert read == []
