"""Figures side by side, each with its caption: how a batch stands, what a verdict rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from ui.widgets.layout import label
from ui.widgets.marks import set_tone


@dataclass(frozen=True)
class Figure:
    """A value under its caption; tone is "", ok, warn or bad, and the words must say the same."""

    caption: str
    value: str
    tone: str = ""


class FigureRow(QFrame):
    """One line of figures in a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(2)
        self._cells: list[tuple[QLabel, QLabel]] = []

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Replace what is shown."""
        while len(self._cells) < len(figures):
            self._add()
        for place, (caption, value) in enumerate(self._cells):
            used = place < len(figures)
            caption.setVisible(used)
            value.setVisible(used)
            if used:
                figure = figures[place]
                caption.setText(figure.caption)
                value.setText(figure.value)
                value.setAccessibleName(f"{figure.caption}: {figure.value}")
                set_tone(value, figure.tone)

    @property
    def texts(self) -> dict[str, str]:
        """What is shown: caption -> value."""
        return {
            caption.text(): value.text()
            for caption, value in self._cells
            if caption.isVisibleTo(self)
        }

    def _add(self) -> None:
        caption, value = label("", "Muted", wrap=True), label("", "Answer")
        column = len(self._cells)
        # the label's own alignment: one of the layout's would keep it from growing by a line
        caption.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(caption, 0, column)
        self._grid.addWidget(value, 1, column)
        self._grid.setColumnStretch(column, 1)
        self._cells.append((caption, value))
