"""Copies of the whole project: made by hand or by the clock, checked after writing, kept by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.errors import CANNOT_WRITE, EnvError
from core.people import Session
from core.progress import Progress

ASKED, SCHEDULED, MIGRATION = "asked", "scheduled", "migration"
"""Why a copy was made: by a person, by the clock, before the schema changed."""


@dataclass(frozen=True)
class Copy:
    """One copy that was written and checked."""

    name: str
    at: int
    """UTC milliseconds."""
    why: str
    size: int
    """Bytes of its database."""
    events: int
    head: str
    """The journal's head code at that moment."""


@dataclass(frozen=True)
class Lost:
    """Events that this project is known to have held and does not hold: it was restored or put back."""

    device: str
    seq: int
    """The highest number known of the device."""
    here: int
    """The highest number in the file."""
    accepted: bool
    """Whether an administrator has signed in since."""


class Backups(Protocol):
    """What the backup page and the schedule need."""

    def copies(self, session: Session) -> tuple[Copy, ...]:
        """The copies that are kept, newest first."""
        ...

    def is_due(self, session: Session) -> bool:
        """Whether the last copy is old enough for the clock to make another."""
        ...

    def make(self, session: Session, why: str, progress: Progress) -> Copy:
        """Write a copy, check it, and let go of those that the rule no longer keeps.

        Raises EnvError DISK_FULL, READ_ONLY, CANNOT_WRITE, DAMAGED, CANCELLED.
        """
        ...

    def lost(self, session: Session) -> tuple[Lost, ...]:
        """What is known to be missing since this project was restored or put back."""
        ...

    def place(self) -> str:
        """The folder that copies are written to, as a person reads it."""
        ...


class NoBackups:
    """Fulfils Backups for a project that lies nowhere."""

    def copies(self, session: Session) -> tuple[Copy, ...]:
        """None."""
        return ()

    def is_due(self, session: Session) -> bool:
        """Never."""
        return False

    def make(self, session: Session, why: str, progress: Progress) -> Copy:
        """Raises EnvError CANNOT_WRITE."""
        raise EnvError(CANNOT_WRITE, file="backups")

    def lost(self, session: Session) -> tuple[Lost, ...]:
        """Nothing."""
        return ()

    def place(self) -> str:
        """Nowhere."""
        return ""
