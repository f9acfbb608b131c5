"""A table of rows: type to filter, click to sort, widths remembered, Ctrl+C, a hint when empty."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.look import tokens
from ui.look.language import current
from ui.preferences import Preferences
from ui.widgets.composing_line import ComposingLine

log = logging.getLogger(__name__)
Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
MEASURED = 200
"""Rows looked at when widths are chosen."""
PADDING, ROOMY = 26, 48
"""Pixels a cell needs beside its text, and the most that a column is given for looks."""
SHORT, LEAST = 20, 13
"""Characters of a figure that is never cut (a cut number misleads), and digits left of cut words."""
FILTER_FROM = 8
"""Fewer rows need no filter."""


@dataclass(frozen=True)
class Column:
    """One column: its title and what it shows of a row."""

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    """What to sort by where the text sorts wrongly (numbers)."""
    right: bool = False
    tone: Callable[[Any], str] | None = None
    """The ink by name ("", ok, warn or bad); the text must say the same."""


class RowsModel(QAbstractTableModel):
    """Frozen rows behind columns; never raises, as Qt would take the process down."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows at the top level; none below."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns at the top level; none below."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles over the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell; a cell that fails is empty and logged."""
        try:
            return self._cell(index, role)
        except Exception as error:  # an exception here would be a segmentation fault
            log.error("table cell failed", exc_info=error)
            return None

    def _cell(self, index: Index, role: int) -> Any:
        if not index.isValid() or not index.row() < len(self.rows):
            return None
        column, line = self._columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == SORT:
            return (column.sort or column.text)(line)
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            shade = getattr(tokens.current(), column.tone(line) or "ink")
            return QColor(shade)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(line)}"
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class _View(QTableView):
    """The table itself; tells when a row is opened by Enter, and copies as text."""

    opened = Signal()
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more or less room for the columns."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; Tab leaves the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # held down since the page before
                self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.chosen_text())
        else:
            super().keyPressEvent(event)

    def chosen_text(self) -> str:
        """The selected rows, tab-separated."""
        model = self.model()
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        cells = range(model.columnCount())
        return "\n".join(
            "\t".join(str(model.index(n, c).data() or "") for c in cells) for n in numbers
        )


