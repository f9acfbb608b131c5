"""Everything that happened, newest first: filtered, read line by line, copied with its hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from core.errors import CANNOT_WRITE, EnvError, TwinkeyError
from core.event import Event, Kind
from core.people import Session
from core.progress import Progress
from core.services.journal import Journal, JournalFilter
from core.workflow.before import Change
from ui import errors
from ui.journal import words
from ui.page import Page, Tools
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import (
    Card,
    SectionHeader,
    body_layout,
    button,
    label,
    page_layout,
    primary,
    row,
)
from ui.widgets.marks import FindingLine
from ui.widgets.path_field import PathField
from ui.widgets.rows_table import Column, RowsTable
from ui.widgets.two_panes import TwoPanes

AT_ONCE = 200
DATE_FORMATS = ("yyyy-MM-dd", "yyyyMMdd")
SHORT_HASH = 12
LINES = 12
"""Lines of text that the table keeps, with its titles and filter, however large the text."""
ROOM = 28
"""Pixels of a line beside its text."""


@dataclass(frozen=True)
class Line:
    """One event as the table shows it."""

    at: str
    who: str
    subject: str
    event: Event
    hash: str


class JournalPage(Page):
    """Enter in a filter field looks; the text at the right is the event the cursor is on."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._lines: tuple[Line, ...] = ()
        self._people: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.person, self.kind = SteadyCombo(), SteadyCombo()
        for box in (self.person, self.kind):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(11)
        self.subject = line_edit(self.tr("batch, sheet, unit or person"))
        self.since, self.until = line_edit("2026-11-01"), line_edit("2026-11-30")
        self.look_button = primary(self.tr("Look"))
        self.more_button = button(self.tr("Show older ones"))
        self.head = label("", "Mono", wrap=True)
        self.copy_button = button(self.tr("Copy head code"))
        self.folder = PathField(
            self.tr("Folder for a copy of what the filters show"),
            self.tr("Lines as they are chained (NDJSON), and a workbook with old and new values."),
            folder=True,
        )
        self.export_button = button(self.tr("Write the copy"))
        self.result = FindingLine()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("The chosen event"))
        self._fields: dict[str, Field] = {}
        self.table = RowsTable(
            self._columns(),
            name="journal",
            title=self.tr("Journal"),
            empty=self.tr("Nothing fits these filters. Clear one and look again."),
            preferences=tools.preferences,
        )
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Read the newest events that fit the filters."""
        desk = self._tools.desk
        self._people = {p.id: p.name for p in desk.directory.people(desk.session)}
        self._people[desk.session.person] = desk.session.name
        batches = {str(batch.id): batch.code for batch in desk.batches.list(desk.session)}
        forms = {str(f.id): f"{f.form_id} ({f.code})" for f in desk.directory.forms(desk.session)}
        self._names = {**batches, **forms, **self._people}
        self._offer_people()
        head = desk.journal.head(desk.session)
        self.head.setText(head)
        self.head.setAccessibleName(self.tr("Head code: {code}").format(code=head))
        self._look()

    def take_keyboard(self) -> None:
        """To the table, whose newest line is chosen."""
        (self.table if self.table.rows else self.subject).setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Time"), lambda line: line.at),
            Column(self.tr("What"), lambda line: words.happened(line.event)),
            Column(self.tr("Concerning"), lambda line: line.subject),
            Column(self.tr("Who"), lambda line: line.who),
        )

    def _lay_out(self) -> None:
        self.kind.addItem(self.tr("Anything"), "")
        for kind in Kind:
            self.kind.addItem(words.kind(kind), str(kind))
        header = SectionHeader(
            self.tr("Journal"),
            self.tr("Every signed line, newest first. Nothing in it can be changed or removed."),
        )
        layout = page_layout(self)
        layout.addWidget(header)
        body = body_layout(layout)
        body.addWidget(self._filters())
        body.addWidget(TwoPanes(self._listed(), self.details, (7, 3)), 1)
        foot = row(label(self.tr("Head code"), "Muted"), self.head, self.copy_button)
        foot.setStretchFactor(self.head, 1)
        body.addLayout(foot)
        body.addLayout(self._copying())
        body.addWidget(self.result)

    def _filters(self) -> Card:
        card = Card()
        flow = FlowLayout()
        for name, title, entry in (
            ("person", self.tr("Who"), self.person),
            ("kind", self.tr("What"), self.kind),
            ("subject", self.tr("Concerning"), self.subject),
            ("since", self.tr("From (date)"), self.since),
            ("until", self.tr("To (date)"), self.until),
            ("look", "", self.look_button),
        ):
            self._fields[name] = Field(title, entry)
            flow.addWidget(self._fields[name])
            flow.setAlignment(self._fields[name], Qt.AlignmentFlag.AlignTop)
        for line in (self.subject, self.since, self.until):
            needed = line.fontMetrics().horizontalAdvance(line.placeholderText())
            line.setMinimumWidth(needed + ROOM)
        card.body.addLayout(flow)
        return card

    def _copying(self) -> QHBoxLayout:
        copy = QHBoxLayout()
        copy.addWidget(self.folder, 1)
        copy.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return copy

    def _listed(self) -> QWidget:
        whole = QWidget()
        layout = page_layout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        self.table.setMinimumHeight(self.fontMetrics().height() * LINES)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _wire(self) -> None:
        for entry in (self.subject, self.since, self.until):
            entry.returnPressed.connect(self._look)
        self.look_button.clicked.connect(self._look)
        self.person.activated.connect(self._look)
        self.kind.activated.connect(self._look)
        self.more_button.clicked.connect(self._more)
        self.copy_button.clicked.connect(self._copy)
        self.table.current_changed.connect(self._show_event)
        self.export_button.clicked.connect(self._export)
        self.folder.line.returnPressed.connect(self._export)

    def _offer_people(self) -> None:
        chosen = self.person.currentData() or ""
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItem(self.tr("Anybody"), "")
        for person, name in sorted(self._people.items(), key=lambda item: item[1]):
            self.person.addItem(name, person)
        self.person.setCurrentIndex(max(self.person.findData(chosen), 0))
        self.person.blockSignals(False)

    def _look(self) -> None:
        for field in self._fields.values():
            field.clear()
        self._lines = ()
        wanted = self._filter()
        if wanted is not None:
            self._read(wanted, 0)

    def _more(self) -> None:
        wanted = self._filter()
        if wanted is not None:
            self._read(wanted, len(self._lines))

    def _read(self, wanted: JournalFilter, offset: int) -> None:
        desk = self._tools.desk
        try:
            page = desk.journal.page(desk.session, wanted, offset, AT_ONCE)
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self._lines = (*self._lines, *self._shown(page.events))
        self.table.show_rows(self._lines)
        self.more_button.setVisible(page.more)
        self._show_event(self.table.current())

    def _shown(self, events: Sequence[tuple[Event, str]]) -> list[Line]:
        return [
            Line(
                words.moment(event),
                self._people.get(event.actor, event.actor),
                words.subject(event.subject, self._names),
                event,
                digest,
            )
            for event, digest in events
        ]

    def _filter(self) -> JournalFilter | None:
        """The filters as typed; None where a date is not one."""
        since, until = self._day("since"), self._day("until")
        if since is None or until is None:
            return None
        return JournalFilter(
            person=self.person.currentData() or "",
            subject=words.subject_of(self.subject.text().strip(), self._names),
            kind=self.kind.currentData() or "",
            since_ms=_midnight(since) if since.isValid() else 0,
            until_ms=_midnight(until.addDays(1)) if until.isValid() else 0,
        )

    def _day(self, name: str) -> QDate | None:
        """The date typed, a null date where nothing is; None, and a refusal, where it is no date."""
        typed = {"since": self.since, "until": self.until}[name].text().strip()
        if not typed:
            return QDate()
        days = (QDate.fromString(typed, form) for form in DATE_FORMATS)
        found = next((day for day in days if day.isValid()), None)
        if found is None:
            self._fields[name].refuse(self.tr("Type a date like 2026-11-22."))
        return found

    def _show_event(self, line: Line | None) -> None:
        if line is None:
            self.details.clear()
            return
        event = line.event
        shown = [
            (self.tr("Time"), line.at),
            (self.tr("Who"), f"{line.who} ({words.acting(event.role)})"),
            (self.tr("What"), words.happened(event)),
            (self.tr("Concerning"), line.subject),
            *words.lines(event, self._changes(event), self._names),
            (self.tr("Device"), f"{event.stamp.device[:SHORT_HASH]} · {event.stamp.seq or '–'}"),
            (self.tr("Signed"), words.signed(event, line.who)),
            (self.tr("Hash"), line.hash or "–"),
        ]
        self.details.setPlainText("\n".join(f"{what}:  {value}" for what, value in shown))

    def _changes(self, event: Event) -> Sequence[Change]:
        desk = self._tools.desk
        return desk.journal.changes(desk.session, event)

    def _export(self) -> None:
        wanted, folder = self._filter(), self.folder.path
        if folder is None:
            self.folder.refuse(self.tr("Type or choose the folder for the files."))
        elif wanted is not None and self.export_button.isEnabled():
            self.export_button.setEnabled(False)
            self.result.say(self.tr("Writing …"), "ok")
            desk = self._tools.desk
            work = _export_work(desk.journal, desk.session, wanted, folder)
            self._tools.jobs.run(
                self.tr("Copying the journal"), work, self._on_written, self._on_failed
            )

    def _on_written(self, files: tuple[PurePath, ...]) -> None:
        self.export_button.setEnabled(True)
        names = ", ".join(file.name for file in files)
        self.result.say(self.tr("Written: {files}").format(files=names), "ok")

    def _on_failed(self, error: Exception) -> None:
        self.export_button.setEnabled(True)
        self.result.say("")
        if isinstance(error, EnvError) and error.code == CANNOT_WRITE:
            self.folder.refuse(errors.sentence(error))
        else:
            self._tools.failed.emit(error)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.head.text())
        self._tools.told.emit(self.tr("The head code is on the clipboard."))


def _export_work(
    journal: Journal, session: Session, wanted: JournalFilter, folder: PurePath
) -> Callable[[Progress], tuple[PurePath, ...]]:
    def work(progress: Progress) -> tuple[PurePath, ...]:
        return journal.export(session, wanted, folder, progress)

    return work


def _midnight(day: QDate) -> int:
    return QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch()
