"""Words beside the readings of one difference."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import sentences
from ui.adjudication.presenter import ILLEGIBLE, RulingState
from ui.adjudication.reading_card import answer_text
from ui.paper_words import note_words


def origin(state: RulingState) -> str:
    """Where it comes from; of what the paper is read for first, nothing that would tell."""
    view = state.difference
    if state.asking:
        return sentences.word("origin", "paper_first")
    is_check = state.keyed is not None and view.first == view.second
    return sentences.word("origin", "check" if is_check else view.origin)


def notes(state: RulingState) -> str:
    """What is said under the readings: what was keyed first, the notes, the reason."""
    said = []
    if state.asking:
        said.append(
            QCoreApplication.translate(
                "RulingView", "Both readings are shown once the paper's value is keyed."
            )
        )
    if state.keyed is not None:
        read = answer_text(state.question, state.keyed)
        said.append(
            QCoreApplication.translate("RulingView", "Keyed from the paper: {text}").format(
                text=read
            )
        )
    if state.difference.note:
        said.append(
            QCoreApplication.translate("RulingView", "Note: {text}").format(
                text=note_words(state.difference.note)
            )
        )
    verdict = state.verdict
    if verdict is not None and verdict.why:
        kind = "unclear_reason" if verdict.choice == ILLEGIBLE else "ruling_reason"
        reason = sentences.word(kind, verdict.why)
        said.append(QCoreApplication.translate("RulingView", "Reason: {text}").format(text=reason))
    if verdict is not None and verdict.note:
        said.append(
            QCoreApplication.translate("RulingView", "Your note: {text}").format(text=verdict.note)
        )
    return " · ".join(said)
