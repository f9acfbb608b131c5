"""A sheet is found by what is printed on it, and only by those who may open it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ALREADY_SUBMITTED, NO_SUCH_SHEET, UserError
from core.people import Grant, Post, Role
from core.ports.gate import NewPerson
from core.services import demonstration
from core.services.batches import Counts, NewBatch
from core.services.demonstration import ADMIN, BRANCH, PASSWORD
from core.services.lookup import KEYING, STORY, after
from core.values import part_id
from tests.support.world import PERIOD, in_memory

SEPARATORS = ("", "-", "/", " ", "_", "|")


@pytest.fixture
def world():
    return in_memory("BSQ-1.xlsx", "MSC-1.xlsx")


def found(world, login: str, typed: str) -> list[tuple[str, str]]:
    desk = world.desk(login)
    return [(each.serial, each.does) for each in desk.lookup.find(desk.session, typed)]


def refused(world, login: str, typed: str) -> str:
    desk = world.desk(login)
    with pytest.raises(UserError) as refusal:
        desk.lookup.find(desk.session, typed)
    return refusal.value.code


def test_a_clerk_is_led_to_keying_and_the_desk_to_the_story(world):
    world.open_paper(3)
    assert found(world, "clerk1", "0002") == [("0002", KEYING)]
    assert found(world, "clerk2", "２") == [("0002", KEYING)]
    for login in ("leader", "judge1"):
        assert found(world, login, "0002") == [("0002", STORY)]


def test_a_barcode_names_the_batch_too(world):
    first, second = world.open_paper(3), world.open_paper(3)
    leader = world.desk("leader")
    assert len(leader.lookup.find(leader.session, "0001")) == 2
    for batch in (first, second):
        code = leader.batches.batch(leader.session, batch).code
        for separator in SEPARATORS:
            sheets = leader.lookup.find(leader.session, f"{code}{separator}0001")
            assert [each.batch for each in sheets] == [batch]


@pytest.mark.parametrize("typed", ["9999", "", "  ", "abc", "0", "١"])
def test_what_no_batch_has_is_refused(world, typed):
    world.open_paper(3)
    for login in ("clerk1", "leader", "admin"):
        assert refused(world, login, typed) == NO_SUCH_SHEET


def test_an_administrator_and_a_clerk_without_a_post_learn_nothing(world):
    world.open_paper(3)
    assert refused(world, "admin", "0001") == refused(world, "admin", "7777")
    assert refused(world, "shopper", "0001") == refused(world, "shopper", "7777")


def test_a_clerk_learns_only_of_the_own_pass(world):
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    world.key("clerk1", batch, "0001", truth["0001"])
    assert refused(world, "clerk1", "0001") == ALREADY_SUBMITTED
    assert found(world, "clerk2", "0001") == [("0001", KEYING)]


def test_a_number_given_by_hand_is_found_however_it_is_written(world):
    batch = world.open_paper(3)
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0002", "duplicate", was_counted=True)
    for typed in ("0002-补1", "0002补1", "0002-s1", "2-S1", "2补1"):
        assert found(world, "clerk1", typed) == [("0002-S1", KEYING)]
        assert found(world, "leader", typed) == [("0002-S1", STORY)]


@pytest.mark.parametrize("typed", ["00001", "0002-S1", "0002-S9", "2-S", "a²"])
def test_a_number_the_batch_has_not_is_refused(world, typed):
    world.open_paper(3)
    for login in ("clerk1", "leader"):
        assert refused(world, login, typed) == NO_SUCH_SHEET


def test_a_clerk_whose_sheets_were_handed_over_is_offered_none(world):
    batch = world.open_paper(3)
    absent, leader = world.desk("clerk1"), world.desk("leader")
    world.key("clerk1", batch, "0001", world.truth(batch, 1)["0001"])
    heir = added(world, "clerk3")
    leader.handover.hand_over(leader.session, batch, absent.session.person, heir, "ill")
    assert refused(world, "clerk1", "0001") == NO_SUCH_SHEET
    assert refused(world, "clerk1", "0002") == NO_SUCH_SHEET
    assert found(world, "clerk3", "0002") == [("0002", KEYING)]


def test_a_shopper_is_told_that_a_visit_is_submitted_only_where_it_is(world):
    leader, shopper = world.desk("quality"), world.desk("shopper")
    form = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    batch = demonstration.open_visits(leader, form, world.people(), PERIOD)
    draft = shopper.visits.begin(shopper.session, batch, None)
    for typed in ("0001", "x", draft.serial):
        assert refused(world, "shopper", typed) == NO_SUCH_SHEET


def test_a_sheet_of_a_split_batch_is_found_once_and_named_by_its_part(world):
    batch = world.open_paper(3)
    truth = world.truth(batch, 3)
    for serial in ("0001", "0002"):
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth[serial])
    leader = world.desk("leader")
    code = leader.batches.batch(leader.session, batch).code
    leader.tails.split(leader.session, batch, "deadline")
    for login in ("leader", "judge1"):
        desk = world.desk(login)
        (stayed,) = desk.lookup.find(desk.session, "0001")
        (went,) = desk.lookup.find(desk.session, "0003")
        assert (stayed.batch, stayed.code) == (batch, code)
        assert (went.batch, went.code) == (part_id(batch, 2), f"{code}-T1")
        (named,) = desk.lookup.find(desk.session, f"{code}-T1 0003")
        assert named.sheet == went.sheet
    clerk = world.desk("clerk1")
    (own,) = clerk.lookup.find(clerk.session, "0003")
    assert (own.batch, own.does) == (batch, KEYING)


def test_an_adjudicator_who_reads_no_journal_is_led_to_no_story(world):
    person, leader = added(world, "clerk3"), world.desk("leader")
    form = next(f.id for f in leader.directory.forms(leader.session) if not f.is_visit)
    ids = world.people()
    posts = {
        Post.PASS1: (ids["clerk1"],),
        Post.PASS2: (ids["clerk2"],),
        Post.ADJUDICATION: (person, ids["judge1"]),
        Post.LEVEL2: (ids["leader"],),
        Post.LEVEL3: (ids["quality"],),
    }
    new = NewBatch("E01-X", form, BRANCH, PERIOD, 1, 2, Counts(2, 2), posts)
    leader.batches.open(leader.session, new)
    assert found(world, "judge1", "E01-X-0001") == [("0001", STORY)]
    assert refused(world, "clerk3", "0001") == NO_SUCH_SHEET


def test_a_code_says_that_no_other_batch_is_meant(world):
    first, second = world.open_paper(2), world.open_paper(2)
    clerk, leader = world.desk("clerk1"), world.desk("leader")
    code = leader.batches.batch(leader.session, first).code
    assert {f.is_named for f in clerk.lookup.find(clerk.session, "0001")} == {False}
    (named,) = clerk.lookup.find(clerk.session, f"{code} 0001")
    assert named.is_named
    world.key("clerk1", second, "0001", world.truth(second, 1)["0001"])
    (left,) = clerk.lookup.find(clerk.session, "0001")
    assert left.batch == first


def added(world, login: str):
    admin, grants = world.desk(ADMIN), (Grant(Role.CLERK, BRANCH),)
    admin.directory.add_person(admin.session, NewPerson(login, login, grants, PASSWORD))
    return world.people()[login]


@given(st.text(alphabet="AB01-/ ", max_size=12), st.text(alphabet="AB01-/ ", max_size=12))
def test_what_follows_a_code_is_found_whatever_was_typed(code, text):
    rest = after(code, text)
    assert text.endswith(rest)
    assert after("E01-202611-03", f"e01 202611 03/{text.strip()}x").endswith("x")
