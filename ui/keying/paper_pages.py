"""Which pages of a sheet's paper are known to be the right ones. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from core.forms.model import Form
from core.services.keying import DraftChange
from ui.keying.outline import question_of

HERE, MISSING = "here", "missing"


class PaperPages:
    """The first page is confirmed with the sheet; each further one when it is first turned to."""

    def __init__(self, form: Form, changes: Iterable[DraftChange], answered: Iterable[str]) -> None:
        self._form = form
        self._known = {min((question.page for question in form.questions), default=1)}
        self._known |= {question_of(form, key).page for key in answered}
        for change in changes:
            if change.kind == "page":
                self._known.add(int(change.question))

    def wanted(self, key: str) -> int | None:
        """The page that must be looked at before this question is keyed; None where it was."""
        page = question_of(self._form, key).page if key else None
        return None if page in self._known else page

    def turned(self, page: int) -> None:
        """It is in hand, or known to be missing."""
        self._known.add(page)
