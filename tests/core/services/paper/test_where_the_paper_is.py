"""A keying is offered only where the paper is; who handed it over and who received it stands signed."""

from __future__ import annotations

import pytest

from core.errors import NOT_ALLOWED, PAPER_LOST, PAPER_NOT_HERE, WRONG_PLACE, UserError
from core.event import Kind
from core.values import UnitId
from core.workflow.paper import Paper, is_reachable

E01, HO = UnitId("E01"), UnitId("HO")


@pytest.fixture
def batch(world):
    return world.open_paper(6)


def task(desk, batch):
    return next(task for task in desk.keying.tasks(desk.session) if task.batch.id == batch)


def refused(code, action, *arguments):
    with pytest.raises(UserError) as caught:
        action(*arguments)
    assert caught.value.code == code
    return caught.value.params


def test_a_batch_that_was_never_sent_anywhere_is_here(world, batch):
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    assert leader.papers.paper(leader.session, batch) == Paper()
    assert task(clerk, batch).open == 6
    assert clerk.keying.begin(clerk.session, batch, "0001").serial == "0001"


def test_nothing_is_keyed_while_the_paper_is_on_its_way_and_all_again_when_it_is_received(
    world, batch
):
    leader, quality, clerk = (world.desk(login) for login in ("leader", "quality", "clerk1"))
    leader.papers.send(leader.session, batch, HO)
    assert refused(PAPER_NOT_HERE, clerk.keying.begin, clerk.session, batch, "0001") == {
        "at": E01, "to": HO,
    }  # fmt: skip
    blocked = task(clerk, batch)
    assert (blocked.open, blocked.total, blocked.batch.is_transit) == (0, 6, True)
    assert clerk.keying.waiting(clerk.session, batch) == ()
    refused(WRONG_PLACE, leader.papers.send, leader.session, batch, HO)
    quality.papers.receive(quality.session, batch)
    place = leader.papers.paper(leader.session, batch).place
    assert (place.at, place.to) == (HO, None)
    assert (place.handed_by, place.received_by) == (leader.session.person, quality.session.person)
    assert task(clerk, batch).open == 6
    refused(WRONG_PLACE, quality.papers.receive, quality.session, batch)
    refused(WRONG_PLACE, quality.papers.send, quality.session, batch, HO)


def test_a_lost_sheet_waits_with_its_custodian_named_until_it_is_found(world, batch):
    leader, clerk = world.desk("leader"), world.desk("clerk2")
    custodian = world.desk("clerk1").session.person
    leader.papers.lose(leader.session, batch, "0003", custodian, "not in the pile")
    loss = leader.papers.paper(leader.session, batch).lost["0003"]
    assert (loss.custodian, loss.by) == (custodian, leader.session.person)
    assert refused(PAPER_LOST, clerk.keying.begin, clerk.session, batch, "0003") == {
        "serial": "0003"
    }
    assert clerk.keying.waiting(clerk.session, batch) == ("0001", "0002", "0004", "0005", "0006")
    leader.papers.find(leader.session, batch, "0003")
    assert "0003" in clerk.keying.waiting(clerk.session, batch)


def test_every_step_is_signed(world, batch):
    leader = world.desk("leader")
    leader.papers.send(leader.session, batch, HO)
    leader.papers.receive(leader.session, batch)
    leader.papers.lose(leader.session, batch, "0001", leader.session.person, "gone")
    history = leader.papers._ledger.history(leader.session, batch)
    steps = [event for event in history if event.kind is Kind.BATCH_CHANGED]
    assert [event.body["did"] for event in steps] == ["sent", "received", "lost"]
    assert all(event.signature for event in steps)


def test_a_clerk_follows_no_paper_and_never_learns_who_had_a_lost_sheet(world, batch):
    leader, clerk = world.desk("leader"), world.desk("clerk2")
    custodian = world.desk("clerk1").session.person
    leader.papers.lose(leader.session, batch, "0003", custodian, "not in the pile")
    refused(NOT_ALLOWED, clerk.papers.paper, clerk.session, batch)
    refused(NOT_ALLOWED, clerk.papers.send, clerk.session, batch, HO)
    refused(NOT_ALLOWED, clerk.papers.find, clerk.session, batch, "0003")
    told = repr(clerk.batches.list(clerk.session)) + repr(clerk.keying.tasks(clerk.session))
    assert custodian not in told
    assert "0003" in told


@pytest.mark.parametrize("has_scan", [False, True])
def test_a_scan_can_be_read_wherever_the_paper_is(world, batch, has_scan):
    leader = world.desk("leader")
    leader.papers.send(leader.session, batch, HO)
    leader.papers.lose(leader.session, batch, "0002", leader.session.person, "gone")
    paper = leader.papers.paper(leader.session, batch)
    assert is_reachable(paper, "0001", has_scan) is has_scan
    assert is_reachable(paper, "0002", has_scan) is has_scan
