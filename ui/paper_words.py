"""Where a batch's paper is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.services.batches import BatchRow
from ui.look.language import say


def place(row: BatchRow) -> str:
    """The unit where it lies, the way it is on, or that it is here."""
    if row.is_transit:
        on_its_way = QCoreApplication.translate("PaperWords", "on its way: {at} → {to}")
        at, to = map(say, row.place)
        return on_its_way.format(at=at, to=to)
    if row.place:
        return say(row.place[0])
    return QCoreApplication.translate("PaperWords", "here")
