"""What an event changed: the value of each field before it and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.event import Event, Kind

SPREAD = ("answers", "readings")
"""Fields that hold one value for each question: a change is of a question, not of the whole."""
SEALED = frozenset(
    {"sealed", "private", "to_self", "to_batch", "public", "sign_key", "seal_key", "cert"}
)
"""Fields that say nothing to a reader: ciphertexts and keys."""
TECHNICAL = frozenset({"mark", "slipped_json", "slips", "project_key", "recovery"})
FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.PERSON_ADDED, Kind.PERSON_CHANGED}),
    frozenset({Kind.UNIT_RECORDED}),
    frozenset({Kind.RECORD_SETTLED}),
    frozenset({Kind.BATCH_DECIDED}),
    frozenset({Kind.QUERY_CLOSED}),
)
"""Kinds that tell of the same thing, so that a later one says what an earlier one said before."""


@dataclass(frozen=True)
class Change:
    """One field of an event; `old` is None where nothing was said before."""

    field: str
    """As in the body without `_json`, or "answers.Q07"."""
    old: Any
    new: Any


def changes(event: Event, earlier: Iterable[Event]) -> tuple[Change, ...]:
    """The event's fields with what events of its kind on the same subject said before, in any order.

    Fields that repeat what stood are left out of an event that only changes something.
    """
    before: dict[str, Any] = {}
    for known in sorted(earlier, key=lambda each: each.stamp):
        if known.stamp < event.stamp and _same_thing(known, event):
            before |= told(known.body)
    return tuple(
        Change(field, before.get(field), value)
        for field, value in told(event.body).items()
        if field not in before or before[field] != value
    )


def told(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body's fields as a reader may want them: JSON texts opened, questions apart, sealed ones out."""
    found: dict[str, Any] = {}
    for name, value in body.items():
        bare = name.removesuffix("_json")
        if name in SEALED | TECHNICAL or value in ("", None, [], {}):
            continue
        said = json.loads(value) if name.endswith("_json") else value
        if bare in SPREAD and isinstance(said, dict):
            found |= {f"{bare}.{question}": each for question, each in said.items()}
        else:
            found[bare] = said
    return found


def _same_thing(known: Event, event: Event) -> bool:
    if known.subject != event.subject:
        return False
    if event.kind is Kind.QUERY_CLOSED and known.body.get("query") != event.body.get("query"):
        return False
    if event.kind is Kind.BATCH_DECIDED and known.body.get("level") != event.body.get("level"):
        return False
    return any(known.kind in family and event.kind in family for family in FAMILIES)
