"""Key events as a keyboard and an input method would send them, counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys on whatever has the focus."""

    def __init__(self) -> None:
        self.presses = 0

    def press(
        self, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NO_MODIFIER
    ) -> None:
        """Press and release one key."""
        widget = _target()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if kind is QEvent.Type.KeyRelease:
                widget = _target()
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, key.value, modifiers, text))
        self.presses += 1

    def type(self, text: str) -> None:
        """Type text: ASCII by keys, the rest as an input method commits it."""
        for run in _runs(text):
            if run.isascii():
                for character in run:
                    self.press(_key_of(character), character)
            else:
                self._commit(run)

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(_target(), event)
        self.presses += len(text)


def _target() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise RuntimeError("no window has the keyboard")
    return widget


def _key_of(character: str) -> Qt.Key:
    return Qt.Key(ord(character.upper()))


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for character in text:
        if runs and runs[-1].isascii() == character.isascii():
            runs[-1] += character
        else:
            runs.append(character)
    return runs
