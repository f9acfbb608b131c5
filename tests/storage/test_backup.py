"""Copies are whole and checked or not there, and the rule keeps the right ones."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CANCELLED, DAMAGED, DISK_FULL, SIGNED_OUT, EnvError
from core.event import Kind, NewEvent
from core.ports.backups import ASKED, MIGRATION, SCHEDULED, Copy
from core.progress import Silent
from storage import backup as backups
from storage.backup import (
    DAYS,
    LAST_ASKED,
    MONTHS,
    NEWEST,
    WEEKS,
    FolderBackups,
    Source,
    back_up,
    copies_in,
    kept,
    name_of,
)
from storage.folder import BACKUPS, BLOBS
from storage.verify import ROLLED_BACK, verify
from tests.storage.projects import PASSWORD, Project, gate_of

DAY_MS = 86_400_000


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing"})


@pytest.fixture
def source(project: Project) -> Source:
    project.append("admin", *(aside(number) for number in range(5)))
    return Source(project.at("admin").database, project.folder)


def test_a_copy_is_a_project_that_opens_and_holds(project, source):
    made = back_up(source, project.folder / BACKUPS, ASKED)
    assert made.head == project.at("admin").ports.ledger.head()
    assert made.events == source.database.value("SELECT count(*) FROM event")
    project.append("admin", aside(6))
    gate = gate_of(project.folder / BACKUPS / made.name)
    opened = gate.open("admin", PASSWORD)
    report = verify(opened)
    assert (report.events, report.head, report.problems) == (made.events, made.head, ())
    assert {note.kind for note in report.notes} == {ROLLED_BACK}  # the administrator signed in
    gate.close()


def test_copies_elsewhere_share_the_attachments(project, source, tmp_path):
    session, ports = project.ports("admin")
    kept_file = ports.files.put(session, "photo.jpg", b"\xff\xd8 photo")
    target = tmp_path / "stick"
    for _ in range(2):
        back_up(source, target, ASKED)
    (blob,) = (path for path in (target / BLOBS).rglob("*") if path.is_file())
    assert blob.name == kept_file.sha256
    assert len(copies_in(target)) == 2


def test_a_copy_that_does_not_hold_is_not_kept(project, source, monkeypatch):
    written = backups.write_database

    def damaged(database, path, progress):
        written(database, path, progress)
        data = bytearray(path.read_bytes())
        data[5000] ^= 1
        path.write_bytes(bytes(data))

    monkeypatch.setattr(backups, "write_database", damaged)
    with pytest.raises(EnvError) as error:
        back_up(source, project.folder / BACKUPS, ASKED)
    assert error.value.code == DAMAGED
    assert list((project.folder / BACKUPS).iterdir()) == []


def test_a_copy_can_be_stopped_and_leaves_nothing(project, source):
    class Stop:
        def step(self, done: int, total: int) -> None:
            raise EnvError(CANCELLED)

    source.database.query("CREATE TABLE big AS SELECT randomblob(800) AS data FROM event, event")
    for _ in range(4):
        source.database.query("INSERT INTO big SELECT randomblob(800) FROM big")
    with pytest.raises(EnvError) as error:
        back_up(source, project.folder / BACKUPS, ASKED, Stop())
    assert error.value.code == CANCELLED
    assert list((project.folder / BACKUPS).iterdir()) == []
    back_up(source, project.folder / BACKUPS, ASKED)


def test_a_copy_never_takes_the_room_in_which_people_key(project, source, monkeypatch):
    size = source.database.path.stat().st_size
    usage = type("Usage", (), {"free": size})
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(EnvError) as error:
        back_up(source, project.folder / BACKUPS, ASKED)
    assert error.value.code == DISK_FULL
    project.append("admin", aside(9))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_target_that_refuses_is_said(source, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(EnvError):
        back_up(source, tmp_path / "copies", ASKED)
    tmp_path.chmod(0o700)


def test_a_target_that_is_a_file_is_said(source, tmp_path):
    (tmp_path / "copies").write_text("")
    with pytest.raises(EnvError):
        back_up(source, tmp_path / "copies", ASKED)


def test_the_clock_makes_one_copy_a_working_day(project):
    session = project.at("admin").session
    made = FolderBackups(project.at("admin").database, project.at("admin").seat)
    assert made.is_due(session)
    made.make(session, SCHEDULED, Silent())
    assert not made.is_due(session)
    assert [copy.why for copy in made.copies(session)] == [SCHEDULED]
    project.gate.close()
    with pytest.raises(Exception, match=SIGNED_OUT):
        made.make(session, ASKED, Silent())


def copy_at(at: datetime, why: str = SCHEDULED) -> Copy:
    ms = int(at.timestamp() * 1000)
    return Copy(name_of(ms, why), ms, why, 1, 1, "")


def test_a_year_of_daily_copies_keeps_days_weeks_and_months():
    first = datetime(2026, 1, 1, 18, tzinfo=UTC)
    daily = [copy_at(first + timedelta(days=day)) for day in range(365)]
    keep = kept(daily)
    held = [copy for copy in daily if copy.name in keep]
    months = {datetime.fromtimestamp(copy.at / 1000, UTC).month for copy in held}
    assert months == set(range(1, 13))
    assert {copy.name for copy in daily[-DAYS:]} <= keep
    assert len(held) <= NEWEST + DAYS + WEEKS + MONTHS


@given(st.lists(st.integers(0, 900 * 24), max_size=60, unique=True), st.randoms())
def test_the_rule_keeps_the_newest_and_never_more_than_it_says(
    hours: list[int], rng: random.Random
):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    copies = [
        copy_at(start + timedelta(hours=hour), rng.choice((SCHEDULED, ASKED, MIGRATION)))
        for hour in hours
    ]
    keep = kept(copies)
    for why in (SCHEDULED, ASKED, MIGRATION):
        newest = max((copy for copy in copies if copy.why == why), key=lambda c: c.at, default=None)
        assert newest is None or newest.name in keep
    # what the rule let go stays gone, whenever it is asked again
    again = [copy for copy in copies if copy.name in keep]
    assert kept(again) == keep
    assert sum(copy.why == ASKED for copy in again) <= LAST_ASKED


def test_copies_beyond_the_rule_are_removed(project, source, monkeypatch):
    target = project.folder / BACKUPS
    clock = iter(range(1_760_000_000_000, 1_790_000_000_000, DAY_MS))
    monkeypatch.setattr(backups, "wall_ms", lambda: next(clock))
    for _ in range(LAST_ASKED + 2):
        back_up(source, target, ASKED)
    assert len(copies_in(target)) == LAST_ASKED
    assert not list(target.glob("*.part"))


def test_what_is_no_copy_is_not_listed_and_not_touched(project, source):
    target: Path = project.folder / BACKUPS
    back_up(source, target, ASKED)
    stranger = target / "20260101-000000-000-asked"
    stranger.mkdir()
    (stranger / "manifest.json").write_text("[]")
    back_up(source, target, ASKED)
    assert len(copies_in(target)) == 2
    assert stranger.exists()
