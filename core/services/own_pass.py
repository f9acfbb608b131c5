"""How far a clerk's own pass of a batch is: what is gone from it, and what of the rest is in reach.

Counted, never read: a keying's row holds all that was keyed, and a clerk asks after every sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.people import Session
from core.ports.ledger import Ledger
from core.values import BatchId, SheetId, serial_of
from core.workflow.paper import Paper, is_reachable


@dataclass(frozen=True)
class OwnPass:
    """Serials of one pass, by what became of them; nothing of the other pass."""

    gone: frozenset[str]
    """Keyed, laid aside or void."""
    scanned: frozenset[str]
    paper: Paper

    def waiting(self, serials: Iterable[str]) -> tuple[str, ...]:
        """Those of the serials that can be keyed now, in their order."""
        return tuple(s for s in serials if s not in self.gone and self._is_reachable(s))

    def open(self, numbers: int, returned: int) -> int:
        """How many of the papers that came back can be keyed now, of a batch with so many numbers."""
        out = self.gone | {serial for serial in self.paper.lost if not self._is_reachable(serial)}
        within = len(self.scanned - self.gone) if self.paper.is_transit else numbers - len(out)
        return max(min(within, returned - len(out)), 0)

    def held_up(self, numbers: int, returned: int) -> int:
        """How many are left that cannot: their paper is not here, and there is no scan."""
        return max(returned - len(self.gone) - self.open(numbers, returned), 0)

    def _is_reachable(self, serial: str) -> bool:
        return is_reachable(self.paper, serial, serial in self.scanned)


def own_pass(
    ledger: Ledger, session: Session, batch: BatchId, pass_no: int, paper: Paper
) -> OwnPass:
    """Of the batch as it was opened, in which clerks key all its parts."""
    own = {"batch": batch, "pass": pass_no}
    gone = [
        *ledger.count(session, "keying", ("sheet",), own),
        *ledger.count(session, "set_aside", ("sheet",), own),
        *ledger.count(session, "void", ("sheet",), {"batch": batch}),
    ]
    scanned = ledger.count(session, "scan", ("sheet",), {"batch": batch})
    return OwnPass(_serials(gone), _serials(scanned), paper)


def returned_to(
    ledger: Ledger, session: Session, batch: BatchId | None = None
) -> tuple[SheetId, ...]:
    """Sheets, of one batch or of all, that the person's pass has to key again: what was keyed there was
    of another paper."""
    rows = ledger.rows(session, "returned", {"batch": batch} if batch else None, order=("sheet",))
    return tuple(SheetId(row["sheet"]) for row in rows)


def _serials(counted: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(serial_of(SheetId(sheet)) for (sheet,) in counted)
