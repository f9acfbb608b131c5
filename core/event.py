"""One thing that happened: the unit of the journal, before and after it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.values import PersonId


class Kind(StrEnum):
    """Everything that can happen, in the past tense. Bodies are described in workflow/bodies.py."""

    PROJECT_CREATED = "project.created"
    PROJECT_CHANGED = "project.changed"
    UNIT_RECORDED = "unit.recorded"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    FORM_PUBLISHED = "form.published"
    BATCH_OPENED = "batch.opened"
    KEY_GRANTED = "key.granted"
    KEYING_SUBMITTED = "keying.submitted"
    SHEET_SET_ASIDE = "sheet.set_aside"
    BATCH_CLOSED = "batch.closed"
    BATCH_CHANGED = "batch.changed"
    SHEET_MOVED = "sheet.moved"
    SHEET_COMPARED = "sheet.compared"
    DIFFERENCE_OPENED = "difference.opened"
    DIFFERENCE_RULED = "difference.ruled"
    RECORD_SETTLED = "record.settled"
    RECORD_CHECKED = "record.checked"
    QUERY_CLOSED = "query.closed"
    SHEET_VOIDED = "sheet.voided"
    SAMPLE_DRAWN = "sample.drawn"
    SHEET_REVIEWED = "sheet.reviewed"
    BATCH_DECIDED = "batch.decided"
    REPORT_EXPORTED = "report.exported"
    SHEET_ERASED = "sheet.erased"
    SHEET_SCANNED = "sheet.scanned"
    FILE_CLEANED = "file.cleaned"
    LOGIN_FAILED = "login.failed"


SIGNED = frozenset(
    {
        Kind.PROJECT_CHANGED,
        Kind.UNIT_RECORDED,
        Kind.PERSON_ADDED,
        Kind.PERSON_CHANGED,
        Kind.FORM_PUBLISHED,
        Kind.BATCH_OPENED,
        Kind.KEY_GRANTED,
        Kind.KEYING_SUBMITTED,
        Kind.BATCH_CLOSED,
        Kind.BATCH_CHANGED,
        Kind.SHEET_MOVED,
        Kind.DIFFERENCE_RULED,
        Kind.RECORD_SETTLED,
        Kind.QUERY_CLOSED,
        Kind.SHEET_VOIDED,
        Kind.SAMPLE_DRAWN,
        Kind.SHEET_REVIEWED,
        Kind.BATCH_DECIDED,
        Kind.SHEET_ERASED,
    }
)
"""Submits, decisions and grants carry the person's own signature (design §3)."""


@dataclass(frozen=True, order=True)
class Stamp:
    """When and where an event was written; orders events of all devices the same way everywhere."""

    ms: int
    """UTC milliseconds of the device's hybrid clock."""
    counter: int
    device: str
    seq: int


@dataclass(frozen=True)
class NewEvent:
    """An event that a decision asks for; the ledger gives it stamp, actor and signature."""

    kind: Kind
    subject: str
    body: Mapping[str, Any]
    seen: int | None = None
    """How many events of the subject the decision knew of; the ledger refuses (STALE) if more stand there."""


@dataclass(frozen=True)
class Event:
    """A written line of the journal."""

    kind: Kind
    subject: str
    body: Mapping[str, Any]
    stamp: Stamp
    actor: PersonId
    role: str
    """The post or role in which the actor acted."""
    zone: int = 0
    """Minutes east of UTC where it was written, for display."""
    version: int = 1
    signature: bytes = b""


@dataclass(frozen=True)
class Changes:
    """What one action changed: pages that show one of these subjects or kinds refresh."""

    subjects: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[Kind] = field(default_factory=frozenset)

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.subjects | other.subjects, self.kinds | other.kinds)
