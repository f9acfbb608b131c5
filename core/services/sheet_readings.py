"""A whole sheet as its adjudicator reads it: every answer in paper order, what differs marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.services.opened_desk import OpenedDesk
from core.values import Answer, Answers
from core.workflow.batch import Batch
from core.workflow.ruling import Case, asks_paper_first, is_swapped, shown
from core.workflow.sheet import Sheet

AGREED, OPEN, RULED, HIDDEN = "agreed", "open", "ruled", "hidden"
WHOLE = "whole"


@dataclass(frozen=True)
class SheetLine:
    """One question of a sheet with its two readings, nameless and shuffled."""

    question: str
    first: Answer | None
    second: Answer | None
    state: str
    """agreed, open, ruled, or hidden: to be keyed from the paper before the readings are shown."""
    difference: str = ""
    """Id of what is in dispute, or ""."""


def lines(desk: OpenedDesk, batch: Batch, sheet: Sheet) -> tuple[SheetLine, ...]:
    """All answers of the sheet in paper order; each dispute shuffled as it is on the page."""
    disputed = {line.question: line for line in _disputed(desk, batch, sheet)}
    if sheet.record is None:
        one, other = (content.answers for content in desk.both(sheet))
    else:
        one = other = desk.standing(sheet).answers
    order = desk.paper_places({*one, *other, *disputed})
    return tuple(
        disputed.get(key) or _agreed(key, one.get(key), other.get(key))
        for key in sorted(order, key=order.__getitem__)
    )


def pair(desk: OpenedDesk, batch: Batch, sheet: Sheet) -> tuple[SheetLine, ...]:
    """Both keyings beside one another, each whole, in an order that does not tell which pass is which."""
    one, other = (content.answers for content in desk.both(sheet))
    if is_swapped(whole_id(sheet), batch.key.origin):
        one, other = other, one
    hidden = {line.question for line in _disputed(desk, batch, sheet) if line.state == HIDDEN}
    order = desk.paper_places({*one, *other})
    return tuple(
        SheetLine(key, None, None, HIDDEN)
        if key in hidden
        else SheetLine(key, one.get(key), other.get(key), _state(one, other, key))
        for key in sorted(order, key=order.__getitem__)
    )


def pass_of(batch: Batch, sheet: Sheet, *, second: bool) -> int:
    """The pass whose keying `pair` shows first (or second)."""
    return 2 if second ^ is_swapped(whole_id(sheet), batch.key.origin) else 1


def whole_id(sheet: Sheet) -> str:
    """What the order of two whole keyings is drawn from."""
    return f"{sheet.id}#{WHOLE}"


def _disputed(desk: OpenedDesk, batch: Batch, sheet: Sheet) -> Iterator[SheetLine]:
    for difference in sheet.differences:
        if sheet.record is None or difference.ruling is None:
            yield _line(desk, batch, desk.case(sheet, difference))


def _line(desk: OpenedDesk, batch: Batch, case: Case) -> SheetLine:
    difference = case.difference
    if difference.ruling is None and asks_paper_first(desk.form, case, batch.key.origin):
        return SheetLine(case.question, None, None, HIDDEN, difference.id)
    first, second = shown(case, batch.key.origin)
    state = OPEN if difference.ruling is None else RULED
    return SheetLine(case.question, first, second, state, difference.id)


def _agreed(question: str, one: Answer | None, other: Answer | None) -> SheetLine:
    """Of tolerated variants, or where one reading is enough, that which the record takes."""
    taken = one if one is not None else other
    return SheetLine(question, taken, taken, AGREED)


def _state(one: Answers, other: Answers, key: str) -> str:
    return AGREED if one.get(key) == other.get(key) else OPEN
