"""The sheet of keys that F1 shows in place of the questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.keying.keys import SHEET, KeyLine
from ui.widgets.flow import flowing
from ui.widgets.layout import SectionHeader, label, scrolled
from ui.widgets.marks import Keycap

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 4,
    Qt.Key.Key_PageUp: -4,
}
"""Quarters of a page that a key scrolls."""


class KeyView(QWidget):
    """Any of Esc, F1 and Enter goes back."""

    closed = Signal()
    guide_wanted = Signal()
    """The first steps once more."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys of entry"))
        half = (len(SHEET) + 1) // 2
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(28)
        for lines in (SHEET[:half], SHEET[half:]):
            columns.addLayout(_column(lines), 1)
        self._area = scrolled(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SectionHeader(self.tr("Keys"), self.tr("Esc goes back to the sheet.")))
        layout.addWidget(self._area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the key sheet."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.closed.emit()
        elif event.key() in STEPS:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + STEPS[Qt.Key(event.key())] * bar.pageStep() // 4)
        else:
            super().keyPressEvent(event)


def _column(lines: Sequence[KeyLine]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(9)
    top = Qt.AlignmentFlag.AlignTop
    for place, line in enumerate(lines):
        grid.addWidget(flowing(*((Keycap(key),) for key in line.keys)), place, 0, top)
        grid.addWidget(label(line.shown(), wrap=True), place, 1)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    grid.setRowStretch(len(lines), 1)
    return grid
