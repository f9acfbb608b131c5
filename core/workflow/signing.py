"""What a person's signature under an event means: shown beside name and time (21 CFR 11.50).

The signature covers the whole line, hence kind, body, role and time: the meaning cannot be changed
without breaking it.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Event, Kind
from core.values import PersonId
from core.workflow.misfiling import is_misfiling, is_move

MEANINGS: dict[Kind, str] = {
    Kind.PROJECT_CHANGED: "recorded",
    Kind.UNIT_RECORDED: "recorded",
    Kind.PERSON_ADDED: "certified",
    Kind.FORM_PUBLISHED: "published",
    Kind.BATCH_OPENED: "assigned",
    Kind.KEY_GRANTED: "granted",
    Kind.KEYING_SUBMITTED: "keyed",
    Kind.BATCH_CLOSED: "closed",
    Kind.BATCH_CHANGED: "accounted",
    Kind.SHEET_MOVED: "accounted",
    Kind.DIFFERENCE_RULED: "ruled",
    Kind.RECORD_SETTLED: "settled",
    Kind.QUERY_CLOSED: "rechecked",
    Kind.SHEET_VOIDED: "voided",
    Kind.SHEET_ERASED: "erased",
    Kind.SAMPLE_DRAWN: "drew",
    Kind.SHEET_REVIEWED: "reviewed",
}
REFILED = "refiled"
"""A keying was found to be of another paper, or put on the sheet of that one."""
DECIDED = {"passed": "approved", "returned": "returned"}
DID = {
    "removed": "removed",
    "confirmed": "confirmed",
    "reset": "replaced_keys",
    "reset_together": "replaced_keys",
    "lifted": "lifted",
    "password": "own_password",
    "recovered": "own_password",
}


@dataclass(frozen=True)
class Signature:
    """What stands beside a decision: who, when, and what for."""

    person: PersonId
    ms: int
    zone: int
    meaning: str
    """A code of this module; its words are the page's."""
    second: str = ""
    """The other one of two people who signed together."""


def signature_of(event: Event) -> Signature | None:
    """The signature under an event; None where it needs none and has none."""
    if not event.signature:
        return None
    second = str(event.body.get("second", "")) if event.kind is Kind.PERSON_CHANGED else ""
    return Signature(event.actor, event.stamp.ms, event.zone, meaning_of(event), second)


def meaning_of(event: Event) -> str:
    """The code of what a signature under the event means."""
    if event.kind is Kind.BATCH_DECIDED:
        return DECIDED.get(str(event.body.get("outcome")), "asked_for_more")
    if event.kind is Kind.PERSON_CHANGED:
        return DID.get(str(event.body.get("did")), "changed")
    if is_move(event) or is_misfiling(event):
        return REFILED
    return MEANINGS.get(event.kind, "recorded")
