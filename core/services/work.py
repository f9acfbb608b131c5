"""What the entry page needs of whoever hands out the sheets: a batch, or a practice sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.event import Changes
from core.people import Session
from core.services.batches import Batches, BatchRow
from core.services.keying import Draft, Keying
from core.services.lookup import FoundSheet, Lookup
from core.values import BatchId
from core.workflow.drafting import DraftChange


@dataclass(frozen=True)
class Standing:
    """How far a person's own pass of a batch is."""

    batch: BatchRow
    waiting: tuple[str, ...]
    """Serials not submitted or set aside, in order."""
    drafts: tuple[str, ...]
    """Serials begun and not submitted."""
    done: int
    total: int
    held_up: int = 0
    """Sheets that are left and of which neither paper nor scan is here."""
    returned: tuple[str, ...] = ()
    """Serials to key again: what was keyed there was of another paper."""

    @property
    def is_held_up(self) -> bool:
        """Whether sheets are left whose paper is not here."""
        return self.held_up > 0


class KeyingWork(Protocol):
    """Sheets to key, one after the other."""

    def standing(self, batch: BatchId) -> Standing:
        """How far the batch is. Raises UserError NOT_ALLOWED."""
        ...

    def find(self, text: str) -> tuple[FoundSheet, ...]:
        """Sheets that a number or barcode may mean. Raises UserError NO_SUCH_SHEET."""
        ...

    def begin(self, batch: BatchId, serial: str) -> Draft:
        """Start or resume a sheet. Raises UserError UNKNOWN_SERIAL, ALREADY_SUBMITTED."""
        ...

    def accept(self, draft: Draft, change: DraftChange) -> Draft:
        """Take one change. Raises UserError BAD_VALUE; EnvError."""
        ...

    def submit(self, draft: Draft, now: datetime) -> Changes:
        """Self-check and sign. Raises UserError UNANSWERED, ALREADY_SUBMITTED."""
        ...

    def set_aside(self, draft: Draft, reason: str) -> Changes:
        """Lay a sheet aside with a reason code."""
        ...


class BatchWork:
    """The sheets of real batches, in one person's session."""

    def __init__(self, session: Session, batches: Batches, keying: Keying, lookup: Lookup) -> None:
        self._session, self._batches = session, batches
        self._keying, self._lookup = keying, lookup

    def standing(self, batch: BatchId) -> Standing:
        """See KeyingWork."""
        waiting = self._keying.waiting(self._session, batch)
        task = self._keying.task(self._session, batch)
        if task is None:
            return Standing(self._batches.batch(self._session, batch), waiting, (), 0, 0)
        counts = (task.done, task.total, task.held_up)
        return Standing(task.batch, waiting, task.drafts, *counts, task.returned)

    def find(self, text: str) -> tuple[FoundSheet, ...]:
        """See KeyingWork."""
        return self._lookup.find(self._session, text)

    def begin(self, batch: BatchId, serial: str) -> Draft:
        """See KeyingWork."""
        return self._keying.begin(self._session, batch, serial)

    def accept(self, draft: Draft, change: DraftChange) -> Draft:
        """See KeyingWork."""
        return self._keying.accept(self._session, draft, change)

    def submit(self, draft: Draft, now: datetime) -> Changes:
        """See KeyingWork; the store's own clock says what is unanswered."""
        return self._keying.submit(self._session, draft)

    def set_aside(self, draft: Draft, reason: str) -> Changes:
        """See KeyingWork."""
        return self._keying.set_aside(self._session, draft, reason)
