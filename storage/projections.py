"""Keeps the projection tables equal to the fold of each subject's events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from core.errors import BugError
from core.event import Event
from core.line import canon, from_line
from core.progress import Progress
from core.workflow.projection import Rows, project
from core.workflow.tables import TABLES
from storage.database import Database

Project = Callable[[str, Sequence[Event]], Rows]
Table = Mapping[str, type]
Stored = tuple[Any, ...]

SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}
INDEXED = ("id", "batch", "sheet", "person", "clerk", "state", "login", "form", "code")
SHAPE = "projection"
"""Name in `local` of the digest of the tables as they were created."""
BAD_ROW = "BAD_ROW"  # table, columns
CHUNK = 200


class Projections:
    """The projection of one database."""

    def __init__(
        self,
        database: Database,
        project: Project = project,
        tables: Mapping[str, Table] = TABLES,
    ) -> None:
        self._database, self._project, self.tables = database, project, tables
        self._inserts = {table: insert_sql(table, columns) for table, columns in tables.items()}

    def ensure(self) -> None:
        """Make the tables as this program wants them; where they differ, fold everything anew."""
        wanted = hashlib.sha256(canon(shape(self.tables))).digest()
        if self._database.value("SELECT value FROM local WHERE name = ?", (SHAPE,)) == wanted:
            return
        with self._database.write() as transaction:
            for statement in ddl(self.tables):
                transaction.execute(statement)
            for subject, events in subjects(transaction):
                self._insert(transaction, subject, events)
            transaction.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (SHAPE, wanted))

    def replace(self, transaction: Any, subjects: Iterable[str]) -> None:
        """Replace the rows of these subjects by the fold of their events, inside a write."""
        touched = [(subject,) for subject in subjects]
        for table in self.tables:
            transaction.executemany(f'DELETE FROM "{table}" WHERE subject = ?', touched)  # noqa: S608
        for (subject,) in touched:
            self._insert(transaction, subject, events_of(transaction, subject))

    def differences(self, connection: Any, progress: Progress) -> Iterator[tuple[str, str]]:
        """(table, subject) wherever a fresh fold differs from what is stored; reads only."""
        stored = {table: StoredRows(connection, table, self.tables[table]) for table in self.tables}
        total = connection.execute("SELECT count(DISTINCT subject) FROM event").fetchone()[0]
        for done, (subject, events) in enumerate(subjects(connection)):
            try:
                folded = self._rows(subject, events)
            except Exception:  # a fold meets whatever a forged line says
                yield "fold", subject
                folded = {}
            for table, rows in stored.items():
                yield from ((table, stray) for stray in rows.before(subject))
                if rows.of(subject) != alike(folded.get(table, [])):
                    yield table, subject
            progress.step(done + 1, total)
        for table, rows in stored.items():
            yield from ((table, stray) for stray in rows.before(None))

    def _insert(self, transaction: Any, subject: str, events: Sequence[Event]) -> None:
        for table, rows in self._rows(subject, events).items():
            transaction.executemany(self._inserts[table], rows)

    def _rows(self, subject: str, events: Sequence[Event]) -> dict[str, list[Stored]]:
        return {
            table: [self._stored(table, subject, row) for row in rows]
            for table, rows in self._project(subject, events).items()
        }

    def _stored(self, table: str, subject: str, row: Mapping[str, Any]) -> Stored:
        columns = self.tables.get(table, {})
        if row.keys() != columns.keys() or row["subject"] != subject:
            raise BugError(BAD_ROW, table=table, columns=sorted(row.keys() ^ columns.keys()))
        return tuple(
            int(value) if type(value) is bool else value
            for value in (row[column] for column in columns)
        )


class StoredRows:
    """The stored rows of one table, read forward in order of subject."""

    def __init__(self, connection: Any, table: str, columns: Table) -> None:
        names = ", ".join(f'"{column}"' for column in columns)
        place = list(columns).index("subject")
        rows = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY subject')  # noqa: S608
        self._groups = groupby(rows, key=lambda row: str(row[place]))
        self._next = self._read()

    def before(self, subject: str | None) -> Iterator[str]:
        """Subjects with rows that come before this one (None: all that are left), consumed."""
        while self._next is not None and (subject is None or self._next[0] < subject):
            yield self._next[0]
            self._next = self._read()

    def of(self, subject: str) -> list[Stored]:
        """The rows of the subject, sorted, consumed."""
        if self._next is None or self._next[0] != subject:
            return []
        rows = self._next[1]
        self._next = self._read()
        return rows

    def _read(self) -> tuple[str, list[Stored]] | None:
        for subject, rows in self._groups:
            return subject, alike(list(rows))
        return None


def alike(rows: list[Stored]) -> list[Stored]:
    """The rows in an order of their own, so that equal sets compare equal."""
    return sorted(rows, key=repr) if len(rows) > 1 else rows


def events_of(connection: Any, subject: str) -> list[Event]:
    """The subject's events in stamp order."""
    lines = connection.execute("SELECT line FROM event WHERE subject = ?", (subject,)).fetchall()
    return in_order(line for (line,) in lines)


def subjects(connection: Any) -> Iterator[tuple[str, list[Event]]]:
    """Every subject with its events in stamp order, streamed in order of subject."""
    rows = connection.execute("SELECT subject, line FROM event ORDER BY subject")
    for subject, group in groupby(rows, key=lambda row: str(row[0])):
        yield subject, in_order(line for _, line in group)


def in_order(lines: Iterable[str]) -> list[Event]:
    """The events of stored lines, in stamp order."""
    return sorted((from_line(line.encode()) for line in lines), key=lambda event: event.stamp)


def shape(tables: Mapping[str, Table]) -> list[list[Any]]:
    """A description of the tables: where it changes, stored ones no longer fit."""
    return [
        [table, [[column, kind.__name__] for column, kind in columns.items()], list(INDEXED)]
        for table, columns in tables.items()
    ]


def ddl(tables: Mapping[str, Table]) -> Iterator[str]:
    """Statements that make all projection tables, empty."""
    for table, columns in tables.items():
        yield f'DROP TABLE IF EXISTS "{table}"'
        declared = ", ".join(f'"{column}" {SQL_TYPES[kind]}' for column, kind in columns.items())
        yield f'CREATE TABLE "{table}" ({declared}) STRICT'
        for column in ("subject", *INDEXED):
            if column in columns:
                yield f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'


def insert_sql(table: str, columns: Table) -> str:
    """The statement that stores one full row."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
