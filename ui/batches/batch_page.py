"""Where one batch stands: its figures, every serial with its state, and the end of its keying."""

from __future__ import annotations

from core.errors import BATCH_NOT_READY, NOT_ALLOWED, UserError
from core.services.batches import BatchRow, SheetRow
from core.values import BatchId
from ui import errors
from ui.batches import words
from ui.batches.list_page import may_open, oversees
from ui.look.language import say
from ui.page import Page, Tools
from ui.sentences import word
from ui.widgets.figure_row import Figure, FigureRow
from ui.widgets.layout import SectionHeader, button, label, page_layout, primary, row
from ui.widgets.marks import Chip, FindingLine
from ui.widgets.rows_table import Column, RowsTable


class BatchPage(Page):
    """Opened at a batch; clerks see their own figures and no register."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._batch: BatchRow | None = None
        self.header = SectionHeader("")
        self.state = Chip()
        self.header.add(self.state)
        self.figures = FigureRow()
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
        self.finding = FindingLine()
        self.close_button = primary(self.tr("Close keying"))
        self.close_button.clicked.connect(self._close)
        self.back_button = button(self.tr("All batches"))
        self.back_button.clicked.connect(self._on_back)
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(self.figures)
        layout.addWidget(self.blind_hint)
        layout.addWidget(self.register, 1)
        layout.addWidget(self.finding)
        layout.addLayout(row(self.back_button, 1, self.close_button))

    def open_at(self, place: object) -> None:
        """Show a batch by its id."""
        desk = self._tools.desk
        self._batch = desk.batches.batch(desk.session, BatchId(str(place)))
        self.finding.say("")
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
        sheets = self._sheets(batch)
        self.figures.show_figures(self._figures(batch, sheets is not None))
        self.register.setVisible(sheets is not None)
        self.blind_hint.setVisible(sheets is None)
        self.register.show_rows(sheets or ())
        self.close_button.setText(
            self.tr("Close the month") if batch.is_visit else self.tr("Close keying")
        )
        self.close_button.setVisible(batch.state == "keying" and may_open(desk.session))

    def take_keyboard(self) -> None:
        """To the register, or to the way back."""
        (self.register if self.register.isVisibleTo(self) else self.back_button).setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Serial"), lambda row: row.serial),
            Column(
                self.tr("State"),
                lambda row: word("state", row.state),
                tone=lambda row: words.tone(row.state),
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

    def _under(self, batch: BatchRow) -> str:
        posts = ", ".join(words.post_name(p, is_visit=batch.is_visit) for p in batch.posts)
        parts = [say(batch.form_titles), f"{batch.unit} {say(batch.unit_names)}", batch.period]
        if posts:
            parts.append(self.tr("my post: {posts}").format(posts=posts))
        return " · ".join(parts)

    def _sheets(self, batch: BatchRow) -> tuple[SheetRow, ...] | None:
        """The register, or None where the person may not see it."""
        try:
            return self._tools.desk.batches.register(self._tools.desk.session, batch.id)
        except UserError as error:
            if error.code != NOT_ALLOWED:
                raise
            return None

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
        self.finding.say("")
        self._tools.bus.publish(changes)
        self._tools.told.emit(self.tr("Keying of {code} is closed.").format(code=self._batch.code))
        self.refresh()

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
