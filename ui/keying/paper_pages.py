"""Which pages of a sheet's paper are known to be the right ones. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable

from core.forms.model import Form
from core.values import Special
from core.workflow.notes import missed_page, page_missing
from ui.keying.history import History
from ui.keying.outline import question_of
from ui.keying.views import Step

HERE, MISSING = "here", "missing"


class PaperPages:
    """The first page is confirmed with the sheet; each further one when it is first turned to.

    A page that was said to be missing is asked for again as soon as one of its questions is not
    blank any more: it was a slip, or the page was found.
    """

    def __init__(
        self,
        form: Form,
        history: History,
        record: Callable[[int, str], None],
        open_again: Callable[[tuple[str, ...]], Step],
        leave_blank: Callable[[int], Step],
    ) -> None:
        self._form, self._history, self._record = form, history, record
        self._open_again, self._leave_blank = open_again, leave_blank
        self._first = min((question.page for question in form.questions), default=1)
        self._begun = {question_of(form, key).page for key in history.answers}

    def wanted(self, key: str) -> int | None:
        """The page that must be looked at before this question is keyed; None where it was."""
        page = question_of(self._form, key).page if key else self._first
        said = self._history.pages.get(page)
        if said == MISSING:
            blank = self._blank(page)
            return page if len(blank) < len(self._missed(page)) else None
        return None if said == HERE or page == self._first or page in self._begun else page

    def turn(self, key: str) -> Step:
        """The question's page is in hand; what was blank because it was missing is open again."""
        page = question_of(self._form, key).page
        blank = self._blank(page) if self._history.pages.get(page) == MISSING else ()
        self._record(page, HERE)
        return self._open_again(blank)

    def miss(self, key: str) -> Step:
        """The question's page is missing: what is open on it is left blank for that reason."""
        page = question_of(self._form, key).page
        self._record(page, MISSING)
        return self._leave_blank(page)

    def fitting_note(self, key: str) -> str | None:
        """The note of a missing page that a question's answer now asks for, or forbids (""); else None."""
        page = self._history.missed.get(key)
        if page is None:
            return None
        note = self._history.notes.get(key, "")
        if self._history.pages.get(page) == MISSING and self._is_blank(key):
            return None if note else page_missing(page)
        return "" if missed_page(note) == page else None

    def _missed(self, page: int) -> tuple[str, ...]:
        return tuple(key for key, missed in self._history.missed.items() if missed == page)

    def _blank(self, page: int) -> tuple[str, ...]:
        return tuple(key for key in self._missed(page) if self._is_blank(key))

    def _is_blank(self, key: str) -> bool:
        return self._history.answers.get(key) is Special.BLANK
