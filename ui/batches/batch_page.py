"""Where one batch stands: its figures, every serial with its state, and the end of its keying."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.errors import BATCH_NOT_READY, NOT_ALLOWED, UserError
from core.event import Changes
from core.people import Post
from core.services.batches import BatchRow, PostProblem, SheetRow
from core.values import BatchId, PersonId
from ui import errors
from ui.batches import words
from ui.batches.list_page import may_open, oversees
from ui.keying.panel import Panel, containing
from ui.look.language import say
from ui.page import Page, Tools
from ui.recheck.words import VOID_REASONS, void_reason
from ui.sentences import word
from ui.widgets.figure_row import Figure, FigureRow
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.layout import SectionHeader, button, label, page_layout, primary, row
from ui.widgets.marks import Chip, FindingLine
from ui.widgets.rows_table import Column, RowsTable

VOID, NAME, DISMISS, CHECK = "V", "N", "D", "R"


class BatchPage(Page):
    """Opened at a batch; clerks see their own figures and no register.

    In the register: Enter opens a sheet's story, V calls it void, N names a further adjudicator,
    D dismisses one.
    R runs the rules in force over the settled records again.
    """

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
        self.back_button = button(self.tr("All batches"))
        self.void_button = button(self.tr("V  Call the sheet void"))
        self.name_button = button(self.tr("N  Name a further adjudicator"))
        self.dismiss_button = button(self.tr("D  Dismiss an adjudicator"))
        self.check_button = button(self.tr("R  Check records again"))
        self.panel = Panel()
        self._then: Callable[[object], None] | None = None
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
        sheets = self._sheets(batch)
        self.figures.show_figures(self._figures(batch, sheets is not None))
        self.register.setVisible(sheets is not None)
        self.blind_hint.setVisible(sheets is None)
        self.register.show_rows(sheets or ())
        self.close_button.setText(
            self.tr("Close the month") if batch.is_visit else self.tr("Close keying")
        )
        leads, goes_on = may_open(desk.session), batch.state != "approved"
        self.close_button.setVisible(batch.state == "keying" and leads)
        self.void_button.setVisible(bool(sheets) and leads and goes_on)
        for mine in (self.name_button, self.dismiss_button):
            mine.setVisible(Post.ADJUDICATION in batch.posts and goes_on)
        self.check_button.setVisible(
            Post.ADJUDICATION in batch.posts and goes_on and batch.settled > 0
        )
        self._on_current(self.register.current())

    def take_keyboard(self) -> None:
        """To the register, or to the way back."""
        (self.register if self.register.isVisibleTo(self) else self.back_button).setFocus()

    def _on_sheet(self, sheet: SheetRow) -> None:
        self._tools.wanted.emit("sheet", sheet.id)

    def _on_current(self, sheet: SheetRow | None) -> None:
        self.void_button.setEnabled(sheet is not None and sheet.state != "void")

    def _on_key(self, key: str) -> None:
        pressed = {
            VOID: self.void_button,
            NAME: self.name_button,
            DISMISS: self.dismiss_button,
            CHECK: self.check_button,
        }[key]
        if pressed.isVisibleTo(self) and pressed.isEnabled():
            pressed.click()

    def _on_picked(self, value: object) -> None:
        then, self._then = self._then, None
        self.register.setFocus()
        if then is not None:
            then(value)

    def _ask_why_void(self) -> None:
        """A sheet that cannot be keyed or counts nowhere: its reason is journaled with it."""
        sheet = self.register.current()
        if sheet is None:
            return
        reasons: list[tuple[str, object]] = [
            (f"{number}  {void_reason(code)}", code) for number, code in enumerate(VOID_REASONS, 1)
        ]
        self._then = self._void_for(sheet)
        title = self.tr("Why is sheet {serial} void? Number or words, Enter; Esc leaves it.")
        self.panel.ask(title.format(serial=sheet.serial), containing(reasons))

    def _void_for(self, sheet: SheetRow) -> Callable[[object], None]:
        def void(why: object) -> None:
            desk = self._tools.desk
            self._do(
                lambda: desk.batches.void(desk.session, sheet.id, str(why)),
                self.tr("Sheet {serial} is void: {why}.").format(
                    serial=sheet.serial, why=void_reason(str(why))
                ),
            )

        return void

    def _ask_whom(self) -> None:
        """Where the adjudicators there are have all ruled on a question, a further one can."""
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        people = desk.directory.eligible(
            desk.session, batch.unit, Post.ADJUDICATION, batch.is_visit
        )
        others = [(p.name, p.id) for p in people if p.id != desk.session.person]
        self._then = self._name_among({p.id: p.name for p in people})
        self.panel.ask(
            self.tr("Who rules on differences from now on, besides?"), containing(others)
        )

    def _name_among(self, names: Mapping[PersonId, str]) -> Callable[[object], None]:
        def name(value: object) -> None:
            if self._batch is None:
                return
            desk, batch, person = self._tools.desk, self._batch.id, PersonId(str(value))
            self._do(
                lambda: desk.batches.name_adjudicator(desk.session, batch, person),
                self.tr("{name} rules on differences from now on, too.").format(name=names[person]),
                names,
            )

        return name

    def _ask_whom_to_dismiss(self) -> None:
        """What comes after is shut to that person by a new key of the batch."""
        if self._batch is None:
            return
        desk = self._tools.desk
        judges = desk.batches.adjudicators(desk.session, self._batch.id)
        names = {p.id: p.name for p in desk.directory.people(desk.session) if p.id in judges}
        others = [(name, person) for person, name in names.items() if person != desk.session.person]
        self._then = self._dismiss_among(names)
        self.panel.ask(self.tr("Who rules on differences no longer?"), containing(others))

    def _dismiss_among(self, names: Mapping[PersonId, str]) -> Callable[[object], None]:
        def dismiss(value: object) -> None:
            if self._batch is None:
                return
            desk, batch, person = self._tools.desk, self._batch.id, PersonId(str(value))
            said = self.tr("{name} opens nothing that is keyed or ruled here from now on.")
            self._do(
                lambda: desk.batches.dismiss_adjudicator(desk.session, batch, person),
                said.format(name=names[person]),
                names,
            )

        return dismiss

    def _check_again(self) -> None:
        """After changed checks were approved: what they find anew comes to recheck."""
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        self.finding.say("")
        self.check_button.setEnabled(False)
        self._tools.jobs.run(
            self.tr("Checking the records of {code} again").format(code=batch.code),
            lambda progress: desk.versions.check_again(desk.session, batch.id, progress),
            self._on_checked,
            self._on_check_failed,
        )

    def _on_checked(self, changes: Changes) -> None:
        self.check_button.setEnabled(True)
        self._tools.bus.publish(changes)
        if changes.subjects:
            said = self.tr("Checked again: {n} records have other findings. See recheck.")
        else:
            said = self.tr("Checked again: the rules in force find nothing else.")
        self._tools.told.emit(said.format(n=len(changes.subjects)))

    def _on_check_failed(self, error: Exception) -> None:
        self.check_button.setEnabled(True)
        if isinstance(error, UserError):
            self.finding.say(errors.sentence(error))
        else:
            self._tools.failed.emit(error)

    def _do(
        self, action: Callable[[], Changes], told: str, names: Mapping[PersonId, str] | None = None
    ) -> None:
        try:
            changes = action()
        except UserError as error:
            self.finding.say(_refusal(error, names or {}))
            return
        self.finding.say("")
        self._tools.bus.publish(changes)
        self._tools.told.emit(told)
        self.refresh()

    def _lay_out(self) -> None:
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(self.figures)
        layout.addWidget(self.blind_hint)
        layout.addWidget(self.register, 1)
        layout.addWidget(self.panel)
        layout.addWidget(self.finding)
        layout.addLayout(
            row(
                self.back_button,
                1,
                self.check_button,
                self.void_button,
                self.name_button,
                self.dismiss_button,
                self.close_button,
            )
        )

    def _wire(self) -> None:
        self.close_button.clicked.connect(self._close)
        self.back_button.clicked.connect(self._on_back)
        self.void_button.clicked.connect(self._ask_why_void)
        self.name_button.clicked.connect(self._ask_whom)
        self.dismiss_button.clicked.connect(self._ask_whom_to_dismiss)
        self.check_button.clicked.connect(self._check_again)
        self.panel.picked.connect(self._on_picked)
        self.panel.closed.connect(self.register.setFocus)
        self.register.activated_row.connect(self._on_sheet)
        self.register.current_changed.connect(self._on_current)
        KeyCatcher(self.register.view, VOID + NAME + DISMISS + CHECK).pressed.connect(self._on_key)

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


def _refusal(error: UserError, names: Mapping[PersonId, str]) -> str:
    """Why not; a fault of a post is said with the person's name."""
    if "person" not in error.params or "post" not in error.params:
        return errors.sentence(error)
    person = PersonId(str(error.params["person"]))
    problem = PostProblem(error.code, Post(str(error.params["post"])), person, dict(error.params))
    return words.post_sentence(problem, {str(known): name for known, name in names.items()})
