"""Where a batch's paper is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate

from core.errors import PAPER_NOT_HERE, WRONG_PLACE, TwinkeyError
from core.services.batches import BatchRow
from core.services.desk import Desk
from core.workflow.notes import missed_page
from ui.look.language import say

SAY_PLACES, PLACES = (PAPER_NOT_HERE, WRONG_PLACE), ("at", "to")
"""Refusals that name units, and their parameters that do."""


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


def with_unit_names(error: TwinkeyError, desk: Desk) -> TwinkeyError:
    """The refusal with the names of the units that it names by their codes."""
    named = {name: error.params[name] for name in PLACES if name in error.params}
    if error.code not in SAY_PLACES or not named:
        return error
    known = {str(unit.id): dict(unit.names) for unit in desk.directory.units(desk.session)}
    places = {name: known.get(str(unit), unit) for name, unit in named.items()}
    return type(error)(error.code, **{**error.params, **places})


def by_hand_caption() -> str:
    """What to read from a paper whose number was given by hand."""
    said = QCoreApplication.translate("PaperWords", "The number behind {mark} on the paper")
    return said.format(mark=QCoreApplication.translate("PaperWords", "-S"))


def note_words(note: str) -> str:
    """A note as its reader is told it: what a person wrote, or what the program's own code means."""
    return "\n".join(map(_note_line, note.split("\n")))


def _note_line(note: str) -> str:
    page = missed_page(note)
    if page is None:
        return note
    return QCoreApplication.translate("PaperWords", "Page {page} is missing.").format(page=page)
