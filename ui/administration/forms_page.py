"""Published forms, and publishing a workbook with its problems shown cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.errors import FORM_BROKEN, FORM_TOO_LARGE, NOT_A_WORKBOOK, TwinkeyError, UserError
from core.event import Changes
from core.forms.problem import Problem, Weight
from core.people import Session
from core.progress import Progress
from core.services.directory import Directory
from ui import errors, messages_forms
from ui.administration.version_card import VersionCard
from ui.files_beside import FilesBeside
from ui.look.language import current, say
from ui.page import Page, Tools
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.marks import FindingLine
from ui.widgets.path_field import PathField
from ui.widgets.rows_table import Column, RowsTable


class FormsPage(Page):
    """Enter in the path field, or the button, publishes the workbook.

    The version that is current in the table is shown beside the one before it.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._beside = FilesBeside(Path())
        self.table = RowsTable(
            self._form_columns(),
            name="forms",
            title=self.tr("Published forms"),
            empty=self.tr("No form yet. Choose an XLSForm workbook below and publish it."),
            preferences=tools.preferences,
        )
        self.workbook = PathField(
            self.tr("Workbook (.xlsx)"),
            self.tr(
                "A published version never changes; a changed workbook is a new version. CSV and XML"
                " files that it names are taken along if they lie beside it."
            ),
            pattern=self.tr("Workbooks (*.xlsx *.xls)"),
        )
        self.version = VersionCard(tools)
        self.publish_button = primary(self.tr("Publish the form"))
        self.result = FindingLine()
        self.problems = RowsTable(
            self._problem_columns(),
            name="form_problems",
            title=self.tr("Problems in the workbook"),
            empty="",
            preferences=tools.preferences,
        )
        self.problems.hide()
        self._lay_out()
        self.table.current_changed.connect(self.version.show_form)
        self.table.activated_row.connect(self._on_opened)
        self.publish_button.clicked.connect(self._publish)
        self.workbook.line.returnPressed.connect(self._publish)

    def refresh(self) -> None:
        """Show the forms there are now."""
        self.table.show_rows(self._tools.desk.directory.forms(self._tools.desk.session))
        self.version.show_form(self.table.current())

    def take_keyboard(self) -> None:
        """To the path of a workbook."""
        self.workbook.line.setFocus()

    def _form_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Form"), lambda form: say(form.titles)),
            Column(self.tr("Form id"), lambda form: form.form_id),
            Column(self.tr("Version"), lambda form: form.version),
            Column(self.tr("Code on paper"), lambda form: form.code),
            Column(
                self.tr("Kind"),
                lambda form: (
                    self.tr("Visit checklist") if form.is_visit else self.tr("Questionnaire")
                ),
            ),
        )

    def _problem_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Weight"), self._weight, tone=_tone),
            Column(self.tr("Sheet"), lambda problem: problem.sheet),
            Column(self.tr("Row"), lambda problem: str(problem.row or ""), _row, right=True),
            Column(self.tr("Column"), _column),
            Column(self.tr("Text"), lambda problem: problem.text),
            Column(self.tr("What is wrong"), lambda problem: _said(problem)[0]),
            Column(self.tr("How to mend it"), lambda problem: _said(problem)[1]),
        )

    def _weight(self, problem: Problem) -> str:
        return self.tr("Error") if problem.severity is Weight.ERROR else self.tr("Warning")

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(label(self.tr("Publish a form"), "Heading"))
        card.body.addWidget(self.workbook)
        card.body.addWidget(self.result)
        card.body.addLayout(row(1, self.publish_button))
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("Forms"),
                self.tr("Questionnaires and checklists, newest version first."),
            )
        )
        layout.addWidget(self.table, 2)
        layout.addWidget(self.version)
        layout.addWidget(card)
        layout.addWidget(self.problems, 3)

    def _on_opened(self, _: object) -> None:
        """Enter on a version goes to the reason of its approval, where one is open."""
        if self.version.why.isVisibleTo(self):
            self.version.why.setFocus()

    def _publish(self) -> None:
        path = self.workbook.path
        self.result.say("")
        self.problems.hide()
        if path is None:
            self.workbook.refuse(self.tr("Type or choose the workbook to publish."))
            return
        try:
            data = path.read_bytes()
        except OSError:
            self.workbook.refuse(
                self.tr("{file} cannot be read. Check its name and place.").format(file=path.name)
            )
            return
        if self.publish_button.isEnabled():
            self._begin(path, data)

    def _begin(self, path: Path, data: bytes) -> None:
        desk = self._tools.desk
        self.publish_button.setEnabled(False)
        self.result.say(self.tr("Reading {file} …").format(file=path.name), "ok")
        self._beside = FilesBeside(path)
        work = _publish_work(desk.directory, desk.session, path.name, data, self._beside)
        self._tools.jobs.run(
            self.tr("Publishing {file}").format(file=path.name),
            work,
            self._on_published,
            self._on_failed,
        )

    def _on_published(self, changes: Changes) -> None:
        self.publish_button.setEnabled(True)
        before = {form.id for form in self.table.rows}
        self._tools.bus.publish(changes)
        if not self.isVisible():
            self.refresh()
        new = [form for form in self.table.rows if form.id not in before]
        if new:
            said = self.tr("Published: {title}, version {code}.").format(
                title=say(new[0].titles), code=new[0].code
            )
        else:
            said = self.tr("This very version was already published.")
        self.result.say(f"{said} {self._files_said()}".strip(), self._files_tone())

    def _files_said(self) -> str:
        """Which of the files that the workbook names were taken along, and which were not there."""
        said = []
        if self._beside.taken:
            said.append(self.tr("With it: {files}.").format(files=", ".join(self._beside.taken)))
        if self._beside.missing:
            missing = self.tr(
                "Not beside the workbook: {files}. Lists read from there are empty; put the file"
                " there and publish again."
            )
            said.append(missing.format(files=", ".join(self._beside.missing)))
        return " ".join(said)

    def _files_tone(self) -> str:
        return "warn" if self._beside.missing else "ok"

    def _on_failed(self, error: Exception) -> None:
        self.publish_button.setEnabled(True)
        self.result.say("")
        if isinstance(error, OSError):
            self.workbook.refuse(
                self.tr("{file} cannot be read. Check its name and place.").format(
                    file=Path(str(error.filename)).name
                )
            )
        elif not isinstance(error, UserError):
            self._tools.failed.emit(error)
        elif error.code == FORM_BROKEN:
            self._show_problems(error)
        elif error.code in (NOT_A_WORKBOOK, FORM_TOO_LARGE):
            self.workbook.refuse(errors.sentence(error))
        else:
            self.result.say(errors.sentence(error))

    def _show_problems(self, error: TwinkeyError) -> None:
        problems = tuple(error.params.get("problems", ()))
        self.result.say(
            self.tr("{file} was not published: {n} problems. Mend them and publish again.").format(
                file=error.params.get("file", ""), n=len(problems)
            )
        )
        self.problems.show_rows(problems)
        self.problems.show()
        self.problems.setFocus()


def _said(problem: Problem) -> tuple[str, str]:
    return messages_forms.sentence(problem, current())


def _tone(problem: Problem) -> str:
    return "bad" if problem.severity is Weight.ERROR else "warn"


def _row(problem: Problem) -> int:
    return problem.row or 0


def _column(problem: Problem) -> str:
    return f"{problem.column} {problem.header}".strip()


def _publish_work(
    directory: Directory, session: Session, name: str, data: bytes, beside: FilesBeside
) -> Callable[[Progress], Changes]:
    def work(progress: Progress) -> Changes:
        return directory.publish_form(session, name, data, progress, beside.read)

    return work
