"""A keying made from another paper than its serial says: set aside, moved or exchanged, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import (
    BAD_VALUE,
    NOT_THIRD_PERSON,
    PAPER_LOST,
    SERIAL_KEYED,
    UNKNOWN_SERIAL,
    WRONG_STATE,
    UserError,
)
from core.event import Event, Stamp
from core.people import Post
from core.progress import Silent
from core.services.opened_desk import OpenedDesk
from core.services.sheet_readings import pass_of
from core.services.whole_sheets import _moved
from core.values import Answers, BatchId, PersonId, SheetId, sheet_id
from core.workflow import bodies, keying_bodies, sheet_fold
from core.workflow.contents import KeyingContent
from core.workflow.misfiling import misfiled, moved, moves
from core.workflow.sheet import Sheet
from core.workflow.states import SheetState
from tests.core.services.paper.test_third_person import record_of, sheet_of
from tests.support.world import World


def as_shown(world: World, batch: BatchId, serial: str, pass_no: int) -> str:
    """Whether the pair shows that pass first or second."""
    judge = world.desk("judge1")
    found = judge.adjudication._loading.batch(judge.session, batch)
    sheet = sheet_of(world, batch, serial)
    return "second" if pass_of(found, sheet, second=True) == pass_no else "first"


def rule_wrong(
    world: World, batch: BatchId, serial: str, pass_no: int, to: str = "", exchange: bool = False
) -> None:
    judge = world.desk("judge1")
    judge.whole_sheets.wrong_sheet(
        judge.session,
        sheet_id(batch, serial),
        as_shown(world, batch, serial, pass_no),
        to,
        exchange=exchange,
    )


def apart(world: World, batch: BatchId, sheets: int) -> dict[str, Answers]:
    """Papers so unlike that keying one for the other is always suspected."""
    truth = world.truth(batch, sheets)
    for n, said in enumerate(truth.values()):
        rated = (f"Q{number:02}" for number in range(8, 21))
        said |= {question: str(1 + n % 5) for question in rated if question in said}
    return truth


@pytest.fixture
def mixed_up(world: World) -> tuple[BatchId, dict[str, Answers]]:
    """Clerk 2 keyed paper 0002 under 0001; 0002 is keyed by clerk 1 alone."""
    batch = world.open_paper(3)
    truth = apart(world, batch, 3)
    for serial in ("0001", "0002"):
        world.key("clerk1", batch, serial, truth[serial])
    world.key("clerk2", batch, "0001", truth["0002"])
    world.compare(batch)
    return batch, truth


def test_a_pair_of_two_papers_is_proposed_as_such_and_shown_whole(world, mixed_up):
    batch, truth = mixed_up
    views = world.differences(batch)
    assert views
    assert all(view.suspected_wrong_sheet for view in views)
    judge = world.desk("judge1")
    lines = judge.whole_sheets.pair(judge.session, sheet_id(batch, "0001"))
    first = {line.question: line.first for line in lines if line.first is not None}
    second = {line.question: line.second for line in lines if line.second is not None}
    assert sorted([first == truth["0001"], second == truth["0001"]]) == [False, True]
    assert sorted([first == truth["0002"], second == truth["0002"]]) == [False, True]


def test_the_keying_moves_to_its_paper_without_being_keyed_again(world, mixed_up):
    batch, truth = mixed_up
    rule_wrong(world, batch, "0001", 2, "0002")
    first, second = (sheet_of(world, batch, serial) for serial in ("0001", "0002"))
    assert first.state is SheetState.ONE_PASS
    assert second.state is SheetState.TWO_PASSES
    clerk2 = world.people()["clerk2"]
    assert second.keyings[2].clerk == clerk2
    assert second.keyings[2].moved_by == world.people()["judge1"]
    assert [m.keying.clerk for m in first.misfiled] == [clerk2]
    world.compare(batch)
    assert record_of(world, batch, "0002") == truth["0002"]
    clerk = world.desk("clerk2")
    assert "0001" in clerk.keying.waiting(clerk.session, batch)
    world.key("clerk2", batch, "0001", truth["0001"])
    world.compare(batch)
    assert record_of(world, batch, "0001") == truth["0001"]
    assert not world.differences(batch)


def test_without_a_serial_the_pass_is_keyed_again_even_after_closing(world, mixed_up, refused):
    batch, truth = mixed_up
    world.key("clerk2", batch, "0002", truth["0002"])
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0003", truth["0003"])
    world.compare(batch)
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    rule_wrong(world, batch, "0001", 2)
    clerk1, clerk2 = world.desk("clerk1"), world.desk("clerk2")
    assert clerk2.keying.waiting(clerk2.session, batch) == ("0001",)
    assert batch in {task.batch.id for task in clerk2.keying.tasks(clerk2.session)}
    with refused(WRONG_STATE):
        clerk1.keying.waiting(clerk1.session, batch)
    assert batch not in {task.batch.id for task in clerk1.keying.tasks(clerk1.session)}
    world.key("clerk2", batch, "0001", truth["0001"])
    assert batch not in {task.batch.id for task in clerk2.keying.tasks(clerk2.session)}
    world.compare(batch)
    assert record_of(world, batch, "0001") == truth["0001"]


def test_two_exchanged_papers_change_places_in_one_ruling(world):
    batch = world.open_paper(2)
    truth = apart(world, batch, 2)
    for serial, other in (("0001", "0002"), ("0002", "0001")):
        world.key("clerk1", batch, serial, truth[serial])
        world.key("clerk2", batch, serial, truth[other])
    world.compare(batch)
    with pytest.raises(UserError) as refused:
        rule_wrong(world, batch, "0001", 2, "0002")
    assert refused.value.code == SERIAL_KEYED
    assert refused.value.params["exchange"]
    rule_wrong(world, batch, "0001", 2, "0002", exchange=True)
    world.compare(batch)
    for serial, said in truth.items():
        assert record_of(world, batch, serial) == said
    counted = world.desk("leader").batches
    rows = counted.register(world.desk("leader").session, batch)
    assert {row.state for row in rows} == {"settled"}


def test_a_keying_goes_nowhere_where_it_cannot_count(world, mixed_up, refused):
    batch, truth = mixed_up
    with refused(UNKNOWN_SERIAL):
        rule_wrong(world, batch, "0001", 2, "0001")
    with refused(UNKNOWN_SERIAL):
        rule_wrong(world, batch, "0001", 2, "9999")
    world.key("clerk2", batch, "0002", truth["0002"])
    world.compare(batch)
    with refused(SERIAL_KEYED) as settled:
        rule_wrong(world, batch, "0001", 2, "0002", exchange=True)
    assert not settled.value.params["exchange"], "what has a record is not touched"
    with refused(WRONG_STATE):
        rule_wrong(world, batch, "0002", 2)


def test_only_a_third_person_rules_so(world, mixed_up, refused):
    batch, _ = mixed_up
    sheet = sheet_id(batch, "0001")
    for login in ("clerk1", "leader", "quality"):
        desk = world.desk(login)
        with pytest.raises(UserError) as caught:
            desk.whole_sheets.wrong_sheet(desk.session, sheet, "first", "")
        assert caught.value.code in ("NOT_ALLOWED", NOT_THIRD_PERSON, WRONG_STATE)


def test_a_moved_keying_is_sealed_to_the_batch_and_to_its_new_place(world, mixed_up):
    batch, _ = mixed_up
    before = sheet_of(world, batch, "0001").keyings[2]
    rule_wrong(world, batch, "0001", 2, "0002")
    after = sheet_of(world, batch, "0002").keyings[2]
    assert after.sealed != before.sealed
    assert not after.key
    for login in ("clerk1", "clerk2"):
        desk = world.desk(login)
        with pytest.raises(UserError):
            desk.whole_sheets.pair(desk.session, sheet_id(batch, "0002"))


# --- by chance -----------------------------------------------------------------------------------

SHEET = SheetId("B/0001")


def submitted(n: int, pass_no: int, clerk: str, attempt: int = 1) -> Event:
    new = keying_bodies.keying_submitted(SHEET, pass_no, attempt, "k", f"sealed{n}")
    return Event(new.kind, SHEET, new.body, Stamp(n, 0, "d", n), PersonId(clerk), Post.PASS1)


def ruled_wrong(n: int, line: str, to: str = "") -> Event:
    body = {"id": "B/0001#sheet", "after": 0, "mark": line + to, "sealed": "x"}
    new = bodies.difference_ruled(SHEET, body | {"keying": line, "moved_to": to})  # type: ignore[typeddict-item]
    return Event(new.kind, SHEET, new.body, Stamp(n, 0, "e", n), PersonId("j"), Post.ADJUDICATION)


@given(
    st.lists(st.sampled_from([1, 2]), min_size=1, max_size=6),
    st.sets(st.integers(0, 5)),
    st.randoms(use_true_random=False),
)
def test_every_keying_stands_was_in_vain_or_is_misfiled_exactly_once(passes, wrong, dice):
    keyed = [submitted(n + 1, number, f"c{n}") for n, number in enumerate(passes)]
    away = [ruled_wrong(50 + n, f"d:{n + 1}") for n in sorted(wrong) if n < len(passes)]
    events = [*keyed, *away]
    dice.shuffle(events)
    sheet = sheet_fold.fold(SHEET, events)
    lines = [keying.line for keying in sheet.every_keying]
    assert sorted(lines) == sorted(f"d:{n + 1}" for n in range(len(passes)))
    assert {m.keying.line for m in sheet.misfiled} == {e.body["keying"] for e in away}
    for number in (1, 2):
        left = [n for n, p in enumerate(passes) if p == number and n not in wrong]
        assert (number in sheet.keyings) == bool(left)
        if left:
            assert sheet.keyings[number].line == f"d:{left[0] + 1}", "the earliest left stands"


def test_two_rulings_apart_are_a_conflict_and_equal_ones_are_one():
    keyed = [submitted(1, 1, "a"), submitted(2, 2, "b")]
    same = sheet_fold.fold(SHEET, [*keyed, ruled_wrong(3, "d:2"), ruled_wrong(4, "d:2")])
    other = sheet_fold.fold(SHEET, [*keyed, ruled_wrong(3, "d:2"), ruled_wrong(4, "d:2", "B/0002")])
    assert not same.conflict
    assert other.conflict
    assert len(same.misfiled) == len(other.misfiled) == 1


def test_a_record_that_was_settled_meanwhile_stands_and_is_in_conflict():
    keyed = [submitted(1, 1, "a"), submitted(2, 2, "b")]
    body = {
        "revision": 1, "answers_json": "{}", "readings_json": "{}", "rulers_json": "{}",
        "private": "", "mark": "m",
    }  # fmt: skip
    new = bodies.record_settled(SHEET, body)  # type: ignore[arg-type]
    record = Event(new.kind, SHEET, new.body, Stamp(9, 0, "d", 9), PersonId("j"), "adjudication")
    sheet: Sheet = sheet_fold.fold(SHEET, [*keyed, ruled_wrong(3, "d:2"), record])
    assert sheet.conflict
    assert sheet.keyings.keys() == {1, 2}
    again = replace(submitted(4, 2, "b", 2))
    mended = sheet_fold.fold(SHEET, [*keyed, ruled_wrong(3, "d:2"), again, record])
    assert not mended.conflict
    assert [m.keying.line for m in mended.misfiled] == ["d:2"]


def test_comparing_goes_on_after_a_misfiled_pair(world, mixed_up):
    """What the old pair differed in is not asked any more."""
    batch, truth = mixed_up
    judge = world.desk("judge1")
    view = world.differences(batch)[0]
    judge.adjudication.rule(judge.session, view.id, demonstrated(view, truth["0001"], judge, batch))
    rule_wrong(world, batch, "0001", 2)
    assert not world.differences(batch)
    slip = {**truth["0001"], "Q08": "2" if truth["0001"]["Q08"] != "2" else "3"}
    world.key("clerk2", batch, "0001", slip)
    judge.adjudication.compare(judge.session, batch, Silent())
    left = world.differences(batch)
    assert [(v.serial, v.question) for v in left] == [("0001", "Q08")]
    assert world.rule_truly(batch, truth) == 1
    assert record_of(world, batch, "0001") == truth["0001"]


def demonstrated(view, said, judge, batch):
    from tests.support.world import true_verdict

    return true_verdict(view, {view.serial: said})


def test_a_choice_that_is_neither_first_nor_second_takes_nothing_away(world, mixed_up, refused):
    batch, _ = mixed_up
    judge = world.desk("judge1")
    with refused(BAD_VALUE):
        judge.whole_sheets.wrong_sheet(judge.session, sheet_id(batch, "0001"), "other", "0002")
    assert not sheet_of(world, batch, "0001").misfiled


def test_nobody_sees_or_moves_keyings_whose_paper_is_elsewhere(world, mixed_up, refused):
    batch, _ = mixed_up
    leader, judge = world.desk("leader"), world.desk("judge1")
    clerk = world.people()["clerk1"]
    leader.papers.lose(leader.session, batch, "0001", clerk, "fire")
    with refused(PAPER_LOST):
        judge.whole_sheets.pair(judge.session, sheet_id(batch, "0001"))
    with refused(PAPER_LOST):
        judge.whole_sheets.wrong_sheet(judge.session, sheet_id(batch, "0001"), "first", "")


def test_a_sheet_that_came_back_may_be_laid_aside_and_keyed_after_all(world, mixed_up):
    batch, truth = mixed_up
    rule_wrong(world, batch, "0001", 2)
    clerk = world.desk("clerk2")
    draft = clerk.keying.begin(clerk.session, batch, "0001")
    clerk.keying.set_aside(clerk.session, draft, "page_missing")
    assert "0001" not in clerk.keying.waiting(clerk.session, batch)
    assert sheet_of(world, batch, "0001").state is SheetState.SET_ASIDE
    world.key("clerk2", batch, "0001", truth["0001"])
    assert sheet_of(world, batch, "0001").state is SheetState.TWO_PASSES


def test_a_keying_that_two_machines_moved_apart_counts_on_one_sheet(world, mixed_up):
    """The other machine's ruling arrives later: it is taken back by whoever compares next."""
    batch, truth = mixed_up
    judge = world.desk("judge1")
    whole = judge.whole_sheets
    found = whole._loading.batch(judge.session, batch)
    source, target = (sheet_of(world, batch, serial) for serial in ("0001", "0003"))
    desk = OpenedDesk(judge.session, found, whole._vault, whole._loading)
    elsewhere = _moved(desk, moves(source, 2, target, exchange=False))
    rule_wrong(world, batch, "0001", 2, "0002")
    late = [replace(event, seen=None) for event in elsewhere]
    judge.adjudication._ledger.append(judge.session, "adjudication", late)
    assert sheet_of(world, batch, "0001").conflict
    world.key("clerk1", batch, "0003", truth["0003"])
    world.compare(batch)
    assert record_of(world, batch, "0002") == truth["0002"]
    third = sheet_of(world, batch, "0003")
    assert third.state is SheetState.ONE_PASS
    assert third.record is None
    clerk = world.desk("clerk2")
    assert "0003" in clerk.keying.waiting(clerk.session, batch)


