"""Begin a sheet: the number on the paper is keyed before anything of it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.workflow.paper import typed_serial
from ui.paper_words import serial_words
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, label, primary, row

CONFIRMED_DIGITS = 2
"""Piles get out of order: the last two digits are read from the paper (ux.md rule 2)."""


def hidden(serial: str) -> str:
    """The serial with the digits that must come from the paper taken away: 01··."""
    return serial[:-CONFIRMED_DIGITS] + "·" * min(CONFIRMED_DIGITS, len(serial))


def meant(typed: str, expected: str, waiting: tuple[str, ...]) -> str | None:
    """The serial that was keyed: the expected one by its last digits, or any by its whole number."""
    text = typed_serial(typed)
    if text and text == expected[-CONFIRMED_DIGITS:]:
        return expected
    if text in waiting or len(text) > CONFIRMED_DIGITS:
        return text
    return None


class BeginView(QWidget):
    """Emits `chosen` with a serial."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[str, ...] = ()
        self._expected = ""
        self._title = label("", "Title")
        self._state = label("", "Muted", wrap=True)
        self._entry = line_edit()
        self._field = Field(
            self.tr("Last two digits on the paper"),
            self._entry,
            self.tr("Another sheet in your hand? Type its whole number, or read its barcode."),
        )
        self._go = primary(self.tr("Begin"))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        card.body.addWidget(self._title)
        card.body.addWidget(self._state)
        card.body.addWidget(self._field)
        card.body.addLayout(row(self._go, 1))
        card.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(row(1, card, 1))
        layout.addStretch(2)
        self._entry.returnPressed.connect(self._on_enter)
        self._go.clicked.connect(self._on_enter)

    def show_waiting(
        self, waiting: tuple[str, ...], expected: str, state: str, *, is_held_up: bool = False
    ) -> None:
        """Show which sheet is next, with its last digits hidden, and how far the batch is.

        `is_held_up`: sheets are left, but their paper is not here.
        """
        self._waiting, self._expected = waiting, expected
        self._field.rename(
            self.tr("Last two digits on the paper") if expected else self.tr("Number of a sheet")
        )
        title = self.tr("Next sheet: {serial}") if expected else self.tr("Every sheet is keyed")
        if is_held_up and not expected:
            title = self.tr("No sheet can be keyed now")
        self._title.setText(title.format(serial=serial_words(hidden(expected))))
        self._state.setText(state)
        self._field.clear()
        self._entry.clear()
        self.take_keyboard()

    def refuse(self, sentence: str) -> None:
        """Say why this sheet cannot be begun."""
        self._field.refuse(sentence)

    def take_keyboard(self) -> None:
        """The cursor waits for the number."""
        self._entry.setFocus()

    @property
    def title(self) -> str:
        """The line that names the next sheet."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._field.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the work list; no sheet is open yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if not self._expected and not self._entry.text().strip():
            self.left.emit()
            return
        serial = meant(self._entry.text(), self._expected, self._waiting)
        if serial is None:
            self._field.refuse(
                self.tr(
                    "That is not the next sheet. Check the pile, or type the whole number of the"
                    " sheet in your hand."
                )
            )
        else:
            self.chosen.emit(serial)
