"""The journal as an auditor reads it: filtered, newest first, each line with its hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.event import Event
from core.people import Session


@dataclass(frozen=True)
class Wanted:
    """Which events; empty fields mean any."""

    person: str = ""
    subject: str = ""
    kinds: Sequence[str] = ()
    since_ms: int = 0
    until_ms: int = 0
    """Exclusive."""


@dataclass(frozen=True)
class DeviceLine:
    """A computer that writes, or wrote, in the project."""

    id: str
    host: str
    """As the computer called itself."""
    state: str
    """active, replaced, or waiting for an administrator to sign in after a restore."""
    is_own: bool
    first_ms: int
    """Of its first and last event; 0 where it has none."""
    last_ms: int
    events: int


class JournalReader(Protocol):
    """Only events that the person may see are ever returned."""

    def page(
        self, session: Session, wanted: Wanted, offset: int = 0, limit: int = 200
    ) -> tuple[tuple[tuple[Event, str], ...], bool]:
        """(event, hash in hex) newest first, and whether more follow."""
        ...

    def devices(self, session: Session) -> tuple[DeviceLine, ...]:
        """The devices, the one of this computer first."""
        ...
