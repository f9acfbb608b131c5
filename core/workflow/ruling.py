"""Decides differences: what a third person's choice means, and what is then written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from core.errors import BAD_VALUE, REASON_MISSING, WRONG_STATE, UserError
from core.event import NewEvent
from core.forms.model import Form
from core.values import Answer, Special
from core.workflow.admissible import admitted
from core.workflow.bodies import difference_ruled
from core.workflow.contents import RulingContent, mark, optional
from core.workflow.sheet import Difference, Sheet

PAPER_UNCLEAR = "paper_unclear"
"""The reason of a ruling that makes no reading wrong."""
FIRST, SECOND, OTHER, ILLEGIBLE = "first", "second", "other", "illegible"
MEANT = {
    "keying": (FIRST, SECOND),
    "query": ("record", "proposal"),
    "review": ("record", "proposal"),
}
"""Origin -> what the two candidates are, in the order in which a Case holds them."""


@dataclass(frozen=True)
class Case:
    """A difference with its two candidates opened, not shuffled."""

    difference: Difference
    question: str
    candidates: tuple[Answer | None, Answer | None]
    notes: tuple[str, ...] = ()


def is_swapped(difference_id: str, batch_public: str) -> bool:
    """Whether the candidates are shown in the other order: by chance, and the same every time."""
    return bool(hashlib.sha256(f"{batch_public}|{difference_id}".encode()).digest()[0] & 1)


def shown(case: Case, batch_public: str) -> tuple[Answer | None, Answer | None]:
    """The candidates as the adjudicator sees them."""
    one, other = case.candidates
    return (other, one) if is_swapped(case.difference.id, batch_public) else (one, other)


def decided(
    form: Form,
    case: Case,
    batch_public: str,
    choice: str,
    answer: Answer | None,
    why: str,
    note: str,
) -> RulingContent:
    """What the choice means. Raises UserError BAD_VALUE, REASON_MISSING."""
    if choice in (FIRST, SECOND):
        place = (choice == SECOND) ^ is_swapped(case.difference.id, batch_public)
        meant = MEANT[case.difference.origin][place]
        return RulingContent(case.question, case.candidates[place], meant, why, note)
    if choice == ILLEGIBLE:
        return RulingContent(case.question, Special.ILLEGIBLE, choice, why, note)
    if choice != OTHER or answer is None:
        raise UserError(BAD_VALUE, question=case.question, typed="", allowed=())
    if not why.strip():
        raise UserError(REASON_MISSING)
    return RulingContent(case.question, admitted(form, case.question, answer), OTHER, why, note)


def ruled(
    sheet: Sheet, difference: Difference, ruling: RulingContent, salt: bytes, sealed: str
) -> NewEvent:
    """The event of a decision. Raises UserError WRONG_STATE where one stands already."""
    if difference.ruling is not None:
        raise UserError(WRONG_STATE, state=difference.state, action="rule")
    return difference_ruled(
        sheet.id,
        {
            "id": difference.id,
            "after": len(difference.rulings),
            "mark": mark(salt, optional(ruling.answer)),
            "sealed": sealed,
        },
        seen=sheet.seen,
    )


def is_last(sheet: Sheet, difference: Difference) -> bool:
    """Whether nothing is left to rule once this difference is."""
    return all(other.id == difference.id for other in sheet.unruled)
