"""Adds people: makes their keys and slot, certified by an administrator, and journals it."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import NAME_TAKEN, NOT_ALLOWED, PASSWORD_TOO_SHORT, UserError
from core.event import Kind, NewEvent
from core.line import plain
from core.people import Role, Session
from core.ports.gate import NewPerson
from core.ports.ledger import Ledger
from core.values import PersonId
from core.workflow.bodies import PersonAdded
from storage import keys, slots
from storage.certificates import Certificate, Members
from storage.folder import ProjectFolder
from storage.keys import PersonKeys
from storage.seat import Seat
from storage.slots import Kdf, PersonSlot, Slots

SHORTEST_PASSWORD = 8


class SlotEnrolment:
    """Fulfils core.ports.gate.Enrolment."""

    def __init__(
        self,
        folder: ProjectFolder,
        database_key: Callable[[], bytes],
        seat: Seat,
        members: Members,
        ledger: Ledger,
        kdf: Kdf,
    ) -> None:
        self._folder, self._database_key = folder, database_key
        self._seat, self._members, self._ledger, self._kdf = seat, members, ledger, kdf

    def add(self, session: Session, person: NewPerson) -> str:
        """Make the person's keys and slot, signed by this administrator, and journal it; returns the id.

        Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED.
        """
        own = self._seat.keys(session)
        administrator = self._members.get(session.person)
        if administrator is None or not administrator.is_admin:
            raise UserError(NOT_ALLOWED, action="add a person")
        check_password(person.password)
        known = slots.load(self._folder.path)
        self._refuse_taken(known, person.login)
        slot = newcomer(
            person,
            new_person_id(),
            keys.new_person_keys(),
            project_key=known.project_key,
            by=session.person,
            signer=own.sign,
            recovery=known.recovery,
            kdf=self._kdf,
            demo=known.demo,
        )
        # the slot first: without its event nobody can sign in by it, and the next one replaces it
        slots.save(self._folder.path, known.with_person(slot, self._database_key()))
        added = NewEvent(Kind.PERSON_ADDED, slot.id, dict(person_body(person, slot)))
        try:
            self._ledger.append(session, Role.ADMIN, [added])
        except BaseException:
            slots.save(self._folder.path, known)
            raise
        return slot.id

    def _refuse_taken(self, known: Slots, login: str) -> None:
        slot = known.by_login(login)
        if slot is not None and self._members.get(slot.id) is not None:
            raise UserError(NAME_TAKEN, name=login)


def newcomer(
    person: NewPerson,
    person_id: PersonId,
    own: PersonKeys,
    *,
    project_key: str,
    by: str,
    signer: Ed25519PrivateKey,
    recovery: str,
    kdf: Kdf,
    demo: bool,
) -> PersonSlot:
    """The slot of a new person, with the certificate that `by` signs."""
    login = plain(person.login)
    claim = Certificate(project_key, person_id, login, own.sign_public, own.seal_public, by)
    return slots.new_person_slot(
        person_id,
        login,
        plain(person.name),
        person.password,
        own,
        by=by,
        cert=claim.signed(signer),
        recovery=recovery,
        kdf=kdf,
        roles=tuple(grant.role.value for grant in person.grants) if demo else (),
    )


def person_body(person: NewPerson, slot: PersonSlot) -> PersonAdded:
    """The body of person.added."""
    return {
        "login": slot.login,
        "name": slot.name,
        "grants": [{"role": grant.role.value, "unit": grant.unit} for grant in person.grants],
        "sign_key": slot.sign,
        "seal_key": slot.seal,
        "active": True,
        "trained_on": person.trained_on,
        "by": slot.by,
        "cert": slot.cert,
    }


def check_password(password: str) -> None:
    """Raises UserError PASSWORD_TOO_SHORT."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(PASSWORD_TOO_SHORT, at_least=SHORTEST_PASSWORD)


def new_person_id() -> PersonId:
    """80 random bits in base 32."""
    return PersonId("p-" + base64.b32encode(os.urandom(10)).decode().lower())
