"""Single keys that act while a list or table has the keyboard, where it would search by them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class KeyCatcher(QObject):
    """Takes certain keys before the widget does and tells which."""

    pressed = Signal(str)
    """The character, upper case."""

    def __init__(self, widget: QWidget, keys: str) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Take the key if it is one of ours and pressed without Ctrl or Alt."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        chords = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        character = event.text().upper()
        if not character or character not in self._keys or event.modifiers() & chords:
            return False
        if not event.isAutoRepeat():  # a key that is held asks once
            self.pressed.emit(character)
        return True
