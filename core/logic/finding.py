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

CONTRADICTION = "check"
"""A check whose author wrote no message."""
MESSAGES: Mapping[str, Texts] = {
    CLOSED: {
        "zh": "按问卷的规定，这道题在此不必回答，纸面上却有答案。",
        "en": "Answered although the form closes this question here.",
    },
    CLOSED_CHOICE: {
        "zh": "按其他答案，这里不提供这个选项。",
        "en": "This option is not offered for these answers.",
    },
    OUT_OF_RANGE: {
        "zh": "数值超出了问卷规定的范围。",
        "en": "The value lies outside what the form expects.",
    },
    REQUIRED: {
        "zh": "这道必答题没有答案。",
        "en": "This question needs an answer and has none.",
    },
    CONTRADICTION: {
        "zh": "这些答案互相不符。",
        "en": "These answers contradict one another.",
    },
}
"""What the built-in rules say, in the way in which a form words its own checks."""


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
    """The expression or bound that was broken, with the questions' printed numbers."""
    version: str = ""


@dataclass(frozen=True)
class Condition:
    """Why a question is closed: one rule that does not hold, with what it read."""

    ref: str
    """Path of the question or group that the rule closes."""
    expression: str
    """With the questions' printed numbers."""
    values: Mapping[str, Answer | None] = field(default_factory=dict)
    """Key of each question that the rule read -> what stands there."""
