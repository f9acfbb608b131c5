"""The ports kept in memory: a second, small implementation beside storage's, as honest as that one.

Every line passes through core.line, every read through core.workflow.visibility, every sealed field
is really sealed; only nothing is durable.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import NAME_TAKEN, NOT_ALLOWED, STALE, UserError
from core.event import SIGNED, Changes, Event, Kind, NewEvent, Stamp
from core.forms.model import Form
from core.line import from_line, to_line, unsigned_line
from core.people import Grant, Role, Session, Unit
from core.ports import Ports
from core.ports.drafts import DraftLine
from core.ports.gate import NewPerson
from core.ports.journal import DeviceLine, Wanted
from core.ports.ledger import Row
from core.values import FormId, PersonId
from core.workflow.projection import project
from core.workflow.setup_bodies import unit_recorded
from core.workflow.tables import TABLES
from core.workflow.visibility import Places, may_see, row_filter, standing
from tests.support.memory_vault import MemoryVault
from tests.support.sealing import public_of, text_of
from tests.support.shelves import MemoryDrafts, MemoryFiles, MemoryForms, MemoryKeyring

ZONE = timezone(timedelta(hours=8))
DAY_ONE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


@dataclass(frozen=True)
class Keys:
    """A person's private keys."""

    sign: Ed25519PrivateKey
    seal: X25519PrivateKey


