"""The draw: exact sizes, the same everywhere, fair to every clerk."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from hashlib import sha256
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.sampling import (
    FULL,
    QUERIED,
    RANDOM,
    Candidate,
    draw,
    draw_all,
    left_out,
    sample_size,
)
from core.values import BatchId, PersonId, SheetId, sheet_id

SEED = bytes(range(16))
REVIEWER = PersonId("leader")
CLERKS = [PersonId(name) for name in ("ann", "bo", "chen", "dai", "eva")]


def sheet(n: int) -> SheetId:
    return sheet_id(BatchId("b"), f"{n:04}")


def settled(n: int, first: int = 2, second: int = 2) -> list[Candidate]:
    return [
        Candidate(sheet(i), CLERKS[i % first], CLERKS[first + i // first % second])
        for i in range(n)
    ]


@st.composite
def batches(draw_: st.DrawFn) -> list[Candidate]:
    n = draw_(st.integers(1, 60))
    first = st.sampled_from(CLERKS[:3])
    second = st.sampled_from([*CLERKS[3:], None])
    flags = st.booleans()
    return [
        Candidate(sheet(i), draw_(first), draw_(second), draw_(flags), draw_(flags))
        for i in range(n)
    ]


def reasons(drawn: object) -> Counter[str]:
    return Counter(d.reason for d in drawn)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("level", "size"), [(2, 13), (3, 5)])
def test_of_41_sheets_level_2_draws_13_and_level_3_draws_5(level: int, size: int) -> None:
    assert len(draw(level, SEED, settled(41), [REVIEWER])) == size


@given(level=st.sampled_from([2, 3]), n=st.integers(1, 100_000))
def test_a_sample_is_its_share_rounded_up_and_never_empty(level: int, n: int) -> None:
    share = {2: Fraction(3, 10), 3: Fraction(1, 10)}[level]
    assert sample_size(level, n) == ceil(share * n) >= 1


def test_an_empty_batch_has_an_empty_sample() -> None:
    assert draw(2, SEED, [], [REVIEWER]) == ()


@given(level=st.sampled_from([2, 3]), candidates=batches(), order=st.randoms())
def test_the_draw_depends_on_seed_and_sheets_alone(
    level: int, candidates: list[Candidate], order: random.Random
) -> None:
    shuffled = list(candidates)
    order.shuffle(shuffled)
    assert draw(level, SEED, shuffled, [REVIEWER]) == draw(level, SEED, candidates, [REVIEWER])


@given(level=st.sampled_from([2, 3]), candidates=batches())
def test_the_random_core_has_exactly_its_size_and_all_queried_sheets_are_added(
    level: int, candidates: list[Candidate]
) -> None:
    drawn = draw(level, SEED, candidates, [REVIEWER])
    core = {d.sheet for d in drawn if d.reason == RANDOM}
    queried = {c.sheet for c in candidates if c.queried}
    assert len(core) == sample_size(level, len(candidates))
    assert {d.sheet for d in drawn if d.reason == QUERIED} == queried - core
    assert [d.place for d in drawn] == list(range(1, len(drawn) + 1))


@given(candidates=batches())
def test_each_first_clerk_gets_his_quota_give_or_take_one_unless_a_second_clerk_was_swapped_in(
    candidates: list[Candidate],
) -> None:
    one_second_clerk = [Candidate(c.sheet, c.pass1) for c in candidates]
    drawn = {d.sheet for d in draw(2, SEED, one_second_clerk, [REVIEWER])}
    size = sample_size(2, len(candidates))
    for clerk, n in Counter(c.pass1 for c in candidates).items():
        got = sum(c.pass1 == clerk for c in candidates if c.sheet in drawn)
        assert abs(got - Fraction(size * n, len(candidates))) < 1


@given(candidates=batches())
def test_every_second_clerk_is_seen_where_the_sample_has_room(candidates: list[Candidate]) -> None:
    drawn = {d.sheet for d in draw(2, SEED, candidates, [REVIEWER]) if d.reason == RANDOM}
    keyed = Counter(c.pass2 for c in candidates if c.sheet in drawn)
    missing = {c.pass2 for c in candidates if c.pass2} - set(keyed)
    assert not missing or max(keyed.values()) == 1


def test_one_stratum_is_the_lowest_hashes_as_anyone_can_compute_them() -> None:
    candidates = [Candidate(sheet(i), CLERKS[0]) for i in range(10)]
    by_hand = sorted(
        (c.sheet for c in candidates), key=lambda s: sha256(SEED + s.encode()).hexdigest()
    )
    assert [d.sheet for d in draw(2, SEED, candidates, [REVIEWER])] == by_hand[:3]


def test_another_seed_draws_another_sample() -> None:
    drawn = {
        tuple(d.sheet for d in draw(2, bytes([n] * 16), settled(60), [REVIEWER])) for n in range(9)
    }
    assert len(drawn) == 9


def test_level_3_prefers_sheets_that_level_2_did_not_see() -> None:
    candidates = settled(40)
    seen = {d.sheet for d in draw(2, SEED, candidates, [REVIEWER])}
    again = [Candidate(c.sheet, c.pass1, c.pass2, seen=c.sheet in seen) for c in candidates]
    assert not seen & {d.sheet for d in draw(3, SEED, again, [REVIEWER])}


def test_a_sheet_the_only_reviewer_ruled_on_leaves_the_draw() -> None:
    barred = frozenset({REVIEWER})
    candidates = [Candidate(sheet(i), CLERKS[0], CLERKS[1], barred=barred) for i in range(3)]
    candidates += [Candidate(sheet(i), CLERKS[0], CLERKS[1]) for i in range(3, 10)]
    drawn = draw(2, SEED, candidates, [REVIEWER])
    assert len(drawn) == 3
    assert not {d.sheet for d in drawn} & {sheet(0), sheet(1), sheet(2)}
    assert left_out(candidates, [REVIEWER]) == (sheet(0), sheet(1), sheet(2))


def test_a_second_reviewer_of_the_post_keeps_such_a_sheet_in_the_draw() -> None:
    barred = frozenset({REVIEWER})
    candidates = [Candidate(sheet(i), CLERKS[0], CLERKS[1], barred=barred) for i in range(10)]
    reviewers = [REVIEWER, PersonId("other")]
    assert len(draw(2, SEED, candidates, reviewers)) == 3
    assert left_out(candidates, reviewers) == ()


@given(candidates=batches())
def test_a_further_draw_leaves_out_what_was_drawn_before(candidates: list[Candidate]) -> None:
    first = {d.sheet for d in draw(2, SEED, candidates, [REVIEWER])}
    more = [d for d in draw(2, b"x" * 16, candidates, [REVIEWER], first)]
    assert not first & {d.sheet for d in more}
    assert len(more) >= min(sample_size(2, len(candidates)), len(candidates) - len(first))


@given(candidates=batches())
def test_a_returned_batch_is_reviewed_whole(candidates: list[Candidate]) -> None:
    first = {d.sheet for d in draw(2, SEED, candidates, [REVIEWER])}
    rest = draw_all(SEED, candidates, [REVIEWER], first)
    assert {d.sheet for d in rest} | first == {c.sheet for c in candidates}
    assert reasons(rest).keys() <= {FULL}
