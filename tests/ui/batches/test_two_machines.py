"""What two computers decided of a batch apart is said to those who oversee it, and to no clerk."""

from __future__ import annotations

import pytest

from tests.support.world import MemoryWorld
from tests.ui.stage import LANGUAGES


def number(world: MemoryWorld, batch, serial: str = "0001") -> None:
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, serial, "duplicate", was_counted=False)


@pytest.fixture
def apart(world):
    """Two computers gave one number to two papers, and then met."""
    batch = world.open_paper(4)
    there = MemoryWorld(memory=world.memory.copied_to("d2"))
    number(world, batch)
    number(there, batch)
    world.memory.take_in(there.memory)
    return batch


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_number_on_two_papers_is_said_in_the_list_and_at_the_batch(
    show, world, apart, language
):
    workspace = show(world.desk("leader"), "batches", language=language)
    state = workspace.page.table.view.model().index(0, 2).data()
    assert ("conflict" if language == "en" else "冲突") in state
    workspace.go("batch", apart)
    assert workspace.page.apart.isVisible()
    assert workspace.page.apart.sentence
    number(world, apart)  # the advice
    leader = world.desk("leader")
    assert leader.batches.batch(leader.session, apart).sheets == 4 + 3


def test_numbers_of_one_computer_are_no_conflict(show, world):
    batch = world.open_paper(4)
    number(world, batch)
    number(world, batch)
    page = show(world.desk("leader"), "batch", batch).page
    assert page.apart.sentence == ""


def test_a_clerk_is_told_nothing(show, world, apart):
    workspace = show(world.desk("clerk1"), "batches")
    assert "conflict" not in workspace.page.table.view.model().index(0, 2).data()
    workspace.go("batch", apart)
    assert workspace.page.apart.sentence == ""
