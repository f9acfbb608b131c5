"""Whose public keys count: those that an administrator signed, in a chain from the pinned project key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.event import Event, Kind, Stamp
from core.line import canon, unsigned_line
from core.people import Grant, Role
from core.values import PersonId, UnitId
from core.workflow.membership import (
    Parents,
    covers,
    has_expired,
    may_issue,
    may_manage,
    may_reset_together,
)
from core.workflow.setup_bodies import OF_DOOR
from storage import keys
from storage.database import Database

PROJECT = "@project"
"""Stands as `by` in the first administrator's certificate."""
CERTIFICATE = b"twinkey/person/1\x00"
EVENT = b"twinkey/event/1\x00"


@dataclass(frozen=True)
class Certificate:
    """What an administrator signs about a person: these keys are this person's."""

    project: str
    """Base64 of the project's Ed25519 key."""
    person: str
    login: str
    sign_key: str
    seal_key: str
    by: str

    def message(self) -> bytes:
        """The bytes that are signed."""
        return CERTIFICATE + canon(
            {
                "project": self.project,
                "person": self.person,
                "login": self.login,
                "sign": self.sign_key,
                "seal": self.seal_key,
                "by": self.by,
            }
        )

    def signed(self, key: Ed25519PrivateKey) -> str:
        """The signature, base64."""
        return keys.to_text(key.sign(self.message()))

    def is_signed(self, key: str, signature: bytes) -> bool:
        """Whether the holder of a base64 key signed it."""
        return keys.is_signed(key, self.message(), signature)


FIRST = Stamp(0, 0, "", 0)
"""A founder signs the first units before there is a founder."""


@dataclass(frozen=True)
class SignKey:
    """An Ed25519 key (base64) and the event from which on it was the person's."""

    since: Stamp
    key: str


