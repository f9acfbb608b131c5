"""Lines of a repeated group, by the keys of their questions: what moves when one is taken away or put back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

Held = TypeVar("Held")
_PLACES = re.compile(r"(?:[^/\[\]]+\[\d+\]/)*")


@dataclass(frozen=True)
class Line:
    """One instance of a repeated group ("house[2]/child[1]"), and which questions stand in such a group."""

    name: str
    questions: Collection[str]
    """Their own keys: two groups of a form may have the same name."""

    def without(self, held: Mapping[str, Held]) -> dict[str, Held]:
        """What is held by key, with this line gone and the later ones one place up."""
        places = {key: self._place(key) for key in held}
        return {
            self._at(key, places[key], -1): value
            for key, value in held.items()
            if places[key] != self._own
        }

    def made_room(self, held: Mapping[str, Held]) -> dict[str, Held]:
        """What is held by key, with this line's place free and the later ones one place down."""
        return {self._at(key, self._place(key), 1, self._own): v for key, v in held.items()}

    def inside(self, held: Mapping[str, Held]) -> dict[str, Held]:
        """What this line itself holds."""
        return {key: value for key, value in held.items() if self._place(key) == self._own}

    def from_here(self, held: Mapping[str, Held]) -> dict[str, Held]:
        """What this line and the later ones hold."""
        return {key: value for key, value in held.items() if self._place(key) >= self._own}

    @property
    def _group(self) -> str:
        return self.name.rpartition("[")[0] + "["

    @property
    def _own(self) -> int:
        return int(self.name.rpartition("[")[2].rstrip("]"))

    def _place(self, key: str) -> int:
        """The place of the line that a key stands in, 0 for keys outside the group."""
        if not key.startswith(self._group) or _PLACES.sub("", key, count=1) not in self.questions:
            return 0
        return int(key[len(self._group) :].partition("]")[0])

    def _at(self, key: str, place: int, by: int, first: int | None = None) -> str:
        """The key after the lines from `first` (those behind this one) moved."""
        if place < (self._own + 1 if first is None else first):
            return key
        rest = key[len(self._group) :].partition("]")[2]
        return f"{self._group}{place + by}]{rest}"
