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
    | {"of", "former", "besides", "holders", "second_cert"}
)
"""Fields that say nothing to a reader: ciphertexts and keys."""
TECHNICAL = frozenset({"mark", "slipped_json", "slips", "project_key", "recovery", "start"})
"""Nothing to a reader either; `start` is `since` once more, in milliseconds."""


@dataclass(frozen=True)
class Family:
    """Kinds that tell of the same thing, so that a later one says what an earlier one said before."""

    kinds: frozenset[Kind]
    standing: frozenset[str] = frozenset()
    """Fields that hold until something else is told; those beside them are of one event only. Empty: all."""
    alike: tuple[str, ...] = ()
    """Fields in which two events agree that tell of the same thing."""
    what: str = ""
    """The `what` of events that belong here, where a kind has several."""

    def has(self, event: Event) -> bool:
        """Whether the event tells of this."""
        return event.kind in self.kinds and self.what in ("", event.body.get("what"))


FAMILIES: tuple[Family, ...] = (
    Family(
        frozenset({Kind.PERSON_ADDED, Kind.PERSON_CHANGED}),
        frozenset({"login", "name", "grants", "active", "trained_on", "until"}),
    ),
    Family(frozenset({Kind.UNIT_RECORDED})),
    Family(frozenset({Kind.RECORD_SETTLED})),
    Family(frozenset({Kind.BATCH_DECIDED}), alike=("level", "part")),
    Family(frozenset({Kind.QUERY_CLOSED}), alike=("query",)),
    Family(frozenset({Kind.BATCH_OPENED, Kind.BATCH_CHANGED}), frozenset({"counts", "due"})),
    Family(frozenset({Kind.PROJECT_CHANGED}), frozenset({"value", "since"}), what="setting"),
    Family(frozenset({Kind.PROJECT_CHANGED}), frozenset({"name"}), what="device"),
)


@dataclass(frozen=True)
class Change:
    """One field of an event; `old` is None where nothing was said before."""

    field: str
    """As in the body without `_json`, or "answers.Q07"."""
    old: Any
    new: Any
    """None where what stood stands no longer."""


def changes(event: Event, earlier: Iterable[Event]) -> tuple[Change, ...]:
    """The event's fields with what events of its kind on the same subject said before, in any order.

    Fields that repeat what stood are left out of an event that only changes something.
    """
    family = next((family for family in FAMILIES if family.has(event)), None)
    before = _standing(family, event, earlier) if family else {}
    said = told(event.body)
    changed = [
        Change(field, before.get(field), value)
        for field, value in said.items()
        if field not in before or before[field] != value
    ]
    ended = [name for name in before if name in event.body and name not in said]
    return (*changed, *(Change(name, before[name], None) for name in ended))


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


def _standing(family: Family, event: Event, earlier: Iterable[Event]) -> dict[str, Any]:
    """What stood before the event of what it tells of."""
    before: dict[str, Any] = {}
    for known in sorted(earlier, key=lambda each: each.stamp):
        if known.stamp < event.stamp and family.has(known) and _is_of_same(family, known, event):
            ended = [name for name in before if name in known.body]
            before = {name: value for name, value in before.items() if name not in ended}
            before |= told(known.body)
    kept = family.standing or before.keys()
    return {name: value for name, value in before.items() if name in kept}


def _is_of_same(family: Family, known: Event, event: Event) -> bool:
    return known.subject == event.subject and all(
        known.body.get(name) == event.body.get(name) for name in family.alike
    )
