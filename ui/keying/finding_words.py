"""Says what a rule found: the sentence, the answers it compared, and its limit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.forms.model import Form
from core.logic.finding import CLOSED, CLOSED_CHOICE, OUT_OF_RANGE, REQUIRED, Finding
from ui.keying.outline import question_of
from ui.look.language import say
from ui.sentences import answer_words


def tell(form: Form, finding: Finding, *, hint: bool = True) -> str:
    """One sentence with the compared answers; `hint` adds how to confirm it."""
    sentence = say(finding.messages) or _built_in(finding)
    compared = _compared(form, finding)
    if compared:
        sentence = f"{sentence} ({compared})"
    if not hint:
        return sentence
    how = QCoreApplication.translate(
        "Findings", "Key the same again if the paper says so, or F8 with a reason."
    )
    return f"{sentence} {how}"


def _built_in(finding: Finding) -> str:
    kind = finding.check.partition(":")[0]
    translate = QCoreApplication.translate
    if kind == CLOSED:
        return translate("Findings", "Answered although the form closes this question here.")
    if kind == CLOSED_CHOICE:
        return translate("Findings", "This option is not offered for these answers.")
    if kind == OUT_OF_RANGE:
        return translate("Findings", "The value lies outside what the form expects.")
    if kind == REQUIRED:
        return translate("Findings", "Nothing is keyed here yet.")
    return translate("Findings", "These answers contradict one another.")


def _compared(form: Form, finding: Finding) -> str:
    if len(finding.values) < 2:
        return ""
    named = []
    for key, answer in list(finding.values.items())[:4]:
        question = question_of(form, key)
        named.append(f"{question.number or question.name} = {answer_words(answer)}")
    return ", ".join(named)
