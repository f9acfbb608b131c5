"""A keyboard: presses real keys on whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(), key, modifiers)


def keys(text: str) -> None:
    """Type ASCII; a line break is Enter."""
    for character in text:
        if character == "\n":
            press(Qt.Key.Key_Return)
        else:
            QTest.keyClick(focus(), character)


def compose(preedit: str) -> None:
    """An input method shows what is being composed."""
    QApplication.sendEvent(focus(), QInputMethodEvent(preedit, []))


def commit(text: str) -> None:
    """An input method hands over finished text."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)
