"""Events of one subject -> the rows that stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.event import Event

Rows = dict[str, list[dict[str, Any]]]
"""Table of workflow.tables -> full rows."""


def project(subject: str, events: Sequence[Event]) -> Rows:
    """Fold a subject's events, in any order of arrival, into its rows. Needs no keys."""
    raise NotImplementedError
