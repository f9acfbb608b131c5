"""What each part of a batch has of its paper and of its time: counts and deadline.

Every paper is counted in one part only, so that both laws of conservation hold in each part and, since
sums of equations are equations, in the batch with all its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.event import Event
from core.workflow.batch_bodies import COUNTED, DUE, SPLIT
from core.workflow.conservation import adds_up, with_one_more
from core.workflow.paper import DUPLICATE, NUMBERED


@dataclass(frozen=True)
class Share:
    """Of one part."""

    counts: Mapping[str, int]
    due: str = ""


Shares = Mapping[int, Share]
"""Number of a part -> its share."""


def after(shares: Shares, event: Event) -> Shares:
    """The shares after a batch.changed event; what does not add up changes nothing."""
    body = event.body
    if body["did"] == SPLIT:
        return _divided(shares, body["off"], body["part"], body["sheets"])
    part = body.get("part", 1)
    if part not in shares:
        return shares
    if body["did"] == DUE:
        return {**shares, part: replace(shares[part], due=body["due"])}
    counts = _counted(shares[part].counts, event)
    return {**shares, part: replace(shares[part], counts=counts)} if adds_up(counts) else shares


def is_possible(shares: Shares, off: int, part: int) -> bool:
    """Whether a part of this number can be split off that one."""
    return off in shares and part > off


def summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The counts of several parts together."""
    every = [*counts]
    return {name: sum(each[name] for each in every) for name in every[0]}


def _counted(counts: Mapping[str, int], event: Event) -> Mapping[str, int]:
    body = event.body
    if body["did"] == NUMBERED and "adds" in body:
        # two machines may number one paper each: what each adds, adds up
        for _ in range(body["adds"]):
            counts = with_one_more(counts, reprinted=body["why"] == DUPLICATE)
        return counts
    if body["did"] in (COUNTED, NUMBERED):
        return dict(body["counts"])
    return counts


def _divided(shares: Shares, off: int, part: int, sheets: int) -> Shares:
    """So many papers go on in a part; with them all numbers that nobody has keyed, hence also what was
    not returned or spoilt. Where two machines split off a part of one number, it is one part."""
    if not is_possible(shares, off, part):
        return shares
    left, begun = shares[off], shares.get(part)
    going = {
        "returned": min(sheets, left.counts["returned"]),
        "not_returned": left.counts["not_returned"],
        "spoilt": left.counts["spoilt"],
    }
    going["issued"] = sum(going.values())
    kept = {name: number - going[name] for name, number in left.counts.items()}
    taken = summed((begun.counts, going)) if begun else going
    share = Share(taken, begun.due if begun else left.due)
    return {**shares, off: replace(left, counts=kept), part: share}
