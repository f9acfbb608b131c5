"""Issued = returned + not returned + spoilt; returned = keyed + waiting + void + lost, whatever is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import (
    BAD_COUNTS,
    BAD_DATE,
    MORE_THAN_RETURNED,
    NOT_ALLOWED,
    REASON_MISSING,
    TOO_FEW_SERIALS,
    UNKNOWN_SERIAL,
    UserError,
)
from core.services.batches import Counts, NewBatch
from core.values import sheet_id
from core.workflow.conservation import Account, Handled
from tests.support.world import PERIOD, in_memory

WHOLE = Counts(issued=5, returned=4, not_returned=1)
SERIALS = ("0001", "0002", "0003", "0004", "0005")
NAMES = (*SERIALS, "0001-S1", "0002-S1")


@pytest.fixture(scope="module")
def open_batch(world):
    """Opens a batch of five numbers of which four papers came back."""

    def opened(counts=WHOLE):
        leader = world.desk("leader")
        model = leader.batches._loading.batch(leader.session, world.open_paper(5))
        new = NewBatch(
            code=leader.batches.suggest_code(leader.session, model.unit, PERIOD),
            form=model.form,
            unit=model.unit,
            period=PERIOD,
            first=1,
            last=5,
            counts=counts,
            posts=model.posts,
        )
        changes = leader.batches.open(leader.session, new)
        return next(iter(changes.subjects))

    return opened


@pytest.fixture(scope="module")
def truth(world, open_batch):
    return world.truth(open_batch(), 1)["0001"]


def account(world, batch):
    leader = world.desk("leader")
    return leader.papers.account(leader.session, batch)


def test_what_came_back_is_keyed_waiting_void_or_lost(world, open_batch, truth):
    batch, leader = open_batch(), world.desk("leader")
    assert account(world, batch) == Account(5, 4, 1, 0, keyed=0, void=0, lost=0)
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0001", truth)
    world.key("clerk1", batch, "0002", truth)
    leader.batches.void(leader.session, sheet_id(batch, "0003"), "blank_page")
    leader.papers.lose(leader.session, batch, "0004", leader.session.person, "not in the pile")
    found = account(world, batch)
    assert (found.keyed, found.waiting, found.void, found.lost) == (1, 1, 1, 1)
    assert found.holds


def test_no_pass_keys_more_papers_than_came_back(world, open_batch, truth, refused):
    batch, clerk = open_batch(), world.desk("clerk1")
    for serial in SERIALS[:4]:
        world.key("clerk1", batch, serial, truth)
    with refused(MORE_THAN_RETURNED) as error:
        clerk.keying.begin(clerk.session, batch, "0005")
    assert error.value.params == {"returned": 4, "handled": 5}
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, Counts(5, 5), "one came by post")
    world.key("clerk1", batch, "0005", truth)


def test_a_count_by_which_a_law_would_break_is_refused(world, open_batch, truth, refused):
    batch, leader = open_batch(), world.desk("leader")
    world.key("clerk1", batch, "0001", truth)
    world.key("clerk1", batch, "0002", truth)

    def count(counts, why="counted again"):
        leader.papers.count(leader.session, batch, counts, why)

    with refused(BAD_COUNTS):
        count(Counts(5, 4, 0, 0))
    with refused(TOO_FEW_SERIALS):
        count(Counts(7, 6, 1, 0))
    with refused(TOO_FEW_SERIALS):
        count(Counts(4, 4, 0, 0))
    with refused(MORE_THAN_RETURNED):
        count(Counts(5, 1, 4, 0))
    with refused(REASON_MISSING):
        count(Counts(5, 5, 0, 0), " ")
    assert account(world, batch).returned == 4
    count(Counts(5, 3, 1, 1), "one is wet")
    assert account(world, batch) == Account(5, 3, 1, 1, keyed=0, void=0, lost=0)


def test_a_duplicate_gets_a_number_of_its_own_and_the_counts_follow(
    world, open_batch, truth, refused
):
    batch, leader, clerk = open_batch(), world.desk("leader"), world.desk("clerk1")
    leader.papers.renumber(leader.session, batch, "0002", "duplicate", was_counted=False)
    assert clerk.keying.waiting(clerk.session, batch) == (
        "0001", "0002", "0002-S1", "0003", "0004", "0005",
    )  # fmt: skip
    found = account(world, batch)
    assert (found.issued, found.returned, found.not_returned) == (6, 5, 1)
    leader.papers.renumber(leader.session, batch, "0002-S1", "missing", was_counted=False)
    found = account(world, batch)
    assert (found.issued, found.returned, found.not_returned) == (6, 6, 0)
    leader.papers.renumber(leader.session, batch, "0004", "missing", was_counted=True)
    assert account(world, batch) == found
    register = leader.batches.register(leader.session, batch)
    extra = [row.serial for row in register if "-" in row.serial]
    assert extra == ["0002-S1", "0002-S2", "0004-S1"]
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0002-S2", truth)
    world.compare(batch)
    assert account(world, batch).keyed == 1
    (settled,) = [r for r in leader.batches.register(leader.session, batch) if r.state == "settled"]
    assert settled.serial == "0002-S2"
    with refused(UNKNOWN_SERIAL):
        clerk.keying.begin(clerk.session, batch, "0003-S1")
    with refused(REASON_MISSING):
        leader.papers.renumber(leader.session, batch, "0003", "why not", was_counted=True)


def test_a_lost_sheet_that_nobody_keyed_does_not_hold_up_the_closing(world, open_batch, truth):
    batch, leader = open_batch(), world.desk("leader")
    for serial in SERIALS[:3]:
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth)
    leader.papers.lose(leader.session, batch, "0005", leader.session.person, "gone")
    leader.batches.close(leader.session, batch)
    assert leader.batches.batch(leader.session, batch).state == "closed"


def test_the_deadline_is_said_on_the_list(world, open_batch, refused):
    batch, leader, clerk = open_batch(), world.desk("leader"), world.desk("clerk1")
    leader.papers.set_deadline(leader.session, batch, "20261130")
    tasks = {task.batch.id: task.batch.due for task in clerk.keying.tasks(clerk.session)}
    assert tasks[batch] == "2026-11-30"
    with refused(BAD_DATE):
        leader.papers.set_deadline(leader.session, batch, "soon")
    with refused(NOT_ALLOWED):
        clerk.papers.set_deadline(clerk.session, batch, "")
    leader.papers.set_deadline(leader.session, batch, "")
    assert leader.batches.batch(leader.session, batch).due == ""


# --- random histories --------------------------------------------------------------------------

serials, small = st.sampled_from(NAMES), st.integers(min_value=0, max_value=3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("key"), st.sampled_from(("clerk1", "clerk2")), serials),
        st.tuples(st.just("void"), serials),
        st.tuples(st.just("lose"), serials),
        st.tuples(st.just("find"), serials),
        st.tuples(st.just("count"), small, small, small),
        st.tuples(st.just("renumber"), st.sampled_from(("0001", "0002")), st.booleans()),
    ),
    max_size=16,
)


@pytest.fixture(scope="module")
def small_world():
    """In memory only, on the shortest questionnaire: hundreds of sheets are keyed."""
    return in_memory("BSQ-1.xlsx")


def do(world, batch, truth, step):
    leader = world.desk("leader")
    match step:
        case ("key", login, serial):
            world.key(login, batch, serial, truth)
        case ("void", serial):
            leader.batches.void(leader.session, sheet_id(batch, serial), "blank_page")
        case ("lose", serial):
            leader.papers.lose(leader.session, batch, serial, leader.session.person, "gone")
        case ("find", serial):
            leader.papers.find(leader.session, batch, serial)
        case ("count", returned, missing, spoilt):
            counts = Counts(5, returned + 2, missing, spoilt)
            leader.papers.count(leader.session, batch, counts, "again")
        case ("renumber", serial, was_counted):
            leader.papers.renumber(
                leader.session, batch, serial, "duplicate", was_counted=was_counted
            )


@given(history=steps)
@settings(max_examples=60, deadline=None)
def test_both_laws_hold_after_everything_that_is_accepted(small_world, history):
    world = small_world
    batch = world.open_paper(5)
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, WHOLE, "one did not come back")
    truth = world.truth(batch, 1)["0001"]
    for step in history:
        before = account(world, batch)
        try:
            do(world, batch, truth, step)
        except UserError:
            assert account(world, batch) == before
        found = account(world, batch)
        assert found.holds, step
        assert found.issued == found.returned + found.not_returned + found.spoilt
        assert found.returned == found.keyed + found.waiting + found.void + found.lost
        assert min(found.waiting, found.not_returned, found.spoilt) >= 0


sets = st.frozensets(serials)


@given(first=sets, second=sets, void=sets, lost=sets, returned=st.integers(0, 9))
def test_what_no_single_pass_exceeds_never_exceeds_in_all(first, second, void, lost, returned):
    handled = Handled((first, second), void, lost)
    counts = {"issued": returned, "returned": returned, "not_returned": 0, "spoilt": 0}
    found = handled.account(counts)
    if handled.most <= returned:
        assert found.holds
    assert found.keyed + found.void + found.lost == len((first & second) | void | lost)
    assert replace(handled, passes=(second, first)).account(counts) == found
