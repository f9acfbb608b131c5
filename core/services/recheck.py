"""Queries: contradictions and anomalies in settled records that a person must look at."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes
from core.forms.model import Severity, Texts
from core.people import Session
from core.values import Answer, BatchId, SheetId


@dataclass(frozen=True)
class QueryView:
    """One query with the answers it compared."""

    id: str
    """sheet?check"""
    sheet: SheetId
    batch: BatchId
    batch_code: str
    serial: str
    check: str
    severity: Severity
    questions: tuple[str, ...]
    values: dict[str, Answer | None]
    messages: Texts
    limit: str
    state: str
    """open, correcting (a difference waits for a ruling) or closed."""
    outcome: str = ""
    why: str = ""


@dataclass(frozen=True)
class Closing:
    """A decision on a query: confirmed (paper really says so), corrected or void, with its reason."""

    outcome: str
    why: str
    corrections: tuple[tuple[str, Answer], ...] = ()
    """For `corrected`: what the paper says by question; each becomes a difference for another person."""


class Recheck:
    """The recheck desk of leaders and quality specialists."""

    def queries(self, session: Session, batch: BatchId | None = None) -> tuple[QueryView, ...]:
        """Queries that are not closed, oldest first."""
        raise NotImplementedError

    def close(self, session: Session, query: str, closing: Closing) -> Changes:
        """Close one query. Raises UserError QUERY_CLOSED, REASON_MISSING, FOUR_EYES, NOT_ALLOWED."""
        raise NotImplementedError
