"""What an auditor's journal tells, and what it keeps from somebody who is also a clerk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

import pytest
from openpyxl import load_workbook

from core.errors import NOT_ALLOWED, UserError
from core.event import Event, Kind
from core.people import Grant, Post, Role
from core.ports.gate import NewPerson
from core.progress import Silent
from core.reports.journal import meaning
from core.services import demonstration
from core.services.batches import Counts, NewBatch
from core.services.journal import JournalFilter
from core.values import PersonId, UnitId
from core.workflow.before import Change, changes
from tests.support.events import stamp
from tests.support.world import MemoryWorld, in_folder, in_memory


def event(ms: int, kind: Kind, subject: str = "s", **body: object) -> Event:
    return Event(kind, subject, body, stamp(ms), PersonId("p"), "admin")


def test_each_changed_field_is_told_with_what_stood_before():
    added = event(1, Kind.PERSON_ADDED, name="Chen", active=True, sign_key="k1")
    changed = event(2, Kind.PERSON_CHANGED, name="Chen Yi", active=True, cert="c")
    assert changes(added, [added, changed]) == (
        Change("name", None, "Chen"),
        Change("active", None, True),
    )
    assert changes(changed, [changed, added]) == (Change("name", "Chen", "Chen Yi"),)


def test_a_record_is_told_question_by_question():
    first = event(1, Kind.RECORD_SETTLED, revision=1, answers_json='{"Q1":"3","Q2":"4"}')
    second = event(2, Kind.RECORD_SETTLED, revision=2, answers_json='{"Q1":"3","Q2":{"x":"blank"}}')
    assert changes(second, [first, second]) == (
        Change("revision", 1, 2),
        Change("answers.Q2", "4", {"x": "blank"}),
    )


def test_what_other_sheets_and_other_levels_said_is_no_old_value():
    other = event(1, Kind.UNIT_RECORDED, "E02", level="outlet")
    unit = event(2, Kind.UNIT_RECORDED, "E01", level="branch")
    assert changes(unit, [other]) == (Change("level", None, "branch"),)
    level2 = event(1, Kind.BATCH_DECIDED, level=2, outcome="passed")
    level3 = event(2, Kind.BATCH_DECIDED, level=3, outcome="passed")
    assert changes(level3, [level2]) == (
        Change("level", None, 3),
        Change("outcome", None, "passed"),
    )


def test_what_was_done_to_a_batch_is_told_with_the_counts_and_the_day_that_stood_before():
    counts, fewer = {"issued": 9, "returned": 9}, {"issued": 9, "returned": 8}
    opened = event(1, Kind.BATCH_OPENED, code="E01", counts=counts, due="2026-11-30")
    lost = event(2, Kind.BATCH_CHANGED, did="lost", serial="0001", why="fire")
    counted = event(3, Kind.BATCH_CHANGED, did="counted", counts=fewer, why="fire")
    later = event(4, Kind.BATCH_CHANGED, did="due", due="2026-12-15")
    never = event(5, Kind.BATCH_CHANGED, did="due", due="")
    again = event(6, Kind.BATCH_CHANGED, did="due", due="2026-12-31")
    journal = [again, counted, opened, never, lost, later]
    assert changes(lost, journal) == (
        Change("did", None, "lost"), Change("serial", None, "0001"), Change("why", None, "fire")
    )  # fmt: skip
    assert changes(counted, journal) == (
        Change("did", None, "counted"), Change("counts", counts, fewer), Change("why", None, "fire")
    )  # fmt: skip
    assert changes(later, journal)[1:] == (Change("due", "2026-11-30", "2026-12-15"),)
    assert changes(never, journal) == (
        Change("did", None, "due"), Change("due", "2026-12-15", None)
    )  # fmt: skip
    assert changes(again, journal)[1:] == (Change("due", None, "2026-12-31"),)


def test_a_setting_is_told_with_the_value_that_stood_before():
    def decided(ms: int, value: str, since: str) -> Event:
        body = {"what": "setting", "name": "error_limit", "value": value, "since": since}
        return event(ms, Kind.PROJECT_CHANGED, "setting/error_limit", **body, start=ms)

    first, second = decided(1, "0.4", "2026-12-01"), decided(2, "0.3", "2027-01-01")
    assert changes(second, [second, first]) == (
        Change("what", None, "setting"),
        Change("name", None, "error_limit"),
        Change("value", "0.4", "0.3"),
        Change("since", "2026-12-01", "2027-01-01"),
    )
    named = [
        event(ms, Kind.PROJECT_CHANGED, "device/d1", what="device", name=name)
        for ms, name in ((1, "Counter 1"), (2, "Counter 2"))
    ]
    assert changes(named[1], named)[1:] == (Change("name", "Counter 1", "Counter 2"),)


def test_the_approval_of_an_erratum_is_told_apart_from_publishing():
    published = replace(event(1, Kind.FORM_PUBLISHED, version="2"), signature="s")
    approved = replace(published, body={**published.body, "pools_with": "f", "why": "misprint"})
    assert meaning(published)[1] == "publishes this version of the form"
    assert meaning(approved) == (
        "批准此版与较早一版合并统计",
        "approves that this version counts together with an earlier one",
    )
    assert meaning(replace(approved, signature="")) == ("", "")


@pytest.fixture(scope="module")
def world() -> MemoryWorld:
    """`both` keys pass 2 at a branch of the East and leads a team in the South."""
    world = in_memory("BSQ-1.xlsx")
    admin = world.desk("admin")
    grants = (Grant(Role.CLERK, demonstration.BRANCH), Grant(Role.LEADER, UnitId("S")))
    person = NewPerson("both", "两岗", grants, demonstration.PASSWORD)
    admin.directory.add_person(admin.session, person)
    leader = world.desk("leader")
    form = leader.directory.forms(leader.session)[0].id
    posts = {
        Post.PASS1: ("clerk1",), Post.PASS2: ("both",), Post.ADJUDICATION: ("judge1", "judge2"),
        Post.LEVEL2: ("leader",), Post.LEVEL3: ("quality",),
    }  # fmt: skip
    named = {post: tuple(world.people()[login] for login in who) for post, who in posts.items()}
    new = NewBatch("E01-X", form, demonstration.BRANCH, "2026-11", 1, 1, Counts(1, 1), named)
    leader.batches.open(leader.session, new)
    batch = next(row.id for row in leader.batches.list(leader.session))
    world.key("clerk1", batch, "0001", world.truth(batch, 1)["0001"])
    return world


def test_the_page_and_the_workbook_tell_what_a_change_replaced(tmp_path):
    """A recount, a deadline, an error limit (requirements APP-08, APP-09)."""
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    batch = world.open_paper(2)
    leader, admin = world.desk("leader"), world.desk("admin")
    today = datetime.now(UTC).date()
    days = [(today + timedelta(days=ahead)).isoformat() for ahead in (10, 20)]
    leader.papers.count(leader.session, batch, Counts(3, 2, 1), "one came late")
    for due in days:
        leader.papers.set_deadline(leader.session, batch, due)
    for limit in ("0.4", "0.3"):
        admin.settings.change(admin.session, "error_limit", limit, days[0])

    def newest(desk, kind):
        page = desk.journal.page(desk.session, JournalFilter(kind=kind.value))
        told = desk.journal.changes(desk.session, page.events[0][0])
        return {change.field: (change.old, change.new) for change in told}

    assert newest(admin, Kind.PROJECT_CHANGED)["value"] == ("0.4", "0.3")
    assert newest(leader, Kind.BATCH_CHANGED)["due"] == tuple(days)
    files = leader.journal.export(leader.session, JournalFilter(), tmp_path, Silent())
    book = load_workbook(next(path for path in files if path.name.endswith(".xlsx")))
    told = [row[9:12] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert ("value", "0.4", "0.3") in told
    assert ("due", *days) in told
    ((old, new),) = [(old, new) for field, old, new in told if field == "counts" and old]
    assert ('"issued": 2' in old, '"issued": 3' in new) == (True, True)
    world.gate.close()


def test_a_clerk_who_leads_elsewhere_sees_no_numbers_hashes_or_head(world):
    both = world.desk("both")
    page = both.journal.page(both.session, JournalFilter())
    assert page.events
    assert {(e.stamp.seq, digest) for e, digest in page.events} == {(0, "")}
    assert Kind.KEYING_SUBMITTED not in {e.kind for e, _ in page.events}
    assert both.journal.head(both.session) == ""
    with pytest.raises(UserError) as caught:
        both.journal.export(both.session, JournalFilter(), PurePath("nowhere"), Silent())
    assert caught.value.code == NOT_ALLOWED


def test_whoever_oversees_sees_them(world):
    leader = world.desk("leader")
    page = leader.journal.page(leader.session, JournalFilter(kind=Kind.KEYING_SUBMITTED.value))
    ((said, digest),) = page.events
    assert said.stamp.seq > 0
    assert len(digest) == 64
    assert leader.journal.head(leader.session)


@pytest.mark.parametrize("login", ["clerk1", "shopper", "manager"])
def test_nobody_else_reads_the_journal_or_its_head(world, login):
    desk = world.desk(login)
    for asked in (
        lambda: desk.journal.page(desk.session, JournalFilter()),
        lambda: desk.journal.head(desk.session),
    ):
        with pytest.raises(UserError) as caught:
            asked()
        assert caught.value.code == NOT_ALLOWED
