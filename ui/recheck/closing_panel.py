"""Close a query by keys: 1 the paper says so, 2 the paper says otherwise, 3 the sheet is void."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.forms.model import Form
from core.services.recheck import Closing, QueryView
from core.values import Answer
from core.workflow.comparison import question_of
from ui.keying.keys import Command
from ui.recheck.words import VOID_REASONS, void_reason
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, button, label, primary, row
from ui.widgets.paper_field import PaperField

CONFIRMED, CORRECTED, VOID = "confirmed", "corrected", "void"
OUTCOMES = {"1": CONFIRMED, "2": CORRECTED, "3": VOID}
VALUE = Qt.ItemDataRole.UserRole
TOGETHER_MS = 1000
"""Two digits typed within this time are one number, as in the type-ahead of every list."""


class ReasonList(QListWidget):
    """Why a sheet is void: arrows or its number choose, Enter goes on."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._since = "", QElapsedTimer()

    def offer(self) -> None:
        """Show the reasons, numbered."""
        for number, code in enumerate(VOID_REASONS, 1):
            item = QListWidgetItem(f"{number}  {void_reason(code)}", self)
            item.setData(VALUE, code)
        self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        digit = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif digit.isdecimal():
            self._go(digit)
        else:
            super().keyPressEvent(event)

    def _go(self, digit: str) -> None:
        """A second digit makes a number of two where there is one; else it begins anew."""
        waits = self._since.isValid() and self._since.elapsed() < TOGETHER_MS
        for typed in (self._typed + digit if waits else digit, digit):
            if 1 <= int(typed) <= self.count():
                self._typed = typed
                self._since.start()
                self.setCurrentRow(int(typed) - 1)
                return


