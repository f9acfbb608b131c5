"""The journal and its projections as services see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from core.event import Changes, Event, NewEvent
from core.people import Session

Row = Mapping[str, Any]


class Ledger(Protocol):
    """Append events; read folded rows. Every read is filtered by core.workflow.visibility again here.

    `row_filter` gives alternatives: a row is seen if it fulfils all columns of any of them. None of
    them: no rows. The places it takes come from `visibility.standing`, which reads unfiltered rows.
    """

    def append(self, session: Session, role: str, events: Sequence[NewEvent]) -> Changes:
        """Write the events and the rows of their subjects in one transaction, durable on return.

        Raises UserError STALE if an event's `seen` is outdated, EnvError DISK_FULL, READ_ONLY, LOCKED.
        """
        ...

    def history(self, session: Session, subject: str) -> tuple[Event, ...]:
        """The subject's events that this person may see, in stamp order."""
        ...

    def rows(
        self,
        session: Session,
        table: str,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Row]:
        """Projection rows whose columns equal `where` (a tuple value means any of), ordered ("-x" descends)."""
        ...

    def count(
        self,
        session: Session,
        table: str,
        by: Sequence[str] = (),
        where: Mapping[str, Any] | None = None,
    ) -> dict[tuple[Any, ...], int]:
        """Number of rows for each combination of the `by` columns; {(): n} without any."""
        ...

    def head(self) -> str:
        """The journal's head hash as eight groups of hex, to print on reports."""
        ...
