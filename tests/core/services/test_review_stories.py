"""Whole stories through the real desks: slips that both clerks made are found, ruled and corrected."""

from __future__ import annotations

from collections.abc import Mapping

from core.people import Session
from core.services import demonstration
from core.services.recheck import Closing
from core.services.review import Reading, Review, ReviewSheet
from core.values import Answer, Answers, BatchId, SheetId, serial_of
from core.workflow.bodies import unpacked
from core.workflow.contents import restored
from core.workflow.drafting import DraftChange
from tests.core.services.test_visits_desk import perfect
from tests.support.world import World, in_memory

Truth = Mapping[str, Answers]
REVIEWERS = ((2, "leader"), (3, "quality"))


def read(opened: ReviewSheet, paper: Answers) -> Reading:
    wrong: Answers = {key: paper[key] for key in opened.open if paper[key] != opened.record[key]}
    return Reading({key: paper[key] for key in opened.blind}, wrong)


def confirm_all(world: World, batch: BatchId) -> None:
    desk = world.desk("quality")
    for query in desk.recheck.queries(desk.session, batch):
        if query.state == "open":
            desk.recheck.close(desk.session, query.id, Closing("confirmed", "纸上如此"))


def step_at(session: Session, review: Review, batch: BatchId) -> str:
    return next((t.step for t in review.tasks(session) if t.batch.id == batch), "")


def through(world: World, batch: BatchId, truth: Truth, most: int = 60) -> list[str]:
    """Let both reviewers, the adjudicator and the recheck desk do whatever waits, until nothing does."""
    done = []
    for _ in range(most):
        world.rule_truly(batch, truth)
        confirm_all(world, batch)
        steps = [(level, login, world.desk(login)) for level, login in REVIEWERS]
        waiting = [
            (level, desk, step)
            for level, _, desk in steps
            if (step := step_at(desk.session, desk.review, batch))
        ]
        if not waiting:
            return done
        level, desk, step = waiting[0]
        done.append(f"{step}{level}")
        act(desk.session, desk.review, batch, level, step, truth)
    raise AssertionError(done)


def act(
    session: Session, review: Review, batch: BatchId, level: int, step: str, truth: Truth
) -> None:
    if step == "draw":
        review.draw(session, batch, level)
    elif step == "check":
        place = next(s for s in review.sample(session, batch, level) if not s.done)
        opened = review.begin(session, place.sheet, level)
        review.record(session, place.sheet, level, read(opened, truth[place.serial]))
    else:
        exceeded = review.verdict(session, batch, level).shown == "exceeded"
        outcome = "returned" if exceeded else "passed"
        review.decide(session, batch, level, outcome, "超限" if exceeded else "")


def keyed_and_settled(
    world: World, sheets: int, shared: Mapping[tuple[str, str], str]
) -> tuple[BatchId, Truth]:
    """A closed batch; `shared`: (serial, question) -> what both clerks keyed wrong."""
    batch = world.open_paper(sheets)
    truth = world.truth(batch, sheets)
    slips: dict[tuple[int, str, str], Answer] = {
        (number, serial, question): wrong
        for (serial, question), wrong in shared.items()
        for number in (1, 2)
    }
    world.key_twice(batch, truth, slips)
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    world.compare(batch)
    return batch, truth


def records(world: World, batch: BatchId) -> dict[SheetId, Answers]:
    desk = world.desk("quality")
    rows = desk.review._ledger.rows(desk.session, "record", {"batch": batch})
    return {SheetId(row["sheet"]): restored(unpacked(row["answers"])) for row in rows}


def test_a_batch_full_of_shared_slips_is_returned_and_leaves_without_one() -> None:
    world = in_memory("BSQ-1.xlsx")
    shared = {(f"{n:04}", "Q04"): "1" for n in range(1, 11)}
    batch, truth = keyed_and_settled(world, 10, shared)
    wrong = [serial for serial, answers in truth.items() if answers["Q04"] != "1"]
    assert len(wrong) >= 7
    done = through(world, batch, truth)
    draws = [step for step in done if step in ("draw2", "decide2")]
    # the sample, more, returned; everything else; anew, passed
    assert draws == ["draw2", "draw2", "decide2", "draw2", "draw2", "decide2"]
    settled = records(world, batch)
    assert {serial_of(s): a["Q04"] for s, a in settled.items()} == {
        serial: answers["Q04"] for serial, answers in truth.items()
    }
    desk = world.desk("quality")
    assert desk.batches.batch(desk.session, batch).state == "approved"


def test_a_clean_batch_passes_with_one_draw_at_each_level() -> None:
    world = in_memory("BSQ-1.xlsx")
    batch, truth = keyed_and_settled(world, 5, {})
    done = through(world, batch, truth)
    assert done == ["draw2", "check2", "check2", "decide2", "draw3", "check3", "decide3"]


def test_nobody_stands_on_both_sides_of_a_sheet() -> None:
    world = in_memory("BSQ-1.xlsx")
    batch, truth = keyed_and_settled(world, 6, {("0002", "Q28"): "0", ("0005", "Q08"): "1"})
    through(world, batch, truth)
    desk = world.desk("quality")
    for sheet in records(world, batch):
        events = desk.review._ledger.history(desk.session, sheet)
        keyed = {e.actor for e in events if e.kind == "keying.submitted"}
        ruled = {e.actor for e in events if e.kind == "difference.ruled"}
        doubted = {e.actor for e in events if e.kind == "difference.opened"}
        seen = [(e.body["level"], e.actor) for e in events if e.kind == "sheet.reviewed"]
        assert not keyed & (ruled | doubted)
        assert not ruled & doubted
        assert not {who for _, who in seen} & (keyed | ruled)
        assert not {w for lv, w in seen if lv == 2} & {w for lv, w in seen if lv == 3}


def test_a_visit_is_corrected_through_a_query_and_a_ruling() -> None:
    world = in_memory("MSC-1.xlsx")
    leader, shopper = world.desk("leader"), world.desk("shopper")
    form = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    batch = demonstration.open_visits(leader, form, world.people(), "2026-11")
    draft = shopper.visits.begin(shopper.session, batch)
    said = perfect() | {"M3_2": "0", "M3_2_remark": "材料说了两遍"}
    for key, answer in said.items():
        draft = shopper.keying.accept(shopper.session, draft, DraftChange("answer", key, answer))
    shopper.visits.submit(shopper.session, draft)
    quality = world.desk("quality")
    capped = quality.visits.mine(quality.session, batch)[0].score
    query = quality.recheck.queries(quality.session, batch)[0]
    corrections = (("M3_2", "1"),)
    quality.recheck.close(
        quality.session, query.id, Closing("corrected", "听录音后更正", corrections)
    )
    assert world.rule_truly(batch, {draft.serial: {**said, "M3_2": "1"}}) == 1
    score = quality.visits.mine(quality.session, batch)[0].score
    assert capped is not None
    assert score is not None
    assert (capped.total, score.total) == (60.0, 100.0)
    open_queries = quality.recheck.queries(quality.session, batch)
    assert {q.check for q in open_queries} <= {"closed:M3_2_remark"}
