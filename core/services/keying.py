"""Key one sheet blind: begin, accept answers one by one, submit with a signature."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes
from core.forms.model import Form
from core.people import Session
from core.services.batches import BatchRow
from core.values import Answer, Answers, BatchId, KeyingId, SheetId


@dataclass(frozen=True)
class KeyingTask:
    """A batch in which the person keys one pass (or records visits)."""

    batch: BatchRow
    pass_no: int
    done: int
    """Submitted by this person's pass."""
    total: int
    drafts: tuple[str, ...]
    """Serials begun and not submitted."""


@dataclass(frozen=True)
class DraftChange:
    """One accepted answer, undo step, confirmation or note; the history of a draft is its undo stack."""

    kind: str
    """answer, undo, redo, confirm or note."""
    question: str = ""
    answer: Answer | None = None
    text: str = ""
    """Note text, or the reason of a confirmed warning."""
    at: int = 0
    """Milliseconds since the keying began."""


@dataclass(frozen=True)
class Draft:
    """A keying in work: everything the entry page needs, from the first key or after a crash."""

    id: KeyingId
    sheet: SheetId
    serial: str
    batch: BatchRow
    pass_no: int
    form: Form
    changes: tuple[DraftChange, ...]


def replay(changes: tuple[DraftChange, ...]) -> tuple[Answers, dict[str, str], dict[str, str]]:
    """What a history amounts to: answers, notes by question, confirmations by question."""
    raise NotImplementedError


class Keying:
    """Blind transcription by the clerk of one pass."""

    def tasks(self, session: Session) -> tuple[KeyingTask, ...]:
        """Batches with serials for this person, oldest first; nothing of any other person."""
        raise NotImplementedError

    def waiting(self, session: Session, batch: BatchId) -> tuple[str, ...]:
        """Serials of the person's own pass that are not submitted or set aside, in order."""
        raise NotImplementedError

    def begin(self, session: Session, batch: BatchId, serial: str) -> Draft:
        """Start or resume the person's keying of a sheet.

        Raises UserError UNKNOWN_SERIAL, ALREADY_SUBMITTED, NOT_YOUR_PASS.
        """
        raise NotImplementedError

    def accept(self, session: Session, draft: Draft, change: DraftChange) -> Draft:
        """Make one change durable and return the draft with it. Raises UserError BAD_VALUE; EnvError."""
        raise NotImplementedError

    def submit(self, session: Session, draft: Draft) -> Changes:
        """Self-check and sign: seal all answers, notes and timings into one event (level 1).

        Raises UserError UNANSWERED with the keys of open questions, ALREADY_SUBMITTED.
        """
        raise NotImplementedError

    def set_aside(self, session: Session, draft: Draft, reason: str) -> Changes:
        """Lay a sheet aside with a reason code (page_missing, not_my_batch, unclear, other)."""
        raise NotImplementedError
