"""Folds key.granted into a batch: clerks' content keys, and who holds the batch's own key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.event import Event
from core.people import Post, Role
from core.ports.vault import RECOVERY, BatchKey, ContentKey, FormerKey
from core.values import PersonId
from core.workflow.key_bodies import CONTENT, RECOVERED, REPLACED
from core.workflow.opening import needed

if TYPE_CHECKING:
    from core.workflow.batch import Batch


@dataclass(frozen=True)
class ClerkKey:
    """A clerk's content key and whose it is."""

    person: PersonId
    pass_no: int
    key: ContentKey


def with_key(batch: Batch, event: Event) -> Batch:
    """The batch after key.granted; what its signer had no right or no means to give changes nothing."""
    body = event.body
    if body["what"] == CONTENT:
        return _with_content_key(batch, event)
    # only a holder can hand the key on, or an administrator who was given the recovery key
    recovered = body["what"] == RECOVERED and event.role == Role.ADMIN
    if not recovered and event.actor not in batch.key.sealed:
        return batch
    if body["what"] == REPLACED:
        return _with_new_key(batch, event)
    return _with_holder(batch, PersonId(body["to"]), body["sealed"], body.get("public", ""))


def _with_content_key(batch: Batch, event: Event) -> Batch:
    pass_no, body = batch.pass_of(event.actor), event.body
    if pass_no is None:  # whoever has no pass has nothing to seal
        return batch
    sealed_to = body.get("public") or batch.key.origin
    key = ContentKey(body["id"], body["to_self"], body["to_batch"], sealed_to)
    kept = ClerkKey(event.actor, pass_no, key)
    return replace(batch, content_keys=(*batch.content_keys, kept))


def _with_holder(batch: Batch, person: PersonId, sealed: str, public: str) -> Batch:
    """Whoever is handed the batch key adjudicates from then on; nobody who has another post."""
    judges = batch.posts.get(Post.ADJUDICATION, ())
    if public not in ("", *batch.key.publics):  # no key of this batch
        return batch
    if person not in judges:
        if batch.posts_of(person):
            return batch
        judges = (*judges, person)
    posts = {**batch.posts, Post.ADJUDICATION: judges}
    if public in ("", batch.key.public):
        key = replace(batch.key, sealed={**batch.key.sealed, person: sealed})
    else:  # handed on where it was not yet known that it had been replaced, or besides its successor
        key = replace(batch.key, former=_sealed_too(batch.key.former, public, person, sealed))
    return replace(batch, key=key, posts=posts)


def _with_new_key(batch: Batch, event: Event) -> Batch:
    """The batch key replaced by one of its holders, for those of them who stay.

    Of two who do so on two machines, the later one's key counts, and nobody comes back. A key by which
    too few could rule, which recovery could not open, or that leads to none of the batch's, is none.
    """
    body, key = event.body, batch.key
    staying = key.sealed.keys() - set(body["without"])
    holders = {name: sealed for name, sealed in body["holders"].items() if name in staying}
    judges = tuple(j for j in batch.posts.get(Post.ADJUDICATION, ()) if j not in body["without"])
    ruling = sum(judge in holders for judge in judges)
    if event.actor not in holders or ruling < needed(batch.is_visit)[Post.ADJUDICATION]:
        return batch
    if RECOVERY not in holders or body["of"] not in key.publics or body["public"] in key.publics:
        return batch
    former = (*key.former, FormerKey(key.public, key.sealed))
    for public, sealed in {**body.get("besides", {}), body["of"]: body["former"]}.items():
        former = _sealed_too(former, public, body["public"], sealed)
    new = BatchKey(body["public"], holders, former)
    return replace(batch, key=new, posts={**batch.posts, Post.ADJUDICATION: judges})


def _sealed_too(
    former: Sequence[FormerKey], public: str, to: str, sealed: str
) -> tuple[FormerKey, ...]:
    return tuple(
        replace(key, sealed={**key.sealed, to: sealed}) if key.public == public else key
        for key in former
    )
