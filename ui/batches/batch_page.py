"""Where one batch stands: its figures, its paper, every serial with its state, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.errors import BATCH_NOT_READY, NOT_ALLOWED, EnvError, UserError
from core.services.batches import BatchRow, SheetRow
from core.values import BatchId
from core.workflow.states import Action, may
from ui import errors
from ui.batches import words
from ui.batches.asking import Asking, Deeds, Shown
from ui.batches.clerks import ClerkDeeds
from ui.batches.judges import JudgeDeeds
from ui.batches.list_page import oversees
from ui.batches.paper_card import PaperCard, PaperDeeds
from ui.batches.printing import PrintDeeds
from ui.batches.scan_deeds import ScanDeeds
from ui.batches.sheet_deeds import SheetDeeds
from ui.batches.tail import TailDeeds
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.sentences import word
from ui.widgets.figure_row import Figure, FigureRow
from ui.widgets.flow import FlowLayout
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.layout import SectionHeader, body_layout, button, label, page_layout, primary, row
from ui.widgets.marks import Chip, FindingLine
from ui.widgets.rows_table import Column, RowsTable


class BatchPage(Page):
    """Opened at a batch; clerks see their own figures and no register.

    In the register Enter opens a sheet's story; every other button says the key that presses it there.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._batch: BatchRow | None = None
        self._sheets: tuple[SheetRow, ...] | None = None
        self._leads = False
        self.header, self.state, self.apart = SectionHeader(""), Chip(), FindingLine()
        self.header.add(self.state)
        self.figures, self.paper = FigureRow(), PaperCard()
        self.blind_hint = label(
            self.tr("What others have keyed is hidden from you until the batch is settled."),
            "Muted",
            wrap=True,
        )
        self.register = RowsTable(
            self._columns(),
            name="register",
            title=self.tr("Register of serials"),
            empty=self.tr("This batch has no sheets."),
            preferences=tools.preferences,
        )
        self.close_button = primary(self.tr("Close keying"))
        self.back_button = button(self.tr("All batches"))
        self.asking = Asking(tools, self.register, self.refresh)
        self.panel, self.finding = self.asking.panel, self.asking.finding
        self.judges, self.sheet_deeds = JudgeDeeds(self.asking), SheetDeeds(self.asking)
        self.papers, self.clerks = PaperDeeds(self.asking), ClerkDeeds(self.asking)
        self.scans = ScanDeeds(self.asking)
        self._deeds: tuple[Deeds, ...] = (
            self.sheet_deeds,
            self.papers,
            self.scans,
            self.clerks,
            TailDeeds(self.asking),
            PrintDeeds(self.asking),
            self.judges,
        )
        self.buttons = {key: made for deeds in self._deeds for key, made in deeds.buttons.items()}
        self._lay_out()
        self._wire()

    def open_at(self, place: object) -> None:
        """Show a batch by its id."""
        desk = self._tools.desk
        self._batch = desk.batches.batch(desk.session, BatchId(str(place)))
        self.finding.say("")
        self.panel.hide()
        self.refresh()

    def place(self) -> object:
        """The batch shown."""
        return self._batch.id if self._batch else None

    def refresh(self) -> None:
        """Show the batch as it stands."""
        if self._batch is None:
            return
        desk = self._tools.desk
        self._batch = batch = desk.batches.batch(desk.session, self._batch.id)
        self.header.show_text(batch.code, self._under(batch))
        self.state.show_state(word("state", batch.state), words.tone(batch.state))
        self._sheets = sheets = self._register(batch)
        is_apart = batch.conflict and sheets is not None
        self.apart.say(words.apart(is_visit=batch.is_visit) if is_apart else "")
        self.figures.show_figures(self._figures(batch, sheets is not None))
        self.paper.show_batch(desk, batch, whole=sheets is not None)
        self.register.setVisible(sheets is not None)
        self.blind_hint.setVisible(sheets is None)
        self.register.show_rows(sheets or ())
        self.close_button.setText(
            self.tr("Close the month") if batch.is_visit else self.tr("Close keying")
        )
        self._leads = self._may_lead(batch)
        self.close_button.setVisible(batch.state == "keying" and self._leads)
        self._on_current(self.register.current())

    def take_keyboard(self) -> None:
        """To what is being asked, to the register, or to the way back."""
        if self.asking.take_keyboard():
            return
        (self.register if self.register.isVisibleTo(self) else self.back_button).setFocus()

    def _on_sheet(self, sheet: SheetRow) -> None:
        self._tools.wanted.emit("sheet", sheet.id)

    def _on_current(self, sheet: SheetRow | None) -> None:
        if self._batch is None:
            return
        shown = Shown(self._batch, self._sheets, sheet, self._leads)
        for deeds in self._deeds:
            deeds.show(shown)

    def _on_key(self, key: str) -> None:
        pressed = self.buttons[key]
        if pressed.isVisibleTo(self) and pressed.isEnabled():
            pressed.click()

    def _lay_out(self) -> None:
        layout = page_layout(self)
        layout.addWidget(self.header)
        body = body_layout(layout)
        for part in (self.apart, self.figures, self.paper, self.blind_hint):
            body.addWidget(part)
        body.addWidget(self.register, 1)
        body.addWidget(self.panel)
        body.addWidget(self.finding)
        deeds = QWidget()
        flow = FlowLayout(deeds)
        for made in self.buttons.values():
            flow.addWidget(made)
        body.addWidget(deeds)
        layout.addLayout(row(self.back_button, 1, self.close_button))

    def _wire(self) -> None:
        self.close_button.clicked.connect(self._close)
        self.back_button.clicked.connect(self._on_back)
        self.register.activated_row.connect(self._on_sheet)
        self.register.current_changed.connect(self._on_current)
        KeyCatcher(self.register.view, "".join(self.buttons)).pressed.connect(self._on_key)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Serial"), lambda row: serial_words(row.serial), lambda row: row.serial),
            Column(
                self.tr("State"),
                self._state,
                tone=lambda row: "bad" if self._is_lost(row) else words.tone(row.state),
            ),
            Column(
                self.tr("Differences"),
                lambda row: str(row.differences or ""),
                lambda row: row.differences,
            ),
            Column(
                self.tr("Queries"),
                lambda row: str(row.queries or ""),
                lambda row: row.queries,
            ),
        )

    def _state(self, sheet: SheetRow) -> str:
        state = word("state", sheet.state)
        return self.tr("{state}, lost").format(state=state) if self._is_lost(sheet) else state

    def _is_lost(self, sheet: SheetRow) -> bool:
        return self._batch is not None and sheet.serial in self._batch.lost

    def _under(self, batch: BatchRow) -> str:
        posts = ", ".join(words.post_name(p, is_visit=batch.is_visit) for p in batch.posts)
        parts = [say(batch.form_titles), f"{batch.unit} {say(batch.unit_names)}", batch.period]
        if posts:
            parts.append(self.tr("my post: {posts}").format(posts=posts))
        return " · ".join(parts)

    def _register(self, batch: BatchRow) -> tuple[SheetRow, ...] | None:
        """The register, or None where the person may not see it."""
        try:
            return self._tools.desk.batches.register(self._tools.desk.session, batch.id)
        except UserError as error:
            if error.code != NOT_ALLOWED:
                raise
            return None

    def _may_lead(self, batch: BatchRow) -> bool:
        """Whether the person oversees this very batch; a role held elsewhere counts nothing here."""
        desk = self._tools.desk
        lineage = desk.directory.lineage(desk.session, batch.unit)
        return may(desk.session, Action.CLOSE_BATCH, lineage=lineage, posts=batch.posts)

    def _figures(self, batch: BatchRow, whole: bool) -> tuple[Figure, ...]:
        title = self.tr("Visits") if batch.is_visit else self.tr("Sheets")
        sheets = Figure(title, str(batch.sheets))
        if not (whole and oversees(self._tools.desk.session)):
            return (sheets, Figure(self.tr("Done by me"), str(batch.mine_done)))
        return (
            sheets,
            Figure(
                self.tr("Submitted") if batch.is_visit else self.tr("Keyed"),
                str(batch.keyed_twice),
            ),
            Figure(self.tr("Settled"), str(batch.settled)),
            Figure(self.tr("Differences open"), str(batch.differences)),
            Figure(self.tr("Queries open"), str(batch.queries)),
            Figure(self.tr("Set aside"), str(batch.set_aside)),
            Figure(self.tr("Void"), str(batch.void)),
        )

    def _close(self) -> None:
        if self._batch is None:
            return
        desk = self._tools.desk
        try:
            changes = desk.batches.close(desk.session, self._batch.id)
        except UserError as error:
            self.finding.say(self._why_not(error))
            return
        except EnvError as error:
            self._tools.failed.emit(error)
            return
        self.finding.say("")
        self._tools.bus.publish(changes)
        told = self.tr(
            "Keying of {code} is closed. Once every sheet is settled, the sample is drawn under Review."
        )
        self._tools.told.emit(told.format(code=self._batch.code))
        self.refresh()
        self.take_keyboard()  # the button is gone

    def _why_not(self, error: UserError) -> str:
        if error.code != BATCH_NOT_READY or self._batch is None:
            return errors.sentence(error)
        if self._batch.is_visit:
            return self.tr("The month cannot be closed yet: no visit has been submitted.")
        return self.tr(
            "Keying cannot be closed yet: {open} sheets are not keyed twice, void or set aside."
        ).format(open=error.params.get("open", "?"))

    def _on_back(self) -> None:
        self._tools.wanted.emit("batches", None)
