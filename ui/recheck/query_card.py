"""One query: what the rule says, its limit, and the answers it compared with the question texts."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.forms import typed
from core.forms.model import Form, Question
from core.services.recheck import QueryView
from core.values import Answer
from core.workflow.comparison import question_of
from ui.look.language import current, say
from ui.look.line_words import line_words
from ui.paper_words import serial_words
from ui.sentences import answer_words, word
from ui.widgets.layout import Card, label, row
from ui.widgets.marks import Chip

PATH = re.compile(r"/[\w./-]*\w")
SEVERITY_TONES = {"block": "bad", "void": "bad", "review": "warn", "warn": "warn"}


class QueryCard(Card):
    """Shows; decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.severity = Chip()
        self.place = label("", "Muted", wrap=True)
        self.message, self.limit = label("", "Heading", wrap=True), label("", "Muted", wrap=True)
        self._answers = QWidget()
        self._grid = QGridLayout(self._answers)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self.body.addLayout(row(self.place, self.severity))
        for part in (self.message, self.limit, self._answers):
            self.body.addWidget(part)

    def show_query(self, query: QueryView, form: Form) -> None:
        """Show a query with the texts of its form."""
        self.place.setText(
            self.tr("Sheet {serial} of {batch}").format(
                serial=serial_words(query.serial), batch=query.batch_code
            )
        )
        severity = str(query.severity)
        self.severity.show_state(word("severity", severity), SEVERITY_TONES.get(severity, ""))
        self.message.setText(say(query.messages) or query.check)
        rule = readable(query.limit, form)
        self.limit.setText(self.tr("Rule: {rule}").format(rule=rule))
        self.limit.setVisible(bool(query.limit))
        self._clear()
        for place, key in enumerate(query.questions):
            question = question_of(form, key)
            if question is not None:
                line = line_words(form, key, question)
                self._add(place, question, query.values.get(key), line)

    @property
    def answers(self) -> tuple[str, ...]:
        """The compared answers as shown, in order."""
        items = (self._grid.itemAtPosition(n, 2) for n in range(self._grid.rowCount()))
        return tuple(i.widget().text() for i in items if i is not None)

    def _add(self, place: int, question: Question, answer: Answer | None, line: str) -> None:
        number = label(" ".join((line, question.number or question.name)).strip(), "Number")
        text = label(say(question.labels), wrap=True)
        value: QLabel = label(read(question, answer), "Answer", wrap=True)
        value.setAccessibleName(f"{number.text()} {text.text()}: {value.text()}")
        for column, part in enumerate((number, text, value)):
            self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            item.widget().hide()
            item.widget().deleteLater()


def readable(expression: str, form: Form) -> str:
    """A rule's expression with question numbers in place of paths."""
    numbers = {question.ref: question.number or question.name for question in form.questions}
    named = PATH.sub(lambda path: numbers.get(path[0], path[0]), expression)
    return " ".join(named.split())


def read(question: Question, answer: Answer | None) -> str:
    """An answer as a person reads it: code and label, or a special value in words."""
    if isinstance(answer, str):
        return typed.shown(question, answer, current()) or answer_words(None)
    return answer_words(answer)
