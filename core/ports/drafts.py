"""Answers accepted but not yet submitted: appended, sealed, durable before the cursor moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.people import Session
from core.values import BatchId, KeyingId, PersonId


@dataclass(frozen=True)
class DraftLine:
    """One sealed change of one draft, in order."""

    n: int
    sealed: str


class Drafts(Protocol):
    """Only the author's own drafts are ever listed or returned."""

    def append(self, session: Session, keying: KeyingId, line: DraftLine) -> None:
        """Store the line, durable on return. Raises EnvError as Ledger.append does."""
        ...

    def lines(self, session: Session, keying: KeyingId) -> tuple[DraftLine, ...]:
        """The author's lines of a draft, in order."""
        ...

    def open(self, session: Session, batch: BatchId | None = None) -> tuple[KeyingId, ...]:
        """The author's drafts that are not submitted or discarded, oldest first."""
        ...

    def discard_of(self, session: Session, batch: BatchId, person: PersonId) -> None:
        """Forget, unread, what a clerk whose sheets were handed over has open in a batch; nobody else's."""
        ...

    def discard(self, session: Session, keying: KeyingId) -> None:
        """Forget a draft (after submit, set aside or handover)."""
        ...
