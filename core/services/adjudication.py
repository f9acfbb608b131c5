"""Compare two blind readings and settle, as a third person from the paper, where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes
from core.forms.model import Form
from core.people import Session
from core.progress import Progress
from core.services.batches import BatchRow
from core.values import Answer, BatchId, SheetId


@dataclass(frozen=True)
class AdjudicationTask:
    """A batch in which the person adjudicates."""

    batch: BatchRow
    to_compare: int
    """Sheets keyed twice and not yet compared."""
    differences: int
    """Unruled ones that this person may rule on."""


@dataclass(frozen=True)
class DifferenceView:
    """One question on which two readings disagree, without names, in shuffled order."""

    id: str
    """sheet#n"""
    sheet: SheetId
    serial: str
    question: str
    first: Answer | None
    second: Answer | None
    origin: str = "keying"
    """keying, query or review: where it comes from."""
    note: str = ""
    """What the keying clerks, the query or the reviewer wrote about it."""
    suspected_wrong_sheet: bool = False
    """More than 40 % of the compared fields differ."""


@dataclass(frozen=True)
class Verdict:
    """What the paper says: take `first`, take `second`, or `other` with a typed answer and a reason."""

    choice: str
    answer: Answer | None = None
    why: str = ""
    note: str = ""


class Adjudication:
    """The desk of the third person."""

    def tasks(self, session: Session) -> tuple[AdjudicationTask, ...]:
        """Batches in which the person adjudicates, oldest first."""
        raise NotImplementedError

    def form(self, session: Session, batch: BatchId) -> Form:
        """The batch's form."""
        raise NotImplementedError

    def compare(self, session: Session, batch: BatchId, progress: Progress) -> Changes:
        """Open and compare every pair not yet compared; sheets without a difference settle at once."""
        raise NotImplementedError

    def differences(self, session: Session, batch: BatchId) -> tuple[DifferenceView, ...]:
        """Unruled differences that this person may rule on, by serial in paper order."""
        raise NotImplementedError

    def rule(self, session: Session, difference: str, verdict: Verdict) -> Changes:
        """Record the decision on one difference; with the last one the sheet's record settles.

        Raises UserError NOT_THIRD_PERSON, NO_SUCH_DIFFERENCE, BAD_VALUE, REASON_MISSING.
        """
        raise NotImplementedError
