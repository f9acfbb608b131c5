"""What is erased can be read by nobody; the rest, and every earlier line, stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest

from core.errors import (
    BLIND,
    ERASED,
    NOT_ALLOWED,
    REASON_MISSING,
    WRONG_STATE,
    UserError,
)
from core.event import Kind
from core.progress import Silent
from core.services.adjudication import Verdict
from core.services.privacy import REQUEST, RETENTION
from core.services.settled import SettledRecords
from core.values import BatchId, SheetId, sheet_id
from core.workflow.bodies import unpacked
from core.workflow.sheet_fold import fold
from tests.support.world import MemoryWorld, in_memory

CUSTOMER = "客户C-20261125-0007"
TEXT = "开放题：柜员态度很好，等候略久"
REFERENCE = "删除申请 2026-31"
SEALED_KINDS = {
    Kind.KEYING_SUBMITTED,
    Kind.SHEET_COMPARED,
    Kind.DIFFERENCE_RULED,
    Kind.RECORD_SETTLED,
}


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code in codes


@pytest.fixture(scope="module")
def stage() -> tuple[MemoryWorld, BatchId]:
    """Three settled sheets; 0001 is the customer's, and both clerks read its text differently."""
    world = in_memory("BSQ-1.xlsx")
    batch = world.open_paper(4)
    truth = {k: v for k, v in world.truth(batch, 4).items() if k != "0004"}
    truth["0001"] = {**truth["0001"], "customer_id": CUSTOMER, "collector": TEXT}
    slips = {(1, "0001", "customer_id"): CUSTOMER + "x", (2, "0001", "Q26"): "1"}
    if truth["0001"]["Q26"] == "1":
        slips[(2, "0001", "Q26")] = "2"
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    world.rule_truly(batch, truth)
    return world, batch


@pytest.fixture
def world(stage) -> MemoryWorld:
    """A copy that a test may erase in."""
    made, _ = stage
    other = made.memory.copied_to("d1")
    other.sheet_keys = dict(made.memory.sheet_keys)
    other.files = dict(made.memory.files)
    other.time = made.memory.time
    return MemoryWorld(memory=other)


@pytest.fixture
def batch(stage) -> BatchId:
    return stage[1]


def test_a_customers_sheets_are_found_by_the_number_as_people_write_it(world, batch):
    desk = world.desk("quality")
    found = desk.privacy.of_customer(desk.session, f" {CUSTOMER.lower()} ", Silent())
    assert [(held.serial, held.can_go) for held in found] == [("0001", True)]
    assert desk.privacy.of_customer(desk.session, "C-1", Silent()) == ()
    assert desk.privacy.of_customer(desk.session, " ", Silent()) == ()
    code = found[0].batch_code
    assert desk.privacy.of_sheet(desk.session, code, "0001") == found
    assert desk.privacy.of_sheet(desk.session, code, "0099") == ()


def erased(world: MemoryWorld, batch: BatchId, serial: str = "0001") -> SheetId:
    desk, sheet = world.desk("quality"), sheet_id(batch, serial)
    desk.privacy.erase(desk.session, [sheet], REQUEST, REFERENCE)
    return sheet


def test_after_erasure_nobody_opens_what_was_sealed_of_the_sheet(world, batch):
    before = list(world.memory.lines)
    sheet = erased(world, batch)
    judge = world.desk("judge1")
    opened = judge.adjudication._loading.batch(judge.session, batch)
    keys = {held.key.id: held.key for held in opened.content_keys}
    kinds = set()
    for login in ("clerk1", "clerk2", "judge1", "judge2", "leader", "quality", "admin"):
        session, ports = world.memory.ports(world.people()[login])
        for event in world.memory.events[sheet]:
            for opening in openings(ports.vault, session, opened.key, keys, event):
                kinds.add(event.kind)
                with refused(BLIND):
                    opening()
    assert kinds == SEALED_KINDS
    assert world.memory.lines[: len(before)] == before
    assert len(world.memory.lines) == len(before) + 1


def openings(vault, session, batch_key, keys, event):
    """Every way in which a vault opens what an event holds sealed."""
    body, sheet = event.body, event.subject
    if event.kind is Kind.KEYING_SUBMITTED:
        context, key = f"{sheet}|{body['pass']}|{event.actor}", keys[body["key"]]
        yield partial(vault.open, session, key, context, body["sealed"])
        yield partial(vault.open_keying, session, batch_key, key, context, body["sealed"])
    if event.kind is Kind.RECORD_SETTLED:
        yield partial(vault.open_private, session, SheetId(sheet), body["private"])
    contexts = {
        Kind.SHEET_COMPARED: f"{sheet}|compared",
        Kind.DIFFERENCE_RULED: f"{body.get('id')}|ruled|{event.actor}",
    }
    if event.kind in contexts:
        context = contexts[event.kind]
        yield partial(vault.open_from_batch, session, batch_key, context, body["sealed"])


def test_the_erased_sheet_still_counts_and_says_why_its_texts_are_gone(world, batch):
    ledger = world.memory.ports(world.people()["quality"])[1].ledger
    session = world.desk("quality").session
    whole = ledger.rows(session, "record", {"sheet": sheet_id(batch, "0001")})[0]
    sheet = erased(world, batch)
    row = ledger.rows(session, "record", {"sheet": sheet})[0]
    assert (row["erased"], row["private"]) == (REQUEST, "")
    assert row["answers"] == whole["answers"]
    assert not {"customer_id", "collector"} & set(unpacked(row["answers"]))
    other = ledger.rows(session, "record", {"sheet": sheet_id(batch, "0002")})[0]
    assert other["private"]
    assert not other["erased"]
    records = SettledRecords(ledger, world.memory.ports(world.people()["quality"])[1].vault)
    settled = records.record(session, sheet)
    assert settled is not None
    assert "customer_id" not in settled.answers