class ClosingPanel(Card):
    """Emits the decision; Esc goes back to the list of queries."""

    decided = Signal(object)
    """A Closing."""
    left = Signal()

    def __init__(self, today: date, *, auto_advance: bool) -> None:
        super().__init__()
        self._today, self._auto_advance = today, auto_advance
        self._query: QueryView | None = None
        self._form: Form | None = None
        self._outcome = ""
        self.papers: dict[str, PaperField] = {}
        self.buttons = {
            CONFIRMED: button(self.tr("1  The paper really says so")),
            CORRECTED: button(self.tr("2  The paper says something else")),
            VOID: button(self.tr("3  The sheet is void")),
        }
        self.why = line_edit()
        self.why_field = Field(self.tr("Reason, in a few words"), self.why)
        self.reasons = ReasonList()
        self.reasons.setAccessibleName(self.tr("Why the sheet is void"))
        self.reasons.offer()
        self.done_button = primary(self.tr("Close the query"))
        self._papers = QWidget()
        self._lay_out()
        self._wire()
        self.choose("")

    def show_query(self, query: QueryView, form: Form) -> None:
        """Begin with a query: nothing chosen yet."""
        self._query, self._form = query, form
        self.why.clear()
        self.why_field.clear()
        self.choose("")

    def choose(self, outcome: str) -> None:
        """Choose confirmed, corrected or void, and go where the work continues; "" chooses none."""
        self._outcome = outcome
        for name, choice in self.buttons.items():
            choice.setObjectName("Primary" if name == outcome else "")
            choice.style().polish(choice)
        self._ask_paper(outcome == CORRECTED)
        self.reasons.setVisible(outcome == VOID)
        self.reasons.setCurrentRow(0)
        self.why_field.setVisible(bool(outcome) and outcome != VOID)
        self.done_button.setVisible(bool(outcome))
        self._go_on()

    @property
    def outcome(self) -> str:
        """What is chosen so far."""
        return self._outcome

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the choice back; a digit on a button chooses."""
        if event.key() == Qt.Key.Key_Escape:
            self.choose("")
            self.left.emit()
        elif event.text() in OUTCOMES:
            self.choose(OUTCOMES[event.text()])
        else:
            super().keyPressEvent(event)

    def refuse(self, sentence: str) -> None:
        """Say why the decision was not taken."""
        self.why_field.setVisible(True)
        self.why_field.refuse(sentence)

    def _lay_out(self) -> None:
        self.body.addWidget(label(self.tr("Look at the paper, then decide"), "Heading", wrap=True))
        for choice in self.buttons.values():
            choice.setStyleSheet("text-align: left;")
            self.body.addWidget(choice)
        layout = QVBoxLayout(self._papers)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(12)
        rows = self.fontMetrics().height() * 2 * len(VOID_REASONS)
        self.reasons.setFixedHeight(rows + 12)
        for part in (self._papers, self.reasons, self.why_field):
            self.body.addWidget(part)
        self.body.addLayout(row(1, self.done_button))

    def _wire(self) -> None:
        self.buttons[CONFIRMED].clicked.connect(self._on_confirmed)
        self.buttons[CORRECTED].clicked.connect(self._on_corrected)
        self.buttons[VOID].clicked.connect(self._on_void)
        self.why.returnPressed.connect(self._decide)
        self.reasons.entered.connect(self._decide)
        self.done_button.clicked.connect(self._decide)

    def _on_confirmed(self) -> None:
        self.choose(CONFIRMED)

    def _on_corrected(self) -> None:
        self.choose(CORRECTED)

    def _on_void(self) -> None:
        self.choose(VOID)

    def _ask_paper(self, wanted: bool) -> None:
        """Put a field for each compared question, filled with the record's answer."""
        for field in self.papers.values():
            field.hide()
            field.deleteLater()
        self.papers = {}
        self._papers.setVisible(wanted)
        if not wanted or self._query is None or self._form is None:
            return
        for key in self._query.questions:
            question = question_of(self._form, key)
            if question is not None and question.kind.is_keyed:
                field = PaperField(self._today, auto_advance=self._auto_advance)
                field.ask(question, self._query.values.get(key))
                field.accepted.connect(self._on_read)
                field.back.connect(self._on_back)
                field.asked.connect(self._on_asked)
                self._papers.layout().addWidget(field)
                self.papers[key] = field

    def _go_on(self) -> None:
        """Bring the cursor to what this choice asks first."""
        if self._outcome == CORRECTED and self.papers:
            next(iter(self.papers.values())).take_keyboard()
        elif self._outcome == VOID:
            self.reasons.setFocus()
        elif self._outcome:
            self.why.setFocus()

    def _on_read(self, _: Answer) -> None:
        place = self._place_of(self.sender())
        fields = [*self.papers.values()]
        if place + 1 < len(fields):
            fields[place + 1].take_keyboard()
        else:
            self.why.setFocus()

    def _on_back(self) -> None:
        place = self._place_of(self.sender())
        if place:
            [*self.papers.values()][place - 1].take_keyboard()

    def _place_of(self, field: QObject) -> int:
        return next(n for n, each in enumerate(self.papers.values()) if each is field)

    def _on_asked(self, command: Command) -> None:
        if command is Command.CLEAR:
            self.choose("")
            self.left.emit()

    def _decide(self) -> None:
        if not self._outcome or self._query is None:
            return
        corrections = self._corrections() if self._outcome == CORRECTED else ()
        if corrections is not None:
            self.decided.emit(Closing(self._outcome, self._why(), corrections))

    def _why(self) -> str:
        if self._outcome == VOID:
            return str(self.reasons.currentItem().data(VALUE))
        return self.why.text().strip()

    def _corrections(self) -> tuple[tuple[str, Answer], ...] | None:
        """What the paper says where the record says otherwise; None, and a refusal, if nowhere."""
        assert self._query is not None
        changed: list[tuple[str, Answer]] = []
        for key, field in self.papers.items():
            answer = field.answer()
            if answer is None:
                field.take_keyboard()
                return None
            if answer != self._query.values.get(key):
                changed.append((key, answer))
        if not changed:
            self.refuse(self.tr("No answer was changed. Type what the paper says, or press Esc."))
            return None
        return tuple(changed)
