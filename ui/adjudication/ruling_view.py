"""One difference on the screen: two nameless readings side by side, and the keys that decide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import TwinkeyError, UserError
from core.forms import typed
from core.forms.model import Question
from core.values import Answer, Special, is_special
from ui import errors, sentences
from ui.adjudication.presenter import FIRST, OTHER, SECOND, AdjudicationPresenter, RulingState
from ui.keying.panel import Panel, containing
from ui.look.language import current, say
from ui.look.line_words import question_words
from ui.paper_words import note_words, serial_words
from ui.widgets.flow import flowing
from ui.widgets.layout import Card, label, row, scrolled
from ui.widgets.marks import Chip, FindingLine, Keycap
from ui.widgets.printed_section import PrintedSection

K = Qt.Key
SIDE_BY_SIDE = 62
"""Digits of width that three readings need beside one another."""


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


class RulingView(QWidget):
    """Takes keys itself; a digit never lands in a field by accident."""

    ruled = Signal(object)
    """Changes of a recorded ruling."""
    shown = Signal()
    """A difference is on the screen, perhaps another one."""
    left = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presenter: AdjudicationPresenter | None = None
        self._then: Callable[[object], None] | None = None
        self._place, self._progress = label("", "Number"), label("", "Muted")
        self._question, self._options = (
            label("", "Heading", wrap=True),
            label("", "Muted", wrap=True),
        )
        self._origin, self._suspect = Chip(), Chip()
        self._note = label("", "Muted", wrap=True)
        self.first, self.second = ReadingCard("1"), ReadingCard("2")
        self.third = ReadingCard("3")
        self._finding, self._panel = FindingLine(), Panel()
        self.printed = PrintedSection()
        self._build()
        self.first.taken.connect(self._on_first)
        self.second.taken.connect(self._on_second)
        self.third.taken.connect(self._on_third)
        self._panel.picked.connect(self._on_picked)
        self._panel.closed.connect(self.setFocus)

    def show_presenter(self, presenter: AdjudicationPresenter) -> None:
        """Work on these differences."""
        self._presenter, self._then = presenter, None
        self._panel.hide()  # what it asked was about a difference that may not be the first one now
        self.setAccessibleName(self.tr("Ruling on differences"))
        self.repaint_state()

    @property
    def panel(self) -> Panel:
        """The inline panel: third value, reason, note."""
        return self._panel

    @property
    def sentence(self) -> str:
        """What is said under the readings, or ""."""
        return self._finding.sentence

    def take_keyboard(self) -> None:
        """To the panel while it asks, else to the keys that decide."""
        if self._panel.isVisibleTo(self):
            self._panel.take_keyboard()
        else:
            self.setFocus()

    def repaint_state(self) -> None:
        """Show the difference in work."""
        state = self._presenter.state if self._presenter else None
        if state is None:
            self.finished.emit()
            return
        view, question = state.difference, state.question
        self._place.setText(self.tr("Sheet {serial}").format(serial=serial_words(view.serial)))
        progress = self.tr("{n} of {total}").format(n=state.number, total=state.total)
        self._progress.setText(progress)
        form = self._presenter.form
        self._question.setText(question_words(form, view.question, question))
        codes = "  ".join(typed.with_code(c.name, say(c.labels)) for c in question.choices)
        self._options.setText(codes)
        self._origin.show_state(sentences.word("origin", view.origin))
        wrong = self.tr("Many answers differ: perhaps not the same sheet")
        self._suspect.show_state(wrong if view.suspected_wrong_sheet else "", "warn")
        self._note.setText(self._notes(state))
        self.printed.show_around(self._presenter.form, question.key)
        self._show_readings(state)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key, one decision; only Enter records it."""
        actions: dict[int, Callable[[], None]] = {
            K.Key_1: self._on_first,
            K.Key_2: self._on_second,
            K.Key_3: self._on_third,
            K.Key_U: self._on_illegible,
            K.Key_N: self._on_note,
            K.Key_Return: self._on_record,
            K.Key_Enter: self._on_record,
            K.Key_F7: self._on_next,
            K.Key_Escape: self._on_escape,
        }
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == K.Key_F7 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._on_previous()
        elif event.key() in actions and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            if not event.isAutoRepeat():
                actions[event.key()]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one under the other."""
        super().resizeEvent(event)
        wide = self.width() > self.fontMetrics().horizontalAdvance("0") * SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._readings.setDirection(direction)

    # --- decisions ----------------------------------------------------------------------------

    def _on_first(self) -> None:
        self._choose(FIRST)

    def _on_second(self) -> None:
        self._choose(SECOND)

    def _choose(self, choice: str) -> None:
        if self._presenter is not None and self._presenter.state is not None:
            self._presenter.take(choice)
            self._finding.say("")
            self.repaint_state()

    def _on_third(self) -> None:
        self._then = self._take_third
        self._panel.ask(self.tr("What does the paper say?"))

    def _take_third(self, text: object) -> None:
        assert self._presenter is not None
        try:
            self._presenter.third(str(text))
        except UserError as refused:
            self._finding.say(errors.sentence(refused))
            self._then = self._take_third
            self._panel.ask(self.tr("What does the paper say?"), text=str(text))
            return
        if self._presenter.needs_reason:
            self._ask_why()
        else:  # it is what one of the readings says
            self.setFocus()
            self.repaint_state()

    def _on_illegible(self) -> None:
        if self._presenter is not None and self._presenter.state is not None:
            self._presenter.special(Special.ILLEGIBLE)
            self._ask_why()

    def _ask_why(self) -> None:
        self._finding.say("")
        self.repaint_state()
        self._then = self._because
        reasons: list[tuple[str, object]] = [
            (f"{n}  {text}", code)
            for n, (text, code) in enumerate(sentences.words("ruling_reason"), 1)
        ]
        self._panel.ask(self.tr("Why neither reading?"), containing(reasons))

    def _because(self, reason: object) -> None:
        assert self._presenter is not None
        self._presenter.because(str(reason))
        self.setFocus()
        self.repaint_state()

    def _on_note(self) -> None:
        state = self._presenter.state if self._presenter else None
        if state is not None:
            self._then = self._take_note
            text = state.verdict.note if state.verdict else ""
            self._panel.ask(self.tr("Note on this ruling"), text=text)

    def _take_note(self, text: object) -> None:
        assert self._presenter is not None
        self._presenter.note(str(text))
        self.setFocus()
        self.repaint_state()

    def _on_record(self) -> None:
        if self._presenter is None:
            return
        try:
            changes = self._presenter.record()
        except TwinkeyError as refused:
            self._finding.say(errors.sentence(refused))
            return
        if changes is None:
            self._finding.say(self.tr("Press 1, 2, 3 or U first; Enter records it."), "warn")
            return
        self._finding.say("")
        self.ruled.emit(changes)
        self.repaint_state()

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._presenter is not None:
            self._presenter.step(by)
            self._finding.say("")
            self.repaint_state()

    def _on_escape(self) -> None:
        state = self._presenter.state if self._presenter else None
        if self._presenter is not None and state is not None and state.verdict is not None:
            self._presenter.clear()
            self.repaint_state()
        else:
            self.left.emit()

    def _on_picked(self, value: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(value)

    # --- showing ------------------------------------------------------------------------------

    def _build(self) -> None:
        card = Card()
        card.body.setSpacing(12)
        card.body.addLayout(row(self._place, self._origin, self._suspect, 1, self._progress))
        card.body.addWidget(self._question)
        card.body.addWidget(self._options)
        self._readings = QHBoxLayout()
        self._readings.setSpacing(12)
        for reading in (self.first, self.second, self.third):
            self._readings.addWidget(reading, 1)
        card.body.addLayout(self._readings)
        card.body.addWidget(self._note)
        card.body.addWidget(self._finding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(card)
        column.addWidget(self.printed)
        column.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        layout.addWidget(self._panel)
        layout.addWidget(self._legend())

    def _legend(self) -> QWidget:
        keys = (
            ("1", self.tr("first")),
            ("2", self.tr("second")),
            ("3", self.tr("other")),
            ("U", self.tr("illegible")),
            ("N", self.tr("note")),
            ("Enter", self.tr("record, next")),
            ("F7", self.tr("next without ruling")),
        )
        return flowing(*((Keycap(key), label(text, "Muted")) for key, text in keys))

    def _show_readings(self, state: RulingState) -> None:
        view, question, verdict = state.difference, state.question, state.verdict
        choice = verdict.choice if verdict else ""
        self.first.show_answer(answer_text(question, view.first), chosen=choice == FIRST)
        self.second.show_answer(answer_text(question, view.second), chosen=choice == SECOND)
        other = verdict.answer if verdict and choice == OTHER else None
        text = answer_text(question, other) if other is not None else self.tr("something else")
        self.third.show_answer(text, chosen=choice == OTHER)

    def _notes(self, state: RulingState) -> str:
        notes = []
        if state.difference.note:
            notes.append(self.tr("Note: {text}").format(text=note_words(state.difference.note)))
        verdict = state.verdict
        if verdict is not None and verdict.why:
            reason = sentences.word("ruling_reason", verdict.why)
            notes.append(self.tr("Reason: {text}").format(text=reason))
        if verdict is not None and verdict.note:
            notes.append(self.tr("Your note: {text}").format(text=verdict.note))
        return " · ".join(notes)


def answer_text(question: Question, answer: Answer | None) -> str:
    """An answer as a person reads it: "4 satisfied", or a special value in words."""
    if answer is None or is_special(answer):
        return sentences.answer_words(answer)
    return typed.shown(question, answer, current())
