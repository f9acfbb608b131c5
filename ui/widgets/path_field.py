"""A file or folder by its path: typed, pasted or dropped in, or picked in a window that blocks nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.widgets.composing_line import ComposingLine
from ui.widgets.fields import Field
from ui.widgets.layout import button


class PathField(Field):
    """A labelled path with a Browse button; Enter in the line takes the path."""

    chosen = Signal(str)
    """A path was entered with Enter, picked or dropped."""

    def __init__(
        self, title: str, hint: str = "", *, folder: bool = False, pattern: str = ""
    ) -> None:
        self.line = _PathLine()
        super().__init__(title, self.line, hint)
        self._folder, self._pattern = folder, pattern
        self.browse = button(self.tr("Browse…"))
        self.browse.setAccessibleName(self.tr("Browse for: {title}").format(title=title))
        self.browse.clicked.connect(self._on_browse)
        self.line.returnPressed.connect(self._on_entered)
        self.line.dropped.connect(self._on_picked)
        self._stand_side_by_side()

    @property
    def path(self) -> Path | None:
        """What stands in the line, or None."""
        # Explorer's "Copy as path" puts quotation marks around it
        typed = self.line.text().strip().strip('"')
        return Path(typed).expanduser() if typed else None

    def show_path(self, path: str) -> None:
        """Put a path into the line."""
        self.line.setText(path)
        self.clear()

    def _stand_side_by_side(self) -> None:
        layout = self.layout()
        place = layout.indexOf(self.line)
        layout.removeWidget(self.line)
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.line, 1)
        line.addWidget(self.browse)
        layout.insertWidget(place, pair)
        QWidget.setTabOrder(self.line, self.browse)

    def _on_browse(self) -> None:
        dialog = QFileDialog(self.window())
        dialog.setFileMode(
            QFileDialog.FileMode.Directory if self._folder else QFileDialog.FileMode.ExistingFile
        )
        if self._pattern:
            dialog.setNameFilter(self._pattern)
        if self.path is not None:
            dialog.setDirectory(str(self.path if self._folder else self.path.parent))
        dialog.fileSelected.connect(self._on_picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_entered(self) -> None:
        if self.path is not None:
            self.chosen.emit(str(self.path))

    def _on_picked(self, path: str) -> None:
        self.show_path(path)
        self.line.setFocus()
        self.chosen.emit(path)


class _PathLine(ComposingLine):
    """Takes a file dropped from the desktop as its path."""

    dropped = Signal(str)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.dropped.emit(files[0])
        else:
            super().dropEvent(event)
