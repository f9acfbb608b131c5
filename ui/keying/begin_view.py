"""Begin a sheet: the number on the paper is keyed before anything of it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.keying.confirming import hidden, is_by_hand, meant
from ui.keying.number_card import NumberCard
from ui.paper_words import by_hand_caption, serial_words
from ui.widgets.layout import body_layout


class BeginView(QWidget):
    """Emits `chosen` with a serial."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: tuple[str, ...] = ()
        self._expected = ""
        self._card = NumberCard(
            self.tr("Last two digits on the paper"),
            self.tr(
                "Another sheet in your hand? Type its whole number, or read its barcode."
                " Esc goes back."
            ),
            self.tr("Begin"),
            width=460,
        )
        body_layout(QVBoxLayout(self)).addWidget(self._card)
        self._card.entered.connect(self._on_entered)

    def show_waiting(
        self, waiting: tuple[str, ...], expected: str, state: str, *, is_held_up: bool = False
    ) -> None:
        """Show which sheet is next, with its last digits hidden, and how far the batch is.

        `is_held_up`: sheets are left, but their paper is not here.
        """
        self._waiting, self._expected = waiting, expected
        title = self.tr("Next sheet: {serial}") if expected else self.tr("Every sheet is keyed")
        if is_held_up and not expected:
            title = self.tr("No sheet can be keyed now")
        title = title.format(serial=serial_words(hidden(expected)))
        self._card.ask(title, self._caption(), state)
        self.take_keyboard()

    def refuse(self, sentence: str) -> None:
        """Say why this sheet cannot be begun."""
        self._card.refuse(sentence)

    def take_keyboard(self) -> None:
        """The cursor waits for the number."""
        self._card.take_keyboard()

    @property
    def title(self) -> str:
        """The line that names the next sheet."""
        return self._card.title

    @property
    def state(self) -> str:
        """How far the batch is."""
        return self._card.state

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._card.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the work list; no sheet is open yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _caption(self) -> str:
        if is_by_hand(self._expected):
            return by_hand_caption()
        if self._expected:
            return self.tr("Last two digits on the paper")
        return self.tr("Number of a sheet")

    def _on_entered(self, typed: str) -> None:
        if not self._expected and not typed.strip():
            self.left.emit()
            return
        serial = meant(typed, self._expected, self._waiting)
        if serial is None:
            self._card.refuse(
                self.tr(
                    "That is not the next sheet. Check the pile, or type the whole number of the"
                    " sheet in your hand."
                )
            )
        else:
            self.chosen.emit(serial)
