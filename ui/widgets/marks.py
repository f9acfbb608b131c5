"""Small signs of state: a chip, a finding under a field, a key cap. Never colour alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.look import icons, tokens

SIGNS = {"bad": "refused", "warn": "warning", "ok": "done", "": "info", "accent": "info"}


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget the colours of a tone: "", accent, ok, warn or bad."""
    set_mark(widget, "tone", tone)


def set_mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at; an absent one is the same as ""."""
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Chip(QLabel):
    """A short state in a rounded frame."""

    def __init__(self, text: str = "", tone: str = "") -> None:
        super().__init__(text)
        self.setObjectName("Chip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: str = "") -> None:
        """Change text and tone; an empty text hides the chip."""
        self.setText(text)
        set_tone(self, tone)
        self.setVisible(bool(text))


class Keycap(QLabel):
    """A key to press, drawn as one."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("Keycap")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class FindingLine(QWidget):
    """One sentence with its sign under a field; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._text = QLabel(), QLabel()
        self._text.setObjectName("Finding")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(6)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.hide()

    def say(self, sentence: str, tone: str = "bad") -> None:
        """Show a sentence and announce it to a screen reader; "" hides the line."""
        if sentence == self._text.text() and self.isHidden() != bool(sentence):
            return
        self._text.setText(sentence)
        set_tone(self._text, tone)
        colour = {"bad": tokens.current().bad, "warn": tokens.current().warn}.get(
            tone, tokens.current().ok
        )
        side = self.fontMetrics().height() - 3
        self._sign.setPixmap(icons.pixmap(SIGNS.get(tone, "info"), colour, side))
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    @property
    def sentence(self) -> str:
        """What is shown now."""
        return self._text.text()


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader speak a sentence."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
