"""Mystery-shopper visits: keyed once by the shopper, scored 0-100, reviewed like sheets."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes
from core.figures.visits import SectionScore, VisitScore
from core.people import Session
from core.ports.files import StoredFile
from core.services.keying import Draft, KeyingTask
from core.values import Answers, BatchId, SheetId

__all__ = ["SectionScore", "VisitRow", "VisitScore", "Visits"]


@dataclass(frozen=True)
class VisitRow:
    """A visit as those may see it who may know of it; the branch never does."""

    sheet: SheetId
    serial: str
    branch: str
    date: str
    state: str
    score: VisitScore | None


class Visits:
    """The shopper's desk; entry itself goes through Keying with the draft that `begin` gives."""

    def tasks(self, session: Session) -> tuple[KeyingTask, ...]:
        """Visit batches in which the person is the shopper."""
        raise NotImplementedError

    def begin(self, session: Session, batch: BatchId, serial: str | None = None) -> Draft:
        """Start a new visit (serial None) or resume one. Raises UserError NOT_TRAINED, NOT_YOUR_PASS."""
        raise NotImplementedError

    def attach(self, session: Session, draft: Draft, question: str, name: str, data: bytes) -> tuple[Draft, StoredFile]:
        """Keep an evidence file by its hash and answer the question with it (sha256 and name)."""
        raise NotImplementedError

    def score(self, draft: Draft, answers: Answers) -> VisitScore:
        """The score as the answers stand."""
        raise NotImplementedError

    def submit(self, session: Session, draft: Draft) -> Changes:
        """Sign and submit; the record settles at once (one keying).

        Raises UserError TIMES_OUT_OF_ORDER, REMARK_MISSING, UNANSWERED, NOT_TRAINED.
        """
        raise NotImplementedError

    def mine(self, session: Session, batch: BatchId) -> tuple[VisitRow, ...]:
        """Own visits (shopper), or all visits of the batch (quality specialist)."""
        raise NotImplementedError
