"""Opens the one encrypted database of a project; nothing else in the program opens a database."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.errors import (
    CANNOT_WRITE,
    DAMAGED,
    DISK_FULL,
    FOLDER_GONE,
    LOCKED,
    NEWER_VERSION,
    NOT_A_PROJECT,
    OLD_SQLITE,
    PLAINTEXT_DATABASE,
    READ_ONLY,
    SIGNED_OUT,
    WRONG_KEY,
    BugError,
    EnvError,
    UserError,
)

SQLITE_NEEDED = (3, 51, 3)  # older ones can corrupt a WAL database on a concurrent checkpoint
KEY_BYTES = 32
SALT_BYTES = 16
APPLICATION_ID = 0x54574B59  # "TWKY"
SCHEMA = 1
"""The number of the last migration: `user_version` of a database of this program."""
BUSY_MS = 5_000
SLOW_MS = 250
"""A write from here on is logged: a person has noticed it."""
LONGEST_WAIT_S = 10
"""For other threads to notice that the database closes."""
PLAINTEXT_HEADER = b"SQLite format 3\x00"
SQL_ERROR = "SQL_ERROR"  # name, text
BAD_KEY_LENGTH = "BAD_KEY_LENGTH"

PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA trusted_schema = OFF",
)
PRAGMAS_AFTER_KEY_IS_PROVED = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -32768",  # KiB: the indexes of a hundred thousand sheets stay decrypted
    "PRAGMA wal_autocheckpoint = 4000",  # pages: a page that changes often is written back once
)
log = logging.getLogger(__name__)
Parameters = Sequence[Any]
WriteLock = AbstractContextManager[Any]


def open_database(
    path: Path, key: bytes, *, create: bool = False, writing: WriteLock | None = None
) -> Database:
    """Open (or create) the database with its raw key, migrated to this program's schema.

    A copy older than its high-water mark goes on under a new device key.
    All who have the same file open in one process hand in the same `writing` lock.

    Raises EnvError OLD_SQLITE, NOT_A_PROJECT, PLAINTEXT_DATABASE, WRONG_KEY, DAMAGED, NEWER_VERSION,
    READ_ONLY, LOCKED, DISK_FULL.
    """
    from storage import high_water, migrations

    refuse_old_sqlite()
    if len(key) != KEY_BYTES:  # SQLCipher would take it silently as a passphrase
        raise BugError(BAD_KEY_LENGTH)
    if create and path.exists():
        raise BugError(SQL_ERROR, name="EXISTS", text=path.name)
    if not create:
        refuse_foreign_header(path)
    database = Database(path, key, salt_of(key) if create else b"", writing)
    try:
        if create:
            database.query(f"PRAGMA application_id = {APPLICATION_ID}")
        refuse_other_program(database)
        migrations.migrate(database)
        high_water.settle(database)
    except BaseException:
        database.close()
        raise
    return database


def refuse_old_sqlite() -> None:
    """Raises EnvError OLD_SQLITE where the SQLite inside sqlcipher3 is below the floor."""
    from sqlcipher3 import dbapi2

    if tuple(dbapi2.sqlite_version_info) < SQLITE_NEEDED:
        needed = ".".join(map(str, SQLITE_NEEDED))
        raise EnvError(OLD_SQLITE, found=dbapi2.sqlite_version, needed=needed)


def refuse_foreign_header(path: Path) -> None:
    """Raises EnvError where the first bytes cannot be those of an encrypted database."""
    header = header_of(path)
    if header == PLAINTEXT_HEADER:
        raise EnvError(PLAINTEXT_DATABASE, file=path.name)
    if len(header) < SALT_BYTES:
        raise EnvError(DAMAGED, file=path.name)


def header_of(path: Path) -> bytes:
    """The first 16 bytes: an encrypted database's salt."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except FileNotFoundError as error:
        raise EnvError(NOT_A_PROJECT, folder=path.parent.name) from error
    except OSError as error:
        raise EnvError(DAMAGED, file=path.name) from error


def salt_of(key: bytes) -> bytes:
    """The salt that a database made with this key begins with.

    It tells, where the first page cannot be authenticated, another database from a damaged one.
    """
    return hashlib.sha256(b"twinkey/salt/1\x00" + key).digest()[:SALT_BYTES]


def refuse_other_program(database: Database) -> None:
    """Raises EnvError where the database is not ours or is of a later program."""
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise EnvError(NOT_A_PROJECT, folder=database.path.parent.name)
    found = database.value("PRAGMA user_version")
    if found > SCHEMA:
        raise EnvError(NEWER_VERSION, found=found, known=SCHEMA)


