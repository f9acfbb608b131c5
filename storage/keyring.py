"""Passwords and keys of people who are there already: changed, replaced, freed, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.errors import (
    BLIND,
    NOT_ALLOWED,
    RECOVERY_NOT_PROVED,
    SAME_PASSWORD,
    WRONG_PASSWORD,
    UserError,
)
from core.line import plain
from core.people import Session
from core.ports.gate import Second
from core.ports.ledger import Ledger
from core.ports.vault import RECOVERY, BatchKey, FormerKey
from core.values import PersonId
from core.workflow.membership import may_manage, may_reset_together
from core.workflow.setup_bodies import PersonChanged, person_changed
from storage import keys, rekey, slots
from storage.attempts import Attempts
from storage.certificates import Certificate, Member, Members
from storage.database import Database
from storage.enrolment import acting_role, check_password
from storage.folder import ProjectFolder
from storage.keys import OpeningError, PersonKeys
from storage.seat import Seat
from storage.slots import Kdf, PersonSlot, Slots
from storage.vault import BATCH_KEY, batch_private


class SlotKeyring:
    """Fulfils core.ports.gate.Keyring."""

    def __init__(
        self,
        folder: ProjectFolder,
        database: Database,
        seat: Seat,
        members: Members,
        ledger: Ledger,
        attempts: Attempts,
        kdf: Kdf,
    ) -> None:
        self._folder, self._database, self._seat = folder, database, seat
        self._members, self._ledger = members, ledger
        self._attempts, self._kdf = attempts, kdf

    def change_password(self, session: Session, old: str, new: str) -> None:
        """Put one's own keys behind another password, and journal that.

        Raises UserError WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT, SAME_PASSWORD.
        """
        own = self._seat.at_door(session)
        check_password(new)
        if new == old:
            raise UserError(SAME_PASSWORD)
        known = slots.load(self._folder.path)
        slot = self._slot(known, session.person)
        self._proved(slot, old)
        changed = known.with_slot(slots.with_password(slot, new, own, self._kdf))
        self._save(session, known, changed, session.person, {"did": "password"})

    def reset(self, session: Session, person: PersonId, password: str, why: str) -> None:
        """Give a person of one's units new keys behind a new password; what only the old keys opened
        is lost: open drafts, and batch keys until a holder grants them anew.

        Raises UserError NOT_ALLOWED, PASSWORD_TOO_SHORT.
        """
        own, member = self._seat.keys(session), self._member(person)
        signer = self._member(session.person)
        if person == session.person or not self._manages(signer, member):
            raise UserError(NOT_ALLOWED, action="reset")
        self._renew(session, own, member, password, {"did": "reset", "why": plain(why)}, None)

    def reset_together(
        self, session: Session, person: PersonId, password: str, why: str, second: Second
    ) -> None:
        """As `reset`, by two people of the person's units where no administrator can be reached.

        Raises UserError NOT_ALLOWED, WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT.
        """
        own, member = self._seat.keys(session), self._member(person)
        check_password(password)
        slot, other_keys = self._other(second)
        signer, other = self._member(session.person), self._member(PersonId(slot.id))
        if len({signer.id, other.id, member.id}) < 3 or not may_reset_together(
            signer.grants, other.grants, member.grants, self._members.parents()
        ):
            raise UserError(NOT_ALLOWED, action="reset")
        body: PersonChanged = {"did": "reset_together", "why": plain(why), "second": other.id}
        self._renew(session, own, member, password, body, other_keys)

    def retire(self, session: Session) -> None:
        """Take away the way in of everybody who is no longer active, and begin to re-key.

        The database gets its next key when nobody has it open.
        """
        self._seat.at_door(session)
        known, members = slots.load(self._folder.path), self._members.all()
        if rekey.is_due(known, members):
            begun = rekey.begin(known, self._database.key(), members)
            slots.save(self._folder.path, begun)

    def lift(self, session: Session, person: PersonId) -> None:
        """Let a person who has to wait after wrong passwords try again at once, and journal that."""
        self._seat.require(session)
        member = self._member(person)
        if not self._manages(self._member(session.person), member):
            raise UserError(NOT_ALLOWED, action="lift")
        changed = person_changed(person, {"did": "lifted"})
        self._ledger.append(session, acting_role(session), [changed])
        self._attempts.lift(member.login)

    def waits(self, session: Session) -> Mapping[PersonId, int]:
        """Seconds until each person who mistyped may try again."""
        self._seat.require(session)
        logins = {member.login: member.id for member in self._members.all().values()}
        return {logins[login]: wait for login, wait in self._attempts.waits(logins).items()}

    def recover_batch_key(
        self, session: Session, recovery: str, key: BatchKey, to: PersonId
    ) -> Mapping[str, str]:
        """The private halves of a batch key and of those to which it does not lead, opened by the recovery
        key and sealed to a person. Public half -> sealed, that of the key itself last.

        Raises UserError RECOVERY_NOT_PROVED, NOT_ALLOWED where the person is no member.
        """
        self._seat.require(session)
        found = {former.public: _recovered(recovery, former) for former in key.apart}
        found[key.public] = _recovered(recovery, key)
        member = self._member(to)
        if not member.active:
            raise UserError(NOT_ALLOWED, action="adjudicate")
        return {
            public: keys.seal_to(member.seal_key, BATCH_KEY + public.encode(), raw)
            for public, raw in found.items()
        }

    def _renew(
        self,
        session: Session,
        own: PersonKeys,
        member: Member,
        password: str,
        body: PersonChanged,
        other_keys: PersonKeys | None,
    ) -> None:
        check_password(password)
        known, fresh = slots.load(self._folder.path), keys.new_person_keys()
        claim = claim_for(known, member, fresh, session.person)
        cert = claim.signed(own.sign)
        slot = self._slot_for(known, member, fresh, password, by=claim.by, cert=cert)
        certified: PersonChanged = {
            "sign_key": claim.sign_key,
            "seal_key": claim.seal_key,
            "by": claim.by,
            "cert": cert,
        }
        if other_keys is not None:
            seconded = replace(claim, by=body["second"])
            certified["second_cert"] = seconded.signed(other_keys.sign)
        changed = known.with_person(slot, known.keys_of(session.person, own))
        self._save(session, known, changed, member.id, body | certified)
        self._attempts.lift(member.login)

    def _slot_for(
        self,
        known: Slots,
        member: Member,
        fresh: PersonKeys,
        password: str,
        *,
        by: str,
        cert: str,
    ) -> PersonSlot:
        return slots.new_person_slot(
            member.id,
            member.login,
            member.name,
            password,
            fresh,
            by=by,
            cert=cert,
            recovery=known.recovery,
            kdf=self._kdf,
            roles=tuple(grant.role.value for grant in member.grants) if known.demo else (),
        )

    def _save(
        self,
        session: Session,
        known: Slots,
        changed: Slots,
        person: PersonId,
        body: PersonChanged,
    ) -> None:
        """The slots first: their event would promise a way in that is not there."""
        slots.save(self._folder.path, changed)
        try:
            self._ledger.append(session, acting_role(session), [person_changed(person, body)])
        except BaseException:
            slots.save(self._folder.path, known)
            raise

    def _proved(self, slot: PersonSlot, password: str) -> PersonKeys:
        wait = self._attempts.begin(slot.login)
        own = slots.open_person_slot(slot, password)
        if own is None:
            raise UserError(WRONG_PASSWORD, wait_s=wait)
        self._attempts.succeeded(slot.login)
        return own

    def _other(self, second: Second) -> tuple[PersonSlot, PersonKeys]:
        slot = slots.load(self._folder.path).by_login(second.login)
        if slot is None:
            wait = self._attempts.begin(second.login)
            slots.spend_the_same_time(second.password, self._kdf)
            raise UserError(WRONG_PASSWORD, wait_s=wait)
        return slot, self._proved(slot, second.password)

    def _member(self, person: PersonId) -> Member:
        member = self._members.get(person)
        if member is None:
            raise UserError(NOT_ALLOWED, action="person")
        return member

    def _slot(self, known: Slots, person: PersonId) -> PersonSlot:
        slot = known.by_id(person)
        if slot is None:
            raise UserError(BLIND)
        return slot

    def _manages(self, signer: Member, member: Member) -> bool:
        return signer.active and may_manage(signer.grants, member.grants, self._members.parents())


def _recovered(recovery: str, key: BatchKey | FormerKey) -> bytes:
    """A private half by the recovery key. Raises UserError RECOVERY_NOT_PROVED."""
    try:
        raw = keys.open_with_recovery(keys.recovery_secret(recovery), key.sealed[RECOVERY])
    except (OpeningError, KeyError) as error:
        raise UserError(RECOVERY_NOT_PROVED) from error
    batch_private(raw, key.public)
    return raw


def claim_for(known: Slots, member: Member, fresh: PersonKeys, by: str) -> Certificate:
    """What `by` certifies: that from now on these are the member's keys."""
    return Certificate(
        known.project_key, member.id, member.login, fresh.sign_public, fresh.seal_public, by
    )