class RowsTable(QWidget):
    """A table over frozen rows; `name` keeps its widths, `empty` says what to do next."""

    activated_row = Signal(object)
    """Enter or double click on a row."""
    current_changed = Signal(object)
    """Another row (or None) is current."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        title: str,
        empty: str,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__()
        # words differ in length, so each language keeps its own widths
        self._name, self._preferences = f"{name}-{current()}", preferences
        self._is_by_person = self._is_fitting = False
        self._model = RowsModel(columns)
        self._proxy = QSortFilterProxyModel(self)
        self._build(title, empty)
        self._wire()
        self._restore_widths(len(columns))
        self._show_hint()

    def _build(self, title: str, empty: str) -> None:
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setSortRole(SORT)
        self._filter = ComposingLine()
        self._filter.setPlaceholderText(self.tr("Type to filter"))
        self._filter.setAccessibleName(self.tr("Filter"))
        self._filter.setClearButtonEnabled(True)
        self._filter.hide()
        self.view = _View()
        self.view.setAccessibleName(title)
        self.view.setModel(self._proxy)
        self._hint = QLabel(empty)
        self._hint.setObjectName("Muted")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._filter)
        layout.addWidget(self._stack, 1)
        self._dress()

    def _dress(self) -> None:
        view = self.view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSortingEnabled(True)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 14)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)

    def _wire(self) -> None:
        self._filter.textChanged.connect(self._on_filter)
        self._filter.returnPressed.connect(self.view.setFocus)
        self.view.opened.connect(self._on_opened)
        self.view.resized.connect(self._fit)
        self.view.doubleClicked.connect(self._on_opened)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.view.horizontalHeader().sectionResized.connect(self._on_resized)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the row that was current stays current where it still is."""
        before, at = self.current(), max(self.view.currentIndex().row(), 0)
        self._model.show_rows(rows)
        self._filter.setVisible(len(rows) >= FILTER_FROM)
        self._fit()
        self._show_hint()
        if self._proxy.rowCount():
            place = self._model.rows.index(before) if before in self._model.rows else -1
            index = self._proxy.mapFromSource(self._model.index(place, 0))
            number = index.row() if index.isValid() else min(at, self._proxy.rowCount() - 1)
            self.view.selectRow(number)

    def current(self) -> Any:
        """The row the cursor is on, or None."""
        index = self._proxy.mapToSource(self.view.currentIndex())
        return self._model.rows[index.row()] if 0 <= index.row() < len(self._model.rows) else None

    def chosen(self) -> tuple[Any, ...]:
        """All selected rows."""
        indexes = (self._proxy.mapToSource(i) for i in self.view.selectionModel().selectedRows())
        return tuple(self._model.rows[index.row()] for index in indexes)

    def choose(self, wanted: Any) -> None:
        """Put the cursor on a row."""
        if wanted in self._model.rows:
            source = self._model.index(self._model.rows.index(wanted), 0)
            self.view.selectRow(self._proxy.mapFromSource(source).row())

    @property
    def rows(self) -> tuple[Any, ...]:
        """What is shown, unfiltered and unsorted."""
        return self._model.rows

    def setFocus(self, *reason: Any) -> None:
        """Give the table itself the keyboard."""
        self.view.setFocus(*reason)

    def _on_opened(self, *_: object) -> None:
        line = self.current()
        if line is not None:
            self.activated_row.emit(line)

    def _on_current(self, *_: object) -> None:
        self.current_changed.emit(self.current())

    def _on_filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)

    def _show_hint(self) -> None:
        self._stack.setCurrentWidget(self.view if self._model.rows else self._hint)

    def _fit(self) -> None:
        """Fit the columns to their contents and the page, unless a person chose the widths."""
        if self._is_by_person or not self._model.rows:
            return
        needed = [self._needed(column) for column in range(self._model.columnCount())]
        widths = fitted(needed, self.view.viewport().width())
        self._is_fitting = True
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, width)
        self._is_fitting = False

    def _needed(self, column: int) -> tuple[int, int]:
        """Pixels that must not be cut, and pixels of the widest text.

        Measured by the text: before the first paint the view does not know its padding.
        """
        bold = QFont(self.view.font())
        bold.setBold(True)
        metrics, shown = self.view.fontMetrics(), range(min(len(self._model.rows), MEASURED))
        texts = [str(self._model.index(row, column).data() or "") for row in shown]
        title = str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")
        least = QFontMetrics(bold).horizontalAdvance(title) + PADDING
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + PADDING
        floor = widest if _are_figures(texts) else metrics.horizontalAdvance("0") * LEAST
        return max(least, min(floor, widest)), max(least, widest)

    def _restore_widths(self, columns: int) -> None:
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        state = self._preferences.widths(self._name) if self._preferences else None
        if state is not None and not state.isEmpty():
            self._is_by_person = header.restoreState(state) and header.count() == columns
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _on_resized(self, *_: int) -> None:
        if self._is_fitting or not self.view.isVisible():
            return
        self._is_by_person = True
        if self._preferences is not None:
            self._preferences.keep_widths(self._name, self.view.horizontalHeader().saveState())


def _are_figures(texts: Sequence[str]) -> bool:
    """Whether a column holds codes, times and numbers: short, and each with a digit in it."""
    said = [text for text in texts if text]
    return bool(said) and all(
        len(text) <= SHORT and any(c.isdigit() for c in text) for text in said
    )


def fitted(needed: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Widths of columns in `room` pixels; `needed` is the least and the wanted width of each.

    Too little room: the widest give way first, none below its title. Too much: every column gets
    a little air, and the last one the rest.
    """
    widths = [wanted for _, wanted in needed]
    over = sum(widths) - room
    while over > 0:
        slack = [width - least for width, (least, _) in zip(widths, needed, strict=True)]
        giving = [place for place, spare in enumerate(slack) if spare > 0]
        if not giving:
            return widths
        widest = max(giving, key=lambda place: widths[place])
        taken = min(over, slack[widest], 8)
        widths[widest] -= taken
        over -= taken
    if widths:
        air = min(ROOMY, -over // len(widths))
        widths = [width + air for width in widths]
        widths[-1] += room - sum(widths)
    return widths
