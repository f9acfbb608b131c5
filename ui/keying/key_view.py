"""The sheet of keys that F1 shows in place of the questions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.keying.keys import SHEET
from ui.widgets.layout import SectionHeader, label, row, scrolled
from ui.widgets.marks import Keycap


class KeyView(QWidget):
    """Any of Esc, F1 and Enter goes back."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys of entry"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, line in enumerate(SHEET):
            caps = row(*(Keycap(key) for key in line.keys), 1)
            grid.addLayout(caps, place, 0)
            grid.addWidget(label(line.shown(), wrap=True), place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(SHEET), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SectionHeader(self.tr("Keys"), self.tr("Esc goes back to the sheet.")))
        layout.addWidget(scrolled(inside), 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the key sheet."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        else:
            super().keyPressEvent(event)
