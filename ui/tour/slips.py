"""Plant keying slips as people make them, so that what finds them can be counted.

29 per 10,000 fields is the pooled rate of single entry over 93 papers (Garza et al. 2025, PMC13078370).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from core.forms.model import Form, Kind, Question
from core.values import Answer, Answers, Special

PER_FIELD = 29 / 10_000
IDENTICAL_SHARE = 0.1
"""Of the slips of pass 1, this share (and at least two, if it has more) is repeated by the other clerk:
only checks and reviews can find those."""
KINDS = ("neighbour", "swapped", "shifted", "skipped")
NEIGHBOURS = {
    "1": "24", "2": "135", "3": "26", "4": "157", "5": "2468", "6": "359", "7": "48", "8": "579", "9": "68", "0": "1",
}  # fmt: skip
"""Keys beside a key on the numeric pad."""

Fits = Callable[[Question, str, Answers], bool]
"""Whether a wrong value would be taken by the entry page instead of being refused at once."""


@dataclass(frozen=True)
class Slip:
    """One field of one sheet keyed wrongly."""

    sheet: int
    question: str
    kind: str
    typed: Answer


@dataclass(frozen=True)
class Plan:
    """What each clerk will type, sheet by sheet, and where it departs from the paper."""

    truth: Sequence[Answers]
    slips: Mapping[int, tuple[Slip, ...]] = field(default_factory=dict)
    """Pass -> slips."""

    def typed(self, pass_no: int) -> list[Answers]:
        """The answers that a pass keys."""
        sheets = [dict(answers) for answers in self.truth]
        for slip in self.slips[pass_no]:
            sheets[slip.sheet][slip.question] = slip.typed
        return sheets

    @property
    def identical(self) -> tuple[Slip, ...]:
        """Slips that both passes make alike, planted so or by chance."""
        other = {(slip.sheet, slip.question): slip.typed for slip in self.slips[2]}
        return tuple(
            slip for slip in self.slips[1] if other.get((slip.sheet, slip.question)) == slip.typed
        )

    @property
    def planted(self) -> int:
        """Slips in both passes together."""
        return sum(len(slips) for slips in self.slips.values())


def plan(form: Form, truth: Sequence[Answers], seed: int, fits: Fits) -> Plan:
    """Choose slips for two passes over the true answers: at least two in each, some of them alike."""
    random = Random(seed)
    fields = [
        (sheet, question)
        for sheet, answers in enumerate(truth)
        for question in form.keyed
        if isinstance(answers.get(question.key), str) and question.kind is not Kind.TEXT
    ]
    wanted = max(2, round(len(fields) * PER_FIELD))
    first = _slips(form, truth, random, random.sample(fields, len(fields)), wanted, fits)
    shared = first[: min(wanted - 1, max(2, round(wanted * IDENTICAL_SHARE)))]
    taken = {(slip.sheet, slip.question) for slip in shared}
    rest = [
        place
        for place in random.sample(fields, len(fields))
        if (place[0], place[1].key) not in taken
    ]
    second = _slips(form, truth, random, rest, wanted - len(shared), fits)
    return Plan(truth, {1: first, 2: (*shared, *second)})


def _slips(
    form: Form,
    truth: Sequence[Answers],
    random: Random,
    places: Sequence[tuple[int, Question]],
    wanted: int,
    fits: Fits,
) -> tuple[Slip, ...]:
    slips: list[Slip] = []
    for sheet, question in places:
        if len(slips) == wanted:
            break
        preferred = KINDS[len(slips) % len(KINDS)]
        for kind in (preferred, *random.sample(KINDS, len(KINDS))):
            wrong = _wrong(form, question, truth[sheet], kind, random, fits)
            if wrong is not None:
                slips.append(Slip(sheet, question.key, kind, wrong))
                break
    return tuple(slips)


def _wrong(
    form: Form, question: Question, answers: Answers, kind: str, random: Random, fits: Fits
) -> Answer | None:
    true = str(answers[question.key])
    if kind == "skipped":
        return Special.BLANK
    candidates = {"neighbour": _neighbour, "swapped": _swapped, "shifted": _shifted}[kind](
        form, question, answers, random
    )
    return next(
        (text for text in candidates if text != true and fits(question, text, answers)), None
    )


def _neighbour(form: Form, question: Question, answers: Answers, random: Random) -> list[str]:
    true = str(answers[question.key])
    places = [place for place, key in enumerate(true) if key in NEIGHBOURS]
    wrong = [
        true[:place] + beside + true[place + 1 :]
        for place in places
        for beside in NEIGHBOURS[true[place]]
    ]
    return random.sample(wrong, len(wrong))


def _swapped(form: Form, question: Question, answers: Answers, random: Random) -> list[str]:
    true = str(answers[question.key])
    return [
        true[:place] + true[place + 1] + true[place] + true[place + 2 :]
        for place in range(len(true) - 1)
    ]


def _shifted(form: Form, question: Question, answers: Answers, random: Random) -> list[str]:
    keys = [other.key for other in form.keyed]
    place = keys.index(question.key)
    beside = [keys[other] for other in (place + 1, place - 1) if 0 <= other < len(keys)]
    return [text for key in beside if isinstance(text := answers.get(key), str)]
