"""What was acknowledged survives the end of the process, a full disk and a folder that refuses."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import CANNOT_WRITE, DISK_FULL, LOCKED, READ_ONLY, TwinkeyError
from core.event import Kind, NewEvent
from storage.verify import verify
from tests.storage.projects import PASSWORD, Project, founded, gate_of


def killed(project: Project, run: int, after_s: float) -> list[tuple[str, str]]:
    """Run a writer, kill it after some time; what it said was done."""
    command = [sys.executable, "-m", "tests.storage.writer", str(project.folder), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        time.sleep(after_s)
        writer.kill()
        said = writer.stdout.read().splitlines()
    # the last line may be cut
    return [(words[0], words[1]) for words in map(str.split, said[:-1]) if len(words) == 2]


def kills(project: Project, times: int) -> int:
    rng = random.Random(times)
    acknowledged: list[tuple[str, str]] = []
    for run in range(times):
        project.gate.close()
        acknowledged += killed(project, run, rng.uniform(0, 0.25))
        project = Project(project.folder, gate_of(project.folder))
        session, ports = project.ports("clerk1")
        keyed = {
            row["id"] for row in ports.ledger.rows(session, "keying", {"clerk": session.person})
        }
        drafts = {row[0] for row in project.at("clerk1").database.query("SELECT keying FROM draft")}
        blobs = project.at("clerk1").database.value("SELECT count(*) FROM blob")
        assert {keying for what, keying in acknowledged if what == "keyed"} <= keyed
        assert {keying for what, keying in acknowledged if what == "draft"} <= drafts
        assert blobs >= sum(what == "file" for what, _ in acknowledged)
        assert verify(project.at("clerk1")).problems == ()
    project.gate.close()
    return len(acknowledged)


@pytest.fixture
def clerked(staffed: Project) -> Project:
    staffed.at("clerk1")
    return staffed


def test_killing_the_writer_loses_nothing_that_was_acknowledged(clerked):
    assert kills(clerked, 4) > 0


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_killing_the_writer_two_hundred_times_loses_nothing(clerked):
    assert kills(clerked, 200) > 1000


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing " * 40})


def fill(project: Project, most: int = 4000) -> tuple[int, TwinkeyError | None]:
    """Append until it is refused; how many were taken, and the refusal."""
    session, ports = project.ports("admin")
    for number in range(most):
        try:
            ports.ledger.append(session, "test", [aside(number)])
        except TwinkeyError as error:
            return number, error
    return most, None


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system of 3 MB, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_and_work_goes_on_when_there_is_room(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    project = founded(small_disk / "p")
    taken, error = fill(project)
    assert error is not None
    assert error.code == DISK_FULL
    session, ports = project.ports("admin")
    for _ in range(3):
        with pytest.raises(TwinkeyError):
            ports.ledger.append(session, "test", [aside(taken)])
    with pytest.raises(TwinkeyError) as refused:
        ports.files.put(session, "photo.jpg", os.urandom(2_500_000))
    assert refused.value.code == DISK_FULL
    ballast.unlink()
    ports.ledger.append(session, "test", [aside(taken)])
    events = project.at("admin").database.value(
        "SELECT count(*) FROM event WHERE kind = ?", (Kind.SHEET_SET_ASIDE.value,)
    )
    assert events == taken + 1
    assert verify(project.at("admin")).problems == ()
    project.gate.close()


def test_a_limit_on_file_size_loses_nothing(project):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    session, ports = project.ports("admin")
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        taken, error = fill(project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error is not None
    assert error.code in {CANNOT_WRITE, DISK_FULL}
    ports.ledger.append(session, "test", [aside(taken)])
    assert verify(project.at("admin")).problems == ()


def test_a_database_locked_by_another_program_is_said(project):
    project.at("admin")
    key = project.at("admin").database.key().hex()
    other = (
        "import sys; from sqlcipher3 import dbapi2\n"
        "c = dbapi2.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA key = \"x' + chr(39) + sys.argv[2] + chr(39) + '\"')\n"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", other, str(project.folder / "project.db"), key]
    project.at("admin").database.query("PRAGMA busy_timeout = 50")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TwinkeyError) as refused:
            project.append("admin", aside(1))
        assert refused.value.code == LOCKED
        holder.communicate()
    project.append("admin", aside(1))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(project):
    project.gate.close()
    project.folder.chmod(0o500)
    try:
        with pytest.raises(TwinkeyError) as refused:
            gate_of(project.folder).open("admin", PASSWORD)
    finally:
        project.folder.chmod(0o700)
    assert refused.value.code == READ_ONLY
