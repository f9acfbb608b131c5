"""What an expression can see besides its context node: the record, lists, the moment, the zone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Protocol

from core.logic.tree import Node


class Record(Protocol):
    """What functions of ours ask about the sheet as a whole."""

    def missing_share(self) -> float:
        """Missing ÷ applicable keyed questions; NaN where none applies."""
        ...

    def choice_label(self, value: str, ref: str, node: Node) -> str:
        """The label of a choice of the question that `ref` names, seen from `node`."""
        ...

    def translated(self, text_id: str, node: Node) -> str:
        """The text of an itext id in the language in use."""
        ...


class Env:
    """The surroundings of one evaluation. `position` and `size` belong to the open predicate."""

    __slots__ = (
        "current", "instances", "lookups", "now", "position", "random", "record", "root", "size",
        "slots", "zone",
    )  # fmt: skip

    def __init__(
        self,
        now: datetime,
        *,
        zone: tzinfo | None = None,
        root: Node | None = None,
        current: Node | None = None,
        instances: Mapping[str, Node] | None = None,
        lookups: Lookups | None = None,
        record: Record | None = None,
    ) -> None:
        given = zone or now.tzinfo
        assert given is not None, "an aware moment is needed"
        self.zone: tzinfo = given
        self.now = now.astimezone(given)
        self.root, self.current = root, current
        self.instances: Mapping[str, Node] = instances or {}
        self.lookups = lookups or Lookups()
        self.record = record
        # the same record at the same moment draws the same numbers on every machine
        self.random = random.Random(int(now.timestamp() * 1000))
        self.slots: list[Node] = []
        self.position, self.size = 1, 1

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Evaluate something else in between: current() and the open predicate come back after."""
        here = self.current, self.position, self.size
        try:
            yield
        finally:
            self.current, self.position, self.size = here


class Lookups:
    """Items of unchanging lists by the text of one of their children, made when first asked for."""

    def __init__(self) -> None:
        self._by_child: dict[tuple[int, str], dict[str, list[Node]]] = {}
        self._kept: list[list[Node]] = []

    def items(self, among: list[Node], child: str, text: str) -> list[Node]:
        """Those of `among` that have a child element of that name and text, in order."""
        key = (id(among), child)
        index = self._by_child.get(key)
        if index is None:
            self._kept.append(among)  # keeps the id from being used again
            index = self._by_child[key] = {}
            for item in among:
                for value in {kid.value or "" for kid in item.named(child)}:
                    index.setdefault(value, []).append(item)
        return index.get(text, [])
