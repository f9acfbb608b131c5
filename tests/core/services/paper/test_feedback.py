"""What clerks learn of their own keying and leaders of the team: what, of whom, and when."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import BLIND, DAMAGED, NOT_ALLOWED, WRONG_STATE, TwinkeyError, UserError
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.ports.vault import ContentKey
from core.quality.confusion import Pattern
from core.services import demonstration
from core.services.adjudication import Verdict
from core.services.demonstration import PASSWORD
from core.services.feedback import Member, Mine
from core.services.recheck import Closing
from core.services.review import Reading
from core.values import Answer, Answers, BatchId, Special, UnitId, part_id, sheet_id
from core.workflow.bodies import unpacked
from core.workflow.contents import keying_context
from tests.support.world import World, true_verdict

SHEETS = 6
Truth = dict[str, Answers]


def keyed(world: World) -> tuple[BatchId, Truth, dict[tuple[int, str, str], Answer]]:
    """Clerk 1 slips in Q08 and the customer's number, clerk 2 in Q10; both differ on 0004 Q08."""
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    for serial in truth:
        truth[serial] |= {"Q08": "1", "Q10": "4", "customer_id": "EA41207", "Q05": "2"}
    slips: dict[tuple[int, str, str], Answer] = {
        (1, "0001", "Q08"): "2",
        (1, "0002", "customer_id"): "EA42107",
        (1, "0004", "Q08"): "3",
        (2, "0004", "Q08"): "4",
        (2, "0003", "Q10"): "5",
        (1, "0005", "Q08"): "5",  # unclear on the paper
    }
    world.key_twice(batch, truth, slips)
    return batch, truth, slips


def settle(world: World, batch: BatchId, truth: Truth) -> None:
    world.compare(batch)
    judge = world.desk("judge1")
    for view in world.differences(batch):
        unclear = view.serial == "0005"
        verdict = Verdict("other", "2", "paper_unclear") if unclear else true_verdict(view, truth)
        judge.adjudication.rule(judge.session, view.id, verdict)
    truth["0005"] |= {"Q08": "2"}


def draw(world: World, batch: BatchId) -> None:
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    finish(world, batch)


def approve(world: World, batch: BatchId, truth: Truth) -> None:
    for login, level in (("leader", 2), ("quality", 3)):
        desk = world.desk(login)
        if level == 3:
            desk.review.draw(desk.session, batch, 3)
        for drawn in desk.review.sample(desk.session, batch, level):
            asked = desk.review.begin(desk.session, drawn.sheet, level)
            said = {key: truth[drawn.serial][key] for key in asked.blind}
            desk.review.record(desk.session, drawn.sheet, level, Reading(said))
        desk.review.decide(desk.session, batch, level, "passed", "no fault found")


def mine(world: World, login: str) -> Mine:
    desk = world.desk(login)
    return desk.feedback.mine(desk.session)


def team(world: World, batch: BatchId, login: str = "leader") -> dict[str, Member]:
    desk, people = world.desk(login), world.people()
    logins = {person: name for name, person in people.items()}
    return {logins[m.person]: m for m in desk.feedback.team(desk.session, batch)}


def rows(world: World, login: str, table: str, batch: BatchId) -> list[Any]:
    session = world.desk(login).session
    return world.desk(login).feedback._ledger.rows(session, table, {"batch": batch})


def of(found: Mine, code: str) -> list[tuple[str, str, Answer | None, Answer | None, Pattern]]:
    return sorted(
        (v.serial, v.slip.question, v.slip.keyed, v.slip.settled, v.slip.pattern)
        for v in found.values
        if v.batch_code == code
    )


def code_of(world: World, batch: BatchId) -> str:
    leader = world.desk("leader")
    return leader.batches.batch(leader.session, batch).code


