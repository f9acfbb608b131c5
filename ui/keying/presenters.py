"""Makes the presenter of a draft; a form's logic is compiled once and kept."""

from __future__ import annotations

import time
from datetime import datetime

from core.logic.program import Program, compile_form
from core.logic.state import FormState
from core.services.keying import Draft
from core.values import FormId
from ui.keying.history import History
from ui.keying.presenter import KeyingPresenter, Save
from ui.look.language import current


def wall_clock() -> datetime:
    """Aware local time."""
    return datetime.now().astimezone()


def even_clock_ms() -> int:
    """Milliseconds of a clock that never jumps."""
    return time.monotonic_ns() // 1_000_000


class Presenters:
    """One page's maker of presenters."""

    def __init__(self) -> None:
        self._programs: dict[FormId, Program] = {}

    def of(self, draft: Draft, save: Save, *, auto_advance: bool) -> KeyingPresenter:
        """A presenter that stands where the draft was left."""
        form, now = draft.form, wall_clock()
        if form.id not in self._programs:
            self._programs[form.id] = compile_form(form)
        answers = History(draft.changes).answers
        state = FormState(form, now=now, answers=answers, program=self._programs[form.id])
        return KeyingPresenter(
            draft,
            state,
            save,
            clock_ms=even_clock_ms,
            today=now.date(),
            language=current(),
            auto_advance=auto_advance,
        )
