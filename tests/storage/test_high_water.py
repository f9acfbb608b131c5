"""An older copy in the place of a project is known as one, and never writes under the old key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.event import Kind, NewEvent
from core.people import Role
from storage import high_water
from storage import verify as checks
from storage.device import this_device
from storage.high_water import HighWater, Mark, admit_waiting, put, written
from storage.journal_page import DEVICES
from storage.verify import verify
from tests.storage.projects import Project

PARTS = ("project.db", "project.db-wal", "slots.json")


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing"})


def kept_aside(project: Project, place: Path) -> None:
    """The project as it stands, closed."""
    project.gate.close()
    place.mkdir()
    for name in PARTS:
        if (project.folder / name).exists():
            shutil.copyfile(project.folder / name, place / name)


def put_back(project: Project, place: Path) -> None:
    project.gate.close()
    for name in PARTS:
        (project.folder / name).unlink(missing_ok=True)
        if (place / name).exists():
            shutil.copyfile(place / name, project.folder / name)


def device_of(project: Project) -> str:
    return this_device(project.at("admin").database).id


@pytest.fixture
def rolled_back(project: Project, tmp_path: Path) -> Project:
    """A project that wrote three events, and whose file is the one from before them."""
    kept_aside(project, tmp_path / "older")
    again = project.reopened()
    again.append("admin", aside(1), aside(2), aside(3))
    put_back(again, tmp_path / "older")
    return again.reopened()


def test_an_older_file_goes_on_under_a_new_key(rolled_back):
    database = rolled_back.at("admin").database
    assert database.value("SELECT count(*) FROM device") == 2
    rolled_back.append("admin", aside(9))
    (device,) = database.query("SELECT device FROM event WHERE subject = 'b/9'")
    assert device == (device_of(rolled_back),)
    assert database.value("SELECT state FROM device WHERE device = ?", device) in (
        high_water.WAITING,
        "active",
    )


def test_what_is_lost_is_named_until_an_administrator_accepts_it(rolled_back):
    opened = rolled_back.at("admin")
    (lost,) = opened.ports.backups.lost(opened.session)
    assert (lost.seq - lost.here, lost.accepted) == (3, True)  # by signing in
    report = verify(opened)
    assert report.sound
    assert [note.kind for note in report.notes] == [checks.ROLLED_BACK]


def test_nobody_but_an_administrator_admits_the_new_key(staffed, tmp_path):
    staffed.at("clerk1")
    kept_aside(staffed, tmp_path / "older")
    again = staffed.reopened()
    again.append("clerk1", aside(1))
    put_back(again, tmp_path / "older")
    again = again.reopened()
    clerk = again.at("clerk1")
    assert not admit_waiting(clerk.database, clerk.seat)
    again.append("clerk1", aside(2))  # work goes on meanwhile
    kinds = {problem.kind for problem in verify(clerk).problems}
    assert kinds == {checks.ROLLED_BACK, checks.DEVICE_WAITING}
    again.at("admin")
    assert verify(clerk).sound
    again.gate.close()


def test_devices_are_told_from_their_ends_as_the_whole_journal_would_tell_them(rolled_back):
    """One that waits has an end without any line of its own."""
    slow = (
        "SELECT device.device, coalesce(min(ms), 0), coalesce(max(ms), 0), count(seq) FROM device"
        " LEFT JOIN event ON event.device = device.device GROUP BY device.device"
    )
    admin = rolled_back.at("admin")
    for _ in range(2):
        told = admin.ports.journal.devices(admin.session)
        told = {(line.id, line.first_ms, line.last_ms, line.events) for line in told}
        assert told == set(admin.database.query(slow))
        assert len(told) == 2
        rolled_back.append("admin", aside(7), aside(8))
    steps = [row[3] for row in admin.database.query(f"EXPLAIN QUERY PLAN {DEVICES}")]
    (step,) = [step for step in steps if "first" in step]
    assert step.startswith("SEARCH")  # one line by its number; a SCAN would read the journal


def test_the_same_file_restored_twice_never_makes_a_fork(project, tmp_path):
    kept_aside(project, tmp_path / "older")
    project = project.reopened()
    devices = set()
    for number in range(3):
        project.append("admin", aside(number))
        devices.add(device_of(project))
        put_back(project, tmp_path / "older")
        project = project.reopened()
    assert len(devices) == 3
    project.gate.close()


def test_a_whole_folder_put_back_is_known_by_the_mark_outside_it(project, tmp_path):
    older = project.copied(tmp_path / "older")
    again = project.reopened()
    again.append("admin", aside(1))
    again = again.put_back(older)
    assert [note.kind for note in verify(again.at("admin")).notes] == [checks.ROLLED_BACK]
    again.gate.close()


def test_two_copies_of_a_folder_never_write_under_one_key(project, tmp_path):
    project.gate.close()
    shutil.copytree(project.folder, tmp_path / "copy")
    one, other = project.reopened(), Project(tmp_path / "copy", project.gate).reopened()
    one.append("admin", aside(1))
    first = device_of(one)
    one.gate.close()
    other.append("admin", aside(2))
    assert device_of(other) != first
    other.gate.close()
    assert device_of(one.reopened()) == first


def test_the_newer_file_coming_back_is_no_loss(project, tmp_path):
    kept_aside(project, tmp_path / "older")
    project = project.reopened()
    project.append("admin", aside(1))
    device = device_of(project)
    kept_aside(project, tmp_path / "newer")
    put_back(project, tmp_path / "older")
    project = project.reopened()
    assert device_of(project) != device
    put_back(project, tmp_path / "newer")
    project = project.reopened()
    assert device_of(project) == device
    assert verify(project.at("admin")).problems == ()
    project.gate.close()


def test_an_untouched_project_keeps_its_key(project):
    device = device_of(project)
    for number in range(2):
        project.append("admin", aside(number))
        project = project.reopened()
    assert device_of(project) == device
    assert verify(project.at("admin")).sound
    project.gate.close()


def test_a_second_person_signing_in_while_the_first_writes_is_no_rollback(staffed):
    device = device_of(staffed)
    for login in ("clerk1", "clerk2", "judge1"):
        staffed.append("admin", aside(1))
        staffed.append(login, aside(2))
        assert device_of(staffed) == device
    assert staffed.at("judge1").session.has(Role.LEADER)


def test_torn_and_foreign_marks_count_as_none(tmp_path):
    mark = Mark("0123456789abcdef", 7, bytes(32))
    water = HighWater([tmp_path / "a", tmp_path / "b"])
    water.note(mark)
    assert water.known(mark.device) == mark
    torn = bytearray(written(mark))
    torn[20] ^= 1
    put(tmp_path / "a", mark.device, bytes(torn))
    assert water.known(mark.device) == mark  # the other place still knows
    put(tmp_path / "b", mark.device, bytes(torn))
    assert water.known(mark.device) is None
    (tmp_path / "a" / "notes.txt").write_text("")
    assert water.all() == ()


def test_a_place_that_cannot_be_written_stops_nobody(project, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TWINKEY_DATA", str(tmp_path / "file"))
    project = project.reopened()
    project.append("admin", aside(1))
    assert verify(project.at("admin")).sound
    project.gate.close()
