"""Whether somebody who signs in is shown the first steps; cheap, because the window asks it."""

from __future__ import annotations

from core.people import Role, Session
from ui.preferences import Preferences


def is_due(session: Session, preferences: Preferences) -> bool:
    """Clerks only, once for each person at this computer."""
    is_new = preferences.guided.wanted and not preferences.guided.has_seen(session.person)
    return is_new and session.has(Role.CLERK)
