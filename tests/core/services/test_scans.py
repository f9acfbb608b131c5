"""Who may attach pictures of paper and who sees them; a whole batch at once, or nothing."""

from __future__ import annotations

import pytest

from core.errors import (
    ALREADY_SUBMITTED,
    CANCELLED,
    FILE_MISSING,
    NOT_A_SCAN,
    NOT_ALLOWED,
    NOT_YOUR_PASS,
    UNKNOWN_SERIAL,
    EnvError,
    UserError,
)
from core.event import Kind
from core.progress import Silent
from core.services.desk import Desk
from core.values import BatchId, SheetId, batch_of, sheet_id
from tests.support.paper import pdf, picture
from tests.support.world import MemoryWorld, in_memory


@pytest.fixture
def world() -> MemoryWorld:
    return in_memory("BSQ-1.xlsx", "MSC-1.xlsx")


@pytest.fixture
def batch(world: MemoryWorld) -> BatchId:
    return world.open_paper(4)


def attach(desk: Desk, sheet: SheetId, data: bytes, name: str = "0001.jpg", page: int = 1) -> None:
    desk.scans.attach(desk.session, sheet, name, data, page)


def seen(desk: Desk, sheet: SheetId) -> list[tuple[str, int, int]]:
    every = desk.scans.of_batch(desk.session, batch_of(sheet))
    found = [(scan.name, scan.page, scan.pages) for scan in every if scan.sheet == sheet]
    assert len(found) == len(desk.scans.of_sheet(desk.session, sheet))
    return found


def refused(desk: Desk, sheet: SheetId, data: bytes = b"") -> str:
    with pytest.raises(UserError) as error:
        attach(desk, sheet, data or picture(desk.session.name))
    return error.value.code


def test_a_leaders_scan_is_seen_by_everybody_who_holds_a_post(world, batch):
    sheet = sheet_id(batch, "0001")
    attach(world.desk("leader"), sheet, picture("1"))
    for login in ("leader", "clerk1", "clerk2", "judge1", "judge2", "quality"):
        desk = world.desk(login)
        assert seen(desk, sheet) == [("0001.jpg", 1, 1)], login
        assert desk.scans.has_scan(desk.session, sheet)
        scan = desk.scans.of_sheet(desk.session, sheet)[0]
        assert desk.scans.open(desk.session, sheet, scan.file) == picture("1")
        assert not desk.scans.has_scan(desk.session, sheet_id(batch, "0002"))


def test_a_clerks_picture_tells_the_other_pass_nothing(world, batch):
    sheet = sheet_id(batch, "0001")
    attach(world.desk("clerk1"), sheet, picture("1"))
    other = world.desk("clerk2")
    file = world.desk("clerk1").scans.of_sheet(world.desk("clerk1").session, sheet)[0].file
    assert seen(other, sheet) == []
    assert not other.scans.has_scan(other.session, sheet)
    with pytest.raises(UserError) as error:
        other.scans.open(other.session, sheet, file)
    assert error.value.code == FILE_MISSING
    assert seen(world.desk("judge1"), sheet) == [("0001.jpg", 1, 1)]


def test_rows_that_clerks_read_tell_neither_who_nor_when(world, batch):
    attach(world.desk("leader"), sheet_id(batch, "0001"), picture("1"))
    row = world.memory.raw("scan", {})[0]
    assert set(row) == {
        "subject", "sheet", "batch", "file", "format", "pages", "page", "pass", "private"
    }  # fmt: skip
    events = [e for e in world.memory.events[sheet_id(batch, "0001")]]
    assert [e.kind for e in events] == [Kind.SHEET_SCANNED]
    assert "0001.jpg" not in repr(events)


def test_pages_stand_in_order_of_the_paper_however_they_came(world, batch):
    sheet, leader = sheet_id(batch, "0001"), world.desk("leader")
    attach(leader, sheet, picture("second"), "0001-2.jpg", 2)
    attach(leader, sheet, picture("first"), "0001.jpg", 1)
    assert seen(leader, sheet) == [("0001.jpg", 1, 1), ("0001-2.jpg", 2, 1)]
    attach(leader, sheet, picture("first"), "again.jpg", 1)
    assert len(seen(leader, sheet)) == 2


def test_only_the_leader_and_the_sheets_own_clerks_attach(world, batch):
    sheet = sheet_id(batch, "0001")
    assert refused(world.desk("shopper"), sheet) == NOT_ALLOWED
    assert refused(world.desk("admin"), sheet) == NOT_ALLOWED
    assert refused(world.desk("manager"), sheet) == NOT_ALLOWED
    assert refused(world.desk("leader"), sheet_id(batch, "0999")) == UNKNOWN_SERIAL
    truth = world.truth(batch, 1)
    world.key("clerk1", batch, "0001", truth["0001"])
    assert refused(world.desk("clerk1"), sheet) == ALREADY_SUBMITTED
    attach(world.desk("clerk2"), sheet, picture("2"))
    assert refused(world.desk("leader"), sheet, b"MZ") == NOT_A_SCAN


