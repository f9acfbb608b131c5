"""Applies core's visibility policy to everything that storage reads for a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.errors import NOT_ALLOWED, UserError
from core.event import Event
from core.people import Session
from core.workflow.visibility import may_see, row_filter
from storage.database import Database

Posts = Mapping[str, frozenset[str]]
RowFilter = Callable[[Session, str, Posts], Mapping[str, Any] | None]
MaySee = Callable[[Session, Event, Posts, bool], bool]


class Sight:
    """What a person may see of rows and events."""

    def __init__(
        self, database: Database, row_filter: RowFilter = row_filter, may_see: MaySee = may_see
    ) -> None:
        self._database, self._row_filter, self._may_see = database, row_filter, may_see

    def of_rows(self, session: Session, table: str) -> Mapping[str, Any]:
        """Conditions on the rows of a table. Raises UserError NOT_ALLOWED where it is closed."""
        where = self._row_filter(session, table, self.posts(session))
        if where is None:
            raise UserError(NOT_ALLOWED, action=f"read {table}")
        return where

    def of_events(self, session: Session, events: list[Event]) -> list[Event]:
        """Those of the events that the person may see."""
        posts = self.posts(session)
        settled = self.settled({event.subject for event in events})
        return [
            event
            for event in events
            if self._may_see(session, event, posts, event.subject in settled)
        ]

    def posts(self, session: Session) -> dict[str, frozenset[str]]:
        """Batch -> posts that the person holds there."""
        held: dict[str, set[str]] = {}
        rows = self._database.query(
            "SELECT batch, post FROM post WHERE person = ?", (session.person,)
        )
        for batch, post in rows:
            held.setdefault(batch, set()).add(post)
        return {batch: frozenset(posts) for batch, posts in held.items()}

    def settled(self, subjects: set[str]) -> set[str]:
        """Those of the subjects that have a record."""
        return {
            subject
            for subject in subjects
            if self._database.query("SELECT 1 FROM record WHERE sheet = ? LIMIT 1", (subject,))
        }
