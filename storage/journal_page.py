"""Reads the journal for auditors: by person, subject, kind and time, newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from core.event import Event
from core.line import from_stored
from core.people import Session
from core.ports.journal import DeviceLine, Wanted
from storage.database import Database
from storage.seat import Seat
from storage.sight import Sight

CHUNK = 250
FEW = 5_000
"""An index that finds no more than these is the one to go by."""
DEVICES = (
    "SELECT device.device, name, state, coalesce(first.ms, 0),"
    " iif(coalesce(tail.seq, 0) = 0, 0, tail.ms), coalesce(tail.seq, 0) FROM device"
    " LEFT JOIN tail ON tail.device = device.device"
    " LEFT JOIN event AS first ON first.device = device.device AND first.seq = 1"
)
"""Not min, max and count: they read the whole journal."""
ANY_OF = "kind IN ({})"


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

    def devices(self, session: Session) -> tuple[DeviceLine, ...]:
        """The devices, the one of this computer first."""
        self._seat.require(session)
        found = [
            DeviceLine(device, host, state, device == session.device, first, last, events)
            for device, host, state, first, last, events in self._database.query(DEVICES)
        ]
        return tuple(sorted(found, key=lambda line: (not line.is_own, -line.last_ms)))

    def _visible(self, session: Session, wanted: Wanted) -> Iterator[tuple[Event, str]]:
        place, by = 0, self._best(wanted)
        while rows := self._database.query(*statement(wanted, place, by)):
            events = [(from_stored(line), bytes(digest).hex()) for line, digest in rows]
            seen = {
                event.stamp
                for event in self._sight.of_events(session, [event for event, _ in events])
            }
            yield from (each for each in events if each[0].stamp in seen)
            place += CHUNK

    def _best(self, wanted: Wanted) -> str:
        """The column to find by: SQLite cannot know how rare this person or these kinds are."""
        if wanted.subject:
            return "subject"
        times = within(wanted)
        tried = [
            (self._count({clause: values, **times}), column)
            for column, (clause, values) in narrow(wanted).items()
        ]
        count, column = min(tried, default=(FEW, "ms"))
        return column if count < FEW or len(tried) == 1 else "ms"

    def _count(self, used: dict[str, list[Any]]) -> int:
        """How many events meet the conditions, counted in the index as far as FEW."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM event WHERE {' AND '.join(used)} LIMIT {FEW})"  # noqa: S608
        return int(self._database.value(sql, [v for values in used.values() for v in values]))


def narrow(wanted: Wanted) -> dict[str, tuple[str, list[Any]]]:
    """Column -> condition and values, of what is asked besides times."""
    kinds = [str(kind) for kind in wanted.kinds]
    asked: dict[str, tuple[str, list[Any]]] = {
        "subject": ("subject = ?", [wanted.subject] if wanted.subject else []),
        "kind": (ANY_OF.format(", ".join("?" * len(kinds))), kinds),
        "actor": ("actor = ?", [wanted.person] if wanted.person else []),
    }
    return {column: (clause, values) for column, (clause, values) in asked.items() if values}


def within(wanted: Wanted) -> dict[str, list[Any]]:
    """Condition -> values of the times asked."""
    asked: dict[str, list[Any]] = {
        "ms >= ?": [wanted.since_ms] if wanted.since_ms else [],
        "ms < ?": [wanted.until_ms] if wanted.until_ms else [],
    }
    return {clause: values for clause, values in asked.items() if values}


def statement(wanted: Wanted, place: int, by: str) -> tuple[str, list[Any]]:
    """The SELECT of one chunk and its parameters; a plus keeps SQLite from the other indexes."""
    used = {
        clause if column == by else f"+{clause}": values
        for column, (clause, values) in narrow(wanted).items()
    }
    used |= within(wanted)
    where = f"WHERE {' AND '.join(used)}" if used else ""
    sql = (
        f"SELECT line, hash FROM event {where}"  # noqa: S608 - conditions are the five above
        " ORDER BY ms DESC, counter DESC, device DESC, seq DESC LIMIT ? OFFSET ?"
    )
    return sql, [*(value for values in used.values() for value in values), CHUNK, place]
