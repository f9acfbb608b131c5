"""Two panes side by side; one above the other where the window is narrow or the text large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ui.widgets.layout import following

SIDE_BY_SIDE = 92
"""Digits that must find room across, else the panes stand one above the other."""
NARROWEST = 34
"""Digits that a pane of cards keeps across."""
LINES = 5
"""Lines of text that each pane keeps at least."""


class TwoPanes(QSplitter):
    """What is listed, and what belongs to the chosen line; `shares` is how they divide the width."""

    def __init__(self, listed: QWidget, chosen: QWidget, shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        self._shares, self._chosen = shares, chosen
        for pane in (listed, chosen):
            self.addWidget(pane)
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side only where both have room; what a person dragged stays otherwise."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().horizontalAdvance("0") * SIDE_BY_SIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self._divide()

    def _divide(self) -> None:
        high = self.fontMetrics().height() * LINES
        wide = self.orientation() is Qt.Orientation.Horizontal
        for place in range(self.count()):
            pane = self.widget(place)
            pane.setMinimumHeight(0 if wide else max(high, pane.minimumSizeHint().height()))
        self.setSizes([share * 100 for share in self._shares] if wide else [400, 500])


def cards(*parts: QWidget) -> QScrollArea:
    """Cards one under the other, in a pane that scrolls to whatever gets the keyboard."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = following(inside)
    area.setMinimumWidth(area.fontMetrics().horizontalAdvance("0") * NARROWEST)
    return area
