"""A form as it is shown: parts of at most a screenful, the questions in them in printed order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.forms.model import Form, Question, Section
from core.logic.state import FormState

LONGEST = 25
"""Questions on screen at a time; longer sections are split so that a page opens at once."""
SHORT = 12
"""Neighbouring sections share the screen up to so many questions, as they share a page of paper."""
NO_MATCH = 9
MOST_MEANT = 12
_INSTANCE = re.compile(r"(?:[^/\[\]]+\[\d+\]/)+")


@dataclass(frozen=True)
class Block:
    """A section, or a piece of a long one, with the keys it shows."""

    section: Section
    keys: tuple[str, ...]
    """All questions shown, notes and calculated ones included."""
    piece: int = 1
    pieces: int = 1


@dataclass(frozen=True)
class Part:
    """What stands on the screen at a time."""

    blocks: tuple[Block, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in printed order."""
        return tuple(key for block in self.blocks for key in block.keys)

    def block_of(self, key: str) -> Block:
        """The block that shows a key; the first where none does."""
        return next((block for block in self.blocks if key in block.keys), self.blocks[0])


def question_of(form: Form, key: str) -> Question:
    """The question of a key, or of one instance of a repeat ("house[2]/age")."""
    found = form.by_key.get(key)
    return found if found is not None else form.by_key[_INSTANCE.sub("", key, count=1)]


def instance_of(key: str) -> str:
    """The instance ("house[2]") that a key stands in, or "" outside repeats."""
    found = _INSTANCE.match(key)
    return found.group().rstrip("/") if found else ""


class Outline:
    """Parts and order of one sheet; read again when instances of a repeat come or go."""

    def __init__(self, form: Form, state: FormState) -> None:
        self._form, self._state = form, state
        self._repeats = any(question.repeat for question in form.questions)
        self.parts: tuple[Part, ...] = ()
        self.order: tuple[str, ...] = ()
        """Keys that a clerk can type, in printed order."""
        self._place: dict[str, int] = {}
        self.read()

    def read(self) -> bool:
        """Read the keys again; True if they changed."""
        if self.order and not self._repeats:
            return False
        if self._repeats:
            self._state.begin_lines()
        keys = self._state.keys()
        order = tuple(key for key in keys if self._is_keyed(key))
        if order == self.order:
            return False
        self.order = order
        self.parts = _parts(self._blocks(keys))
        self._place = {key: n for n, part in enumerate(self.parts) for key in part.keys}
        return True

    def part_of(self, key: str) -> int:
        """The number of the part that shows a key."""
        return self._place.get(key, 0)

    def meant(self, text: str, language: str) -> tuple[str, ...]:
        """Questions whose number or text a person may mean; the best match first."""
        wanted = text.strip().casefold()
        if not wanted:
            return ()
        ranked = [(self._match(k, wanted, language), place) for place, k in enumerate(self.order)]
        hits = sorted(pair for pair in ranked if pair[0] < NO_MATCH)
        return tuple(self.order[place] for _, place in hits[:MOST_MEANT])

    def _match(self, key: str, wanted: str, language: str) -> int:
        question = question_of(self._form, key)
        number, name = question.number.casefold(), question.name.casefold()
        if wanted in (number, name, number.lstrip("qm0")):
            return 0
        if number.startswith(wanted) or name.startswith(wanted):
            return 1
        return 2 if wanted in self._state.label(key, language).casefold() else NO_MATCH

    def _is_keyed(self, key: str) -> bool:
        question = question_of(self._form, key)
        return question.kind.is_keyed and not self._state.is_readonly(key)

    def _blocks(self, keys: tuple[str, ...]) -> list[Block]:
        home = {
            key: n for n, section in enumerate(self._form.sections) for key in section.questions
        }
        shown: dict[int, list[str]] = {n: [] for n in range(len(self._form.sections))}
        for key in keys:
            question = question_of(self._form, key)
            place = home.get(question.key)
            if place is not None and _is_shown(question):
                shown[place].append(key)
        return [
            block
            for place, section in enumerate(self._form.sections)
            for block in _pieces(section, shown[place])
        ]


def _is_shown(question: Question) -> bool:
    return question.kind.value not in ("calculate", "hidden")


def _pieces(section: Section, keys: list[str]) -> list[Block]:
    pieces = [keys[start : start + LONGEST] for start in range(0, len(keys), LONGEST)]
    return [
        Block(section, tuple(piece), number, len(pieces)) for number, piece in enumerate(pieces, 1)
    ]


def _parts(blocks: list[Block]) -> tuple[Part, ...]:
    screens: list[list[Block]] = []
    for block in blocks:
        used = sum(len(other.keys) for other in screens[-1]) if screens else SHORT
        if screens and used + len(block.keys) <= SHORT:
            screens[-1].append(block)
        else:
            screens.append([block])
    return tuple(Part(tuple(screen)) for screen in screens)
