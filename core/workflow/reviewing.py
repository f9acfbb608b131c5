"""Where a level's review stands and what may follow: rounds, cycles and the way to a decision.

A round is one draw. At or above the limit a second draw follows; still at or above, the batch is
returned: every unreviewed sheet is reviewed, and a new cycle begins with a new draw (design §5).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.quality.sampling import FULL, RANDOM
from core.quality.verdict import EXCEEDED, Tally
from core.values import SheetId

PASSED, RETURNED = "passed", "returned"
DRAW, CHECK, DECIDE, DONE = "draw", "check", "decide", "done"
DRAWS_PER_CYCLE = 2
"""Design §5: draw more once, then return."""


@dataclass(frozen=True)
class Sampled:
    """A sheet of a round's sample."""

    round: int
    sheet: SheetId
    reason: str
    place: int = 0


@dataclass(frozen=True)
class Checked:
    """A finished review of one sheet in one round."""

    round: int
    sheet: SheetId
    checked: int
    wrong: int


@dataclass(frozen=True)
class Decided:
    """A decision of a level."""

    round: int
    outcome: str


@dataclass(frozen=True)
class Level:
    """All that happened to one batch at one level, void sheets left out."""

    samples: tuple[Sampled, ...] = ()
    reviews: tuple[Checked, ...] = ()
    decisions: tuple[Decided, ...] = ()

    @property
    def round(self) -> int:
        """The latest round; 0 before the first draw."""
        return max((sampled.round for sampled in self.samples), default=0)

    @property
    def current(self) -> tuple[Sampled, ...]:
        """The sample of the latest round, in place order."""
        drawn = (sampled for sampled in self.samples if sampled.round == self.round)
        return tuple(sorted(drawn, key=lambda sampled: sampled.place))

    @property
    def reviewed(self) -> frozenset[SheetId]:
        """Sheets of the latest round that are reviewed in it."""
        return frozenset(r.sheet for r in self.reviews if r.round == self.round)

    @property
    def waiting(self) -> tuple[SheetId, ...]:
        """Sheets of the latest round that are not reviewed."""
        return tuple(s.sheet for s in self.current if s.sheet not in self.reviewed)

    @property
    def is_full(self) -> bool:
        """Whether the latest round is the complete review of a returned batch."""
        return any(sampled.reason == FULL for sampled in self.current)

    @property
    def outcome(self) -> str:
        """The decision on the latest round, or ''."""
        here = (decided.outcome for decided in self.decisions if decided.round == self.round)
        return next(here, "")

    @property
    def drawn_in_cycle(self) -> frozenset[SheetId]:
        """Sheets that this cycle's draws took."""
        return frozenset(s.sheet for s in self.samples if s.round in _cycle(self))

    @property
    def draws(self) -> int:
        """Draws of this cycle, the complete review not among them."""
        return len(_cycle(self))

    def tally(self, population: int) -> Tally:
        """What this cycle's random sheets show; queried and complete reviews stay out."""
        rounds = _cycle(self)
        counted = {(s.round, s.sheet) for s in self.samples if s.reason == RANDOM}
        sheets = sorted(
            (r.round, r.sheet, r.checked, r.wrong)
            for r in self.reviews
            if r.round in rounds and (r.round, r.sheet) in counted
        )
        return Tally(population, tuple((checked, wrong) for _, _, checked, wrong in sheets))


def step(level: Level, shown: str, settled: Collection[SheetId], strict: bool = False) -> str:
    """What the level waits for: draw, check, decide or done.

    `shown` is the verdict's word on this cycle; `settled` the sheets that could be drawn.
    """
    if level.outcome == PASSED:
        return DONE
    if not settled:
        return DECIDE
    if not level.round or level.outcome == RETURNED:
        return DRAW
    if level.waiting:
        return CHECK
    if level.is_full:
        return DRAW
    return DRAW if shown == EXCEEDED and may_draw_more(level, settled, strict) else DECIDE


def may_draw_more(level: Level, settled: Collection[SheetId], strict: bool = False) -> bool:
    """Whether a further draw of this cycle is left before the batch has to be returned."""
    left = set(settled) - level.drawn_in_cycle
    return not strict and level.draws < DRAWS_PER_CYCLE and bool(left)


def next_is_full(level: Level, settled: Collection[SheetId]) -> bool:
    """Whether the next draw is every unreviewed sheet of a returned batch."""
    return level.outcome == RETURNED and not level.is_full and bool(unreviewed(level, settled))


def unreviewed(level: Level, settled: Collection[SheetId]) -> frozenset[SheetId]:
    """Settled sheets that this cycle's draws did not take."""
    return frozenset(settled) - level.drawn_in_cycle


def taken(level: Level) -> frozenset[SheetId]:
    """Sheets that the next draw leaves out: those of this cycle, none when a new one begins."""
    begins = level.outcome == RETURNED or level.is_full
    return frozenset() if begins else level.drawn_in_cycle


def _cycle(level: Level) -> Sequence[int]:
    """Numbers of the draws since the last return, in order; a complete review is none of them."""
    full = {sampled.round for sampled in level.samples if sampled.reason == FULL}
    returned = [d.round for d in level.decisions if d.outcome == RETURNED and d.round < level.round]
    last = max(returned, default=0)
    rounds = {sampled.round for sampled in level.samples}
    return sorted(n for n in rounds if n > last and n not in full)
