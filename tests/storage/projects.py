"""Real encrypted projects in a temporary folder, with the smallest fold and policy that do the work."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.event import Event, Kind, NewEvent
from core.line import canon
from core.people import Grant, Role, Session, Unit
from core.ports import Ports
from core.ports.gate import NewPerson
from core.values import UnitId
from core.workflow.tables import TABLES
from core.workflow.visibility import Alternatives, Places
from storage.gate import FolderGate
from storage.opened import Opened
from storage.policy import Policy
from storage.slots import Kdf

CHEAP = Kdf(t=1, m=64, p=1)
PASSWORD = "correct horse"
GIVEN = "given by another"
BANK = UnitId("HO")


def small_fold(subject: str, events: Sequence[Event]) -> dict[str, list[dict[str, Any]]]:
    """People, posts, keyings and how many events a sheet has."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        table, values = row_of(event)
        if table:
            columns = TABLES[table]
            full = {name: "" if kind is str else 0 for name, kind in columns.items()}
            rows.setdefault(table, []).append({**full, **values, "subject": subject})
    return rows


def row_of(event: Event) -> tuple[str, dict[str, Any]]:
    body = event.body
    if event.kind is Kind.PERSON_ADDED:
        return "person", {"id": event.subject, "login": body["login"], "name": body["name"]}
    if event.kind is Kind.UNIT_RECORDED:
        return "unit", {"id": event.subject, "names": canon(body["names"]).decode()}
    if event.kind is Kind.BATCH_OPENED:
        return "post", {"batch": event.subject, "post": body["post"], "person": body["person"]}
    if event.kind is Kind.KEYING_SUBMITTED:
        keying = {"id": body["id"], "sheet": event.subject, "clerk": event.actor}
        return "keying", {**keying, "sealed": body["sealed"], "submitted_at": event.stamp.ms}
    if event.kind is Kind.RECORD_SETTLED:
        batch = event.subject.partition("/")[0]
        return "record", {"sheet": event.subject, "batch": batch, "answers": body["answers"]}
    return "", {}


def small_row_filter(session: Session, table: str, places: Places) -> Alternatives | None:
    """A clerk sees his own keyings; nobody but an administrator sees batch keys."""
    if table == "batch_key" and not session.has(Role.ADMIN):
        return None
    own = ({"clerk": session.person, "attempt": 0}, {"sheet": ("nowhere",)})
    return own if table == "keying" and session.has(Role.CLERK) else ({},)


def small_may_see(session: Session, event: Event, places: Places, settled: str) -> bool:
    """Another's keying is hidden from clerks until the sheet is settled."""
    own = event.actor == session.person
    return (
        bool(settled)
        or own
        or event.kind is not Kind.KEYING_SUBMITTED
        or not session.has(Role.CLERK)
    )


SMALL = Policy(small_fold, small_row_filter, small_may_see, lambda places: True)


@dataclass
class Project:
    """One project folder and the people signed in to it."""

    folder: Path
    gate: FolderGate
    recovery_key: str = ""
    seats: dict[str, Opened] = field(default_factory=dict)

    def add(self, login: str, role: Role) -> str:
        """A person, who has then chosen PASSWORD."""
        person = NewPerson(login, f"{login} 名", (Grant(role, BANK),), GIVEN)
        admin = self.at("admin")
        added = admin.ports.enrolment.add(admin.session, person)
        self.choose(login, GIVEN, PASSWORD)
        return added

    def choose(self, login: str, given: str, own: str) -> None:
        """What a person does at the door who comes in by a password that somebody else chose."""
        opened = self.gate.open(login, given)
        opened.ports.keyring.change_password(opened.session, given, own)
        self.gate.sign_out(opened.session)

    def at(self, login: str) -> Opened:
        """The person's open project, signed in on first use."""
        if login not in self.seats:
            self.seats[login] = self.gate.open(login, PASSWORD)
        return self.seats[login]

    def ports(self, login: str) -> tuple[Session, Ports]:
        opened = self.at(login)
        return opened.session, opened.ports

    def append(self, login: str, *events: NewEvent) -> None:
        session, ports = self.ports(login)
        ports.ledger.append(session, "test", events)

    def copied(self, elsewhere: Path) -> Path:
        """A copy of the whole folder, nobody being in it."""
        self.gate.close()
        return shutil.copytree(self.folder, elsewhere)

    def put_back(self, copy: Path) -> Project:
        """As if the whole folder had been replaced by an older copy of it."""
        self.gate.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        return self.reopened()

    def reopened(self) -> Project:
        """The same folder as another start of the program finds it."""
        self.gate.close()
        return Project(self.folder, gate_of(self.folder), self.recovery_key)


def gate_of(folder: Path, **parts: Any) -> FolderGate:
    return FolderGate(
        folder, lambda session, ports: (session, ports), policy=SMALL, kdf=CHEAP, **parts
    )


def admin_person() -> NewPerson:
    return NewPerson("admin", "管理员", (Grant(Role.ADMIN, BANK),), PASSWORD)


def founded(folder: Path, *, demo: bool = False) -> Project:
    gate = gate_of(folder)
    units = [Unit(BANK, (("zh", "总行"), ("en", "Head office")), None, "bank")]
    setup = gate.create("Survey 2026", admin_person(), units, demo=demo)
    setup.prove(setup.recovery_key)
    return Project(folder, gate, setup.recovery_key)
