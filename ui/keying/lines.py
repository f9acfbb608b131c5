"""Lines of repeated groups on the sheet in work: one more, one less. Plain Python, no Qt."""

from __future__ import annotations

from core.forms.model import Form
from core.logic.state import FormState
from core.workflow.drafting import DraftChange
from ui.keying.history import History
from ui.keying.outline import Outline, instance_of, question_of


class Lines:
    """Where the form does not say itself how many lines there are, the paper does."""

    def __init__(self, form: Form, state: FormState, history: History, outline: Outline) -> None:
        self._form, self._state = form, state
        self._history, self._outline = history, outline

    def can_change(self, key: str) -> bool:
        """Whether a line can come or go at a question."""
        return self._state.line_of(key) is not None

    def add(self, key: str) -> str:
        """One more line after the last of those around a question; the first question of it."""
        repeat = self._state.line_of(key)
        assert repeat is not None
        before = set(self._outline.order)
        self._state.add_repeat(repeat)
        self._outline.read()
        return next((fresh for fresh in self._outline.order if fresh not in before), key)

    def removal(self, key: str, at: int) -> DraftChange:
        """The change that says that a question's line is none on the paper."""
        repeat = question_of(self._form, key).repeat
        inside = [
            question.key
            for question in self._form.questions
            if question.repeat == repeat or question.repeat.startswith(f"{repeat}/")
        ]
        return DraftChange("removed", instance_of(key), text=" ".join(inside), at=at)

    def read(self, key: str) -> str:
        """Read the sheet anew after lines moved; the question, the line's first, or what stands there now."""
        self._state.replace(self._history.answers)
        place = self._outline.order.index(key) if key in self._outline.order else 0
        self._outline.read()
        order = self._outline.order
        if key in order:
            return key
        inside = (other for other in order if other.startswith(f"{key}/"))
        return next(inside, order[min(place, len(order) - 1)])
