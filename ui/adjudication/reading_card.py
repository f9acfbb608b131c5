"""One reading of a question, with the key that takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from core.forms import typed
from core.forms.model import Question
from core.values import Answer, is_special
from ui import sentences
from ui.look.language import current
from ui.widgets.layout import label
from ui.widgets.marks import Chip, Keycap


class ReadingCard(QFrame):
    """One reading with the key that takes it."""

    taken = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName("Reading")
        self._answer, self._chosen = label("", "Answer", wrap=True), Chip()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 12, 14, 12)
        line.setSpacing(12)
        line.addWidget(Keycap(key), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._answer, 1)
        line.addWidget(self._chosen, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(self.fontMetrics().height() * 4)

    def show_answer(self, text: str, *, chosen: bool) -> None:
        """Show a reading; a chosen one says so in words."""
        self._answer.setText(text)
        self._chosen.show_state(self.tr("the paper says this") if chosen else "", "ok")

    @property
    def text(self) -> str:
        """The reading shown."""
        return self._answer.text()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes it like its key."""
        self.taken.emit()


def answer_text(question: Question, answer: Answer | None) -> str:
    """An answer as a person reads it: "4 satisfied", or a special value in words."""
    if answer is None or is_special(answer):
        return sentences.answer_words(answer)
    return typed.shown(question, answer, current())
