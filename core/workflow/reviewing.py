"""Where a level's review stands and what may follow: rounds, cycles and the way to a decision.

A round is one draw. At or above the limit a second draw follows; still at or above, the batch is
returned: every unreviewed sheet is reviewed, and a new cycle begins with a new draw (design §5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.forms.model import Form, Kind
from core.quality.sampling import FULL, RANDOM, Drawn
from core.quality.verdict import EXCEEDED, Rule, Tally, Verdict
from core.values import Answer, SheetId, to_stored
from core.workflow.bodies import BatchDecided, SampleDrawn, packed
from core.workflow.comparison import base_key, paper_order, question_of, rule_of
from core.workflow.states import BatchState, of_level, rule_for

PASSED, RETURNED, MORE = "passed", "returned", "more"
DRAW, CHECK, DECIDE, DONE = "draw", "check", "decide", "done"
DRAWS_PER_CYCLE = 2
"""Design §5: draw more once, then return."""
RECORD_RIGHT = "record_right"
"""Why a differing blind reading is no finding: the reviewer looked again and had misread."""
FULL_REVIEW_LEVEL = 2
"""A returned batch goes through its leader's hands whole, whichever level returned it."""


@dataclass(frozen=True)
class Round:
    """One draw of a level: (sheet, reason) by place."""

    number: int
    sheets: tuple[tuple[SheetId, str], ...]

    @property
    def is_full(self) -> bool:
        """Whether it is the complete review of a returned batch."""
        return any(reason == FULL for _, reason in self.sheets)


@dataclass(frozen=True)
class Checked:
    """A finished review of one sheet in one round."""

    round: int
    sheet: SheetId
    checked: int
    wrong: int


@dataclass(frozen=True)
class Level:
    """All that happened to one batch at one level; sheets that were voided since are left out."""

    number: int
    rounds: tuple[Round, ...] = ()
    reviews: tuple[Checked, ...] = ()
    ended: tuple[int, ...] = ()
    """Numbers of the rounds that were passed or returned."""

    @property
    def round(self) -> int:
        """Number of the latest round; 0 before the first draw."""
        return max((drawn.number for drawn in self.rounds), default=0)

    @property
    def current(self) -> Round:
        """The latest round."""
        return next((r for r in self.rounds if r.number == self.round), Round(0, ()))

    @property
    def reviewed(self) -> frozenset[SheetId]:
        """Sheets of the latest round that are reviewed in it."""
        return frozenset(r.sheet for r in self.reviews if r.round == self.round)

    @property
    def waiting(self) -> tuple[SheetId, ...]:
        """Sheets of the latest round that are not reviewed."""
        return tuple(sheet for sheet, _ in self.current.sheets if sheet not in self.reviewed)

    @property
    def is_over(self) -> bool:
        """Whether the latest round was passed or returned, so that a draw begins a new cycle."""
        return self.round in self.ended

    @property
    def cycle(self) -> tuple[Round, ...]:
        """The draws since the last return, the latest round's included; complete reviews are none."""
        last = max((n for n in self.ended if n < self.round), default=0)
        return tuple(r for r in self.rounds if r.number > last and not r.is_full)

    @property
    def drawn_in_cycle(self) -> frozenset[SheetId]:
        """Sheets that this cycle's draws took."""
        return frozenset(sheet for drawn in self.cycle for sheet, _ in drawn.sheets)

    @property
    def seen(self) -> frozenset[SheetId]:
        """Sheets that were ever reviewed at this level."""
        return frozenset(review.sheet for review in self.reviews)

    def tally(self, population: int) -> Tally:
        """What this cycle's random sheets show; queried ones and complete reviews stay out."""
        counted = {(r.number, s) for r in self.cycle for s, why in r.sheets if why == RANDOM}
        sheets = sorted(
            (r.round, r.sheet, r.checked, r.wrong)
            for r in self.reviews
            if (r.round, r.sheet) in counted
        )
        return Tally(population, tuple((checked, wrong) for *_, checked, wrong in sheets))


def step(
    level: Level, state: BatchState, shown: str, settled: Collection[SheetId], strict: bool
) -> str:
    """What the level waits for: draw, check, decide, or done where it is another's turn.

    `shown` is the verdict's word on this cycle; `settled` the sheets that may be drawn.
    """
    if state not in rule_for(of_level("draw", level.number)).states:
        return DONE
    if level.is_over or not level.round:
        return DRAW
    if level.waiting:
        return CHECK
    if level.current.is_full:
        return DRAW
    return DRAW if shown == EXCEEDED and may_draw_more(level, settled, strict) else DECIDE


