"""What events say when keys are granted: a clerk's own one for a batch, and the batch's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from core.event import Kind, NewEvent
from core.ports.vault import BatchKey, ContentKey
from core.values import BatchId, PersonId, root_of

CONTENT, BATCH, RECOVERED, REPLACED = "content", "batch", "recovered", "replaced"


class KeyGranted(TypedDict):
    """key.granted on the batch: a clerk's own content key (what = content), or the batch key handed
    to one more person, who adjudicates from then on: by a holder (what = batch), or by an administrator
    with the recovery key (what = recovered); or a new batch key in place of `of`, made by a holder, which
    those `without` are not given: they adjudicate no longer (what = replaced)."""

    what: str
    id: NotRequired[str]
    to_self: NotRequired[str]
    to_batch: NotRequired[str]
    to: NotRequired[str]
    public: NotRequired[str]
    """Public half of the batch key that is handed on, or is new, or that a content key is sealed to."""
    sealed: NotRequired[str]
    of: NotRequired[str]
    """Public half of the batch key that is replaced."""
    former: NotRequired[str]
    """Its private half, sealed to the new one."""
    besides: NotRequired[dict[str, str]]
    """Public halves of earlier keys to which the replaced one does not lead -> private, sealed likewise."""
    holders: NotRequired[dict[str, str]]
    """As BatchOpened's `sealed`, of the new batch key."""
    without: NotRequired[list[str]]


def content_key_granted(batch: BatchId, key: ContentKey) -> NewEvent:
    """The clerk's own key for the batch, sealed to the clerk and to the batch key."""
    body = {
        "what": CONTENT,
        "id": key.id,
        "to_self": key.to_self,
        "to_batch": key.to_batch,
        "public": key.batch,
    }
    return NewEvent(Kind.KEY_GRANTED, root_of(batch), body)


def batch_key_granted(
    batch: BatchId, to: PersonId, given: Mapping[str, str]
) -> tuple[NewEvent, ...]:
    """The batch key, with those it replaced and does not lead to, for one more adjudicator, from a holder."""
    return _handed(batch, BATCH, to, given)


def batch_key_recovered(
    batch: BatchId, to: PersonId, given: Mapping[str, str]
) -> tuple[NewEvent, ...]:
    """As `batch_key_granted`, opened by the recovery key."""
    return _handed(batch, RECOVERED, to, given)


def batch_key_replaced(
    batch: BatchId, of: str, new: BatchKey, former: Mapping[str, str], without: Sequence[PersonId]
) -> NewEvent:
    """A new batch key in place of `of`, whose private half, among `former`, is sealed to it."""
    besides = {public: sealed for public, sealed in former.items() if public != of}
    body: dict[str, object] = {
        "what": REPLACED,
        "of": of,
        "public": new.public,
        "holders": dict(new.sealed),
        "former": former[of],
        "without": [*map(str, without)],
    }
    return NewEvent(
        Kind.KEY_GRANTED, root_of(batch), body | ({"besides": besides} if besides else {})
    )


def _handed(
    batch: BatchId, what: str, to: PersonId, given: Mapping[str, str]
) -> tuple[NewEvent, ...]:
    said = {"what": what, "to": str(to)}
    return tuple(
        NewEvent(Kind.KEY_GRANTED, root_of(batch), said | {"sealed": sealed, "public": public})
        for public, sealed in given.items()
    )
