"""Follow the paper of a batch: where it is, who had it, what is lost, and that all of it adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from core.errors import (
    NOT_ALLOWED,
    REASON_MISSING,
    TOO_FEW_SERIALS,
    UNKNOWN_SERIAL,
    WRONG_PLACE,
    UserError,
)
from core.event import Changes
from core.line import plain
from core.people import Session
from core.ports.ledger import Ledger
from core.services.batches import Counts
from core.services.directory import Directory
from core.services.loading import Loading
from core.services.overview import handled_in, handled_of, serials_in
from core.values import BatchId, PersonId, UnitId, part_id, root_of, sheet_id
from core.workflow.batch import Batch
from core.workflow.batch_bodies import (
    deadline_set,
    paper_counted,
    paper_found,
    paper_lost,
    paper_numbered,
    paper_received,
    paper_sent,
    sheet_moved,
)
from core.workflow.conservation import (
    Account,
    check_counts,
    check_handled,
    check_recount,
)
from core.workflow.opening import deadline
from core.workflow.paper import DUPLICATE, MISSING, Paper, renumbered
from core.workflow.parts import summed
from core.workflow.states import Action, BatchState, permit


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
        if not found.is_visit and serial not in serials_in(self._ledger, session, found):
            raise UserError(UNKNOWN_SERIAL, serial=serial)
        known = {person.id for person in self._directory.people(session)}
        if not plain(why) or custodian not in known:
            raise UserError(REASON_MISSING)
        handled = handled_in(self._ledger, session, found)
        more = replace(handled, lost=handled.lost | {serial})
        check_handled(more, found.returned)
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
        """What became of the paper of a batch with all its parts, or of one part split off: both laws.

        Raises UserError NOT_ALLOWED to the batch's clerks.
        """
        found = self._tracked(session, batch)[0]
        if found.part == 1:
            return handled_of(self._ledger, session, found).account(found.whole)
        return handled_in(self._ledger, session, found).account(found.counts)

    def count(self, session: Session, batch: BatchId, counts: Counts, why: str) -> Changes:
        """Count the paper anew: something came late, or was miscounted.

        The counts are those of `account`: of a batch that was split, of all parts together. What is more
        or less now is so in the part that is still keyed.

        Raises UserError BAD_COUNTS, TOO_FEW_SERIALS, MORE_THAN_RETURNED where a law would break,
        REASON_MISSING, NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.RECOUNT, found)
        _refuse_visits(found)
        if not plain(why):
            raise UserError(REASON_MISSING)
        part, told = self._still_keyed(session, found), asdict(counts)
        before = found.whole if found.part == 1 else found.counts
        own = {name: part.counts[name] + told[name] - before[name] for name in told}
        self._check(session, part, own)
        counted = paper_counted(part.id, own, plain(why), part.seen)
        return self._ledger.append(session, acting, [counted])

    def renumber(
        self, session: Session, batch: BatchId, serial: str, why: str, *, was_counted: bool
    ) -> Changes:
        """Give a paper, whose own number is a duplicate or missing, a new one beside `serial`: 0123-S1.

        The new number belongs to the part in which papers are still keyed. `was_counted`: the paper is
        among those counted as returned; else that part's counts grow by it.
        Raises UserError UNKNOWN_SERIAL, REASON_MISSING, NOT_ALLOWED, WRONG_STATE.
        """
        found = self._still_keyed(session, self._loading.batch(session, batch))
        acting = permit(session, Action.RENUMBER, found)
        _refuse_visits(found)
        found.sheet(serial)
        if why not in (DUPLICATE, MISSING):
            raise UserError(REASON_MISSING)
        new = renumbered(serial.partition("-")[0], found.paper.extra)
        events = [paper_numbered(found.id, new, why, int(not was_counted), found.seen)]
        if found.part > 1:
            events.append(sheet_moved(sheet_id(root_of(found.id), new), found.part, 0))
        return self._ledger.append(session, acting, events)

    def set_deadline(self, session: Session, batch: BatchId, due: str) -> Changes:
        """Say by which ISO day the batch, or the part, should be finished; "" for none.

        Raises UserError BAD_DATE, NOT_ALLOWED, WRONG_STATE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.SET_DEADLINE, found)
        return self._ledger.append(
            session, acting, [deadline_set(batch, deadline(due), found.seen)]
        )

    def _check(self, session: Session, batch: Batch, counts: Mapping[str, int]) -> None:
        """Whether a part can have these counts: the laws hold in it, and each paper can be keyed."""
        check_counts(counts)
        others = [share.counts for part, share in batch.shares.items() if part != batch.part]
        whole = summed((counts, *others))
        check_recount(whole, batch.last - batch.first + 1, batch.paper.extra)
        own = serials_in(self._ledger, session, batch)
        if counts["returned"] > len(own):
            raise UserError(TOO_FEW_SERIALS, serials=len(own))
        check_handled(handled_in(self._ledger, session, batch), counts["returned"])

    def _still_keyed(self, session: Session, batch: Batch) -> Batch:
        """The part in which papers that turn up are keyed: of a batch whose rest is closed, the latest
        that is not."""
        if batch.part > 1 or batch.state is BatchState.KEYING:
            return batch
        tails = (
            self._loading.batch(session, part_id(batch.id, number))
            for number in range(batch.parts, 1, -1)
        )
        return next((tail for tail in tails if tail.state is BatchState.KEYING), batch)

    def _tracked(self, session: Session, batch: BatchId) -> tuple[Batch, str]:
        """The batch, and in which post or role the person may follow its paper."""
        found = self._loading.batch(session, batch)
        return found, permit(session, Action.TRACK_PAPER, found)


def _refuse_visits(batch: Batch) -> None:
    if batch.is_visit:  # nothing of them was printed
        raise UserError(NOT_ALLOWED, action=Action.RECOUNT.value)
