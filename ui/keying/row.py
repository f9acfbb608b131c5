"""One question on the screen: number, text, field, options as plain text, what is found under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from core.forms.model import Form, Kind, Question
from core.values import Answer, Special
from ui import sentences
from ui.keying.fields import EntryField
from ui.keying.finding_words import tell, tell_closed
from ui.keying.keys import Command
from ui.keying.options_line import Option, OptionsLine
from ui.keying.refusal_words import kind_words
from ui.keying.views import FieldView
from ui.look import tokens
from ui.look.language import say
from ui.look.line_words import line_words
from ui.paper_words import note_words
from ui.widgets.layout import label
from ui.widgets.marks import Chip, FindingLine, set_mark, set_tone

BETWEEN = " .、:："
BETWEEN_SIGNS = tuple(BETWEEN)
MANY_OPTIONS = 14
"""A longer list is searched with F9 instead of being read."""


class QuestionRow(QFrame):
    """Renders a FieldView; knows no rules."""

    asked = Signal(object)
    typed = Signal(str)
    entered = Signal(str)

    def __init__(self, form: Form, view: FieldView) -> None:
        super().__init__()
        self.setObjectName("Row")
        self._form, self.key = form, view.key
        self.line = line_words(form, view.key, view.question)
        """Which line of a repeated group it stands in, in words."""
        self._view = view
        self._touched, self._is_here = True, False
        self.field = EntryField(view.question.kind)
        self._number = label(view.question.number, "Number")
        self._label = label("", wrap=True)
        self._options = OptionsLine(self)
        self._chip = Chip()
        self._closed = label("", "Muted", wrap=True)
        self._note = label("", "Muted", wrap=True)
        self._finding = FindingLine()
        self._build(view)
        self.field.asked.connect(self._on_asked)
        self.field.textEdited.connect(self._on_typed)
        self.field.entered.connect(self._on_entered)
        self.show_view(view)

    @property
    def question(self) -> Question:
        """What the form asks here."""
        return self._view.question

    @property
    def sentence(self) -> str:
        """What is said under the field, or ""."""
        return self._finding.sentence

    @property
    def hint(self) -> str:
        """What stands beside the field: options, or the form's hint, or the kind of answer."""
        return self._options.text

    @property
    def closed_because(self) -> str:
        """Why the form closes the question, as shown, or ""."""
        return self._closed.text()

    @property
    def special_shown(self) -> str:
        """The chip's words, or ""."""
        return self._chip.text()

    def show_view(self, view: FieldView) -> None:
        """Paint the question as it stands now."""
        if view == self._view and not self._touched:
            self.field.show_text(typed_text(view.answer))
            return
        self._view, self._touched = view, False
        self._label.setText(view.label or view.question.name)
        self._label.setEnabled(view.applies)
        self._number.setEnabled(view.applies)
        self._options.setEnabled(view.applies)
        self._show_whether_asked(view.applies)
        self._show_options(view)
        self.field.show_text(typed_text(view.answer))
        self._chip.show_state(_chip_text(view), "accent" if view.special else "")
        self._closed.setText(tell_closed(self._form, view.closed))
        self._closed.setVisible(bool(view.closed))
        note = self.tr("Note: {text}").format(text=note_words(view.note))
        self._note.setText(note if view.note else "")
        self._note.setVisible(bool(view.note))
        self._show_findings(view)
        self._name_for_readers(view)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed is not taken; the text stays selected."""
        self._touched = True
        set_tone(self.field, "bad")
        self._finding.say(sentence, "bad")
        self.field.selectAll()

    def set_here(self, here: bool) -> None:
        """Mark the question the cursor is in."""
        if self._is_here != here:
            self._is_here = here
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark is painted: a style sheet would look at every child of the row again."""
        if self._is_here:
            shades = tokens.current()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(shades.accent), 1))
            painter.setBrush(QColor(shades.accent_soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _build(self, view: FieldView) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 4, 10, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        width = self.fontMetrics().horizontalAdvance("Q0000")
        self._number.setFixedWidth(width)
        self._number.setContentsMargins(0, 6, 0, 0)
        self._label.setContentsMargins(0, 6, 0, 0)
        self._options.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(self._number, 0, 0, top)
        grid.addWidget(self._label, 0, 1, top)
        if view.keyed:
            grid.addWidget(self._answer_side(), 0, 2, top)
        else:
            self.field.hide()
            self._chip.hide()
            self._options.hide()
        grid.addWidget(self._finding, 1, 1, 1, 2)
        grid.addWidget(self._closed, 2, 1, 1, 2)
        grid.addWidget(self._note, 3, 1, 1, 2)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 10 if view.keyed else 0)

    def _answer_side(self) -> QWidget:
        """Field, chip and options; all fields of a part begin at the same place."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.field, 1 if self.field.is_text else 0, top)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.field.is_text:
            self._options.hide()
        else:
            line.addWidget(self._options, 1, top)
        return holder

    def _show_whether_asked(self, applies: bool) -> None:
        """A field that the form closes steps back, and says so; the paper may still answer it."""
        set_mark(self.field, "closed", "" if applies else "true")
        if self.field.is_text:
            self.field.setPlaceholderText("" if applies else self.tr("not asked"))

    def _show_options(self, view: FieldView) -> None:
        chosen = view.answer.split() if isinstance(view.answer, str) else []
        if not view.choices:
            options = [Option("", _kind_hint(view))]
        elif len(view.choices) > MANY_OPTIONS:
            options = [Option("", self._chosen_of_many(view))]
        else:
            options = [
                Option(choice.name, _option_label(choice.name, say(choice.labels)))
                for choice in view.choices
            ]
            if view.question.kind is Kind.SELECT_MULTIPLE:
                options.append(Option("", self.tr("several may apply; Enter goes on")))
        self._options.show_options(options, chosen)

    def _chosen_of_many(self, view: FieldView) -> str:
        chosen = view.answer.split() if isinstance(view.answer, str) else []
        names = [f"{c.name} {say(c.labels)}" for c in view.choices if c.name in chosen]
        hint = self.tr("{n} options, F9 lists them").format(n=len(view.choices))
        return "; ".join(names) or hint

    def _show_findings(self, view: FieldView) -> None:
        waiting = [finding for finding, confirmed in view.findings if not confirmed]
        confirmed = [finding for finding, done in view.findings if done]
        if waiting:
            set_tone(self.field, "warn")
            self._finding.say(tell(self._form, waiting[0]), "warn")
        elif confirmed:
            set_tone(self.field, "")
            text = self.tr("Confirmed, goes to recheck: {sentence}")
            told = tell(self._form, confirmed[0], hint=False)
            self._finding.say(text.format(sentence=told), "ok")
        else:
            set_tone(self.field, "")
            self._finding.say("")

    def _name_for_readers(self, view: FieldView) -> None:
        parts = (self.line, view.question.number, view.label)
        name = " ".join(part for part in parts if part)
        self.field.setAccessibleName(name or view.question.name)
        self.field.setAccessibleDescription(
            "; ".join(f"{c.name} {say(c.labels)}" for c in view.choices[:MANY_OPTIONS])
        )

    def _on_asked(self, command: Command) -> None:
        self.asked.emit(command)

    def _on_typed(self, text: str) -> None:
        self._touched = True
        set_tone(self.field, "")
        self.typed.emit(text)

    def _on_entered(self) -> None:
        self.entered.emit(self.key)


def typed_text(answer: Answer | None) -> str:
    """What the field shows of an answer: the code, number or text; a special value by its key."""
    if isinstance(answer, Special):
        return ""
    return answer or ""


def _chip_text(view: FieldView) -> str:
    return sentences.word("special", view.special.value) if view.special else ""


def _option_label(code: str, text: str) -> str:
    """The option's text without its own code in front of it ("1 very poor", but not "2–3 times")."""
    rest = text[len(code) :]
    return rest.lstrip(BETWEEN) if text.startswith(code) and rest[:1] in BETWEEN_SIGNS else text


def _kind_hint(view: FieldView) -> str:
    return view.hint or say(view.question.hints) or kind_words(view.question.kind)
