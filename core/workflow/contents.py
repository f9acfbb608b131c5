"""What is inside sealed fields, as canonical JSON bytes, and the context each is bound to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from core.values import Answer, Answers, PersonId, SheetId, from_stored, to_stored

TIMINGS = b',"t":['
Reading = tuple[Answer | None, Answer | None]
"""What the two passes say of one question; None: nothing keyed."""


def keying_context(sheet: SheetId, pass_no: int, person: PersonId) -> str:
    """Binds a keying to its sheet, pass and clerk (design §3)."""
    return f"{sheet}|{pass_no}|{person}"


def draft_context(sheet: SheetId, pass_no: int, person: PersonId, n: int) -> str:
    """Binds one draft line to its place too, so that lines cannot change order."""
    return f"{keying_context(sheet, pass_no, person)}|{n}"


def comparison_context(sheet: SheetId) -> str:
    """Binds a comparison to its sheet."""
    return f"{sheet}|compared"


def ruling_context(difference: str, person: PersonId) -> str:
    """Binds a verdict to its difference and to who gave it."""
    return f"{difference}|ruled|{person}"


def proposal_context(difference: str) -> str:
    """Binds what a doubt proposes to the difference it opens."""
    return f"{difference}|proposed"


@dataclass(frozen=True)
class KeyingContent:
    """A keying's inside: what the clerk read, wrote beside it, confirmed, and when."""

    answers: Answers
    notes: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, str] = field(default_factory=dict)
    """Question -> reason of a warning confirmed while keying."""
    timings: tuple[tuple[str, int], ...] = ()
    """(question, ms since the keying began) of each accepted change, in order."""

    def to_bytes(self) -> bytes:
        """Canonical bytes."""
        return dumped(
            {
                "a": stored(self.answers),
                "n": dict(self.notes),
                "c": dict(self.confirmed),
                "t": [list(column) for column in zip(*self.timings, strict=True)],
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> KeyingContent:
        """What `to_bytes` wrote."""
        found = orjson.loads(data)
        timings = tuple(zip(*found["t"], strict=True))
        return cls(restored(found["a"]), found["n"], found["c"], timings)

    @classmethod
    def readings(cls, data: bytes) -> KeyingContent:
        """As `from_bytes`, without timings: all that a comparison looks at."""
        found = orjson.loads(data)
        return cls(restored(found["a"]), found["n"], found["c"])

    @classmethod
    def both_readings(cls, one: bytes, other: bytes) -> tuple[KeyingContent, KeyingContent]:
        """As `readings` of each; what is the same but for its timings, as most pairs are, is read once."""
        ours, theirs = _untimed(one), _untimed(other)
        first = orjson.loads(ours)
        content = cls(restored(first["a"]), first["n"], first["c"])
        if ours == theirs:
            return content, content
        second = orjson.loads(theirs)
        same = first["a"] == second["a"]
        answers = content.answers if same else restored(second["a"])
        return content, cls(answers, second["n"], second["c"])


@dataclass(frozen=True)
class Differing:
    """One question of a comparison on which the passes disagree."""

    question: str
    first: Answer | None
    second: Answer | None
    notes: tuple[str, ...] = ()
    """What the clerks wrote beside it."""

    @property
    def is_check(self) -> bool:
        """Whether both passes agree: a field ruled on blind, to find what both got wrong."""
        return self.first == self.second


@dataclass(frozen=True)
class ComparisonContent:
    """A comparison's inside; differences are numbered from 1 in this order."""

    differing: tuple[Differing, ...]

    def to_bytes(self) -> bytes:
        """Canonical bytes."""
        return dumped(
            [
                [d.question, optional(d.first), optional(d.second), list(d.notes)]
                for d in self.differing
            ]
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ComparisonContent:
        """What `to_bytes` wrote."""
        return cls(
            tuple(
                Differing(question, from_optional(first), from_optional(second), tuple(notes))
                for question, first, second, notes in orjson.loads(data)
            )
        )


@dataclass(frozen=True)
class RulingContent:
    """A ruling's inside."""

    question: str
    answer: Answer | None
    """None: nothing stands there."""
    choice: str
    """first, second (of the passes, not as shown), other, illegible, record or proposal."""
    why: str = ""
    note: str = ""
    keyed: Answer | None = None
    """What was read on the paper before the candidates were shown, where that was asked."""
    acts: tuple[str, ...] = ()
    """The order of what was done: keyed, shown, ruled."""

    def to_bytes(self) -> bytes:
        """Canonical bytes."""
        return dumped(
            {
                "q": self.question,
                "a": optional(self.answer),
                "c": self.choice,
                "w": self.why,
                "n": self.note,
                "k": optional(self.keyed),
                "o": list(self.acts),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> RulingContent:
        """What `to_bytes` wrote."""
        found = orjson.loads(data)
        keyed, acts = from_optional(found.get("k")), tuple(found.get("o", ()))
        answer = from_optional(found["a"])
        return cls(found["q"], answer, found["c"], found["w"], found["n"], keyed, acts)


@dataclass(frozen=True)
class PrivateContent:
    """What a record keeps under the sheet's own key: personal data and open text."""

    answers: Answers
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Canonical bytes."""
        readings = {key: stored_reading(pair) for key, pair in self.readings.items()}
        return dumped({"answers": stored(self.answers), "readings": readings})

    @classmethod
    def from_bytes(cls, data: bytes) -> PrivateContent:
        """What `to_bytes` wrote."""
        found = orjson.loads(data)
        return cls(restored(found["answers"]), restored_readings(found["readings"]))


def _untimed(keying: bytes) -> bytes:
    """Canonical bytes of a keying without its timings, which come last; inside a text a quote is escaped,
    so that nothing else looks like their name."""
    head, found, _ = keying.rpartition(TIMINGS)
    return head + b"}" if found else keying


def salt_of(*keyings: bytes) -> bytes:
    """A secret that only those have who can open the sheet's keyings; the same on every machine.

    Timings in milliseconds make it unguessable, so marks made with it give no answer away.
    """
    digest = hashlib.sha256(b"twinkey/salt/1\x00")
    for keying in keyings:
        digest.update(hashlib.sha256(keying).digest())
    return digest.digest()


def mark(salt: bytes, what: Any) -> str:
    """A digest that tells equal from unequal decisions without telling what they are."""
    return hashlib.sha256(salt + dumped(what)).hexdigest()[:32]


def dumped(value: Any) -> bytes:
    """Canonical JSON bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def stored(answers: Answers) -> dict[str, Any]:
    """Answers in their JSON form."""
    return {key: to_stored(answer) for key, answer in answers.items()}


def restored(found: Mapping[str, Any]) -> Answers:
    """What `stored` wrote."""
    special = {key: from_stored(value) for key, value in found.items() if type(value) is not str}
    return {**found, **special} if special else dict(found)


def optional(answer: Answer | None) -> Any:
    """The JSON form of an answer, null for none."""
    return None if answer is None else to_stored(answer)


def from_optional(found: Any) -> Answer | None:
    """What `optional` wrote."""
    return None if found is None else from_stored(found)


def stored_reading(pair: Reading) -> list[Any]:
    """Two readings in their JSON form."""
    return [optional(pair[0]), optional(pair[1])]


def restored_readings(found: Mapping[str, Any]) -> dict[str, Reading]:
    """Readings by question."""
    return {
        key: (from_optional(first), from_optional(second)) for key, (first, second) in found.items()
    }
