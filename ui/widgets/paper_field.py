"""What the paper says for one question: its number and text, the field of entry, the options beside."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.errors import UserError
from core.forms import typed
from core.forms.model import Kind, Question
from core.values import Answer, Special
from ui import errors
from ui.keying.burst import Burst
from ui.keying.fields import EntryField
from ui.keying.keys import SPECIALS, Command
from ui.look.language import say
from ui.sentences import SPECIAL_KEYS, answer_words
from ui.widgets.layout import label
from ui.widgets.marks import FindingLine, set_tone
from ui.widgets.printed_section import printed_options

GHOST_GUARD_MS = 250
"""One Enter or Tab so soon after an auto-advance is habit, not meant (ux.md)."""


class PaperField(QWidget):
    """Enter, Tab or the last possible code accepts; Up goes back; the answer comes by signal."""

    accepted = Signal(object)
    """The Answer that was typed."""
    back = Signal()
    """Up or Shift+Tab: the question before."""
    asked = Signal(object)
    """Any other Command of entry, for the page to act on; CLEAR only where nothing was typed."""

    def __init__(self, today: date, *, auto_advance: bool) -> None:
        super().__init__()
        self._today, self._auto_advance = today, auto_advance
        self._question: Question | None = None
        self._before: Answer | None = None
        self._advanced = QElapsedTimer()
        self._burst: Burst | None = None
        self.number, self.text = label("", "Number"), label("", wrap=True)
        self.options = label("", "Muted", wrap=True)
        self.line = EntryField(Kind.TEXT)
        self._finding = FindingLine()
        self._field = QHBoxLayout()
        self._lay_out()

    def watch(self, burst: Burst) -> None:
        """Show each key to what tells a barcode reader from a person."""
        self._burst = burst
        self.line.watch(burst)

    def ask(self, question: Question, answer: Answer | None = None) -> None:
        """Ask for a question; `answer` is what was typed before."""
        self._question, self._before = question, answer
        self._put_line(question.kind)
        self.number.setText(question.number or question.name)
        self.text.setText(say(question.labels))
        self.options.setText(printed_options(question))
        self.line.setAccessibleName(f"{question.number} {say(question.labels)}".strip())
        self.line.setAccessibleDescription(self.options.text())
        self.show_answer(answer)

    def hide_question(self) -> None:
        """Show the field alone, where the question stands elsewhere on the page."""
        self.number.hide()
        self.text.hide()

    def show_answer(self, answer: Answer | None) -> None:
        """Put an answer into the field as it would be typed, selected."""
        special = isinstance(answer, Special)
        self.line.show_text(
            SPECIAL_KEYS.get(answer, "") if isinstance(answer, Special) else answer or ""
        )
        self._finding.say(answer_words(answer) if special else "", "ok")
        set_tone(self.line, "")

    def answer(self) -> Answer | None:
        """What is typed, or None with the reason shown."""
        self.line.commit()
        if self._question is None or not self.line.text().strip():
            self.refuse(self.tr("Type what the paper says: + if left blank, - if illegible."))
            return None
        try:
            return typed.parse(self._question, self.line.text(), today=self._today)
        except UserError as error:
            self.refuse(errors.sentence(error))
            return None

    def refuse(self, sentence: str) -> None:
        """Say what is wrong under the field; the text stays selected."""
        set_tone(self.line, "bad")
        self._finding.say(sentence)
        self.line.selectAll()

    def take_keyboard(self) -> None:
        """Put the cursor into the field."""
        self.line.setFocus()
        self.line.selectAll()

    @property
    def sentence(self) -> str:
        """What stands under the field."""
        return self._finding.sentence

    def _lay_out(self) -> None:
        self.options.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("M8.8"))
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        question.addWidget(self.text, 1)
        self._field.setSpacing(12)
        self._field.addWidget(self.line)
        self._field.addWidget(self.options, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(question)
        layout.addLayout(self._field)
        layout.addWidget(self._finding)
        self._listen()

    def _put_line(self, kind: Kind) -> None:
        """A field of the kind's width and input method, in the place of the one before."""
        before, self.line = self.line, EntryField(kind)
        if self._burst is not None:
            self.line.watch(self._burst)
        self._field.replaceWidget(before, self.line)
        self.line.setVisible(True)  # the layout would only do so later, and the cursor comes now
        had_keyboard = before.hasFocus()
        before.hide()
        before.deleteLater()
        self._listen()
        self.options.setVisible(not self.line.is_text)
        if had_keyboard:
            self.line.setFocus()

    def _listen(self) -> None:
        self.line.asked.connect(self._on_asked)
        self.line.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        set_tone(self.line, "")
        self._finding.say("")
        question = self._question
        if question is not None and self._auto_advance and typed.is_complete(question, text):
            self._advanced.start()
            self._accept()

    def _on_asked(self, command: Command) -> None:
        if command is Command.NEXT:
            self._on_enter()
        elif command is Command.BACK:
            self.back.emit()
        elif command is Command.CLEAR and self.line.edited:
            self.show_answer(self._before)
        elif command in SPECIALS:
            self.show_answer(SPECIALS[command])
            self.accepted.emit(SPECIALS[command])
        else:
            self.asked.emit(command)

    def _on_enter(self) -> None:
        habit = self._advanced.isValid() and self._advanced.elapsed() < GHOST_GUARD_MS
        self._advanced.invalidate()
        if not (habit and not self.line.edited):
            self._accept()

    def _accept(self) -> None:
        answer = self.answer()
        if answer is not None:
            self.accepted.emit(answer)
