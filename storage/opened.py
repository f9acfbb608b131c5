"""Everything of one project that is open for one signed-in person."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.errors import DAMAGED, EnvError
from core.event import Kind
from core.line import from_line
from core.people import Session
from core.ports import Ports
from core.ports.clock import Clock
from core.workflow.membership import has_expired
from core.workflow.tables import TABLES
from storage import selection, slots
from storage.attempts import Attempts
from storage.backup import FolderBackups
from storage.believed import believing
from storage.blobs import SHOWN_BY_SOME, SealedFiles, is_evidence
from storage.certificates import Member, Members
from storage.database import Database, WriteLock, open_database
from storage.device import this_device
from storage.drafts import SealedDrafts
from storage.enrolment import SlotEnrolment
from storage.folder import ProjectFolder
from storage.forms import StoredForms
from storage.high_water import admit_waiting
from storage.hybrid_clock import HybridClock
from storage.journal_page import VisibleJournal
from storage.keyring import SlotKeyring
from storage.keys import PersonKeys
from storage.ledger import EncryptedLedger
from storage.policy import Policy
from storage.projections import Projections
from storage.seat import Seat
from storage.sight import Sight
from storage.slots import Kdf, PersonSlot, Slots
from storage.vault import SealedVault


@dataclass(frozen=True)
class Opened:
    """The open database, who sits before it, and what the desk is built from."""

    database: Database
    session: Session
    seat: Seat
    members: Members
    vault: SealedVault
    projections: Projections
    known: Slots
    blobs: Path
    ports: Ports

    def close(self) -> None:
        """Forget the person's keys and close the database."""
        self.vault.forget()
        self.database.close()


@dataclass(frozen=True)
class Fittings:
    """What a gate hands to every sign-in."""

    policy: Policy
    clock: Clock
    hybrid: HybridClock
    kdf: Kdf
    attempts: Attempts
    writing: WriteLock = field(default_factory=threading.RLock)
    """One writer at a time, whoever is signed in."""


def open_for(
    folder: ProjectFolder, known: Slots, slot: PersonSlot, own: PersonKeys, fittings: Fittings
) -> Opened | None:
    """Open the project for the owner of a slot; None where the journal does not know that person, or
    knows other keys, or the person's time is over.

    Raises EnvError WRONG_KEY, PLAINTEXT_DATABASE, NEWER_VERSION, DAMAGED, OLD_SQLITE.
    """
    database_keys = known.keys_of(slot.id, own).values()
    database = database_of(folder, database_keys, fittings.writing)
    try:
        refuse_other_project(database, known)
        members = Members(database, known.project_key)
        Projections(database, believing(fittings.policy.project, members)).ensure()
        member = members.get(slot.id)
        today = fittings.clock.now().date()
        if member is None or not is_welcome(member, own, today):
            database.close()
            return None
        given = not member.own_password and not known.demo  # a demonstration tells its password
        device = this_device(database).id
        session = Session(member.id, member.name, member.grants, device, given)
        return furnished(folder, known, database, Seat(session, own), members, fittings)
    except BaseException:
        database.close()
        raise


def furnished(
    folder: ProjectFolder,
    known: Slots,
    database: Database,
    seat: Seat,
    members: Members,
    fittings: Fittings,
) -> Opened:
    """All ports on one open database."""
    policy = fittings.policy
    sight = Sight(database, policy.row_filter, policy.may_see)
    projections = Projections(database, believing(policy.project, members))
    admit_waiting(database, seat)
    device = this_device(database)
    ledger = EncryptedLedger(database, seat, device, projections, sight, fittings.hybrid)
    vault = SealedVault(seat, members, database, known.recovery)
    ports = Ports(
        ledger=ledger,
        vault=vault,
        drafts=SealedDrafts(database, seat),
        files=SealedFiles(
            database,
            seat,
            folder.blobs,
            lambda person, sha256: may_get(policy, database, sight, person, sha256),
        ),
        clock=fittings.clock,
        forms=StoredForms(database, seat),
        enrolment=SlotEnrolment(folder, seat, members, ledger, fittings.clock, fittings.kdf),
        keyring=SlotKeyring(
            folder, database, seat, members, ledger, fittings.attempts, fittings.kdf
        ),
        journal=VisibleJournal(database, seat, sight),
        backups=FolderBackups(database, seat),
    )
    return Opened(
        database, seat.session, seat, members, vault, projections, known, folder.blobs, ports
    )


def may_get(
    policy: Policy, database: Database, sight: Sight, session: Session, sha256: str
) -> bool:
    """Whether the person may open a file: a scan with its sheet, evidence as a visit's."""
    is_scan = bool(database.query(SHOWN_BY_SOME, (sha256,)))
    as_evidence = not is_scan or is_evidence(database.connection(), sha256)
    if as_evidence and policy.may_open_files(sight.places(session)):
        return True
    seen = sight.of_rows(session, "scan")
    shown = selection.select_rows(TABLES, "scan", {"file": sha256}, seen)
    return bool(database.query(*shown))


def is_welcome(member: Member, own: PersonKeys, today: date) -> bool:
    """Whether the person may come in with these keys on this day."""
    certified = (own.sign_public, own.seal_public) == (member.sign_key, member.seal_key)
    return member.active and certified and not has_expired(member.until, today)


def database_of(
    folder: ProjectFolder, database_keys: Iterable[bytes], writing: WriteLock
) -> Database:
    """The open database; while it is re-keyed either key may be the one that fits."""
    refused: EnvError | None = None
    for key in database_keys:
        try:
            return open_database(folder.database, key, writing=writing)
        except EnvError as error:
            refused = refused or error
    raise refused or EnvError(DAMAGED, file=slots.FILE)


def refuse_other_project(database: Database, known: Slots) -> None:
    """Raises EnvError DAMAGED where the journal pins another project key than the slots file."""
    line = database.value(
        "SELECT line FROM event WHERE kind = ? ORDER BY ms, lsn LIMIT 1",
        (Kind.PROJECT_CREATED.value,),
    )
    if line is None or from_line(line.encode()).body.get("project_key") != known.project_key:
        raise EnvError(DAMAGED, file=slots.FILE)
