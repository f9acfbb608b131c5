"""The journal as auditors read it."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Event
from core.people import Session
from core.ports.journal import JournalReader, Wanted
from core.ports.ledger import Ledger
from core.workflow.states import Action, permit


@dataclass(frozen=True)
class JournalFilter:
    """Empty fields mean any."""

    person: str = ""
    subject: str = ""
    kind: str = ""
    since_ms: int = 0
    until_ms: int = 0


@dataclass(frozen=True)
class JournalPage:
    """Events newest first, with their hashes."""

    events: tuple[tuple[Event, str], ...]
    more: bool


class Journal:
    """Read-only."""

    def __init__(self, ledger: Ledger, reader: JournalReader) -> None:
        self._ledger, self._reader = ledger, reader

    def page(
        self, session: Session, wanted: JournalFilter, offset: int = 0, limit: int = 200
    ) -> JournalPage:
        """Events the person may see, newest first. Raises UserError NOT_ALLOWED."""
        permit(session, Action.READ_JOURNAL)
        asked = Wanted(
            person=wanted.person,
            subject=wanted.subject,
            kinds=(wanted.kind,) if wanted.kind else (),
            since_ms=wanted.since_ms,
            until_ms=wanted.until_ms,
        )
        events, more = self._reader.page(session, asked, offset, limit)
        return JournalPage(events, more)

    def head(self, session: Session) -> str:
        """The head hash in eight groups."""
        return self._ledger.head()
