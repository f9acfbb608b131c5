"""What is unresolved at the deadline is split off: the rest is approved, the tail follows on its own."""

from __future__ import annotations

from datetime import UTC

import pytest

from core.errors import (
    NOT_ALLOWED,
    NOTHING_TO_SPLIT,
    REASON_MISSING,
    TOO_FEW_SERIALS,
    UNKNOWN_SERIAL,
    WRONG_STATE,
    UserError,
)
from core.services.batches import Counts
from core.services.recheck import Closing
from core.services.report_rows import ReportRows
from core.values import Special, part_id, sheet_id
from core.workflow.tables import TABLES
from tests.core.services.paper.test_whole_job import reviewed
from tests.support.paper import picture

WHY = "deadline of the month"
COUNT = 6


@pytest.fixture
def batch(world):
    return world.open_paper(COUNT)


@pytest.fixture
def truth(world, batch):
    return world.truth(batch, COUNT)


def key_both(world, batch, truth, *serials):
    for serial in serials:
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth[serial])


def split(world, batch, why=WHY):
    leader = world.desk("leader")
    leader.tails.split(leader.session, batch, why)
    return part_id(batch, 2)


def serials(world, batch):
    leader = world.desk("leader")
    return [row.serial for row in leader.batches.register(leader.session, batch)]


def row(world, login, batch):
    desk = world.desk(login)
    return desk.batches.batch(desk.session, batch)


def account(world, batch):
    leader = world.desk("leader")
    return leader.papers.account(leader.session, batch)


def settle(world, batch):
    """Confirm whatever the rules found, so that nothing is open."""
    leader = world.desk("leader")
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    assert row(world, "leader", batch).state == "settled"


def approve(world, batch, truth):
    settle(world, batch)
    for login, level in (("leader", 2), ("quality", 3)):
        reviewed(world, batch, login, level, truth.__getitem__)
    assert row(world, "leader", batch).state == "approved"


