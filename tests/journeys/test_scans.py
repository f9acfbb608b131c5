"""On a real project: a scan lies in no file in the clear, opens for those of its batch, and ends with its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import FILE_MISSING, NOT_ALLOWED, TwinkeyError, UserError
from core.services.demonstration import PASSWORD
from core.services.privacy import REQUEST
from core.values import SheetId, sheet_id
from storage.gate import FolderGate
from storage.verify import verify
from tests.journeys import blind
from tests.journeys.test_blindness import CHEAP
from tests.support.paper import picture
from tests.support.world import StoredWorld, desk_of, found_demo

MARKER, NAME = b"ZQMARKSCANBYTES41", "ZQMARKSCANNAME53.jpg"
SCAN = picture("paper", comment=MARKER * 20)
OTHER = picture("other", comment=MARKER * 3)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoredWorld]:
    monkeypatch.setenv("TWINKEY_DATA", str(tmp_path / "data"))
    gate = FolderGate(tmp_path / "project", desk_of, kdf=CHEAP)
    found_demo(gate, 2)
    yield StoredWorld(gate=gate)
    gate.close()


def batch_of(world: StoredWorld):
    clerk = world.desk("clerk1")
    return clerk.keying.tasks(clerk.session)[0].batch.id


def attached(world: StoredWorld, login: str, serial: str, data: bytes) -> tuple[SheetId, str]:
    desk, sheet = world.desk(login), sheet_id(batch_of(world), serial)
    desk.scans.attach(desk.session, sheet, NAME, data)
    return sheet, desk.scans.of_sheet(desk.session, sheet)[0].file


def test_neither_a_scan_nor_its_name_lies_in_any_file_in_the_clear(world, tmp_path):
    assert MARKER in SCAN
    _, file = attached(world, "leader", "0001", SCAN)
    opened = world.gate.open("admin", PASSWORD)
    markers = (MARKER.decode(), NAME.removesuffix(".jpg"))
    kept = tmp_path / "project" / "blobs" / file[:2] / file
    assert kept.stat().st_size > len(SCAN)
    assert not blind.places_with(markers, blind.files_in(tmp_path))
    assert not blind.places_with(markers, blind.tables_of(opened.database))
    pages = blind.pages_of(tmp_path / "project" / "project.db", opened.database.key())
    assert not blind.places_with(markers, pages)
    assert verify(opened).problems == ()


def test_storage_opens_it_for_the_batchs_people_and_for_nobody_else(world):
    leaders = attached(world, "leader", "0001", SCAN)[1]
    clerks = attached(world, "clerk1", "0002", OTHER)[1]
    may = {
        "leader": {leaders, clerks},
        "judge1": {leaders, clerks},
        "quality": {leaders, clerks},
        "clerk1": {leaders, clerks},
        "clerk2": {leaders},  # the other one would tell that pass 1 is under way
        "shopper": set(),
        "admin": set(),
        "manager": set(),
    }
    for login, files in may.items():
        opened = world.gate.open(login, PASSWORD)
        for file in (leaders, clerks):
            if file in files:
                assert opened.ports.files.get(opened.session, file) in (SCAN, OTHER)
            else:
                with pytest.raises(UserError) as error:
                    opened.ports.files.get(opened.session, file)
                assert error.value.code == NOT_ALLOWED, login
        opened.close()


def test_an_erased_sheets_scan_opens_for_nobody_and_its_key_is_nowhere(world, tmp_path):
    sheet, file = attached(world, "leader", "0001", SCAN)
    stays, other = attached(world, "leader", "0002", OTHER)
    shared = attached(world, "leader", "0002", SCAN)[1]
    assert shared in (other, file)
    truth = world.truth(batch_of(world), 2)
    world.key_twice(batch_of(world), truth)
    world.compare(batch_of(world))
    opened = world.gate.open("admin", PASSWORD)
    key = opened.database.value("SELECT key FROM sheet_key WHERE sheet = ?", (f"file/{other}",))
    quality = world.desk("quality")
    quality.privacy.erase(quality.session, [sheet], REQUEST, "2026-40")
    assert quality.scans.of_sheet(quality.session, sheet) == ()
    assert quality.scans.open(quality.session, stays, file) == SCAN, "the other sheet has it too"
    quality.privacy.erase(quality.session, [stays], REQUEST, "2026-41")
    for login in ("leader", "judge1", "quality", "clerk1"):
        again = world.gate.open(login, PASSWORD)
        for gone in (file, other):
            with pytest.raises(TwinkeyError) as error:
                again.ports.files.get(again.session, gone)
            assert error.value.code == FILE_MISSING
        again.close()
    assert not list((tmp_path / "project" / "blobs").rglob("*/*"))
    pages = blind.pages_of(tmp_path / "project" / "project.db", opened.database.key())
    assert not [name for name, data in pages if bytes(key) in data]
    assert verify(opened).problems == ()
