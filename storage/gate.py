"""The way into one project folder: create, sign in, sign out; one process at a time."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from core.errors import (
    IN_USE,
    NOT_A_PROJECT,
    NOT_ALLOWED,
    PROJECT_EXISTS,
    WRONG_PASSWORD,
    EnvError,
    UserError,
)
from core.people import Grant, Role, Session, Unit
from core.ports import Ports
from core.ports.clock import Clock
from core.ports.gate import NewPerson, RecoverySetup, Rest, SignInName
from core.progress import Progress, Silent
from core.values import PersonId, UnitId
from core.workflow.setup_bodies import LoginFailed, login_failed, person_changed
from storage import high_water, rekey, slots
from storage.attempts import FILE as ATTEMPTS_FILE
from storage.attempts import Attempts
from storage.certificates import Members
from storage.clock import SystemClock
from storage.device import this_device
from storage.enrolment import acting_role, check_password, refuse_taken
from storage.folder import ProjectFolder
from storage.founding import Founding, Plan
from storage.hybrid_clock import HybridClock
from storage.keys import PersonKeys
from storage.opened import (
    Fittings,
    Opened,
    database_of,
    furnished,
    open_for,
    refuse_other_project,
)
from storage.policy import Policy
from storage.recovery import Recovery
from storage.seat import Seat
from storage.slots import Kdf, PersonSlot, Slots

ATTEMPTS = "attempts"
"""Name in `local` of how many attempts there ever were when somebody last came in."""
log = logging.getLogger(__name__)
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
        self._attempts = attempts or Attempts(folder, mark=lambda: attempts_mark(folder))
        self._fittings = Fittings(
            policy or Policy(),
            clock or SystemClock(),
            hybrid or HybridClock(),
            kdf or Kdf(),
            self._attempts,
        )
        self._open: dict[Session, Opened] = {}
        self._door = threading.RLock()

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

    def sign_in(self, login: str, password: str, progress: Progress | None = None) -> D:
        """Open the project for a person, after a re-key that waits.

        Raises UserError WRONG_PASSWORD or TRY_LATER (growing delay),
        NOT_ALLOWED (no longer a member), EnvError IN_USE, WRONG_KEY, PLAINTEXT_DATABASE,
        NEWER_VERSION, DAMAGED, OLD_SQLITE."""
        opened = self.open(login, password, progress)
        try:
            tell_journal(opened, self._attempts, login)
            return self._desk_factory(opened.session, opened.ports)
        except BaseException:
            self._leave(opened.session)
            raise

    def rekey_waits(self) -> bool:
        """Whether the next person to sign in has the database re-keyed first, which takes its time."""
        return not self._open and slots.load(self._folder.path).following is not None

    def open(self, login: str, password: str, progress: Progress | None = None) -> Opened:
        """Sign in without a desk, as the command line does; raises what `sign_in` raises."""
        with self._door:
            return self._let_in(login, password, progress)

    def _let_in(self, login: str, password: str, progress: Progress | None) -> Opened:
        known = self._entered()
        wait = self._attempts.begin(login)
        slot = known.by_login(login)
        if slot is None:
            slots.spend_the_same_time(password, self._fittings.kdf)
        own = slots.open_person_slot(slot, password) if slot else None
        if slot is None or own is None:
            raise UserError(WRONG_PASSWORD, wait_s=wait)
        self._attempts.succeeded(login)
        known = self._rekeyed(known, slot, own, progress)
        opened = open_for(self._folder, known, slot, own, self._fittings)
        if opened is None:
            raise UserError(NOT_ALLOWED, action="sign in")
        self._leave(opened.session)
        self._open[opened.session] = opened
        opened.ports.keyring.retire(opened.session)  # what a crash left undone of a removal
        return opened

    def sign_out(self, session: Session) -> None:
        """Forget the person's keys and close the database; re-key it if that waits and nobody else
        has it open."""
        rest = self.leave(session)
        if rest is not None:
            rest(Silent())

    def leave(self, session: Session) -> Rest | None:
        """As `sign_out`, but for the re-key: that is handed back, to be done beside the interface."""
        opened = self._open.get(session)
        own = opened.seat.at_door(session) if opened else None
        self._leave(session)
        known = slots.load(self._folder.path) if own is not None and not self._open else None
        slot = known.by_id(session.person) if known is not None else None
        if known is None or slot is None or own is None or known.following is None:
            return None
        return partial(self._rekey_after, slot, own)

    def _rekey_after(self, slot: PersonSlot, own: PersonKeys, progress: Progress) -> None:
        with self._door:
            self._rekeyed(slots.load(self._folder.path), slot, own, progress)

    def rekey(self, login: str, password: str) -> None:
        """Begin to re-key the database and finish it at once, nobody else being signed in.

        Raises what `sign_in` raises, UserError NOT_ALLOWED to anybody but an administrator; EnvError
        DISK_FULL, READ_ONLY, CANNOT_WRITE, LOCKED, IN_USE: the database then stands as before.
        """
        opened = self.open(login, password)
        try:
            member = opened.members.get(opened.session.person)
            if member is None or not member.is_admin:
                raise UserError(NOT_ALLOWED, action="rekey")
            if len(self._open) > 1:
                raise EnvError(IN_USE, folder=self._folder.path.name)
            own = opened.seat.keys(opened.session)
            known = slots.load(self._folder.path)
            begun = rekey.begin(known, opened.database.key(), opened.members.all())
            slots.save(self._folder.path, begun)
        finally:
            self._leave(opened.session)
        rekey.finish(self._folder, begun, begun.keys_of(opened.session.person, own))

    def recover(self, recovery: str, login: str, password: str) -> None:
        """Put a person's keys behind a new password by the recovery key; nothing is lost.

        Raises UserError RECOVERY_NOT_PROVED, PASSWORD_TOO_SHORT, NOT_ALLOWED for a name that nobody
        has; EnvError as `sign_in`.
        """
        known = self._entered()
        changed, own = Recovery(recovery, known).with_password(login, password, self._fittings.kdf)
        slot = changed.by_login(login)
        assert slot is not None
        opened = open_for(self._folder, changed, slot, own, self._fittings)
        if opened is None:
            raise UserError(NOT_ALLOWED, action="sign in")
        try:
            slots.save(self._folder.path, changed)
            done = person_changed(opened.session.person, {"did": "recovered"})
            opened.ports.ledger.append(opened.session, acting_role(opened.session), [done])
        finally:
            opened.close()
        self._attempts.lift(login)

    def recover_project(self, recovery: str, admin: NewPerson) -> None:
        """Add an administrator of all units by the recovery key, where none is left who can sign in;
        the grants given are not looked at.

        Raises UserError RECOVERY_NOT_PROVED, NAME_TAKEN, PASSWORD_TOO_SHORT; EnvError as `sign_in`.
        """
        known = self._entered()
        found = Recovery(recovery, known)
        raw = found.database_keys().values()
        database = database_of(self._folder, raw, self._fittings.writing)
        try:
            refuse_other_project(database, known)
            members = Members(database, known.project_key)
            refuse_taken(members, admin.login)
            tops = [UnitId(unit) for unit, above in members.parents().items() if above is None]
            heir = replace(admin, grants=tuple(Grant(Role.ADMIN, unit) for unit in tops))
            changed, slot, own, added = found.with_administrator(heir, self._fittings.kdf)
            session = Session(PersonId(slot.id), slot.name, heir.grants, this_device(database).id)
            seat = Seat(session, own)
            opened = furnished(self._folder, changed, database, seat, members, self._fittings)
            slots.save(self._folder.path, changed)
            opened.ports.ledger.append(session, Role.ADMIN, [added])
        finally:
            database.close()

    def _entered(self) -> Slots:
        if not self.exists():
            raise EnvError(NOT_A_PROJECT, folder=self._folder.path.name)
        self._folder.lock()
        return slots.load(self._folder.path)

    def _rekeyed(
        self, known: Slots, slot: PersonSlot, own: PersonKeys, progress: Progress | None
    ) -> Slots:
        """The slots after a re-key that waited; as they were where somebody still has the database
        open, stopped it or the world is in the way: it is tried again next time."""
        if self._open or known.following is None:
            return known
        try:
            return rekey.finish(self._folder, known, known.keys_of(slot.id, own), progress)
        except EnvError as error:
            log.warning("the database could not be re-keyed yet: %s", error.code)
            return slots.load(self._folder.path)

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


def attempts_mark(folder: Path) -> Path:
    """Where, outside the project, its attempts are counted too: beside its high-water marks."""
    project = slots.load(folder).project_key
    digest = hashlib.sha256(project.encode()).hexdigest()[:16]
    return high_water.data_folder() / high_water.FOLDER / digest / ATTEMPTS_FILE


def tell_journal(opened: Opened, attempts: Attempts, login: str) -> None:
    """Write down what happened at the door before the person came in, if anything did."""
    names = [slot.login for slot in opened.known.people]
    raw = opened.database.value("SELECT value FROM local WHERE name = ?", (ATTEMPTS,))
    recorded = int.from_bytes(raw or b"", "big")
    news = attempts.news(login, names, recorded)
    if news.times or news.others or news.lost:
        body: LoginFailed = {"times": news.times, "others": news.others, "count_lost": news.lost}
        session = opened.session
        told = login_failed(session.person, body)
        opened.ports.ledger.append(session, acting_role(session), [told])
    total = attempts.told(login, names, recorded)
    with opened.database.write() as transaction:
        transaction.execute(
            "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)",
            (ATTEMPTS, total.to_bytes(8, "big")),
        )
