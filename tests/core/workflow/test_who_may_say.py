"""Folds believe nothing that its signer could not have done: people, paper, parts, keys and settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from core.event import Event, Kind, NewEvent
from core.people import Grant, Role
from core.ports.vault import BatchKey
from core.values import PersonId, UnitId
from core.workflow import batch as batches
from core.workflow import batch_bodies, bodies, key_bodies, sheet_fold
from core.workflow.batch import Batch
from core.workflow.projection import project
from core.workflow.settings import ERROR_LIMIT, decided, named_device
from core.workflow.setup_bodies import grants_body, person_changed
from tests.support.events import at
from tests.support.histories import BATCH, OPENING, SHEET

JUDGES = ["judge1", "judge2", "judge3"]
SEALED = {**dict.fromkeys(JUDGES, "S"), "@recovery": "R"}
COUNTS = {"issued": 9, "returned": 7, "not_returned": 2, "spoilt": 0}


def batch_of(*events: Event) -> Batch:
    posts = {**OPENING["posts"], "adjudication": JUDGES}
    opening: Any = {**OPENING, "posts": posts, "sealed": SEALED}
    folded = batches.fold([at(1, bodies.batch_opened(BATCH, opening), "leader"), *events])
    assert folded
    return folded


def handed(to: str) -> NewEvent:
    return batch_bodies.handed_over(BATCH, PersonId("clerk1"), PersonId(to), "ill", 9)


def replaced(
    of: str = "P", by: str = "Q", holders: Sequence[str] = ("judge2", "judge3"), **sealed: str
) -> NewEvent:
    new = BatchKey(by, {**dict.fromkeys(holders, "S"), **(sealed or {"@recovery": "R"})})
    return key_bodies.batch_key_replaced(BATCH, of, new, {of: "F"}, [PersonId("judge1")])


# --- people and paper -------------------------------------------------------------------------


CHANGES = [
    handed("clerk3"),
    batch_bodies.paper_counted(BATCH, COUNTS, "again", 9),
    batch_bodies.paper_numbered(BATCH, "0001-S1", "missing", 1, 9),
    batch_bodies.paper_lost(BATCH, "0001", PersonId("clerk1"), "gone", 9),
    batch_bodies.deadline_set(BATCH, "2026-11-30", 9),
    batch_bodies.tail_split(BATCH, 2, 3, "late", 9),
]


@pytest.mark.parametrize("new", CHANGES, ids=lambda new: new.body["did"])
def test_only_who_oversees_a_batch_changes_it(new: NewEvent) -> None:
    untouched = batch_of()
    for person, role in (
        ("clerk3", "clerk"), ("boss", "manager"), ("clerk2", "leader"), ("clerk2", "pass2")
    ):  # fmt: skip
        told = batch_of(at(2, new, person, role=role))
        assert (told.posts, told.relieved, told.counts, told.paper) == (
            untouched.posts, untouched.relieved, untouched.counts, untouched.paper,
        )  # fmt: skip
        assert (told.due, told.parts, told.shares) == ("", 1, untouched.shares)
    for role in ("leader", "quality"):
        assert batch_of(at(2, new, "boss", role=role)) != untouched


def test_what_nobody_has_heard_of_was_not_done() -> None:
    strange = NewEvent(Kind.BATCH_CHANGED, BATCH, {"did": "sold", "counts": COUNTS})
    assert batch_of(at(2, strange, "boss", role="leader")).counts == OPENING["counts"]


@pytest.mark.parametrize("to", ["judge1", "boss"])
def test_a_pass_goes_to_nobody_who_held_the_key_or_hands_it_over(to: str) -> None:
    dismissed = at(2, replaced(), "judge2", role="adjudication")
    after = batch_of(dismissed, at(3, handed(to), "boss", role="leader"))
    assert after.posts_of(PersonId(to)) == ()
    assert after.relieved == frozenset()
    assert batch_of(dismissed, at(3, handed("clerk3"), "boss", role="leader")).relieved == {
        "clerk1"
    }


def test_a_sheet_moves_when_a_leader_says_so_and_never_by_a_clerk() -> None:
    moved = batch_bodies.sheet_moved(SHEET, 2, 0)
    assert sheet_fold.fold(SHEET, [at(2, moved, "clerk1", role="pass1")]).part == 1
    assert sheet_fold.fold(SHEET, [at(2, moved, "boss", role="leader")]).part == 2


# --- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new",
    [
        replaced(holders=("judge2",)),
        replaced(judge2="S"),
        replaced(of="X"),
        replaced(by="P"),
    ],
    ids=["one alone", "no recovery", "of no key", "the same key"],
)
def test_a_new_key_needs_two_who_rule_recovery_and_a_predecessor(new: NewEvent) -> None:
    untouched = batch_of()
    told = batch_of(at(2, new, "judge2", role="adjudication"))
    assert (told.key, told.posts) == (untouched.key, untouched.posts)
    assert batch_of(at(2, replaced(), "judge2", role="adjudication")).key.public == "Q"


def test_a_key_that_is_none_of_the_batch_makes_nobody_an_adjudicator() -> None:
    (strange,) = bodies.batch_key_granted(BATCH, PersonId("heir"), {"X": "S"})
    assert batch_of(at(2, strange, "judge1")).posts_of(PersonId("heir")) == ()


# --- settings ---------------------------------------------------------------------------------


NOW = datetime(2026, 11, 25, 9, tzinfo=timezone(timedelta(hours=8)))
MADE = decided(ERROR_LIMIT, "0.5", "2026-12-01", NOW)


def limits(*events: Event) -> list[str]:
    rows = project(MADE.subject, events).get("setting", [])
    return [row["value"] for row in rows]


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "half"}, {"value": "99"}, {"value": 1}, {"value": "0.50"}, {"name": "lot"},
        {"since": "soon"}, {"start": "x"}, {"start": 0}, {"what": "device"}, {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_a_setting_that_could_not_have_been_made_is_none(changed: dict[str, Any]) -> None:
    forged = NewEvent(MADE.kind, MADE.subject, dict(MADE.body) | changed)
    assert limits(at(1, MADE, "boss", role="admin"), at(2, forged, "boss", role="admin")) == ["0.5"]


def test_only_an_administrator_sets_and_names() -> None:
    assert limits(at(1, MADE, "boss", role="leader")) == []
    device = named_device("d1", "Counter 3")
    assert project(device.subject, [at(1, device, "boss", role="clerk")]) == {}
    assert project(device.subject, [at(1, device, "boss", role="admin")])["setting"]


def test_a_setting_about_a_person_leaves_the_person_as_she_is() -> None:
    person = "p-1"
    body = {
        "login": "clerk1", "name": "Clerk", "grants": grants_body((Grant(Role.CLERK, UnitId("E01")),)),
        "sign_key": "", "seal_key": "", "active": True, "trained_on": "", "by": "", "cert": "",
    }  # fmt: skip
    added = at(1, NewEvent(Kind.PERSON_ADDED, person, body), "boss", role="admin")
    renamed = at(2, person_changed(PersonId(person), {"name": "Other"}), "boss", role="admin")
    forged = at(3, NewEvent(MADE.kind, person, MADE.body), "boss", role="admin")
    assert project(person, [added, renamed, forged]) == project(person, [added, renamed])
