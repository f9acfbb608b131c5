"""Decides differences: what a third person's choice means, and what is then written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from core.errors import BAD_VALUE, PAPER_FIRST, REASON_MISSING, WRONG_STATE, UserError
from core.event import NewEvent
from core.forms import double_entry
from core.forms.model import Form
from core.values import Answer, Special
from core.workflow.admissible import admitted
from core.workflow.bodies import difference_ruled
from core.workflow.comparison import question_of, says
from core.workflow.contents import RulingContent, mark, optional
from core.workflow.sheet import Difference, Sheet

PAPER_UNCLEAR = "paper_unclear"
"""The reason of a ruling that makes no reading wrong."""
FIRST, SECOND, OTHER, ILLEGIBLE = "first", "second", "other", "illegible"
WRONG_SHEET = "wrong_sheet"
KEYED, SHOWN, RULED = "keyed", "shown", "ruled"
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
    suspected: bool = False
    """The two readings are perhaps of two papers: both are shown whole to find out."""
    is_mixed: bool = False
    """Agreed fields are ruled on among the differences of its batch."""

    @property
    def is_check(self) -> bool:
        """Whether both passes agree: a field shown blind, to find what both got wrong."""
        return self.difference.n > 0 and self.candidates[0] == self.candidates[1]


@dataclass(frozen=True)
class Choice:
    """What an adjudicator says of a case."""

    choice: str
    """first or second (as shown), other, illegible."""
    answer: Answer | None = None
    why: str = ""
    note: str = ""
    keyed: Answer | None = None
    """What was typed from the paper before the candidates were shown."""


def is_swapped(difference_id: str, batch_public: str) -> bool:
    """Whether the candidates are shown in the other order: by chance, and the same every time."""
    return bool(_chance(difference_id, batch_public) & 1)


def shown(case: Case, batch_public: str) -> tuple[Answer | None, Answer | None]:
    """The candidates as the adjudicator sees them."""
    one, other = case.candidates
    return (other, one) if is_swapped(case.difference.id, batch_public) else (one, other)


def asks_paper_first(form: Form, case: Case, batch_public: str) -> bool:
    """Whether the paper's value is keyed before the candidates are shown.

    Fields that both passes agree on always ask, for two equal readings would tell; so that asking
    does not tell either, every other difference of such a batch asks too. Where the readings are
    perhaps of two papers nothing asks, because both have to be seen.
    """
    if case.suspected:
        return False
    if double_entry.asks_paper_first(form.settings) or case.is_check:
        return True
    among = case.difference.n > 0 and case.is_mixed
    return among and bool(_chance(case.difference.id, batch_public) & 2)


def candidate_said(form: Form, case: Case, batch_public: str, keyed: Answer) -> tuple[Answer, str]:
    """What was typed from the paper, in canonical text, and the candidate (as shown) that says the
    same, or "". Raises UserError BAD_VALUE."""
    typed = admitted(form, case.question, keyed)
    question = question_of(form, case.question)
    for choice, candidate in zip((FIRST, SECOND), shown(case, batch_public), strict=True):
        if says(question, typed, candidate):
            return typed, choice
    return typed, ""


def decided(form: Form, case: Case, batch_public: str, made: Choice) -> RulingContent:
    """What the choice means. Raises UserError BAD_VALUE, REASON_MISSING, PAPER_FIRST."""
    acts: tuple[str, ...] = (SHOWN, RULED)
    keyed: Answer | None = None
    if asks_paper_first(form, case, batch_public):
        if made.keyed is None:
            raise UserError(PAPER_FIRST)
        keyed, acts = admitted(form, case.question, made.keyed), (KEYED, *acts)
    answer, meant = _meant(form, case, batch_public, made)
    return RulingContent(case.question, answer, meant, made.why, made.note, keyed, acts)


def _meant(form: Form, case: Case, batch_public: str, made: Choice) -> tuple[Answer | None, str]:
    if made.choice in (FIRST, SECOND):
        place = (made.choice == SECOND) ^ is_swapped(case.difference.id, batch_public)
        return case.candidates[place], MEANT[case.difference.origin][place]
    if made.choice not in (OTHER, ILLEGIBLE) or (made.choice == OTHER and made.answer is None):
        raise UserError(BAD_VALUE, question=case.question, typed="", allowed=())
    if not made.why.strip():
        raise UserError(REASON_MISSING)
    if made.choice == ILLEGIBLE or made.answer is None:
        return Special.ILLEGIBLE, ILLEGIBLE
    return admitted(form, case.question, made.answer), OTHER


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


def _chance(difference_id: str, batch_public: str) -> int:
    return hashlib.sha256(f"{batch_public}|{difference_id}".encode()).digest()[0]
