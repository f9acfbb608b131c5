"""What an expression reads: schema paths, and how much of its own place it shares with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from core.logic.code import SchemaPath
from core.logic.compiler import children
from core.logic.syntax import Binary, Call, Expression, Filter, Negation, Path, Step, Text

ANY_BELOW = "**"
"""As last name of a path: everything below."""
ITSELF = "**self**"
"""As last name of a path: that the nodes are there, not what is in them."""
ALL_KEYED: SchemaPath = ("**keyed**",)
"""Stands for all questions that a clerk keys."""
_PASS_ON = ("indexed-repeat", "randomize")
_COUNTING = ("position", "count")
_OF_CONTEXT = ("string", "number", "string-length", "normalize-space", "tk:special")


class Read(NamedTuple):
    """One path that is read. The first `shared` names are the reader's own ancestors.

    Inside a repeat that prefix, the value comes from the same instance as the reader.
    """

    path: SchemaPath
    shared: int


@dataclass(frozen=True)
class _Elsewhere:
    """Nodes of a secondary instance: they never change."""


_Place = Read | _Elsewhere | None


def reads(tree: Expression, context: SchemaPath) -> frozenset[Read]:
    """All that an expression at `context` reads of the record."""
    finder = _Reads(context)
    finder.note(finder.visit(tree, Read(context, len(context))))
    return frozenset(finder.found)


class _Reads:
    def __init__(self, current: SchemaPath) -> None:
        self._current = Read(current, len(current))
        self.found: set[Read] = set()

    def note(self, place: _Place) -> None:
        if isinstance(place, Read):
            self.found.add(place)

    def visit(self, tree: Expression, context: _Place) -> _Place:
        """Note what is read inside; return the place of the nodes that the tree itself gives."""
        match tree:
            case Path(start, steps):
                return self._path(start, steps, context)
            case Filter(operand, predicates):
                place = self.visit(operand, context)
                self._all(predicates, place)
                return place
            case Call():
                return self._call(tree, context)
            case Binary(operator, left, right) if operator == "|":
                self.note(self.visit(left, context))
                return self.visit(right, context)
            case Binary() | Negation():
                self._all(children(tree), context)
        return None

    def _all(self, trees: tuple[Expression, ...], context: _Place) -> None:
        for tree in trees:
            self.note(self.visit(tree, context))

    def _call(self, call: Call, context: _Place) -> _Place:
        if call.name == "current":
            return self._current
        places = [self.visit(argument, context) for argument in call.arguments]
        for at, place in enumerate(places):
            counted = call.name in _COUNTING or (call.name == "indexed-repeat" and at % 2 == 1)
            self.note(_itself(place) if counted else place)
        if call.name == "instance":
            return _Elsewhere()
        if call.name == "tk:missing-share":
            self.note(Read(ALL_KEYED, 0))
            return None
        if not call.arguments and isinstance(context, Read) and call.name in _OF_CONTEXT:
            self.note(context)  # string(), number() ... of the context node
        if call.name == "jr:choice-name" and isinstance(call.arguments[1], Text):
            self.note(self._named(call.arguments[1].value, context))
        return places[0] if call.name in _PASS_ON and places else None

    def _named(self, ref: str, context: _Place) -> _Place:
        """The question that jr:choice-name() names in a text."""
        if ref.strip().startswith("/"):
            return Read(tuple(ref.strip().strip("/").split("/")), 0)
        place = context
        for name in ref.strip().split("/"):
            if isinstance(place, Read):
                place = _parent(place) if name == ".." else _child(place, name)
        return place

    def _path(
        self, start: Expression | str | None, steps: tuple[Step, ...], context: _Place
    ) -> _Place:
        if start is None:
            place = context
        elif isinstance(start, str):
            place = Read((), 0)
        else:
            place = self.visit(start, context)
        for step in steps:
            place = _stepped(place, step)
            self._all(step.predicates, place)
        return place


def _stepped(place: _Place, step: Step) -> _Place:
    if not isinstance(place, Read) or place.path[-1:] == (ANY_BELOW,):
        return place
    if step.axis == "child" and step.test == "name" and step.name != "*":
        return _child(place, step.name)
    if step.axis == "parent":
        return _parent(place)
    if step.axis in ("self", "attribute"):
        return place
    inside = step.axis in ("child", "descendant", "descendant-or-self")
    base = place.path if inside else ()
    return Read((*base, ANY_BELOW), min(place.shared, len(base)))


def _itself(place: _Place) -> _Place:
    if isinstance(place, Read) and place.path[-1:] != (ANY_BELOW,):
        return Read((*place.path, ITSELF), place.shared)
    return place


def _child(place: Read, name: str) -> Read:
    return Read((*place.path, name), place.shared)


def _parent(place: Read) -> Read:
    above = place.path[:-1]
    return Read(above, min(place.shared, len(above)))
