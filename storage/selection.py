"""Builds SELECT statements from table and column names that are known, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from core.errors import BugError
from storage.projections import ROWLESS

UNKNOWN_COLUMN = "UNKNOWN_COLUMN"  # table, column
Tables = Mapping[str, Mapping[str, type]]
Where = Mapping[str, Any]
Alternatives = Sequence[Where]
Statement = tuple[str, list[Any]]


def select_rows(
    tables: Tables,
    table: str,
    where: Where,
    seen: Alternatives,
    order: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Statement:
    """Full rows that meet the condition and any of the alternatives. Raises BugError UNKNOWN_COLUMN."""
    columns = ", ".join(quoted(tables, table, column) for column in known(tables, table))
    sql, parameters = conditions(tables, table, where, seen)
    ordered = [
        quoted(tables, table, name.removeprefix("-")) + (" DESC" if name.startswith("-") else "")
        for name in order
    ]
    by = ", ".join([*ordered, "id" if table in ROWLESS else "rowid"])
    parameters += [-1 if limit is None else int(limit), int(offset)]
    return f'SELECT {columns} FROM "{table}"{sql} ORDER BY {by} LIMIT ? OFFSET ?', parameters  # noqa: S608


def count_rows(
    tables: Tables, table: str, where: Where, seen: Alternatives, by: Sequence[str]
) -> Statement:
    """The `by` columns and the number of rows of each combination. Raises BugError UNKNOWN_COLUMN."""
    known(tables, table)
    groups = [quoted(tables, table, column) for column in by]
    sql, parameters = conditions(tables, table, where, seen)
    grouped = f" GROUP BY {', '.join(groups)}" if groups else ""
    return f'SELECT {", ".join([*groups, "count(*)"])} FROM "{table}"{sql}{grouped}', parameters  # noqa: S608


def conditions(tables: Tables, table: str, where: Where, seen: Alternatives) -> Statement:
    """The WHERE clause: all of `where`, and all of at least one alternative."""
    parameters: list[Any] = []
    wanted = all_of(tables, table, where, parameters)
    visible = [all_of(tables, table, alternative, parameters) for alternative in seen] or ["0"]
    return f" WHERE {wanted} AND ({' OR '.join(visible)})", parameters


def all_of(tables: Tables, table: str, where: Where, parameters: list[Any]) -> str:
    """Conditions joined by AND; their values are appended to the parameters."""
    clauses = [
        condition(quoted(tables, table, column), value, parameters)
        for column, value in where.items()
    ]
    return f"({' AND '.join(clauses) or '1'})"


def condition(column: str, value: Any, parameters: list[Any]) -> str:
    """One condition; its values are appended to the parameters."""
    if value is None:
        return f"{column} IS NULL"
    if isinstance(value, (tuple, frozenset, set, list)):
        # one parameter however many values: a statement takes 32,766 at most
        parameters.append(orjson.dumps([plain(each) for each in value]).decode())
        return f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608
    parameters.append(plain(value))
    return f"{column} = ?"


def plain(value: Any) -> Any:
    """The value as the driver takes it: enums and ids are text."""
    if isinstance(value, str):
        return str(value)
    return int(value) if isinstance(value, bool) else value


def known(tables: Tables, table: str) -> Mapping[str, type]:
    """The table's columns. Raises BugError UNKNOWN_COLUMN."""
    if table not in tables:
        raise BugError(UNKNOWN_COLUMN, table=table, column="")
    return tables[table]


def quoted(tables: Tables, table: str, column: str) -> str:
    """A known column's name in quotes. Raises BugError UNKNOWN_COLUMN."""
    if column not in known(tables, table):
        raise BugError(UNKNOWN_COLUMN, table=table, column=column)
    return f'"{column}"'
