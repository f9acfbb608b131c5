"""Call the record right or wrong for one question, with what the paper says and the kind of finding."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from core.forms import typed
from core.forms.model import Question
from core.values import Answer
from ui.keying.keys import Command
from ui.look.language import current, say
from ui.review.presenter import FINDINGS, Phase, Step
from ui.sentences import answer_words, word
from ui.widgets.layout import Card, button, label, row
from ui.widgets.paper_field import PaperField

RIGHT, WRONG = "A", "R"
CALL, PAPER, FINDING = "call", "paper", "finding"
"""What is asked now: right or wrong, what the paper says, what kind of finding."""


class JudgePanel(Card):
    """A or Enter: right. R: wrong; then the paper's answer, then 1 to 4 for the kind of finding."""

    right = Signal()
    wrong = Signal(str, object)
    """Class of the finding, and the Answer on paper or None where it is as keyed before."""
    back = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._question: Question | None = None
        self._step: Step | None = None
        self._asks = CALL
        self._on_paper: Answer | None = None
        self.number, self.text = label("", "Number"), label("", wrap=True)
        self.record, self.read = label("", "Answer", wrap=True), label("", "Answer", wrap=True)
        self._read_box = _reading(self.tr("You read on the paper"), self.read)
        self.right_button = button(self.tr("A  The record is right"))
        self.wrong_button = button(self.tr("R  The record is wrong"))
        # no auto-advance: the answer keyed before stands in the field and is only confirmed
        self.paper = PaperField(today, auto_advance=False)
        self.paper.hide_question()
        self.kinds = [
            button(f"{number}  {word('finding_class', code)}")
            for number, code in enumerate(FINDINGS, 1)
        ]
        self._kind_title = label(self.tr("What kind of error is it?"), "Heading")
        self._paper_title = label(self.tr("What does the paper say?"), "Heading")
        self._lay_out()
        self._wire()

    def ask(self, question: Question, step: Step) -> None:
        """Ask for one question; what was decided before is shown."""
        self._question, self._step, self._on_paper = question, step, None
        self.number.setText(question.number or question.name)
        self.text.setText(say(question.labels))
        self.record.setText(_shown(question, step.record))
        self.read.setText(_shown(question, step.read))
        self._read_box.setVisible(step.phase is Phase.COMPARE)
        name = self.tr("{number} {text}. The record says: {record}").format(
            number=self.number.text(), text=self.text.text(), record=self.record.text()
        )
        self.setAccessibleName(name)
        self._show(CALL)

    def take_keyboard(self) -> None:
        """To the panel itself, which takes A and R; or to the field."""
        if self._asks == PAPER:
            self.paper.take_keyboard()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key, character = event.key(), event.text().upper()
        kind = character if character in ("1", "2", "3", "4") else ""
        if event.isAutoRepeat() and key != Qt.Key.Key_Up:
            event.accept()  # held down, it would judge the next field too
        elif self._asks == CALL and (character == RIGHT or key in _ENTERS):
            self.right.emit()
        elif self._asks == CALL and character == WRONG:
            self._on_wrong()
        elif self._asks == FINDING and kind:
            self._on_kind(int(kind) - 1)
        elif key == Qt.Key.Key_Escape and self._asks != CALL:
            self._show(CALL)
        elif key == Qt.Key.Key_Up:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    @property
    def asks(self) -> str:
        """call, paper or finding."""
        return self._asks

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.number, self.text, 1))
        self.body.addLayout(
            row(_reading(self.tr("The record says"), self.record), self._read_box, 1)
        )
        self.body.addLayout(row(self.right_button, self.wrong_button, 1))
        self.body.addWidget(self._paper_title)
        self.body.addWidget(self.paper)
        self.body.addWidget(self._kind_title)
        self.body.addLayout(row(*self.kinds[:2], 1))
        self.body.addLayout(row(*self.kinds[2:], 1))

    def _wire(self) -> None:
        self.right_button.clicked.connect(self.right)
        self.wrong_button.clicked.connect(self._on_wrong)
        self.paper.accepted.connect(self._on_answer)
        self.paper.back.connect(self._on_call_again)
        self.paper.asked.connect(self._on_asked)
        for place, choice in enumerate(self.kinds):
            choice.setProperty("place", place)
            choice.clicked.connect(self._on_kind_clicked)

    def _show(self, asks: str) -> None:
        self._asks = asks
        self._paper_title.setVisible(asks == PAPER)
        self.paper.setVisible(asks == PAPER)
        self._kind_title.setVisible(asks == FINDING)
        for kind in self.kinds:
            kind.setVisible(asks == FINDING)
        self.right_button.setVisible(asks == CALL)
        self.wrong_button.setVisible(asks == CALL)
        self.take_keyboard()

    def _on_wrong(self) -> None:
        assert self._question is not None
        assert self._step is not None
        self.paper.ask(self._question, self._step.read)
        self._show(PAPER)

    def _on_answer(self, answer: Answer) -> None:
        assert self._step is not None
        if answer == self._step.record:
            self.paper.refuse(
                self.tr("That is what the record says. Press Esc and A if it is right.")
            )
            return
        self._on_paper = None if answer == self._step.read else answer
        self._show(FINDING)

    def _on_call_again(self) -> None:
        self._show(CALL)

    def _on_asked(self, command: Command) -> None:
        if command is Command.CLEAR:
            self._show(CALL)

    def _on_kind_clicked(self) -> None:
        self._on_kind(int(self.sender().property("place")))

    def _on_kind(self, place: int) -> None:
        self.wrong.emit(FINDINGS[place], self._on_paper)


_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _reading(caption: str, value: QLabel) -> QFrame:
    """An answer in a frame under its caption."""
    frame = QFrame()
    frame.setObjectName("Reading")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(14, 8, 14, 10)
    layout.setSpacing(2)
    layout.addWidget(label(caption, "Muted"))
    layout.addWidget(value)
    frame.setMinimumWidth(frame.fontMetrics().averageCharWidth() * 16)
    return frame


def _shown(question: Question, answer: Answer | None) -> str:
    if isinstance(answer, str):
        return typed.shown(question, answer, current())
    return answer_words(answer)
