"""Adds people: makes their keys and slot, certified by an administrator, and journals it."""

from __future__ import annotations

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import NAME_TAKEN, NOT_ALLOWED, PASSWORD_TOO_SHORT, UserError
from core.event import Kind, NewEvent
from core.line import plain
from core.people import Role, Session
from core.ports.clock import Clock
from core.ports.gate import NewPerson
from core.ports.ledger import Ledger
from core.values import PersonId
from core.workflow.bodies import PersonAdded
from core.workflow.membership import may_issue, may_manage
from core.workflow.setup_bodies import grants_body
from storage import keys, slots
from storage.certificates import Certificate, Member, Members
from storage.folder import ProjectFolder
from storage.keys import PersonKeys
from storage.seat import Seat
from storage.slots import Kdf, PersonSlot

SHORTEST_PASSWORD = 8
ORDER = (Role.ADMIN, Role.QUALITY, Role.LEADER, Role.MANAGER, Role.CLERK, Role.SHOPPER)


class SlotEnrolment:
    """Fulfils core.ports.gate.Enrolment."""

    def __init__(
        self,
        folder: ProjectFolder,
        seat: Seat,
        members: Members,
        ledger: Ledger,
        clock: Clock,
        kdf: Kdf,
    ) -> None:
        self._folder, self._clock = folder, clock
        self._seat, self._members, self._ledger, self._kdf = seat, members, ledger, kdf

    def add(self, session: Session, person: NewPerson) -> str:
        """Make the person's keys and slot, signed by this administrator, and journal it; returns the id.

        Only within the administrator's units. Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT,
        NOT_ALLOWED.
        """
        grants, parents = self._signer(session).grants, self._members.parents()
        if not may_manage(grants, person.grants, parents):
            raise UserError(NOT_ALLOWED, action="add a person")
        return self._enrol(session, person, "")

    def issue(self, session: Session, person: NewPerson, until: str) -> str:
        """As `add`, by a leader, of a temporary operator until an ISO day (TEMPORARY_DAYS at most).

        Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED.
        """
        grants, parents = self._signer(session).grants, self._members.parents()
        if not may_issue(grants, person.grants, until, self._clock.now().date(), parents):
            raise UserError(NOT_ALLOWED, action="add a person")
        return self._enrol(session, person, until)

    def _enrol(self, session: Session, person: NewPerson, until: str) -> str:
        own = self._seat.keys(session)
        check_password(person.password)
        known = slots.load(self._folder.path)
        refuse_taken(self._members, person.login)
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
        changed = known.with_person(slot, known.keys_of(session.person, own))
        slots.save(self._folder.path, changed)
        body: dict[str, Any] = {**person_body(person, slot)}
        added = NewEvent(Kind.PERSON_ADDED, slot.id, body | ({"until": until} if until else {}))
        try:
            self._ledger.append(session, acting_role(session), [added])
        except BaseException:
            slots.save(self._folder.path, known)
            raise
        return slot.id

    def _signer(self, session: Session) -> Member:
        self._seat.require(session)
        member = self._members.get(session.person)
        if member is None or not member.active:
            raise UserError(NOT_ALLOWED, action="add a person")
        return member


def refuse_taken(members: Members, login: str) -> None:
    """Raises UserError NAME_TAKEN for a name that anybody has or had."""
    wanted = plain(login).casefold()
    if any(member.login.casefold() == wanted for member in members.all().values()):
        raise UserError(NAME_TAKEN, name=login)


def acting_role(session: Session) -> str:
    """The role under which the journal shows what a person did about people."""
    held = sorted(session.grants, key=lambda grant: ORDER.index(grant.role))
    return held[0].role.value if held else ""


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
        "grants": grants_body(person.grants),
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
