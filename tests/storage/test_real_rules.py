"""The store under the program's own folds and policy, from a batch's opening to a keyed sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import NOT_ALLOWED, TwinkeyError
from core.people import Post, Role, Unit
from core.ports.journal import Wanted
from core.ports.vault import BatchKey, ContentKey
from core.values import BatchId, FormId, PersonId, SheetId, UnitId, sheet_id
from core.workflow import bodies, keying_bodies
from core.workflow.tables import TABLES
from storage.gate import FolderGate
from storage.verify import verify
from tests.storage.projects import BANK, CHEAP, Project, admin_person

BATCH = BatchId("aaaabbbbccccdddd")
SHEET = sheet_id(BATCH, "0001")
UNITS = (
    Unit(BANK, (("zh", "总行"),), None, "bank"),
    Unit(UnitId("E"), (("zh", "华东"),), BANK, "region"),
    Unit(UnitId("E01"), (("zh", "滨江路网点"),), UnitId("E"), "outlet"),
)
STAFF = {
    "clerk1": Role.CLERK,
    "clerk2": Role.CLERK,
    "judge1": Role.LEADER,
    "judge2": Role.LEADER,
    "manager": Role.MANAGER,
}


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[Project]:
    """A project of the program's own rules with one open batch, keyed once by each clerk."""
    gate = FolderGate(tmp_path / "p", lambda session, ports: (session, ports), kdf=CHEAP)
    setup = gate.create("Survey", admin_person(), UNITS)
    setup.prove(setup.recovery_key)
    project = Project(tmp_path / "p", gate)
    people = {login: PersonId(project.add(login, role)) for login, role in STAFF.items()}
    open_batch(project, people)
    for pass_no, login in ((1, "clerk1"), (2, "clerk2")):
        key_sheet(project, login, pass_no, SHEET)
    yield project
    gate.close()


def open_batch(project: Project, people: dict[str, PersonId]) -> None:
    session, ports = project.ports("judge1")
    key = ports.vault.new_batch_key(session, [people["judge1"], people["judge2"]])
    posts = {
        Post.PASS1: (people["clerk1"],),
        Post.PASS2: (people["clerk2"],),
        Post.ADJUDICATION: (people["judge1"], people["judge2"]),
    }
    units = {unit.id: unit for unit in UNITS}
    opened: bodies.BatchOpened = {
        "code": "E01-2026-11",
        "form": FormId("f" * 64),
        "unit": "E01",
        "lineage": list(bodies.lineage_of(UnitId("E01"), units)),
        "period": "2026-11",
        "first": 1,
        "last": 20,
        "width": 4,
        "counts": {"issued": 20, "returned": 20, "not_returned": 0, "spoilt": 0},
        "posts": bodies.posts_body(posts),
        "is_visit": False,
        "branch_profile": False,
        "public": key.public,
        "sealed": dict(key.sealed),
    }
    ports.ledger.append(session, Role.LEADER, [bodies.batch_opened(BATCH, opened)])


def key_sheet(project: Project, login: str, pass_no: int, sheet: SheetId) -> None:
    session, ports = project.ports(login)
    (batch,) = ports.ledger.rows(session, "batch_key", {"batch": BATCH}, limit=1)
    key = ports.vault.new_content_key(session, batch["public"])
    sealed = ports.vault.seal(session, key, f"{sheet}/{pass_no}", login.encode())
    granted = bodies.content_key_granted(BATCH, key)
    keyed = keying_bodies.keying_submitted(sheet, pass_no, 1, key.id, sealed)
    ports.ledger.append(session, f"pass{pass_no}", [granted, keyed])


def test_the_tables_are_what_the_journal_folds_to(ruled):
    report = verify(ruled.at("admin"))
    assert report.problems == ()
    session, ports = ruled.ports("judge1")
    assert ports.ledger.count(session, "keying", by=["pass"]) == {(1,): 1, (2,): 1}


def test_neither_clerk_finds_the_others_pass_in_any_table_history_or_page(ruled):
    for own, other in (("clerk1", "clerk2"), ("clerk2", "clerk1")):
        session, ports = ruled.ports(own)
        hidden = ruled.at(other).session.person
        shown = []
        for table in TABLES:
            try:
                shown += [
                    (table, row)
                    for row in ports.ledger.rows(session, table)
                    if table != "person"  # that there is such a colleague is no secret
                ]
            except TwinkeyError as refused:
                assert refused.code == NOT_ALLOWED  # noqa: PT017 - some tables are closed, some empty
        assert hidden not in repr(shown)
        assert any(table == "keying" for table, _ in shown)
        for subject in (SHEET, BATCH):
            actors = {event.actor for event in ports.ledger.history(session, subject)}
            assert hidden not in actors
        page, _ = ports.journal.page(session, Wanted(subject=SHEET))
        assert {event.actor for event, _ in page} == {session.person}


def test_the_adjudicator_opens_both_readings_with_what_the_tables_hold(ruled):
    session, ports = ruled.ports("judge2")
    rows = ports.ledger.rows(session, "batch_key", {"batch": BATCH})
    batch = BatchKey(rows[0]["public"], {row["holder"]: row["sealed"] for row in rows})
    content = {row["id"]: row for row in ports.ledger.rows(session, "content_key")}
    read = {}
    for row in ports.ledger.rows(session, "keying", {"sheet": SHEET}):
        key = content[row["content_key"]]
        read[row["pass"]] = ports.vault.open_keying(
            session,
            batch,
            ContentKey(key["id"], key["to_self"], key["to_batch"]),
            f"{SHEET}/{row['pass']}",
            row["sealed"],
        )
    assert read == {1: b"clerk1", 2: b"clerk2"}


def test_a_manager_sees_nothing_of_a_batch_that_is_not_approved(ruled):
    session, ports = ruled.ports("manager")
    assert ports.ledger.rows(session, "batch") == []
    assert ports.ledger.history(session, SHEET) == ()
