"""Copies of the project: what is kept, making one, and what is missing since a copy was put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from core.errors import CANCELLED, EnvError, UserError
from core.people import Session
from core.ports.backups import ASKED, MIGRATION, SCHEDULED, Backups, Copy, Lost
from core.progress import Progress
from ui import errors
from ui.page import Page, Tools
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.marks import FindingLine
from ui.widgets.rows_table import Column, RowsTable

MEGABYTE = 2**20


class BackupPage(Page):
    """Enter, or the button, makes a copy beside the work of everybody else."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._backups: Backups = tools.desk.backups
        self.table = RowsTable(
            self._columns(),
            name="backups",
            title=self.tr("Copies that are kept"),
            empty=self.tr("No copy yet. One is made every working day, and by the button below."),
            preferences=tools.preferences,
        )
        self.where = label("", "Muted", wrap=True)
        self.lost = FindingLine()
        self.result = FindingLine()
        self.make_button = primary(self.tr("Make a copy now"))
        self._lay_out()
        self.make_button.clicked.connect(self._make)

    def refresh(self) -> None:
        """Show the copies there are now."""
        session = self._tools.desk.session
        self.table.show_rows(self._backups.copies(session))
        self.where.setText(self.tr("They lie in {folder}").format(folder=self._backups.place()))
        self.lost.say(self._said_lost(self._backups.lost(session)), "warn")

    def take_keyboard(self) -> None:
        """To the button."""
        self.make_button.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Made"), _made, lambda copy: copy.at),
            Column(self.tr("Why"), self._why),
            Column(self.tr("Events"), lambda copy: f"{copy.events:,}", _events, right=True),
            Column(self.tr("Size"), _size, lambda copy: copy.size, right=True),
            Column(self.tr("Head code"), lambda copy: copy.head),
        )

    def _why(self, copy: Copy) -> str:
        return {
            ASKED: self.tr("By hand"),
            SCHEDULED: self.tr("Daily"),
            MIGRATION: self.tr("Before an upgrade"),
        }.get(copy.why, copy.why)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(label(self.tr("Make a copy"), "Heading"))
        card.body.addWidget(
            label(
                self.tr(
                    "A copy is read again after it is written. It opens with the same passwords."
                    " Take one to another disk from time to time: this one can break too."
                ),
                "Muted",
                wrap=True,
            )
        )
        card.body.addWidget(self.where)
        card.body.addWidget(self.result)
        card.body.addLayout(row(1, self.make_button))
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("Backup"),
                self.tr(
                    "Copies of the whole project, newest first."
                    " To put one back, close the program and run: main.py restore"
                ),
            )
        )
        layout.addWidget(self.lost)
        layout.addWidget(self.table, 1)
        layout.addWidget(card)

    def _said_lost(self, lost: tuple[Lost, ...]) -> str:
        missing = sum(each.seq - each.here for each in lost)
        if not lost:
            return ""
        return self.tr(
            "An older copy was put in this project's place: {n} later events are not in it."
        ).format(n=missing)

    def _make(self) -> None:
        if not self.make_button.isEnabled():
            return
        self.make_button.setEnabled(False)
        self.result.say(self.tr("Copying …"), "ok")
        desk = self._tools.desk
        work = backup_work(desk.backups, desk.session, ASKED)
        self._tools.jobs.run(self.tr("Backup"), work, self._on_made, self._on_failed)

    def _on_made(self, copy: Copy) -> None:
        self.make_button.setEnabled(True)
        self.refresh()
        self.result.say(
            self.tr("Copied and checked: {n} events, {size}.").format(
                n=f"{copy.events:,}", size=_size(copy)
            ),
            "ok",
        )

    def _on_failed(self, error: Exception) -> None:
        self.make_button.setEnabled(True)
        stopped = isinstance(error, EnvError) and error.code == CANCELLED
        if isinstance(error, (EnvError, UserError)):
            self.result.say(errors.sentence(error), "ok" if stopped else "bad")
        else:
            self.result.say("")
            self._tools.failed.emit(error)


def backup_work(backups: Backups, session: Session, why: str) -> Callable[[Progress], Copy]:
    """A copy, as a job."""

    def work(progress: Progress) -> Copy:
        return backups.make(session, why, progress)

    return work


def _made(copy: Copy) -> str:
    return datetime.fromtimestamp(copy.at / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _events(copy: Copy) -> int:
    return copy.events


def _size(copy: Copy) -> str:
    return f"{copy.size / MEGABYTE:.1f} MB"
