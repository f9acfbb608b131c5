"""Split off what is not finished at the deadline, so that the rest of a batch closes and is reviewed.

The part that is split off is no second batch: its sheets keep their ids, keyings and keys, and all that
happens stays on the batch that was opened. A sheet's own event says in which part it is, so every row of
it moves at once and no sheet is ever in two; each part has states, samples and verdicts of its own. A
second batch would have needed new ids, or keys and readings handed from one to the other.
"""

from __future__ import annotations

from core.errors import NOTHING_TO_SPLIT, REASON_MISSING, UserError
from core.event import Changes
from core.line import plain
from core.people import Session
from core.ports.ledger import Ledger, Row
from core.services.loading import Loading
from core.services.overview import figures
from core.values import BatchId, root_of
from core.workflow.batch import Batch
from core.workflow.batch_bodies import sheet_moved, tail_split
from core.workflow.bodies import batch_closed
from core.workflow.states import Action, BatchState, SheetState, permit

FINISHED = frozenset({SheetState.TWO_PASSES, SheetState.SETTLED, SheetState.VOID})
"""What may stay: keyed twice and not yet compared, settled, or out of everything."""


class Tails:
    """For those who oversee the batch."""

    def __init__(self, ledger: Ledger, loading: Loading) -> None:
        self._ledger, self._loading = ledger, loading

    def unresolved(self, session: Session, batch: BatchId) -> tuple[str, ...]:
        """Serials that a split would take: not keyed twice, with differences or queries open, set aside.

        Raises UserError NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        permit(session, Action.SPLIT_TAIL, found)
        return self._apart(session, found)[0]

    def split(self, session: Session, batch: BatchId, why: str) -> Changes:
        """Split off what is unresolved; the rest, if it is still keyed, is closed.

        Raises UserError NOTHING_TO_SPLIT where nothing, or everything, is unresolved; REASON_MISSING,
        NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.SPLIT_TAIL, found)
        if not plain(why):
            raise UserError(REASON_MISSING)
        going, staying, void = self._apart(session, found)
        papers = found.returned - staying
        if found.is_visit or not papers or not staying - void:
            raise UserError(NOTHING_TO_SPLIT, unresolved=papers, of=found.returned)
        part = found.parts + 1
        events = [tail_split(batch, part, papers, plain(why), found.seen)]
        begun = self._begun(session, found)
        for serial in going:
            sheet = found.sheet(serial)
            known = self._loading.sheet(session, sheet).seen if serial in begun else 0
            events.append(sheet_moved(sheet, part, known))
        if found.state is BatchState.KEYING:
            events.append(batch_closed(batch, staying - void, 0, void))
        return self._ledger.append(session, acting, events)

    def _begun(self, session: Session, batch: Batch) -> frozenset[str]:
        """Serials of which anything is told yet; most of what is split off was never begun."""
        where = {"root": root_of(batch.id)}
        return frozenset(s for (s,) in self._ledger.count(session, "sheet", ("serial",), where))

    def _apart(self, session: Session, batch: Batch) -> tuple[tuple[str, ...], int, int]:
        """Serials that go, how many sheets stay, and how many of those are void."""
        where = {"root": root_of(batch.id)}
        rows = {row["serial"]: row for row in self._ledger.rows(session, "sheet", where)}
        here = {s: row for s, row in rows.items() if row["batch"] == batch.id}
        serials = batch.serials if batch.part == 1 else tuple(here)
        own = [s for s in serials if s in here or s not in rows]
        going = tuple(s for s in own if not _is_finished(here.get(s)))
        void = figures(self._ledger, session, (batch.id,)).in_state(batch.id, [SheetState.VOID])
        return going, len(own) - len(going), void


def _is_finished(row: Row | None) -> bool:
    return row is not None and row["state"] in FINISHED and not row["queries"]
