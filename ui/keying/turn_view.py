"""A further page of the sheet: its number is read from the paper before anything of it is keyed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.keying.begin_view import hidden, meant
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, button, label, primary, row


class TurnView(QWidget):
    """Emits `turned` when the page is of this sheet, `missing` when the clerk says twice that it is not there."""

    turned = Signal()
    missing = Signal()
    left = Signal()
    """Esc: back to the page before."""

    def __init__(self) -> None:
        super().__init__()
        self._serial, self._is_sure = "", False
        self._title = label("", "Title")
        self._entry = line_edit()
        self._field = Field(
            self.tr("Last two digits on this page"),
            self._entry,
            self.tr("Piles get out of order: read them from the page in your hand. Esc goes back."),
        )
        self._go = primary(self.tr("Go on"))
        self._none = button(self.tr("F12  The page is missing"))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        for widget in (self._title, self._field):
            card.body.addWidget(widget)
        card.body.addLayout(row(self._go, 1, self._none))
        card.setMinimumWidth(440)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(row(1, card, 1))
        layout.addStretch(2)
        self._entry.returnPressed.connect(self._on_enter)
        self._go.clicked.connect(self._on_enter)
        self._none.clicked.connect(self._on_missing)

    def ask(self, serial: str, page: int) -> None:
        """Ask for a page of a sheet."""
        self._serial, self._is_sure = serial, False
        self._title.setText(
            self.tr("Page {page} of sheet {serial}").format(page=page, serial=hidden(serial))
        )
        self._entry.clear()
        self._field.clear()

    def take_keyboard(self) -> None:
        """The cursor waits for the number."""
        self._entry.setFocus()

    @property
    def title(self) -> str:
        """Which page is asked for."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._field.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 twice: missing. Esc: back."""
        if event.key() == Qt.Key.Key_F12 and not event.isAutoRepeat():
            self._on_missing()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if meant(self._entry.text(), self._serial, ()) == self._serial:
            self.turned.emit()
            return
        self._is_sure = False
        self._field.refuse(
            self.tr("That is no page of this sheet. Look for the right one in the pile.")
        )

    def _on_missing(self) -> None:
        if self._is_sure:
            self.missing.emit()
            return
        self._field.refuse(
            self.tr(
                "Once more: the page is missing, and its questions are left blank for that reason."
            )
        )
        self._is_sure = True