def test_each_clerk_sees_the_own_wrong_fields_and_nobody_elses(world: World) -> None:
    before = {login: mine(world, login).wrong for login in ("clerk1", "clerk2")}
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    code = code_of(world, batch)
    first, second = mine(world, "clerk1"), mine(world, "clerk2")
    assert of(first, code) == [
        ("0001", "Q08", "2", "1", Pattern.NEIGHBOUR_KEY),
        ("0002", "customer_id", "EA42107", "EA41207", Pattern.TRANSPOSED),
        ("0004", "Q08", "3", "1", Pattern.OTHER),
    ]
    assert of(second, code) == [
        ("0003", "Q10", "5", "4", Pattern.NEIGHBOUR_KEY),
        ("0004", "Q08", "4", "1", Pattern.NEIGHBOUR_KEY),
    ]
    assert first.wrong.count - before["clerk1"].count == 3
    assert second.wrong.count - before["clerk2"].count == 2
    for found in (first, second):
        assert sum(found.patterns.values()) + found.unnamed == found.wrong.count
        assert sum(week.wrong.count for week in found.weeks) == found.wrong.count
        assert sum(week.speed.fields for week in found.weeks) == found.speed.fields
    assert first.speed.per_hour == 4000.0  # World.key: an answer every 900 ms
    assert first.speed.median_s == 0.9


def test_a_wrong_field_belongs_to_exactly_the_keying_in_which_it_was_keyed(world: World) -> None:
    batch, truth, slips = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    found = {
        (row["pass"], row["sheet"].split("/")[1], key)
        for row in rows(world, "leader", "slip", batch)
        for key in unpacked(row["wrong"])
    }
    assert found == slips.keys() - {(1, "0005", "Q08")}
    figures = team(world, batch)
    assert figures["clerk1"].wrong.count == 3
    assert figures["clerk2"].wrong.count == 2
    assert {m.differed.count for m in figures.values()} == {5}
    assert figures["clerk1"].patterns[Pattern.TRANSPOSED] == 1
    assert figures["clerk1"].name == world.desk("clerk1").session.name


def test_before_the_batch_is_settled_nobody_learns_of_any_wrong_field(world: World) -> None:
    leader, before = world.desk("leader"), mine(world, "clerk1")
    batch, truth, _ = keyed(world)
    shown = [mine(world, "clerk1")]
    settle(world, batch, truth)
    shown.append(mine(world, "clerk1"))
    leader.batches.close(leader.session, batch)
    shown.append(mine(world, "clerk1"))
    assert shown[0] == shown[1] == shown[2]
    assert shown[0].wrong == before.wrong
    assert shown[0].waiting == before.waiting + SHEETS
    for login in ("clerk1", "clerk2", "leader", "quality"):
        for table in ("slip", "differed"):
            assert rows(world, login, table, batch) == []
    with pytest.raises(UserError) as caught:
        leader.feedback.team(leader.session, batch)
    assert caught.value.code == WRONG_STATE
    ready = {team.batch.id: team.is_ready for team in leader.feedback.teams(leader.session)}
    assert ready[batch] is False


@pytest.mark.parametrize("login", ["clerk1", "clerk2", "judge1", "shopper", "manager", "admin"])
def test_nobody_but_leaders_sees_the_team(world: World, login: str) -> None:
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    desk = world.desk(login)
    if login == "judge1":  # a leader over the unit, who ruled: he may
        assert team(world, batch, login).keys() == {"clerk1", "clerk2"}
        return
    with pytest.raises(UserError) as caught:
        desk.feedback.team(desk.session, batch)
    assert caught.value.code == NOT_ALLOWED
    assert batch not in {each.batch.id for each in desk.feedback.teams(desk.session)}