def test_a_clerk_cannot_say_that_a_keying_is_another_clerks():
    """A line that a clerk wrote by hand, as if an adjudicator had moved it there."""
    new = keying_bodies.keying_moved(SHEET, 2, 1, "b", "B/0002@d:1", "sealed", 0)
    forged = Event(new.kind, SHEET, new.body, Stamp(1, 0, "d", 1), PersonId("a"), Post.PASS1)
    keyed = submitted(2, 2, "b")
    sheet = sheet_fold.fold(SHEET, [forged, keyed])
    assert sheet.keyings[2].stamp == keyed.stamp
    away = replace(ruled_wrong(3, keyed_line := sheet.keyings[2].line), role=Post.PASS1)
    assert sheet_fold.fold(SHEET, [keyed, away]).keyings[2].line == keyed_line


def forged(world: World, batch: BatchId, data: bytes | None, clerk: str = "") -> None:
    """judge1 moves clerk 2's keying of 0001 to 0002 by a program of his own."""
    judge = world.desk("judge1")
    whole = judge.whole_sheets
    found = whole._loading.batch(judge.session, batch)
    source, target = (sheet_of(world, batch, serial) for serial in ("0001", "0002"))
    desk = OpenedDesk(judge.session, found, whole._vault, whole._loading)
    (move,) = moves(source, 2, target, exchange=False)
    away = misfiled(source, move.keying, target.id, *desk.misfiling(source, "0002"))
    if clerk:
        move = replace(move, keying=replace(move.keying, clerk=world.people()[clerk]))
    inside = data or desk.keying(source, source.keyings[2])
    arriving = moved(move, desk.seal_keying(target.id, move.keying, inside))
    judge.adjudication._ledger.append(judge.session, "adjudication", [away, arriving])


