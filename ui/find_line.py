"""A line over every page that finds a sheet by its serial, typed or read by a barcode reader."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from core.errors import TwinkeyError
from core.services.lookup import FoundSheet
from ui import errors
from ui.page import Tools
from ui.paper_words import serial_words
from ui.widgets.fields import Field
from ui.widgets.number_line import NumberLine

FOUND = Qt.ItemDataRole.UserRole
SHOWN = 8
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FindLine(QFrame):
    """Emits the sheet chosen; a number that stands in several batches is chosen from a list."""

    found = Signal(object)
    """A FoundSheet."""
    closed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._tools = tools
        self.line = NumberLine()
        self._field = Field(
            self.tr("Find a sheet: its number, or its barcode"),
            self.line,
            self.tr("Enter opens it, Esc goes back. The batch's code may stand before the number."),
        )
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Batches with this number"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.line.returnPressed.connect(self._on_enter)
        self.line.textEdited.connect(self._forget)
        self._list.itemClicked.connect(self._on_item)
        self.hide()

    def open_line(self) -> None:
        """Wait for a number."""
        self._forget()
        self._field.clear()
        self.line.clear()
        self.show()
        self.line.setFocus()

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._field.sentence

    @property
    def texts(self) -> tuple[str, ...]:
        """The sheets to choose from."""
        return tuple(self._list.item(n).text() for n in range(self._list.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the list, Esc closes."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        elif step and self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self._list.count():
            self._on_item(self._list.currentItem())
            return
        desk = self._tools.desk
        try:
            sheets = desk.lookup.find(desk.session, self.line.text())
        except TwinkeyError as error:
            self._field.refuse(errors.sentence(error))
            return
        if len(sheets) == 1:
            self._take(sheets[0])
        else:
            self._offer(sheets)

    def _offer(self, sheets: tuple[FoundSheet, ...]) -> None:
        for sheet in sheets:
            serial = serial_words(sheet.serial)
            item = QListWidgetItem(f"{sheet.code}  ·  {serial}  ·  {sheet.period}")
            item.setData(FOUND, sheet)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        rows = min(self._list.count(), SHOWN)
        self._list.setFixedHeight(rows * (self.fontMetrics().height() + 14) + 14)
        self._list.show()

    def _on_item(self, item: QListWidgetItem) -> None:
        self._take(item.data(FOUND))

    def _take(self, sheet: FoundSheet) -> None:
        self.hide()
        self.found.emit(sheet)

    def _forget(self) -> None:
        self._list.clear()
        self._list.hide()
