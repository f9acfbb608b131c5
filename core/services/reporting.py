"""Approved figures out: a workbook an auditor can retrace and a PDF a board reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import PurePath

from core.errors import NOT_ALLOWED, NOTHING_APPROVED, UserError
from core.figures import visits
from core.figures.summary import figures
from core.forms.model import Form, Kind
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.form_store import FormStore
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.progress import Progress
from core.reports.fonts import FontFiles
from core.reports.model import (
    APPROVED,
    PROVISIONAL,
    Evidence,
    Origin,
    QuestionnaireReport,
    Visit,
    VisitsReport,
)
from core.reports.pdf.questionnaire import questionnaire_pdf
from core.reports.pdf.visit import visits_pdf
from core.reports.workbook import Step, questionnaire_workbook, visits_workbook
from core.services.exports import Exports, Leaving, stem
from core.services.pools import pools
from core.services.report_rows import Gathered, ReportRows
from core.values import BatchId, FormId
from core.workflow.bodies import unpacked
from core.workflow.states import Action, BatchState, permit
from core.workflow.visiting import evidence as attached

PASSES = (Post.PASS1.value, Post.PASS2.value)


@dataclass(frozen=True)
class ReportRequest:
    """What to report on; batches of several forms give one set of files for each form."""

    batches: tuple[BatchId, ...]
    languages: tuple[str, ...] = ("zh", "en")
    """One PDF each; the workbook carries both."""
    provisional: bool = False
    """Count settled but unapproved records too, which every page then says (REV-11)."""


class Reporting:
    """Exports for those whose role allows reports."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        forms: FormStore,
        files: Files,
        clock: Clock,
        fonts: FontFiles,
    ) -> None:
        self._ledger, self._vault, self._forms = ledger, vault, forms
        self._exports, self._clock, self._fonts = Exports(ledger, files), clock, fonts

    def reportable(self, session: Session) -> tuple[tuple[BatchId, str, str], ...]:
        """(batch, code, state) of batches that the person may report on."""
        rows = self._ledger.rows(session, "batch", order=("code",))
        return tuple(
            (BatchId(row["id"]), row["code"], row["state"])
            for row in rows
            if self._role(session, row) is not None
        )

    def export(
        self, session: Session, request: ReportRequest, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write workbook and PDFs into a folder and journal it with their hashes.

        Raises UserError NOTHING_APPROVED, NOT_ALLOWED; EnvError CANNOT_WRITE, DISK_FULL.
        """
        batches, role = self._batches(session, request)
        written: dict[str, bytes] = {}
        counted = pools(self._ledger, session)
        newest = {
            row["id"]: counted.get(FormId(row["form"]), FormId(row["form"])) for row in batches
        }
        forms = sorted(set(newest.values()))
        steps = len(forms) * (1 + len(request.languages))
        for form in forms:
            own = [row for row in batches if newest[row["id"]] == form]
            report = self._report(session, request, self._forms.get(form), own)
            for name, data in self._files_of(
                report, request, own, lambda _: progress.step(len(written), steps)
            ):
                written[name] = data
                progress.step(len(written), steps)
        batches_told = [str(batch) for batch in request.batches]
        leaving = Leaving(written, self._ledger.head(), batches_told, request.provisional)
        return self._exports.write(session, role, leaving, folder)

    def _batches(self, session: Session, request: ReportRequest) -> tuple[list[Row], str]:
        """The rows of the batches asked for, and the role in which the person may report on them."""
        rows = self._ledger.rows(session, "batch", {"id": request.batches}, order=("code",))
        roles = [self._role(session, row) for row in rows]
        if not rows or len(rows) != len(set(request.batches)) or None in roles:
            raise UserError(NOT_ALLOWED, action=Action.REPORT.value)
        for row in rows:
            if row["state"] != BatchState.APPROVED and not request.provisional:
                raise UserError(NOTHING_APPROVED, batch=row["code"])
        return rows, roles[0] or ""

    def _role(self, session: Session, batch: Row) -> str | None:
        """The role in which the person may report on a batch; whoever keys it never may."""
        own = {"batch": batch["id"], "person": session.person, "post": PASSES}
        if self._ledger.rows(session, "post", own):
            return None
        try:
            return permit(session, Action.REPORT, lineage=unpacked(batch["lineage"]) or ())
        except UserError:
            return None

    def _report(
        self, session: Session, request: ReportRequest, form: Form, batches: Sequence[Row]
    ) -> QuestionnaireReport | VisitsReport:
        now = self._clock.now()
        zone = now.tzinfo or UTC
        rows = ReportRows(self._ledger, self._vault, session, form, batches, zone)
        if not rows.records:
            raise UserError(NOTHING_APPROVED, batch=batches[0]["code"])
        periods = sorted({row["period"] for row in batches})
        origin = Origin(
            rows.batch_lines(),
            " – ".join(dict.fromkeys((periods[0], periods[-1]))),
            PROVISIONAL if request.provisional else APPROVED,
            self._ledger.head(),
            now,
            session.name,
        )
        if form.is_visit:
            scored = tuple(_visit(form, gathered) for gathered in rows.records)
            return VisitsReport(form, origin, rows.quality(), scored, rows.trail())
        found = figures(form, [gathered.answers for gathered in rows.records])
        lines = [gathered.line for gathered in rows.records]
        return QuestionnaireReport(form, origin, found, rows.quality(), lines, rows.trail())

    def _files_of(
        self,
        report: QuestionnaireReport | VisitsReport,
        request: ReportRequest,
        batches: Sequence[Row],
        step: Step,
    ) -> Iterator[tuple[str, bytes]]:
        """Name and content of one file after the other; cancelling acts between and within them."""
        stem = _stem(report, batches)
        if isinstance(report, VisitsReport):
            yield f"{stem}.xlsx", visits_workbook(report, step)
            for language in request.languages:
                yield f"{stem}_{language}.pdf", visits_pdf(report, language, self._fonts)
        else:
            yield f"{stem}.xlsx", questionnaire_workbook(report, step)
            for language in request.languages:
                yield f"{stem}_{language}.pdf", questionnaire_pdf(report, language, self._fonts)


def _visit(form: Form, gathered: Gathered) -> Visit:
    """A visit with its score and the files named in its answers, as far as these may be shown."""
    evidence = tuple(
        Evidence(question.key, name, sha256)
        for question in form.questions
        if question.kind is Kind.FILE
        for sha256, name in attached(gathered.line.answers.get(question.key))
    )
    return Visit(gathered.line, visits.score(form, gathered.answers), evidence)


def _stem(report: QuestionnaireReport | VisitsReport, batches: Sequence[Row]) -> str:
    """A name that sorts by form and batch and is new with every second."""
    which = batches[0]["code"]
    if len(batches) > 1:
        which = f"{report.origin.period}_{len(batches)}-batches"
    parts = [report.form.form_id, which, report.origin.made_at.strftime("%Y%m%d-%H%M%S")]
    if report.origin.state == PROVISIONAL:
        parts.append(PROVISIONAL)
    return stem(*parts)
