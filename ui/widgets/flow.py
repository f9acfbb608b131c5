"""A row of small widgets that goes on in the next line when the window is narrow or the text large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.widgets.layout import row

GAP = 6


class FlowLayout(QLayout):
    """Lays items out like words of a paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It claims no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        widths = [item.sizeHint().width() + GAP for item in self._shown()]
        return QSize(sum(widths), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                size = item.sizeHint()
                if move:
                    at_top = bool(item.alignment() & Qt.AlignmentFlag.AlignTop)
                    lower = 0 if at_top else (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, y + lower), size))
                x += size.width() + GAP
            y += height + GAP
        return max(y - GAP - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if not lines or used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += needed + GAP
        return lines


def flowing(*groups: tuple[QWidget, ...]) -> QWidget:
    """Groups of widgets that stay together, one after the other in as many lines as it takes."""
    whole = QWidget()
    layout = FlowLayout(whole)
    for group in groups:
        holder = QWidget()
        line = row(*group)
        line.setContentsMargins(0, 0, 10, 0)
        line.setSpacing(GAP)
        holder.setLayout(line)
        layout.addWidget(holder)
    return whole
