"""Hand an absent clerk's unkeyed sheets to another clerk of the same pass."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import NOT_ALLOWED, REASON_MISSING, UserError
from core.event import Changes
from core.line import plain
from core.people import Person, Post, Session
from core.ports.drafts import Drafts
from core.ports.ledger import Ledger
from core.services.directory import Directory
from core.services.loading import Loading
from core.values import BatchId, PersonId, root_of
from core.workflow import opening
from core.workflow.batch import Batch
from core.workflow.batch_bodies import handed_over
from core.workflow.states import Action, permit

PASSES = (Post.PASS1, Post.PASS2)


class Handover:
    """For those who oversee the batch; whoever keys it hands nothing over."""

    def __init__(
        self, ledger: Ledger, drafts: Drafts, loading: Loading, directory: Directory
    ) -> None:
        self._ledger, self._drafts = ledger, drafts
        self._loading, self._directory = loading, directory

    def clerks(self, session: Session, batch: BatchId) -> tuple[tuple[Post, Person], ...]:
        """Who keys which pass now. Raises UserError NOT_ALLOWED, WRONG_STATE."""
        found = self._loading.batch(session, batch)
        permit(session, Action.HAND_OVER, found)
        people = self._people(session)
        return tuple(
            (post, people[person])
            for post in PASSES
            for person in found.posts.get(post, ())
            if person not in found.relieved and person in people
        )

    def heirs(self, session: Session, batch: BatchId, clerk: PersonId) -> tuple[Person, ...]:
        """Who may take over from a clerk. Raises UserError NOT_ALLOWED, WRONG_STATE."""
        found = self._loading.batch(session, batch)
        permit(session, Action.HAND_OVER, found)
        post, people = _post(found, clerk), self._people(session)
        return tuple(
            person
            for person in people.values()
            if person.id != clerk and not self._faults(session, found, post, person.id, people)
        )

    def hand_over(
        self, session: Session, batch: BatchId, clerk: PersonId, to: PersonId, why: str
    ) -> Changes:
        """From now on `to` keys what the clerk has not: what is submitted stays, an open draft is
        discarded unread.

        Raises UserError REASON_MISSING, TWO_POSTS, NOT_ELIGIBLE, NOT_ALLOWED, WRONG_STATE; HAS_SEEN where
        `to` is who hands over, oversees the batch, or holds or held its key.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.HAND_OVER, found)
        post = _post(found, clerk)
        if not plain(why):
            raise UserError(REASON_MISSING)
        if to == clerk:
            raise UserError(NOT_ALLOWED, action=Action.HAND_OVER.value)
        people = self._people(session)
        opening.refuse(self._faults(session, found, post, to, people))
        # a draft from before `to` was relieved may have outlived a crash: it must not come back with him
        self._drafts.discard_of(session, root_of(batch), to)
        handed = handed_over(batch, clerk, to, plain(why), found.seen)
        changes = self._ledger.append(session, acting, [handed])
        self._drafts.discard_of(session, root_of(batch), clerk)
        return changes

    def _faults(
        self,
        session: Session,
        batch: Batch,
        post: Post,
        heir: PersonId,
        people: Mapping[PersonId, Person],
    ) -> tuple[opening.Fault, ...]:
        seen = batch.key.ever_held | {session.person}
        return opening.succeeding(batch.posts, post, heir, people, batch.lineage, seen)

    def _people(self, session: Session) -> dict[PersonId, Person]:
        return {person.id: person for person in self._directory.people(session)}


def _post(batch: Batch, clerk: PersonId) -> Post:
    """The pass that the clerk keys. Raises UserError NOT_ALLOWED where there is none, or no longer."""
    held = [post for post in PASSES if clerk in batch.posts.get(post, ())]
    if batch.is_visit or not held or clerk in batch.relieved:
        raise UserError(NOT_ALLOWED, action=Action.HAND_OVER.value)
    return held[0]
