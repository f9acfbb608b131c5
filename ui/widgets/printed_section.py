"""The part of the form around a question, as it is printed, for finding the place on the paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from core.forms import typed
from core.forms.model import Form, Question, Section
from ui.look.language import current, say
from ui.widgets.layout import Card, label

AROUND = 3
"""Questions shown before and after the one in work."""
MANY_OPTIONS = 14


class PrintedSection(Card):
    """Questions and options only, never an answer; takes no keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[str, str] = ("", "")
        self._title = label("", "Number", wrap=True)
        self._rows = QWidget()
        self._layout = QVBoxLayout(self._rows)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.body.addWidget(self._title)
        self.body.addWidget(self._rows)

    def show_around(self, form: Form, key: str) -> None:
        """Show the neighbours of a question, the question itself marked; a question by its key."""
        section = next((s for s in form.sections if key in s.questions), None)
        self.setVisible(section is not None)
        if section is None or self._shown == (form.id, key):
            return
        self._shown = (form.id, key)
        name = say(section.labels) or section.name
        self._title.setText(self.tr("On the paper: {section}").format(section=name))
        self._clear()
        for question in _neighbours(form, section, key):
            self._layout.addWidget(_line(question, here=question.key == key))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the questions shown, in printed order."""
        items = (self._layout.itemAt(n) for n in range(self._layout.count()))
        return tuple(i.widget().accessibleName() for i in items if i is not None)

    def _clear(self) -> None:
        while self._layout.count():
            item = self._layout.takeAt(0)
            item.widget().hide()
            item.widget().deleteLater()


def _neighbours(form: Form, section: Section, key: str) -> list[Question]:
    asked = [form.by_key[each] for each in section.questions if each in form.by_key]
    printed = [question for question in asked if question.kind.is_keyed]
    at = next((place for place, each in enumerate(printed) if each.key == key), 0)
    return printed[max(at - AROUND, 0) : at + AROUND + 1]


def _line(question: Question, *, here: bool) -> QWidget:
    """Number, text and options of one question, in a frame that marks the one in work."""
    frame = QFrame()
    frame.setObjectName("Here" if here else "Elsewhere")
    frame.setAccessibleName(question.number or question.name)
    grid = QGridLayout(frame)
    grid.setContentsMargins(8, 4, 8, 4)
    grid.setHorizontalSpacing(10)
    number = label(question.number, "Number")
    number.setFixedWidth(number.fontMetrics().horizontalAdvance("Q000.0"))
    grid.addWidget(number, 0, 0, Qt.AlignmentFlag.AlignTop)
    text = label(say(question.labels) or question.name, wrap=True)
    grid.addWidget(text, 0, 1, Qt.AlignmentFlag.AlignTop)
    options = printed_options(question)
    if options:
        grid.addWidget(label(options, "Muted", wrap=True), 0, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 4)
    grid.setColumnStretch(2, 5)
    return frame


def printed_options(question: Question) -> str:
    """The options in one line, "" where there are none or too many to read."""
    if not 0 < len(question.choices) <= MANY_OPTIONS:
        return ""
    return "   ".join(typed.shown(question, choice.name, current()) for choice in question.choices)
