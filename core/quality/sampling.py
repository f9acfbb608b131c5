"""Which sheets a reviewer looks at: a draw that anyone can repeat from its seed (design §5)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.values import PersonId, SheetId

SHARE = {2: Fraction(30, 100), 3: Fraction(10, 100)}
"""Level -> share of the settled sheets (requirements REV-02, REV-03)."""
SEED_BYTES = 16

RANDOM, QUERIED, FULL = "random", "queried", "full"
"""Why a sheet is in a sample; only random ones count in the estimate."""


@dataclass(frozen=True)
class Candidate:
    """A settled sheet as the draw sees it."""

    sheet: SheetId
    pass1: PersonId
    pass2: PersonId | None = None
    """None for visits, which are keyed once."""
    queried: bool = False
    """A check or an anomaly rule ever fired on it."""
    seen: bool = False
    """Reviewed at a lower level."""
    barred: frozenset[PersonId] = frozenset()
    """People who keyed, ruled or reviewed it at another level (requirements REV-07)."""


@dataclass(frozen=True)
class Drawn:
    """A place of the sample: its number from 1, the sheet, and why it is there."""

    place: int
    sheet: SheetId
    reason: str


def sample_size(level: int, settled: int) -> int:
    """Exactly the level's share of the settled sheets, rounded up, at least 1 if there is one."""
    share = SHARE[level]
    return -(-settled * share.numerator // share.denominator)


def rank(seed: bytes, sheet: SheetId) -> bytes:
    """SHA-256(seed || sheet id in UTF-8): the lowest come first."""
    return hashlib.sha256(seed + sheet.encode()).digest()


def draw(
    level: int,
    seed: bytes,
    candidates: Iterable[Candidate],
    reviewers: Collection[PersonId],
    earlier: Collection[SheetId] = (),
) -> tuple[Drawn, ...]:
    """The sample of a level: the random core by rank, then queried sheets beyond it.

    `earlier`: sheets of this level's earlier rounds, which a further draw leaves out. Sheets that
    all of the post's reviewers are barred from leave the draw. The order of candidates is nothing.
    """
    settled = tuple(candidates)
    free = [c for c in settled if c.sheet not in earlier and _somebody(c, reviewers)]
    core = _random_core(sample_size(level, len(settled)), seed, free)
    chosen = {candidate.sheet for candidate in core}
    added = _ranked(seed, (c for c in free if c.queried and c.sheet not in chosen))
    return _places([(c, RANDOM) for c in core] + [(c, QUERIED) for c in added])


def draw_all(
    seed: bytes,
    candidates: Iterable[Candidate],
    reviewers: Collection[PersonId],
    earlier: Collection[SheetId] = (),
) -> tuple[Drawn, ...]:
    """Every sheet not reviewed yet: what a returned batch has to go through."""
    free = [c for c in candidates if c.sheet not in earlier and _somebody(c, reviewers)]
    return _places([(c, FULL) for c in _ranked(seed, free)])


def left_out(
    candidates: Iterable[Candidate], reviewers: Collection[PersonId]
) -> tuple[SheetId, ...]:
    """Sheets that none of the post's reviewers may look at, by id."""
    return tuple(sorted(c.sheet for c in candidates if not _somebody(c, reviewers)))


def may_review(person: PersonId, candidate: Candidate) -> bool:
    """Whether four eyes allow it: the person neither keyed nor ruled nor reviewed elsewhere."""
    keyed = (candidate.pass1, candidate.pass2)
    return person not in keyed and person not in candidate.barred


def _somebody(candidate: Candidate, reviewers: Collection[PersonId]) -> bool:
    return any(may_review(person, candidate) for person in reviewers)


def _places(chosen: Sequence[tuple[Candidate, str]]) -> tuple[Drawn, ...]:
    return tuple(Drawn(n, c.sheet, reason) for n, (c, reason) in enumerate(chosen, start=1))


def _ranked(seed: bytes, candidates: Iterable[Candidate]) -> list[Candidate]:
    """By rank; sheets that a lower level has not seen come first."""
    return sorted(candidates, key=lambda c: (c.seen, rank(seed, c.sheet)))


def _random_core(size: int, seed: bytes, free: Sequence[Candidate]) -> list[Candidate]:
    ranked = _ranked(seed, free)
    strata: dict[PersonId, list[Candidate]] = defaultdict(list)
    for candidate in ranked:
        strata[candidate.pass1].append(candidate)
    shares = _allocate(min(size, len(ranked)), strata, {c.sheet: n for n, c in enumerate(ranked)})
    chosen = {c.sheet for clerk, share in shares.items() for c in strata[clerk][:share]}
    chosen = _with_every_second_clerk(chosen, ranked)
    return [candidate for candidate in ranked if candidate.sheet in chosen]


def _allocate(
    size: int, strata: Mapping[PersonId, Sequence[Candidate]], order: Mapping[SheetId, int]
) -> dict[PersonId, int]:
    """Largest remainder; among equal remainders the stratum whose next sheet ranks first."""
    total = sum(map(len, strata.values()))
    quotas = {clerk: Fraction(size * len(sheets), total) for clerk, sheets in strata.items()}
    shares = {clerk: int(quota) for clerk, quota in quotas.items()}
    waiting = [clerk for clerk in strata if shares[clerk] < len(strata[clerk])]
    waiting.sort(key=lambda c: (shares[c] - quotas[c], order[strata[c][shares[c]].sheet]))
    for clerk in waiting[: size - sum(shares.values())]:
        shares[clerk] += 1
    return shares


def _with_every_second_clerk(chosen: set[SheetId], ranked: Sequence[Candidate]) -> set[SheetId]:
    """Swap in, by rank, a sheet of each pass-2 clerk whom the strata by pass 1 left out."""
    chosen = set(chosen)
    present = {c.pass2 for c in ranked if c.sheet in chosen}
    missing = dict.fromkeys(c.pass2 for c in ranked if c.pass2 and c.pass2 not in present)
    for clerk in missing:
        drawn = [c for c in ranked if c.sheet in chosen]
        times = Counter(c.pass2 for c in drawn)
        spare = [c for c in drawn if times[c.pass2] > 1]
        if not spare:
            break
        came, went = _swap([c for c in ranked if c.pass2 == clerk], spare)
        chosen = (chosen - {went.sheet}) | {came.sheet}
    return chosen


def _swap(own: Sequence[Candidate], spare: Sequence[Candidate]) -> tuple[Candidate, Candidate]:
    """First of a clerk's own and last of the spare sheets: within one stratum where there is one."""
    inside = ((came, went) for came in own for went in reversed(spare) if came.pass1 == went.pass1)
    return next(inside, (own[0], spare[-1]))
