"""Follow the paper of a batch: where it is, who handed it over and received it, what is lost."""

from __future__ import annotations

from core.errors import REASON_MISSING, WRONG_PLACE, UserError
from core.event import Changes
from core.line import plain
from core.people import Session
from core.ports.ledger import Ledger
from core.services.directory import Directory
from core.services.loading import Loading
from core.values import BatchId, PersonId, UnitId
from core.workflow.batch import Batch
from core.workflow.batch_bodies import paper_found, paper_lost, paper_received, paper_sent
from core.workflow.paper import Paper
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

        Raises UserError UNKNOWN_SERIAL, REASON_MISSING, NOT_ALLOWED.
        """
        found, acting = self._tracked(session, batch)
        found.sheet(serial)
        known = {person.id for person in self._directory.people(session)}
        if not plain(why) or custodian not in known:
            raise UserError(REASON_MISSING)
        lost = paper_lost(batch, serial, custodian, plain(why), found.seen)
        return self._ledger.append(session, acting, [lost])

    def find(self, session: Session, batch: BatchId, serial: str) -> Changes:
        """Say that a lost sheet is there again. Raises UserError UNKNOWN_SERIAL, NOT_ALLOWED."""
        found, acting = self._tracked(session, batch)
        found.sheet(serial)
        if serial not in found.paper.lost:
            return Changes()
        return self._ledger.append(session, acting, [paper_found(batch, serial, found.seen)])

    def _tracked(self, session: Session, batch: BatchId) -> tuple[Batch, str]:
        """The batch, and in which post or role the person may follow its paper."""
        found = self._loading.batch(session, batch)
        return found, permit(session, Action.TRACK_PAPER, found)
