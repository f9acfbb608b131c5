"""The way into a project: create it, sign in, sign out, recover. Storage fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.people import Grant, Session, Unit
from core.ports.vault import BatchKey
from core.progress import Progress
from core.values import PersonId

if TYPE_CHECKING:
    from core.services.desk import Desk


Rest = Callable[[Progress], None]
"""What is left to do when everybody has left; safe to stop, and to leave to the next sign-in."""


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

    def rekey_waits(self) -> bool:
        """Whether the next person to sign in has the database re-keyed first, which takes its time."""
        ...

    def sign_in(self, login: str, password: str, progress: Progress | None = None) -> Desk:
        """Open the project for a person, after a re-key that waits.

        Raises UserError WRONG_PASSWORD or TRY_LATER (growing delay),
        EnvError WRONG_KEY, PLAINTEXT_DATABASE, NEWER_VERSION, DAMAGED, OLD_SQLITE."""
        ...

    def sign_out(self, session: Session) -> None:
        """Forget the person's keys and close the database, and re-key it if that waits."""
        ...

    def leave(self, session: Session) -> Rest | None:
        """As `sign_out`, but for the re-key: that is handed back, to be done beside the interface."""
        ...

    def recover(self, recovery: str, login: str, password: str) -> None:
        """Put a person's keys behind a new password by the recovery key; nothing is lost.

        Raises UserError RECOVERY_NOT_PROVED, PASSWORD_TOO_SHORT, NOT_ALLOWED for a name that nobody
        has.
        """
        ...

    def recover_project(self, recovery: str, admin: NewPerson) -> None:
        """Add an administrator of all units by the recovery key, where none is left who can sign in;
        the grants given are not looked at.

        Raises UserError RECOVERY_NOT_PROVED, NAME_TAKEN, PASSWORD_TOO_SHORT.
        """
        ...


class Enrolment(Protocol):
    """Adding people: keys are made here, so it is a matter of the vault and the slots file."""

    def add(self, session: Session, person: NewPerson) -> str:
        """Make the person's keys and slot, signed by this administrator, and journal it; returns the id.

        Only within the administrator's units. Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT,
        NOT_ALLOWED.
        """
        ...

    def issue(self, session: Session, person: NewPerson, until: str) -> str:
        """As `add`, by a leader, of a temporary operator until an ISO day (TEMPORARY_DAYS at most).

        Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED.
        """
        ...


@dataclass(frozen=True)
class Second:
    """The other one of two people who act together, at the same keyboard."""

    login: str
    password: str


class Keyring(Protocol):
    """Passwords and keys of people who are there already."""

    def change_password(self, session: Session, old: str, new: str) -> None:
        """Put one's own keys behind another password, and journal that.

        Raises UserError WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT.
        """
        ...

    def reset(self, session: Session, person: PersonId, password: str, why: str) -> None:
        """Give a person of one's units new keys behind a new password; what only the old keys opened
        is lost: open drafts, and batch keys until a holder grants them anew.

        Raises UserError NOT_ALLOWED, PASSWORD_TOO_SHORT.
        """
        ...

    def reset_together(
        self, session: Session, person: PersonId, password: str, why: str, second: Second
    ) -> None:
        """As `reset`, by two people of the person's units where no administrator can be reached.

        Raises UserError NOT_ALLOWED, WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT.
        """
        ...

    def retire(self, session: Session) -> None:
        """Take away the way in of everybody who is no longer active, and begin to re-key."""
        ...

    def lift(self, session: Session, person: PersonId) -> None:
        """Let a person who has to wait after wrong passwords try again at once, and journal that.

        Raises UserError NOT_ALLOWED.
        """
        ...

    def waits(self, session: Session) -> Mapping[PersonId, int]:
        """Seconds until each person who mistyped may try again."""
        ...

    def recover_batch_key(
        self, session: Session, recovery: str, key: BatchKey, to: PersonId
    ) -> Mapping[str, str]:
        """What Vault.grant_batch_key gives, opened by the recovery key.

        Raises UserError RECOVERY_NOT_PROVED, NOT_ALLOWED.
        """
        ...
