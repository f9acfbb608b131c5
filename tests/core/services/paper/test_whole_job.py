"""The whole job through the services: a stack of paper, and a month of visits, become approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.forms.demo import visits
from core.forms.model import Kind
from core.services import demonstration
from core.services.recheck import Closing
from core.services.review import Reading
from core.values import Answer, Answers, BatchId
from core.workflow.drafting import DraftChange
from tests.support.world import PERIOD, World

SHEETS = 12
SLIPS = {(1, "0001", "Q08"): "2", (2, "0002", "Q10"): "2", (2, "0003", "Q26"): "2"}


def reviewed(
    world: World, batch: BatchId, login: str, level: int, paper: Callable[[str], Answers]
) -> None:
    """The level's reviewer draws, reads every drawn paper, and passes the batch on."""
    desk = world.desk(login)
    desk.review.draw(desk.session, batch, level)
    for drawn in desk.review.sample(desk.session, batch, level):
        asked = desk.review.begin(desk.session, drawn.sheet, level)
        said = paper(drawn.serial)
        keyed = {key: said[key] for key in asked.blind if key in said}
        assert desk.review.compare(desk.session, drawn.sheet, level, keyed) == ()
        desk.review.record(desk.session, drawn.sheet, level, Reading(keyed))
    desk.review.decide(desk.session, batch, level, "passed", "no fault found")


def closed_and_rechecked(world: World, batch: BatchId) -> None:
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    assert leader.batches.batch(leader.session, batch).state == "settled"


def test_a_stack_of_paper_becomes_approved(world: World) -> None:
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    slips: dict[tuple[int, str, str], Answer] = {
        (number, serial, question): wrong if truth[serial][question] != wrong else "3"
        for (number, serial, question), wrong in SLIPS.items()
    }
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    assert world.rule_truly(batch, truth) == len(slips)
    closed_and_rechecked(world, batch)
    reviewed(world, batch, "leader", 2, truth.__getitem__)
    reviewed(world, batch, "quality", 3, truth.__getitem__)
    leader, manager = world.desk("leader"), world.desk("manager")
    assert leader.batches.batch(leader.session, batch).state == "approved"
    states = {row.state for row in leader.batches.register(leader.session, batch)}
    assert states == {"approved"}
    assert batch in {row.id for row in manager.batches.list(manager.session)}


@pytest.mark.parametrize("count", [3])
def test_a_month_of_visits_becomes_approved(world: World, count: int) -> None:
    leader, shopper = world.desk("leader"), world.desk("shopper")
    forms = leader.directory.forms(leader.session)
    form = leader.directory.form(next(row.id for row in forms if row.is_visit))
    batch = demonstration.open_visits(leader, form.id, world.people(), PERIOD)
    paper: dict[str, Answers] = {}
    for answers in visits(form, seed=3, count=count, until=date(2026, 11, 20)):
        draft = shopper.visits.begin(shopper.session, batch)
        for question, answer in answers.items():
            if form.by_key[question].kind is not Kind.FILE:
                change = DraftChange("answer", question, answer)
                draft = shopper.keying.accept(shopper.session, draft, change)
        shopper.visits.submit(shopper.session, draft)
        paper[draft.serial] = answers
    assert {row.serial for row in shopper.visits.mine(shopper.session, batch)} == set(paper)
    closed_and_rechecked(world, batch)
    reviewed(world, batch, "leader", 2, paper.__getitem__)
    reviewed(world, batch, "quality", 3, paper.__getitem__)
    assert leader.batches.batch(leader.session, batch).state == "approved"
