"""Says what a rule found or closed: the sentence, and the answers it compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from core.forms.model import Form
from core.logic.finding import Condition, Finding
from ui.keying.outline import question_of
from ui.look.language import current, say
from ui.messages_forms import closed_because
from ui.sentences import answer_words


def tell(form: Form, finding: Finding, *, hint: bool = True) -> str:
    """One sentence with the compared answers; `hint` adds how to confirm it."""
    sentence = say(finding.messages)
    compared = _compared(form, finding)
    if compared:
        sentence = f"{sentence} ({compared})"
    if not hint:
        return sentence
    how = QCoreApplication.translate(
        "Findings", "{finding}. Key the same again if the paper says so, or F8 with a reason."
    )
    return how.format(finding=sentence.rstrip(".。"))


def tell_closed(form: Form, conditions: Sequence[Condition]) -> str:
    """Why a question is closed, with the answers that close it; "" where nothing closes it."""
    worded = [
        replace(each, values={key: answer_words(answer) for key, answer in each.values.items()})
        for each in conditions
    ]
    read = {key for each in conditions for key in each.values}
    return closed_because(worded, {key: _number(form, key) for key in read}, current())


def _compared(form: Form, finding: Finding) -> str:
    if len(finding.values) < 2:
        return ""
    named = []
    for key, answer in list(finding.values.items())[:4]:
        named.append(f"{_number(form, key)} = {answer_words(answer)}")
    return ", ".join(named)


def _number(form: Form, key: str) -> str:
    question = question_of(form, key)
    return question.number or question.name
