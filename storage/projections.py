"""Keeps the projection tables equal to the fold of each subject's events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from core.errors import BugError
from core.event import Event
from core.line import canon, from_stored, in_stamp_order
from core.progress import Progress
from core.workflow.projection import FOLD, Rows, project
from core.workflow.tables import OF_SHEETS as SHEET_TABLES
from core.workflow.tables import TABLES, may_hold
from storage.database import Database

Project = Callable[[str, Sequence[Event]], Rows]
Table = Mapping[str, type]
Stored = tuple[Any, ...]

SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}
ENTITIES = frozenset({"unit", "person", "form", "sheet"})
"""Tables of one row per subject, whose id is the subject."""
OF_SHEETS = SHEET_TABLES - ENTITIES
"""Tables whose subject is the sheet; of all others it is the batch."""
OF_PARTS = frozenset({"batch", "reach", "post", "sample", "decision", "setting"})
"""Tables with rows of what was split off a batch too: their subject is the batch as it was opened.

A setting or device stands for itself."""
ROWLESS = frozenset({"sheet"})
"""Small rows that are rewritten often lie in their index: one page less per commit."""
INDEXED = ("id", "sheet", "person", "login", "form", "code", "file")
PAIRED = {
    "keying": "clerk",
    "slip": "clerk",
    "sheet": "state",
    "difference": "state",
    "query": "state",
}
"""What is asked for together with the batch."""
SOUGHT_BY_SHEET = frozenset({"keying"})
"""Rows that nobody looks up by id alone."""
SHAPE = "projection"
"""Name in `local` of the digest of the tables as they were created and of the fold that filled them."""
BAD_ROW = "BAD_ROW"  # table, columns
CHUNK = 200
EXISTS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"


class Projections:
    """The projection of one database."""

    def __init__(
        self,
        database: Database,
        project: Project = project,
        tables: Mapping[str, Table] = TABLES,
    ) -> None:
        self._database, self._project, self.tables = database, project, tables
        self._stores = {table: Store(table, columns) for table, columns in tables.items()}

    def ensure(self) -> None:
        """Make the tables as this program wants them; where they or the fold differ, fold everything anew."""
        wanted = hashlib.sha256(canon(shape(self.tables))).digest()
        if self._database.value("SELECT value FROM local WHERE name = ?", (SHAPE,)) == wanted:
            return
        with self._database.write() as transaction:
            for table, columns in self.tables.items():
                drop(transaction, table)
                transaction.execute(table_sql(table, columns))
                # indexes first: sorting millions of keys afterwards would take hundreds of megabytes
                for statement in index_sql(table, columns):
                    transaction.execute(statement)
            for folded in self._folded(transaction):
                for table, rows in folded.items():
                    transaction.executemany(self._stores[table].insert, rows)
            transaction.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (SHAPE, wanted))

    def replace(self, transaction: Any, changed: Mapping[str, Grown]) -> None:
        """Bring the rows of these subjects to the fold of their events, inside a write.

        Rows that stay as they are are not written again.
        """
        for subject, grown in changed.items():
            folded = self._rows(subject, grown.events)
            if grown.is_new:  # nothing of it is stored yet
                for table, rows in folded.items():
                    transaction.executemany(self._stores[table].insert, rows)
                continue
            held = may_hold(subject, {event.kind for event in grown.events})
            for table in self.tables.keys() & (held | folded.keys()):
                self._stores[table].bring_to(transaction, subject, folded.get(table, []))

    def differences(
        self, connection: Any, progress: Progress, total: int
    ) -> Iterator[tuple[str, str]]:
        """(table, subject) wherever a fresh fold of all `total` subjects differs from what is stored.

        Reads only.
        """
        stored = {table: StoredRows(connection, table, self.tables[table]) for table in self.tables}
        for done, (subject, lines) in enumerate(subjects(connection)):
            try:
                folded = self._rows(subject, in_order(lines))
            except Exception:  # a fold meets whatever a forged line says
                yield "fold", subject
                folded = {}
            for table, rows in stored.items():
                if rows.next_subject > subject and table not in folded:
                    continue
                if rows.next_subject < subject:
                    yield from [(table, stray) for stray in rows.before(subject)]
                if rows.of(subject) != folded.get(table, []):
                    yield table, subject
            if done % CHUNK == 0:
                progress.step(done + 1, total)
        for table, rows in stored.items():
            yield from ((table, stray) for stray in rows.before(LAST))

    def _folded(self, connection: Any) -> Iterator[dict[str, list[Stored]]]:
        """The rows of all subjects, some hundred subjects at a time."""
        gathered: dict[str, list[Stored]] = {}
        for done, (subject, lines) in enumerate(subjects(connection)):
            for table, rows in self._rows(subject, in_order(lines)).items():
                gathered.setdefault(table, []).extend(rows)
            if done % CHUNK == CHUNK - 1:
                yield gathered
                gathered = {}
        yield gathered

    def _rows(self, subject: str, events: Sequence[Event]) -> dict[str, list[Stored]]:
        return {
            table: self._store(table).tuples(subject, rows)
            for table, rows in self._project(subject, events).items()
        }

    def _store(self, table: str) -> Store:
        if table not in self._stores:
            raise BugError(BAD_ROW, table=table, columns=[])
        return self._stores[table]


def drop(transaction: Any, table: str) -> None:
    """Drop the table if there is one; its pages are not gathered in memory."""
    if transaction.execute(EXISTS, (table,)).fetchone():
        # DROP keeps every page it frees for its own undoing, in memory; DELETE of all rows keeps none
        transaction.execute(f'DELETE FROM "{table}"')  # noqa: S608
        transaction.execute(f'DROP TABLE "{table}"')


@dataclass(frozen=True)
class Grown:
    """A subject's events in stamp order after an append, and whether it had none before."""

    events: Sequence[Event]
    is_new: bool


