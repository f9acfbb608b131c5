"""A third person rules from the paper; with the last ruling the record settles and is checked."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import (
    BAD_VALUE,
    NO_SUCH_DIFFERENCE,
    NOT_ALLOWED,
    NOT_THIRD_PERSON,
    REASON_MISSING,
    STALE,
    WRONG_STATE,
)
from core.progress import Silent
from core.services.adjudication import Verdict
from core.services.recheck import Closing
from core.values import Answer, Answers, BatchId, SheetId, Special, sheet_id
from core.workflow.bodies import sheet_voided
from core.workflow.contents import PrivateContent
from core.workflow.settling import settlement_of
from core.workflow.sheet import Sheet
from core.workflow.states import SheetState
from tests.support.world import World

CALM = {"Q08": "4", "Q09": "4", "Q10": "4", "Q11": "4", "Q12": "4", "Q26": "4", "Q28": "8"}
"""Answers no rule objects to, over whatever the demo made up."""


def sheet_of(world: World, batch: BatchId, serial: str, login: str = "judge1") -> Sheet:
    judge = world.desk(login)
    return judge.adjudication._loading.sheet(judge.session, sheet_id(batch, serial))


def record_of(world: World, batch: BatchId, serial: str) -> Answers:
    """The settled answers, private ones opened."""
    judge = world.desk("judge1")
    record = sheet_of(world, batch, serial).record
    assert record
    private = None
    if record.private:
        vault = judge.adjudication._vault
        opened = vault.open_private(judge.session, sheet_id(batch, serial), record.private)
        private = PrivateContent.from_bytes(opened)
    return settlement_of(record, private).answers


def calm(answers: Answers) -> Answers:
    return {**answers, **CALM}


def other_than(answer: Answer) -> Answer:
    return "2" if answer != "2" else "3"


def test_every_slip_not_made_twice_is_found_and_ruled_back_to_the_truth(world: World) -> None:
    batch = world.open_paper(4)
    truth = world.truth(batch, 4)
    slips: dict[tuple[int, str, str], Answer] = {
        (1, "0001", "Q08"): other_than(truth["0001"]["Q08"]),
        (2, "0001", "Q26"): other_than(truth["0001"]["Q26"]),
        (2, "0002", "customer_id"): "C999999",
        (1, "0003", "Q28"): Special.ILLEGIBLE,
        # the same slip twice is what comparison cannot see
        (1, "0004", "Q12"): other_than(truth["0004"]["Q12"]),
        (2, "0004", "Q12"): other_than(truth["0004"]["Q12"]),
    }
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    found = {(view.serial, view.question) for view in world.differences(batch)}
    assert found == {(serial, question) for _, serial, question in list(slips)[:4]}
    world.rule_truly(batch, truth)
    expected = {**truth, "0004": {**truth["0004"], "Q12": slips[1, "0004", "Q12"]}}
    for serial, said in expected.items():
        assert record_of(world, batch, serial) == said


def test_readings_come_shuffled_and_always_the_same_way(world: World) -> None:
    batch = world.open_paper(8)
    truth = world.truth(batch, 8)
    slips = {
        (1, serial, question): other_than(said[question])
        for serial, said in truth.items()
        for question in ("Q08", "Q10", "Q26")
    }
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    views = world.differences(batch)
    wrong_first = [view.first == slips[1, view.serial, view.question] for view in views]
    assert 0 < sum(wrong_first) < len(views)
    assert world.differences(batch) == views == world.differences(batch, "judge2")
    assert [(v.serial, v.question) for v in views] == sorted((v.serial, v.question) for v in views)


def test_what_both_left_blank_stays_blank(world: World) -> None:
    batch = world.open_paper(1)
    truth = {"0001": {**world.truth(batch, 1)["0001"], "Q08": Special.BLANK}}
    world.key_twice(batch, truth)
    world.compare(batch)
    assert record_of(world, batch, "0001")["Q08"] is Special.BLANK


def test_width_spaces_case_and_the_order_of_ticks_are_no_difference(world: World) -> None:
    batch = world.open_paper(1)
    truth = {**world.truth(batch, 1)["0001"], "Q21": "1 2", "Q22": "4"}
    truth["collector"] = "Wang  Min"
    world.key("clerk1", batch, "0001", truth)
    variant = {"Q21": "2 1", "collector": "ＷＡＮＧ min"}
    world.key("clerk2", batch, "0001", {**truth, **variant})
    world.compare(batch)
    assert world.differences(batch) == ()
    assert record_of(world, batch, "0001")["Q21"] == "1 2"


def test_neither_clerk_nor_bystander_compares_or_rules(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q08"): other_than(truth["0001"]["Q08"])})
    world.compare(batch)
    (view,) = world.differences(batch)
    for login in ("clerk1", "clerk2", "leader", "quality"):
        desk = world.desk(login)
        with refused(NOT_ALLOWED):
            desk.adjudication.compare(desk.session, batch, Silent())
        assert desk.adjudication.differences(desk.session, batch) == ()
        expected = NO_SUCH_DIFFERENCE if login.startswith("clerk") else NOT_ALLOWED
        with refused(expected):  # to a clerk there is no such difference
            desk.adjudication.rule(desk.session, view.id, Verdict("first"))


def test_a_third_reading_needs_a_reason_and_a_value_of_the_form(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q08"): other_than(truth["0001"]["Q08"])})
    world.compare(batch)
    judge = world.desk("judge1")
    (view,) = world.differences(batch)
    with refused(REASON_MISSING):
        judge.adjudication.rule(judge.session, view.id, Verdict("other", "1"))
    with refused(BAD_VALUE):
        judge.adjudication.rule(judge.session, view.id, Verdict("other", "9", "misread"))
    with refused(BAD_VALUE):
        judge.adjudication.rule(judge.session, view.id, Verdict("third"))
    with refused(REASON_MISSING):
        judge.adjudication.rule(judge.session, view.id, Verdict("illegible"))
    judge.adjudication.rule(judge.session, view.id, Verdict("illegible", why="damaged"))
    assert record_of(world, batch, "0001")["Q08"] is Special.ILLEGIBLE


def test_a_difference_is_ruled_once(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    slips = {(1, "0001", q): other_than(truth["0001"][q]) for q in ("Q08", "Q10")}
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    judge = world.desk("judge1")
    first = world.differences(batch)[0]
    judge.adjudication.rule(judge.session, first.id, Verdict("first"))
    assert sheet_of(world, batch, "0001").state is SheetState.DIFFERING
    other = world.desk("judge2")
    with refused(WRONG_STATE):
        other.adjudication.rule(other.session, first.id, Verdict("second"))


def test_comparing_again_changes_nothing(world: World) -> None:
    batch = world.open_paper(2)
    world.key_twice(batch, world.truth(batch, 2))
    judge = world.desk("judge1")
    assert judge.adjudication.tasks(judge.session)[-1].to_compare == 2
    world.compare(batch)
    assert judge.adjudication.tasks(judge.session)[-1].to_compare == 0
    assert not judge.adjudication.compare(judge.session, batch, Silent()).kinds


def test_a_pair_that_mostly_differs_is_perhaps_not_one_paper(world: World) -> None:
    batch = world.open_paper(2)
    truth = world.truth(batch, 2, seed=11)
    world.key("clerk1", batch, "0001", truth["0001"])
    shuffled = {q: other_than(a) if q in SCALES else a for q, a in truth["0001"].items()}
    world.key("clerk2", batch, "0001", shuffled)
    world.key_twice(batch, {"0002": truth["0002"]})
    world.compare(batch)
    views = world.differences(batch)
    assert views
    assert all(view.suspected_wrong_sheet for view in views)
    assert sheet_of(world, batch, "0002").state is SheetState.SETTLED


SCALES = {f"Q{n:02d}" for n in range(8, 21)} | {"Q23", "Q26", "Q27"}


# --- after settlement -----------------------------------------------------------------------------


def doubted(world: World, batch: BatchId, corrections: tuple[tuple[str, Answer], ...]) -> None:
    """The leader closes the sheet's first blocking query as a slip that the paper corrects."""
    leader = world.desk("leader")
    query = next(q for q in leader.recheck.queries(leader.session, batch) if q.check == "R01")
    leader.recheck.close(leader.session, query.id, Closing("corrected", "misread", corrections))


