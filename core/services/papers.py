"""Follow the paper of a batch: where it is, who had it, what is lost, and that all of it adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from core.errors import NOT_ALLOWED, REASON_MISSING, WRONG_PLACE, UserError
from core.event import Changes
from core.line import plain
from core.people import Session
from core.ports.ledger import Ledger
from core.services.batches import Counts
from core.services.directory import Directory
from core.services.loading import Loading
from core.services.overview import handled_of
from core.values import BatchId, PersonId, UnitId
from core.workflow.batch import Batch
from core.workflow.batch_bodies import (
    deadline_set,
    paper_counted,
    paper_found,
    paper_lost,
    paper_numbered,
    paper_received,
    paper_sent,
)
from core.workflow.conservation import (
    Account,
    check_handled,
    check_recount,
    with_one_more,
)
from core.workflow.opening import deadline
from core.workflow.paper import DUPLICATE, MISSING, Paper, renumbered
from core.workflow.states import Action, permit


class Papers:
    """The paper of batches that the person oversees or has a desk at; clerks follow none."""

    def __init__(self, ledger: Ledger, loading: Loading, directory: Directory) -> None:
        self._ledger, self._loading, self._directory = ledger, loading, directory

    def paper(self, session: Session, batch: BatchId) -> Paper:
        """Where it is and what is lost, with the people. Raises UserError NOT_ALLOWED."""
        return self._tracked(session, batch)[0].paper

    def send(self, session: Session, batch: BatchId, to: UnitId) -> Changes:
        """Hand the paper over, bound for another unit: nobody can work from it until it is received.

        Raises UserError WRONG_PLACE if it is on its way or there already, NOT_ALLOWED.
        """
        found, acting = self._tracked(session, batch)
        place = found.paper.place
        at = place.at if place else found.unit
        known = {unit.id for unit in self._directory.units(session)}
        if found.is_visit or found.paper.is_transit or to == at or to not in known:
            raise UserError(WRONG_PLACE, at=at)
        sent = paper_sent(batch, at, to, found.seen)
        return self._ledger.append(session, acting, [sent])

    def receive(self, session: Session, batch: BatchId) -> Changes:
        """Take the paper in where it was bound for. Raises UserError WRONG_PLACE, NOT_ALLOWED."""
        found, acting = self._tracked(session, batch)
        place = found.paper.place
        if place is None or place.to is None:
            raise UserError(WRONG_PLACE, at=place.at if place else found.unit)
        received = paper_received(batch, place.to, found.seen)
        return self._ledger.append(session, acting, [received])

    def lose(
        self, session: Session, batch: BatchId, serial: str, custodian: PersonId, why: str
    ) -> Changes:
        """Say that a sheet cannot be found in the house, and who had it last.

        Raises UserError UNKNOWN_SERIAL, REASON_MISSING, MORE_THAN_RETURNED, NOT_ALLOWED.
        """
        found, acting = self._tracked(session, batch)
        found.sheet(serial)
        known = {person.id for person in self._directory.people(session)}
        if not plain(why) or custodian not in known:
            raise UserError(REASON_MISSING)
        handled = handled_of(self._ledger, session, found)
        more = replace(handled, lost=handled.lost | {serial})
        check_handled(more, found.counts["returned"])
        lost = paper_lost(batch, serial, custodian, plain(why), found.seen)
        return self._ledger.append(session, acting, [lost])

    def find(self, session: Session, batch: BatchId, serial: str) -> Changes:
        """Say that a lost sheet is there again. Raises UserError UNKNOWN_SERIAL, NOT_ALLOWED."""
        found, acting = self._tracked(session, batch)
        found.sheet(serial)
        if serial not in found.paper.lost:
            return Changes()
        return self._ledger.append(session, acting, [paper_found(batch, serial, found.seen)])

    def account(self, session: Session, batch: BatchId) -> Account:
        """What became of the paper: both laws. Raises UserError NOT_ALLOWED to the batch's clerks."""
        found = self._tracked(session, batch)[0]
        return handled_of(self._ledger, session, found).account(found.counts)

    def count(self, session: Session, batch: BatchId, counts: Counts, why: str) -> Changes:
        """Count the paper anew: something came late, or was miscounted.

        Raises UserError BAD_COUNTS, TOO_FEW_SERIALS, MORE_THAN_RETURNED where a law would break,
        REASON_MISSING, NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.RECOUNT, found)
        _refuse_uncounted(found)
        if not plain(why):
            raise UserError(REASON_MISSING)
        self._check(session, found, asdict(counts))
        counted = paper_counted(batch, asdict(counts), plain(why), found.seen)
        return self._ledger.append(session, acting, [counted])

    def renumber(
        self, session: Session, batch: BatchId, serial: str, why: str, *, was_counted: bool
    ) -> Changes:
        """Give a paper whose number is a duplicate or missing one of its own beside `serial`.

        `was_counted`: the paper is among those counted as returned; else the counts follow.
        Raises UserError UNKNOWN_SERIAL, REASON_MISSING, TOO_FEW_SERIALS, NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.RENUMBER, found)
        _refuse_uncounted(found)
        found.sheet(serial)
        if why not in (DUPLICATE, MISSING):
            raise UserError(REASON_MISSING)
        new = renumbered(serial.partition("-")[0], found.paper.extra)
        counts = dict(found.counts)
        if not was_counted:
            counts = with_one_more(counts, reprinted=why == DUPLICATE)
        numbered = paper_numbered(batch, new, why, counts, found.seen)
        return self._ledger.append(session, acting, [numbered])

    def set_deadline(self, session: Session, batch: BatchId, due: str) -> Changes:
        """Say by which ISO day the batch should be finished; "" for none. Raises UserError BAD_DATE."""
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.SET_DEADLINE, found)
        return self._ledger.append(
            session, acting, [deadline_set(batch, deadline(due), found.seen)]
        )

    def _check(self, session: Session, batch: Batch, counts: Mapping[str, int]) -> None:
        check_recount(counts, batch.last - batch.first + 1, batch.paper.extra)
        check_handled(handled_of(self._ledger, session, batch), counts["returned"])

    def _tracked(self, session: Session, batch: BatchId) -> tuple[Batch, str]:
        """The batch, and in which post or role the person may follow its paper."""
        found = self._loading.batch(session, batch)
        return found, permit(session, Action.TRACK_PAPER, found)


def _refuse_uncounted(batch: Batch) -> None:
    if batch.is_visit or batch.part > 1:  # nothing of visits was printed; a part is never counted
        raise UserError(NOT_ALLOWED, action=Action.RECOUNT.value)
