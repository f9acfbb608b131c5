"""The sheet of keys that F1 shows in place of the questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.keying.keys import KeyLine, KeyTable
from ui.widgets.flow import flowing
from ui.widgets.layout import SectionHeader, label, scrolled
from ui.widgets.marks import Keycap

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)
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
    print_wanted = Signal()

    def __init__(self, tables: Sequence[KeyTable]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys"))
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 12, 0)
        body.setSpacing(14)
        for table in tables:
            if len(tables) > 1:
                body.addWidget(label(table.shown_title(), "Heading"))
            body.addLayout(_columns(table.lines))
        body.addStretch(1)
        self._area = scrolled(inside)
        under = self.tr("Esc goes back · P saves all keys as a PDF to print · G: first steps")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SectionHeader(self.tr("Keys"), under))
        layout.addWidget(self._area, 1)

    def event(self, event: QEvent) -> bool:
        """Claim F1, which would otherwise open this very sheet."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F1
            and event.modifiers() == NONE
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, scroll, print, practise."""
        key = Qt.Key(event.key())
        actions = {
            **dict.fromkeys(LEAVING, self.closed.emit),
            Qt.Key.Key_P: self.print_wanted.emit,
            Qt.Key.Key_G: self.guide_wanted.emit,
        }
        plain = event.modifiers() in (NONE, SHIFT, Qt.KeyboardModifier.KeypadModifier)
        if key in actions and plain:
            if not event.isAutoRepeat():
                actions[key]()
        elif key in STEPS:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + STEPS[key] * bar.pageStep() // 4)
        else:
            super().keyPressEvent(event)


def _columns(lines: Sequence[KeyLine]) -> QHBoxLayout:
    half = (len(lines) + 1) // 2
    columns = QHBoxLayout()
    columns.setSpacing(28)
    for part in (lines[:half], lines[half:]):
        columns.addLayout(_column(part), 1)
    return columns


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
