"""Folds: the same events tell the same story in whatever order they arrive."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.event import Event, Kind, NewEvent
from core.values import PersonId
from core.workflow import batch as batches
from core.workflow import bodies, sheet_fold
from core.workflow.projection import project
from core.workflow.states import BatchState, SheetState
from core.workflow.tables import OF_BATCHES, OF_FIRST_KIND, OF_SHEETS, TABLES, may_hold
from tests.support.events import at
from tests.support.histories import (
    BATCH,
    MAKERS,
    OPENING,
    SHEET,
    changed,
    checked,
    closed,
    compared,
    found,
    histories,
    keyed,
    ruled,
    settled,
)


def test_the_histories_have_every_kind_that_a_fold_knows() -> None:
    """A fold of a kind that no history has could say anything in any order."""
    dice = Random(7)
    made = {make(dice).kind for _, make in MAKERS for _ in range(500)}
    once = {Kind.UNIT_RECORDED, Kind.FORM_PUBLISHED}  # the latest, the earliest: nothing to fold
    rowless = {Kind.PROJECT_CREATED, Kind.REPORT_EXPORTED, Kind.LOGIN_FAILED, Kind.FILE_CLEANED}
    assert made == set(Kind) - once - rowless
    did = {changed(dice).body["did"] for _ in range(500)}
    assert did == {"sent", "received", "lost", "found", "numbered", "counted", "due"} | {
        "handed_over", "split",
    }  # fmt: skip


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(history: tuple[str, list[Event]], dice: Random) -> None:
    subject, events = history
    rows = project(subject, events)
    arrived = events[:]
    dice.shuffle(arrived)
    assert project(subject, arrived) == rows
    assert rows.keys() <= may_hold(subject, {event.kind for event in events})
    for table, found_rows in rows.items():
        for row in found_rows:
            assert list(map(type, row.values())) == [TABLES[table][c] for c in row]
            assert row.keys() == TABLES[table].keys()
            assert row["subject"] == subject


def test_every_table_is_of_one_sort_of_subject() -> None:
    sorts = [OF_SHEETS, *OF_FIRST_KIND.values()]
    assert sorted(table for sort in sorts for table in sort) == sorted(TABLES)
    assert may_hold(SHEET, {Kind.KEYING_SUBMITTED}) == OF_SHEETS
    forged = may_hold(SHEET, {Kind.KEYING_SUBMITTED, Kind.BATCH_OPENED})
    assert forged == OF_SHEETS | OF_BATCHES  # its rows before the forged line must go


@given(histories())
def test_no_history_leads_out_of_the_table(history: tuple[str, list[Event]]) -> None:
    subject, events = history
    for row in project(subject, events).get("batch", []):
        assert row["state"] in set(BatchState) - {BatchState.SETTLED}
    for row in project(subject, events).get("sheet", []):
        assert row["state"] in set(SheetState)


def test_the_earlier_keying_of_a_pass_stands_wherever_it_arrives() -> None:
    late, early = at(9, keyed(1), "clerk3", "d2"), at(5, keyed(1), "clerk1")
    sheet = sheet_fold.fold(SHEET, [late, early])
    assert sheet.keyings[1].clerk == "clerk1"
    assert [k.clerk for k in sheet.superseded] == ["clerk3"]
    assert sheet.readers == {"clerk1", "clerk3"}


def both_keyed() -> list[Event]:
    return [at(1, keyed(1), "clerk1"), at(2, keyed(2), "clerk2")]


def test_a_comparison_of_keyings_that_do_not_stand_counts_for_nothing() -> None:
    stale = [*both_keyed(), at(3, compared(0, "clerk3"), "judge1")]
    assert sheet_fold.fold(SHEET, stale).state is SheetState.TWO_PASSES


def test_equal_rulings_of_two_machines_are_one_and_unequal_ones_a_conflict() -> None:
    events = [*both_keyed(), at(3, compared(1), "judge1")]
    one, same = at(5, ruled(1, "a"), "judge1"), at(6, ruled(1, "a"), "judge2", "d2")
    sheet = sheet_fold.fold(SHEET, [*events, one, same])
    assert (sheet.differences[0].state, sheet.conflict) == ("ruled", False)
    apart = at(6, ruled(1, "b"), "judge2", "d2")
    sheet = sheet_fold.fold(SHEET, [*events, one, apart])
    assert (sheet.differences[0].state, sheet.conflict) == ("conflict", True)
    assert sheet.state is SheetState.DIFFERING
    over = at(9, ruled(1, "b", after=2), "quality")
    sheet = sheet_fold.fold(SHEET, [*events, one, apart, over])
    assert (sheet.differences[0].state, sheet.conflict) == ("ruled", False)
    assert sheet.differences[0].ruling
    assert sheet.differences[0].ruling.by == "quality"


def test_records_settled_apart_are_a_conflict_and_both_are_kept_in_the_journal() -> None:
    events = [*both_keyed(), at(3, compared(0), "judge1"), at(4, settled(1, "a"), "judge1")]
    assert not sheet_fold.fold(SHEET, [*events, at(5, settled(1, "a"), "judge2")]).conflict
    apart = sheet_fold.fold(SHEET, [*events, at(5, settled(1, "b"), "judge2")])
    assert apart.conflict
    assert apart.record
    assert apart.record.by == "judge1"


def test_two_machines_that_each_ruled_the_last_but_one_leave_the_sheet_differing() -> None:
    events = [*both_keyed(), at(3, compared(2), "judge1")]
    rulings = [at(4, ruled(1, "a"), "judge1"), at(4, ruled(2, "a"), "judge2", "d2")]
    sheet = sheet_fold.fold(SHEET, [*events, *rulings])
    assert not sheet.unruled
    assert sheet.state is SheetState.DIFFERING


def queries_after(*events: NewEvent) -> dict[str, tuple[str, str]]:
    written = [at(ms, new, "leader") for ms, new in enumerate(events)]
    sheet = sheet_fold.fold(SHEET, written)
    return {query.check: (query.state, query.outcome) for query in sheet.queries}


def test_a_query_is_open_until_closed_and_opens_again_with_other_values() -> None:
    first = checked(1, found("R"), found("S"))
    assert queries_after(first) == {"R": ("open", ""), "S": ("open", "")}
    confirmed = closed("R", 1, "confirmed")
    same = checked(2, found("R"), found("S"))
    assert queries_after(first, confirmed, same)["R"] == ("closed", "confirmed")
    changed = checked(2, found("R", "2"), found("S"))
    assert queries_after(first, confirmed, changed)["R"] == ("open", "")
    gone = checked(2, found("S"))
    assert queries_after(first, gone)["R"] == ("closed", "resolved")
    assert queries_after(first, closed("R", 1, "corrected"), gone)["R"] == ("closed", "corrected")
    assert queries_after(first, gone, checked(3, found("R")))["R"] == ("open", "")


def test_closings_apart_leave_the_query_open_until_somebody_decides_over_both() -> None:
    first = checked(1, found("R"))
    apart = (closed("R", 1, "confirmed"), closed("R", 1, "corrected"))
    assert queries_after(first, *apart)["R"][0] == "open"
    over = closed("R", 1, "confirmed", after=2)
    assert queries_after(first, *apart, over)["R"] == ("closed", "confirmed")


def test_a_warning_does_not_hold_the_batch_up() -> None:
    event = at(1, checked(1, found("W", severity="warn"), found("R")), "judge1")
    sheet = sheet_fold.fold(SHEET, [event])
    assert [query.check for query in sheet.blocking] == ["R"]


def test_a_void_sheet_tells_nothing_but_that_it_is_void() -> None:
    rows = project(SHEET, [*both_keyed(), at(3, bodies.sheet_voided(SHEET, "torn"), "leader")])
    (row,) = rows["sheet"]
    told = {k: v for k, v in row.items() if v not in ("", 0)}
    assert told.keys() == {"subject", "id", "batch", "root", "serial", "state", "void"}


def test_content_keys_of_people_without_a_pass_are_ignored() -> None:
    grant = NewEvent(
        Kind.KEY_GRANTED, BATCH, {"what": "content", "id": "k", "to_self": "", "to_batch": ""}
    )
    opening = at(1, bodies.batch_opened(BATCH, OPENING), "leader")
    batch = batches.fold([opening, at(2, grant, "clerk2"), at(3, grant, "judge1")])
    assert batch
    assert [(k.person, k.pass_no) for k in batch.content_keys] == [("clerk2", 2)]


def test_only_a_holder_hands_the_batch_key_on() -> None:
    opening = at(1, bodies.batch_opened(BATCH, OPENING), "leader")
    (grant,) = bodies.batch_key_granted(BATCH, PersonId("judge2"), {"P": "sealed"})
    refused = batches.fold([opening, at(2, grant, "leader")])
    granted = batches.fold([opening, at(2, grant, "judge1")])
    assert refused
    assert granted
    assert "judge2" not in refused.key.sealed
    assert granted.key.sealed["judge2"] == "sealed"


def test_decisions_apart_on_one_round_are_a_conflict() -> None:
    def decided(outcome: str) -> NewEvent:
        return bodies.batch_decided(
            BATCH,
            {"level": 2, "round": 1, "outcome": outcome, "why": "", "verdict_json": ""},
        )

    begun = [
        at(1, bodies.batch_opened(BATCH, OPENING), "leader"),
        at(2, bodies.batch_closed(BATCH, 9, 0, 0), "leader"),
        at(
            3,
            bodies.sample_drawn(BATCH, {"level": 2, "round": 1, "seed": "a", "sheets": []}),
            "leader",
        ),
        at(4, decided("passed"), "leader"),
    ]
    same = batches.fold([*begun, at(5, decided("passed"), "leader2", "d2")])
    apart = batches.fold([*begun, at(5, decided("returned"), "leader2", "d2")])
    assert same
    assert apart
    assert (same.state, same.conflict) == (BatchState.LEVEL3, False)
    assert (apart.state, apart.conflict) == (BatchState.LEVEL3, True)