def test_no_row_and_no_key_gives_one_clerk_the_others_figures(world: World) -> None:
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    approve(world, batch, truth)
    people = world.people()
    seen = rows(world, "clerk2", "slip", batch)
    assert {row["clerk"] for row in seen} == {people["clerk2"]}
    assert {row["clerk"] for row in rows(world, "clerk2", "keying", batch)} == {people["clerk2"]}
    for table in ("differed", "record", "difference", "review", "decision", "sample"):
        assert rows(world, "clerk2", table, batch) == []
    session = world.desk("clerk2").session
    theirs = rows(world, "leader", "keying", batch)
    first = next(row for row in theirs if row["clerk"] == people["clerk1"])
    own = world.desk("clerk2").feedback
    keys = own._ledger.rows(session, "content_key", {"batch": batch})
    assert {key["person"] for key in keys} == {people["clerk2"]}
    (held,) = keys
    key = ContentKey(held["id"], held["to_self"], held["to_batch"], held["public"])
    context = keying_context(first["sheet"], 1, people["clerk1"])
    with pytest.raises(TwinkeyError) as caught:
        own._vault.open(session, key, context, first["sealed"])
    assert caught.value.code in (BLIND, DAMAGED)


def test_what_a_clerk_reads_of_the_settled_sheet_is_his_own_wrong_part_only(world: World) -> None:
    """The sealed part of the row of 0002, whose customer's number clerk 1 keyed wrong."""
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    sheet = sheet_id(batch, "0002")
    first = [r for r in rows(world, "clerk1", "slip", batch) if r["sheet"] == sheet]
    second = [r for r in rows(world, "clerk2", "slip", batch) if r["sheet"] == sheet]
    assert [bool(row["sealed"]) for row in (*first, *second)] == [True, False]
    assert [unpacked(row["wrong"]) for row in (*first, *second)] == [{"customer_id": None}, {}]


def test_a_correction_found_later_makes_both_keyings_wrong(world: World) -> None:
    leader = world.desk("leader")
    forms = leader.directory.forms(leader.session)
    paper_form = next(form.id for form in forms if not form.is_visit)
    batch = demonstration.open_paper(leader, paper_form, world.people(), "2026-10", 2)
    truth = world.truth(batch, 2)
    for serial in truth:
        truth[serial] |= {"Q08": "1", "Q10": "4", "Q12": "4", "Q26": "4"}
    paper = {serial: {**answers} for serial, answers in truth.items()}
    paper["0001"]["Q10"] = "5"  # both clerks read 4
    world.key_twice(batch, truth)
    world.compare(batch)
    draw(world, batch)
    for drawn in leader.review.sample(leader.session, batch, 2):
        asked = leader.review.begin(leader.session, drawn.sheet, 2)
        said = {key: paper[drawn.serial][key] for key in asked.blind}
        wrong = {} if "Q10" in asked.blind or drawn.serial != "0001" else {"Q10": "5"}
        leader.review.record(leader.session, drawn.sheet, 2, Reading(said, wrong))
    drawn_serials = {s.serial for s in leader.review.sample(leader.session, batch, 2)}
    views = world.differences(batch)
    for view in views:
        judge = world.desk("judge1")
        judge.adjudication.rule(judge.session, view.id, true_verdict(view, paper))
    expected = 1 if "0001" in drawn_serials else 0
    assert {m.wrong.count for m in team(world, batch).values()} == {expected}
    assert {m.differed.count for m in team(world, batch).values()} == {0}
    code = code_of(world, batch)
    for login in ("clerk1", "clerk2"):
        assert len(of(mine(world, login), code)) == expected


def test_questions_are_counted_without_people_and_a_clerk_counts_other_peoples_batches(
    world: World,
) -> None:
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    (form,) = leader.feedback.forms(leader.session)
    found = leader.feedback.questions(leader.session, form)
    counted = {figure.question: figure.differed.count for figure in found.figures}
    assert counted["Q08"] >= 3
    assert found.numbers["Q08"] == "Q08"
    assert clerk.feedback.forms(clerk.session) == ()
    with pytest.raises(UserError) as caught:
        clerk.feedback.questions(clerk.session, form)
    assert caught.value.code == NOT_ALLOWED
    admin, anybody = world.desk("admin"), (Grant(Role.CLERK, UnitId("E01")),)
    admin.directory.add_person(admin.session, NewPerson("clerk3", "方三", anybody, PASSWORD))
    third = world.desk("clerk3")
    assert third.feedback.forms(third.session) in ((), (form,))  # approved by tests before
    approve(world, batch, truth)
    told = third.feedback.questions(third.session, form)
    assert {figure.question for figure in told.figures} >= {"Q08", "Q10", "customer_id"}
    assert rows(world, "clerk3", "differed", batch)
    assert third.batches.list(third.session) == ()
    for table in ("slip", "keying", "record", "sheet", "difference", "reach"):
        assert rows(world, "clerk3", table, batch) == []
    assert rows(world, "clerk1", "differed", batch) == []


