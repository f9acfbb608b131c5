"""The journal as auditors read it."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Event
from core.people import Session


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

    def page(self, session: Session, wanted: JournalFilter, offset: int = 0, limit: int = 200) -> JournalPage:
        """Events the person may see, newest first. Raises UserError NOT_ALLOWED."""
        raise NotImplementedError

    def head(self, session: Session) -> str:
        """The head hash in eight groups."""
        raise NotImplementedError
