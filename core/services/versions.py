"""Versions of one form: how they relate, which count together, and records checked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import NOT_ALLOWED, REASON_MISSING, WRONG_STATE, UserError
from core.event import Changes, Event, Kind, NewEvent
from core.forms.versions import Comparison, Relation, compare
from core.line import plain
from core.people import Session
from core.ports.clock import Clock
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.progress import Progress
from core.services.loading import Loading
from core.services.opened_desk import OpenedDesk
from core.services.pools import pooled_with
from core.values import BatchId, FormId, SheetId
from core.workflow.bodies import unpacked
from core.workflow.setup_bodies import FormPooled, form_pooled
from core.workflow.sheet import Sheet
from core.workflow.states import Action, SheetState, permit

CHUNK = 50
"""Sheets checked in one transaction."""


@dataclass(frozen=True)
class VersionRow:
    """One version of a form, beside the one published before it."""

    id: FormId
    version: str
    code: str
    before: FormId | None
    comparison: Comparison | None
    """None for the first version."""
    pooled: bool
    """A person approved that it counts together with the version before."""


class Versions:
    """Approve errata, and run changed checks over records that are settled."""

    def __init__(self, ledger: Ledger, vault: Vault, clock: Clock, loading: Loading) -> None:
        self._ledger, self._vault, self._clock = ledger, vault, clock
        self._loading = loading

    def family(self, session: Session, form: FormId) -> tuple[VersionRow, ...]:
        """All versions that share the form's form_id, oldest first."""
        rows = self._family(session, form)
        return tuple(self._row(session, rows, at) for at in range(len(rows)))

    def pool(self, session: Session, form: FormId, why: str) -> Changes:
        """Let a version count together with the one before it, for a reason that is journaled.

        Raises UserError NOT_ALLOWED, REASON_MISSING, WRONG_STATE(state: the relation) where the
        meaning changed, where it is pooled already, and for a first version.
        """
        acting = permit(session, Action.PUBLISH_FORM)
        rows = self._family(session, form)
        at = next((n for n, row in enumerate(rows) if row["id"] == form), 0)
        found = self._row(session, rows, at)
        relation = found.comparison.relation if found.comparison else Relation.MEANING
        if relation is Relation.MEANING or found.pooled or found.before is None:
            raise UserError(WRONG_STATE, state=relation.value, action="pool")
        if not why.strip():
            raise UserError(REASON_MISSING)
        body: FormPooled = {
            "form_id": rows[at]["form_id"],
            "version": rows[at]["version"],
            "code": rows[at]["code"],
            "titles": unpacked(rows[at]["titles"]),
            "is_visit": bool(rows[at]["is_visit"]),
            "pools_with": found.before,
            "why": plain(why.strip()),
        }
        return self._ledger.append(session, acting, [form_pooled(form, body)])

    def check_again(self, session: Session, batch: BatchId, progress: Progress) -> Changes:
        """Run the rules in force over a batch's settled records; only what they find anew is written.

        The rules in force are those of the newest version that counts together with the batch's.
        What was decided on a query stays decided while its check and values are the same. Raises
        UserError NOT_ALLOWED, WRONG_STATE, BLIND; EnvError CANCELLED from `progress`.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.COMPARE, found)
        desk = OpenedDesk(session, found, self._vault, self._loading)
        where = {"batch": batch, "state": SheetState.SETTLED.value}
        sheets = [SheetId(row["id"]) for row in self._ledger.rows(session, "sheet", where)]
        changes = Changes()
        for start in range(0, len(sheets), CHUNK):
            progress.step(start, len(sheets))
            events = [
                event
                for sheet in sorted(sheets)[start : start + CHUNK]
                for event in self._checked(session, desk, sheet)
            ]
            if events:
                changes |= self._ledger.append(session, acting, events)
        progress.step(len(sheets), len(sheets))
        return changes

    # --- inside -------------------------------------------------------------------------------

    def _family(self, session: Session, form: FormId) -> list[Row]:
        rows = self._ledger.rows(session, "form", order=("published_at", "id"))
        name = next((row["form_id"] for row in rows if row["id"] == form), None)
        if name is None:
            raise UserError(NOT_ALLOWED, action="form")
        return [row for row in rows if row["form_id"] == name]

    def _row(self, session: Session, rows: Sequence[Row], at: int) -> VersionRow:
        form = FormId(rows[at]["id"])
        before = FormId(rows[at - 1]["id"]) if at else None
        comparison = (
            compare(self._loading.form(before), self._loading.form(form)) if before else None
        )
        pooled = before is not None and pooled_with(self._ledger, session, form) == before
        return VersionRow(form, rows[at]["version"], rows[at]["code"], before, comparison, pooled)

    def _checked(self, session: Session, desk: OpenedDesk, sheet_id: SheetId) -> list[NewEvent]:
        history = self._ledger.history(session, sheet_id)
        sheet = self._loading.sheet(session, sheet_id)
        event = self._fresh(desk, sheet)
        same = _standing(history, event.body["revision"]) == event.body["findings"]
        return [] if same else [event]

    def _fresh(self, desk: OpenedDesk, sheet: Sheet) -> NewEvent:
        settlement, salt = desk.standing(sheet), desk.salt(sheet)
        return desk.checker.checked(sheet.id, settlement, salt, self._clock.now())


def _standing(history: Sequence[Event], revision: int) -> list[dict[str, object]] | None:
    """What the last check of the record as it stands found."""
    checks = [e for e in history if e.kind is Kind.RECORD_CHECKED]
    own = [check for check in checks if check.body["revision"] == revision]
    return list(own[-1].body["findings"]) if own else None
