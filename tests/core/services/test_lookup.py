"""A sheet is found by what is printed on it, and only by those who may open it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ALREADY_SUBMITTED, NO_SUCH_SHEET, UserError
from core.services.lookup import KEYING, STORY, after
from tests.support.world import in_memory

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
    for typed in ("0002-补1", "0002补1", "0002-s1"):
        assert found(world, "clerk1", typed) == [("0002-S1", KEYING)]
        assert found(world, "leader", typed) == [("0002-S1", STORY)]


@given(st.text(alphabet="AB01-/ ", max_size=12), st.text(alphabet="AB01-/ ", max_size=12))
def test_what_follows_a_code_is_found_whatever_was_typed(code, text):
    rest = after(code, text)
    assert text.endswith(rest)
    assert after("E01-202611-03", f"e01 202611 03/{text.strip()}x").endswith("x")
