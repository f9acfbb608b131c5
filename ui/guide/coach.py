"""Says one sentence at a time and ticks off what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from core.services.practice import SERIAL, Exercise, Lesson, Task
from ui.keying.confirming import CONFIRMED_DIGITS
from ui.look import icons, tokens
from ui.widgets.flow import flowing
from ui.widgets.layout import Card, label
from ui.widgets.marks import announce


class Coach(Card):
    """Takes no keyboard: that belongs to the entry page below."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lesson = lesson
        self._step = label("", "Muted")
        self._sentence = label("", "Heading", wrap=True)
        self._hint = label("", "Muted", wrap=True)
        for widget in (self._step, self._sentence, self._hint):
            self.body.addWidget(widget)
        self._signs = [QLabel() for _ in lesson.exercises]
        pairs = zip(self._signs, lesson.exercises, strict=True)
        self.body.addWidget(
            flowing(*((sign, label(self._name(e.task), "Muted")) for sign, e in pairs))
        )

    def show_step(self, done: int, *, slipped: bool, auto_advance: bool) -> None:
        """Say what comes next after `done` exercises; `slipped`: something else was keyed there."""
        exercises = self._lesson.exercises
        side = self.fontMetrics().height()
        for place, sign in enumerate(self._signs):
            shades = tokens.current()
            name, colour = ("done", shades.ok) if place < done else ("keying", shades.field_edge)
            sign.setPixmap(icons.pixmap(name, colour, side))
            state = self.tr("done") if place < done else self.tr("to do")
            sign.setAccessibleName(f"{self._name(exercises[place].task)}: {state}")
        if done >= len(exercises):
            self._step.setText(self.tr("All done"))
            self._say(self.tr("That is a whole sheet. Nothing of it was kept: it was practice."))
            self._hint.setText("")
            return
        step = self.tr("Step {n} of {all} · Esc leaves the first steps")
        self._step.setText(step.format(n=done + 1, all=len(exercises)))
        exercise = exercises[done]
        self._say(self._slip(exercise) if slipped else self._asked(exercise))
        self._hint.setText(self._why(exercise, auto_advance=auto_advance))

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._sentence.text()

    @property
    def ticked(self) -> int:
        """How many steps are shown as done."""
        return sum(sign.accessibleName().endswith(self.tr("done")) for sign in self._signs)

    def _say(self, sentence: str) -> None:
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)
            announce(self, sentence)

    def _name(self, task: Task) -> str:
        return {
            Task.BEGIN: self.tr("begin"),
            Task.CODE: self.tr("a code"),
            Task.BLANK: self.tr("left blank"),
            Task.SEVERAL: self.tr("two ticks"),
            Task.CONFIRM: self.tr("a contradiction"),
            Task.UNDO: self.tr("undo"),
            Task.AGAIN: self.tr("once more"),
            Task.SIGN: self.tr("sign"),
        }[task]

    def _asked(self, exercise: Exercise) -> str:
        sentence = {
            Task.BEGIN: self.tr(
                "Take the sheet: its number is {serial}. Key {digits}, then Enter."
            ),
            Task.CODE: self.tr("{number}: the paper says {code}. Key {code}."),
            Task.BLANK: self.tr("{number}: nothing is ticked on the paper. Press +."),
            Task.SEVERAL: self.tr("{number}: two boxes are ticked, one is allowed. Press *."),
            Task.CONFIRM: self.tr(
                "{number}: the paper says {code}. Key {code}, then {code} again."
            ),
            Task.UNDO: self.tr("Suppose that was a slip: Ctrl+Z takes the last answer back."),
            Task.AGAIN: self.tr("{number}: key {code} once more."),
            Task.SIGN: self.tr("Ctrl+Enter shows what is open. Ctrl+Enter once more signs."),
        }[exercise.task]
        return self._filled(sentence, exercise)

    def _slip(self, exercise: Exercise) -> str:
        sentence = self.tr("{number}: the paper says something else. Press Up and look again.")
        return self._filled(sentence, exercise)

    def _why(self, exercise: Exercise, *, auto_advance: bool) -> str:
        code = (
            self.tr("The cursor goes on by itself. Keep your eyes on the paper.")
            if auto_advance
            else self.tr("Enter accepts it. Keep your eyes on the paper.")
        )
        return {
            Task.BEGIN: self.tr("Piles get out of order: the last two digits come from the paper."),
            Task.CODE: code,
            Task.BLANK: self.tr("A blank is an answer too. + lies beside Enter."),
            Task.SEVERAL: self.tr("Do not choose for the customer. - says illegible."),
            Task.CONFIRM: self.tr(
                "It contradicts another answer, but the paper is the truth: the same value again"
                " confirms it."
            ),
            Task.UNDO: self.tr("Every accepted answer is saved at once, and can be taken back."),
            Task.AGAIN: code,
            Task.SIGN: self.tr("The end of a form stops; it never opens the next by itself."),
        }[exercise.task]

    def _filled(self, sentence: str, exercise: Exercise) -> str:
        question = self._lesson.form.by_key.get(exercise.question)
        return sentence.format(
            serial=SERIAL,
            digits=SERIAL[-CONFIRMED_DIGITS:],
            number=(question.number or question.name) if question else "",
            code=exercise.answer if isinstance(exercise.answer, str) else "",
        )
