"""One sheet against its paper: key it blind, then A the record is right or R it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.errors import TwinkeyError
from core.forms.model import Form, Question
from core.values import Answer
from core.workflow.comparison import question_of
from ui.keying.burst import Burst
from ui.keying.keys import Command
from ui.keying.readings import no_answer
from ui.look.line_words import line_words
from ui.page import Tools
from ui.paper_words import serial_words
from ui.review.judge_panel import JudgePanel
from ui.review.presenter import Phase, ReviewPresenter, Stand, Step
from ui.sentences import SPECIAL_KEYS, word
from ui.widgets.layout import (
    Card,
    SectionHeader,
    button,
    label,
    page_layout,
    primary,
    row,
    scrolled,
)
from ui.widgets.marks import Chip
from ui.widgets.paper_field import PaperField
from ui.widgets.printed_section import PrintedSection


class EntryView(QWidget):
    """F7 goes to the next question that is open, Shift+F7 or Up to the one before."""

    finished = Signal(object)
    """Changes: the review of the sheet is recorded."""
    left = Signal()

    def __init__(self, tools: Tools, today: date) -> None:
        super().__init__()
        self._tools = tools
        self.presenter: ReviewPresenter | None = None
        self.header = SectionHeader("")
        self.progress = Chip()
        self.header.add(self.progress)
        self.hint = label("", "Muted", wrap=True)
        self.paper = PaperField(today, auto_advance=tools.preferences.auto_advance)
        self.judge = JudgePanel(today)
        self.reading, self.ready = Card(), Card()
        self.printed = PrintedSection()
        self.summary = label("", "Heading", wrap=True)
        self.finish_button = primary(self.tr("Record the review"))
        self.back_button = button(self.tr("Back to the sample"))
        self.burst = Burst(self)
        self._before: Stand | None = None
        self._lay_out()
        self._watch()
        self.paper.accepted.connect(self._on_read)
        self.paper.back.connect(self._back)
        self.paper.asked.connect(self._on_asked)
        self.judge.right.connect(self._on_right)
        self.judge.wrong.connect(self._on_wrong)
        self.judge.back.connect(self._back)
        self.finish_button.clicked.connect(self._finish)
        self.back_button.clicked.connect(self.left)

    def show_sheet(self, presenter: ReviewPresenter) -> None:
        """Begin or resume a sheet."""
        self.presenter = presenter
        self._show(presenter.step)

    def take_keyboard(self) -> None:
        """To where the work is."""
        if self.presenter is None:
            return
        phase = self.presenter.step.phase
        if phase is Phase.READ:
            self.paper.take_keyboard()
        elif phase is Phase.READY:
            self.finish_button.setFocus()
        else:
            self.judge.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F7, Shift+F7 and Ctrl+Enter work wherever the cursor is."""
        ready = self.presenter is not None and self.presenter.step.phase is Phase.READY
        if event.key() == Qt.Key.Key_F7:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._back() if back else self._next()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ready:
            if not event.isAutoRepeat():  # held down since the last field
                self._finish()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.line = label("", "Number")
        self.reading.body.addWidget(self.paper)
        self.reading.body.addSpacing(6)
        self.reading.body.addWidget(self._legend())
        self.ready.body.addWidget(self.summary)
        self._next_step = label(
            self.tr("Each wrong field goes to another person, who rules from the paper."),
            "Muted",
            wrap=True,
        )
        self.ready.body.addWidget(self._next_step)
        self.ready.body.addLayout(row(1, self.finish_button))
        body = QWidget()
        cards = QVBoxLayout(body)
        cards.setContentsMargins(0, 0, 8, 0)
        for part in (self.line, self.reading, self.judge, self.ready, self.printed):
            cards.addWidget(part)
        cards.addStretch(1)
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(self.hint)
        layout.addWidget(scrolled(body), 1)
        layout.addLayout(row(self.back_button, 1))

    def _watch(self) -> None:
        """A barcode read here means no answer and no call."""
        for field in (self.paper, self.judge.paper):
            field.watch(self.burst)
        for widget in (self.judge, self.finish_button):
            self.burst.guard(widget, may_begin=True)
        self.burst.begun.connect(self._on_begun)
        self.burst.read.connect(self._on_barcode)

    def _on_begun(self) -> None:
        self._before = self.presenter.stand() if self.presenter is not None else None

    def _on_barcode(self, text: str) -> None:
        before = self._before
        if before is not None:
            self._advance(lambda presenter: presenter.retract(before))
            self._tools.warned.emit(no_answer(text))

    def _legend(self) -> QLabel:
        keys = [(key, word("special", special.value)) for special, key in SPECIAL_KEYS.items()]
        keys.append(("F7", self.tr("next open question")))
        return label("      ".join(f"{key}  {text}" for key, text in keys), "Muted", wrap=True)

    def _show(self, step: Step) -> None:
        assert self.presenter is not None
        sheet = self.presenter.sheet
        self.header.show_text(
            self.tr("Sheet {serial} · level {level}").format(
                serial=serial_words(sheet.serial), level=sheet.level
            ),
            self._phase_title(step.phase),
        )
        self.progress.show_state(f"{step.place} / {step.total}" if step.total else "", "accent")
        self.hint.setText(self._hint(step.phase))
        self.reading.setVisible(step.phase is Phase.READ)
        self.judge.setVisible(step.phase in (Phase.COMPARE, Phase.OPEN))
        self.ready.setVisible(step.phase is Phase.READY)
        self.printed.setVisible(step.phase is not Phase.READY)
        if step.phase is Phase.READY:
            self._summarise()
        else:
            self.printed.show_around(sheet.form, asked(sheet.form, step.question).key)
            question = asked(sheet.form, step.question)
            self.line.setText(line_words(sheet.form, step.question, question))
            self.line.setVisible(bool(self.line.text()))
            if step.phase is Phase.READ:
                self.paper.ask(question, step.read)
            else:
                self.judge.ask(question, step)
        self.take_keyboard()

    def _phase_title(self, phase: Phase) -> str:
        return {
            Phase.READ: self.tr("Step 1 of {n}: key what the paper says"),
            Phase.COMPARE: self.tr("Step 2 of {n}: where your reading differs from the record"),
            Phase.OPEN: self.tr("Step 3 of {n}: the other fields"),
            Phase.READY: self.tr("Everything is checked"),
        }[phase].format(n=3 if self._has_open_fields() else 2)

    def _has_open_fields(self) -> bool:
        return self.presenter is not None and bool(self.presenter.sheet.open)

    def _hint(self, phase: Phase) -> str:
        return {
            Phase.READ: self.tr("The record stays hidden until all of these are keyed."),
            Phase.COMPARE: self.tr(
                "Look at the paper again. A: the record is right. R: it is wrong."
            ),
            Phase.OPEN: self.tr("Compare with the paper. A: the record is right. R: it is wrong."),
            Phase.READY: "",
        }[phase]

    def _summarise(self) -> None:
        assert self.presenter is not None
        sheet, findings = self.presenter.sheet, self.presenter.findings
        numbers = ", ".join(named(sheet.form, key) for key in findings)
        checked = len(sheet.blind) + len(sheet.open)
        if findings:
            said = self.tr("{checked} fields checked, {wrong} wrong: {questions}.").format(
                checked=checked, wrong=len(findings), questions=numbers
            )
        else:
            said = self.tr("{checked} fields checked, none wrong.").format(checked=checked)
        self.summary.setText(said)
        self._next_step.setVisible(bool(findings))

    def _on_read(self, answer: Answer) -> None:
        if self.presenter is not None:
            self._advance(lambda presenter: presenter.take(answer))

    def _on_asked(self, command: Command) -> None:
        if command is Command.NEXT_OPEN:
            self._next()
        elif command is Command.PREVIOUS_OPEN:
            self._back()

    def _on_right(self) -> None:
        self._advance(lambda presenter: presenter.record_right())

    def _on_wrong(self, finding: str, paper: Answer | None) -> None:
        self._advance(lambda presenter: presenter.record_wrong(finding, paper))

    def _next(self) -> None:
        self._advance(lambda presenter: presenter.next())

    def _back(self) -> None:
        self._advance(lambda presenter: presenter.back())

    def _advance(self, move: Callable[[ReviewPresenter], Step]) -> None:
        assert self.presenter is not None
        try:
            self._show(move(self.presenter))
        except TwinkeyError as error:
            self._tools.failed.emit(error)

    def _finish(self) -> None:
        assert self.presenter is not None
        try:
            changes = self.presenter.finish()
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self.finished.emit(changes)


def asked(form: Form, key: str) -> Question:
    """The question of a key, in whichever line of a repeated group."""
    question = question_of(form, key)
    assert question is not None, key
    return question


def named(form: Form, key: str) -> str:
    """A question in one word, with its line."""
    question = asked(form, key)
    return " ".join((line_words(form, key, question), question.number or question.key)).strip()
