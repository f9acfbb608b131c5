"""Which pages of a sheet's paper are known to be the right ones. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.forms.model import Form
from core.services.keying import DraftChange
from ui.keying.outline import question_of
from ui.keying.views import Step

HERE, MISSING = "here", "missing"


class PaperPages:
    """The first page is confirmed with the sheet; each further one when it is first turned to."""

    def __init__(
        self,
        form: Form,
        changes: Iterable[DraftChange],
        answered: Iterable[str],
        record: Callable[[int, str], None],
        leave_blank: Callable[[int, str], Step],
    ) -> None:
        self._form, self._record, self._leave_blank = form, record, leave_blank
        self._known = {min((question.page for question in form.questions), default=1)}
        self._known |= {question_of(form, key).page for key in answered}
        for change in changes:
            if change.kind == "page":
                self._known.add(int(change.question))

    def wanted(self, key: str) -> int | None:
        """The page that must be looked at before this question is keyed; None where it was."""
        page = question_of(self._form, key).page if key else None
        return None if page in self._known else page

    def turn(self, key: str) -> None:
        """The question's page is in hand and one of this sheet."""
        self._keep(key, HERE)

    def miss(self, key: str, reason: str) -> Step:
        """The question's page is missing: what is open on it is left blank for that reason."""
        return self._leave_blank(self._keep(key, MISSING), reason)

    def _keep(self, key: str, what: str) -> int:
        page = question_of(self._form, key).page
        self._record(page, what)
        self._known.add(page)
        return page
