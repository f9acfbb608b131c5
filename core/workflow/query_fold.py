"""Folds what rules found and what people decided on it into a sheet's queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from core.event import Event
from core.values import SheetId
from core.workflow.bodies import query_id
from core.workflow.sheet import Query

RESOLVED = "resolved"
"""Outcome of a query that no longer fires because the record was settled anew."""


def folded_queries(
    sheet: SheetId, checks: Sequence[Event], closings: Sequence[Event]
) -> tuple[Query, ...]:
    """Queries in the order in which they first fired; events come in stamp order.

    A query closed on the same values stays closed when the record is checked again; with other
    values it is open again; one that no longer fires is closed.
    """
    queries: dict[str, Query] = {}
    for check in _last_of_each_revision(checks):
        queries = _checked(sheet, queries, check)
        revision = check.body["revision"]
        made = [event for event in closings if event.body["revision"] == revision]
        by_query = sorted(made, key=lambda event: event.body["query"])  # keeps stamp order
        for name, same in groupby(by_query, key=lambda event: event.body["query"]):
            if name in queries:
                queries[name] = _closed(queries[name], list(same))
    return tuple(queries.values())


def _last_of_each_revision(checks: Sequence[Event]) -> list[Event]:
    last = {check.body["revision"]: check for check in checks}
    return [last[revision] for revision in sorted(last)]


def _checked(sheet: SheetId, queries: Mapping[str, Query], check: Event) -> dict[str, Query]:
    found = {query_id(sheet, f["query"]): f for f in check.body["findings"]}
    after = {
        name: query if name in found else _resolved(query, check) for name, query in queries.items()
    }
    for name, finding in found.items():
        fresh = _raised(name, finding, check)
        after[name] = _kept(after[name], fresh) if name in after else fresh
    return after


def _raised(name: str, finding: Mapping[str, Any], check: Event) -> Query:
    return Query(
        id=name,
        check=finding["check"],
        version=finding["version"],
        severity=finding["severity"],
        questions=tuple(finding["questions"]),
        values_json=finding["values_json"],
        bound=finding["bound"],
        mark=finding["mark"],
        revision=check.body["revision"],
        raised_at=check.stamp.ms,
    )


def _kept(standing: Query, fresh: Query) -> Query:
    """What stands where the same was found again; a correction that changed nothing is open again."""
    same = (standing.version, standing.values_json, standing.mark) == (
        fresh.version,
        fresh.values_json,
        fresh.mark,
    )
    decided = standing.state == "closed" and standing.outcome != RESOLVED
    if same and decided:
        return replace(standing, revision=fresh.revision)
    if same and standing.state == "open":
        return replace(fresh, raised_at=standing.raised_at)
    return fresh


def _resolved(query: Query, check: Event) -> Query:
    """A query that a new revision of the record no longer raises."""
    if query.state == "closed":
        return query
    outcome = "corrected" if query.state == "correcting" else RESOLVED
    return replace(query, state="closed", outcome=outcome, closed_at=check.stamp.ms)


def _closed(query: Query, closings: Sequence[Event]) -> Query:
    last = max(event.body["after"] for event in closings)
    standing = [event for event in closings if event.body["after"] == last]
    decided = replace(query, closings=len(closings))
    if len({event.body["outcome"] for event in standing}) > 1:
        return replace(decided, state="open", conflict=True)
    first = standing[0]
    correcting = first.body["outcome"] == "corrected"
    return replace(
        decided,
        state="correcting" if correcting else "closed",
        outcome=first.body["outcome"],
        why=first.body["why"],
        closed_by=first.actor,
        closed_at=first.stamp.ms,
    )
