"""The window: who gets in, what they may see, in which language and colours."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QTableView,
    QWidget,
)

from core.services import demonstration
from tests.ui.keyboard import CTRL, focus, keys, press
from ui.idle import IdleLock
from ui.look.tokens import TABLES
from ui.sign_in.page import SignInPage

K = Qt.Key
WORD = re.compile(r"[A-Za-z]{3,}")
# names, keys and file types
NAMES = {
    "Twinkey", "English", "Ctrl", "Alt", "Enter", "Esc", "Shift", "Tab", "Insert", "Delete", "Space", "Down", "PgUp",
    "PgDn", "Chen", "Lin", "Shuang", "Ping", "Shen", "Zheng", "Zhou", "Fang", "Wang", "Admin", "demo",
    "Excel", "PDF", "xlsx", "clerk", "judge", "leader", "quality", "shopper", "manager", "admin",
    "csat", "nps", "BSQ", "MSC", "CSAT", "NPS", "CES", "APP", "Head", "office",
}  # fmt: skip
LOGINS = ("clerk1", "judge1", "quality", "shopper", "manager", "admin")


def shown_texts(widget: QWidget) -> list[str]:
    texts: list[str] = []
    for child in [widget, *widget.findChildren(QWidget)]:
        if not child.isVisible():
            continue
        if isinstance(child, QLabel | QAbstractButton):
            texts.append(re.sub(r"<[^>]*>|&\w+;", " ", child.text()))
        if isinstance(child, QLineEdit):
            texts.append(child.placeholderText())
        if isinstance(child, QListWidget):
            texts += [child.item(n).text() for n in range(child.count())]
        if isinstance(child, QTableView):
            texts += table_texts(child)
        texts.append(child.toolTip())
    return texts


def table_texts(view: QTableView) -> list[str]:
    model = view.model()
    header = [
        str(model.headerData(c, Qt.Orientation.Horizontal) or "")
        for c in range(model.columnCount())
    ]
    cells = [
        str(model.index(r, c).data() or "")
        for r in range(model.rowCount())
        for c in range(model.columnCount())
    ]
    return header + cells


def english_left(widget: QWidget) -> set[str]:
    return {
        text
        for text in shown_texts(widget)
        if set(WORD.findall(text)) - NAMES
        and not re.search(r"[\u4e00-\u9fff]", text)
        and not re.fullmatch(r"[A-Z0-9-]+|[0-9a-f ]{16,}|v?-?[a-z0-9]{10,}", text.strip())
    }


def test_a_person_signs_in_by_keys_alone(enter):
    window = enter()
    assert isinstance(window.door, SignInPage)
    keys("clerk2\n")
    keys(f"{demonstration.PASSWORD}\n")
    assert window.workspace is not None
    assert "Lin Shuang" in window.windowTitle()


def test_a_wrong_password_is_answered_with_the_seconds_to_wait(enter):
    window = enter()
    keys("clerk1\n")
    keys("wrong\n")
    assert window.workspace is None
    message = window.door._message.sentence
    assert message
    keys("wrong again\n")
    keys("and again\n")
    assert re.search(r"\d+ s", window.door._message.sentence)
    assert not window.door._enter.isEnabled()


def test_a_demonstration_tells_its_people_and_their_password(enter):
    texts = shown_texts(enter().door)
    assert any(demonstration.PASSWORD in text for text in texts)
    for _, name, _, _ in demonstration.PEOPLE:
        assert any(name in text for text in texts)


def test_the_language_changes_while_a_sheet_is_open_and_the_sheet_stays(enter):
    window = enter("clerk1")
    keys("\n")
    keys("01\n")
    keys("20261115\n1")
    window._preferences.language = "zh"
    window.rebuild()
    page = window.workspace.page
    assert page.sheet.presenter.cursor == "collector"
    assert "满意度" in page._header._under.text()
    assert focus() is page.sheet.row.field


@pytest.mark.parametrize("login", LOGINS)
def test_a_chinese_window_has_no_english_left(enter, login):
    window = enter(login, language="zh")
    left: dict[str, set[str]] = {}
    for name in window.workspace.names:
        window.go(name)
        left[name] = english_left(window)
    assert not {name: texts for name, texts in left.items() if texts}


def test_a_chinese_door_and_sheet_have_no_english_left(enter, gate):
    window = enter(language="zh")
    assert not english_left(window)
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    keys("\n")
    assert not english_left(window)
    keys("01\n")
    assert not english_left(window)
    for key, modifiers in ((K.Key_F1, Qt.KeyboardModifier.NoModifier), (K.Key_Return, CTRL)):
        press(key, modifiers)
        assert not english_left(window)
        press(K.Key_Escape)


@pytest.mark.parametrize("login", LOGINS)
def test_everything_that_takes_the_keyboard_has_a_name(enter, login):
    window = enter(login)
    nameless = []
    for name in window.workspace.names:
        window.go(name)
        nameless += [
            (name, type(child).__name__, child.objectName())
            for child in window.findChildren(QWidget)
            if child.isVisible()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name)
        ]
    assert not nameless


def test_control_tab_walks_through_the_pages(enter):
    window = enter("judge1")
    names = window.workspace.names
    for expected in (*names[1:], names[0]):
        press(K.Key_Tab, CTRL)
        assert window.workspace.name == expected


def test_locking_brings_the_same_person_back_to_the_same_page(enter, gate):
    window = enter("judge1")
    window.go("batches")
    press(K.Key_L, CTRL)
    assert isinstance(window.door, SignInPage)
    window.enter(gate.sign_in("judge1", demonstration.PASSWORD))
    assert window.workspace.name == "batches"


def test_another_person_after_a_lock_sees_only_what_is_theirs(enter, gate):
    window = enter("judge1")
    window.go("adjudication")
    window.lock()
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    assert window.workspace.name == "work"
    assert "adjudication" not in window.workspace.names


def test_text_grows_to_twice_its_size_and_no_further(enter):
    window = enter("clerk1")
    before = QApplication.font().pointSizeF()
    window._preferences.text_size = 500
    window.rebuild()
    assert QApplication.font().pointSizeF() == pytest.approx(before * 2)


@pytest.mark.parametrize("name", TABLES)
def test_ink_is_readable_on_every_ground(name):
    shades = TABLES[name]
    pairs = [
        (shades.ink, shades.window), (shades.ink, shades.surface), (shades.muted, shades.window),
        (shades.muted, shades.surface), (shades.muted, shades.raised), (shades.ok, shades.ok_soft),
        (shades.warn, shades.warn_soft), (shades.bad, shades.bad_soft), (shades.bad, shades.surface),
        (shades.bad, shades.accent_soft), (shades.warn, shades.accent_soft), (shades.ok, shades.accent_soft),
        (shades.on_accent, shades.accent), (shades.chosen_ink, shades.accent_soft),
        (shades.muted, shades.accent_soft), (shades.accent, shades.surface),
        (shades.rail_muted, shades.rail), (shades.rail_ink, shades.rail_chosen),
    ]  # fmt: skip
    weak = [(ink, ground) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert not weak
    assert contrast(shades.field_edge, shades.surface) >= 3


def contrast(ink: str, ground: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shade = QColor(colour)
    channels = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_screen_that_nobody_works_at_locks_itself(enter, qtbot):
    window = enter("clerk1")
    assert 0 < window._idle.left_ms <= 15 * 60_000 * 1.05  # a coarse timer may be 5 % late
    window._idle._timer.start(1)
    qtbot.waitUntil(lambda: isinstance(window.door, SignInPage))
    assert window._idle._minutes() == 0


def test_the_lock_comes_when_the_minutes_are_over_and_every_key_puts_it_off(qtbot):
    locked = []
    lock = IdleLock(lambda: locked.append(True), lambda: 2, minute_ms=150)
    window = QMainWindow()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    lock.watch(window.windowHandle())
    for _ in range(4):
        qtbot.wait(120)
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert not locked, "somebody is there"
    qtbot.waitUntil(lambda: bool(locked), timeout=1_000)


def test_the_project_says_when_unattended_screens_lock_and_a_person_only_sooner(enter, gate):
    admin = gate.sign_in("admin", demonstration.PASSWORD)
    today = datetime.now().astimezone().date()
    for minutes, day in ((3, today), (7, today + timedelta(days=1))):
        admin.settings.change(admin.session, "idle_minutes", str(minutes), day.isoformat())
    gate.sign_out(admin.session)
    window = enter("clerk1")
    assert window._idle_minutes() == 3, "the decision for tomorrow does not count yet"
    assert window._idle.left_ms <= 3 * 60_000 * 1.05
    for chosen, counts in ((2, 2), (30, 3), (0, 3)):
        window._preferences.idle_minutes = chosen
        assert window._idle_minutes() == counts
    window.go("preferences")
    box = window.workspace.page._idle
    assert [box.itemText(n) for n in range(box.count())] == [
        "after 3 minutes, as the project says",
        "after 2 minutes",
    ]


def test_a_setting_signed_in_this_window_counts_here_at_once(enter):
    window = enter("admin")
    window.go("settings")
    page = window.workspace.page
    page.setting.setFocus()
    press(Qt.Key.Key_End)
    page.idle.setFocus()
    keys(f"1\n{datetime.now().astimezone().date().isoformat()}\n")
    assert "2 to 60" in page._value_field.sentence
    assert focus() is page.idle
    focus().selectAll()
    keys("4\n\n")
    assert "whoever signs in" in window.workspace.said
    assert window._idle_minutes() == 4


def test_preferences_count_at_once(enter):
    window = enter("clerk1")
    window.go("preferences")
    keys(" ")
    assert window._preferences.auto_advance is False
    window.go("work")
    keys("\n")
    keys("01\n")
    keys("20261115\n1")
    assert window.workspace.page.sheet.presenter.cursor == "channel"


def test_the_daily_copy_is_looked_for_only_while_somebody_is_signed_in(enter):
    window = enter("clerk1")
    first = window._clock
    assert first is not None
    window.rebuild()
    second = window._clock
    assert second is not None
    window.lock()
    assert (first.is_running, second.is_running, window._clock) == (False, False, None)
