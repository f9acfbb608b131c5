"""Applies core's visibility policy to everything that storage reads for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.errors import NOT_ALLOWED, UserError
from core.event import Event
from core.people import Session
from core.workflow.tables import TABLES
from core.workflow.visibility import Alternatives, Places, may_see, row_filter, standing
from storage import selection
from storage.database import Database

RowFilter = Callable[[Session, str, Places], Alternatives | None]
MaySee = Callable[[Session, Event, Places, str], bool]


class Sight:
    """What one person may see of rows and events."""

    def __init__(
        self, database: Database, row_filter: RowFilter = row_filter, may_see: MaySee = may_see
    ) -> None:
        self._database, self._row_filter, self._may_see = database, row_filter, may_see
        self._stood: tuple[Any, Session, Places] | None = None

    def of_rows(self, session: Session, table: str) -> Alternatives:
        """Alternative conditions on the rows of a table. Raises UserError NOT_ALLOWED where it is closed."""
        seen = self._row_filter(session, table, self.places(session))
        if seen is None:
            raise UserError(NOT_ALLOWED, action=f"read {table}")
        return seen

    def of_events(self, session: Session, events: list[Event]) -> list[Event]:
        """Those of the events that the person may see."""
        places = self.places(session)
        settled = self._settled({event.subject for event in events})
        return [
            event
            for event in events
            if self._may_see(session, event, places, settled.get(event.subject, ""))
        ]

    def places(self, session: Session) -> Places:
        """The person's places, read anew whenever the journal has grown."""
        newest = self._database.value("SELECT max(lsn) FROM event")
        stood = self._stood
        if stood is None or stood[:2] != (newest, session):
            stood = self._stood = (newest, session, standing(session, self._fetch))
        return stood[2]

    def _fetch(self, table: str, where: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        rows = self._database.query(*selection.select_rows(TABLES, table, where, ({},)))
        return [dict(zip(TABLES[table], row, strict=True)) for row in rows]

    def _settled(self, subjects: set[str]) -> dict[str, str]:
        """Sheet -> the batch, or the part of one, in which its record is."""
        sql = "SELECT batch FROM record WHERE sheet = ? LIMIT 1"
        found = ((subject, self._database.value(sql, (subject,))) for subject in subjects)
        return {subject: batch for subject, batch in found if batch is not None}
