"""Attach scans to a batch: what of a folder or PDF belongs where, before anything is attached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.errors import EnvError, UserError
from core.event import Changes, Kind
from core.scans.matching import FITS, NO_PAGES, NO_SERIAL, NOT_HERE, TWICE, Match
from core.services.scans import Attached, NamedScan
from core.values import BatchId
from ui import errors
from ui.keying.panel import Panel
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.scans.gathering import Attaching, Gathered, Gathering, Outcome, Refused
from ui.widgets.fields import Field, line_edit
from ui.widgets.key_catcher import KeyCatcher
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

REMOVE = "X"
NAME_SHOWN = 40
"""Characters of a file's name in a question."""
TOLD = 5
"""So many broken files are named; the rest is a number."""


class ScansPage(Page):
    """Enter in a field looks again, the button attaches; Esc goes back to the batch."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._batch: BatchId | None = None
        self._gathered: Gathered | None = None
        self._is_attaching = False
        self.header = SectionHeader("")
        self.source = PathField(
            self.tr("Folder, picture or PDF"),
            self.tr(
                "File names carry the serial: 0123.jpg, and 0123-2.jpg for its second page."
                " A PDF of the whole batch is cut in order."
            ),
        )
        self.attach_button = primary(self.tr("Attach"))
        self.remove_button = button(self.tr("X  Remove the chosen scan"))
        self.back_button = button(self.tr("Back to the batch"))
        self.result = FindingLine()
        self.preview = RowsTable(
            self._preview_columns(),
            name="scans-preview",
            title=self.tr("What belongs where"),
            empty=self.tr("Name a folder, a picture or a PDF above and press Enter."),
            preferences=tools.preferences,
        )
        self.attached = RowsTable(
            self._attached_columns(),
            name="scans-attached",
            title=self.tr("Attached"),
            empty=self.tr("No sheet of this batch has a scan yet."),
            preferences=tools.preferences,
        )
        self._build_asking()
        self._lay_out()
        self._wire()

    def open_at(self, place: object) -> None:
        """Show a batch by its id."""
        self._batch = BatchId(str(place))
        self._show_preview(None)
        self.result.say("")
        self.refresh()

    def place(self) -> object:
        """The batch shown."""
        return self._batch

    def refresh(self) -> None:
        """Read again what is attached."""
        if self._batch is None:
            return
        desk = self._tools.desk
        batch = desk.batches.batch(desk.session, self._batch)
        found = desk.scans.of_batch(desk.session, self._batch)
        sheets = len({scan.sheet for scan in found})
        self.header.show_text(
            self.tr("Scans of {batch}").format(batch=batch.code),
            self.tr("Sheets with a scan: {n} of {total}").format(n=sheets, total=batch.sheets),
        )
        self.attached.show_rows(found)
        self._show_buttons()

    def concerns(self, changes: Changes) -> bool:
        """Only what is attached or removed."""
        return Kind.SHEET_SCANNED in changes.kinds

    def take_keyboard(self) -> None:
        """To the path."""
        self.source.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the batch."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    # --- inside -------------------------------------------------------------------------------

    def _build_asking(self) -> None:
        self.each, self.first = line_edit(), line_edit()
        self.each.setText("1")
        self._each = Field(self.tr("Pages of a sheet in the PDF"), self.each)
        self._first = Field(self.tr("Serial of the first sheet in it"), self.first)
        self._heading = label(self.tr("What belongs where"), "Heading")
        self.panel = Panel()
        self._going: NamedScan | None = None
        """The scan that is removed once it is said why."""

    def _lay_out(self) -> None:
        layout = page_layout(self)
        layout.addWidget(self.header)
        body = body_layout(layout)
        what = Card()
        what.body.addWidget(self.source)
        pair = QWidget()
        line = row(self._each, self._first, 1)
        line.setContentsMargins(0, 0, 0, 0)
        pair.setLayout(line)
        what.body.addWidget(pair)
        single = self.tr("A single picture: the sheet it belongs to, if its name does not say so.")
        what.body.addWidget(label(single, "Muted", wrap=True))
        body.addWidget(what)
        body.addWidget(self._heading)
        body.addWidget(self.preview, 3)
        body.addWidget(self.result)
        body.addLayout(row(self.attach_button, 1))
        body.addWidget(label(self.tr("Attached"), "Heading"))
        body.addWidget(self.attached, 2)
        body.addWidget(self.panel)
        layout.addLayout(row(self.back_button, 1, self.remove_button))

    def _wire(self) -> None:
        self.source.chosen.connect(self._on_look)
        self.each.returnPressed.connect(self._on_look)
        self.first.returnPressed.connect(self._on_look)
        self.attach_button.clicked.connect(self._on_attach)
        self.remove_button.clicked.connect(self._on_remove)
        self.panel.picked.connect(self._on_why)
        self.panel.closed.connect(self._on_kept)
        self.back_button.clicked.connect(self._on_back)
        KeyCatcher(self.attached.view, REMOVE).pressed.connect(self._on_remove)

    def _preview_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("File"), _file),
            Column(self.tr("Sheet"), lambda match: serial_words(match.serial) or "–"),
            Column(self.tr("Page"), lambda match: str(match.page), right=True),
            Column(self.tr("What becomes of it"), self._said, tone=_tone),
        )

    def _attached_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Sheet"), lambda scan: serial_words(scan.serial)),
            Column(self.tr("Page"), lambda scan: str(scan.page), right=True),
            Column(self.tr("Pages"), lambda scan: str(scan.pages), right=True),
            Column(self.tr("Kind"), lambda scan: scan.format.upper()),
            Column(self.tr("File"), lambda scan: scan.name),
        )

    def _said(self, match: Match) -> str:
        return {
            FITS: self.tr("is attached"),
            TWICE: self.tr("left out: another file is the same page"),
            NO_SERIAL: self.tr("left out: the name has no serial, or several"),
            NOT_HERE: self.tr("left out: this batch has no such sheet"),
            NO_PAGES: self.tr("left out: fewer pages than a sheet has"),
        }[match.said]

    # --- work ---------------------------------------------------------------------------------

    def _on_look(self) -> None:
        path, batch = self.source.path, self._batch
        if path is None or batch is None:
            return
        if not self.each.text().strip().isdigit() or not int(self.each.text()):
            self._each.refuse(self.tr("Type how many pages a sheet has: 1, 2, 3 …"))
            return
        self._each.clear()
        gathering = Gathering(
            self._tools.desk, batch, path, int(self.each.text()), self.first.text()
        )
        label_text = self.tr("Looking through the scans")
        self._tools.jobs.run(label_text, gathering.work, self._on_gathered)

    def _on_gathered(self, found: Gathered | Refused) -> None:
        """What was found for another batch than the one shown now is of no use here."""
        if found.batch != self._batch:
            return
        if isinstance(found, Refused):
            self._refuse(found)
        else:
            self._show_preview(found)

    def _show_preview(self, gathered: Gathered | None) -> None:
        self._gathered = gathered
        self.preview.show_rows(gathered.offered.matches if gathered else ())
        fitting = sum(match.fits for match in gathered.offered.matches) if gathered else 0
        self._show_buttons()
        if gathered is None:
            return
        told = self.tr("Fitting: {n}. Sheets that would still have no scan: {left}.").format(
            n=fitting, left=len(gathered.offered.without)
        )
        self.result.say(told, "ok" if fitting else "warn")
        (self.attach_button if fitting else self.source.line).setFocus()

    def _refuse(self, refused: Refused) -> None:
        self.result.say(errors.sentence(refused.error))
        self.source.line.setFocus()

    def _on_attach(self) -> None:
        if self._gathered is None or self._is_attaching:
            return
        self._be_attaching(True)
        work = Attaching(self._tools.desk, self._gathered)
        label_text = self.tr("Attaching the scans")
        self._tools.jobs.run(label_text, work.work, self._on_attached, self._on_broken)

    def _be_attaching(self, is_attaching: bool) -> None:
        """Meanwhile nothing is taken away: it could be what is just being attached elsewhere."""
        self._is_attaching = is_attaching
        self._show_buttons()

    def _show_buttons(self) -> None:
        matches = self._gathered.offered.matches if self._gathered else ()
        fitting = any(match.fits for match in matches)
        self.attach_button.setEnabled(fitting and not self._is_attaching)
        self.remove_button.setEnabled(bool(self.attached.rows) and not self._is_attaching)

    def _on_broken(self, error: Exception) -> None:
        self._be_attaching(False)
        self._tools.failed.emit(error)

    def _on_attached(self, outcome: Outcome | Refused) -> None:
        self._be_attaching(False)
        if isinstance(outcome, Refused):
            if outcome.batch == self._batch:
                self._refuse(outcome)
            else:
                self._tools.failed.emit(outcome.error)
            return
        done = outcome.attached
        self._tools.bus.publish(done.changes)
        if outcome.batch == self._batch:
            self._show_attached(done)

    def _show_attached(self, done: Attached) -> None:
        self._show_preview(None)
        told = self.tr("Attached: {n}.").format(n=done.files)
        refused = [errors.sentence(error) for error in done.refused]
        more = len(refused) - TOLD
        rest = [self.tr("And {n} more.").format(n=more)] if more > 0 else []
        self.result.say(" ".join([told, *refused[:TOLD], *rest]), "warn" if refused else "ok")
        self.attached.setFocus()

    def _on_remove(self) -> None:
        scan = self.attached.current()
        if not isinstance(scan, NamedScan) or not self.remove_button.isEnabled():
            return
        self._going = scan
        title = self.tr(
            "{file} is destroyed for good and taken from sheet {serial}. Why? Enter removes it, Esc keeps it."
        )
        widest = self.fontMetrics().averageCharWidth() * NAME_SHOWN
        name = self.fontMetrics().elidedText(scan.name, Qt.TextElideMode.ElideMiddle, widest)
        self._make_room(True)
        self.panel.ask(title.format(file=name, serial=serial_words(scan.serial)))

    def _make_room(self, is_asking: bool) -> None:
        """The chosen scan stays in sight while it is asked why it goes."""
        self._heading.setHidden(is_asking)
        self.preview.setHidden(is_asking)

    def _on_kept(self) -> None:
        self._going = None
        self._make_room(False)
        self.attached.setFocus()

    def _on_why(self, why: object) -> None:
        scan, self._going = self._going, None
        self._make_room(False)
        self.attached.setFocus()
        if scan is None:
            return
        desk = self._tools.desk
        try:
            changes = desk.scans.remove(desk.session, scan.sheet, scan.file, str(why))
        except (UserError, EnvError) as error:
            self.result.say(errors.sentence(error))
            return
        self._tools.bus.publish(changes)
        told = self.tr("Removed from sheet {serial}.")
        self.result.say(told.format(serial=serial_words(scan.serial)), "ok")

    def _on_back(self) -> None:
        self._tools.wanted.emit("batch", self._batch)


def _file(match: Match) -> str:
    if not match.pages:
        return match.name
    return f"{match.name} [{match.pages[0] + 1}–{match.pages[-1] + 1}]"


def _tone(match: Match) -> str:
    return "" if match.fits else "warn"
