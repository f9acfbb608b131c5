"""Queries: contradictions and anomalies in settled records that a person must look at."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes, NewEvent
from core.forms.model import Form, Severity, Texts
from core.people import Session
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.services.loading import Loading
from core.services.settled import SettledRecords
from core.values import Answer, BatchId, SheetId, serial_of
from core.workflow import querying
from core.workflow.batch import Batch
from core.workflow.bodies import unpacked
from core.workflow.contents import from_optional
from core.workflow.querying import CORRECTED, VOID
from core.workflow.sheet import Query, Sheet, sheet_of
from core.workflow.states import Action, SheetState, permit


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
    """Free words; for `void` a code of core.workflow.querying.VOID_REASONS, or "code: words"."""
    corrections: tuple[tuple[str, Answer], ...] = ()
    """For `corrected`: what the paper says by question; each becomes a difference for another person."""


class Recheck:
    """The recheck desk of leaders and quality specialists."""

    def __init__(self, ledger: Ledger, vault: Vault, loading: Loading) -> None:
        self._ledger, self._loading = ledger, loading
        self._records = SettledRecords(ledger, vault)

    def queries(self, session: Session, batch: BatchId | None = None) -> tuple[QueryView, ...]:
        """Queries that are not closed, oldest first."""
        where: dict[str, object] = {"state": ("open", "correcting")}
        if batch is not None:
            where["batch"] = batch
        rows = self._ledger.rows(session, "query", where, order=("raised_at", "sheet", "id"))
        void = self._ledger.rows(session, "sheet", {"state": SheetState.VOID.value})
        nowhere = {row["id"] for row in void}
        standing = [row for row in rows if row["sheet"] not in nowhere]
        known = {
            name: self._loading.batch(session, BatchId(name))
            for name in dict.fromkeys(row["batch"] for row in standing)
        }
        forms = {
            name: self._loading.form(self._loading.rules(session, batch.form))
            for name, batch in known.items()
        }
        return tuple(
            self._view(session, row, known[row["batch"]], forms[row["batch"]]) for row in standing
        )

    def close(self, session: Session, query: str, closing: Closing) -> Changes:
        """Close one query. Raises UserError QUERY_CLOSED, REASON_MISSING, FOUR_EYES, NOT_ALLOWED."""
        sheet = self._loading.sheet(session, sheet_of(query))
        batch = self._loading.batch(session, sheet.batch)
        action = Action.VOID_SHEET if closing.outcome == VOID else Action.CLOSE_QUERY
        acting = permit(session, action, batch, sheet=sheet)
        found = querying.open_query(sheet, query)
        querying.check_reason(closing.outcome, closing.why)
        doubts, ids = self._corrections(session, batch, sheet, found, closing)
        events = querying.closed(sheet, found, closing.outcome, closing.why, doubts, ids)
        return self._ledger.append(session, acting, events)

    def _corrections(
        self, session: Session, batch: Batch, sheet: Sheet, query: Query, closing: Closing
    ) -> tuple[list[NewEvent], list[str]]:
        """The differences that a correction opens, and the ids of all that carry it."""
        settled = self._records.record(session, sheet.id)
        if closing.outcome != CORRECTED or settled is None:
            return [], []
        form = self._loading.form(batch.form)
        said = querying.corrections(form, query, settled.answers, closing.corrections)
        doubts = self._records.doubts(session, batch, sheet, form, said, "query", closing.why)
        standing = [found.id for key in said if (found := sheet.open_on(key))]
        return doubts, standing + [str(doubt.body["id"]) for doubt in doubts]

    def _view(self, session: Session, row: Row, batch: Batch, form: Form) -> QueryView:
        sheet = SheetId(row["sheet"])
        questions = tuple(unpacked(row["questions"]))
        compared = unpacked(row["compared"]) or dict.fromkeys(questions)
        values = {key: from_optional(value) for key, value in compared.items()}
        if None in values.values():
            settled = self._records.record(session, sheet)
            held = settled.answers if settled else {}
            values = {key: held.get(key) if v is None else v for key, v in values.items()}
        return QueryView(
            id=row["id"],
            sheet=sheet,
            batch=batch.id,
            batch_code=batch.code,
            serial=serial_of(sheet),
            check=row["check_id"],
            severity=Severity(row["severity"]),
            questions=questions,
            values=values,
            messages=querying.messages_of(form, row["check_id"]),
            limit=row["bound"],
            state=row["state"],
            outcome=row["outcome"],
            why=row["why"],
        )
