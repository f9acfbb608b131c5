"""Write reports: which batches, which languages, into which folder; then what was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QWidget

from core.errors import CANNOT_WRITE, NOTHING_APPROVED, EnvError, UserError
from core.people import Session
from core.progress import Progress
from core.services.reporting import Reporting, ReportRequest
from core.values import BatchId
from ui import errors
from ui.page import Page, Tools
from ui.sentences import word
from ui.widgets.check_list import CheckList
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row, scrolled
from ui.widgets.marks import FindingLine
from ui.widgets.path_field import PathField


class ReportsPage(Page):
    """Space ticks batches; Enter in the folder field or the button writes the files."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._asked: ReportRequest | None = None
        self.batches = CheckList(self.tr("Batches"))
        self.batches.setMinimumHeight(self.fontMetrics().height() * 10)
        self.batches_finding = FindingLine()
        self.empty = label(
            self.tr("No batch to report on yet. Batches appear here once they are settled."),
            "Muted",
            wrap=True,
        )
        self.chinese, self.english = QCheckBox("中文"), QCheckBox("English")
        self.chinese.setChecked(True)
        self.english.setChecked(True)
        self.provisional = QCheckBox(self.tr("Provisional: count settled records before approval"))
        self.folder = PathField(
            self.tr("Folder for the files"),
            self.tr("Existing files are never written over."),
            folder=True,
        )
        self.export_button = primary(self.tr("Write the reports"))
        self.files = QListWidget()
        self.files.setAccessibleName(self.tr("Files written"))
        self.result = FindingLine()
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Offer the batches there are now; what is ticked stays."""
        desk = self._tools.desk
        found = desk.reporting.reportable(desk.session)
        self.batches.offer(
            [(f"{code}  ·  {word('state', state)}", batch) for batch, code, state in found]
        )
        self.batches.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.export_button.setEnabled(bool(found))

    def take_keyboard(self) -> None:
        """To the batches."""
        self.batches.setFocus()

    def _lay_out(self) -> None:
        choice = Card()
        choice.body.addWidget(label(self.tr("Batches"), "Heading"))
        hint = self.tr(
            "Space ticks. Batches of the same form are counted together; "
            "each form gets files of its own."
        )
        choice.body.addWidget(label(hint, "Muted", wrap=True))
        for widget in (self.batches, self.empty, self.batches_finding):
            choice.body.addWidget(widget)
        how = Card()
        how.body.addWidget(label(self.tr("Reports"), "Heading"))
        languages = QHBoxLayout()
        languages.addWidget(label(self.tr("A PDF in")))
        languages.addWidget(self.chinese)
        languages.addWidget(self.english)
        languages.addStretch(1)
        how.body.addLayout(languages)
        how.body.addWidget(self.provisional)
        how.body.addWidget(self.folder)
        self.written = Card()
        self.written.body.addWidget(label(self.tr("Files written"), "Heading"))
        self.written.body.addWidget(self.files)
        self.written.hide()
        body = QWidget()
        inside = page_layout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        for part in (choice, how, self.result, self.written):
            inside.addWidget(part)
        inside.addStretch(1)
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("Reports"),
                self.tr("A workbook an auditor can retrace, and a PDF to read."),
            )
        )
        layout.addWidget(scrolled(body), 1)
        layout.addLayout(row(1, self.export_button))

    def _wire(self) -> None:
        self.export_button.clicked.connect(self._export)
        self.folder.line.returnPressed.connect(self._export)
        self.batches.ticked.connect(self._on_ticked)

    def _on_ticked(self) -> None:
        self.batches_finding.say("")

    def _export(self) -> None:
        folder = self.folder.path
        if not self.batches.values():
            self.batches_finding.say(self.tr("Tick at least one batch."))
            self.batches.setFocus()
        elif folder is None:
            self.folder.refuse(self.tr("Type or choose the folder for the files."))
        elif self.export_button.isEnabled():
            self._begin(folder)

    def _begin(self, folder: Path) -> None:
        desk = self._tools.desk
        self._asked = ReportRequest(
            tuple(BatchId(value) for value in self.batches.values()),
            self._languages(),
            self.provisional.isChecked(),
        )
        self.export_button.setEnabled(False)
        self.result.say(self.tr("Writing …"), "ok")
        self.written.hide()
        work = _export_work(desk.reporting, desk.session, self._asked, folder)
        self._tools.jobs.run(self.tr("Writing reports"), work, self._on_written, self._on_failed)

    def _languages(self) -> tuple[str, ...]:
        boxes = (("zh", self.chinese), ("en", self.english))
        return tuple(tag for tag, box in boxes if box.isChecked())

    def _on_written(self, files: tuple[PurePath, ...]) -> None:
        self.export_button.setEnabled(True)
        self.files.clear()
        self.files.addItems([file.name for file in files])
        self.files.setCurrentRow(0)
        rows = self.fontMetrics().height() * 2 * len(files) + 16
        self.files.setFixedHeight(min(rows, self.fontMetrics().height() * 14))
        self.written.show()
        said = self.tr("{n} files are in {folder}.").format(
            n=len(files), folder=files[0].parent if files else ""
        )
        if self._asked is not None and self._asked.provisional:
            said += " " + self.tr("They are provisional, and every page says so.")
        self.result.say(said, "ok")

    def _on_failed(self, error: Exception) -> None:
        self.export_button.setEnabled(True)
        self.result.say("")
        if isinstance(error, UserError) and error.code == NOTHING_APPROVED:
            self.batches_finding.say(errors.sentence(error))
            self.batches.setFocus()
        elif isinstance(error, EnvError) and error.code == CANNOT_WRITE:
            self.folder.refuse(errors.sentence(error))
        else:
            self._tools.failed.emit(error)


def _export_work(
    reporting: Reporting, session: Session, request: ReportRequest, folder: PurePath
) -> Callable[[Progress], tuple[PurePath, ...]]:
    def work(progress: Progress) -> tuple[PurePath, ...]:
        return reporting.export(session, request, folder, progress)

    return work