@pytest.mark.parametrize("clerk", ["", "clerk1"])
def test_what_was_moved_is_what_its_clerk_signed_or_it_is_taken_away(world, mixed_up, clerk):
    """Else whoever settles differences could write a keying of his own, in a clerk's name."""
    batch, truth = mixed_up
    other = None if clerk else KeyingContent({**truth["0002"], "Q08": "1"}).to_bytes()
    forged(world, batch, other, clerk)
    world.compare(batch)
    second = sheet_of(world, batch, "0002")
    assert second.record is None
    assert second.state is SheetState.ONE_PASS
    assert "0002" in world.desk("clerk2").keying.waiting(world.desk("clerk2").session, batch)


def test_a_keying_that_was_moved_unaltered_counts(world, mixed_up):
    batch, truth = mixed_up
    forged(world, batch, None)
    world.compare(batch)
    assert record_of(world, batch, "0002") == truth["0002"]


def test_what_is_doubted_in_a_record_shows_no_pair_to_take_apart(world, mixed_up, refused):
    batch, truth = mixed_up
    world.key("clerk2", batch, "0002", truth["0002"])
    world.compare(batch)
    leader, judge, sheet = world.desk("leader"), world.desk("judge1"), sheet_id(batch, "0002")
    doubt = bodies.difference_opened(sheet, "Q08", 1, "query", proposal_json='"2"')
    leader.adjudication._ledger.append(leader.session, "leader", [doubt])
    assert sheet_of(world, batch, "0002").state is SheetState.DIFFERING
    for choice in (None, "first"):
        with refused(WRONG_STATE):
            if choice is None:
                judge.whole_sheets.pair(judge.session, sheet)
            else:
                judge.whole_sheets.wrong_sheet(judge.session, sheet, choice, "")
    stands = judge.whole_sheets.whole(judge.session, sheet)
    assert {line.question for line in stands} >= truth["0002"].keys()
