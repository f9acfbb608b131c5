"""Replaces a batch's key where somebody who holds it shall open nothing that comes after."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.event import NewEvent
from core.people import Post, Session
from core.ports.vault import Vault
from core.values import PersonId
from core.workflow.batch import Batch
from core.workflow.bodies import batch_key_replaced
from core.workflow.opening import needed


def holders(batch: Batch) -> tuple[PersonId, ...]:
    """The adjudicators who hold the batch's key."""
    judges = batch.posts.get(Post.ADJUDICATION, ())
    return tuple(judge for judge in judges if judge in batch.key.sealed)


def are_enough(staying: Collection[PersonId], batch: Batch) -> bool:
    """Whether so many adjudicators can do without the others."""
    return len(staying) >= needed(batch.is_visit)[Post.ADJUDICATION]


def replaced_key(
    session: Session, vault: Vault, batch: Batch, staying: Sequence[PersonId]
) -> NewEvent:
    """The event that gives the batch a new key, for these of its adjudicators alone."""
    new, former = vault.replace_batch_key(session, batch.key, staying)
    known = {*batch.posts.get(Post.ADJUDICATION, ()), *holders(batch)}
    return batch_key_replaced(batch.id, batch.key.public, new, former, sorted(known - set(staying)))


def renewal(
    session: Session, vault: Vault, batch: Batch, removed: Collection[PersonId]
) -> NewEvent | None:
    """The event that takes the key from holders who were removed; None where there are none, or too
    few are left."""
    held = holders(batch)
    staying = [holder for holder in held if holder not in removed]
    if len(staying) == len(held) or not are_enough(staying, batch):
        return None
    return replaced_key(session, vault, batch, staying)
