"""The journal: appends signed, chained lines with their projection; reads what a person may see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import STALE, UserError
from core.event import SIGNED, Changes, Event, Kind, NewEvent, Stamp
from core.line import (
    GENESIS,
    chained,
    from_stored,
    in_stamp_order,
    to_line,
    to_signed_line,
)
from core.people import Session
from core.ports.ledger import Row
from core.workflow.setup_bodies import is_of_door
from storage import certificates, selection
from storage.database import Database
from storage.device import Device
from storage.high_water import HighWater, Mark, high_water_of
from storage.hybrid_clock import HybridClock
from storage.projections import Grown, Projections, events_of
from storage.seat import Seat
from storage.sight import Sight

INSERT = (
    "INSERT INTO event (device, seq, hash, line, kind, subject, actor, ms, counter)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
LINE = 3
"""Place of the line among the values of INSERT."""
NEW_TAIL = "INSERT OR REPLACE INTO tail VALUES (?, ?, ?, ?, ?, ?)"
NEXT_TAIL = "UPDATE tail SET seq = ?, hash = ?, sig = ?, ms = ?, counter = ? WHERE device = ?"


@dataclass(frozen=True)
class Tail:
    """The end of a device's chain, and the latest time the journal knows."""

    seq: int
    hash: bytes
    time: tuple[int, int]


@dataclass(frozen=True)
class Pen:
    """Who writes, in which role, so many minutes east of UTC."""

    session: Session
    role: str
    zone: int


