"""Brings a database to this program's schema, one numbered step and one transaction at a time."""

from __future__ import annotations

import sys
from typing import Any

from core.ports.backups import MIGRATION
from storage import database as databases
from storage.backup import Source, back_up
from storage.database import Database
from storage.folder import BACKUPS

SET = "twinkey"


def migrate(database: Database) -> None:
    """Apply what is missing; an existing project is backed up first."""
    found = database.value("PRAGMA user_version")
    if found == databases.SCHEMA:
        return
    if found:
        folder = database.path.parent
        back_up(Source(database, folder), folder / BACKUPS, MIGRATION)
    with database.mapped():
        steps().apply(sqlite_utils_on(database))


def sqlite_utils_on(database: Database) -> Any:
    """sqlite-utils on this thread's encrypted connection."""
    import sqlcipher3
    from sqlcipher3 import dbapi2

    # sqlite-utils catches the errors of the module that it imported, and prefers this name
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    import sqlite_utils

    return sqlite_utils.Database(database.connection(), execute_plugins=False, strict=True)


def steps() -> Any:
    """All migrations, oldest first. A released one never changes."""
    import sqlite_utils.migrations

    migrations = sqlite_utils.migrations.Migrations(SET)
    migrations(name="0001_journal")(journal)
    return migrations


def journal(db: Any) -> None:
    """The journal and what stands beside it. Projections are made by storage.projections."""
    db["device"].create(
        {"device": str, "pubkey": bytes, "name": str, "by": str, "cert": bytes, "state": str},
        pk="device",
        not_null={"pubkey", "name", "by", "cert", "state"},
        defaults={"state": "active"},
    )
    for statement in EVENT:
        db.execute(statement)
    db["tail"].create(
        {"device": str, "seq": int, "hash": bytes, "sig": bytes, "ms": int, "counter": int},
        pk="device",
        not_null={"seq", "hash", "sig", "ms", "counter"},
    )
    db["seal"].create(
        {"device": str, "seq": int, "hash": bytes, "sig": bytes},
        pk=("device", "seq"),
        not_null={"hash", "sig"},
    )
    db["local"].create({"name": str, "value": bytes}, pk="name", not_null={"value"})
    db["draft"].create(
        {"person": str, "keying": str, "n": int, "sealed": str},
        pk=("person", "keying", "n"),
        not_null={"sealed"},
    )
    db["sheet_key"].create({"sheet": str, "key": bytes}, pk="sheet", not_null={"key"})
    db["form_blob"].create({"form": str, "data": bytes}, pk="form", not_null={"data"})
    db["blob"].create({"sha256": str, "size": int}, pk="sha256", not_null={"size"})
    db.execute("PRAGMA user_version = 1")


EVENT = (
    """CREATE TABLE event (
    lsn INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    line TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    UNIQUE (device, seq)
) STRICT""",
    "CREATE INDEX event_subject ON event (subject)",
    "CREATE INDEX event_kind ON event (kind, ms)",
    "CREATE INDEX event_actor ON event (actor, ms)",
    "CREATE INDEX event_time ON event (ms, counter, device, seq)",
    """CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
"""`lsn` is the local order of arrival; the other columns repeat the line for the indexes."""
