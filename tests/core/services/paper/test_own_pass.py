"""What a list of work promises is what can be done: sheets in reach, by paper or by scan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services.batches import Counts
from core.services.own_pass import OwnPass
from core.services.work import BatchWork
from core.values import Special, UnitId, sheet_id
from core.workflow.paper import UNTOLD, Paper, Place
from tests.core.services.paper.test_where_the_paper_is import HO

NUMBERS = ("0001", "0002", "0003", "0004", "0005", "0006")
some = st.frozensets(st.sampled_from(NUMBERS))
WAY = Place(UnitId("E01"), UnitId("E"))


@pytest.fixture
def batch(world):
    return world.open_paper(6)


@pytest.fixture
def truth(world, batch):
    return world.truth(batch, 6)


def task_of(world, login, batch):
    desk = world.desk(login)
    task = desk.keying.task(desk.session, batch)
    assert task in desk.keying.tasks(desk.session)
    return task


def standing_of(world, login, batch):
    desk = world.desk(login)
    return BatchWork(desk.session, desk.batches, desk.keying, desk.lookup).standing(batch)


@given(gone=some, lost=some, scanned=some, on_its_way=st.booleans())
def test_so_many_are_open_as_wait_and_the_rest_is_held_up(gone, lost, scanned, on_its_way):
    paper = Paper(WAY if on_its_way else None, dict.fromkeys(lost, UNTOLD))
    own = OwnPass(gone, scanned, paper)
    waiting = own.waiting(NUMBERS)
    assert own.open(6, 6) == len(waiting)
    assert own.held_up(6, 6) == len({*NUMBERS} - gone - {*waiting})


@given(gone=some, returned=st.integers(0, 6))
def test_no_more_are_open_than_came_back(gone, returned):
    own = OwnPass(gone, frozenset(), Paper())
    assert own.open(6, returned) == max(returned - len(gone), 0)
    assert own.held_up(6, returned) == 0


def test_the_list_counts_what_can_be_begun(world, batch, truth):
    clerk, leader = world.desk("clerk1"), world.desk("leader")
    world.key("clerk1", batch, "0001", truth["0001"])
    clerk.keying.set_aside(
        clerk.session, clerk.keying.begin(clerk.session, batch, "0002"), "unclear"
    )
    leader.batches.void(leader.session, sheet_id(batch, "0003"), "blank_page")
    leader.papers.lose(leader.session, batch, "0004", leader.session.person, "gone")
    waiting = clerk.keying.waiting(clerk.session, batch)
    task = task_of(world, "clerk1", batch)
    assert waiting == ("0005", "0006")
    assert (task.open, task.held_up, task.done, task.total) == (2, 1, 1, 6)
    leader.papers.count(leader.session, batch, Counts(6, 5, 1), "one never came")
    assert task_of(world, "clerk1", batch).open == 1


def test_a_loss_holds_nobody_up_who_has_keyed_it(world, batch, truth):
    leader = world.desk("leader")
    world.key("clerk1", batch, "0001", truth["0001"])
    leader.papers.lose(leader.session, batch, "0001", leader.session.person, "gone")
    assert not standing_of(world, "clerk1", batch).is_held_up
    assert standing_of(world, "clerk2", batch).is_held_up


def test_an_adjudicator_is_promised_the_differences_whose_paper_is_there(world, batch, truth):
    question = next(iter(truth["0001"]))
    wrong = {**truth["0001"], question: Special.ILLEGIBLE}
    world.key("clerk1", batch, "0001", wrong)
    world.key("clerk2", batch, "0001", truth["0001"])
    world.compare(batch)
    leader, judge = world.desk("leader"), world.desk("judge1")

    def promised():
        tasks = {t.batch.id: t for t in judge.adjudication.tasks(judge.session)}
        return tasks[batch].differences

    assert promised() == 1
    leader.papers.send(leader.session, batch, HO)
    assert promised() == 0
    assert task_of(world, "clerk1", batch).open == 0
    leader.papers.receive(leader.session, batch)
    assert promised() == 1