class Database:
    """One connection per thread on one file, and one writer at a time."""

    def __init__(
        self, path: Path, key: bytes, salt: bytes = b"", writing: WriteLock | None = None
    ) -> None:
        self.path = path
        self._key, self._salt = key, salt
        self._closed = False
        self._own = threading.local()
        self._connections: weakref.WeakSet[Any] = weakref.WeakSet()
        self._writing = writing or threading.RLock()
        self._connections_lock = threading.Lock()
        self._idle = threading.Condition()
        self._busy = 0
        self.connection()
        self._file = file_number(path)

    def key(self) -> bytes:
        """The database key, to seal it to a new person. Raises UserError SIGNED_OUT after close."""
        self._refuse_closed()
        return self._key

    def derive(self, purpose: bytes, size: int = 32) -> bytes:
        """A key for another purpose, derived from the database key (HKDF-SHA256)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        self._refuse_closed()
        return HKDF(SHA256(), size, None, b"twinkey/" + purpose).derive(self._key)

    def connection(self) -> Any:
        """This thread's connection. Raises UserError SIGNED_OUT after close."""
        self._refuse_closed()
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._connect()
            with self._connections_lock:
                self._refuse_closed()
                self._connections.add(connection)
        return connection

    def query(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement. Raises EnvError or BugError as `mapped` says."""
        with self.mapped():
            rows: list[tuple[Any, ...]] = self.connection().execute(sql, parameters).fetchall()
            return rows

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None."""
        rows = self.query(sql, parameters)
        return rows[0][0] if rows else None

    @contextmanager
    def write(self) -> Iterator[Any]:
        """One immediate transaction on this thread's connection; durable when the block ends."""
        asked = time.perf_counter()
        self.refuse_gone()
        with self._writing, self.mapped():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            begun = time.perf_counter()
            try:
                yield connection
                written = time.perf_counter()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        tell_if_slow(asked, begun, written, time.perf_counter())

    def refuse_gone(self) -> None:
        """Raises EnvError FOLDER_GONE where the file was removed, moved or replaced.

        It would take every write, and lose it when it is closed.
        """
        try:
            if file_number(self.path) == self._file:
                return
        except OSError:
            pass
        raise EnvError(FOLDER_GONE, folder=self.path.parent.name)

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """One unchanging view for several reads on this thread's connection."""
        with self.mapped():
            connection = self.connection()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def close(self) -> None:
        """Stop what other threads read, close every connection and forget the key."""
        with self._connections_lock:
            if self._closed:
                return
            self._closed = True
            connections = list(self._connections)
        # closing under a running statement would crash the process
        with self._idle:
            if self._busy:
                for connection in connections:
                    connection.interrupt()
            idle = self._idle.wait_for(lambda: self._busy == 0, LONGEST_WAIT_S)
        for connection in connections if idle else ():
            connection.execute("SELECT 1")  # or an interruption would reach the last checkpoint
            connection.close()
        self._key = b""

    @contextmanager
    def mapped(self) -> Iterator[None]:
        """Turn the driver's errors into EnvError (the world) or BugError (a wrong statement)."""
        from sqlcipher3 import dbapi2

        self._count(1)
        try:
            yield
        except dbapi2.Error as error:
            if self._closed:
                raise UserError(SIGNED_OUT) from error
            raise translated(error, self.path.name) from error
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._idle:
            self._busy += change
            self._idle.notify_all()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise UserError(SIGNED_OUT)

    def _connect(self) -> Any:
        connection = connect(self.path)
        try:
            with self.mapped():
                # the key must be the first statement, or a new file would be plaintext
                connection.execute(f"PRAGMA key = \"x'{self._key.hex()}{self._salt.hex()}'\"")
                if not connection.execute("PRAGMA cipher_version").fetchone():
                    raise BugError(SQL_ERROR, name="NO_CIPHER", text="")
                for pragma in PRAGMAS:
                    connection.execute(pragma)
                self._prove_key(connection)
                for pragma in PRAGMAS_AFTER_KEY_IS_PROVED:
                    connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prove_key(self, connection: Any) -> None:
        from sqlcipher3 import dbapi2

        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.DatabaseError as error:
            if error.sqlite_errorname != "SQLITE_NOTADB":
                raise
            same = header_of(self.path) == salt_of(self._key)
            raise EnvError(DAMAGED if same else WRONG_KEY, file=self.path.name) from error


def file_number(path: Path) -> tuple[int, int]:
    """Tells one file from every other on this machine. Raises OSError."""
    found = os.stat(path)
    return found.st_dev, found.st_ino


def tell_if_slow(asked: float, begun: float, written: float, ended: float) -> None:
    """Log a write that a person has felt, and where its time went: the lock, the rows or the disk."""
    if (ended - asked) * 1000 >= SLOW_MS:
        parts = [round((b - a) * 1000) for a, b in pairwise((asked, begun, written, ended))]
        log.info("slow write: %d ms waiting, %d ms rows, %d ms disk", *parts)


def connect(path: Path) -> Any:
    """A bare connection that commits nothing by itself."""
    from sqlcipher3 import dbapi2

    class Connection(dbapi2.Connection):  # type: ignore[misc]  # the C class cannot be weakly held
        pass

    try:
        return dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, factory=Connection
        )
    except dbapi2.Error as error:
        raise translated(error, path.name) from error


def translated(error: Any, file: str) -> EnvError | BugError:
    """What a driver's error means to a person."""
    name = str(getattr(error, "sqlite_errorname", None) or type(error).__name__)
    codes = {
        "SQLITE_FULL": DISK_FULL,
        "SQLITE_READONLY": READ_ONLY,
        "SQLITE_PERM": READ_ONLY,
        "SQLITE_AUTH": READ_ONLY,
        "SQLITE_BUSY": LOCKED,
        "SQLITE_LOCKED": LOCKED,
        "SQLITE_PROTOCOL": LOCKED,
        "SQLITE_CORRUPT": DAMAGED,
        "SQLITE_NOTADB": DAMAGED,
        "SQLITE_IOERR": CANNOT_WRITE,
        "SQLITE_CANTOPEN": CANNOT_WRITE,
    }
    for prefix, code in codes.items():
        if name.startswith(prefix):
            return EnvError(code, file=file)
    if "decode to UTF-8" in str(error):
        return EnvError(DAMAGED, file=file)
    return BugError(SQL_ERROR, name=name, text=str(error))
