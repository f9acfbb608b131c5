"""What the entry page shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import UserError
from core.forms.model import Choice, Question
from core.logic.finding import Condition, Finding
from core.values import Answer, Special


@dataclass(frozen=True)
class FieldView:
    """One question on the screen."""

    key: str
    question: Question
    label: str
    choices: tuple[Choice, ...]
    answer: Answer | None
    applies: bool
    """False where the form closes the question; it can still be keyed if the paper answers it."""
    keyed: bool
    """False for notes and calculated values, which are only shown."""
    required: bool
    note: str
    hint: str
    """The form's hint, with the answers it mentions filled in."""
    closed: tuple[Condition, ...]
    """The conditions that close the question; empty where it applies."""
    findings: tuple[tuple[Finding, bool], ...]
    """Each with whether a person confirmed it; unanswered required ones are not among them."""

    @property
    def special(self) -> Special | None:
        """The special value that stands here, if any."""
        return self.answer if isinstance(self.answer, Special) else None

    @property
    def is_flagged(self) -> bool:
        """Whether something here waits for a person."""
        return any(not confirmed for _, confirmed in self.findings)


@dataclass(frozen=True)
class Step:
    """What one key did."""

    changed: frozenset[str] = frozenset()
    """Keys whose rows must be painted again."""
    refused: UserError | None = None
    warned: bool = False
    """A soft finding keeps the cursor here until it is confirmed or passed."""
    rebuilt: bool = False
    """Another part, or other rows, are on the screen now."""
    at_end: bool = False
    """There is no further question; nothing opens by itself."""
    ignored: bool = False
    """Nothing to show: a longer code may follow, or the habit of Enter after an auto-advance was swallowed."""


@dataclass(frozen=True)
class Stand:
    """Where a person is in a sheet, before a key that may turn out not to be theirs."""

    changes: int
    """How many the draft has."""
    cursor: str
    reach: int
    advanced_at: int | None


@dataclass(frozen=True)
class OpenPoint:
    """One line of the self-check."""

    key: str
    view: FieldView
    kind: str
    """unanswered, flagged, confirmed or note."""

    @property
    def stops(self) -> bool:
        """Whether the sheet cannot be signed before this is answered."""
        return self.kind == "unanswered"