class EncryptedLedger:
    """Fulfils core.ports.ledger.Ledger for one signed-in person."""

    def __init__(
        self,
        database: Database,
        seat: Seat,
        device: Device,
        projections: Projections,
        sight: Sight,
        clock: HybridClock | None = None,
    ) -> None:
        self._database, self._seat, self._device = database, seat, device
        self._projections, self._sight = projections, sight
        self._clock = clock or HybridClock()
        self._water: HighWater | None = None

    def append(self, session: Session, role: str, events: Sequence[NewEvent]) -> Changes:
        """Write the events and the rows of their subjects in one transaction, durable on return.

        An event's `seen` counts the subject's events as this person may see them.
        Raises UserError STALE if it is outdated, EnvError DISK_FULL, READ_ONLY, LOCKED; before an own
        password is chosen GIVEN_PASSWORD, but for what tells of the door.
        """
        self._admit(session, events)
        if not events:
            return Changes()
        with self._database.write() as transaction:
            touched = dict.fromkeys(new.subject for new in events)
            before = {subject: events_of(transaction, subject) for subject in touched}
            self._refuse_stale(session, before, events)
            first = tail = self._tail(transaction)
            pen = Pen(session, role, self._clock.zone())
            written: dict[str, list[Event]] = {}
            rows = []
            for new in events:
                tail, row = self._written(pen, new, tail)
                written.setdefault(new.subject, []).append(from_stored(row[LINE]))
                rows.append(row)
            transaction.executemany(INSERT, rows)
            self._sign_tail(transaction, first, tail, {new.kind for new in events})
            self._projections.replace(transaction, grown(before, written))
        self._mark(tail)
        return Changes(frozenset(before), frozenset(new.kind for new in events))

    def history(self, session: Session, subject: str) -> tuple[Event, ...]:
        """The subject's events that this person may see, in stamp order."""
        self._seat.require(session)
        with self._database.mapped():
            events = events_of(self._database.connection(), subject)
        return tuple(self._sight.of_events(session, events))

    def rows(
        self,
        session: Session,
        table: str,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Row]:
        """Projection rows whose columns equal `where` (a tuple value means any of), ordered ("-x" descends).

        Raises UserError NOT_ALLOWED where the person may not see the table, GIVEN_PASSWORD before an
        own password is chosen.
        """
        self._seat.require(session)
        tables = self._projections.tables
        columns = list(selection.known(tables, table))
        seen = self._sight.of_rows(session, table)
        statement = selection.select_rows(tables, table, where or {}, seen, order, limit, offset)
        found = self._database.query(*statement)
        return [dict(zip(columns, row, strict=True)) for row in found]

    def count(
        self,
        session: Session,
        table: str,
        by: Sequence[str] = (),
        where: Mapping[str, Any] | None = None,
    ) -> dict[tuple[Any, ...], int]:
        """Number of rows for each combination of the `by` columns; {(): n} without any."""
        self._seat.require(session)
        tables = self._projections.tables
        selection.known(tables, table)
        seen = self._sight.of_rows(session, table)
        found = self._database.query(*selection.count_rows(tables, table, where or {}, seen, by))
        return {row[:-1]: row[-1] for row in found}

    def head(self) -> str:
        """The journal's head hash as eight groups of hex, to print on reports."""
        return head_of(self._database.query("SELECT device, seq, hash FROM tail ORDER BY device"))

    def _admit(self, session: Session, events: Sequence[NewEvent]) -> None:
        if all(is_of_door(session.person, new) for new in events):
            self._seat.at_door(session)
        else:
            self._seat.require(session)

    def _refuse_stale(
        self, session: Session, before: Mapping[str, list[Event]], events: Sequence[NewEvent]
    ) -> None:
        for new in events:
            if new.seen is None:
                continue
            if len(self._sight.of_events(session, before[new.subject])) > new.seen:
                raise UserError(STALE, subject=new.subject)

    def _mark(self, tail: Tail) -> None:
        """Remember outside the file how far it goes, so that an older copy of it is known as one."""
        if self._water is None:
            self._water = high_water_of(self._database)
        self._water.note(Mark(self._device.id, tail.seq, tail.hash))

    def _tail(self, transaction: Any) -> Tail:
        own = (0, GENESIS, (0, 0))
        peers = []
        for device, seq, digest, ms, counter in transaction.execute(
            "SELECT device, seq, hash, ms, counter FROM tail"
        ):
            if device == self._device.id:
                own = (seq, digest, (ms, counter))
            else:
                peers.append((ms, counter))
        return Tail(own[0], own[1], self._clock.latest(own[2], peers))

    def _written(self, pen: Pen, new: NewEvent, tail: Tail) -> tuple[Tail, tuple[Any, ...]]:
        """The chain's end after one more event, and the row for INSERT."""
        ms, counter = self._clock.after(tail.time)
        stamp = Stamp(ms, counter, self._device.id, tail.seq + 1)
        actor = pen.session.person
        event = Event(new.kind, new.subject, new.body, stamp, actor, pen.role, pen.zone)
        if new.kind in SIGNED:
            own = self._seat.at_door(pen.session)
            line = to_signed_line(event, lambda said: own.sign.sign(certificates.EVENT + said))
        else:
            line = to_line(event)
        digest, text = chained(tail.hash, line), line.decode()
        kind, subject = event.kind.value, event.subject
        row = (stamp.device, stamp.seq, digest, text, kind, subject, str(actor), ms, counter)
        return Tail(stamp.seq, digest, (ms, counter)), row

    def _sign_tail(self, transaction: Any, first: Tail, tail: Tail, kinds: set[Kind]) -> None:
        signature = self._device.sign_tail(tail.seq, tail.hash)
        end = (self._device.id, tail.seq, tail.hash, signature)
        if first.seq == 0:
            transaction.execute(NEW_TAIL, (*end, *tail.time))
        else:
            transaction.execute(NEXT_TAIL, (*end[1:], *tail.time, self._device.id))
        if Kind.REPORT_EXPORTED in kinds:  # what left the house stays sealed at what it said
            transaction.execute("INSERT INTO seal VALUES (?, ?, ?, ?)", end)


def grown(
    before: Mapping[str, list[Event]], written: Mapping[str, list[Event]]
) -> dict[str, Grown]:
    """Each subject's events with the new ones among them."""
    return {
        subject: Grown(
            sorted([*before[subject], *new], key=in_stamp_order), is_new=not before[subject]
        )
        for subject, new in written.items()
    }


def head_of(tails: Sequence[tuple[str, int, bytes]]) -> str:
    """Eight groups of hex over the end of every device that wrote, in order of device."""
    digest = hashlib.sha256()
    for device, seq, end in tails:
        if seq:
            digest.update(f"{device} {seq} {end.hex()}\n".encode())
    text = digest.hexdigest()
    return " ".join(text[start : start + 8] for start in range(0, 64, 8))
