"""Levels 2 and 3: draw a sample, key what the paper says, judge the batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.event import Changes
from core.forms.model import Form
from core.people import Session
from core.quality.verdict import Verdict
from core.services.batches import BatchRow
from core.values import Answer, Answers, BatchId, SheetId


@dataclass(frozen=True)
class ReviewTask:
    """A batch waiting at a level for this person."""

    batch: BatchRow
    level: int
    step: str
    """draw, check, decide."""
    drawn: int = 0
    checked: int = 0


@dataclass(frozen=True)
class SampledSheet:
    """A sheet of the sample and why it is in it (random, queried, full, extra)."""

    sheet: SheetId
    serial: str
    reason: str
    done: bool
    wrong: int = 0


@dataclass(frozen=True)
class ReviewSheet:
    """A sheet in review: the reviewer keys `blind` questions before anything of the record is shown."""

    sheet: SheetId
    serial: str
    level: int
    form: Form
    blind: tuple[str, ...]
    """Keys of questions to key from the paper (all key fields that apply)."""
    open: tuple[str, ...]
    """Questions shown with the record, to be called right or wrong (level 2 only)."""
    record: Answers
    """Answers of the open questions only."""


@dataclass(frozen=True)
class Reading:
    """What the reviewer found: typed answers for blind questions; for open ones only what is wrong.

    A blind question whose typed answer differs from the record is a wrong field of the record,
    unless `why` calls it `record_right`: the reviewer looked again and had misread.
    """

    keyed: Answers
    """Every blind question -> what was typed before the record was shown."""
    wrong: Answers = field(default_factory=dict)
    """Open question (or blind one, after a second look) -> what the paper says."""
    why: dict[str, str] = field(default_factory=dict)
    """Question -> class of a finding: keying, misread, adjudication, paper_unclear; or record_right."""


@dataclass(frozen=True)
class Disagreement:
    """A blind question where the reviewer's reading differs from the record."""

    question: str
    read: Answer
    record: Answer | None


class Review:
    """The review desk: nobody reviews what they keyed, adjudicated or reviewed at another level."""

    def tasks(self, session: Session) -> tuple[ReviewTask, ...]:
        """Batches at level 2 or 3 that wait for this person."""
        raise NotImplementedError

    def draw(self, session: Session, batch: BatchId, level: int) -> Changes:
        """Draw and journal the sample. Raises UserError BATCH_NOT_READY, NOT_ALLOWED."""
        raise NotImplementedError

    def sample(self, session: Session, batch: BatchId, level: int) -> tuple[SampledSheet, ...]:
        """The drawn sheets, in serial order."""
        raise NotImplementedError

    def begin(self, session: Session, sheet: SheetId, level: int) -> ReviewSheet:
        """What the reviewer keys. Raises UserError FOUR_EYES, NOT_IN_SAMPLE."""
        raise NotImplementedError

    def compare(self, session: Session, sheet: SheetId, level: int, keyed: Answers) -> tuple[Disagreement, ...]:
        """Where the completed blind reading differs from the record. Raises UserError UNANSWERED."""
        raise NotImplementedError

    def record(self, session: Session, sheet: SheetId, level: int, reading: Reading) -> Changes:
        """Record the review; each wrong field becomes a difference for another person's ruling.

        Raises UserError FOUR_EYES, NOT_IN_SAMPLE, UNANSWERED.
        """
        raise NotImplementedError

    def verdict(self, session: Session, batch: BatchId, level: int) -> Verdict:
        """The error rate so far, its bound, and what it shows."""
        raise NotImplementedError

    def decide(self, session: Session, batch: BatchId, level: int, outcome: str, why: str) -> Changes:
        """Pass the batch on (passed), or return it (returned) with a reason.

        Level 3 `passed` approves the batch. Raises UserError BATCH_NOT_READY, REASON_MISSING,
        WRONG_STATE when the verdict does not allow it.
        """
        raise NotImplementedError
