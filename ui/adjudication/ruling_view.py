"""One difference on the screen: two nameless readings side by side, and the keys that decide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import TwinkeyError, UserError
from core.forms import typed
from core.values import Special
from ui import errors, sentences
from ui.adjudication.presenter import (
    FIRST,
    ILLEGIBLE,
    OTHER,
    SECOND,
    AdjudicationPresenter,
    RulingState,
)
from ui.adjudication.reading_card import ReadingCard, answer_text
from ui.adjudication.ruling_words import notes, origin
from ui.keying.panel import Panel, containing
from ui.look.language import say
from ui.look.line_words import question_words
from ui.paper_words import serial_words
from ui.widgets.flow import flowing
from ui.widgets.layout import Card, label, row, scrolled
from ui.widgets.marks import Chip, FindingLine, Keycap
from ui.widgets.printed_section import PrintedSection

K = Qt.Key
LETTERS = frozenset({K.Key_U, K.Key_N, K.Key_A, K.Key_W, K.Key_P})
"""Letters that are commands, also while the paper's value is asked; Enter begins a text with them."""
SIDE_BY_SIDE = 62
"""Digits of width that three readings need beside one another."""


class RulingView(QWidget):
    """Takes keys itself; a digit never lands in a field by accident."""

    ruled = Signal(object)
    """Changes of a recorded ruling."""
    shown = Signal()
    """A difference is on the screen, perhaps another one."""
    left = Signal()
    finished = Signal()
    whole_asked = Signal()
    pair_asked = Signal()

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

    def refuse(self, sentence: str) -> None:
        """Say why what was asked cannot be."""
        self._finding.say(sentence)

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
        self._origin.show_state(origin(state))
        wrong = self.tr("Many answers differ: perhaps not the same sheet (W)")
        self._suspect.show_state(wrong if view.suspected_wrong_sheet else "", "warn")
        self._note.setText(notes(state))
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
            K.Key_A: self.whole_asked.emit,
            K.Key_W: self.pair_asked.emit,
        }
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._begins_reading(event, modifiers):
            self._ask_paper(begun=event.text())
        elif event.key() == K.Key_F7 and modifiers == Qt.KeyboardModifier.ShiftModifier:
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

    def _begins_reading(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether a key is the first of what the paper says, before any reading is shown."""
        typed_text = event.text()
        is_typing = len(typed_text) == 1 and typed_text.isprintable() and typed_text != " "
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return self._is_asking and plain and is_typing and event.key() not in LETTERS

    @property
    def _is_asking(self) -> bool:
        state = self._presenter.state if self._presenter else None
        return state is not None and state.asking

    def _ask_paper(self, *, text: str = "", begun: str = "") -> None:
        self._ask_answer(self._take_read, text=text, begun=begun)

    def _ask_answer(
        self, then: Callable[[object], None], *, text: str = "", begun: str = ""
    ) -> None:
        self._then = then
        title = self.tr("What does the paper say?")
        self._panel.ask(title, text=text, begun=begun, specials=True)

    def _take_read(self, given: object) -> None:
        assert self._presenter is not None
        try:
            self._presenter.read(_answer(given))
        except TwinkeyError as refused:
            self._finding.say(errors.sentence(refused))
            self._ask_paper(text=str(given))
            return
        self._after_reading()

    def _after_reading(self) -> None:
        """A reason is asked where neither reading says what the paper says."""
        assert self._presenter is not None
        state = self._presenter.state
        if state is not None and state.needs_reason:
            self._ask_why()
            return
        self._finding.say("")
        self.setFocus()
        self.repaint_state()

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
        if self._is_asking:
            self._ask_paper()
            return
        self._ask_answer(self._take_third)

    def _take_third(self, given: object) -> None:
        assert self._presenter is not None
        try:
            self._presenter.third(_answer(given))
        except UserError as refused:
            self._finding.say(errors.sentence(refused))
            self._ask_answer(self._take_third, text=str(given))
            return
        self._after_reading()

    def _on_illegible(self) -> None:
        if self._presenter is not None and self._presenter.state is not None:
            self._presenter.illegible()
            self._after_reading()

    def _ask_why(self) -> None:
        self._finding.say("")
        self.repaint_state()
        self._then = self._because
        state = self._presenter.state if self._presenter else None
        unclear = state is not None and state.verdict and state.verdict.choice == ILLEGIBLE
        kind = "unclear_reason" if unclear else "ruling_reason"
        title = self.tr("What is unclear on the paper?") if unclear else self._why_neither()
        reasons: list[tuple[str, object]] = [
            (f"{n}  {text}", code) for n, (text, code) in enumerate(sentences.words(kind), 1)
        ]
        self._panel.ask(title, containing(reasons))

    def _why_neither(self) -> str:
        return self.tr("Why neither reading?")

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
        if self._is_asking:
            self._ask_paper()
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
        legend = self._legend()
        layout.addWidget(legend)
        self._panel.stands.connect(legend.setHidden)  # its keys are not the panel's

    def _legend(self) -> QWidget:
        keys = (
            ("1", self.tr("first")),
            ("2", self.tr("second")),
            ("3", self.tr("other")),
            ("U", self.tr("illegible")),
            ("N", self.tr("note")),
            ("Enter", self.tr("record, next")),
            ("F7", self.tr("next without ruling")),
            ("A", self.tr("all answers")),
            ("W", self.tr("wrong sheet")),
        )
        return flowing(*((Keycap(key), label(text, "Muted")) for key, text in keys))

    def _show_readings(self, state: RulingState) -> None:
        view, question, verdict = state.difference, state.question, state.verdict
        choice = verdict.choice if verdict else ""
        if state.asking:
            self.first.show_answer(self.tr("hidden"), chosen=False)
            self.second.show_answer(self.tr("hidden"), chosen=False)
            self.third.show_answer(self.tr("Type what the paper says"), chosen=False)
            return
        self.first.show_answer(answer_text(question, view.first), chosen=choice == FIRST)
        self.second.show_answer(answer_text(question, view.second), chosen=choice == SECOND)
        is_other = choice in (OTHER, ILLEGIBLE)
        other = verdict.answer if verdict and is_other else None
        text = answer_text(question, other) if other is not None else self.tr("something else")
        self.third.show_answer(text, chosen=is_other)


def _answer(given: object) -> str | Special:
    return given if isinstance(given, Special) else str(given)
