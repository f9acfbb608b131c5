"""Questions by name where the line of a repeated group matters."""

from __future__ import annotations

from core.forms.line_names import line_name
from core.forms.model import Form, Question
from ui.look.language import current, say


def line_words(form: Form, key: str, question: Question) -> str:
    """The line that a question's key stands in, in the language on screen; "" outside repeats."""
    return line_name(form, key, question, current())


def question_words(form: Form, key: str, question: Question, text: str = "") -> str:
    """Line, number and text of a question; `text` where its words depend on answers."""
    parts = (line_words(form, key, question), question.number, text or say(question.labels))
    return "  ".join(part for part in parts if part) or question.name
