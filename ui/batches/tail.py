"""What is not finished at the deadline goes on as a tail, so that the rest closes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.errors import UserError
from core.services.batches import BatchRow
from ui import errors
from ui.batches.asking import Asking, Deeds, Shown
from ui.widgets.layout import button


class TailDeeds(QObject, Deeds):
    """For those who lead, while sheets are open."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._batch: BatchRow | None = None
        self.split = button(self.tr("T  Split off what is not finished"))
        self.buttons = {"T": self.split}
        self.split.clicked.connect(self._ask_why)

    def show(self, shown: Shown) -> None:
        """Show the button while something can be open."""
        self._batch = shown.batch
        self.split.setVisible(shown.is_whole and shown.batch.state in ("keying", "closed"))

    def _ask_why(self) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        try:
            going = len(desk.tails.unresolved(desk.session, batch))
        except UserError as error:
            self._asking.finding.say(errors.sentence(error))
            return
        told = self.tr("Split off: {n} numbers go on in a part of their own; the rest is closed.")
        self._asking.type(
            self.tr("{n} numbers are not finished. Why are they split off?").format(n=going),
            lambda why: self._asking.do(
                lambda: desk.tails.split(desk.session, batch, why), told.format(n=going)
            ),
        )
