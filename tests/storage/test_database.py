"""One function opens databases, and refuses every way of opening one wrongly."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

import pytest

from core.errors import (
    NEWER_VERSION,
    NOT_A_PROJECT,
    OLD_SQLITE,
    SIGNED_OUT,
    BugError,
    EnvError,
    UserError,
)
from storage import database as databases
from storage import migrations
from storage.backup import copies_in
from storage.database import open_database
from storage.folder import DATABASE
from storage.migrations import sqlite_utils_on

KEY = bytes(range(32))
OPEN_FILES = Path("/proc/self/fd")
NEEDS_PROC = pytest.mark.skipif(not OPEN_FILES.exists(), reason="no list of open files here")


def handles(path: Path) -> int:
    """How often this process has the file open."""
    links = [link for link in OPEN_FILES.iterdir() if link.is_symlink()]
    return sum(os.path.realpath(link) == str(path) for link in links)


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path / "a.db", KEY, create=True)
    yield made
    made.close()


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused_and_makes_no_file(tmp_path, size):
    with pytest.raises(BugError):
        open_database(tmp_path / "a.db", bytes(size), create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_encrypted_from_its_first_byte(database):
    assert databases.header_of(database.path) != databases.PLAINTEXT_HEADER
    assert b"CREATE TABLE" not in database.path.read_bytes()


def test_every_connection_is_set_as_the_journal_needs(database):
    found: list[dict[str, object]] = []

    def look() -> None:
        names = ("journal_mode", "synchronous", "foreign_keys", "temp_store", "trusted_schema")
        found.append({name: database.value(f"PRAGMA {name}") for name in names})

    look()
    other = threading.Thread(target=look)
    other.start()
    other.join()
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    assert found == [wanted, wanted]


@NEEDS_PROC
def test_a_thread_that_ends_gives_its_connection_back(database):
    def read() -> None:
        database.query("SELECT count(*) FROM event")

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    gc.collect()
    assert handles(database.path) <= 2  # SQLite keeps one spare while another is locked


@NEEDS_PROC
def test_a_closed_database_answers_no_thread(database):
    database.close()
    with pytest.raises(UserError) as error:
        database.query("SELECT 1")
    assert error.value.code == SIGNED_OUT
    assert handles(database.path) == 0


def test_closing_ends_what_another_thread_reads(database):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    codes: list[str] = []
    reading = threading.Event()

    def read() -> None:
        database.query("SELECT 1")
        reading.set()
        try:
            database.query(endless)
        except UserError as error:
            codes.append(error.code)

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    time.sleep(0.05)
    database.close()
    thread.join(10)
    assert codes == [SIGNED_OUT]
    # the last to close writes everything back into the one file
    assert [path.name for path in database.path.parent.glob("a.db*")] == ["a.db"]


def test_an_old_sqlite_is_refused_with_both_versions(tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "SQLITE_NEEDED", (99, 0, 0))
    with pytest.raises(EnvError) as error:
        open_database(tmp_path / "a.db", KEY, create=True)
    assert error.value.code == OLD_SQLITE
    assert error.value.params["needed"] == "99.0.0"


def test_a_database_of_another_program_is_no_project(database):
    database.query("PRAGMA application_id = 7")
    database.close()
    with pytest.raises(EnvError) as error:
        open_database(database.path, KEY)
    assert error.value.code == NOT_A_PROJECT


def test_a_migration_is_recorded_with_what_it_did_and_backed_up_before(database, monkeypatch):
    database.query("INSERT INTO local VALUES ('kept', x'01')")
    database.close()
    released = migrations.steps

    def with_a_second():
        steps = released()

        @steps(name="0002_more")
        def more(db):
            db["more"].create({"id": int}, pk="id")
            db.execute("PRAGMA user_version = 2")

        return steps

    monkeypatch.setattr(migrations, "steps", with_a_second)
    monkeypatch.setattr(databases, "SCHEMA", 2)
    newer = open_database(database.path, KEY)
    assert newer.value("SELECT value FROM local WHERE name = 'kept'") == b"\x01"
    assert newer.value("SELECT count(*) FROM _sqlite_migrations") == 2
    assert newer.value("PRAGMA user_version") == 2
    newer.close()
    (backup,) = copies_in(database.path.parent / "backups")
    monkeypatch.undo()
    older = open_database(database.path.parent / "backups" / backup.name / DATABASE, KEY)
    assert older.value("PRAGMA user_version") == 1
    older.close()
    with pytest.raises(EnvError) as error:
        open_database(database.path, KEY)
    assert error.value.code == NEWER_VERSION


def test_a_migration_that_fails_changes_nothing(database, monkeypatch):
    database.close()
    released = migrations.steps

    def with_a_broken_second():
        steps = released()

        @steps(name="0002_broken")
        def broken(db):
            db["more"].create({"id": int}, pk="id")
            db.execute("PRAGMA user_version = 2")
            db.execute("SELECT * FROM nowhere")

        return steps

    monkeypatch.setattr(migrations, "steps", with_a_broken_second)
    monkeypatch.setattr(databases, "SCHEMA", 2)
    with pytest.raises(BugError):
        open_database(database.path, KEY)
    monkeypatch.undo()
    same = open_database(database.path, KEY)
    assert same.value("PRAGMA user_version") == 1
    assert same.value("SELECT count(*) FROM sqlite_master WHERE name = 'more'") == 0
    same.close()


def test_the_library_for_ad_hoc_queries_works_on_the_encrypted_file(database):
    db = sqlite_utils_on(database)
    assert {"event", "tail", "seal", "device", "draft"} <= set(db.table_names())
    assert db["event"].count == 0
