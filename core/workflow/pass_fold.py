"""Folds what was keyed of a sheet: which keying of each pass stands, and which is of another paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.event import Event, Kind, Stamp
from core.values import PersonId
from core.workflow.sheet import NO_STAMP, Misfiled, SealedKeying, SetAside, standing_first
from core.workflow.states import Action, may_say


@dataclass(frozen=True)
class Passes:
    """What became of each keying of a sheet."""

    keyings: dict[int, SealedKeying]
    """Pass -> the one that stands."""
    superseded: tuple[SealedKeying, ...]
    misfiled: tuple[Misfiled, ...]
    set_aside: tuple[SetAside, ...]
    in_doubt: bool
    """People decided apart on a keying."""


def folded_passes(of: Mapping[Kind, Sequence[Event]]) -> Passes:
    """Of a sheet's events by kind, each in stamp order."""
    keyed = [_keying(event) for event in of[Kind.KEYING_SUBMITTED] if _may_stand(event)]
    misfiled, in_doubt = _misfiled(keyed, of[Kind.DIFFERENCE_RULED], of[Kind.RECORD_SETTLED])
    elsewhere = {found.keying.line for found in misfiled}
    every = [keying for keying in keyed if keying.line not in elsewhere]
    standing = standing_first(every)
    return Passes(
        standing,
        tuple(keying for keying in every if standing[keying.pass_no] is not keying),
        misfiled,
        _set_aside(of[Kind.SHEET_SET_ASIDE], every, misfiled),
        in_doubt,
    )


def _may_stand(event: Event) -> bool:
    """Only the third person says that a keying is another's; clerks only key."""
    return "clerk" not in event.body or may_say(Action.RULE, event.role)


def _keying(event: Event) -> SealedKeying:
    body = event.body
    return SealedKeying(
        id=body["id"],
        pass_no=body["pass"],
        attempt=body["attempt"],
        clerk=PersonId(body.get("clerk") or event.actor),
        key=body["key"],
        sealed=body["sealed"],
        visit=body["visit"],
        stamp=event.stamp,
        moved_by=event.actor if "clerk" in body else None,
        origin=body.get("moved_from", ""),
    )


def _misfiled(
    keyings: Sequence[SealedKeying], rulings: Iterable[Event], records: Sequence[Event]
) -> tuple[tuple[Misfiled, ...], bool]:
    """Keyings ruled to be of another paper, and whether people decided apart on one.

    A record that somebody settled meanwhile from such a keying stands; a person has to look.
    """
    by_line = {keying.line: keying for keying in keyings}
    first = min((event.stamp for event in records), default=None)
    found: dict[str, Misfiled] = {}
    apart = False
    for event in rulings:
        keying = by_line.get(event.body.get("keying", ""))
        if keying is None or not may_say(Action.RULE, event.role):
            continue
        one = Misfiled(keying, event.body["moved_to"], event.actor, event.stamp)
        if first is not None and not _is_keyed_between(keyings, one, first):
            apart = True
            continue
        standing = found.setdefault(keying.line, one)
        apart = apart or standing.to != one.to
    return tuple(found.values()), apart


def _is_keyed_between(keyings: Sequence[SealedKeying], found: Misfiled, settled: Stamp) -> bool:
    """Whether the pass was keyed again between the ruling and the record."""
    return any(
        k.pass_no == found.keying.pass_no and found.stamp < k.stamp < settled for k in keyings
    )


def _set_aside(
    events: Iterable[Event], standing: Sequence[SealedKeying], misfiled: Sequence[Misfiled]
) -> tuple[SetAside, ...]:
    """The latest of each pass, unless that pass was keyed, whichever came first.

    What was keyed of another paper ends only what was laid aside before it.
    """
    keyed = {keying.pass_no for keying in standing}
    ended = {found.keying.pass_no: found.keying.stamp for found in misfiled}
    latest = {
        event.body["pass"]: SetAside(
            event.body["pass"], event.actor, event.body["reason"], event.stamp.ms
        )
        for event in events
        if event.stamp > ended.get(event.body["pass"], NO_STAMP)
    }
    return tuple(latest[number] for number in sorted(latest) if number not in keyed)
