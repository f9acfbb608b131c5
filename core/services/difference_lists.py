"""Print what an adjudicator rules on: a pull list for the archive, and the differences in paper order."""

from __future__ import annotations

from pathlib import PurePath

from core.forms.model import Form
from core.people import Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.ledger import Ledger
from core.progress import Progress
from core.reports import wording
from core.reports.difference_lists import (
    LANGUAGES,
    ON_SCREEN,
    PAPER_FIRST,
    DifferenceLine,
    DifferenceList,
    check_pdf,
    pull_pdf,
)
from core.reports.fonts import FontFiles
from core.services.adjudication import Adjudication, DifferenceView
from core.services.exports import Exports, Leaving, keys_now, stem
from core.services.loading import Loading
from core.values import Answer, BatchId
from core.workflow.batch import Batch
from core.workflow.comparison import question_of
from core.workflow.states import Action, permit

MADE = {"pull": pull_pdf, "differences": check_pdf}


class DifferenceLists:
    """For the batch's adjudicators alone."""

    def __init__(
        self,
        ledger: Ledger,
        loading: Loading,
        adjudication: Adjudication,
        files: Files,
        clock: Clock,
        fonts: FontFiles,
    ) -> None:
        self._ledger, self._loading, self._adjudication = ledger, loading, adjudication
        self._exports, self._clock, self._fonts = Exports(ledger, files), clock, fonts

    def export(
        self, session: Session, batch: BatchId, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write both lists in each language into a folder and journal them with their hashes.

        Raises UserError NOT_ALLOWED, NOT_YOUR_PASS; EnvError CANNOT_WRITE, DISK_FULL, CANCELLED.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.COMPARE, found)
        told = self._list(session, found)
        made = f"{told.made_at:%Y%m%d-%H%M%S}"
        written: dict[str, bytes] = {}
        for kind, make in MADE.items():
            for language in LANGUAGES:
                progress.step(len(written), len(MADE) * len(LANGUAGES))
                name = stem(told.batch, told.form, kind, made, language)
                written[f"{name}.pdf"] = make(told, language, self._fonts)
        leaving = Leaving(written, told.head, [batch])
        return self._exports.write(session, acting, leaving, folder)

    def _list(self, session: Session, batch: Batch) -> DifferenceList:
        form = self._loading.form(batch.form)
        views = self._adjudication.differences(session, batch.id)
        head = "" if keys_now(self._ledger, session) else self._ledger.head()
        return DifferenceList(
            batch.code,
            form.code,
            tuple(_line(form, view) for view in views),
            self._clock.now(),
            session.name,
            head,
        )


def _line(form: Form, view: DifferenceView) -> DifferenceLine:
    question = question_of(form, view.question)

    def read(given: Answer | None) -> tuple[str, str]:
        if question is None or question.is_sealed:
            return ON_SCREEN  # no personal data and no open text leaves on a list
        if view.paper_first:
            return PAPER_FIRST
        said = [wording.answer(question, given, language) or "–" for language in LANGUAGES]
        return said[0], said[1]

    labels = [wording.placed(form, view.question, question, each) for each in LANGUAGES]
    return DifferenceLine(
        view.serial,
        (question.number or question.name) if question else view.question,
        (labels[0], labels[1]),
        read(view.first),
        read(view.second),
        view.origin,
        view.at_hand,
    )
