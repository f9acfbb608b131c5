"""A third person settles, from the paper, where two readings differ. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import REASON_MISSING, UserError
from core.event import Changes
from core.forms import typed
from core.forms.model import Form, Question
from core.services.adjudication import DifferenceView, Verdict
from core.values import Special
from ui.keying.outline import question_of

FIRST, SECOND, OTHER = "first", "second", "other"
Rule = Callable[[str, Verdict], Changes]


@dataclass(frozen=True)
class RulingState:
    """What the page shows of the difference in work."""

    difference: DifferenceView
    question: Question
    verdict: Verdict | None
    """Chosen and not yet recorded."""
    number: int
    """From 1."""
    total: int


class AdjudicationPresenter:
    """Walks the differences; a choice counts only when `record` is called."""

    def __init__(
        self, form: Form, differences: Sequence[DifferenceView], rule: Rule, *, today: date
    ) -> None:
        """`differences` come shuffled and nameless, by serial in paper order."""
        self.form, self._rule, self._today = form, rule, today
        self._open = list(differences)
        self._total = len(self._open)
        self._at = 0
        self._verdict: Verdict | None = None

    @property
    def open(self) -> tuple[DifferenceView, ...]:
        """What is not ruled yet."""
        return tuple(self._open)

    @property
    def state(self) -> RulingState | None:
        """The difference in work; None when none is left."""
        if not self._open:
            return None
        view = self._open[self._at]
        number = self._total - len(self._open) + 1
        return RulingState(
            view, question_of(self.form, view.question), self._verdict, number, self._total
        )

    def take(self, choice: str) -> None:
        """The paper says what the first (or second) reading says."""
        self._verdict = Verdict(choice, note=self._note)

    def third(self, text: str) -> None:
        """The paper says something else; a reason must follow. Raises UserError BAD_VALUE.

        What a reading says too is that reading, and needs no reason why neither was taken.
        """
        state = self.state
        if state is None:
            return
        answer = typed.parse(state.question, text, today=self._today)
        readings = {SECOND: state.difference.second, FIRST: state.difference.first}
        for choice, reading in readings.items():
            if reading == answer:
                self.take(choice)
                return
        self._verdict = Verdict(OTHER, answer, note=self._note)

    def special(self, special: Special) -> None:
        """The paper cannot be read (or is blank); a reason must follow."""
        self._verdict = Verdict(OTHER, special, note=self._note)

    @property
    def needs_reason(self) -> bool:
        """Whether it must be said why neither reading was taken."""
        return self._verdict is not None and self._verdict.choice == OTHER

    def because(self, reason: str) -> None:
        """Why neither reading was taken."""
        if self._verdict is not None:
            self._verdict = replace(self._verdict, why=reason)

    def note(self, text: str) -> None:
        """A note on the ruling."""
        self._verdict = replace(self._verdict or Verdict(""), note=text.strip())

    def record(self) -> Changes | None:
        """Record the choice and go to the next; None where nothing is chosen.

        Raises UserError REASON_MISSING and what Adjudication.rule raises.
        """
        verdict, state = self._verdict, self.state
        if verdict is None or not verdict.choice or state is None:
            return None
        if verdict.choice == OTHER and not verdict.why:
            raise UserError(REASON_MISSING)
        changes = self._rule(state.difference.id, verdict)
        del self._open[self._at]
        self._at = 0 if self._at >= len(self._open) else self._at
        self._verdict = None
        return changes

    def clear(self) -> None:
        """Forget the choice."""
        self._verdict = None

    def step(self, by: int = 1) -> None:
        """Go to the next (or previous) difference without ruling on this one."""
        if self._open:
            self._at = (self._at + by) % len(self._open)
            self._verdict = None

    def go(self, difference: str) -> None:
        """Go to one difference."""
        for place, view in enumerate(self._open):
            if view.id == difference:
                self._at, self._verdict = place, None

    @property
    def _note(self) -> str:
        return self._verdict.note if self._verdict is not None else ""
