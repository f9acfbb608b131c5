"""What a rule says about a sheet: the check that fired, what it compared, and its limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.forms.model import Severity, Texts
from core.values import Answer

CLOSED = "closed"
"""Answered although the form closes the question; paper can say that, so it is kept and flagged."""
CLOSED_CHOICE = "closed_choice"
"""The option is not offered for these answers."""
OUT_OF_RANGE = "constraint"
"""The value breaks the question's own constraint."""
REQUIRED = "required"
"""Nothing was keyed, not even a special value."""


@dataclass(frozen=True)
class Finding:
    """One result of one rule on one sheet.

    `check` is the id of a Check, or one of the built-in ids above followed by ":" and the question key.
    """

    check: str
    severity: Severity
    questions: tuple[str, ...]
    values: Mapping[str, Answer | None] = field(default_factory=dict)
    messages: Texts = field(default_factory=dict)
    limit: str = ""
    """The expression or bound that was broken, as a person can read it."""
    version: str = ""


@dataclass(frozen=True)
class Condition:
    """Why a question is closed: one rule that does not hold, with what it read."""

    ref: str
    """Path of the question or group that the rule closes."""
    expression: str
    values: Mapping[str, Answer | None] = field(default_factory=dict)
    """Key of each question that the rule read -> what stands there."""
