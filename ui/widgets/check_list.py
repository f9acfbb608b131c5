"""A list of things to tick: arrows move, Space ticks, letters jump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.look import tokens

VALUE = Qt.ItemDataRole.UserRole
NAME = VALUE + 1
BOX = """
QListWidget::indicator {{ width: 14px; height: 14px; border-radius: 4px; border: 1px solid {edge};
  background: {empty}; }}
QListWidget::indicator:checked {{ background: {full}; border-color: {full}; }}
"""


class CheckList(QListWidget):
    """Ticked values in the order they stand in."""

    ticked = Signal()
    """A person changed a tick."""
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        shades = tokens.current()
        self.setStyleSheet(
            BOX.format(edge=shades.field_edge, empty=shades.surface, full=shades.accent)
        )
        self.itemChanged.connect(self._on_changed)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Show (text, value) pairs; what was ticked stays so where it is still there."""
        ticked, here = self.values(), self._current_value()
        self.blockSignals(True)
        self.clear()
        for text, value in items:
            item = QListWidgetItem(text, self)
            item.setData(VALUE, value)
            item.setData(NAME, text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(value in ticked))
            _mark(item)
        offered = [value for _, value in items]
        self.setCurrentRow(offered.index(here) if here in offered else 0)
        self.blockSignals(False)

    def values(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(
            item.data(VALUE) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )

    def tick(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(values)
        self.blockSignals(True)
        for item in self._items():
            item.setCheckState(_state(item.data(VALUE) in wanted))
            _mark(item)
        self.blockSignals(False)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _current_value(self) -> str | None:
        item = self.currentItem()
        return item.data(VALUE) if item is not None else None

    def _on_changed(self, item: QListWidgetItem) -> None:
        self.blockSignals(True)
        _mark(item)
        self.blockSignals(False)
        self.ticked.emit()


def _mark(item: QListWidgetItem) -> None:
    """A tick beside the name as well, so that the state is never colour alone."""
    is_ticked = item.checkState() is Qt.CheckState.Checked
    item.setText(f"{item.data(NAME)}  ✓" if is_ticked else str(item.data(NAME)))


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
