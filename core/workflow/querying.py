"""Decisions on a query: the paper really says so, it is corrected, or the sheet counts nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import QUERY_CLOSED, REASON_MISSING, UNANSWERED, WRONG_STATE, UserError
from core.event import NewEvent
from core.forms.model import Form, Texts
from core.logic.finding import CONTRADICTION, MESSAGES, OUT_OF_RANGE
from core.values import Answer, Answers
from core.workflow.admissible import admitted
from core.workflow.bodies import query_closed, sheet_voided
from core.workflow.comparison import question_of
from core.workflow.sheet import Query, Sheet

CONFIRMED, CORRECTED, VOID = "confirmed", "corrected", "void"
VOID_REASONS = (
    "missing",
    "screened_out",
    "illegible",
    "duplicate",
    "malicious",
    "contradictory",
    "wrong_period",
    "pilot",
    "blank_sheet",
    "page_missing",
    "lost",
    "suspected_invented",
)
"""Requirements MIS-03, and what paper brings with it besides."""


def open_query(sheet: Sheet, query_id: str) -> Query:
    """The query, if it waits for a decision. Raises UserError QUERY_CLOSED."""
    query = sheet.query(query_id)
    if query is None or query.state != "open" or sheet.void:
        raise UserError(QUERY_CLOSED)
    return query


def check_reason(outcome: str, why: str) -> None:
    """Every decision says why; of a void sheet, with a code of VOID_REASONS first ("code: text").

    Raises UserError REASON_MISSING, WRONG_STATE for an unknown outcome.
    """
    if outcome not in (CONFIRMED, CORRECTED, VOID):
        raise UserError(WRONG_STATE, state="open", action=outcome)
    if not why.strip() or (outcome == VOID and void_code(why) not in VOID_REASONS):
        raise UserError(REASON_MISSING)


def void_code(why: str) -> str:
    """The reason code that a void decision begins with."""
    return why.replace("：", ":").split(":", 1)[0].strip()


def corrections(
    form: Form, query: Query, record: Answers, said: Sequence[tuple[str, Answer]]
) -> Answers:
    """What really changes. Raises UserError BAD_VALUE, UNANSWERED if nothing would change."""
    read = {key: admitted(form, key, answer) for key, answer in said}
    changed = {key: answer for key, answer in read.items() if record.get(key) != answer}
    if not changed:
        raise UserError(UNANSWERED, questions=query.questions)
    return changed


def closed(
    sheet: Sheet,
    query: Query,
    outcome: str,
    why: str,
    doubts: Sequence[NewEvent],
    ids: Sequence[str],
) -> list[NewEvent]:
    """The decision's events; `ids`: the differences that carry its corrections, new or standing."""
    decided = query_closed(
        sheet.id,
        {
            "query": query.id,
            "revision": query.revision,
            "outcome": outcome,
            "why": why.strip(),
            "after": query.closings,
            "differences": list(ids),
        },
        seen=sheet.seen,
    )
    if outcome == VOID:
        return [decided, sheet_voided(sheet.id, void_code(why), query.id)]
    return [decided, *doubts]


def messages_of(form: Form, check: str) -> Texts:
    """The form's own words for a check, else those of the rule that every form has."""
    for known in form.checks:
        if known.id == check:
            return known.messages or MESSAGES[CONTRADICTION]
    name, _, key = check.partition(":")
    question = question_of(form, key) if name == OUT_OF_RANGE else None
    own = question.constraint_messages if question is not None else {}
    return own or MESSAGES.get(name, {})
