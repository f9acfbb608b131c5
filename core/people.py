"""People, their roles and posts, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.values import PersonId, UnitId


class Role(StrEnum):
    """What a person may be asked to do (requirements §1.26); always within a unit's scope."""

    CLERK = "clerk"
    LEADER = "leader"
    QUALITY = "quality"
    SHOPPER = "shopper"
    MANAGER = "manager"
    ADMIN = "admin"


class Post(StrEnum):
    """A place in one batch; nobody holds two on a sheet (design §5)."""

    PASS1 = "pass1"
    PASS2 = "pass2"
    ADJUDICATION = "adjudication"
    LEVEL2 = "level2"
    LEVEL3 = "level3"


@dataclass(frozen=True)
class Grant:
    """A role and the unit whose tree it covers."""

    role: Role
    unit: UnitId


@dataclass(frozen=True)
class Unit:
    """A node of the tree 总行–分行–支行–网点."""

    id: UnitId
    """Its code, which never changes meaning; a moved unit gets a successor."""
    names: tuple[tuple[str, str], ...]
    """(language, name) pairs."""
    parent: UnitId | None = None
    level: str = "branch"
    """bank, region, branch or outlet."""
    since: str = ""
    """ISO day from which the code is valid; "" for always."""
    until: str = ""
    """ISO day of its last validity; "" while it has none."""
    successor: UnitId | None = None
    """The code that stands in its place afterwards."""

    def is_valid(self, day: str) -> bool:
        """Whether new batches and rights may be given to it on an ISO day."""
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True)
class Person:
    """A member of the project. Public keys are base64; what they sign and open is the vault's affair."""

    id: PersonId
    login: str
    name: str
    grants: tuple[Grant, ...]
    sign_key: str = ""
    seal_key: str = ""
    active: bool = True
    trained_on: str = ""
    """ISO date of shopper training; only trained shoppers submit visits (MYS-05)."""
    until: str = ""
    """ISO day on which a temporary operator's rights end unless head office confirms them."""


@dataclass(frozen=True)
class Session:
    """Who is signed in on which device. Holds no keys: those stay in the vault."""

    person: PersonId
    name: str
    grants: tuple[Grant, ...]
    device: str
    given_password: bool = False
    """Somebody else chose the password and knows it: nothing but choosing one's own is allowed."""

    def has(self, role: Role) -> bool:
        """Whether the person holds the role anywhere."""
        return any(grant.role is role for grant in self.grants)
