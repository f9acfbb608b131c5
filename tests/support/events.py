"""Events as other machines would have written them, for tests of folds."""

from __future__ import annotations

from core.event import Event, NewEvent, Stamp
from core.values import PersonId


def stamp(ms: int, device: str = "d1") -> Stamp:
    return Stamp(ms, 0, device, ms)


def at(ms: int, new: NewEvent, person: str, device: str = "d1", role: str = "post") -> Event:
    """The event as written at a moment by a person, who acts in a role, on a device."""
    return Event(new.kind, new.subject, new.body, stamp(ms, device), PersonId(person), role)
