"""Print what an adjudicator rules on: a pull list for the archive, and the differences in paper order."""

from __future__ import annotations

import hashlib
import re
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
    DifferenceLine,
    DifferenceList,
    check_pdf,
    pull_pdf,
)
from core.reports.fonts import FontFiles
from core.services.adjudication import Adjudication, DifferenceView
from core.services.loading import Loading
from core.values import Answer, BatchId
from core.workflow.bodies import packed, report_exported
from core.workflow.comparison import question_of
from core.workflow.states import Action, permit

_UNFIT = re.compile(r"[^\w.-]+")
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
        self._files, self._clock, self._fonts = files, clock, fonts

    def export(
        self, session: Session, batch: BatchId, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write both lists in each language into a folder and journal them with their hashes.

        Raises UserError NOT_ALLOWED, NOT_YOUR_PASS; EnvError CANNOT_WRITE, DISK_FULL, CANCELLED.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.COMPARE, found)
        told = self._list(session, batch)
        stem = _UNFIT.sub("-", f"{told.batch}_{told.form}")
        written: dict[str, bytes] = {}
        for kind, make in MADE.items():
            for language in LANGUAGES:
                progress.step(len(written), len(MADE) * len(LANGUAGES))
                name = f"{stem}_{kind}_{told.made_at:%Y%m%d-%H%M%S}_{language}.pdf"
                written[name] = make(told, language, self._fonts)
        paths = self._files.export(folder, written)
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}
        said = report_exported(
            {
                "batches": [str(batch)],
                "provisional": False,
                "files_json": packed(hashes),
                "head": told.head,
            }
        )
        self._ledger.append(session, acting, [said])
        return paths

    def _list(self, session: Session, batch: BatchId) -> DifferenceList:
        found = self._loading.batch(session, batch)
        form = self._loading.form(found.form)
        here = self._adjudication.differences(session, batch)
        away = self._adjudication.waiting(session, batch)
        lines = [_line(form, view, at_hand=True) for view in here]
        lines += [_line(form, view, at_hand=False) for view in away]
        return DifferenceList(
            found.code,
            form.code,
            tuple(sorted(lines, key=lambda line: line.serial)),
            self._clock.now(),
            session.name,
            self._ledger.head(),
        )


def _line(form: Form, view: DifferenceView, *, at_hand: bool) -> DifferenceLine:
    question = question_of(form, view.question)

    def read(given: Answer | None) -> tuple[str, str]:
        chinese, english = (
            (wording.answer(question, given, language) if question else str(given or "")) or "–"
            for language in LANGUAGES
        )
        return chinese, english

    labels = [wording.label(question, language) if question else "" for language in LANGUAGES]
    return DifferenceLine(
        view.serial,
        (question.number or question.name) if question else view.question,
        (labels[0], labels[1]),
        read(view.first),
        read(view.second),
        view.origin,
        at_hand,
    )