class Store:
    """One table: how its rows are written."""

    def __init__(self, table: str, columns: Table) -> None:
        names = ", ".join(f'"{column}"' for column in columns)
        own = own_column(table)
        key = own if table in ROWLESS else "rowid"
        self._table, self._columns, self._key = table, columns, key
        self._values = itemgetter(*columns)
        self._subject = list(columns).index("subject")
        self.insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
        self._stored = f'SELECT {key}, {names} FROM "{table}" WHERE {own} = ? ORDER BY {key}'  # noqa: S608
        self._delete = f'DELETE FROM "{table}" WHERE {key} = ?'  # noqa: S608

    def tuples(self, subject: str, rows: Iterable[Mapping[str, Any]]) -> list[Stored]:
        """A fold's rows in order of column. Raises BugError BAD_ROW for rows that are not the table's."""
        wanted = self._columns.keys()
        for row in rows:
            if row.keys() != wanted:
                raise BugError(
                    BAD_ROW, table=self._table, columns=sorted(row.keys() ^ self._columns.keys())
                )
        found = [self._values(row) for row in rows]
        if any(row[self._subject] != subject for row in found):
            raise BugError(BAD_ROW, table=self._table, columns=["subject"])
        return found

    def bring_to(self, transaction: Any, subject: str, wanted: list[Stored]) -> None:
        """Make the subject's rows these, in this order, and touch only what differs."""
        stored = transaction.execute(self._stored, (subject,)).fetchall()
        for (key, *old), new in zip(stored, wanted, strict=False):
            self._update(transaction, key, old, new)
        for key, *_ in stored[len(wanted) :]:
            transaction.execute(self._delete, (key,))
        if wanted[len(stored) :]:
            transaction.executemany(self.insert, wanted[len(stored) :])

    def _update(self, transaction: Any, key: Any, old: list[Any], new: Stored) -> None:
        changes = [
            (column, value)
            for column, was, value in zip(self._columns, old, new, strict=True)
            if was != value
        ]
        if changes:
            sets = ", ".join(f'"{column}" = ?' for column, _ in changes)
            statement = f'UPDATE "{self._table}" SET {sets} WHERE {self._key} = ?'  # noqa: S608
            transaction.execute(statement, (*(value for _, value in changes), key))


