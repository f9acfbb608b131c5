"""One sheet in review, step by step: key it blind, settle disagreements, judge the open fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.event import Changes
from core.people import Session
from core.services.review import Disagreement, Reading, Review, ReviewSheet
from core.values import Answer, Answers

RECORD_RIGHT = "record_right"
FINDINGS = ("keying", "misread", "adjudication", "paper_unclear")
"""Classes of a finding, in the order of the keys 1 to 4."""


class Phase(StrEnum):
    """Where the reviewer stands with a sheet."""

    READ = "read"
    COMPARE = "compare"
    OPEN = "open"
    READY = "ready"


@dataclass(frozen=True)
class Call:
    """A reviewer's decision on a question whose record has been shown."""

    record_right: bool
    finding: str = ""
    """Class of the finding where the record is wrong."""
    paper: Answer | None = None
    """What the paper says where the record is wrong."""


@dataclass(frozen=True)
class Step:
    """What the page shows now."""

    phase: Phase
    question: str
    """Key of the question the cursor is on; '' when ready."""
    place: int
    """From 1, within the phase."""
    total: int
    record: Answer | None = None
    read: Answer | None = None
    call: Call | None = None
    """The decision made here before, when the reviewer comes back to it."""


@dataclass(frozen=True)
class Stand:
    """Where a person is in a sheet, before a key that may turn out not to be theirs."""

    keyed: Answers
    disagreements: tuple[Disagreement, ...]
    calls: Mapping[str, Call]
    phase: Phase
    place: int


class ReviewPresenter:
    """The record's key fields stay hidden until all of them are keyed from the paper."""

    def __init__(self, review: Review, session: Session, sheet: ReviewSheet) -> None:
        self._review, self._session, self.sheet = review, session, sheet
        self._keyed: Answers = {}
        self._disagreements: tuple[Disagreement, ...] = ()
        self._calls: dict[str, Call] = {}
        self._phase = Phase.READ
        self._place = 0
        self._advance_if_empty()

    @property
    def step(self) -> Step:
        """What the page shows now."""
        questions = self._questions
        if self._phase is Phase.READY:
            return Step(Phase.READY, "", 0, 0)
        key = questions[self._place]
        return Step(
            self._phase,
            key,
            self._place + 1,
            len(questions),
            record=self._record(key),
            read=self._keyed.get(key),
            call=self._calls.get(key),
        )

    @property
    def findings(self) -> tuple[str, ...]:
        """Questions whose record was called wrong, in printed order."""
        wrong = {key for key, call in self._calls.items() if not call.record_right}
        return tuple(key for key in self.sheet.form.by_key if key in wrong)

    @property
    def disagreements(self) -> int:
        """How many blind readings differ from the record; known when all are keyed."""
        return len(self._disagreements)

    def move_to(self, review: Review, session: Session) -> None:
        """Go on with this sheet after the same person signed in again."""
        self._review, self._session = review, session

    def take(self, answer: Answer) -> Step:
        """Accept what the paper says for the blind question under the cursor and go on."""
        self._keyed[self.step.question] = answer
        return self._on()

    def record_right(self) -> Step:
        """Let the record stand for the question under the cursor and go on."""
        self._calls[self.step.question] = Call(record_right=True)
        return self._on()

    def record_wrong(self, finding: str, paper: Answer | None = None) -> Step:
        """Call the record wrong; `paper` is what the paper says where it was not keyed blind."""
        self._calls[self.step.question] = Call(False, finding, paper)
        return self._on()

    def stand(self) -> Stand:
        """What was done so far, to come back to."""
        return Stand(
            dict(self._keyed), self._disagreements, dict(self._calls), self._phase, self._place
        )

    def retract(self, stand: Stand) -> Step:
        """What came since then was never the person's."""
        self._keyed, self._calls = dict(stand.keyed), dict(stand.calls)
        self._disagreements = stand.disagreements
        self._phase, self._place = stand.phase, stand.place
        return self.step

    def next(self) -> Step:
        """The next question of this phase that is not settled, or the next question."""
        questions = self._questions
        later = [*range(self._place + 1, len(questions)), *range(self._place)]
        open_ones = [n for n in later if not self._is_settled(questions[n])]
        if open_ones:
            self._place = open_ones[0]
        elif self._place + 1 < len(questions):
            self._place += 1
        return self.step

    def back(self) -> Step:
        """The previous question of this phase."""
        self._place = max(0, self._place - 1)
        return self.step

    def finish(self) -> Changes:
        """Record the review of the sheet."""
        return self._review.record(
            self._session, self.sheet.sheet, self.sheet.level, self.reading()
        )

    def reading(self) -> Reading:
        """What the reviewer found so far."""
        wrong = {key: call.paper for key, call in self._calls.items() if call.paper is not None}
        why = {
            key: RECORD_RIGHT if call.record_right else call.finding
            for key, call in self._calls.items()
            if key in self._keyed or not call.record_right
        }
        return Reading(dict(self._keyed), wrong, why)

    @property
    def _questions(self) -> tuple[str, ...]:
        if self._phase is Phase.READ:
            return self.sheet.blind
        if self._phase is Phase.COMPARE:
            return tuple(found.question for found in self._disagreements)
        return self.sheet.open

    def _record(self, key: str) -> Answer | None:
        if self._phase is Phase.OPEN:
            return self.sheet.record.get(key)
        found = (d.record for d in self._disagreements if d.question == key)
        return next(found, None)

    def _is_settled(self, key: str) -> bool:
        return key in (self._keyed if self._phase is Phase.READ else self._calls)

    def _on(self) -> Step:
        """To the next unsettled question, or to the next phase."""
        if all(self._is_settled(key) for key in self._questions):
            self._next_phase()
            self._advance_if_empty()
            return self.step
        return self.next()

    def _next_phase(self) -> None:
        self._place = 0
        if self._phase is Phase.READ:
            self._disagreements = self._review.compare(
                self._session, self.sheet.sheet, self.sheet.level, dict(self._keyed)
            )
            self._phase = Phase.COMPARE
        else:
            self._phase = Phase.OPEN if self._phase is Phase.COMPARE else Phase.READY

    def _advance_if_empty(self) -> None:
        while self._phase is not Phase.READY and not self._questions:
            self._next_phase()
