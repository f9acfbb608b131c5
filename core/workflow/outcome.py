"""Says of a settled sheet on which questions the readings differed, and which reading was wrong.

A wrong field belongs to the keying in which it was keyed, and to nobody else. What the form tolerates
is not wrong, nor is a reading of what the third person called unclear on the paper or illegible.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from core.forms.model import Form
from core.values import Answers, Special
from core.workflow.bodies import packed, unpacked
from core.workflow.comparison import differs
from core.workflow.contents import Reading, from_optional, optional

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The questions of one settled sheet that tell of its keyings."""

    differed: Keys = ()
    """On which the two readings disagreed, whoever was right."""
    wrong: tuple[Keys, Keys] = ((), ())
    """Of pass 1 and of pass 2."""
    unclear: Keys = ()
    """Ruled on with the reason that the paper is unclear."""
    form: str = ""
    """Id of the form; "" where it was not written down."""

    def to_json(self) -> str:
        """Canonical JSON text, fit for an event."""
        wrong = [list(keys) for keys in self.wrong]
        said = {"d": list(self.differed), "w": wrong, "u": list(self.unclear), "f": self.form}
        return packed(said)

    @classmethod
    def from_json(cls, text: str) -> Outcome:
        """What `to_json` wrote."""
        found = unpacked(text)
        first, second = (tuple(keys) for keys in found["w"])
        return cls(tuple(found["d"]), (first, second), tuple(found["u"]), found["f"])


def outcome(
    form: Form, readings: Mapping[str, Reading], answers: Answers, unclear: Collection[str]
) -> Outcome:
    """What the readings amount to, now that the answers are settled."""
    excused = {*unclear, *(k for k in readings if answers.get(k) is Special.ILLEGIBLE)}
    judged = {key: pair for key, pair in readings.items() if key not in excused}
    first, second = (
        tuple(k for k, pair in judged.items() if differs(form, k, pair[place], answers.get(k)))
        for place in (0, 1)
    )
    return Outcome(
        tuple(key for key, pair in readings.items() if differs(form, key, *pair)),
        (first, second),
        tuple(sorted(unclear)),
        form.id,
    )


def outcome_of_older(readings: Mapping[str, Any], answers: Mapping[str, Any]) -> Outcome:
    """As `outcome`, of a record that was settled before outcomes were written: in stored form, without
    what a form tolerates, and without personal data and open text."""
    illegible = optional(Special.ILLEGIBLE)
    judged = {k: pair for k, pair in readings.items() if answers.get(k) != illegible}
    first, second = (
        tuple(key for key, pair in judged.items() if pair[place] != answers.get(key))
        for place in (0, 1)
    )
    differed = tuple(key for key, (one, other) in readings.items() if one != other)
    return Outcome(differed, (first, second))


def unpacked_slips(text: str) -> dict[str, Reading | None]:
    """Question -> what was keyed and what was settled, of a row of `slip`; None where both are sealed."""
    found: dict[str, Any] = unpacked(text) or {}
    return {
        key: None if pair is None else (from_optional(pair[0]), from_optional(pair[1]))
        for key, pair in found.items()
    }
