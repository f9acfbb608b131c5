"""Where a batch's paper is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate

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


def is_overdue(row: BatchRow) -> bool:
    """Whether the deadline is over."""
    return bool(row.due) and row.due < QDate.currentDate().toString("yyyy-MM-dd")


def serial_words(serial: str) -> str:
    """A serial as it is written on paper: 0123, or 0123-补1 where a number was given by hand."""
    return serial.replace("-S", QCoreApplication.translate("PaperWords", "-S"))