@dataclass(frozen=True)
class Member:
    """A person whose keys are certified."""

    id: PersonId
    login: str
    name: str
    grants: tuple[Grant, ...]
    sign_key: str
    seal_key: str
    active: bool = True
    until: str = ""
    """ISO day on which a temporary operator's rights end; "" for everybody else."""
    sign_keys: tuple[SignKey, ...] = ()
    """Every key the person ever had, the first one first."""
    own_password: bool = True
    """Whether the person chose the password, and nobody else knows it."""

    @property
    def is_admin(self) -> bool:
        """Whether the person may certify others."""
        return self.active and any(grant.role is Role.ADMIN for grant in self.grants)

    def signed(self, event: Event) -> bool:
        """Whether the event carries the person's signature, by the key that was theirs then."""
        held = [known.key for known in self.sign_keys if known.since <= event.stamp]
        return bool(held) and signed_by(held[-1], event)

    def ever_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether any key the person ever had signed the bytes."""
        return any(keys.is_signed(known.key, message, signature) for known in self.sign_keys)


class Members:
    """The certified people of a project, read from its journal whenever that has grown."""

    def __init__(self, database: Database, project_key: str) -> None:
        self._database, self._project_key = database, project_key
        self._roll = Roll(project_key)
        self._read_to = -1

    def get(self, person: str) -> Member | None:
        """The member, or None where no chain of signatures leads to the person."""
        return self.all().get(person)

    def all(self) -> Mapping[str, Member]:
        """Every certified person by id."""
        return self._read().members

    def parents(self) -> Parents:
        """Unit -> the unit above it, as administrators recorded them."""
        return self._read().parents

    def settings(self) -> Collection[Stamp]:
        """Events about the whole project that count."""
        return self._read().settings

    def _read(self) -> Roll:
        newest = self._database.value(NEWEST, tuple(KINDS))
        if newest != self._read_to:
            self._roll = rolled(self._project_key, self._events())
            self._read_to = newest
        return self._roll

    def _events(self) -> list[Event]:
        from storage.projections import in_order

        rows = self._database.query(LINES, tuple(KINDS))
        return in_order(line for (line,) in rows)


KINDS = (
    Kind.UNIT_RECORDED.value,
    Kind.PERSON_ADDED.value,
    Kind.PERSON_CHANGED.value,
    Kind.PROJECT_CHANGED.value,
)
NEWEST = "SELECT max(lsn) FROM event WHERE kind IN (?, ?, ?, ?)"
LINES = "SELECT line FROM event WHERE kind IN (?, ?, ?, ?)"


@dataclass
class Roll:
    """Who is certified and which unit stands above which, as far as the journal was read."""

    project_key: str
    members: dict[str, Member] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    settings: set[Stamp] = field(default_factory=set)
    """Events about the whole project that were signed by who might decide on it."""

    def read(self, event: Event) -> None:
        """Take one event in; it counts only if signed by one who might do so at that time."""
        if event.kind is Kind.PROJECT_CHANGED:
            if self._may_set(event):
                self.settings.add(event.stamp)
            return
        if event.kind is Kind.UNIT_RECORDED:
            if not self.members or self._may_record(event):  # a founder records the first units
                self.parents[event.subject] = event.body.get("parent") or None
            return
        added = event.kind is Kind.PERSON_ADDED
        member = self._added(event) if added else self._changed(event)
        if member is not None:
            self.members[member.id] = member

    def _may_record(self, event: Event) -> bool:
        """Whether an administrator of the unit records it, or one of the parent a new one; none moves."""
        signer, parent = self._signer(event), event.body.get("parent") or None
        known = event.subject in self.parents
        if signer is None or (known and self.parents[event.subject] != parent):
            return False
        at = event.subject if known else str(parent)
        return covers(signer.grants, (Role.ADMIN,), at, self.parents)

    def _may_set(self, event: Event) -> bool:
        """Whether an administrator of head office signed it, who was one then."""
        signer = self._signer(event)
        return signer is not None and any(
            grant.role is Role.ADMIN and self.parents.get(grant.unit, "") is None
            for grant in signer.grants
        )

    def _added(self, event: Event) -> Member | None:
        body = event.body
        claim = claim_of(self.project_key, event.subject, str(body.get("login")), body)
        if event.subject in self.members or not self._certified(claim, body, event):
            return None
        return Member(
            id=PersonId(event.subject),
            login=claim.login,
            name=str(body.get("name")),
            grants=grants_of(body),
            sign_key=claim.sign_key,
            seal_key=claim.seal_key,
            until=str(body.get("until", "")),
            sign_keys=(SignKey(FIRST, claim.sign_key),),
            own_password=claim.by == PROJECT,
        )

    def _certified(self, claim: Certificate, body: Mapping[str, Any], event: Event) -> bool:
        if claim.by == PROJECT:
            signed = claim.is_signed(self.project_key, certificate_of(body))
            return signed and signed_by(claim.sign_key, event)
        signer, wanted = self._signer(event), grants_of(body)
        if signer is None or signer.id != claim.by:
            return False
        last, day = str(body.get("until", "")), day_of(event)
        if not may_manage(signer.grants, wanted, self.parents) and not may_issue(
            signer.grants, wanted, last, day, self.parents
        ):
            return False
        return claim.is_signed(signer.sign_key, certificate_of(body))

    def _changed(self, event: Event) -> Member | None:
        member, signer, body = self.members.get(event.subject), self._signer(event), event.body
        if member is None or signer is None:
            return None
        if body.get("did") in OF_DOOR and signer.id == member.id:
            return replace(member, own_password=True)
        wanted = grants_of(body) if "grants" in body else member.grants
        manages = may_manage(signer.grants, (*member.grants, *wanted), self.parents)
        if "sign_key" in body:
            return self._with_keys(member, signer, event, manages)
        if not manages:
            return None
        return replace(
            member,
            name=str(body.get("name", member.name)),
            grants=wanted,
            active=bool(body.get("active", member.active)),
            until=str(body.get("until", member.until)),
        )

    def _with_keys(
        self, member: Member, signer: Member, event: Event, manages: bool
    ) -> Member | None:
        body = event.body
        claim = claim_of(self.project_key, member.id, member.login, body)
        if claim.by != signer.id or not claim.is_signed(signer.sign_key, certificate_of(body)):
            return None
        if not manages and not self._seconded(member, signer, claim, body):
            return None
        known = SignKey(event.stamp, claim.sign_key)
        return replace(
            member,
            sign_key=claim.sign_key,
            seal_key=claim.seal_key,
            sign_keys=(*member.sign_keys, known),
            own_password=False,
        )

    def _seconded(
        self, member: Member, signer: Member, claim: Certificate, body: Mapping[str, Any]
    ) -> bool:
        second = self.members.get(str(body.get("second")))
        if second is None or not second.active or second.id in (member.id, signer.id):
            return False
        return (
            signer.id != member.id
            and may_reset_together(signer.grants, second.grants, member.grants, self.parents)
            and replace(claim, by=second.id).is_signed(
                second.sign_key, certificate_of(body, "second_cert")
            )
        )

    def _signer(self, event: Event) -> Member | None:
        """The active member who signed the event, by the key that was theirs then."""
        member = self.members.get(event.actor)
        if member is None or not member.active or has_expired(member.until, day_of(event)):
            return None
        return member if member.signed(event) else None


def rolled(project_key: str, events: Iterable[Event]) -> Roll:
    """Walk the events of KINDS in stamp order."""
    roll = Roll(project_key)
    for event in events:
        roll.read(event)
    return roll


def claim_of(project: str, person: str, login: str, body: Mapping[str, Any]) -> Certificate:
    """What the certificate in a body says."""
    sign, seal, by = (str(body.get(name)) for name in ("sign_key", "seal_key", "by"))
    return Certificate(project, person, login, sign, seal, by)


def day_of(event: Event) -> date:
    """The UTC day of an event."""
    return datetime.fromtimestamp(event.stamp.ms / 1000, UTC).date()


def grants_of(body: Mapping[str, Any]) -> tuple[Grant, ...]:
    """The grants in a person event's body; what is none is left out."""
    found = body.get("grants")
    roles = {role.value: role for role in Role}
    return tuple(
        Grant(roles[grant["role"]], UnitId(str(grant.get("unit"))))
        for grant in (found if isinstance(found, (list, tuple)) else ())
        if isinstance(grant, dict) and grant.get("role") in roles
    )


def certificate_of(body: Mapping[str, Any], name: str = "cert") -> bytes:
    """A certificate's signature in a body."""
    try:
        return keys.from_text(str(body.get(name)))
    except keys.OpeningError:
        return b""


def signed_by(sign_key: str, event: Event) -> bool:
    """Whether the event carries the signature of that key over its line."""
    return keys.is_signed(sign_key, EVENT + unsigned_line(event), event.signature)
