"""What a barcode that was read into the questions means: another sheet, this one or none; never an answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.errors import UserError
from core.services.keying import Draft
from core.services.lookup import FoundSheet
from core.services.work import KeyingWork
from core.values import BatchId
from ui import errors
from ui.keying.confirming import confirms, sheet_meant
from ui.paper_words import serial_words

LONGEST_SAID = 40


def meaning(work: KeyingWork, draft: Draft, text: str) -> tuple[FoundSheet | None, str]:
    """The other sheet that was read, if it is one, and what to say at the sheet that is open then."""
    if confirms(text, draft.serial, draft.batch.code):
        return None, QCoreApplication.translate(
            "Readings", "The barcode is this sheet's own: it is open, and no question was answered."
        )
    try:
        found = sheet_meant(work, BatchId(draft.batch.id), draft.batch.code, text)
    except UserError as error:
        return None, f"{errors.sentence(error)} {_nothing()}"
    if found is None:
        said = QCoreApplication.translate(
            "Readings", "The barcode “{text}” is no sheet that you key here."
        )
        return None, f"{said.format(text=_short(text))} {_nothing()}"
    said = QCoreApplication.translate(
        "Readings",
        "The barcode opened sheet {serial}; on sheet {before} it answered nothing.",
    )
    return found, said.format(serial=serial_words(found.serial), before=serial_words(draft.serial))


def no_answer(text: str) -> str:
    """What to say where a barcode can mean nothing."""
    said = QCoreApplication.translate("Readings", "“{text}” was read as a barcode.")
    return f"{said.format(text=_short(text))} {_nothing()}"


def _nothing() -> str:
    return QCoreApplication.translate("Readings", "No question was answered.")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]}…"
