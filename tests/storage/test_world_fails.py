"""The world fails: a clear refusal, nothing acknowledged lost, and work goes on when the cause is gone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import (
    CANNOT_WRITE,
    DISK_FULL,
    FOLDER_GONE,
    READ_ONLY,
    TwinkeyError,
)
from core.event import Kind, NewEvent
from core.ports.drafts import DraftLine
from core.values import KeyingId
from storage import database as databases
from storage.database import SLOW_MS
from storage.hybrid_clock import HybridClock
from storage.verify import verify
from tests.storage.projects import PASSWORD, Project, founded, gate_of

YEAR_MS = 365 * 86_400_000


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing"})


def acts(project: Project) -> dict[str, Callable[[int], object]]:
    """Each way in which a person's work is made durable."""
    session, ports = project.ports("admin")
    return {
        "event": lambda n: ports.ledger.append(session, "test", [aside(n)]),
        "draft": lambda n: ports.drafts.append(
            session, KeyingId(f"b/{n}/1/1"), DraftLine(n, "sealed")
        ),
        "file": lambda n: ports.files.put(session, "photo.jpg", f"photo {n}".encode() * 40),
    }


def all_refused(project: Project, *codes: str) -> None:
    for name, act in acts(project).items():
        with pytest.raises(TwinkeyError) as refused:
            act(99)
        assert refused.value.code in codes, name


def all_go_on(project: Project) -> None:
    for act in acts(project).values():
        act(100)
    assert verify(project.at("admin")).problems == ()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def remounted(disk: Path, option: str) -> None:
    if subprocess.run(
        ["mount", "-o", f"remount,{option}", str(disk)], capture_output=True
    ).returncode:
        pytest.skip("a file system in use cannot be made read-only here")


def test_a_folder_that_becomes_read_only_is_said(disk):
    project = founded(disk / "project")
    acts(project)["event"](1)
    project.gate.close()
    remounted(disk, "ro")
    with pytest.raises(TwinkeyError) as refused:
        gate_of(project.folder).open("admin", PASSWORD)
    assert refused.value.code in {READ_ONLY, CANNOT_WRITE}
    remounted(disk, "rw")
    again = project.reopened()
    all_go_on(again)
    again.gate.close()


def test_a_full_disk_refuses_every_kind_of_work_and_lets_it_go_on(disk):
    project = founded(disk / "project")
    session, ports = project.ports("admin")
    ballast = disk / "ballast"
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(bytes(2**26))
    taken = until_refused(acts(project)["event"])
    with pytest.raises(TwinkeyError) as copying:
        ports.backups.make(session, "asked", Quiet())
    assert copying.value.code == DISK_FULL
    ballast.unlink()
    rows = project.at("admin").database.query("SELECT count(*) FROM event WHERE subject LIKE 'b/%'")
    assert rows == [(taken,)]
    all_go_on(project)
    project.gate.close()


def until_refused(act: Callable[[int], object]) -> int:
    """How often the act was taken."""
    for number in range(2000):
        try:
            act(number)
        except TwinkeyError as error:
            if error.code not in {DISK_FULL, CANNOT_WRITE}:
                raise
            return number
    raise AssertionError("never refused")


class Quiet:
    def step(self, done: int, total: int) -> None:
        pass


def test_a_folder_that_is_gone_is_said_before_anything_is_written_into_nowhere(project):
    acts(project)["event"](1)
    elsewhere = project.folder.with_name("elsewhere")
    project.folder.rename(elsewhere)
    all_refused(project, FOLDER_GONE)
    assert not project.folder.exists()
    elsewhere.rename(project.folder)
    all_go_on(project)


def test_a_file_replaced_under_an_open_project_takes_no_writes(project):
    acts(project)["event"](1)
    file = project.folder / "project.db"
    kept = file.rename(file.with_name("kept.db"))
    shutil.copyfile(kept, file)
    with pytest.raises(TwinkeyError) as refused:
        acts(project)["event"](2)
    assert refused.value.code == FOLDER_GONE
    file.unlink()
    kept.rename(file)
    all_go_on(project)


@pytest.mark.parametrize("back_ms", [1000, 3_600_000, YEAR_MS])
def test_a_clock_set_back_refuses_nobody_and_disorders_nothing(tmp_path, back_ms):
    wall = [int(datetime(2026, 11, 25, tzinfo=UTC).timestamp() * 1000)]
    project = founded(tmp_path / "project")
    project.gate.close()
    project = Project(
        project.folder, gate_of(project.folder, hybrid=HybridClock(lambda: wall[0], lambda: 480))
    )
    session, ports = project.ports("admin")
    for number in range(6):
        wall[0] += 500 if number != 3 else -back_ms
        ports.ledger.append(session, "test", [aside(number)])
    lines = project.at("admin").database.query(
        "SELECT subject FROM event WHERE subject LIKE 'b/%' ORDER BY ms, counter, device, seq"
    )
    assert [subject for (subject,) in lines] == [f"b/{number}" for number in range(6)]
    all_go_on(project)
    project.gate.close()


def test_a_write_that_a_person_feels_is_logged_without_what_was_written(
    project, monkeypatch, caplog
):
    caplog.set_level("INFO")
    ticks = iter(range(0, 10_000, 1))
    monkeypatch.setattr(databases.time, "perf_counter", lambda: next(ticks) * SLOW_MS / 1000)
    acts(project)["draft"](1)
    (told,) = [record.getMessage() for record in caplog.records if "slow write" in record.msg]
    assert f"{SLOW_MS} ms disk" in told
    assert "sealed" not in told
