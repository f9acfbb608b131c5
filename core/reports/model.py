"""What a report says, whatever it is written as: figures, quality, origin, and the rows behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.figures.summary import Figures
from core.figures.visits import VisitScore
from core.forms.model import Form, Texts
from core.quality.shared_errors import SharedErrors
from core.quality.verdict import Verdict
from core.values import Answer, Answers

APPROVED, PROVISIONAL = "approved", "provisional"


@dataclass(frozen=True)
class BatchLine:
    """One batch that the report draws on."""

    code: str
    unit: str
    unit_names: Texts
    period: str
    state: str
    round: int
    issued: int
    returned: int
    not_returned: int
    spoilt: int
    keyed: int | None
    """Sheets keyed as often as they have to be and not void; None where the register is hidden."""
    settled: int
    void: int | None
    set_aside: int | None
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Origin:
    """Where the figures come from (requirements RPT-08)."""

    batches: tuple[BatchLine, ...]
    period: str
    state: str
    """approved or provisional (REV-11)."""
    head: str
    """Head hash of the journal when the figures were read, in groups."""
    made_at: datetime
    made_by: str
    cutoff: str = ""
    """Name of a numbered cut-off, where the report uses one."""

    def total(self, column: str) -> int | None:
        """A count of BatchLine over all batches; None where one of them is hidden."""
        counts = [getattr(batch, column) for batch in self.batches]
        return None if None in counts else sum(counts)


@dataclass(frozen=True)
class RecordLine:
    """One settled sheet. Withheld answers are absent from `answers` and named in `withheld`."""

    batch: str
    serial: str
    revision: int
    settled_at: datetime | None
    approved: bool
    answers: Answers
    withheld: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    """Questions whose answers, if there were any, are destroyed."""
    cause: str = ""
    """Why: request or retention."""

    def absence(self, key: str) -> str:
        """Why an answer is not told, as a code of texts.py; "" where it is."""
        if key in self.erased:
            return f"erased.{self.cause}"
        return "withheld" if key in self.withheld else ""


@dataclass(frozen=True)
class DifferenceLine:
    """One question on which two readings disagreed, and what was ruled; None: not told."""

    batch: str
    serial: str
    question: str
    first: Answer | None
    second: Answer | None
    settled: Answer | None
    choice: str
    """first, second, other or '' while open."""
    why: str
    origin: str
    """keying, query or review."""
    by: str
    at: datetime | None
    withheld: bool = False


@dataclass(frozen=True)
class QueryLine:
    """One query and how it was closed."""

    batch: str
    serial: str
    check: str
    severity: str
    messages: Texts
    questions: tuple[str, ...]
    compared: Mapping[str, Answer | None]
    state: str
    outcome: str
    why: str
    by: str
    raised_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class ReviewLine:
    """One sheet of a sample; `checked` is None until it is reviewed."""

    batch: str
    serial: str
    level: int
    round: int
    reason: str
    reviewer: str
    checked: int | None
    wrong: int
    findings: str
    """Numbers of the wrong questions, with the class of each finding."""
    at: datetime | None


@dataclass(frozen=True)
class DecisionLine:
    """A level's decision on a batch and the verdict it rested on."""

    batch: str
    level: int
    round: int
    outcome: str
    why: str
    verdict: Verdict | None
    by: str
    at: datetime | None


@dataclass(frozen=True)
class TrailLine:
    """One event in a batch's life, for the auditor."""

    batch: str
    kind: str
    what: str
    by: str
    at: datetime
    device: str
    sequence: int


@dataclass(frozen=True)
class Quality:
    """What double entry, checks and reviews found."""

    compared: int
    """Fields that two clerks keyed independently."""
    differences: tuple[DifferenceLine, ...]
    queries: tuple[QueryLine, ...]
    reviews: tuple[ReviewLine, ...]
    decisions: tuple[DecisionLine, ...]
    shared: SharedErrors = field(default_factory=SharedErrors)

    @property
    def keyed_apart(self) -> int:
        """Fields on which the two readings disagreed."""
        return sum(line.origin == "keying" for line in self.differences)

    @property
    def per_10000(self) -> float | None:
        """Differences between the two readings in 10,000 fields; None where nothing was compared."""
        return 10_000 * self.keyed_apart / self.compared if self.compared else None

    def rulings(self) -> Mapping[str, int]:
        """How the differences were ruled: choice -> count."""
        return Counter(line.choice or "open" for line in self.differences)

    def outcomes(self) -> Mapping[tuple[str, str], int]:
        """(severity, outcome or state) -> queries."""
        return Counter((line.severity, line.outcome or line.state) for line in self.queries)

    def by_question(self) -> Sequence[tuple[str, int]]:
        """Questions with most differences between the readings first."""
        apart = Counter(line.question for line in self.differences if line.origin == "keying")
        return apart.most_common()


@dataclass(frozen=True)
class QuestionnaireReport:
    """A form's approved answers as figures, with the rows they come from."""

    form: Form
    origin: Origin
    figures: Figures
    quality: Quality | None
    """None where the reader may not see it."""
    records: Sequence[RecordLine]
    trail: Sequence[TrailLine] = ()


@dataclass(frozen=True)
class Evidence:
    """A file that the shopper attached."""

    question: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Visit:
    """One visit with its score."""

    record: RecordLine
    score: VisitScore
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class VisitsReport:
    """Visits of one checklist; a page set for each in the PDF, a row for each in the workbook."""

    form: Form
    origin: Origin
    quality: Quality | None
    """None where the reader may not see it."""
    visits: tuple[Visit, ...]
    trail: Sequence[TrailLine] = ()

    @property
    def records(self) -> Sequence[RecordLine]:
        """The records behind the visits."""
        return [visit.record for visit in self.visits]
