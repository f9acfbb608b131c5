"""Reasons for which a sheet is void, and a query's state in words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

VOID_REASONS = {  # requirements MIS-03
    "contradictory": QT_TRANSLATE_NOOP("RecheckWords", "Contradictory answers"),
    "missing": QT_TRANSLATE_NOOP("RecheckWords", "Too many answers missing"),
    "screened_out": QT_TRANSLATE_NOOP("RecheckWords", "Does not belong to those asked"),
    "illegible": QT_TRANSLATE_NOOP("RecheckWords", "Illegible"),
    "duplicate": QT_TRANSLATE_NOOP("RecheckWords", "Handed in twice"),
    "malicious": QT_TRANSLATE_NOOP("RecheckWords", "Not meant seriously"),
    "wrong_period": QT_TRANSLATE_NOOP("RecheckWords", "Of another month"),
    "pilot": QT_TRANSLATE_NOOP("RecheckWords", "A trial sheet"),
    "blank_sheet": QT_TRANSLATE_NOOP("RecheckWords", "Nothing is filled in"),
    "page_missing": QT_TRANSLATE_NOOP("RecheckWords", "A page is missing"),
    "lost": QT_TRANSLATE_NOOP("RecheckWords", "The paper is lost"),
    "suspected_invented": QT_TRANSLATE_NOOP("RecheckWords", "Perhaps filled in by nobody asked"),
}


def void_reason(code: str) -> str:
    """A void reason in words; what a person typed stays as it is."""
    source = VOID_REASONS.get(code)
    return QCoreApplication.translate("RecheckWords", source) if source else code  # type: ignore[arg-type]
