"""Figures of a person who keys: how fast, how often wrong, in which way; and of questions that mislead.

Speed is counted between accepted answers inside a sheet. A gap above PAUSE_MS is a pause: somebody
asked, the telephone rang, a pile was fetched. It is shown, and left out of speed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median

from core.figures.intervals import Interval, clopper_pearson
from core.quality.confusion import Pattern
from core.values import Answer

PAUSE_MS = 30_000
"""Chosen, not measured: a line of handwriting is read and keyed in it, a telephone call is not taken."""
SHEET_PAUSE_MS = 600_000
"""Chosen too: between two signed sheets; above it the person was away."""
HOUR_MS = 3_600_000
ROW_PATTERNS = (Pattern.SKIPPED_ROW, Pattern.SHIFTED_ROW)
LEAST_DIFFERENCES = 3
"""Fewer on one question prove nothing about the form."""


@dataclass(frozen=True)
class Speed:
    """How fast somebody keys."""

    sheets: int = 0
    fields: int = 0
    """Accepted answers, corrections too."""
    per_hour: float | None = None
    """Fields per hour without pauses; None without a measured gap."""
    median_s: float | None = None
    """Seconds from one accepted answer to the next."""
    pause_ms: int = 0


def gaps(timings: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """Milliseconds from each accepted answer of a sheet to the next.

    The first answer's own time is no gap: the sheet was being fetched. A clock that went back (the
    sheet was resumed) counts as nothing.
    """
    times = [at for _, at in timings]
    return tuple(max(later - earlier, 0) for earlier, later in pairwise(times))


def speed(sheets: Iterable[Sequence[tuple[str, int]]]) -> Speed:
    """The speed over sheets, each given by its timings."""
    count = fields = pause = 0
    counted: list[int] = []
    for timings in sheets:
        count, fields = count + 1, fields + len(timings)
        for gap in gaps(timings):
            if gap > PAUSE_MS:
                pause += gap
            else:
                counted.append(gap)
    total = sum(counted)
    return Speed(
        count,
        fields,
        len(counted) * HOUR_MS / total if total else None,
        median(counted) / 1000 if counted else None,
        pause,
    )


def sheets_per_hour(signed_at: Sequence[int]) -> float | None:
    """Sheets per hour from the times of signing; None where no two follow each other closely."""
    ordered = sorted(signed_at)
    apart = [b - a for a, b in pairwise(ordered)]
    worked = [gap for gap in apart if gap <= SHEET_PAUSE_MS]
    return len(worked) * HOUR_MS / sum(worked) if sum(worked) else None


@dataclass(frozen=True)
class Rate:
    """Some of many fields, per 1,000, with the exact interval."""

    count: int = 0
    of: int = 0

    @property
    def per_1000(self) -> float | None:
        """None where there is nothing to count in."""
        return 1000 * self.count / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """Two-sided 95 % (Clopper and Pearson), per 1,000."""
        found = clopper_pearson(min(self.count, self.of), self.of)
        return None if found is None else (1000 * found[0], 1000 * found[1])


@dataclass(frozen=True)
class Slip:
    """One wrong field of one keying."""

    question: str
    keyed: Answer | None
    settled: Answer | None
    pattern: Pattern


@dataclass(frozen=True)
class Confused:
    """One value keyed instead of another, and how often."""

    keyed: Answer | None
    settled: Answer | None
    count: int


def by_pattern(slips: Iterable[Slip]) -> dict[Pattern, int]:
    """How many slips follow each pattern, most frequent first; together they are all slips."""
    counted = Counter(slip.pattern for slip in slips)
    order = list(Pattern)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], order.index(item[0]))))


def most_confused(slips: Iterable[Slip], at_least: int = 2) -> tuple[Confused, ...]:
    """One value keyed for another at least so often, most frequent first; shifted rows confuse no values."""
    counted = Counter(
        (slip.keyed, slip.settled) for slip in slips if slip.pattern not in ROW_PATTERNS
    )
    pairs = [Confused(*pair, n) for pair, n in counted.items() if n >= at_least]
    return tuple(sorted(pairs, key=lambda pair: (-pair.count, str(pair.keyed), str(pair.settled))))


@dataclass(frozen=True)
class Week:
    """One week's figures; `monday` is its first day."""

    monday: date
    speed: Speed = field(default_factory=Speed)
    wrong: Rate = field(default_factory=Rate)


@dataclass(frozen=True)
class QuestionFigure:
    """How often everybody's two readings of one question differ."""

    question: str
    differed: Rate
    """Of the sheets that were compared."""
    suspected: bool
    """The form may be at fault: clearly more differences than the form's questions have on average."""


def questions(
    asked: Sequence[str], differed: Mapping[str, int], sheets: int
) -> tuple[QuestionFigure, ...]:
    """Every question with differences, most first.

    `asked`: all questions of the form that are keyed; `differed`: on how many of the sheets the two
    readings of a question disagreed. Suspected: the exact interval lies wholly above the mean of all.
    """
    mean = mean_rate(asked, differed, sheets)
    found = []
    for question, count in differed.items():
        rate = Rate(count, sheets)
        low = rate.interval[0] if rate.interval else 0.0
        suspected = count >= LEAST_DIFFERENCES and low > mean
        found.append(QuestionFigure(question, rate, suspected))
    return tuple(sorted(found, key=lambda f: (-f.differed.count, f.question)))


def mean_rate(asked: Sequence[str], differed: Mapping[str, int], sheets: int) -> float:
    """Differences per 1,000 of an average question of the form."""
    fields = len(asked) * sheets
    return 1000 * math.fsum(differed.values()) / fields if fields else 0.0
