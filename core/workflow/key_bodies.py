"""What events say when keys are granted: a clerk's own one for a batch, and the batch's own."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from core.event import Kind, NewEvent
from core.ports.vault import ContentKey
from core.values import BatchId, PersonId

CONTENT, BATCH, RECOVERED = "content", "batch", "recovered"


class KeyGranted(TypedDict):
    """key.granted on the batch: a clerk's own content key (what = content), or the batch key handed
    to one more person, who adjudicates from then on: by a holder (what = batch), or by an administrator
    with the recovery key (what = recovered)."""

    what: str
    id: NotRequired[str]
    to_self: NotRequired[str]
    to_batch: NotRequired[str]
    to: NotRequired[str]
    sealed: NotRequired[str]


def content_key_granted(batch: BatchId, key: ContentKey) -> NewEvent:
    """The clerk's own key for the batch, sealed to the clerk and to the batch key."""
    body = {"what": CONTENT, "id": key.id, "to_self": key.to_self, "to_batch": key.to_batch}
    return NewEvent(Kind.KEY_GRANTED, batch, body)


def batch_key_granted(batch: BatchId, to: PersonId, sealed: str) -> NewEvent:
    """The batch key for one more adjudicator, from a holder."""
    body = {"what": BATCH, "to": str(to), "sealed": sealed}
    return NewEvent(Kind.KEY_GRANTED, batch, body)


def batch_key_recovered(batch: BatchId, to: PersonId, sealed: str) -> NewEvent:
    """The batch key for an adjudicator, opened by the recovery key."""
    body = {"what": RECOVERED, "to": str(to), "sealed": sealed}
    return NewEvent(Kind.KEY_GRANTED, batch, body)