def contradictory(world: World, batch: BatchId) -> Answers:
    """A sheet on which R01 fires: slow, and yet very satisfied."""
    answers = calm(world.truth(batch, 1)["0001"])
    return {**answers, "Q10": "1", "Q12": "1", "Q26": "5"}


def test_a_contradiction_becomes_a_query_that_holds_the_batch_up(world: World) -> None:
    batch = world.open_paper(1)
    answers = contradictory(world, batch)
    world.key_twice(batch, {"0001": answers})
    world.compare(batch)
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    assert leader.batches.batch(leader.session, batch).state == "closed"
    queries = leader.recheck.queries(leader.session, batch)
    fired = next(query for query in queries if query.check == "R01")
    assert set(fired.values.items()) <= set(answers.items())
    for query in queries:
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    assert leader.batches.batch(leader.session, batch).state == "settled"


def test_a_correction_is_ruled_by_another_and_settles_a_new_revision(
    world: World, refused: Any
) -> None:
    batch = world.open_paper(1)
    answers = contradictory(world, batch)
    world.key_twice(batch, {"0001": answers}, {(1, "0001", "Q26"): "4"})
    world.compare(batch)
    world.rule_truly(batch, {"0001": answers})  # judge1 ruled on Q26 already
    doubted(world, batch, (("Q26", "3"),))
    assert sheet_of(world, batch, "0001").state is SheetState.DIFFERING
    judge = world.desk("judge1")
    assert world.differences(batch, "judge1") == ()
    (view,) = world.differences(batch, "judge2")
    assert {view.first, view.second} == {"5", "3"}
    assert view.origin == "query"
    with refused(NOT_THIRD_PERSON):
        judge.adjudication.rule(judge.session, view.id, Verdict("first"))
    choice = "first" if view.first == "3" else "second"
    second = world.desk("judge2")
    second.adjudication.rule(second.session, view.id, Verdict(choice))
    sheet = sheet_of(world, batch, "0001")
    assert sheet.record
    assert sheet.record.revision == 2
    assert record_of(world, batch, "0001") == {**answers, "Q26": "3"}
    query = next(q for q in sheet.queries if q.check == "R01")
    assert (query.state, query.outcome) == ("closed", "corrected")


