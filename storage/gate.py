"""The way into one project folder: create, sign in, sign out; one process at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from core.errors import (
    NOT_A_PROJECT,
    NOT_ALLOWED,
    PROJECT_EXISTS,
    WRONG_PASSWORD,
    EnvError,
    UserError,
)
from core.people import Session, Unit
from core.ports import Ports
from core.ports.clock import Clock
from core.ports.gate import NewPerson, RecoverySetup, SignInName
from storage import slots
from storage.attempts import Attempts
from storage.clock import SystemClock
from storage.enrolment import check_password
from storage.folder import ProjectFolder
from storage.founding import Founding, Plan
from storage.hybrid_clock import HybridClock
from storage.opened import Fittings, Opened, open_for
from storage.policy import Policy
from storage.slots import Kdf

D = TypeVar("D")
"""The desk that the factory builds: core.services.desk.Desk in the program."""


class FolderGate(Generic[D]):
    """Fulfils core.ports.gate.Gate for a folder.

    Several people may be signed in at once in one process (the tour does so); each has an own
    connection and own keys.
    """

    def __init__(
        self,
        folder: Path,
        desk_factory: Callable[[Session, Ports], D],
        *,
        policy: Policy | None = None,
        clock: Clock | None = None,
        hybrid: HybridClock | None = None,
        kdf: Kdf | None = None,
        attempts: Attempts | None = None,
    ) -> None:
        self._folder = ProjectFolder(folder)
        self._desk_factory = desk_factory
        self._fittings = Fittings(
            policy or Policy(), clock or SystemClock(), hybrid or HybridClock(), kdf or Kdf()
        )
        self._attempts = attempts or Attempts(folder)
        self._open: dict[Session, Opened] = {}

    def exists(self) -> bool:
        """Whether a project stands in the folder. Raises EnvError NOT_A_PROJECT for something else there."""
        return self._folder.holds_project()

    def is_demo(self) -> bool:
        """Whether the folder holds demonstration data, whose passwords the sign-in page may tell."""
        return self.exists() and slots.load(self._folder.path).demo

    def create(
        self, name: str, admin: NewPerson, units: Sequence[Unit], *, demo: bool = False
    ) -> RecoverySetup:
        """Begin a project with its first administrator. Raises EnvError PROJECT_EXISTS,
        UserError PASSWORD_TOO_SHORT."""
        if self.exists():
            raise EnvError(PROJECT_EXISTS, folder=self._folder.path.name)
        check_password(admin.password)
        plan = Plan(name, admin, tuple(units), demo, self._fittings.kdf)
        return Founding(self._folder, plan, self._fittings.policy)

    def people(self) -> tuple[SignInName, ...]:
        """Who can sign in here."""
        return tuple(
            SignInName(slot.login, slot.name, slot.roles)
            for slot in slots.load(self._folder.path).people
        )

    def sign_in(self, login: str, password: str) -> D:
        """Open the project for a person. Raises UserError WRONG_PASSWORD or TRY_LATER (growing delay),
        NOT_ALLOWED (no longer a member), EnvError IN_USE, WRONG_KEY, PLAINTEXT_DATABASE,
        NEWER_VERSION, DAMAGED, OLD_SQLITE."""
        opened = self.open(login, password)
        return self._desk_factory(opened.session, opened.ports)

    def open(self, login: str, password: str) -> Opened:
        """Sign in without a desk, as the command line does; raises what `sign_in` raises."""
        if not self.exists():
            raise EnvError(NOT_A_PROJECT, folder=self._folder.path.name)
        self._folder.lock()
        known = slots.load(self._folder.path)
        wait = self._attempts.begin(login)
        slot = known.by_login(login)
        if slot is None:
            slots.spend_the_same_time(password, self._fittings.kdf)
        own = slots.open_person_slot(slot, password) if slot else None
        if slot is None or own is None:
            raise UserError(WRONG_PASSWORD, wait_s=wait)
        self._attempts.succeeded(login)
        opened = open_for(self._folder, known, slot, own, self._fittings)
        if opened is None:
            raise UserError(NOT_ALLOWED, action="sign in")
        self._leave(opened.session)
        self._open[opened.session] = opened
        return opened

    def sign_out(self, session: Session) -> None:
        """Forget the person's keys and close the database."""
        self._leave(session)

    def lock(self) -> None:
        """Keep the folder to this process until `close`. Raises EnvError IN_USE, READ_ONLY."""
        self._folder.lock()

    def close(self) -> None:
        """Sign everybody out and let other processes have the folder."""
        for session in list(self._open):
            self._leave(session)
        self._folder.unlock()

    def _leave(self, session: Session) -> None:
        opened = self._open.pop(session, None)
        if opened is not None:
            opened.close()
