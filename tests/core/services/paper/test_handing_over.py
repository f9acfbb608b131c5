"""An absent clerk's unkeyed sheets move to another one of the pass; the open draft is never read."""

from __future__ import annotations

import pytest

from core.errors import HAS_SEEN, NOT_ALLOWED, NOT_YOUR_PASS, REASON_MISSING, TWO_POSTS, UserError
from core.people import Grant, Post, Role
from core.ports.gate import NewPerson
from core.services.demonstration import ADMIN, BRANCH, PASSWORD, open_paper
from core.values import part_id
from core.workflow.drafting import DraftChange
from tests.support.world import PERIOD

WHY = "ill since Monday"


@pytest.fixture
def batch(world):
    return world.open_paper(4)


@pytest.fixture
def truth(world, batch):
    return world.truth(batch, 4)


@pytest.fixture
def heir(world, batch):
    """The one clerk of the unit with no post in the batch."""
    leader, clerk = world.desk("leader"), world.desk("clerk1").session.person
    if "clerk3" not in world.people():
        admin, grants = world.desk(ADMIN), (Grant(Role.CLERK, BRANCH),)
        admin.directory.add_person(admin.session, NewPerson("clerk3", "Clerk 3", grants, PASSWORD))
    offered = leader.handover.heirs(leader.session, batch, clerk)
    return next(person for person in offered if person.login == "clerk3")


def added(world, login, *grants):
    """Somebody who keys in the branch and has these grants besides."""
    if login not in world.people():
        admin, own = world.desk(ADMIN), Grant(Role.CLERK, BRANCH)
        admin.directory.add_person(admin.session, NewPerson(login, login, (own, *grants), PASSWORD))
    return world.people()[login]


def tasks(desk, batch):
    return [task for task in desk.keying.tasks(desk.session) if task.batch.id == batch]


def draft_rows(world, person):
    """How many sealed lines the person has open, read past every permission."""
    if hasattr(world, "memory"):
        return sum(len(lines) for (who, _), lines in world.memory.drafts.items() if who == person)
    database = world.desk("leader").handover._drafts._database
    return database.value("SELECT count(*) FROM draft WHERE person = ?", (person,))


def test_the_draft_is_discarded_unread_and_what_was_submitted_stays(world, batch, truth, heir):
    absent, leader = world.desk("clerk1"), world.desk("leader")
    world.key("clerk1", batch, "0001", truth["0001"])
    draft = absent.keying.begin(absent.session, batch, "0002")
    question, answer = next(iter(truth["0002"].items()))
    draft = absent.keying.accept(absent.session, draft, DraftChange("answer", question, answer))
    assert draft_rows(world, absent.session.person) == 1
    leader.handover.hand_over(leader.session, batch, absent.session.person, heir.id, WHY)
    assert draft_rows(world, absent.session.person) == 0
    assert tasks(absent, batch) == []
    with pytest.raises(UserError) as caught:
        absent.keying.begin(absent.session, batch, "0003")
    assert caught.value.code == NOT_YOUR_PASS
    with pytest.raises(UserError) as caught:
        absent.keying.submit(absent.session, draft)
    assert caught.value.code == NOT_YOUR_PASS

    taker = world.desk(heir.login)
    (task,) = tasks(taker, batch)
    assert (task.pass_no, task.done, task.drafts) == (1, 1, ())
    assert taker.keying.waiting(taker.session, batch) == ("0002", "0003", "0004")
    for serial in ("0002", "0003", "0004"):
        world.key(heir.login, batch, serial, truth[serial])
    for serial in truth:
        world.key("clerk2", batch, serial, truth[serial])
    leader.batches.close(leader.session, batch)
    world.compare(batch)
    states = {row.state for row in leader.batches.register(leader.session, batch)}
    assert states == {"settled"}


def test_who_was_relieved_stays_blind_and_takes_no_other_post(world, batch, heir):
    absent, leader, judge = world.desk("clerk1"), world.desk("leader"), world.desk("judge1")
    leader.handover.hand_over(leader.session, batch, absent.session.person, heir.id, WHY)
    with pytest.raises(UserError) as caught:
        judge.batches.name_adjudicator(judge.session, batch, absent.session.person)
    assert caught.value.code == TWO_POSTS
    with pytest.raises(UserError) as caught:
        absent.batches.register(absent.session, batch)
    assert caught.value.code == NOT_ALLOWED


def test_it_can_be_handed_back(world, batch, heir):
    absent, leader = world.desk("clerk1"), world.desk("leader")
    leader.handover.hand_over(leader.session, batch, absent.session.person, heir.id, WHY)
    leader.handover.hand_over(leader.session, batch, heir.id, absent.session.person, "back again")
    assert len(tasks(absent, batch)) == 1
    assert tasks(world.desk(heir.login), batch) == []


@pytest.mark.parametrize("to", ["clerk2", "judge1"])
def test_nobody_comes_to_hold_two_posts(world, batch, to):
    leader, clerk = world.desk("leader"), world.desk("clerk1").session.person
    with pytest.raises(UserError) as caught:
        leader.handover.hand_over(leader.session, batch, clerk, world.desk(to).session.person, WHY)
    assert caught.value.code == TWO_POSTS
    offered = [p.login for p in leader.handover.heirs(leader.session, batch, clerk)]
    assert not {to, "clerk1"} & {*offered}