def test_what_a_clerk_misread_in_the_erased_texts_is_gone_from_every_row(world, batch):
    sheet = sheet_id(batch, "0001")
    (slip,) = world.memory.raw("slip", {"sheet": sheet, "pass": 1})
    assert slip["sealed"]
    assert slip["wrong"] == '{"customer_id":null}'
    erased(world, batch)
    sealed = [row["sealed"] for row in world.memory.raw("slip", {"sheet": sheet})]
    assert sealed == ["", ""]
    (kept,) = world.memory.raw("slip", {"sheet": sheet, "pass": 2})
    assert "Q26" in kept["wrong"]  # what is not personal still counts


def test_an_erasure_is_signed_and_said_once(world, batch):
    sheet = erased(world, batch)
    event = world.memory.events[sheet][-1]
    assert event.kind is Kind.SHEET_ERASED
    assert event.signature
    assert event.role == "quality"
    assert event.body == {"cause": REQUEST, "reference": REFERENCE, "files": []}
    desk = world.desk("quality")
    with refused(WRONG_STATE):
        desk.privacy.erase(desk.session, [sheet], REQUEST, REFERENCE)
    listed = desk.privacy.destroyed(desk.session)
    assert [(d.serial, d.by, d.reference) for d in listed] == [("0001", "吴质检 Wu", REFERENCE)]
    assert desk.privacy.of_customer(desk.session, CUSTOMER, Silent()) == ()


def test_what_is_not_settled_waits_and_a_reason_is_needed(world, batch):
    desk = world.desk("quality")
    world.key("clerk1", batch, "0004", world.truth(batch, 4)["0004"])
    with refused(WRONG_STATE):
        desk.privacy.erase(desk.session, [sheet_id(batch, "0004")], REQUEST, REFERENCE)
    with refused(REASON_MISSING):
        desk.privacy.erase(desk.session, [sheet_id(batch, "0001")], REQUEST, "  ")
    both = [sheet_id(batch, "0001"), sheet_id(batch, "0004")]
    with refused(WRONG_STATE):
        desk.privacy.erase(desk.session, both, REQUEST, REFERENCE)
    assert desk.privacy.destroyed(desk.session) == ()  # all or nothing


@pytest.mark.parametrize("login", ["clerk1", "judge1", "leader", "manager", "admin"])
def test_only_the_quality_specialist_erases(world, batch, login):
    desk = world.desk(login)
    with refused(NOT_ALLOWED, "NOT_YOUR_PASS"):
        desk.privacy.erase(desk.session, [sheet_id(batch, "0001")], REQUEST, REFERENCE)


def test_records_fall_due_by_the_month_of_their_batch(world, batch):
    desk = world.desk("quality")
    assert desk.privacy.due(desk.session, 24) == ()
    world.memory.time += timedelta(days=800)
    due = desk.privacy.due(desk.session, 24)
    assert [held.serial for held in due] == ["0001", "0002", "0003"]
    assert desk.privacy.due(desk.session, 40) == ()
    gone = [held.sheet for held in due if held.can_go]
    desk.privacy.erase(desk.session, gone, RETENTION, "24 个月")
    assert desk.privacy.due(desk.session, 24) == ()
    assert {d.cause for d in desk.privacy.destroyed(desk.session)} == {RETENTION}


def test_an_interrupted_erasure_is_finished_later(world, batch):
    sheet = sheet_id(batch, "0001")
    kept = world.memory.sheet_keys[sheet]
    erased(world, batch)
    world.memory.sheet_keys[sheet] = kept  # as an older copy of the keys would bring back
    desk = world.desk("quality")
    assert desk.privacy.finish(desk.session) == 1
    assert sheet not in world.memory.sheet_keys
    assert desk.privacy.finish(desk.session) == 0


def test_other_answers_of_an_erased_sheet_are_still_corrected_and_its_texts_never_come_back(
    world, batch
):
    sheet = erased(world, batch)
    ports = world.memory.ports(world.people()["leader"])[1]
    leader = world.desk("leader")
    found = leader.recheck._loading.batch(leader.session, batch)
    folded = leader.recheck._loading.sheet(leader.session, sheet)
    form = leader.recheck._loading.form(found.form)
    records = SettledRecords(ports.ledger, ports.vault)
    with refused(ERASED):
        records.doubts(leader.session, found, folded, form, {"customer_id": CUSTOMER}, "query")
    now = unpacked(ports.ledger.rows(leader.session, "record", {"sheet": sheet})[0]["answers"])
    other = "1" if now["Q26"] != "1" else "2"
    doubts = records.doubts(leader.session, found, folded, form, {"Q26": other}, "query")
    ports.ledger.append(leader.session, "leader", doubts)
    judge = world.desk("judge2")
    (view,) = world.differences(batch, "judge2")
    choice = "first" if view.first == other else "second"
    judge.adjudication.rule(judge.session, view.id, Verdict(choice))
    row = ports.ledger.rows(leader.session, "record", {"sheet": sheet})[0]
    assert unpacked(row["answers"])["Q26"] == other
    assert (row["revision"], row["private"], row["erased"]) == (2, "", REQUEST)


def test_order_of_arrival_does_not_matter_to_an_erasure(world, batch):
    sheet = erased(world, batch)
    events = world.memory.events[sheet]
    forwards, backwards = fold(sheet, events), fold(sheet, events[::-1])
    assert forwards == backwards
    assert forwards.erased == REQUEST
    assert forwards.record.private == ""