def test_the_rest_is_closed_and_no_sheet_is_in_both_or_neither(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    world.key("clerk1", batch, "0003", truth["0003"])
    clerk = world.desk("clerk2")
    draft = clerk.keying.begin(clerk.session, batch, "0004")
    clerk.keying.set_aside(clerk.session, draft, "page_missing")
    tail = split(world, batch)
    assert (row(world, "leader", batch).state, row(world, "leader", tail).state) == (
        "closed", "keying",
    )  # fmt: skip
    assert serials(world, batch) == ["0001", "0002"]
    assert serials(world, tail) == ["0003", "0004", "0005", "0006"]
    assert (row(world, "leader", batch).sheets, row(world, "leader", tail).sheets) == (2, 4)
    assert row(world, "leader", tail).code == row(world, "leader", batch).code + "-T1"
    whole, part = account(world, batch), account(world, tail)
    assert (whole.returned, whole.keyed, whole.waiting) == (COUNT, 2, 4)
    assert (part.returned, part.keyed, part.waiting) == (4, 0, 4)
    assert whole.holds
    assert part.holds


def test_both_parts_are_approved_each_on_its_own(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002", "0003")
    world.key("clerk1", batch, "0004", truth["0004"])
    tail = split(world, batch)
    world.compare(batch)
    approve(world, batch, truth)
    assert row(world, "leader", tail).state == "keying"

    world.key("clerk2", batch, "0004", truth["0004"])
    slip = {**truth["0005"], next(iter(truth["0005"])): Special.ILLEGIBLE}
    world.key("clerk1", batch, "0005", slip)
    world.key("clerk2", batch, "0005", truth["0005"])
    key_both(world, batch, truth, "0006")
    leader = world.desk("leader")
    leader.batches.close(leader.session, tail)
    world.compare(tail)
    assert world.rule_truly(tail, truth) == 1
    approve(world, tail, truth)
    assert row(world, "leader", batch).state == "approved"
    assert account(world, batch).keyed == COUNT
    keyed_once = [row(world, "leader", each).settled for each in (batch, tail)]
    assert keyed_once == [3, 3]


def test_a_closed_batch_splits_off_what_differs_and_is_settled_at_once(world, batch, truth):
    slip = {**truth["0002"], next(iter(truth["0002"])): Special.ILLEGIBLE}
    world.key("clerk1", batch, "0002", slip)
    world.key("clerk2", batch, "0002", truth["0002"])
    key_both(world, batch, truth, *(s for s in truth if s != "0002"))
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    world.compare(batch)
    waiting = {
        query.serial for query in leader.recheck.queries(leader.session) if query.batch == batch
    }
    tail = split(world, batch)
    assert row(world, "leader", batch).state == "settled"
    assert set(serials(world, tail)) == {"0002"} | waiting
    assert row(world, "leader", tail).differences == 1
    leader.batches.close(leader.session, tail)
    assert world.rule_truly(tail, truth) == 1


def test_a_tail_can_be_split_again(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    tail = split(world, batch)
    key_both(world, batch, truth, "0003")
    split(world, tail, "still late")
    last = part_id(batch, 3)
    assert serials(world, tail) == ["0003"]
    assert serials(world, last) == ["0004", "0005", "0006"]
    sheets = [row(world, "leader", each).sheets for each in (batch, tail, last)]
    assert sheets == [2, 1, 3]
    assert row(world, "leader", tail).state == "closed"


def test_what_never_came_back_is_not_counted_in_the_tail(world, batch, truth):
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, Counts(COUNT, 4, 2, 0), "two did not come back")
    key_both(world, batch, truth, "0001", "0002", "0003")
    tail = split(world, batch)
    assert (row(world, "leader", tail).sheets, account(world, tail).waiting) == (1, 1)
    key_both(world, batch, truth, "0006")
    leader.batches.close(leader.session, tail)
    assert account(world, batch).waiting == 0


def test_what_comes_late_is_counted_and_keyed_in_the_part_that_is_still_keyed(world, batch, truth):
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, Counts(COUNT, 4, 2, 0), "two did not come back")
    key_both(world, batch, truth, "0001", "0002", "0003")
    tail = split(world, batch)
    leader.papers.count(leader.session, batch, Counts(COUNT, 5, 1, 0), "one came by post")
    leader.papers.renumber(leader.session, batch, "0004", "duplicate", was_counted=False)
    assert serials(world, tail) == ["0004", "0004-S1", "0005", "0006"]
    assert (row(world, "leader", batch).sheets, row(world, "leader", tail).sheets) == (3, 3)
    whole, part = account(world, batch), account(world, tail)
    assert (whole.issued, whole.returned, whole.not_returned) == (7, 6, 1)
    assert (part.issued, part.returned, part.not_returned) == (4, 3, 1)
    assert (whole.waiting, part.waiting) == (3, 3)
    with pytest.raises(UserError) as caught:  # more than there are numbers
        leader.papers.count(leader.session, tail, Counts(5, 5), "too many")
    assert caught.value.code == TOO_FEW_SERIALS
    truth["0004-S1"] = truth["0004"]
    key_both(world, batch, truth, "0004", "0004-S1", "0005")
    leader.batches.close(leader.session, tail)
    assert row(world, "leader", tail).state == "closed"


def test_reports_count_each_paper_in_one_part(world, batch, truth):
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, Counts(COUNT, 4, 2, 0), "two did not come back")
    key_both(world, batch, truth, "0001", "0002", "0003")
    tail = split(world, batch)
    ledger, form = leader.batches._ledger, leader.batches._loading.form
    rows = ledger.rows(leader.session, "batch", {"id": (batch, tail)}, order=("id",))
    made = ReportRows(
        ledger, leader.adjudication._vault, leader.session, form(rows[0]["form"]), rows, UTC
    )
    lines = made.batch_lines()
    assert [(b.issued, b.returned, b.not_returned) for b in lines] == [(3, 3, 0), (3, 1, 2)]


def test_a_part_that_was_split_again_accounts_for_what_is_left_in_it(world, batch, truth):
    leader = world.desk("leader")
    key_both(world, batch, truth, "0001", "0002")
    tail = split(world, batch)
    key_both(world, batch, truth, "0003", "0004")
    split(world, tail)
    found = account(world, tail)
    assert (found.returned, found.keyed, found.waiting) == (2, 2, 0)
    with pytest.raises(UserError) as caught:
        leader.papers.lose(leader.session, tail, "0005", leader.session.person, "gone")
    assert caught.value.code == UNKNOWN_SERIAL
    last = part_id(batch, 3)
    leader.papers.lose(leader.session, last, "0005", leader.session.person, "gone")
    found = account(world, last)
    assert (found.returned, found.waiting, found.lost) == (2, 1, 1)


