"""Print the serial list of a batch."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.services.batches import BatchRow
from ui.batches.asking import Asking, Deeds, Shown
from ui.prints import Prints
from ui.widgets.layout import button


class PrintDeeds(QObject, Deeds):
    """For those who see the register."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._prints = Prints(asking.tools)
        self._batch: BatchRow | None = None
        self.serials = button(self.tr("S  Print the serial list"))
        self.buttons = {"S": self.serials}
        self.serials.clicked.connect(self._on_print)

    def show(self, shown: Shown) -> None:
        """Show the button where there are serials."""
        self._batch = shown.batch
        self.serials.setVisible(shown.is_opened and bool(shown.sheets))

    def _on_print(self) -> None:
        if self._batch is not None:
            self._prints.serials(self._batch.id)
