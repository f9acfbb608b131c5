"""Where a batch's paper is, which of it is lost, and which of it was given a number by hand.

Everything here is told by batch.changed events on the batch. A batch without any counts as "here".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from core.errors import PAPER_LOST, PAPER_NOT_HERE, UserError
from core.event import Event
from core.values import PersonId, UnitId

GIVEN = r"[-–]?[sS补](\d+)"
"""What follows the printed number in one that was given by hand, however it is written."""
MARKS = {"zh": "补", "en": "S"}
"""What stands before the number of a paper that was numbered by hand."""
HAND = re.compile(rf"(\d){GIVEN}$")
SENT, RECEIVED, LOST, FOUND = "sent", "received", "lost", "found"
NUMBERED = "numbered"
DUPLICATE, MISSING = "duplicate", "missing"
"""Why a paper is given a number by hand: another one bears the same, or none can be read."""


@dataclass(frozen=True)
class Place:
    """A unit where the paper lies, or the way on which it is between two."""

    at: UnitId
    """Where it lies, or where it was handed over."""
    to: UnitId | None = None
    """Where it goes; None once it has been received."""
    handed_by: PersonId | None = None
    received_by: PersonId | None = None
    since: int = 0

    @property
    def is_transit(self) -> bool:
        """Whether it has been handed over and not yet received."""
        return self.to is not None


@dataclass(frozen=True)
class Loss:
    """A sheet that cannot be found in the house."""

    custodian: PersonId
    """Who had it last, and answers for it."""
    why: str
    by: PersonId
    at: int


UNTOLD = Loss(PersonId(""), "", PersonId(""), 0)
"""A loss of which a person may know only that it is one."""


@dataclass(frozen=True)
class Paper:
    """The paper of one batch."""

    place: Place | None = None
    """None: it was never sent anywhere, and is where it was counted."""
    lost: Mapping[str, Loss] = field(default_factory=dict)
    """Serial -> its loss."""
    extra: tuple[str, ...] = ()
    """Serials that the receiver gave to papers whose number was a duplicate or missing."""

    @property
    def is_transit(self) -> bool:
        """Whether nobody can look at it just now."""
        return self.place is not None and self.place.is_transit


def is_reachable(paper: Paper, serial: str, has_scan: bool) -> bool:
    """Whether a person can look at the sheet now: at its paper, or else at a scan of it."""
    return has_scan or not (paper.is_transit or serial in paper.lost)


def refuse_unreachable(paper: Paper, serial: str, has_scan: bool) -> None:
    """Raises UserError PAPER_LOST, or PAPER_NOT_HERE with the way it is on."""
    if is_reachable(paper, serial, has_scan):
        return
    if serial in paper.lost:
        raise UserError(PAPER_LOST, serial=serial)
    assert paper.place is not None
    raise UserError(PAPER_NOT_HERE, at=paper.place.at, to=paper.place.to)


def after(paper: Paper, event: Event) -> Paper:
    """The paper after a batch.changed event; of two machines' words on one thing the later stands."""
    body, did = event.body, event.body["did"]
    if did == SENT:
        way = Place(UnitId(body["at"]), UnitId(body["to"]), event.actor, None, event.stamp.ms)
        return replace(paper, place=way)
    if did == RECEIVED:
        return replace(paper, place=_received(paper.place, event))
    if did == LOST:
        loss = Loss(PersonId(body["custodian"]), body["why"], event.actor, event.stamp.ms)
        return replace(paper, lost={**paper.lost, body["serial"]: loss})
    if did == FOUND:
        kept = {serial: loss for serial, loss in paper.lost.items() if serial != body["serial"]}
        return replace(paper, lost=kept)
    if did == NUMBERED:
        return replace(paper, extra=tuple(sorted({*paper.extra, body["serial"]})))
    return paper


def renumbered(serial: str, extra: Collection[str]) -> str:
    """The number for one more paper at `serial`: 0123-S1, which sorts after 0123; shown as 0123-补1."""
    return next(new for n in count(1) if (new := f"{serial}-S{n}") not in extra)


def written_serial(serial: str, language: str) -> str:
    """A serial as it is written on paper and printed: 0123-S1 is 0123-补1 in Chinese."""
    return serial.replace("-S", f"-{MARKS[language]}")


def typed_serial(typed: str) -> str:
    """The serial that was typed or read: 0123-补1, 0123补1, 0123s1 and 0123-S1 are one number."""
    return HAND.sub(r"\1-S\2", unicodedata.normalize("NFKC", typed).strip())


def padded(serial: str, width: int) -> str:
    """A serial with the zeros in front that were not typed: 7 is 0007, and 7-S1 is 0007-S1."""
    number, mark, hand = serial.partition("-S")
    return number.zfill(width) + mark + hand if number.isdecimal() else serial


def _received(place: Place | None, event: Event) -> Place:
    handed_by = place.handed_by if place and place.is_transit else None
    return Place(UnitId(event.body["at"]), None, handed_by, event.actor, event.stamp.ms)
