"""The way into a project: create it, sign in, sign out, recover. Storage fulfils it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.people import Grant, Session, Unit

if TYPE_CHECKING:
    from core.services.desk import Desk


@dataclass(frozen=True)
class NewPerson:
    """What an administrator says of a person to be added."""

    login: str
    name: str
    grants: tuple[Grant, ...]
    password: str
    trained_on: str = ""


@dataclass(frozen=True)
class SignInName:
    """A line of the sign-in page: no more than a person at the door may know."""

    login: str
    name: str
    roles: tuple[str, ...] = ()
    """Shown in the demo project only."""


class RecoverySetup(Protocol):
    """A project being created: the recovery key has been shown and must be proved before it counts."""

    recovery_key: str
    """age secret key (AGE-SECRET-KEY-1...), shown once, kept by head office off the machine."""

    def prove(self, typed: str) -> None:
        """Take the recovery key typed back or read from the saved file; the project exists from here on.

        Raises UserError RECOVERY_NOT_PROVED.
        """
        ...


class Gate(Protocol):
    """One project folder, locked to this process."""

    def exists(self) -> bool:
        """Whether a project stands in the folder. Raises EnvError NOT_A_PROJECT for something else there."""
        ...

    def is_demo(self) -> bool:
        """Whether the folder holds demonstration data, whose passwords the sign-in page may tell."""
        ...

    def create(
        self, name: str, admin: NewPerson, units: Sequence[Unit], *, demo: bool = False
    ) -> RecoverySetup:
        """Begin a project with its first administrator. Raises EnvError PROJECT_EXISTS,
        UserError PASSWORD_TOO_SHORT."""
        ...

    def people(self) -> tuple[SignInName, ...]:
        """Who can sign in here."""
        ...

    def sign_in(self, login: str, password: str) -> Desk:
        """Open the project for a person. Raises UserError WRONG_PASSWORD or TRY_LATER (growing delay),
        EnvError WRONG_KEY, PLAINTEXT_DATABASE, NEWER_VERSION, DAMAGED, OLD_SQLITE."""
        ...

    def sign_out(self, session: Session) -> None:
        """Forget the person's keys and close the database."""
        ...


class Enrolment(Protocol):
    """Adding people: keys are made here, so it is a matter of the vault and the slots file."""

    def add(self, session: Session, person: NewPerson) -> str:
        """Make the person's keys and slot, signed by this administrator, and journal it; returns the id.

        Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED.
        """
        ...
