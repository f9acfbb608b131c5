"""A third person settles, from the paper, where two readings differ. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import REASON_MISSING, UserError
from core.event import Changes
from core.forms import typed
from core.forms.model import Form, Question
from core.services.adjudication import Candidates, DifferenceView, Verdict
from core.values import Answer, Special
from ui.keying.outline import question_of

FIRST, SECOND, OTHER, ILLEGIBLE = "first", "second", "other", "illegible"
Rule = Callable[[str, Verdict], Changes]
Reveal = Callable[[str, Answer], Candidates]


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
    asking: bool = False
    """The paper's value is keyed first; until then no reading is shown."""
    keyed: Answer | None = None
    """What was keyed from the paper before the readings were shown."""

    @property
    def needs_reason(self) -> bool:
        """Whether what is chosen is neither reading, and nobody said why."""
        chosen = self.verdict
        return bool(chosen and chosen.choice in (OTHER, ILLEGIBLE) and not chosen.why)


class AdjudicationPresenter:
    """Walks the differences; a choice counts only when `record` is called."""

    def __init__(
        self,
        form: Form,
        differences: Sequence[DifferenceView],
        rule: Rule,
        reveal: Reveal,
        *,
        today: date,
        before: AdjudicationPresenter | None = None,
    ) -> None:
        """`differences` come shuffled and nameless, by serial in paper order.

        `before` worked on the same batch: what was keyed from the paper there stays keyed.
        """
        self.form, self._rule, self._reveal, self._today = form, rule, reveal, today
        self._revealed = {} if before is None else dict(before.revealed)
        self._open = list(differences)
        self._total = len(self._open)
        self._at = 0
        self._verdict: Verdict | None = None

    @property
    def open(self) -> tuple[DifferenceView, ...]:
        """What is not ruled yet."""
        return tuple(self._open)

    @property
    def revealed(self) -> dict[str, Candidates]:
        """Paper-first differences whose readings were shown, by id."""
        return self._revealed

    @property
    def state(self) -> RulingState | None:
        """The difference in work; None when none is left."""
        if not self._open:
            return None
        view = self._open[self._at]
        shown = self._revealed.get(view.id)
        if shown is not None:
            view = replace(view, first=shown.first, second=shown.second, note=shown.note)
        return RulingState(
            view,
            question_of(self.form, view.question),
            self._verdict,
            self._total - len(self._open) + 1,
            self._total,
            view.paper_first and shown is None,
            shown.keyed if shown else None,
        )

    def read(self, text: str | Special) -> None:
        """What the paper says, before the readings are shown. Raises UserError BAD_VALUE."""
        state = self.state
        if state is not None and state.asking:
            self._show_readings(state, self._parsed(state.question, text))

    def take(self, choice: str) -> None:
        """The paper says what the first (or second) reading says."""
        state = self.state
        if state is not None and not state.asking:
            self._choose(Verdict(choice, note=self._note, keyed=state.keyed))

    def third(self, text: str | Special) -> None:
        """The paper says something else; a reason must follow. Raises UserError BAD_VALUE.

        What a reading says too is that reading, and needs no reason why neither was taken.
        """
        state = self.state
        if state is not None and not state.asking:
            answer = self._parsed(state.question, text)
            readings = {state.difference.second: SECOND, state.difference.first: FIRST}
            self._choose(
                Verdict(readings[answer], note=self._note, keyed=state.keyed)
                if answer in readings
                else Verdict(OTHER, answer, note=self._note, keyed=state.keyed)
            )

    def illegible(self) -> None:
        """The paper is unclear on this question; a reason must follow where neither reading says so."""
        state = self.state
        if state is None:
            return
        if state.asking:
            self._show_readings(state, Special.ILLEGIBLE)
        else:
            given = Verdict(ILLEGIBLE, Special.ILLEGIBLE, note=self._note, keyed=state.keyed)
            self._choose(given)

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
        if state.needs_reason:
            raise UserError(REASON_MISSING)
        changes = self._rule(state.difference.id, verdict)
        del self._open[self._at]
        self._at = 0 if self._at >= len(self._open) else self._at
        self._verdict = None
        return changes

    def clear(self) -> None:
        """Forget the choice; what was keyed from the paper stays."""
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

    def _parsed(self, question: Question, text: str | Special) -> Answer:
        if isinstance(text, Special):
            return text
        return typed.parse(question, text, today=self._today)

    def _show_readings(self, state: RulingState, read: Answer) -> None:
        """The readings, with the one chosen that says what the paper says."""
        found = self._revealed[state.difference.id] = self._reveal(state.difference.id, read)
        if found.agrees:
            self._choose(Verdict(found.agrees, note=self._note, keyed=found.keyed))
        elif found.keyed is Special.ILLEGIBLE:
            self._choose(Verdict(ILLEGIBLE, found.keyed, note=self._note, keyed=found.keyed))
        else:
            self._choose(Verdict(OTHER, found.keyed, note=self._note, keyed=found.keyed))

    def _choose(self, verdict: Verdict) -> None:
        self._verdict = verdict

    @property
    def _note(self) -> str:
        return self._verdict.note if self._verdict is not None else ""
