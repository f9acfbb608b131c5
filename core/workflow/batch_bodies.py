"""What batch.changed says about a batch at work: its paper's way, losses, counts, people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from core.event import Kind, NewEvent
from core.values import BatchId, PersonId, SheetId, UnitId, part_of, root_of
from core.workflow.paper import FOUND, LOST, NUMBERED, RECEIVED, SENT
from core.workflow.states import Action

COUNTED, DUE, HANDED_OVER = "counted", "due", "handed_over"
SPLIT = "split"
ASKED = {
    **dict.fromkeys((SENT, RECEIVED, LOST, FOUND), Action.TRACK_PAPER),
    NUMBERED: Action.RENUMBER,
    COUNTED: Action.RECOUNT,
    DUE: Action.SET_DEADLINE,
    HANDED_OVER: Action.HAND_OVER,
    SPLIT: Action.SPLIT_TAIL,
}
"""What was done -> what a person must be allowed so as to do it."""


class BatchChanged(TypedDict, total=False):
    """batch.changed on the batch, signed: `did` says what, and which of the fields are there."""

    did: str
    """sent, received, lost, found, numbered, counted, due, handed_over or split."""
    at: str
    """Unit where the paper lies, or is handed over (sent, received)."""
    to: str
    """Unit to which it goes (sent), or clerk who keys on (handed_over)."""
    serial: str
    """Of the sheet (lost, found); the new one of a paper numbered by hand."""
    custodian: str
    """Person who had a lost sheet last and answers for it."""
    why: str
    counts: dict[str, int]
    """As in BatchOpened, of one part (counted); in older events also numbered."""
    adds: int
    """Papers that come to those counted of the part (numbered)."""
    due: str
    """ISO day on which the batch should be finished, or "" for none."""
    person: str
    """Clerk who keys no longer (handed_over)."""
    part: int
    """Number of the part that is split off (split), or of which is spoken: 1 where it is left out."""
    off: int
    """Number of the part it is split off (split)."""
    sheets: int
    """Papers that go with it (split)."""


class SheetMoved(TypedDict):
    """sheet.moved on the sheet: it belongs to that part of its batch from then on."""

    part: int


def of_part(
    kind: Kind, batch: BatchId, body: Mapping[str, object], seen: int | None = None
) -> NewEvent:
    """An event of one part of a batch: on the batch as it was opened, with the part's number."""
    part = part_of(batch)
    said = dict(body) | ({"part": part} if part > 1 else {})
    return NewEvent(kind, root_of(batch), said, seen)


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


def paper_numbered(batch: BatchId, serial: str, why: str, adds: int, seen: int) -> NewEvent:
    """A paper of a part is given a number by hand, and was not counted before if it `adds` one."""
    body: BatchChanged = {"did": NUMBERED, "serial": serial, "why": why, "adds": adds}
    return _changed(batch, body | _spoken_of(batch), seen)


def paper_counted(batch: BatchId, counts: Mapping[str, int], why: str, seen: int) -> NewEvent:
    """The papers of a part are counted anew."""
    body: BatchChanged = {"did": COUNTED, "counts": dict(counts), "why": why}
    return _changed(batch, body | _spoken_of(batch), seen)


def deadline_set(batch: BatchId, due: str, seen: int) -> NewEvent:
    """The day on which the batch, or the part, should be finished."""
    body: BatchChanged = {"did": DUE, "due": due}
    return _changed(batch, body | _spoken_of(batch), seen)


def handed_over(batch: BatchId, person: PersonId, to: PersonId, why: str, seen: int) -> NewEvent:
    """What a clerk has not keyed of a pass is another one's from now on."""
    body: BatchChanged = {"did": HANDED_OVER, "person": person, "to": to, "why": why}
    return _changed(batch, body, seen)


def tail_split(batch: BatchId, part: int, sheets: int, why: str, seen: int) -> NewEvent:
    """What is not finished of a batch, or of a part, goes on as a part of its own."""
    body: BatchChanged = {
        "did": SPLIT, "part": part, "off": part_of(batch), "sheets": sheets, "why": why
    }  # fmt: skip
    return _changed(batch, body, seen)


def sheet_moved(sheet: SheetId, part: int, seen: int) -> NewEvent:
    """The sheet goes to a part."""
    body: SheetMoved = {"part": part}
    return NewEvent(Kind.SHEET_MOVED, sheet, dict(body), seen)


def _spoken_of(batch: BatchId) -> BatchChanged:
    part = part_of(batch)
    return {"part": part} if part > 1 else {}


def _changed(batch: BatchId, body: BatchChanged, seen: int) -> NewEvent:
    return NewEvent(Kind.BATCH_CHANGED, root_of(batch), dict(body), seen)
