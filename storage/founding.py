"""Makes a new project: its keys, its database, its first events and, last, its slots."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import RECOVERY_NOT_PROVED, UserError
from core.event import Kind, NewEvent
from core.line import plain
from core.people import Role, Session, Unit
from core.ports.gate import NewPerson
from core.values import PersonId
from core.workflow.bodies import PROJECT, ProjectCreated, unit_recorded
from storage import certificates, keys, slots
from storage import device as devices
from storage.database import Database, open_database
from storage.enrolment import new_person_id, newcomer, person_body
from storage.folder import ProjectFolder
from storage.keys import PersonKeys
from storage.ledger import EncryptedLedger
from storage.policy import Policy
from storage.projections import Projections
from storage.seat import Seat
from storage.sight import Sight
from storage.slots import Kdf, Slots


@dataclass(frozen=True)
class Plan:
    """What the first administrator asked for."""

    name: str
    admin: NewPerson
    units: tuple[Unit, ...]
    demo: bool
    kdf: Kdf


class Founding:
    """Fulfils core.ports.gate.RecoverySetup: nothing is on the disk until the recovery key is proved."""

    def __init__(self, folder: ProjectFolder, plan: Plan, policy: Policy) -> None:
        self._folder, self._plan, self._policy = folder, plan, policy
        self.recovery_key, self._recipient = keys.new_recovery_key()

    def prove(self, typed: str) -> None:
        """Take the recovery key typed back or read from the saved file; the project exists from here on.

        Raises UserError RECOVERY_NOT_PROVED, EnvError DISK_FULL, READ_ONLY, IN_USE.
        """
        if self.recovery_key not in typed.upper().split():
            raise UserError(RECOVERY_NOT_PROVED)
        self._folder.begin()
        database_key = os.urandom(keys.KEY_BYTES)
        database = open_database(self._folder.database, database_key, create=True)
        try:
            made = found(database, database_key, self._plan, self._recipient, self._policy)
        finally:
            database.close()
        slots.save(self._folder.path, made)
        self._folder.finish()


def found(
    database: Database, database_key: bytes, plan: Plan, recovery: str, policy: Policy
) -> Slots:
    """Write the first events into an empty database; returns the slots that open it."""
    project = Ed25519PrivateKey.generate()
    project_key = keys.to_text(project.public_key().public_bytes_raw())
    person, own = new_person_id(), keys.new_person_keys()
    slot = newcomer(
        plan.admin,
        person,
        own,
        project_key=project_key,
        by=certificates.PROJECT,
        signer=project,
        recovery=recovery,
        kdf=plan.kdf,
        demo=plan.demo,
    )
    begun = [
        NewEvent(Kind.PROJECT_CREATED, PROJECT, dict(project_body(plan, project_key, recovery))),
        *(unit_recorded(unit) for unit in plan.units),
        NewEvent(Kind.PERSON_ADDED, person, dict(person_body(plan.admin, slot))),
    ]
    ledger, session = first_ledger(database, plan.admin, person, own, project_key, policy)
    ledger.append(session, Role.ADMIN, begun)
    empty = Slots(
        name=plan.name,
        project_key=project_key,
        project_private=keys.seal_to_recovery(recovery, project.private_bytes_raw()),
        recovery=recovery,
        demo=plan.demo,
        database=(slots.new_database_slot(database_key, recovery),),
    )
    return empty.with_person(slot, {slots.fingerprint(database_key): database_key})


def first_ledger(
    database: Database,
    admin: NewPerson,
    person: PersonId,
    own: PersonKeys,
    project_key: str,
    policy: Policy,
) -> tuple[EncryptedLedger, Session]:
    """The ledger of a new database, on a new device that the first administrator admits."""
    projections = Projections(database, policy.project)
    projections.ensure()
    device = devices.new_device()
    public = device.key.public_key().public_bytes_raw()
    message = devices.certificate_message(project_key, device.id, public, person)
    devices.admit(database, device, platform.node()[:60], person, own.sign.sign(message))
    session = Session(person, admin.name, admin.grants, device.id)
    sight = Sight(database, policy.row_filter, policy.may_see)
    seat = Seat(session, own)
    return EncryptedLedger(database, seat, device, projections, sight), session


def project_body(plan: Plan, project_key: str, recovery: str) -> ProjectCreated:
    """The body of project.created; it pins the project's key in the journal too."""
    return {
        "name": plain(plan.name),
        "project_key": project_key,
        "recovery": recovery,
        "demo": plan.demo,
    }
