"""Who may add, change, reset and confirm whom: pages ask it beforehand, the journal's reader again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from core.people import Grant, Role

TEMPORARY_DAYS = 30
"""A leader's temporary operators work so long before head office confirms them (design §3)."""
ZONE_SLACK = timedelta(days=1)
"""The last day is counted where the leader is, the journal counts in UTC."""
ISSUED = frozenset({Role.CLERK})
"""What a leader may make somebody for the time being."""
TOGETHER = frozenset({Role.LEADER, Role.QUALITY, Role.ADMIN})
"""Two of them replace an administrator who cannot be reached."""
NEVER_TOGETHER = frozenset({Role.ADMIN, Role.QUALITY})
"""Whose keys two leaders cannot replace: they would judge themselves afterwards."""

Parents = Mapping[str, str | None]
"""Unit -> the unit above it."""


def lineage_in(unit: str, parents: Parents) -> tuple[str, ...]:
    """The unit and all units above it, nearest first; the unit alone where it is unknown."""
    found: list[str] = []
    at: str | None = unit
    while at and at not in found:
        found.append(at)
        at = parents.get(at)
    return tuple(found)


def covers(signer: Iterable[Grant], roles: Collection[Role], unit: str, parents: Parents) -> bool:
    """Whether one of the roles is held at the unit or above it."""
    above = lineage_in(unit, parents)
    return any(grant.role in roles and grant.unit in above for grant in signer)


def may_manage(signer: Sequence[Grant], target: Iterable[Grant], parents: Parents) -> bool:
    """Whether an administrator's units hold every grant of the person (none: any administrator's)."""
    admin = (Role.ADMIN,)
    return any(grant.role is Role.ADMIN for grant in signer) and all(
        covers(signer, admin, grant.unit, parents) for grant in target
    )


def may_issue(
    signer: Sequence[Grant], target: Sequence[Grant], last: str, day: date, parents: Parents
) -> bool:
    """Whether a leader may make a temporary operator with these grants until the day `last`."""
    return (
        bool(target)
        and all(
            grant.role in ISSUED and covers(signer, (Role.LEADER,), grant.unit, parents)
            for grant in target
        )
        and is_within(last, day)
    )


def may_reset_together(
    first: Sequence[Grant], second: Sequence[Grant], target: Sequence[Grant], parents: Parents
) -> bool:
    """Whether two people of the person's units may together give that person new keys."""
    return not any(grant.role in NEVER_TOGETHER for grant in target) and all(
        bool(target) and all(covers(signer, TOGETHER, grant.unit, parents) for grant in target)
        for signer in (first, second)
    )


def last_day(today: date) -> str:
    """The last day of a temporary operator who is issued today, ISO."""
    return (today + timedelta(days=TEMPORARY_DAYS)).isoformat()


def is_within(last: str, day: date) -> bool:
    """Whether the ISO day `last` lies at most the allowed days after `day`."""
    try:
        end = date.fromisoformat(last)
    except ValueError:
        return False
    return end <= day + timedelta(days=TEMPORARY_DAYS) + ZONE_SLACK


def has_expired(until: str, today: date) -> bool:
    """Whether a temporary operator's last day is over; nobody's who has none."""
    return bool(until) and today.isoformat() > until
