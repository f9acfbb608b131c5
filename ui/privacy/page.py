"""Personal data: find what a customer asks to have deleted, or what is due; destroy it; print the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import CANNOT_WRITE, REASON_MISSING, EnvError, TwinkeyError, UserError
from core.event import Changes, Kind
from core.people import Session
from core.progress import Progress
from core.services.privacy import KEPT_MONTHS, REQUEST, RETENTION, Destroyed, Held, Privacy
from core.values import SheetId
from core.workflow.paper import typed_serial
from ui import errors
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.sentences import word
from ui.widgets.check_list import CheckList
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import (
    Card,
    SectionHeader,
    button,
    label,
    page_layout,
    primary,
    row,
    scrolled,
)
from ui.widgets.marks import FindingLine
from ui.widgets.path_field import PathField
from ui.widgets.rows_table import Column, RowsTable

SHOWN = frozenset({Kind.SHEET_ERASED, Kind.RECORD_SETTLED, Kind.SHEET_VOIDED})
Written = tuple[int, tuple[PurePath, ...]]
"""Sheets destroyed, and the files of their list."""


class PrivacyPage(Page):
    """Enter in the first field finds; Space ticks; the button is pressed twice, since nothing undoes it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._held: dict[str, Held] = {}
        self._cause = REQUEST
        self._sure = False
        self.wanted, self.months = line_edit(), line_edit()
        self.months.setText(str(KEPT_MONTHS))
        self.find_button = button(self.tr("Find"))
        self.due_button = button(self.tr("List what is due"))
        self.sheets = CheckList(self.tr("Sheets found"))
        self.found = FindingLine()
        self.reference = line_edit()
        self.folder = PathField(
            self.tr("Folder for the destruction list"),
            self.tr("A workbook and a PDF in both languages, to sign and file."),
            folder=True,
        )
        self.destroy_button = primary(self.tr("Destroy"))
        self.again_button = button(self.tr("Write the list again"))
        self.result = FindingLine()
        self.table = RowsTable(
            self._columns(),
            name="destroyed",
            title=self.tr("Destroyed"),
            empty=self.tr("Nothing was destroyed yet."),
            preferences=tools.preferences,
        )
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show what was destroyed; finish what a power cut left half-done."""
        desk = self._tools.desk
        try:
            left = desk.privacy.finish(desk.session)
            self.table.show_rows(desk.privacy.destroyed(desk.session))
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self.again_button.setEnabled(bool(self.table.rows))
        if left:
            self.result.say(
                self.tr("Finished what was journaled before: {n} sheets.").format(n=left), "ok"
            )

    def concerns(self, changes: Changes) -> bool:
        """Only what is erased, settled or void changes this page."""
        return bool(changes.kinds & SHOWN)

    def take_keyboard(self) -> None:
        """To the field that finds."""
        self.wanted.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Time"), _moment, lambda line: float(line.at_ms)),
            Column(self.tr("Batch"), lambda line: line.batch_code),
            Column(self.tr("Sheet"), lambda line: serial_words(line.serial)),
            Column(self.tr("Cause"), lambda line: word("erasure", line.cause)),
            Column(self.tr("Reference"), lambda line: line.reference),
            Column(self.tr("By"), lambda line: line.by),
        )

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(self.fontMetrics().height() * 10)
        body = QWidget()
        inside = page_layout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        for part in (self._finding(), self._destroying(), self.table):
            inside.addWidget(part)
        header = SectionHeader(
            self.tr("Personal data"),
            self.tr("Deleted when a person asks for it, or when it was kept long enough."),
        )
        layout = page_layout(self)
        layout.addWidget(header)
        layout.addWidget(scrolled(body), 1)

    def _finding(self) -> Card:
        self.sheets.setMinimumHeight(self.fontMetrics().height() * 6)
        self.sheets.hide()
        find = Card()
        find.body.addWidget(label(self.tr("Find"), "Heading"))
        self._wanted_field = Field(
            self.tr("Customer number, or batch/sheet"),
            self.wanted,
            self.tr(
                "As on the paper: the number in a field of personal data, or E01-202611-01/0003."
            ),
        )
        self._months_field = Field(
            self.tr("Kept for (months)"),
            self.months,
            self.tr("Months since the batch's own month."),
        )
        for field, press in (
            (self._wanted_field, self.find_button),
            (self._months_field, self.due_button),
        ):
            line = QHBoxLayout()
            line.addWidget(field, 1)
            line.addWidget(press)
            find.body.addLayout(line)
        find.body.addWidget(self.found)
        find.body.addWidget(self.sheets)
        return find

    def _destroying(self) -> Card:
        gone = Card()
        gone.body.addWidget(label(self.tr("Destroy"), "Heading"))
        warning = self.tr(
            "The keys of the ticked sheets are destroyed: personal data, open text, photos and both "
            "keyings can never be read again. Other answers still count; the journal stays whole. "
            "Backups made before still hold the keys."
        )
        gone.body.addWidget(label(warning, "Muted", wrap=True))
        self._reference_field = Field(
            self.tr("Number of the request or of the rule"),
            self.reference,
            self.tr("It is journaled for good: write no name."),
        )
        for part in (self._reference_field, self.folder, self.result):
            gone.body.addWidget(part)
        gone.body.addLayout(row(1, self.again_button, self.destroy_button))
        return gone

    def _wire(self) -> None:
        self.find_button.clicked.connect(self._find)
        self.wanted.returnPressed.connect(self._find)
        self.due_button.clicked.connect(self._list_due)
        self.months.returnPressed.connect(self._list_due)
        self.destroy_button.clicked.connect(self._destroy)
        self.again_button.clicked.connect(self._write_again)
        self.sheets.ticked.connect(self._unsure)
        self.reference.textEdited.connect(self._unsure)

    def _find(self) -> None:
        typed = self.wanted.text().strip()
        self._wanted_field.clear()
        if not typed:
            self._wanted_field.refuse(self.tr("Type a customer number or batch/sheet."))
            return
        desk = self._tools.desk
        self._cause = REQUEST
        self.find_button.setEnabled(False)
        work = _search(desk.privacy, desk.session, typed)
        self._tools.jobs.run(self.tr("Looking for a customer"), work, self._on_found, self._on_lost)

    def _list_due(self) -> None:
        desk, typed = self._tools.desk, self.months.text().strip()
        self._months_field.clear()
        if not typed.isdecimal() or not 0 < int(typed) < 1000:
            self._months_field.refuse(self.tr("Type a number of months, like 24."))
            return
        self._cause = RETENTION
        self._show_found(desk.privacy.due(desk.session, int(typed)))

    def _on_found(self, found: tuple[Held, ...]) -> None:
        self.find_button.setEnabled(True)
        self._show_found(found)

    def _on_lost(self, error: Exception) -> None:
        self.find_button.setEnabled(True)
        self._tools.failed.emit(error)

    def _show_found(self, found: Sequence[Held]) -> None:
        self._unsure()
        able = [held for held in found if held.can_go]
        self._held = {held.sheet: held for held in able}
        self.sheets.offer([(_held_words(held), held.sheet) for held in able])
        waiting = len(found) - len(able)
        said = self.tr("Found: {n}. Tick with Space what is to be destroyed.").format(n=len(able))
        if not found:
            said = self.tr("Nothing found.")
        if waiting:
            said += " " + self.tr(
                "{n} more are not settled yet: settle them or declare them void first."
            ).format(n=waiting)
        self.found.say(said, "ok" if able else "warn")
        self.sheets.setVisible(bool(able))
        if able:
            self.sheets.setFocus()

    def _destroy(self) -> None:
        sheets, reference = self._ticked(), self.reference.text().strip()
        self._reference_field.clear()
        if not sheets:
            self.found.say(self.tr("Tick at least one sheet."))
            self.sheets.setFocus()
        elif not reference:
            self._reference_field.refuse(errors.sentence(UserError(REASON_MISSING)))
        elif self.folder.path is None:
            self.folder.refuse(self.tr("Type or choose the folder for the list."))
        elif not self._sure:
            self._sure = True
            self.destroy_button.setText(
                self.tr("Destroy {n} for good: press once more").format(n=len(sheets))
            )
        elif self.destroy_button.isEnabled():
            self._run(sheets, self._cause, reference, self.folder.path)

    def _run(self, sheets: Sequence[SheetId], cause: str, reference: str, folder: Path) -> None:
        desk = self._tools.desk
        self.destroy_button.setEnabled(False)
        self.result.say(self.tr("Destroying …"), "ok")
        work = _destruction(desk.privacy, desk.session, sheets, cause, reference, folder)
        self._tools.jobs.run(self.tr("Destroying keys"), work, self._on_destroyed, self._on_failed)

    def _write_again(self) -> None:
        """The list of what the table shows."""
        desk, folder = self._tools.desk, self.folder.path
        if folder is None:
            self.folder.refuse(self.tr("Type or choose the folder for the list."))
            return
        sheets = [line.sheet for line in self.table.rows]
        try:
            self._on_destroyed((0, desk.privacy.write_list(desk.session, sheets, folder)))
        except TwinkeyError as error:
            self._on_failed(error)

    def _on_destroyed(self, written: Written) -> None:
        count, files = written
        self.destroy_button.setEnabled(True)
        self._unsure()
        names = ", ".join(file.name for file in files)
        said = self.tr("The list is written: {files}.").format(files=names)
        if count:
            said = self.tr("Destroyed: {n}.").format(n=count) + " " + said
            self.sheets.offer([])
            self.sheets.hide()
            self.found.say("")
        self.refresh()
        self.result.say(said, "ok")

    def _on_failed(self, error: Exception) -> None:
        self.destroy_button.setEnabled(True)
        self._unsure()
        self.result.say("")
        self.refresh()
        if isinstance(error, EnvError) and error.code == CANNOT_WRITE:
            self.folder.refuse(errors.sentence(error))
        else:
            self._tools.failed.emit(error)

    def _ticked(self) -> list[SheetId]:
        return [SheetId(value) for value in self.sheets.values() if value in self._held]

    def _unsure(self) -> None:
        self._sure = False
        self.destroy_button.setText(self.tr("Destroy"))


def _held_words(held: Held) -> str:
    serial = serial_words(held.serial)
    return f"{held.batch_code}/{serial}  ·  {held.period}  ·  {word('state', held.state)}"


def _moment(line: Destroyed) -> str:
    return QDateTime.fromMSecsSinceEpoch(line.at_ms).toString("yyyy-MM-dd HH:mm")


def _search(
    privacy: Privacy, session: Session, typed: str
) -> Callable[[Progress], tuple[Held, ...]]:
    def work(progress: Progress) -> tuple[Held, ...]:
        code, slash, serial = typed.rpartition("/")
        found = privacy.of_sheet(session, code, typed_serial(serial)) if slash else ()
        return found or privacy.of_customer(session, typed, progress)

    return work


def _destruction(
    privacy: Privacy,
    session: Session,
    sheets: Sequence[SheetId],
    cause: str,
    reference: str,
    folder: Path,
) -> Callable[[Progress], Written]:
    def work(progress: Progress) -> Written:
        privacy.erase(session, sheets, cause, reference)
        return len(sheets), privacy.write_list(session, sheets, folder)

    return work
