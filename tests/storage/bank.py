"""A project of several units, whose clocks a test sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.people import Grant, Role, Unit
from core.ports.gate import NewPerson
from core.values import PersonId, UnitId
from storage.attempts import Attempts
from tests.storage.projects import GIVEN, PASSWORD, Project, gate_of

HO, EAST, E01, W01 = map(UnitId, ("HO", "EAST", "E01", "W01"))
UNITS = (
    Unit(HO, (("en", "Head office"),), None, "bank"),
    Unit(EAST, (("en", "East"),), HO, "region"),
    Unit(E01, (("en", "Branch"),), EAST, "branch"),
    Unit(W01, (("en", "Western branch"),), HO, "branch"),
)
OTHER = "another password"
WHY = "forgot it"


@dataclass
class Wall:
    """A clock that a test sets."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class Bank:
    """A project with units; everybody has chosen PASSWORD."""

    project: Project
    wall: Wall
    now: list[float]

    def add(self, login: str, role: Role, unit: UnitId, by: str = "admin") -> PersonId:
        added = self.give(login, role, unit, by)
        self.project.choose(login, GIVEN, PASSWORD)
        return added

    def give(self, login: str, role: Role, unit: UnitId, by: str = "admin") -> PersonId:
        """A person who has not chosen yet and comes in by GIVEN."""
        session, ports = self.project.ports(by)
        person = NewPerson(login, f"{login} name", (Grant(role, unit),), GIVEN)
        return PersonId(ports.enrolment.add(session, person))

    def id(self, login: str) -> PersonId:
        members = self.project.at("admin").members.all().values()
        return next(member.id for member in members if member.login == login)

    def member(self, login: str) -> Any:
        return self.project.at("admin").members.get(self.id(login))

    def enters_anew(self, login: str, given: str) -> Any:
        """After a reset: chooses PASSWORD at the door and goes in."""
        self.project.choose(login, given, PASSWORD)
        return self.enters(login)

    def enters(self, login: str, password: str = PASSWORD) -> Any:
        opened = self.project.gate.open(login, password)
        self.project.seats[login] = opened
        return opened


def founded_bank(tmp_path: Path) -> Bank:
    wall, now = Wall(datetime.now(UTC)), [1000.0]
    folder = tmp_path / "bank"
    attempts = Attempts(folder, lambda: now[0], lambda: tmp_path / "mark" / "bank.json")
    gate = gate_of(folder, clock=wall, attempts=attempts)
    admin = NewPerson("admin", "管理员", (Grant(Role.ADMIN, HO),), PASSWORD)
    setup = gate.create("Survey", admin, UNITS)
    setup.prove(setup.recovery_key)
    made = Bank(Project(folder, gate, setup.recovery_key), wall, now)
    for login, role, unit in (
        ("east", Role.ADMIN, EAST),
        ("leader1", Role.LEADER, E01),
        ("leader2", Role.LEADER, EAST),
        ("quality", Role.QUALITY, HO),
        ("clerk", Role.CLERK, E01),
        ("western", Role.CLERK, W01),
    ):
        made.add(login, role, unit)
    return made
