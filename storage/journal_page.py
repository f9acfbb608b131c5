"""Reads the journal for auditors: by person, subject, kind and time, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from core.event import Event
from core.line import from_line
from core.people import Session
from core.ports.journal import Wanted
from storage.database import Database
from storage.seat import Seat
from storage.sight import Sight

CHUNK = 500


class VisibleJournal:
    """Fulfils core.ports.journal.JournalReader."""

    def __init__(self, database: Database, seat: Seat, sight: Sight) -> None:
        self._database, self._seat, self._sight = database, seat, sight

    def page(
        self, session: Session, wanted: Wanted, offset: int = 0, limit: int = 200
    ) -> tuple[tuple[tuple[Event, str], ...], bool]:
        """(event, hash in hex) newest first, and whether more follow; only what the person may see."""
        self._seat.require(session)
        found = list(islice(self._visible(session, wanted), offset, offset + limit + 1))
        return tuple(found[:limit]), len(found) > limit

    def _visible(self, session: Session, wanted: Wanted) -> Iterator[tuple[Event, str]]:
        place = 0
        while rows := self._database.query(*statement(wanted, place)):
            events = [(from_line(line.encode()), bytes(digest).hex()) for line, digest in rows]
            seen = {
                event.stamp
                for event in self._sight.of_events(session, [event for event, _ in events])
            }
            yield from (each for each in events if each[0].stamp in seen)
            place += CHUNK


def statement(wanted: Wanted, place: int) -> tuple[str, list[Any]]:
    """The SELECT of one chunk and its parameters."""
    clauses: dict[str, list[Any]] = {
        "actor = ?": [wanted.person] if wanted.person else [],
        "subject = ?": [wanted.subject] if wanted.subject else [],
        f"kind IN ({', '.join('?' * len(wanted.kinds))})": [str(kind) for kind in wanted.kinds],
        "ms >= ?": [wanted.since_ms] if wanted.since_ms else [],
        "ms < ?": [wanted.until_ms] if wanted.until_ms else [],
    }
    used = {clause: values for clause, values in clauses.items() if values}
    where = f"WHERE {' AND '.join(used)}" if used else ""
    sql = (
        f"SELECT line, hash FROM event {where}"  # noqa: S608 - clauses are the five above
        " ORDER BY ms DESC, counter DESC, device DESC, seq DESC LIMIT ? OFFSET ?"
    )
    return sql, [*(value for values in used.values() for value in values), CHUNK, place]