def test_a_clerk_who_opened_the_batch_sees_it_as_it_is_now(world, truth):
    """The opening is his own event, and what others did since was not: half of a story is none."""
    own = added(world, "opener", Grant(Role.LEADER, BRANCH))
    opener, leader = world.desk("opener"), world.desk("leader")
    form = next(f.id for f in opener.directory.forms(opener.session) if not f.is_visit)
    people = world.people() | {"clerk1": own}
    batch = open_paper(opener, form, people, PERIOD, 4)
    leader.papers.renumber(leader.session, batch, "0002", "missing", was_counted=True)
    waiting = ("0001", "0002", "0002-S1", "0003", "0004")
    assert opener.keying.waiting(opener.session, batch) == waiting
    found = opener.keying._loading.batch(opener.session, batch)
    assert found.posts == {Post.PASS1: (own,)}
    assert found.content_keys == ()
    clerk3 = added(world, "clerk3")
    leader.handover.hand_over(leader.session, batch, own, clerk3, WHY)
    with pytest.raises(UserError) as caught:
        opener.keying.begin(opener.session, batch, "0001")
    assert caught.value.code == NOT_YOUR_PASS


def refused_as_having_seen(world, login, batch, to):
    desk, clerk = world.desk(login), world.people()["clerk1"]
    with pytest.raises(UserError) as caught:
        desk.handover.hand_over(desk.session, batch, clerk, to, WHY)
    assert caught.value.code == HAS_SEEN
    assert to not in {person.id for person in desk.handover.heirs(desk.session, batch, clerk)}


def test_nobody_takes_over_who_held_the_key_of_what_was_keyed(world, batch):
    """A judge who was dismissed holds the former key, which opens the readings from before."""
    judge, former = world.desk("judge1"), added(world, "former")
    judge.batches.name_adjudicator(judge.session, batch, former)
    judge.batches.dismiss_adjudicator(judge.session, batch, former)
    refused_as_having_seen(world, "leader", batch, former)


@pytest.mark.parametrize("role", [Role.LEADER, Role.QUALITY])
def test_nobody_takes_over_who_oversees_the_batch(world, batch, role):
    """The rows told them who keyed what, and when."""
    overseer = added(world, f"over{role}", Grant(role, BRANCH))
    refused_as_having_seen(world, "leader", batch, overseer)
    desk = world.desk(f"over{role}")
    refused_as_having_seen(world, f"over{role}", batch, desk.session.person)


def test_a_draft_that_outlived_a_crash_does_not_come_back_with_the_clerk(
    world, batch, truth, heir, monkeypatch
):
    absent, leader = world.desk("clerk1"), world.desk("leader")
    draft = absent.keying.begin(absent.session, batch, "0002")
    question, answer = next(iter(truth["0002"].items()))
    absent.keying.accept(absent.session, draft, DraftChange("answer", question, answer))

    def crash(*of):
        if leader.keying._loading.batch(leader.session, batch).relieved:
            raise KeyboardInterrupt

    monkeypatch.setattr(leader.handover._drafts, "discard_of", crash)
    with pytest.raises(KeyboardInterrupt):
        leader.handover.hand_over(leader.session, batch, absent.session.person, heir.id, WHY)
    monkeypatch.undo()
    assert draft_rows(world, absent.session.person) == 1
    leader.handover.hand_over(leader.session, batch, heir.id, absent.session.person, "back again")
    assert absent.keying.begin(absent.session, batch, "0002").changes == ()


def test_an_heir_loses_no_draft_of_another_batch_or_before_the_handover(world, batch, truth, heir):
    taker, leader = world.desk(heir.login), world.desk("leader")
    other = world.open_paper(4)
    for each in (other, batch):
        leader.handover.hand_over(leader.session, each, world.people()["clerk1"], heir.id, WHY)
    question, answer = next(iter(truth["0002"].items()))
    draft = taker.keying.begin(taker.session, other, "0002")
    taker.keying.accept(taker.session, draft, DraftChange("answer", question, answer))
    clerk = world.people()["clerk1"]
    leader.handover.hand_over(leader.session, batch, heir.id, clerk, "back")
    leader.handover.hand_over(leader.session, batch, clerk, heir.id, "and again")
    assert len(taker.keying.begin(taker.session, other, "0002").changes) == 1


def test_it_takes_a_leader_and_a_reason(world, batch, heir):
    leader, other = world.desk("leader"), world.desk("clerk2")
    clerk = world.desk("clerk1").session.person
    with pytest.raises(UserError) as caught:
        leader.handover.hand_over(leader.session, batch, clerk, heir.id, " ")
    assert caught.value.code == REASON_MISSING
    with pytest.raises(UserError) as caught:
        other.handover.hand_over(other.session, batch, clerk, heir.id, WHY)
    assert caught.value.code == NOT_ALLOWED
    with pytest.raises(UserError) as caught:
        leader.handover.hand_over(leader.session, batch, heir.id, clerk, WHY)
    assert caught.value.code == NOT_ALLOWED


def test_in_a_tail_the_draft_goes_too(world, batch, truth, heir):
    absent, leader = world.desk("clerk1"), world.desk("leader")
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0001", truth["0001"])
    leader.tails.split(leader.session, batch, "deadline")
    draft = absent.keying.begin(absent.session, batch, "0002")
    question, answer = next(iter(truth["0002"].items()))
    absent.keying.accept(absent.session, draft, DraftChange("answer", question, answer))
    tail = part_id(batch, 2)
    leader.handover.hand_over(leader.session, tail, absent.session.person, heir.id, WHY)
    assert draft_rows(world, absent.session.person) == 0
    taker = world.desk(heir.login)
    assert taker.keying.waiting(taker.session, batch) == ("0002", "0003", "0004")