def test_a_sheet_is_found_for_erasing_by_the_code_of_its_part(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    tail = split(world, batch)
    leader, quality = world.desk("leader"), world.desk("quality")
    leader.batches.void(leader.session, sheet_id(batch, "0003"), "blank_page")
    code = row(world, "leader", tail).code
    (held,) = quality.privacy.of_sheet(quality.session, code, "0003")
    assert (held.sheet, held.batch_code) == (sheet_id(batch, "0003"), code)


def test_the_deadline_of_a_part_moves_no_other(world, batch, truth):
    leader = world.desk("leader")
    leader.papers.set_deadline(leader.session, batch, "2026-11-30")
    key_both(world, batch, truth, "0001")
    tail = split(world, batch)
    leader.papers.set_deadline(leader.session, tail, "2026-12-05")
    dues = [row(world, "leader", each).due for each in (batch, tail)]
    assert dues == ["2026-11-30", "2026-12-05"]


def test_a_clerk_keys_on_and_learns_nothing_of_what_was_split_off(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    clerk = world.desk("clerk2")
    for login, serial in (
        ("leader", "0003"),
        ("clerk2", "0003"),
        ("clerk1", "0003"),
        ("clerk2", "0004"),
    ):
        desk = world.desk(login)
        desk.scans.attach(desk.session, sheet_id(batch, serial), "x.jpg", picture(login + serial))
    world.key("clerk2", batch, "0003", truth["0003"])  # pass 1 has not: it goes

    def told():
        ledger, seen = clerk.keying._ledger, {}
        for table in TABLES:
            try:
                seen[table] = ledger.rows(clerk.session, table)
            except UserError as refusal:
                seen[table] = refusal.code
        seen["history"] = ledger.history(clerk.session, batch)
        seen["sheet"] = ledger.history(clerk.session, sheet_id(batch, "0003"))
        for each in (*seen["batch"], *seen["reach"]):  # that the rest is closed is all it may tell
            each.pop("state")
        seen["scans"] = clerk.scans.of_batch(clerk.session, batch)
        for name in ("list", "tasks"):
            asked = clerk.batches.list if name == "list" else clerk.keying.tasks
            seen[name] = asked(clerk.session)
        return seen

    before = told()
    assert len(before["scan"]) == len(before["scans"]) == 3
    tail = split(world, batch)
    assert told() == before
    with pytest.raises(UserError) as caught:
        clerk.batches.batch(clerk.session, tail)
    assert caught.value.code == NOT_ALLOWED
    assert clerk.keying.waiting(clerk.session, batch) == ("0004", "0005", "0006")


def test_a_clerk_hears_that_a_sheet_is_void_and_not_in_which_part(world, batch, truth):
    """That it went on in a part says that one of the passes had not keyed it."""
    key_both(world, batch, truth, "0001", "0002")
    world.key("clerk1", batch, "0003", truth["0003"])
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    leader.batches.void(leader.session, sheet_id(batch, "0002"), "blank_page")
    tail = split(world, batch)
    for serial in ("0003", "0004"):
        leader.batches.void(leader.session, sheet_id(batch, serial), "blank_page")
    ledger = clerk.keying._ledger
    told = ledger.rows(clerk.session, "void", {"batch": batch}, order=("serial",))
    assert [each["serial"] for each in told] == ["0002", "0003", "0004"]
    for table in TABLES:
        try:
            rows = ledger.rows(clerk.session, table)
        except UserError:
            continue
        assert tail not in repr(rows), table
    assert clerk.keying.waiting(clerk.session, batch) == ("0005", "0006")
    with pytest.raises(UserError) as caught:
        clerk.keying.begin(clerk.session, batch, "0004")
    assert caught.value.code == WRONG_STATE


def test_a_split_reads_the_story_only_of_sheets_that_have_one(world, batch, truth, monkeypatch):
    key_both(world, batch, truth, "0001", "0002")
    world.key("clerk1", batch, "0003", truth["0003"])
    loading, read = world.desk("leader").tails._loading, []
    sheet = loading.sheet
    monkeypatch.setattr(
        loading, "sheet", lambda who, which: read.append(which) or sheet(who, which)
    )
    split(world, batch)
    assert read == [sheet_id(batch, "0003")]


def test_refusals(world, batch, truth):
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    for why, code in ((WHY, NOTHING_TO_SPLIT), (" ", REASON_MISSING)):
        with pytest.raises(UserError) as caught:  # nothing is finished yet
            split(world, batch, why)
        assert caught.value.code == code
    key_both(world, batch, truth, *truth)
    with pytest.raises(UserError) as caught:  # everything is
        split(world, batch)
    assert caught.value.code == NOTHING_TO_SPLIT
    with pytest.raises(UserError) as caught:
        clerk.tails.split(clerk.session, batch, WHY)
    assert caught.value.code == NOT_ALLOWED
    leader.batches.close(leader.session, batch)
    world.compare(batch)
    approve(world, batch, truth)
    with pytest.raises(UserError) as caught:
        split(world, batch)
    assert caught.value.code == WRONG_STATE
