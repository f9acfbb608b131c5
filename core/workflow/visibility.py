"""Who may see which rows and events: the one policy that services and storage both apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.event import Event
from core.people import Session

Where = Mapping[str, Any]


def row_filter(session: Session, table: str, posts: Mapping[str, frozenset[str]]) -> Where | None:
    """Extra conditions that a person's view of a table carries; None refuses the table altogether.

    `posts` maps batch id -> the posts the person holds there.
    """
    raise NotImplementedError


def may_see(session: Session, event: Event, posts: Mapping[str, frozenset[str]], settled: bool) -> bool:
    """Whether the person may see one event of a subject; `settled`: the sheet has a record."""
    raise NotImplementedError
