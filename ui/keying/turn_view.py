"""A further page of the sheet: its number is read from the paper before anything of it is keyed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.keying.burst import Burst
from ui.keying.confirming import confirms, hidden, is_by_hand
from ui.keying.number_card import NumberCard
from ui.paper_words import by_hand_caption, serial_words
from ui.widgets.layout import button


class TurnView(QWidget):
    """Emits `turned` when the page is of this sheet, `missing` when the clerk says twice that it is not there."""

    turned = Signal()
    missing = Signal()
    left = Signal()
    """Esc: back to the page before."""

    def __init__(self) -> None:
        super().__init__()
        self._serial, self._code, self._is_sure = "", "", False
        self._none = button(self.tr("F12  The page is missing"))
        self._card = NumberCard(
            self.tr("Last two digits on this page"),
            self.tr("Piles get out of order: read them from the page in your hand. Esc goes back."),
            self.tr("Go on"),
            self._none,
            width=440,
            keeps_tab=True,
        )
        QVBoxLayout(self).addWidget(self._card)
        self._card.entered.connect(self._on_entered)
        self._none.clicked.connect(self._on_missing)

    def ask(self, serial: str, page: int, code: str) -> None:
        """Ask for a page of a sheet in the batch of this code."""
        self._serial, self._code, self._is_sure = serial, code, False
        title = self.tr("Page {page} of sheet {serial}")
        last_two = self.tr("Last two digits on this page")
        self._card.ask(
            title.format(page=page, serial=serial_words(hidden(serial))),
            by_hand_caption() if is_by_hand(serial) else last_two,
        )

    def watch(self, burst: Burst) -> None:
        """See NumberCard."""
        self._card.watch(burst)

    def take_keyboard(self) -> None:
        """The cursor waits for the number."""
        self._card.take_keyboard()

    @property
    def title(self) -> str:
        """Which page is asked for."""
        return self._card.title

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._card.sentence

    def event(self, event: QEvent) -> bool:
        """Claim F3: what a barcode reader sends after it is the number of the page in hand."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F3
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 twice: missing. Esc: back."""
        if event.key() == Qt.Key.Key_F12 and not event.isAutoRepeat():
            self._on_missing()
        elif event.key() == Qt.Key.Key_F3:
            self._card.empty()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_entered(self, typed: str) -> None:
        if not typed.strip():
            return  # the habit of pressing Enter after a code that went on by itself
        if confirms(typed, self._serial, self._code):
            self.turned.emit()
            return
        self._is_sure = False
        self._card.refuse(
            self.tr("That is no page of this sheet. Look for the right one in the pile.")
        )

    def _on_missing(self) -> None:
        if self._is_sure:
            self.missing.emit()
            return
        self._card.refuse(
            self.tr(
                "Once more: the page is missing, and its questions are left blank for that reason."
            )
        )
        self._is_sure = True