LAST = "\U0010ffff"
"""Sorts after every subject."""


class StoredRows:
    """The stored rows of one table, read forward in order of subject."""

    def __init__(self, connection: Any, table: str, columns: Table) -> None:
        names = ", ".join(f'"{column}"' for column in columns)
        own = own_column(table)
        key = own if table in ROWLESS else f"{own}, rowid"
        rows = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {key}')  # noqa: S608
        self._groups = groupby(rows, key=itemgetter(list(columns).index("subject")))
        self.next_subject = LAST
        self._rows: list[Stored] = []
        self._read()

    def before(self, subject: str) -> Iterator[str]:
        """Subjects with rows that come before this one, consumed."""
        while self.next_subject < subject:
            yield self.next_subject
            self._read()

    def of(self, subject: str) -> list[Stored]:
        """The rows of the subject in order, consumed."""
        if self.next_subject != subject:
            return []
        rows = self._rows
        self._read()
        return rows

    def _read(self) -> None:
        for subject, rows in self._groups:
            self.next_subject, self._rows = str(subject), list(rows)
            return
        self.next_subject = LAST


def events_of(connection: Any, subject: str) -> list[Event]:
    """The subject's events in stamp order."""
    lines = connection.execute("SELECT line FROM event WHERE subject = ?", (subject,)).fetchall()
    return in_order(line for (line,) in lines)


def subjects(connection: Any) -> Iterator[tuple[str, list[str]]]:
    """Every subject with its lines, streamed in order of subject."""
    rows = connection.execute("SELECT subject, line FROM event ORDER BY subject")
    for subject, group in groupby(rows, key=itemgetter(0)):
        yield str(subject), [line for _, line in group]


def in_order(lines: Iterable[str]) -> list[Event]:
    """The events of stored lines, in stamp order."""
    return sorted(map(from_stored, lines), key=in_stamp_order)


def shape(tables: Mapping[str, Table]) -> list[Any]:
    """A description of tables and fold: where it changes, what is stored no longer fits."""
    declared = [
        [table_sql(table, columns), list(index_sql(table, columns))]
        for table, columns in tables.items()
    ]
    return [FOLD, declared]


def own_column(table: str) -> str:
    """The column that always says the same as `subject`, so that one index serves both."""
    if table in ENTITIES:
        return "id"
    if table in OF_PARTS:
        return "subject"
    return "sheet" if table in OF_SHEETS else "batch"


def table_sql(table: str, columns: Table) -> str:
    """The statement that makes an empty table."""
    declared = ", ".join(f'"{column}" {SQL_TYPES[kind]}' for column, kind in columns.items())
    if table in ROWLESS:
        return f'CREATE TABLE "{table}" ({declared}, PRIMARY KEY (id)) WITHOUT ROWID, STRICT'
    return f'CREATE TABLE "{table}" ({declared}) STRICT'


def index_sql(table: str, columns: Table) -> Iterator[str]:
    """The statements that make its indexes."""
    own = own_column(table)
    wanted: list[tuple[str, ...]] = [] if table in ROWLESS else [(own,)]
    if "batch" in columns and own != "batch":
        pair = PAIRED.get(table)
        wanted.append(("batch", pair) if pair else ("batch",))
    others = [column for column in INDEXED if column in columns and column != own]
    if table in SOUGHT_BY_SHEET:
        others.remove("id")
    wanted += [(column,) for column in others]
    for index in wanted:
        named = ", ".join(f'"{column}"' for column in index)
        yield f'CREATE INDEX "{table}_{"_".join(index)}" ON "{table}" ({named})'