def test_illegible_paper_makes_no_reading_wrong(world: World) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    truth["0001"] |= {"Q08": "1"}
    world.key_twice(batch, truth, {(2, "0001", "Q08"): Special.ILLEGIBLE})
    world.compare(batch)
    judge = world.desk("judge1")
    (view,) = world.differences(batch)
    judge.adjudication.rule(judge.session, view.id, Verdict("illegible", why="damaged"))
    draw(world, batch)
    assert {m.wrong.count for m in team(world, batch).values()} == {0}
    assert {m.differed.count for m in team(world, batch).values()} == {1}


def test_what_is_erased_stays_counted_and_is_named_no_more(world: World) -> None:
    before = mine(world, "clerk1")
    batch, truth, _ = keyed(world)
    settle(world, batch, truth)
    draw(world, batch)
    quality = world.desk("quality")
    quality.privacy.erase(quality.session, [sheet_id(batch, "0002")], "request", "7")
    after = mine(world, "clerk1")
    assert after.unopened == before.unopened + 1
    assert after.wrong.count == before.wrong.count + 3
    assert after.unnamed == before.unnamed + 1
    assert sum(after.patterns.values()) + after.unnamed == after.wrong.count
    assert "0002" not in {serial for serial, *_ in of(after, code_of(world, batch))}
    member = team(world, batch)["clerk1"]
    assert (sum(member.patterns.values()), member.unnamed, member.wrong.count) == (2, 1, 3)


def test_a_clerk_is_told_of_a_split_batch_when_every_part_is_settled(world: World) -> None:
    leader = world.desk("leader")
    before, waiting = mine(world, "clerk1").wrong.count, mine(world, "clerk1").waiting
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    for serial in truth:
        truth[serial] |= {"Q08": "1"}
    wrong = {"Q08": "2"}
    world.key("clerk1", batch, "0001", truth["0001"] | wrong)
    world.key("clerk2", batch, "0001", truth["0001"])
    world.key("clerk1", batch, "0002", truth["0002"] | wrong)
    leader.tails.split(leader.session, batch, "deadline")
    world.compare(batch)
    world.rule_truly(batch, truth)
    tail = part_id(batch, 2)
    finish(world, batch)
    assert team(world, batch)["clerk1"].wrong.count == 1  # whoever leads sees each part by itself
    for login in ("clerk1", "clerk2"):  # one keys on, the other must not learn from it that he does
        assert rows(world, login, "slip", batch) == []
    assert mine(world, "clerk1").wrong.count == before
    assert mine(world, "clerk1").waiting == waiting + 2
    world.key("clerk2", batch, "0002", truth["0002"])
    world.compare(tail)
    world.rule_truly(tail, truth)
    assert mine(world, "clerk1").wrong.count == before
    leader.batches.close(leader.session, tail)
    finish(world, tail)
    assert mine(world, "clerk1").wrong.count == before + 2
    assert {row["clerk"] for row in rows(world, "clerk2", "slip", tail)} == {
        world.people()["clerk2"]
    }
    assert rows(world, "clerk2", "differed", tail) == []
    assert team(world, tail)["clerk1"].wrong.count == 1


def finish(world: World, batch: BatchId) -> None:
    leader = world.desk("leader")
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    leader.review.draw(leader.session, batch, 2)
