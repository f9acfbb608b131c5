"""What batch.changed says about a batch at work: its paper's way, losses, counts, people."""

from __future__ import annotations

from typing import TypedDict

from core.event import Kind, NewEvent
from core.values import BatchId, PersonId, UnitId
from core.workflow.paper import FOUND, LOST, RECEIVED, SENT


class BatchChanged(TypedDict, total=False):
    """batch.changed on the batch, signed: `did` says what, and which of the fields are there."""

    did: str
    """sent, received, lost or found."""
    at: str
    """Unit where the paper lies, or is handed over (sent, received)."""
    to: str
    """Unit to which it goes (sent)."""
    serial: str
    """Of the sheet (lost, found)."""
    custodian: str
    """Person who had a lost sheet last and answers for it."""
    why: str


def paper_sent(batch: BatchId, at: UnitId, to: UnitId, seen: int) -> NewEvent:
    """The paper leaves one unit for another; whoever signs has handed it over."""
    return _changed(batch, {"did": SENT, "at": at, "to": to}, seen)


def paper_received(batch: BatchId, at: UnitId, seen: int) -> NewEvent:
    """The paper has arrived; whoever signs has received it."""
    return _changed(batch, {"did": RECEIVED, "at": at}, seen)


def paper_lost(batch: BatchId, serial: str, custodian: PersonId, why: str, seen: int) -> NewEvent:
    """A sheet cannot be found in the house."""
    body: BatchChanged = {"did": LOST, "serial": serial, "custodian": custodian, "why": why}
    return _changed(batch, body, seen)


def paper_found(batch: BatchId, serial: str, seen: int) -> NewEvent:
    """A lost sheet is there again."""
    return _changed(batch, {"did": FOUND, "serial": serial}, seen)


def _changed(batch: BatchId, body: BatchChanged, seen: int) -> NewEvent:
    return NewEvent(Kind.BATCH_CHANGED, batch, dict(body), seen)
