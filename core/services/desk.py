"""Everything a signed-in person can do: the services, joined to one session's ports."""

from __future__ import annotations

from dataclasses import dataclass

from core.people import Session
from core.services.adjudication import Adjudication
from core.services.batches import Batches
from core.services.directory import Directory
from core.services.journal import Journal
from core.services.keying import Keying
from core.services.recheck import Recheck
from core.services.reporting import Reporting
from core.services.review import Review
from core.services.visits import Visits


@dataclass(frozen=True)
class Desk:
    """What main.py hands to the window after sign-in."""

    session: Session
    directory: Directory
    batches: Batches
    keying: Keying
    adjudication: Adjudication
    recheck: Recheck
    review: Review
    visits: Visits
    reporting: Reporting
    journal: Journal
