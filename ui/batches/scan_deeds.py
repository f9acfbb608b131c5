"""Scans of a batch: the way to the page where they are attached."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.services.batches import BatchRow
from ui.batches.asking import Asking, Deeds, Shown
from ui.widgets.layout import button


class ScanDeeds(QObject, Deeds):
    """For those who lead a batch of paper."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._tools = asking.tools
        self._batch: BatchRow | None = None
        self.scans = button(self.tr("I  Scans"))
        self.buttons = {"I": self.scans}
        self.scans.clicked.connect(self._on_scans)

    def show(self, shown: Shown) -> None:
        """Show the way to whoever may attach."""
        self._batch = shown.batch
        self.scans.setVisible(shown.is_whole and shown.goes_on)

    def _on_scans(self) -> None:
        if self._batch is not None:
            self._tools.wanted.emit("scans", self._batch.id)
