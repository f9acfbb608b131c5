"""The policy of rows and events, person by person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from core.event import Event, Kind
from core.people import Grant, Role, Session
from core.values import BatchId, PersonId, UnitId, part_id
from core.workflow.tables import TABLES
from core.workflow.visibility import OTHERS_DONE, Alternatives, may_see, row_filter, standing
from tests.support.events import stamp

UNITS = {"HO": "bank", "E": "region", "E01": "outlet", "S": "region"}
PAPER, OTHER, VISITS = "b-paper", "b-other", "b-visits"
STORED: dict[str, list[dict[str, Any]]] = {
    "unit": [{"id": unit, "level": level} for unit, level in UNITS.items()],
    "batch": [
        {"id": PAPER, "subject": PAPER, "is_visit": 0, "state": "keying", "told": 0},
        {"id": OTHER, "subject": OTHER, "is_visit": 0, "state": "approved", "told": 1},
        {"id": VISITS, "subject": VISITS, "is_visit": 1, "state": "keying", "told": 0},
    ],
    "reach": [
        {"batch": batch, "unit": unit, "state": state, "is_visit": visit}
        for batch, state, visit in ((PAPER, "keying", 0), (OTHER, "approved", 0), (VISITS, "keying", 1))
        for unit in ("E01", "E", "HO")
    ],
    "post": [
        {"batch": PAPER, "post": "pass1", "person": "clerk1"},
        {"batch": PAPER, "post": "pass2", "person": "clerk2"},
        {"batch": PAPER, "post": "adjudication", "person": "judge"},
        {"batch": PAPER, "post": "level2", "person": "reviewer"},
        {"batch": OTHER, "post": "adjudication", "person": "clerk1"},
        {"batch": PAPER, "post": "pass1", "person": "mighty"},
        {"batch": VISITS, "post": "pass1", "person": "shopper"},
    ],
}  # fmt: skip
GRANTS = {
    "clerk1": (Role.CLERK, "E01"),
    "clerk2": (Role.CLERK, "E01"),
    "judge": (Role.LEADER, "E01"),
    "reviewer": (Role.CLERK, "E01"),
    "mighty": (Role.QUALITY, "HO"),
    "shopper": (Role.SHOPPER, "HO"),
    "leader": (Role.LEADER, "E"),
    "outlet_leader": (Role.LEADER, "E01"),
    "stranger": (Role.LEADER, "S"),
    "quality": (Role.QUALITY, "HO"),
    "manager": (Role.MANAGER, "HO"),
    "admin": (Role.ADMIN, "HO"),
}


def session(person: str) -> Session:
    role, unit = GRANTS[person]
    return Session(PersonId(person), person, (Grant(role, UnitId(unit)),), "d1")


def fetch(table: str, where: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return [row for row in STORED[table] if matches(row, where)]


def matches(row: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(
        row[c] in wanted if isinstance(wanted, tuple) else row[c] == wanted
        for c, wanted in where.items()
    )


def filter_of(person: str, table: str) -> Alternatives:
    found = row_filter(session(person), table, standing(session(person), fetch))
    assert found is not None
    return found


def sees(person: str, table: str, /, **row: Any) -> bool:
    return any(matches(row, where) for where in filter_of(person, table))


def keying(batch: str, pass_no: int, clerk: str) -> dict[str, Any]:
    return {"batch": batch, "pass": pass_no, "clerk": clerk}


@pytest.mark.parametrize(
    ("person", "first", "second"),
    [
        ("clerk1", True, False),
        ("clerk2", False, True),
        ("judge", True, True),
        ("leader", True, True),
        ("reviewer", True, True),
        ("stranger", False, False),
        ("manager", False, False),
        ("admin", False, False),
        ("shopper", False, False),
    ],
)
@pytest.mark.parametrize("table", ["keying", "set_aside"])
def test_a_clerk_sees_the_own_pass_only(person: str, first: bool, second: bool, table: str) -> None:
    assert sees(person, table, **keying(PAPER, 1, "clerk1")) is first
    assert sees(person, table, **keying(PAPER, 2, "clerk2")) is second


def test_a_clerk_who_adjudicates_another_batch_stays_blind_in_this_one() -> None:
    assert sees("clerk1", "keying", **keying(OTHER, 2, "clerk2"))
    assert not sees("clerk1", "keying", **keying(PAPER, 2, "clerk2"))
    assert sees("clerk1", "difference", batch=OTHER)
    assert not sees("clerk1", "difference", batch=PAPER)


def test_a_role_over_the_unit_does_not_lift_the_blindness_of_who_keys() -> None:
    for table in ("sheet", "difference", "record", "query", "sample", "review", "decision"):
        assert not sees("mighty", table, batch=PAPER, root=PAPER, state="two_passes")
        assert sees("mighty", table, batch=OTHER, root=OTHER, state="two_passes")
    assert not sees("mighty", "keying", **keying(PAPER, 2, "clerk2"))


@pytest.mark.parametrize("person", ["clerk1", "clerk2"])
def test_of_sheets_a_clerk_sees_nothing_but_that_they_are_void(person: str) -> None:
    assert not sees(person, "sheet", batch=PAPER, root=PAPER, state="two_passes")
    assert not sees(person, "sheet", batch=PAPER, root=PAPER, state="void")
    assert sees(person, "void", batch=PAPER)
    assert not sees(person, "void", batch=VISITS)
    assert not sees(person, "post", batch=PAPER, person="judge")
    assert not sees(person, "content_key", batch=PAPER, person="clerk3")


@pytest.mark.parametrize(
    ("person", "reads"),
    [("judge", True), ("reviewer", True), ("leader", True), ("quality", True), ("admin", False),
     ("manager", False), ("clerk1", False), ("stranger", False)],
)  # fmt: skip
def test_records_are_for_those_who_judge_and_not_for_administrators(
    person: str, reads: bool
) -> None:
    assert sees(person, "record", batch=PAPER) is reads


def test_a_manager_reads_approved_records_only() -> None:
    assert sees("manager", "record", batch=OTHER)
    assert not sees("manager", "sheet", batch=OTHER, root=OTHER, state="settled")
    assert sees("manager", "sheet", batch=OTHER, root=OTHER, state="void")  # or they would count
    assert not sees("manager", "sheet", batch=PAPER, root=PAPER, state="void")


@pytest.mark.parametrize(
    ("person", "knows"),
    [("quality", True), ("leader", True), ("shopper", True), ("outlet_leader", False),
     ("clerk1", False), ("manager", False), ("stranger", False)],
)  # fmt: skip
def test_the_branch_never_sees_batches_of_visits(person: str, knows: bool) -> None:
    assert sees(person, "batch", id=VISITS) is knows


@pytest.mark.parametrize(
    ("person", "knows"),
    [("quality", True), ("admin", True), ("leader", True), ("outlet_leader", False),
     ("clerk1", False), ("manager", False)],
)  # fmt: skip
def test_only_head_office_knows_the_shoppers(person: str, knows: bool) -> None:
    assert sees(person, "person", id="shopper", shopper=1) is knows
    assert sees(person, "person", id="clerk1", shopper=0)
    assert sees("shopper", "person", id="shopper", shopper=1)
    assert not sees("shopper", "person", id="other", shopper=1)


def test_a_shopper_sees_own_visits_only() -> None:
    assert sees("shopper", "keying", **keying(VISITS, 1, "shopper"))
    assert not sees("shopper", "keying", **keying(VISITS, 1, "another"))


@pytest.mark.parametrize("person", GRANTS)
def test_every_table_has_a_policy_and_no_other_name_does(person: str) -> None:
    for table in TABLES:
        filter_of(person, table)
    places = standing(session(person), fetch)
    assert row_filter(session(person), "sheet_key", places) is None


# --- events ---------------------------------------------------------------------------------------


def told(
    person: str, kind: Kind, subject: str, actor: str, settled: bool = False, **body: Any
) -> bool:
    event = Event(kind, subject, body, stamp(1), PersonId(actor), "post")
    part = subject.split("/", maxsplit=1)[0] if settled else ""
    return may_see(session(person), event, standing(session(person), fetch), part)


def test_a_clerk_is_told_of_own_keyings_and_of_none_of_the_others() -> None:
    sheet = f"{PAPER}/0001"
    for kind in (Kind.KEYING_SUBMITTED, Kind.SHEET_SET_ASIDE):
        assert told("clerk1", kind, sheet, "clerk1", **{"pass": 1})
        assert told("clerk1", kind, sheet, "clerk3", **{"pass": 1})
        assert not told("clerk2", kind, sheet, "clerk1", **{"pass": 1})
        assert told("judge", kind, sheet, "clerk1", **{"pass": 1})
    assert not told("clerk2", Kind.KEY_GRANTED, PAPER, "clerk1", what="content")
    assert not told("clerk2", Kind.BATCH_OPENED, PAPER, "leader")


@pytest.mark.parametrize("kind", sorted(set(Kind)))
def test_before_and_after_settling_a_clerk_is_told_only_what_is_open_to_all(kind: Kind) -> None:
    sheet = f"{PAPER}/0001"
    free = {
        Kind.PROJECT_CREATED,
        Kind.PROJECT_CHANGED,
        Kind.UNIT_RECORDED,
        Kind.FORM_PUBLISHED,
        Kind.SHEET_VOIDED,
    }
    for settled in (False, True):
        body = {"pass": 2, "grants": [{"role": "shopper", "unit": "HO"}]}
        assert told("clerk1", kind, sheet, "clerk2", settled, **body) == (kind in free)


def test_a_shopper_is_told_of_no_other_visit() -> None:
    visit = f"{VISITS}/ABCD"
    assert told("shopper", Kind.KEYING_SUBMITTED, visit, "shopper", **{"pass": 1})
    assert not told("shopper", Kind.KEYING_SUBMITTED, visit, "another", **{"pass": 1})


def test_a_reviewer_hears_of_differences_once_the_sheet_is_settled() -> None:
    sheet = f"{PAPER}/0001"
    assert not told("reviewer", Kind.SHEET_COMPARED, sheet, "judge")
    assert told("reviewer", Kind.SHEET_COMPARED, sheet, "judge", settled=True)


def test_an_administrator_hears_of_people_and_batches_and_of_no_answer() -> None:
    sheet = f"{PAPER}/0001"
    assert told(
        "admin", Kind.PERSON_ADDED, "p", "other", grants=[{"role": "shopper", "unit": "HO"}]
    )
    assert told("admin", Kind.BATCH_OPENED, PAPER, "leader")
    for kind in (Kind.KEYING_SUBMITTED, Kind.RECORD_SETTLED, Kind.SHEET_REVIEWED):
        assert not told("admin", kind, sheet, "clerk1", settled=True, **{"pass": 1})


def test_a_manager_hears_of_no_record_of_a_tail_before_that_is_approved() -> None:
    tail = part_id(BatchId(OTHER), 2)
    rows = [*STORED["reach"]]
    rows += [{**row, "batch": tail, "state": "level2"} for row in rows if row["batch"] == OTHER]

    def read(name: str, where: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        stored = rows if name == "reach" else STORED[name]
        return [row for row in stored if matches(row, where)]

    event = Event(
        Kind.RECORD_SETTLED, f"{OTHER}/0001", {}, stamp(1), PersonId("judge"), "adjudication"
    )
    places = standing(session("manager"), read)
    assert may_see(session("manager"), event, places, OTHER)
    assert not may_see(session("manager"), event, places, tail)


DONE: dict[str, list[dict[str, Any]]] = {
    **STORED,
    "batch": [
        {"id": PAPER, "subject": PAPER, "is_visit": 0, "state": "level2", "told": 1},
        *STORED["batch"][1:],
    ],
    "reach": [
        row | ({"state": "level2"} if row["batch"] == PAPER else {}) for row in STORED["reach"]
    ],
}


def sees_when_drawn(person: str, table: str, /, **row: Any) -> bool:
    def read(name: str, where: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        return [stored for stored in DONE[name] if matches(stored, where)]

    found = row_filter(session(person), table, standing(session(person), read))
    assert found is not None
    return any(matches(row, where) for where in found)


@pytest.mark.parametrize("person", [*GRANTS])
def test_wrong_fields_are_seen_by_nobody_before_everything_is_settled(person: str) -> None:
    for clerk in ("clerk1", "clerk2"):
        assert not sees(person, "slip", batch=PAPER, clerk=clerk)
    assert not sees(person, "differed", batch=PAPER)


@pytest.mark.parametrize(
    ("person", "first", "second"),
    [
        ("clerk1", True, False),
        ("clerk2", False, True),
        ("leader", True, True),
        ("quality", True, True),
        ("mighty", False, False),
        ("stranger", False, False),
        ("manager", False, False),
        ("admin", False, False),
        ("reviewer", False, False),
        ("shopper", False, False),
    ],
)
def test_once_settled_a_clerk_sees_the_own_wrong_fields_and_leaders_all(
    person: str, first: bool, second: bool
) -> None:
    assert sees_when_drawn(person, "slip", batch=PAPER, clerk="clerk1") is first
    assert sees_when_drawn(person, "slip", batch=PAPER, clerk="clerk2") is second


def test_a_clerk_counts_differences_only_where_others_keyed_and_all_is_approved() -> None:
    assert not sees_when_drawn("clerk2", "differed", batch=PAPER)
    assert sees_when_drawn("clerk2", "differed", batch=OTHER)
    assert not sees_when_drawn("clerk2", "slip", batch=OTHER, clerk="clerk1")
    for table in ("batch", "reach", "batch_key"):
        assert not sees_when_drawn("clerk2", table, batch=OTHER, id=OTHER)
    assert sees_when_drawn("leader", "differed", batch=PAPER)


def test_batches_that_others_finished_are_not_looked_up_one_by_one():
    """There are more of them every month, and the person's places are read anew at every line."""
    asked: list[Any] = []

    def noting(table: str, where: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        if table == "batch":
            asked.extend(where.get("id", ()))
        return fetch(table, where)

    assert OTHERS_DONE in standing(session("clerk2"), noting)[OTHER]
    assert asked == [PAPER]
