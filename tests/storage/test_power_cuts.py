"""After a power cut at any moment the file opens, holds, and has everything that was acknowledged."""

from __future__ import annotations

import random
import shutil
from copy import copy
from pathlib import Path

import pytest

from core.errors import TwinkeyError
from core.event import Kind, NewEvent
from core.ports.drafts import DraftLine
from core.values import KeyingId
from storage import database as databases
from storage.verify import verify
from tests.storage.projects import Project, founded, gate_of

pytest.importorskip("apsw", reason="the SQLite with a file system of one's own is not installed")
from tests.storage.power import SYNC, Disk

ACTS = 150
CHECKPOINT_PAGES = 30
"""Often, so that cuts also fall into checkpoints."""


Worked = tuple[Project, Disk, int]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """A project that worked on a recorded disk, and where its work begins in the record."""
    place = tmp_path_factory.mktemp("recorded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWINKEY_DATA", str(place / "data"))
        project = founded(place / "project")
        project.gate.close()
        disk = Disk("recorded")
        disk.begin(project.folder / "project.db")
        patch.setattr(databases, "connect", disk.connect)
        project = project.reopened()
        begin = work(project, disk)
        project.gate.close()
    return project, disk, begin


def work(project: Project, disk: Disk) -> int:
    session, ports = project.ports("admin")
    project.at("admin").database.query(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    disk.acknowledge(("event", "project"))
    begin = len(disk.acts)
    for number in range(ACTS):
        keying = KeyingId(f"b/{number % 20}/1/1")
        ports.drafts.append(session, keying, DraftLine(number, "sealed" * 30))
        disk.acknowledge(("draft", number))
        body = {"id": f"b/{number}/1/1", "pass": 1, "sealed": "sealed" * 60}
        events = [NewEvent(Kind.KEYING_SUBMITTED, f"b/{number}", body)]
        events += [NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number % 7}", {"why": "unclear"})]
        ports.ledger.append(session, "test", events)
        disk.acknowledge(("event", f"b/{number}"))
    return begin


def cuts(worked: Worked, times: int, place: Path, monkeypatch) -> int:
    """Cut the power; how many acknowledged acts were looked for and found."""
    project, disk, begin = worked
    rng = random.Random(times)
    found = 0
    for number in range(times):
        image, acknowledged = disk.cut(rng.randrange(begin, len(disk.acts)), rng)
        folder = place / str(number)
        folder.mkdir(parents=True)
        monkeypatch.setenv("TWINKEY_DATA", str(folder / "data"))
        for name, data in image.items():
            if name in ("project.db", "project.db-wal"):
                (folder / name).write_bytes(data)
        shutil.copyfile(project.folder / "slots.json", folder / "slots.json")
        found += checked(Project(folder, gate_of(folder)), acknowledged)
        shutil.rmtree(folder)
    return found


def checked(project: Project, acknowledged: list[object]) -> int:
    """Nothing acknowledged is missing, and all of it holds."""
    database = project.at("admin").database
    there = {("event", subject) for (subject,) in database.query("SELECT subject FROM event")}
    there |= {("draft", n) for (n,) in database.query("SELECT n FROM draft")}
    assert set(acknowledged) <= there
    assert verify(project.at("admin")).problems == ()
    project.gate.close()
    return len(acknowledged)


def test_a_power_cut_loses_nothing_that_was_acknowledged(worked, tmp_path, monkeypatch):
    assert cuts(worked, 12, tmp_path / "images", monkeypatch) > ACTS


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_two_hundred_power_cuts_lose_nothing(worked, tmp_path, monkeypatch):
    assert cuts(worked, 200, tmp_path / "images", monkeypatch) > 20 * ACTS


def test_a_disk_that_lies_about_flushing_does_lose_work(worked, tmp_path, monkeypatch):
    """The proof has teeth: with the flushes left out of the record it fails."""
    project, disk, begin = worked
    lying = copy(disk)
    lying.acts = [*disk.acts[:begin], *(act for act in disk.acts[begin:] if act[0] != SYNC)]
    with pytest.raises((AssertionError, TwinkeyError)):
        cuts((project, lying, begin), 6, tmp_path / "images", monkeypatch)
