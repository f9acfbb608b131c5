"""Which versions of a form count as one, because a person approved it."""

from __future__ import annotations

from core.event import Kind
from core.people import Session
from core.ports.ledger import Ledger
from core.values import FormId


def pools(ledger: Ledger, session: Session) -> dict[FormId, FormId]:
    """Every published version -> the newest of those it counts together with (often itself)."""
    newest: dict[FormId, FormId] = {}
    for row in ledger.rows(session, "form", order=("-published_at", "-id")):
        newest.setdefault(FormId(row["id"]), FormId(row["id"]))
        older = pooled_with(ledger, session, FormId(row["id"]))
        if older is not None:
            newest[older] = newest[FormId(row["id"])]
    return newest


def pooled_with(ledger: Ledger, session: Session, form: FormId) -> FormId | None:
    """The earlier version that a version was approved to count together with."""
    for event in reversed(ledger.history(session, form)):
        if event.kind is Kind.FORM_PUBLISHED and event.body.get("pools_with"):
            return FormId(event.body["pools_with"])
    return None
