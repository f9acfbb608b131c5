"""Whose public keys count: those that an administrator signed, in a chain from the pinned project key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.event import Event, Kind
from core.line import canon, unsigned_line
from core.people import Grant, Role
from core.values import PersonId, UnitId
from storage import keys
from storage.database import Database

PROJECT = "@project"
"""Stands as `by` in the first administrator's certificate."""
RECOVERY = "@recovery"
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


@dataclass(frozen=True)
class Member:
    """A person whose keys are certified."""

    id: PersonId
    name: str
    grants: tuple[Grant, ...]
    sign_key: str
    seal_key: str
    active: bool = True

    @property
    def is_admin(self) -> bool:
        """Whether the person may certify others."""
        return self.active and any(grant.role is Role.ADMIN for grant in self.grants)


class Members:
    """The certified people of a project, read from its journal whenever that has grown."""

    def __init__(self, database: Database, project_key: str) -> None:
        self._database, self._project_key = database, project_key
        self._known: dict[str, Member] = {}
        self._read_to = -1

    def get(self, person: str) -> Member | None:
        """The member, or None where no chain of signatures leads to the person."""
        return self.all().get(person)

    def all(self) -> Mapping[str, Member]:
        """Every certified person by id."""
        newest = self._database.value(
            "SELECT max(lsn) FROM event WHERE kind IN (?, ?)", tuple(KINDS)
        )
        if newest != self._read_to:
            self._known = certified(self._project_key, self._events())
            self._read_to = newest
        return self._known

    def _events(self) -> list[Event]:
        from storage.projections import in_order

        rows = self._database.query("SELECT line FROM event WHERE kind IN (?, ?)", tuple(KINDS))
        return in_order(line for (line,) in rows)


KINDS = (Kind.PERSON_ADDED.value, Kind.PERSON_CHANGED.value)


def certified(project_key: str, events: Iterable[Event]) -> dict[str, Member]:
    """Walk person events in stamp order; each counts only if signed by one who was then an administrator."""
    members: dict[str, Member] = {}
    for event in events:
        is_new = event.kind is Kind.PERSON_ADDED
        member = added(project_key, members, event) if is_new else changed(members, event)
        if member is not None:
            members[member.id] = member
    return members


def added(project_key: str, members: Mapping[str, Member], event: Event) -> Member | None:
    """The person that an event adds, if its certificate leads to the project key."""
    if event.subject in members:
        return None
    body = event.body
    claim = Certificate(
        project_key,
        event.subject,
        str(body.get("login")),
        str(body.get("sign_key")),
        str(body.get("seal_key")),
        str(body.get("by")),
    )
    signer = project_key if claim.by == PROJECT else admin_key(members, claim.by)
    if signer is None or not keys.is_signed(signer, claim.message(), certificate_of(body)):
        return None
    own = claim.sign_key if claim.by == PROJECT else signer
    if not signed_by(own, event):
        return None
    return Member(
        id=PersonId(event.subject),
        name=str(body.get("name")),
        grants=grants_of(body),
        sign_key=claim.sign_key,
        seal_key=claim.seal_key,
    )


def changed(members: Mapping[str, Member], event: Event) -> Member | None:
    """The person after a change that an administrator signed."""
    member, signer = members.get(event.subject), admin_key(members, event.actor)
    if member is None or signer is None or not signed_by(signer, event):
        return None
    body = event.body
    return replace(
        member,
        name=str(body.get("name", member.name)),
        grants=grants_of(body) if "grants" in body else member.grants,
        active=bool(body.get("active", member.active)),
    )


def admin_key(members: Mapping[str, Member], person: str) -> str | None:
    """The signing key of an active administrator."""
    member = members.get(person)
    return member.sign_key if member and member.is_admin else None


def grants_of(body: Mapping[str, Any]) -> tuple[Grant, ...]:
    """The grants in a person event's body; what is none is left out."""
    found = body.get("grants")
    roles = {role.value: role for role in Role}
    return tuple(
        Grant(roles[grant["role"]], UnitId(str(grant.get("unit"))))
        for grant in (found if isinstance(found, (list, tuple)) else ())
        if isinstance(grant, dict) and grant.get("role") in roles
    )


def certificate_of(body: Mapping[str, Any]) -> bytes:
    """The certificate's signature in a person.added body."""
    try:
        return keys.from_text(str(body.get("cert")))
    except keys.OpeningError:
        return b""


def signed_by(sign_key: str, event: Event) -> bool:
    """Whether the event carries the signature of that key over its line."""
    return keys.is_signed(sign_key, EVENT + unsigned_line(event), event.signature)