@dataclass
class Memory:
    """Everything that all people of one project share."""

    lines: list[bytes] = field(default_factory=list)
    rows: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    """Table -> subject -> rows."""
    events: dict[str, list[Event]] = field(default_factory=dict)
    drafts: dict[tuple[str, str], list[DraftLine]] = field(default_factory=dict)
    forms: dict[FormId, Form] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)
    keys: dict[str, Keys] = field(default_factory=dict)
    sheet_keys: dict[str, bytes] = field(default_factory=dict)
    recovery: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    time: datetime = DAY_ONE
    device: str = "d1"

    def ports(self, person: PersonId) -> tuple[Session, Ports]:
        """What a signed-in person's desk is built from."""
        row = self.raw("person", {"id": person})[0]
        grants = tuple(Grant(Role(g["role"]), g["unit"]) for g in orjson.loads(row["grants"]))
        session = Session(person, row["name"], grants, self.device)
        ledger = MemoryLedger(self)
        return session, Ports(
            ledger=ledger,
            vault=MemoryVault(self, person),
            drafts=MemoryDrafts(self.drafts, self.is_relieved),
            files=MemoryFiles(self.files, self.evidence, self.raw),
            clock=self,
            forms=MemoryForms(self.forms),
            enrolment=MemoryEnrolment(self, ledger),
            keyring=MemoryKeyring(),
            journal=ledger,
        )

    def is_relieved(self, batch: str, person: str) -> bool:
        return bool(self.raw("post", {"batch": batch, "person": person, "relieved": 1}))

    def now(self) -> datetime:
        """Fulfils core.ports.clock.Clock."""
        return self.time

    def copied_to(self, device: str) -> Memory:
        """Another machine that has imported everything so far; keys stay with their owners."""
        other = replace(self, device=device, lines=self.lines[:], drafts={}, rows={})
        other.events = {subject: events[:] for subject, events in self.events.items()}
        for subject in other.events:
            other.refold(subject)
        return other

    def take_in(self, other: Memory) -> None:
        """Import what another machine wrote."""
        known = set(self.lines)
        for line in other.lines:
            if line not in known:
                event = from_line(line)
                self.lines.append(line)
                self.events.setdefault(event.subject, []).append(event)
                self.refold(event.subject)
                self.time = max(self.time, other.time)

    def raw(self, table: str, where: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Unfiltered rows."""
        every = (row for rows in self.rows.get(table, {}).values() for row in rows)
        return [row for row in every if fulfils(row, where)]

    def written(self, new: NewEvent, actor: PersonId, role: str) -> Event:
        """Add one line and fold its subject anew."""
        self.time += timedelta(milliseconds=7)
        ms = int(self.time.timestamp() * 1000)
        stamp = Stamp(ms, 0, self.device, len(self.lines) + 1)
        event = Event(new.kind, new.subject, new.body, stamp, actor, role, 480)
        if new.kind in SIGNED and actor in self.keys:
            signature = self.keys[actor].sign.sign(unsigned_line(event))
            event = Event(**{**vars(event), "signature": signature})
        line = to_line(event)
        self.lines.append(line)
        self.events.setdefault(new.subject, []).append(from_line(line))
        return event

    def refold(self, subject: str) -> None:
        """Replace a subject's rows by the fold of its events."""
        folded = project(subject, self.events[subject])
        for table in self.rows.keys() - folded.keys():
            self.rows[table].pop(subject, None)
        for table, found in folded.items():  # in the place where its rows stood
            for row in found:
                assert {c: type(value) for c, value in row.items()} == TABLES[table], (table, row)
            self.rows.setdefault(table, {})[subject] = found


class MemoryLedger:
    """Fulfils core.ports.ledger.Ledger and core.ports.journal.JournalReader."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._stood: tuple[tuple[int, Session], Places] | None = None

    def append(self, session: Session, role: str, events: Sequence[NewEvent]) -> Changes:
        for new in events:
            stands = len(self.history(session, new.subject))
            if new.seen is not None and stands > new.seen:
                raise UserError(STALE, subject=new.subject)
        for new in events:
            self._memory.written(new, session.person, role)
        subjects = frozenset(new.subject for new in events)
        for subject in subjects:
            self._memory.refold(subject)
        return Changes(subjects, frozenset(new.kind for new in events))

    def history(self, session: Session, subject: str) -> tuple[Event, ...]:
        places = self._places(session)
        records = self._memory.raw("record", {"sheet": subject})
        settled = records[0]["batch"] if records else ""
        events = sorted(self._memory.events.get(subject, ()), key=lambda event: event.stamp)
        return tuple(e for e in events if may_see(session, e, places, settled))

    def rows(
        self,
        session: Session,
        table: str,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Row]:
        found = self._seen(session, table, where or {})
        for column in reversed(order):
            name = column.removeprefix("-")
            found.sort(key=lambda row: row[name], reverse=column != name)
        end = None if limit is None else offset + limit
        return [dict(row) for row in found[offset:end]]

    def count(
        self,
        session: Session,
        table: str,
        by: Sequence[str] = (),
        where: Mapping[str, Any] | None = None,
    ) -> dict[tuple[Any, ...], int]:
        counted: dict[tuple[Any, ...], int] = {} if by else {(): 0}
        for row in self._seen(session, table, where or {}):
            key = tuple(row[column] for column in by)
            counted[key] = counted.get(key, 0) + 1
        return counted

    def head(self) -> str:
        digest = hashlib.sha256(b"\n".join(self._memory.lines)).hexdigest()
        return " ".join(digest[start : start + 8] for start in range(0, 64, 8))

    def devices(self, session: Session) -> tuple[DeviceLine, ...]:
        times = [from_line(line).stamp.ms for line in self._memory.lines]
        ends = (min(times), max(times), len(times)) if times else (0, 0, 0)
        return (DeviceLine(self._memory.device, "memory", "active", True, *ends),)

    def page(
        self, session: Session, wanted: Wanted, offset: int = 0, limit: int = 200
    ) -> tuple[tuple[tuple[Event, str], ...], bool]:
        places = self._places(session)
        found = []
        for line in reversed(self._memory.lines):
            event = from_line(line)
            if wanted.kinds and event.kind not in wanted.kinds:
                continue
            if wanted.subject and event.subject != wanted.subject:
                continue
            if may_see(session, event, places, settled=""):
                found.append((event, hashlib.sha256(line).hexdigest()))
        return tuple(found[offset : offset + limit]), len(found) > offset + limit

    def _places(self, session: Session) -> Places:
        """As storage's: read anew whenever the journal has grown."""
        at = (len(self._memory.lines), session)
        if self._stood is None or self._stood[0] != at:
            self._stood = (at, standing(session, self._memory.raw))
        return self._stood[1]

    def _seen(self, session: Session, table: str, where: Mapping[str, Any]) -> list[dict[str, Any]]:
        seen = row_filter(session, table, self._places(session))
        if seen is None:
            raise UserError(NOT_ALLOWED, action=f"read {table}")
        rows = self._memory.raw(table, where)
        return [row for row in rows if any(fulfils(row, each) for each in seen)]


class MemoryEnrolment:
    """Fulfils core.ports.gate.Enrolment."""

    def __init__(self, memory: Memory, ledger: MemoryLedger) -> None:
        self._memory, self._ledger = memory, ledger

    def add(self, session: Session, person: NewPerson) -> str:
        if self._memory.raw("person", {"login": person.login}):
            raise UserError(NAME_TAKEN, name=person.login)
        new, event = newcomer(self._memory, person)
        self._ledger.append(session, "admin", [event])
        return new


def newcomer(memory: Memory, person: NewPerson) -> tuple[PersonId, NewEvent]:
    """Keys and the first event of a person."""
    own = Keys(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())
    new = PersonId("p-" + base64.b32encode(os.urandom(5)).decode().lower())
    memory.keys[new] = own
    body = {
        "login": person.login,
        "name": person.name,
        "grants": [{"role": g.role.value, "unit": g.unit} for g in person.grants],
        "sign_key": text_of(own.sign.public_key().public_bytes_raw()),
        "seal_key": public_of(own.seal),
        "active": True,
        "trained_on": person.trained_on,
        "by": "@project",
        "cert": "",
    }
    return new, NewEvent(Kind.PERSON_ADDED, new, body)


def founded(units: Sequence[Unit], admin: NewPerson) -> tuple[Memory, PersonId]:
    """A project in memory with its first administrator."""
    memory = Memory()
    person, added = newcomer(memory, admin)
    for event in (*map(unit_recorded, units), added):
        memory.written(event, person, "admin")
        memory.refold(event.subject)
    return memory, person


def fulfils(row: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(
        row[column] in wanted if isinstance(wanted, tuple) else row[column] == wanted
        for column, wanted in where.items()
    )
