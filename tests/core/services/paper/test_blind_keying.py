"""Two clerks key the same paper, and neither can learn anything of the other's pass."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import (
    ALREADY_SUBMITTED,
    BAD_VALUE,
    BLIND,
    NOT_ALLOWED,
    NOT_YOUR_PASS,
    REASON_MISSING,
    UNANSWERED,
    UNKNOWN_SERIAL,
    WRONG_STATE,
    TwinkeyError,
)
from core.values import BatchId, Special, sheet_id
from core.workflow.drafting import DraftChange, replay
from core.workflow.tables import TABLES
from tests.support.world import MemoryWorld, World, in_memory

MARKER = "MARKER-四七一一"


def view_of(world: World, login: str, batch: BatchId) -> dict[str, Any]:
    """Everything that the program can say to a person about a batch and its first two sheets."""
    desk = world.desk(login)
    ledger = desk.keying._ledger  # the port itself: what the service would not show must not come
    seen: dict[str, Any] = {}
    for table in TABLES:
        try:
            seen[table] = ledger.rows(desk.session, table)
            seen[f"{table} count"] = ledger.count(desk.session, table)
        except TwinkeyError as refusal:
            seen[table] = refusal.code
    for subject in (batch, sheet_id(batch, "0001"), sheet_id(batch, "0002")):
        seen[subject] = ledger.history(desk.session, subject)
    seen["list"] = desk.batches.list(desk.session)
    seen["tasks"] = desk.keying.tasks(desk.session)
    seen["waiting"] = desk.keying.waiting(desk.session, batch)
    seen["queries"] = desk.recheck.queries(desk.session)
    for name, ask in {
        "register": lambda: desk.batches.register(desk.session, batch),
        "differences": lambda: desk.adjudication.differences(desk.session, batch),
        "compare": lambda: desk.adjudication.tasks(desk.session),
    }.items():
        try:
            seen[name] = ask()
        except TwinkeyError as refusal:
            seen[name] = (refusal.code, refusal.params)
    return seen


@pytest.mark.parametrize(("other", "watcher"), [("clerk1", "clerk2"), ("clerk2", "clerk1")])
def test_a_clerk_learns_nothing_of_what_the_other_pass_does(
    world: World, other: str, watcher: str
) -> None:
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    world.key(watcher, batch, "0001", truth["0001"])
    before = view_of(world, watcher, batch)
    desk = world.desk(other)
    draft = desk.keying.begin(desk.session, batch, "0002")
    draft = desk.keying.accept(desk.session, draft, DraftChange("answer", "Q29", MARKER))
    assert view_of(world, watcher, batch) == before
    desk.keying.set_aside(desk.session, draft, "unclear")
    assert view_of(world, watcher, batch) == before
    for serial, answers in truth.items():
        world.key(other, batch, serial, {**answers, "Q29": MARKER})
    assert view_of(world, watcher, batch) == before
    world.compare(batch)
    world.rule_truly(batch, truth)
    assert view_of(world, watcher, batch) == before


def test_another_clerks_key_opens_nothing(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    one, two = world.desk("clerk1"), world.desk("clerk2")
    draft = one.keying.begin(one.session, batch, "0001")
    draft = one.keying.accept(one.session, draft, DraftChange("answer", "Q29", MARKER))
    assert draft.content_key
    sealed = one.keying._drafts.lines(one.session, draft.id)[0].sealed
    with refused(BLIND):
        two.keying._vault.open(two.session, draft.content_key, "x", sealed)
    assert two.keying._drafts.lines(two.session, draft.id) == ()


def test_what_is_keyed_stands_nowhere_in_the_clear() -> None:
    world: MemoryWorld = in_memory("BSQ-1.xlsx")
    batch = world.open_paper(2)
    truth = {serial: {**said, "Q29": MARKER} for serial, said in world.truth(batch, 2).items()}
    world.key_twice(batch, truth, {(1, "0001", "customer_id"): "C471147"})
    world.compare(batch)
    world.rule_truly(batch, truth)
    everything = repr((world.memory.lines, world.memory.rows, world.memory.drafts))
    for secret in (MARKER, MARKER.encode().hex(), "C471147", str(truth["0001"]["customer_id"])):
        assert secret not in everything
    assert repr(truth["0002"]["survey_date"]).strip("'") in everything  # settled: open to readers


def test_a_draft_is_resumed_where_it_was_left_with_its_undo_history(world: World) -> None:
    batch = world.open_paper(1)
    desk = world.desk("clerk1")
    draft = desk.keying.begin(desk.session, batch, "0001")
    for change in (
        DraftChange("answer", "Q01", "1", at=10),
        DraftChange("answer", "Q02", "2", at=20),
        DraftChange("undo", at=30),
        DraftChange("note", "Q01", text="pencil", at=40),
        DraftChange("confirm", "Q01", text="really", at=50),
    ):
        draft = desk.keying.accept(desk.session, draft, change)
    assert desk.keying.tasks(desk.session)[-1].drafts == ("0001",)
    again = desk.keying.begin(desk.session, batch, "0001")
    assert again.changes == draft.changes
    assert replay(again.changes) == ({"Q01": "1"}, {"Q01": "pencil"}, {"Q01": "really"})
    redone = desk.keying.accept(desk.session, again, DraftChange("redo", at=60))
    assert replay(redone.changes)[0] == {"Q01": "1", "Q02": "2"}


def test_an_answer_the_form_does_not_know_is_refused_and_leaves_no_trace(
    world: World, refused: Any
) -> None:
    batch = world.open_paper(1)
    desk = world.desk("clerk1")
    draft = desk.keying.begin(desk.session, batch, "0001")
    with refused(BAD_VALUE) as error:
        desk.keying.accept(desk.session, draft, DraftChange("answer", "Q08", "7"))
    assert error.value.params["allowed"] == ("1", "2", "3", "4", "5")
    assert desk.keying.begin(desk.session, batch, "0001").changes == ()


def test_a_required_question_takes_a_special_value_but_not_nothing(
    world: World, refused: Any
) -> None:
    batch = world.open_paper(1)
    desk = world.desk("clerk1")
    truth = world.truth(batch, 1)["0001"]
    rest = {question: answer for question, answer in truth.items() if question != "Q08"}
    with refused(UNANSWERED) as error:
        world.key("clerk1", batch, "0001", rest)
    assert error.value.params["questions"] == ("Q08",)
    draft = desk.keying.begin(desk.session, batch, "0001")
    answered = DraftChange("answer", "Q08", Special.BLANK)
    draft = desk.keying.accept(desk.session, draft, answered)
    desk.keying.submit(desk.session, draft)
    assert desk.keying.waiting(desk.session, batch) == ()


def test_a_contradiction_never_blocks(world: World) -> None:
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)["0001"]
    world.key("clerk1", batch, "0001", {**truth, "Q10": "1", "Q12": "1", "Q26": "5"})


def test_a_submitted_keying_is_locked(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    world.key("clerk1", batch, "0001", world.truth(batch, 1)["0001"])
    with refused(ALREADY_SUBMITTED):
        world.desk("clerk1").keying.begin(world.desk("clerk1").session, batch, "0001")


@pytest.mark.parametrize("login", ["judge1", "leader", "quality"])
def test_only_the_two_clerks_key(world: World, refused: Any, login: str) -> None:
    batch = world.open_paper(1)
    desk = world.desk(login)
    with refused(NOT_YOUR_PASS):
        desk.keying.begin(desk.session, batch, "0001")


def test_a_stranger_does_not_even_learn_that_there_is_a_batch(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    desk = world.desk("shopper")
    with refused(NOT_ALLOWED):
        desk.keying.begin(desk.session, batch, "0001")


@pytest.mark.parametrize("serial", ["0000", "0002", "1", "00001", "¹", "", "../1"])
def test_only_serials_of_the_stack_are_keyed(world: World, refused: Any, serial: str) -> None:
    batch = world.open_paper(1)
    desk = world.desk("clerk1")
    with refused(UNKNOWN_SERIAL):
        desk.keying.begin(desk.session, batch, serial)


def test_a_sheet_set_aside_leaves_the_own_stack_and_can_be_taken_up_again(
    world: World, refused: Any
) -> None:
    batch = world.open_paper(2)
    one, two = world.desk("clerk1"), world.desk("clerk2")
    draft = one.keying.begin(one.session, batch, "0001")
    with refused(REASON_MISSING):
        one.keying.set_aside(one.session, draft, "bored")
    one.keying.set_aside(one.session, draft, "page_missing")
    assert one.keying.waiting(one.session, batch) == ("0002",)
    assert two.keying.waiting(two.session, batch) == ("0001", "0002")
    truth = world.truth(batch, 2)["0001"]
    world.key("clerk1", batch, "0001", truth)
    leader = world.desk("leader")
    assert leader.batches.register(leader.session, batch)[0].state == "one_pass"


def test_keying_ends_with_the_batch_and_with_a_void_sheet(world: World, refused: Any) -> None:
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    register = leader.batches.register(leader.session, batch)
    leader.batches.void(leader.session, register[1].id, "torn")
    assert clerk.keying.waiting(clerk.session, batch) == ("0001",)
    with refused(WRONG_STATE):
        clerk.keying.begin(clerk.session, batch, "0002")
    world.key_twice(batch, {"0001": truth["0001"]})
    leader.batches.close(leader.session, batch)
    with refused(WRONG_STATE):
        clerk.keying.begin(clerk.session, batch, "0001")
