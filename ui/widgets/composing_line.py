"""A line of text that is fair to input methods, and asks an Enter that is held down once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CHORDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ComposingLine(QLineEdit):
    """While an input method composes, its keys are not the page's; what it composes is kept on leaving."""

    def __init__(self) -> None:
        super().__init__()
        self.is_composing = False

    def commit(self) -> None:
        """End a composition that an input method still holds."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Whatever takes the keyboard away, the composition ends here and not in what comes next.

        Filters its own events, and only while it composes: a sheet has many fields, and keys are quick.
        """
        if event.type() == QEvent.Type.FocusAboutToChange:
            self.commit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave out the repeats of Enter: the first one was meant for this, or for what stood here."""
        if is_repeated_enter(event) or (self.is_composing and not is_character(event)):
            event.accept()  # what is ignored goes on to the widgets around, which act on it
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a composition is under way."""
        was_composing, self.is_composing = self.is_composing, bool(event.preeditString())
        if self.is_composing and not was_composing:
            self.installEventFilter(self)
        elif was_composing and not self.is_composing:
            self.removeEventFilter(self)
        super().inputMethodEvent(event)


def is_repeated_enter(event: QKeyEvent) -> bool:
    """Whether Enter is held down, perhaps since the page before."""
    return event.key() in ENTERS and event.isAutoRepeat()


def is_character(event: QKeyEvent) -> bool:
    """Whether the key types a character, rather than asks for something."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & CHORDS
