"""A file as it is after months: batches whose sheets stand in it, each with its row and a keying."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from core.event import NewEvent
from core.services.desk import Desk
from core.values import BatchId, sheet_id
from core.workflow.keying_bodies import keying_submitted

CHUNK = 200
"""Events of one transaction, as in bulk work."""
SEALED = "QUJD" * 100
"""As long as the answers of thirty questions, sealed; nobody opens it."""


def crowd(clerk: Desk, batch: BatchId, sheets: int, but: Collection[str] = ()) -> int:
    """Write a signed keying of pass 1 for every serial of the batch except `but`; returns how many."""
    draft = clerk.keying.begin(clerk.session, batch, next(iter(but), "0001"))
    assert draft.content_key
    key, written = draft.content_key.id, 0
    for events in _chunks(batch, sheets, but, key):
        clerk.keying._ledger.append(clerk.session, "pass1", events)
        written += len(events)
    return written


def _chunks(
    batch: BatchId, sheets: int, but: Collection[str], key: str
) -> Iterator[list[NewEvent]]:
    chunk: list[NewEvent] = []
    for number in range(1, sheets + 1):
        serial = f"{number:04d}"
        if serial not in but:
            chunk.append(keying_submitted(sheet_id(batch, serial), 1, 1, key, SEALED))
        if chunk and (len(chunk) == CHUNK or number == sheets):
            yield chunk
            chunk = []