def test_a_correction_the_paper_does_not_bear_out_leaves_the_query_open(world: World) -> None:
    batch = world.open_paper(1)
    world.key_twice(batch, {"0001": contradictory(world, batch)})
    world.compare(batch)
    doubted(world, batch, (("Q26", "3"),))
    (view,) = world.differences(batch, "judge2")
    choice = "first" if view.first == "5" else "second"
    second = world.desk("judge2")
    second.adjudication.rule(second.session, view.id, Verdict(choice))
    query = next(q for q in sheet_of(world, batch, "0001").queries if q.check == "R01")
    assert query.state == "open"


def test_a_confirmed_query_stays_closed_while_its_values_stand(world: World) -> None:
    batch = world.open_paper(1)
    answers = {**contradictory(world, batch), "Q13": "3", "Q15": "5"}  # R09 fires too
    world.key_twice(batch, {"0001": answers})
    world.compare(batch)
    leader = world.desk("leader")
    for query in leader.recheck.queries(leader.session, batch):
        if query.check == "R09":
            leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    doubted(world, batch, (("Q26", "4"),))
    for view in world.differences(batch, "judge2"):
        choice = "first" if view.first == "4" else "second"
        second = world.desk("judge2")
        second.adjudication.rule(second.session, view.id, Verdict(choice))
    queries = {q.check: q.state for q in sheet_of(world, batch, "0001").queries}
    assert queries["R09"] == "closed"
    assert queries["R01"] == "closed"


def test_two_people_at_one_sheet_do_not_overwrite_each_other(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q08"): other_than(truth["0001"]["Q08"])})
    world.compare(batch)
    judge = world.desk("judge1")
    sheet = sheet_of(world, batch, "0001")
    world.rule_truly(batch, truth, "judge2")
    with refused(STALE):
        late = sheet_voided(SheetId(sheet.id), "late", seen=sheet.seen)
        judge.adjudication._ledger.append(judge.session, "adjudication", [late])


@pytest.mark.parametrize("login", ["judge1", "judge2"])
def test_either_adjudicator_can_go_on_where_the_other_stopped(world: World, login: str) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    slips = {(1, "0001", q): other_than(truth["0001"][q]) for q in ("Q08", "Q10")}
    world.key_twice(batch, truth, slips)
    world.compare(batch, login)
    first, second = world.differences(batch, "judge1")
    for name, view in (("judge1", first), ("judge2", second)):
        desk = world.desk(name)
        true = truth["0001"][view.question]
        desk.adjudication.rule(
            desk.session, view.id, Verdict("first" if view.first == true else "second")
        )
    assert record_of(world, batch, "0001") == truth["0001"]
