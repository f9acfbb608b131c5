"""Parts of a batch as the journal tells of them: each paper counts in one, whoever split or counted where."""

from __future__ import annotations

from core.event import Event, Kind, NewEvent
from core.values import part_id
from core.workflow import batch as batches
from core.workflow import batch_bodies, bodies
from core.workflow.batch import Batch
from core.workflow.projection import project
from tests.support.events import at
from tests.support.histories import BATCH, OPENING

COUNTS = {"issued": 9, "returned": 7, "not_returned": 1, "spoilt": 1}
TAIL = part_id(BATCH, 2)


def split(sheets: int, off: int = 1, part: int = 2) -> NewEvent:
    return batch_bodies.tail_split(part_id(BATCH, off), part, sheets, "late", 9)


def story(*events: NewEvent) -> list[Event]:
    opening = bodies.batch_opened(BATCH, {**OPENING, "counts": COUNTS, "due": "2026-11-20"})
    told = (opening, *events)
    return [
        at(ms * 1000, new, "boss", f"d{1 + ms % 2}", "leader")
        for ms, new in enumerate(told, start=1)
    ]


def part(number: int, *events: NewEvent) -> Batch:
    folded = batches.fold(story(*events), number)
    assert folded
    return folded


def test_each_paper_counts_in_one_part_and_what_nobody_has_goes_along() -> None:
    root, tail = part(1, split(3)), part(2, split(3))
    assert root.counts == {"issued": 4, "returned": 4, "not_returned": 0, "spoilt": 0}
    assert tail.counts == {"issued": 5, "returned": 3, "not_returned": 1, "spoilt": 1}
    assert root.whole == tail.whole == COUNTS
    (one, two) = project(BATCH, story(split(3)))["paper"]
    assert (one["batch"], one["issued"], one["returned"]) == (BATCH, 4, 4)
    assert (two["batch"], two["issued"], two["returned"]) == (TAIL, 5, 3)


def test_a_part_keeps_the_day_of_the_opening_by_which_it_is_judged() -> None:
    assert part(2, split(3)).opened_at == part(1).opened_at == 1000
    assert part(2, split(3)).split_at == 2000


def test_a_recount_and_a_number_are_of_the_part_that_they_name() -> None:
    counts = {"issued": 6, "returned": 5, "not_returned": 0, "spoilt": 1}
    told = [
        split(3),
        batch_bodies.paper_counted(TAIL, counts, "late post", 9),
        batch_bodies.paper_numbered(TAIL, "0001-S1", "missing", 1, 9),
    ]
    assert part(1, *told).counts == part(1, split(3)).counts
    assert part(2, *told).counts == {"issued": 7, "returned": 6, "not_returned": 0, "spoilt": 1}
    wrong = batch_bodies.paper_counted(TAIL, {**counts, "issued": 9}, "typed badly", 9)
    assert part(2, split(3), wrong).counts == part(2, split(3)).counts


def test_the_deadline_of_a_part_is_its_own() -> None:
    told = [split(3), batch_bodies.deadline_set(TAIL, "2026-12-05", 9)]
    assert (part(1, *told).due, part(2, *told).due) == ("2026-11-20", "2026-12-05")
    told.append(batch_bodies.deadline_set(BATCH, "", 9))
    assert (part(1, *told).due, part(2, *told).due) == ("", "2026-12-05")
    assert part(3, *told, split(1, off=2, part=3)).due == "2026-12-05"


def test_two_machines_that_split_off_one_part_are_a_conflict_and_no_paper_is_lost() -> None:
    told = [split(3), split(2)]
    assert part(2, *told).conflict
    assert not part(2, split(3)).conflict
    assert part(1, *told).returned + part(2, *told).returned == COUNTS["returned"]
    assert part(2, *told).returned == 5
    assert part(2, split(6), split(6)).returned == COUNTS["returned"]  # not more than there are


def test_two_machines_that_give_one_number_are_a_conflict_and_both_papers_count() -> None:
    one = batch_bodies.paper_numbered(BATCH, "0001-S1", "missing", 1, 9)
    two = batch_bodies.paper_numbered(BATCH, "0001-S1", "duplicate", 1, 9)
    assert not part(1, one).conflict
    found = part(1, one, two)
    assert found.conflict
    assert found.counts == {"issued": 10, "returned": 9, "not_returned": 0, "spoilt": 1}
    assert found.paper.extra == ("0001-S1",)


def test_numbers_from_before_say_the_counts_themselves() -> None:
    body = {
        "did": "numbered",
        "serial": "0001-S1",
        "why": "missing",
        "counts": {**COUNTS, "issued": 9},
    }
    older = NewEvent(Kind.BATCH_CHANGED, BATCH, body)
    assert part(1, older).counts == COUNTS


def test_a_part_of_a_part_that_is_not_there_is_none() -> None:
    assert batches.fold(story(split(3, off=2, part=3)), 3) is None
    assert part(1, split(3, off=2, part=3)).whole == COUNTS
