"""Folds a sheet's events, in any order of arrival, into the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from core.event import Event, Kind
from core.line import in_stamp_order
from core.values import PersonId, SheetId
from core.workflow.pass_fold import folded_passes
from core.workflow.query_fold import folded_queries
from core.workflow.scanning import standing_scans
from core.workflow.sheet import (
    NO_STAMP,
    Comparison,
    Difference,
    Record,
    Reviewed,
    Ruling,
    SealedKeying,
    Sheet,
    numbered,
)
from core.workflow.states import Action, may_say


def fold(sheet: SheetId, events: Sequence[Event]) -> Sheet:
    """The sheet that these events tell of. Equal decisions coalesce; unequal ones are a conflict."""
    ordered = sorted(events, key=in_stamp_order)
    by_kind: defaultdict[Kind, list[Event]] = defaultdict(list)
    for event in ordered:
        by_kind[event.kind].append(event)
    of = by_kind.__getitem__

    passes = folded_passes(by_kind)
    comparison = _comparison(of(Kind.SHEET_COMPARED), passes.keyings)
    disputed = [*_compared(sheet, comparison), *_opened(of(Kind.DIFFERENCE_OPENED))]
    differences = _ruled(disputed, of(Kind.DIFFERENCE_RULED), comparison)
    record, apart = _record(of(Kind.RECORD_SETTLED))
    queries = folded_queries(sheet, of(Kind.RECORD_CHECKED), of(Kind.QUERY_CLOSED))
    voids, erasures = of(Kind.SHEET_VOIDED), of(Kind.SHEET_ERASED)
    if record and erasures:  # nobody can open it any more
        record = replace(record, private="", slips=())
    return Sheet(
        id=sheet,
        part=_part(of(Kind.SHEET_MOVED)),
        keyings=passes.keyings,
        superseded=passes.superseded,
        misfiled=passes.misfiled,
        set_aside=passes.set_aside,
        comparison=comparison,
        differences=tuple(differences),
        record=record,
        queries=queries,
        reviews=_reviews(of(Kind.SHEET_REVIEWED)),
        void=voids[0].body["why"] if voids else "",
        voided_by=voids[0].actor if voids else None,
        erased=erasures[0].body["cause"] if erasures else "",
        scans=() if erasures else standing_scans(of(Kind.SHEET_SCANNED)),
        conflict=apart
        or passes.in_doubt
        or any(d.state == "conflict" for d in differences)
        or any(query.conflict for query in queries),
        seen=len(ordered),
        changed=ordered[-1].stamp if ordered else NO_STAMP,
    )


def _part(events: Sequence[Event]) -> int:
    """Of the batch, to which whoever may split it moved it last."""
    moved = [int(e.body["part"]) for e in events if may_say(Action.SPLIT_TAIL, e.role)]
    return moved[-1] if moved else 1


def _comparison(events: Iterable[Event], keyings: dict[int, SealedKeying]) -> Comparison | None:
    """The earliest one of the keyings that stand: comparing them again finds the same."""
    clerks = tuple(keyings[number].clerk if number in keyings else None for number in (1, 2))
    latest = max((keying.stamp for keying in keyings.values()), default=NO_STAMP)
    for event in events:
        body = event.body
        if (body["first"], body["second"]) == clerks and event.stamp > latest:
            return Comparison(
                first=PersonId(body["first"]),
                second=PersonId(body["second"]),
                fields=body["fields"],
                n=body["n"],
                suspected=body["suspected"],
                sealed=body["sealed"],
                by=event.actor,
                stamp=event.stamp,
            )
    return None


def _compared(sheet: SheetId, comparison: Comparison | None) -> list[Difference]:
    count = comparison.n if comparison else 0
    return [Difference(numbered(sheet, n), n, "keying") for n in range(1, count + 1)]


def _opened(events: Iterable[Event]) -> list[Difference]:
    """One per question and revision: two people who doubt the same answer raise one difference."""
    opened: dict[str, Difference] = {}
    for event in events:
        body = event.body
        difference = Difference(
            id=body["id"],
            n=0,
            origin=body["origin"],
            revision=body["revision"],
            question=body["question"],
            opened_by=event.actor,
            proposal_json=body["proposal_json"],
            sealed=body["sealed"],
            note=body["note"],
        )
        opened.setdefault(difference.id, difference)
    return list(opened.values())


def _ruled(
    differences: Sequence[Difference], events: Sequence[Event], comparison: Comparison | None
) -> list[Difference]:
    rulings: dict[str, list[Ruling]] = {}
    for event in events:
        body = event.body
        ruling = Ruling(event.actor, body["after"], body["mark"], body["sealed"], event.stamp)
        rulings.setdefault(body["id"], []).append(ruling)
    return [
        replace(d, rulings=tuple(_valid(rulings.get(d.id, []), d, comparison))) for d in differences
    ]


def _valid(
    rulings: Iterable[Ruling], difference: Difference, comparison: Comparison | None
) -> Iterable[Ruling]:
    """Numbers belong to one comparison: a ruling made before it was on another one's."""
    if difference.n == 0 or comparison is None:
        return rulings
    return (ruling for ruling in rulings if ruling.stamp > comparison.stamp)


def _record(events: Iterable[Event]) -> tuple[Record | None, bool]:
    """The record of the highest revision, and whether it was settled twice unequally."""
    by_revision = sorted(events, key=lambda event: (-event.body["revision"], event.stamp))
    for _, same in groupby(by_revision, key=lambda event: event.body["revision"]):
        records = [_settled(event) for event in same]
        return records[0], len({record.mark for record in records}) > 1
    return None, False


def _settled(event: Event) -> Record:
    body = event.body
    return Record(
        revision=body["revision"],
        answers_json=body["answers_json"],
        readings_json=body["readings_json"],
        rulers_json=body["rulers_json"],
        private=body["private"],
        mark=body["mark"],
        by=event.actor,
        stamp=event.stamp,
        slipped_json=body.get("slipped_json", ""),
        slips=tuple(body.get("slips", ())),
        checked=body.get("checked", 0),
        shared=body.get("shared", 0),
    )


def _reviews(events: Iterable[Event]) -> tuple[Reviewed, ...]:
    """One per level, round and reviewer: the earliest."""
    found: dict[tuple[int, int, str], Reviewed] = {}
    for event in events:
        body = event.body
        review = Reviewed(
            level=body["level"],
            round=body["round"],
            reviewer=event.actor,
            reason=body["reason"],
            checked=body["checked"],
            wrong=body["wrong"],
            findings_json=body["findings_json"],
            private=body["private"],
            at=event.stamp.ms,
        )
        found.setdefault((review.level, review.round, review.reviewer), review)
    return tuple(found.values())