def test_a_clerk_may_not_attach_a_whole_batch(world, batch):
    clerk = world.desk("clerk1")
    assert not clerk.scans.may_attach(clerk.session, batch)
    offered = clerk.scans.offered(clerk.session, batch, ["0001.jpg"])
    with pytest.raises(UserError) as error:
        clerk.scans.attach_all(clerk.session, batch, offered.matches, lambda _: picture(), Silent())
    assert error.value.code in (NOT_ALLOWED, NOT_YOUR_PASS)


def test_a_scan_that_was_removed_is_gone_and_the_file_with_it(world, batch):
    sheet, leader, clerk = sheet_id(batch, "0001"), world.desk("leader"), world.desk("clerk1")
    attach(leader, sheet, picture("wrong"))
    file = leader.scans.of_sheet(leader.session, sheet)[0].file
    with pytest.raises(UserError) as error:
        clerk.scans.remove(clerk.session, sheet, file, "wrong sheet")
    assert error.value.code == NOT_ALLOWED
    leader.scans.remove(leader.session, sheet, file, "wrong sheet")
    assert seen(leader, sheet) == []
    assert file not in world.memory.files


def test_a_picture_that_two_sheets_share_stays_with_the_other(world, batch):
    leader = world.desk("leader")
    one, two = sheet_id(batch, "0001"), sheet_id(batch, "0002")
    for sheet in (one, two):
        attach(leader, sheet, picture("same"))
    file = leader.scans.of_sheet(leader.session, one)[0].file
    leader.scans.remove(leader.session, one, file, "wrong sheet")
    assert leader.scans.open(leader.session, two, file) == picture("same")


FOLDER = {
    "0001.jpg": picture("1"),
    "0002.jpg": picture("2"),
    "0002-2.jpg": picture("2b"),
    "0003.jpg": picture("3")[:400],
    "notes.txt": b"hello",
    "0009.jpg": picture("9"),
}


def test_a_folder_is_previewed_then_attached_and_what_is_broken_is_told(world, batch):
    leader = world.desk("leader")
    offered = leader.scans.offered(leader.session, batch, list(FOLDER))
    assert {m.name for m in offered.matches if not m.fits} == {"notes.txt", "0009.jpg"}
    assert offered.without == ("0004",)
    done = leader.scans.attach_all(
        leader.session, batch, offered.matches, FOLDER.__getitem__, Silent()
    )
    assert done.files == 3
    assert [error.params["file"] for error in done.refused] == ["0003.jpg"]
    found = leader.scans.of_batch(leader.session, batch)
    assert [(s.serial, s.name) for s in found] == [
        ("0001", "0001.jpg"), ("0002", "0002.jpg"), ("0002", "0002-2.jpg")
    ]  # fmt: skip


def test_a_pdf_of_all_sheets_is_cut_so_that_each_holds_its_own_pages_only(world, batch):
    leader, whole = world.desk("leader"), pdf("1a", "1b", "2a", "2b", "3a")
    offered = leader.scans.offered_stack(leader.session, batch, "all.pdf", 5, 2, "0002")
    done = leader.scans.attach_all(
        leader.session, batch, offered.matches, {"all.pdf": whole}.__getitem__, Silent()
    )
    assert done.files == 2
    assert [(s.serial, s.pages) for s in leader.scans.of_batch(leader.session, batch)] == [
        ("0002", 2),
        ("0003", 2),
    ]
    with pytest.raises(UserError) as error:
        leader.scans.offered_stack(leader.session, batch, "all.pdf", 5, 2, "77")
    assert error.value.code == UNKNOWN_SERIAL


class Stopping:
    """A person who presses Cancel after some steps."""

    def __init__(self, after: int) -> None:
        self._left = after

    def step(self, done: int, total: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise EnvError(CANCELLED)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopped_in_the_middle_nothing_is_attached_and_no_file_stays(world, batch, after):
    leader = world.desk("leader")
    offered = leader.scans.offered(leader.session, batch, ["0001.jpg", "0002.jpg", "0002-2.jpg"])
    with pytest.raises(EnvError):
        leader.scans.attach_all(
            leader.session, batch, offered.matches, FOLDER.__getitem__, Stopping(after)
        )
    assert leader.scans.of_batch(leader.session, batch) == ()
    assert world.memory.files == {}
