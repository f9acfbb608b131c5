"""People who are there already: own password, changes, resets, removal, temporary operators, recovery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import LAST_ADMINISTRATOR, NOT_ALLOWED, REASON_MISSING, UserError
from core.event import Changes, Kind
from core.line import plain
from core.people import Grant, Person, Role, Session
from core.ports.clock import Clock
from core.ports.gate import Enrolment, Keyring, NewPerson, Second
from core.ports.journal import JournalReader, Wanted
from core.ports.ledger import Ledger
from core.services.directory import Directory
from core.services.loading import Loading
from core.values import BatchId, PersonId, SheetId, batch_of, root_of, serial_of
from core.workflow import membership, opening
from core.workflow.bodies import batch_key_recovered
from core.workflow.settings import is_setting
from core.workflow.setup_bodies import PersonChanged, grants_body, person_changed
from core.workflow.signing import Signature, signature_of
from core.workflow.states import Action, BatchState, permit

LATEST = 100


@dataclass(frozen=True)
class Signed:
    """One signature with what it stands under."""

    signature: Signature
    name: str
    """The signer's printed name."""
    second: str
    kind: str
    concerns: str
    """What it is about: a name, a printed code, a serial; a setting or device by its subject; "" for none."""


class Account:
    """A person's own account, and those of the people in one's units."""

    def __init__(
        self,
        ledger: Ledger,
        enrolment: Enrolment,
        keyring: Keyring,
        reader: JournalReader,
        clock: Clock,
        loading: Loading,
        directory: Directory,
    ) -> None:
        self._ledger, self._enrolment, self._keyring = ledger, enrolment, keyring
        self._reader, self._clock = reader, clock
        self._loading, self._directory = loading, directory

    # --- one's own ------------------------------------------------------------------------------

    def change_password(self, session: Session, old: str, new: str) -> Changes:
        """Take another password.

        Raises UserError WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT, SAME_PASSWORD.
        """
        self._keyring.change_password(session, old, new)
        return _changed(session.person)

    def signatures(self, session: Session, limit: int = LATEST) -> tuple[Signed, ...]:
        """What the person has signed, newest first: name, time and meaning."""
        events, _ = self._reader.page(session, Wanted(person=session.person), 0, limit)
        names = self._names(session)
        return tuple(
            Signed(
                made,
                session.name,
                names.get(made.second, ""),
                event.kind.value,
                _concerned(event.subject, names),
            )
            for event, _ in events
            if (made := signature_of(event)) is not None
        )

    # --- others' --------------------------------------------------------------------------------

    def manageable(self, session: Session) -> frozenset[PersonId]:
        """The people whose account the person may change as their administrator."""
        parents = self._parents(session)
        return frozenset(
            person.id
            for person in self._directory.people(session)
            if membership.may_manage(session.grants, person.grants, parents)
        )

    def together(self, session: Session) -> frozenset[PersonId]:
        """The people to whom the person may give new keys with somebody else's help."""
        parents = self._parents(session)
        return frozenset(
            person.id
            for person in self._directory.people(session)
            if person.id != session.person
            and membership.may_reset_together(
                session.grants, session.grants, person.grants, parents
            )
        )

    def change(
        self, session: Session, person: PersonId, name: str, grants: tuple[Grant, ...], trained: str
    ) -> Changes:
        """Give a person another name, other roles, another training date.

        Raises UserError NOT_ALLOWED outside one's units, LAST_ADMINISTRATOR.
        """
        acting, known = self._managed(session, person)
        parents = self._parents(session)
        if not membership.may_manage(session.grants, grants, parents):
            raise UserError(NOT_ALLOWED, action=Action.CHANGE_PERSON.value)
        if not any(grant.role is Role.ADMIN for grant in grants):
            self._refuse_last(session, known)
        body: PersonChanged = {
            "did": "changed",
            "name": plain(name) or known.name,
            "grants": grants_body(grants),
            "trained_on": trained,
        }
        return self._ledger.append(session, acting, [person_changed(person, body)])

    def remove(self, session: Session, person: PersonId, why: str) -> Changes:
        """Let a person in no more. The database gets another key when everybody has signed out;
        nobody else has to do anything.

        Raises UserError NOT_ALLOWED (also for oneself), REASON_MISSING, LAST_ADMINISTRATOR.
        """
        acting, known = self._managed(session, person)
        if person == session.person:
            raise UserError(NOT_ALLOWED, action=Action.CHANGE_PERSON.value)
        self._refuse_last(session, known)
        body: PersonChanged = {"did": "removed", "active": False, "why": _reason(why)}
        changes = self._ledger.append(session, acting, [person_changed(person, body)])
        self._keyring.retire(session)
        return changes

    def reset(self, session: Session, person: PersonId, password: str, why: str) -> Changes:
        """Give a person new keys behind a first password; open drafts are lost, and batch keys are
        to be granted anew.

        Raises UserError NOT_ALLOWED, REASON_MISSING, PASSWORD_TOO_SHORT.
        """
        self._managed(session, person)
        self._keyring.reset(session, person, password, _reason(why))
        return _changed(person)

    def reset_together(
        self, session: Session, person: PersonId, password: str, why: str, second: Second
    ) -> Changes:
        """As `reset`, by two people of the person's units, where head office cannot be reached.

        Raises UserError NOT_ALLOWED, REASON_MISSING, WRONG_PASSWORD, TRY_LATER, PASSWORD_TOO_SHORT.
        """
        permit(session, Action.RESET_TOGETHER)
        self._keyring.reset_together(session, person, password, _reason(why), second)
        return _changed(person)

    def waits(self, session: Session) -> Mapping[PersonId, int]:
        """Seconds until each person who mistyped may try again. Raises UserError NOT_ALLOWED."""
        permit(session, Action.CHANGE_PERSON)
        return self._keyring.waits(session)

    def lift(self, session: Session, person: PersonId) -> Changes:
        """Let a person who waits after wrong passwords try again at once. Raises UserError NOT_ALLOWED."""
        self._managed(session, person)
        self._keyring.lift(session, person)
        return _changed(person)

    # --- temporary operators --------------------------------------------------------------------

    def issue(self, session: Session, person: NewPerson) -> Changes:
        """Add a temporary operator of one's unit for 30 days.

        Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED.
        """
        permit(session, Action.ISSUE_OPERATOR)
        until = membership.last_day(self._clock.now().date())
        added = self._enrolment.issue(session, person, until)
        return Changes(frozenset({added}), frozenset({Kind.PERSON_ADDED}))

    def confirm(self, session: Session, person: PersonId) -> Changes:
        """Let a temporary operator stay. Raises UserError NOT_ALLOWED."""
        acting, _ = self._managed(session, person)
        body: PersonChanged = {"did": "confirmed", "until": ""}
        return self._ledger.append(session, acting, [person_changed(person, body)])

    # --- recovery -------------------------------------------------------------------------------

    def recover_batch(
        self, session: Session, batch: BatchId, person: PersonId, recovery: str
    ) -> Changes:
        """Hand a batch key to an adjudicator by the recovery key, where no holder is left.

        Raises UserError RECOVERY_NOT_PROVED, NOT_ALLOWED, TWO_POSTS, NOT_ELIGIBLE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.RECOVER_BATCH, found)
        people = {known.id: known for known in self._directory.people(session)}
        opening.refuse(opening.joining(found.posts, person, people, found.lineage, found.is_visit))
        given = self._keyring.recover_batch_key(session, recovery, found.key, person)
        return self._ledger.append(session, acting, batch_key_recovered(batch, person, given))

    def without_holder(self, session: Session) -> tuple[BatchId, ...]:
        """Batches at work whose key nobody holds any more who is still here, oldest first."""
        permit(session, Action.CHANGE_PERSON)
        active = {person.id for person in self._directory.people(session) if person.active}
        held = {
            row["batch"]
            for row in self._ledger.rows(session, "batch_key")
            if row["holder"] in active
        }
        rows = self._ledger.rows(session, "batch", order=("opened_at", "code"))
        found: dict[
            BatchId, BatchId
        ] = {}  # all parts have one key: the first at work stands for it
        for batch in (BatchId(row["id"]) for row in rows if row["state"] != BatchState.APPROVED):
            if root_of(batch) not in held:
                found.setdefault(root_of(batch), batch)
        return tuple(found.values())

    # --- inside ---------------------------------------------------------------------------------

    def _managed(self, session: Session, person: PersonId) -> tuple[str, Person]:
        acting = permit(session, Action.CHANGE_PERSON)
        known = next((p for p in self._directory.people(session) if p.id == person), None)
        if known is None or person not in self.manageable(session):
            raise UserError(NOT_ALLOWED, action=Action.CHANGE_PERSON.value)
        return acting, known

    def _refuse_last(self, session: Session, person: Person) -> None:
        """Somebody must be left who can do for the top unit what only administrators can."""
        if not any(grant.role is Role.ADMIN for grant in person.grants):
            return
        tops = {unit.id for unit in self._directory.units(session) if unit.parent is None}
        held = {
            grant.unit
            for other in self._directory.people(session)
            if other.active and other.id != person.id
            for grant in other.grants
            if grant.role is Role.ADMIN
        }
        if not held & tops:
            raise UserError(LAST_ADMINISTRATOR)

    def _names(self, session: Session) -> dict[str, str]:
        """What ids are called: people's names, printed codes of batches, forms and units."""
        names: dict[str, str] = {p.id: p.name for p in self._directory.people(session)}
        names |= {unit.id: unit.id for unit in self._directory.units(session)}
        names |= {form.id: form.code for form in self._directory.forms(session)}
        return names | {row["id"]: row["code"] for row in self._ledger.rows(session, "batch")}

    def _parents(self, session: Session) -> dict[str, str | None]:
        return {unit.id: unit.parent for unit in self._directory.units(session)}


def _concerned(subject: str, names: Mapping[str, str]) -> str:
    if "/" not in subject:
        return names.get(subject, "")
    if is_setting(subject):
        return subject
    sheet = SheetId(subject)
    return f"{names.get(batch_of(sheet), '')} / {serial_of(sheet)}"


def _reason(why: str) -> str:
    if not plain(why):
        raise UserError(REASON_MISSING)
    return plain(why)


def _changed(person: PersonId) -> Changes:
    return Changes(frozenset({person}), frozenset({Kind.PERSON_CHANGED}))
