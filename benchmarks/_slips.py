"""Wrong fields as clerks make them: another value than the paper's, at the usual rate."""

from __future__ import annotations

from random import Random

from core.forms.model import Form, Kind, Question
from core.values import Answer, Answers, Special

RATE = 0.0029
"""Of the fields, in each pass."""


def slipped(form: Form, truth: Answers, dice: Random) -> Answers:
    """What a clerk keys of a paper."""
    return {
        key: wrong(form.by_key[key], answer) if dice.random() < RATE else answer
        for key, answer in truth.items()
    }


def wrong(question: Question, answer: Answer) -> Answer:
    """The neighbour of a code, two characters swapped, a last digit beside the right one."""
    codes = [choice.name for choice in question.choices]
    if answer in codes:
        return codes[codes.index(str(answer)) - 1] if len(codes) > 1 else Special.BLANK
    if isinstance(answer, Special) or not answer:
        return codes[0] if codes else Special.ILLEGIBLE
    swapped = answer[:-2] + answer[-2:][::-1]
    if swapped != answer and question.kind is not Kind.DATE:
        return swapped
    digit = answer[-1]
    beside = {"0": "1", "9": "8"}.get(digit, str((int(digit) + 1) % 10)) if digit.isdigit() else "x"
    return answer[:-1] + beside