def may_draw_more(level: Level, settled: Collection[SheetId], strict: bool) -> bool:
    """Whether a further draw of this cycle is left before the batch has to be returned."""
    left = frozenset(settled) - level.drawn_in_cycle
    return not strict and len(level.cycle) < DRAWS_PER_CYCLE and bool(left)


def draws_more(level: Level) -> bool:
    """Whether the next draw adds to this cycle's sample."""
    return bool(level.round) and not level.is_over and not level.current.is_full


def next_is_full(level: Level, state: BatchState, settled: Collection[SheetId]) -> bool:
    """Whether the next draw is every unreviewed sheet of a returned batch."""
    returned = state is BatchState.RETURNED and level.number == FULL_REVIEW_LEVEL
    return returned and bool(frozenset(settled) - level.drawn_in_cycle)


def fields(
    form: Form, level: int, applying: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(keyed blind, called right or wrong) of the questions that hold an answer, in printed order.

    Level 3 keys the key fields; level 2 sees the rest besides. A form that marks no key fields has
    all of them keyed at level 3. What cannot be keyed from paper is only looked at.
    """
    asked = _in_paper_order(form, (key for key in applying if _keyed(form, key)))
    wanted = {q.key for q in form.key_fields} or (
        {q.key for q in form.keyed} if level == 3 else set()
    )
    blind = tuple(key for key in asked if _can_key(form, key) and base_key(form, key) in wanted)
    return blind, tuple(key for key in asked if key not in blind) if level == 2 else ()


def findings(
    blind: Mapping[str, Answer],
    called: Mapping[str, Answer],
    why: Mapping[str, str],
    differ: Collection[str],
) -> dict[str, Answer]:
    """Question -> what the paper says, of every field that the reviewer calls wrong.

    `differ`: blind questions whose reading is not the record's.
    """
    read = {key: blind[key] for key in differ if why.get(key) != RECORD_RIGHT}
    return read | dict(called)


def findings_of(
    form: Form, record: Mapping[str, Answer], wrong: Mapping[str, Answer], why: Mapping[str, str]
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The findings as a body holds them, and apart what is personal or open text: q -> read, record."""
    found: list[dict[str, Any]] = []
    private: dict[str, dict[str, Any]] = {}
    for key in _in_paper_order(form, wrong):
        said = record.get(key)
        values = {
            "read": to_stored(wrong[key]),
            "record": None if said is None else to_stored(said),
        }
        sealed = _sealed(form, key)
        if sealed:
            private[key] = values
        found.append({"q": key, "class": why.get(key, "")} | ({} if sealed else values))
    return found, private


def sample(level: Level, seed: bytes, drawn: Sequence[Drawn]) -> SampleDrawn:
    """The body of the level's next draw."""
    return {
        "level": level.number,
        "round": level.round + 1,
        "seed": seed.hex(),
        "sheets": [[d.sheet, d.reason] for d in drawn],
    }


def decision(level: Level, outcome: str, why: str, verdict: Verdict, rule: Rule) -> BatchDecided:
    """The body of a decision on the latest round, with the settings the verdict was given under."""
    return {
        "level": level.number,
        "round": level.round,
        "outcome": outcome,
        "why": why,
        "verdict_json": packed(asdict(verdict) | {"rule": asdict(rule)}),
    }


def differing(
    form: Form, keys: Iterable[str], read: Mapping[str, Answer], record: Mapping[str, Answer]
) -> tuple[str, ...]:
    """Questions on which a reading and the record disagree, by the form's own rules of comparison."""
    return tuple(key for key in keys if not _same(form, key, read.get(key), record.get(key)))


def _same(form: Form, key: str, one: Answer | None, other: Answer | None) -> bool:
    question = question_of(form, key)
    if one == other or question is None or "ignore" in question.compare:
        return True
    both = isinstance(one, str) and isinstance(other, str)
    return both and rule_of(question)(str(one), str(other))


def _keyed(form: Form, key: str) -> bool:
    question = question_of(form, key)
    return question is not None and question.kind.is_keyed


def _can_key(form: Form, key: str) -> bool:
    question = question_of(form, key)
    return question is not None and question.kind not in (Kind.FILE, Kind.GEO)


def _sealed(form: Form, key: str) -> bool:
    question = question_of(form, key)
    return question is None or question.is_sealed


def _in_paper_order(form: Form, keys: Iterable[str]) -> list[str]:
    order = {key: place for place, key in enumerate(form.by_key)}
    return sorted(keys, key=lambda key: paper_order(form, order, key))
