"""Keying: begin a sheet by its number, key it, check it, sign it, take the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import UNANSWERED, EnvError, UserError
from core.event import Changes, Kind
from core.services.batches import BatchRow
from core.services.keying import Draft
from core.services.lookup import KEYING, FoundSheet
from core.services.work import KeyingWork, Standing
from core.values import BatchId, FormId, SheetId, serial_of, sheet_id
from core.workflow.drafting import DraftChange
from ui import errors, sentences
from ui.keying.begin_view import BeginView
from ui.keying.check_view import CheckView
from ui.keying.confirming import hidden, sheet_meant
from ui.keying.key_view import KeyView
from ui.keying.keys import TABLES, Command
from ui.keying.outline import question_of
from ui.keying.presenter import KeyingPresenter
from ui.keying.presenters import Presenters, wall_clock
from ui.keying.readings import meaning
from ui.keying.sheet_view import SheetView
from ui.keying.turn_view import TurnView
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import serial_words, with_unit_names
from ui.prints import Prints
from ui.scans.camera import Camera
from ui.scans.pane import ScanPane, beside, scan_keys
from ui.widgets.layout import SectionHeader, page_layout
from ui.widgets.marks import Chip

Place = str | tuple[str, str]
"""A batch, or a batch and a serial to go on with."""


class KeyingPage(Page):
    """Nothing pops up, and nothing of the other pass is ever here."""

    escaped = Signal()
    """Esc on a sheet where nothing was typed; the page itself never leaves a sheet."""

    def __init__(self, tools: Tools, work: KeyingWork, camera: Camera | None = None) -> None:
        super().__init__()
        self._tools, self._work = tools, work
        self._presenters, self._prints = Presenters(), Prints(tools)
        self._batch: BatchId | None = None
        self._code = ""
        self._paperless: SheetId | None = None
        """The sheet to begin, where its digits can only be read from its scan."""
        self.sheet: SheetView | None = None
        """The sheet in work; None before one is begun."""
        self._views: dict[FormId, SheetView] = {}
        self.begin, self.check, self.keys = BeginView(), CheckView(), KeyView(TABLES[:1])
        self.turn, self._stood = TurnView(), ""
        self._header, self._serial = SectionHeader(""), Chip()
        self._header.add(self._serial)
        self._stack = QStackedWidget()
        for view in (self.begin, self.turn, self.check, self.keys):
            self._stack.addWidget(view)
        self.scan, self._camera = ScanPane(tools), camera or Camera(tools)
        layout = page_layout(self)
        layout.addWidget(self._header)
        layout.addWidget(beside(self.scan, self._stack), 1)
        self._wire()

    # --- the window's side --------------------------------------------------------------------

    def open_at(self, place: object) -> None:
        """Begin in a batch, or go on with a sheet."""
        batch, serial = place if isinstance(place, tuple) else (str(place), "")
        self._batch = BatchId(batch)
        self._close_sheet()
        if serial:
            self._open(serial)
        else:
            self._show_begin()

    def place(self) -> object:
        """The sheet in work, so that a rebuild or a lock comes back to it."""
        if self._batch is None:
            return None
        return (self._batch, self.sheet.presenter.draft.serial) if self.sheet else self._batch

    def pause(self) -> None:
        """What is typed and valid is accepted before the page goes."""
        self.scan.uncover()
        if self.sheet is not None:
            self.sheet.settle()

    def concerns(self, changes: Changes) -> bool:
        """Only the batch's own fate matters here; a sheet in work is never repainted from outside."""
        return Kind.BATCH_CLOSED in changes.kinds

    def take_keyboard(self) -> None:
        """The cursor goes to the number, the question or the list shown."""
        shown = self._stack.currentWidget()
        if isinstance(shown, BeginView | TurnView | CheckView | SheetView):
            shown.take_keyboard()
        elif shown is not None:
            shown.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While no question has the keyboard, the scan still has its keys."""
        if not scan_keys(self.scan, event):
            super().keyPressEvent(event)

    def show_keys(self) -> None:
        """F1: the sheet of keys."""
        self._show(self.keys)

    def show_check(self) -> None:
        """Ctrl+Enter: what is open or flagged, before signing."""
        if self.sheet is not None:
            presenter = self.sheet.presenter
            self._show(self.check)
            self.check.show_points(presenter.draft.form, presenter.open_points())

    # --- flow ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.begin.chosen.connect(self._on_number)
        self.begin.left.connect(self._tools.home)
        self.check.jumped.connect(self._on_jump)
        self.check.closed.connect(self._show_sheet)
        self.check.signed.connect(self._on_sign)
        self.keys.closed.connect(self._show_sheet)
        self.keys.guide_wanted.connect(self._on_guide)
        self.keys.print_wanted.connect(self._prints.keys)
        self.scan.left.connect(self.take_keyboard)
        self.turn.turned.connect(self._on_turned)
        self.turn.missing.connect(self._on_missing)
        self.turn.left.connect(self._on_turned_back)
        self._camera.attached.connect(self._on_picture)
        self._camera.told.connect(self._on_told)

    def _show_begin(self) -> None:
        assert self._batch is not None
        try:
            standing = self._work.standing(self._batch)
        except (UserError, EnvError) as error:  # closed, or handed over to somebody else, meanwhile
            self._tools.home.emit()
            self._tools.failed.emit(error)
            return
        waiting = standing.waiting
        expected = next((s for s in standing.drafts if s in waiting), next(iter(waiting), ""))
        self._name(standing.batch)
        self._code = standing.batch.code
        on_its_way = standing.batch.is_transit or expected in standing.batch.lost
        self._paperless = sheet_id(self._batch, expected) if expected and on_its_way else None
        state = self._state(standing, expected)
        self.begin.show_waiting(waiting, expected, state, is_held_up=standing.is_held_up)
        self._show(self.begin)

    def _state(self, standing: Standing, expected: str) -> str:
        """How far the batch is; a draft of a sheet that left the pile is begun by its whole number."""
        counted = self.tr("{done} of {total} sheets are keyed and signed.")
        said = [counted.format(done=standing.done, total=standing.total)]
        if standing.batch.is_transit:
            at, to = map(say, standing.batch.place)
            on_its_way = self.tr(
                "The paper is on its way from {at} to {to}; keying goes on when it has been received."
            )
            said.append(on_its_way.format(at=at, to=to))
        elif expected in standing.drafts:
            said.append(self.tr("This one is begun; it goes on where you left it."))
        elif expected in standing.returned:
            said.append(self.tr("This one came back: another paper was keyed under its number."))
        apart = len(set(standing.drafts) - set(standing.waiting))
        if apart and not standing.batch.is_transit:
            begun = self.tr(
                "Begun and out of the pile (set aside, lost or void): {n}. Their whole number opens them."
            )
            said.append(begun.format(n=apart))
        return " ".join(said)

    def _on_number(self, text: str) -> None:
        """A number is of this batch; only a barcode that names another batch leads there."""
        assert self._batch is not None
        try:
            found = sheet_meant(self._work, self._batch, self._code, text)
        except UserError as error:
            self.begin.refuse(errors.sentence(error))
            return
        if found is None:
            self._open(text)  # the batch itself knows best why not
        elif found.batch == self._batch:
            self._open(found.serial)
        else:
            self._take_up(found)

    def _on_read(self, text: str) -> None:
        """A barcode reader typed into the questions: it means a sheet, as after F3."""
        assert self.sheet is not None
        self._show_sheet()  # its first keys may have led to a further page of the paper
        found, told = meaning(self._work, self.sheet.presenter.draft, text)
        if found is not None:
            self.pause()
            self._take_up(found)
        if self.sheet is not None and (found is None or found.does == KEYING):
            self.sheet.tell(told)

    def _take_up(self, found: FoundSheet) -> None:
        if found.does == KEYING:
            self.open_at((found.batch, found.serial))
        else:
            self._tools.wanted.emit(found.does, found.sheet)

    def _open(self, serial: str) -> None:
        assert self._batch is not None
        try:
            draft = self._work.begin(self._batch, serial)
        except (UserError, EnvError) as error:
            if self._stack.currentWidget() is not self.begin:
                self._show_begin()
            self.begin.refuse(errors.sentence(with_unit_names(error, self._tools.desk)))
            return
        preferences = self._tools.preferences
        presenter = self._presenters.of(draft, self._save, auto_advance=preferences.auto_advance)
        self._close_sheet()
        self.sheet = self._view_of(presenter, sound=preferences.sound)
        self._name(draft.batch, draft.pass_no)
        self._show_sheet()

    def _view_of(self, presenter: KeyingPresenter, *, sound: bool) -> SheetView:
        """The screens of a form are built once and serve sheet after sheet."""
        form = presenter.draft.form.id
        if form in self._views:
            self._views[form].start(presenter)
            return self._views[form]
        view = SheetView(presenter, sound=sound, now=wall_clock)
        view.asked.connect(self._on_command)
        view.failed.connect(self._tools.failed)
        view.escaped.connect(self.escaped)
        view.read.connect(self._on_read)
        self.turn.watch(view.burst)
        view.stands_at.connect(self._on_question)
        self._stack.addWidget(view)
        self._views[form] = view
        return view

    def _save(self, draft: Draft, change: DraftChange) -> Draft:
        return self._work.accept(draft, change)

    def _on_command(self, command: Command) -> None:
        assert self.sheet is not None
        if command is Command.KEYS:
            self.show_keys()
        elif command is Command.ASIDE:
            reasons: list[tuple[str, object]] = [
                (f"{n}  {text}", code) for n, (text, code) in enumerate(sentences.words("aside"), 1)
            ]
            self.sheet.ask(self.tr("Set this sheet aside: why?"), reasons, self._on_aside)
        elif command is Command.SUBMIT:
            self.show_check()
        elif command is Command.CAMERA:
            presenter = self.sheet.presenter
            page = question_of(presenter.draft.form, presenter.cursor).page
            self._camera.shoot(presenter.draft.sheet, page)
        else:
            self.scan.press(command)

    def _on_question(self, key: str) -> None:
        if self.sheet is None:
            return
        presenter = self.sheet.presenter
        self.scan.follow(question_of(presenter.draft.form, key))
        page = presenter.pages.wanted(key)
        if page is None:
            self._stood = key
        elif self._stack.currentWidget() is self.sheet:
            self.turn.ask(presenter.draft.serial, page, presenter.draft.batch.code)
            self._show(self.turn)

    def _on_turned(self) -> None:
        assert self.sheet is not None
        self.sheet.turn_page()
        self._show_sheet()

    def _on_missing(self) -> None:
        assert self.sheet is not None
        self.sheet.miss_page()
        self._show_sheet()

    def _on_turned_back(self) -> None:
        assert self.sheet is not None
        presenter = self.sheet.presenter
        order, wanted = presenter.outline.order, presenter.pages.wanted
        stood = self._stood if self._stood in order and wanted(self._stood) is None else order[0]
        self.sheet.go(stood)
        self._show_sheet()

    def _on_picture(self, sheet: SheetId) -> None:
        if self.sheet is not None and self.sheet.presenter.draft.sheet == sheet:
            self._show_scan()

    def _on_told(self, sheet: SheetId, sentence: str, is_good: bool) -> None:
        """At the sheet, or over the page shown where it is not open any more."""
        is_open = self.sheet is not None and self.sheet.presenter.draft.sheet == sheet
        if self.sheet is not None and is_open and self.isVisible():
            self.sheet.tell(sentence)
            return
        serial = serial_words(serial_of(sheet))
        about = self.tr("Sheet {serial}: {sentence}").format(serial=serial, sentence=sentence)
        (self._tools.told if is_good else self._tools.warned).emit(about)

    def _on_guide(self) -> None:
        self._tools.wanted.emit("guide", "begin")

    def _on_jump(self, key: str) -> None:
        assert self.sheet is not None
        self._show_sheet()
        self.sheet.go(key)

    def _on_aside(self, reason: object) -> None:
        assert self.sheet is not None
        draft = self.sheet.presenter.draft
        try:
            changes = self._work.set_aside(draft, str(reason))
        except (UserError, EnvError) as error:
            self._tools.failed.emit(error)
            self.take_keyboard()
            return
        said = self.tr("Sheet {serial} is set aside.")
        self._finish(changes, said.format(serial=serial_words(draft.serial)))

    def _on_sign(self) -> None:
        assert self.sheet is not None
        draft = self.sheet.presenter.draft
        try:
            changes = self._work.submit(draft, wall_clock())
        except UserError as error:
            self.show_check()
            if error.code != UNANSWERED:
                self.check.refuse(errors.sentence(error))
            return
        except EnvError as error:
            self.check.refuse(errors.sentence(error))
            return
        said = self.tr("Sheet {serial} is signed and submitted.")
        self._finish(changes, said.format(serial=serial_words(draft.serial)))

    def _finish(self, changes: Changes, sentence: str) -> None:
        self._close_sheet()
        self._show_begin()
        self._tools.bus.publish(changes)
        self._tools.told.emit(sentence)
        self.take_keyboard()

    # --- showing ------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        if self.sheet is not None:
            self._show(self.sheet)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self._show_serial()
        self._show_scan()
        self.take_keyboard()

    def _show_scan(self) -> None:
        """Beside the form and the self-check; before a sheet begins only where its paper is not at hand."""
        current = self._stack.currentWidget()
        if self.sheet is not None and current is self.keys:
            self.scan.stand_aside()
            return
        if self.sheet is None or current not in (self.sheet, self.turn, self.check):
            self.scan.show_sheet(self._paperless if current is self.begin else None)
            return
        presenter = self.sheet.presenter
        self.scan.show_sheet(presenter.draft.sheet)
        self._on_question(presenter.cursor)

    def _close_sheet(self) -> None:
        self.sheet, self._stood = None, ""

    def _name(self, batch: BatchRow, pass_no: int = 0) -> None:
        unit = say(batch.unit_names) or batch.unit
        where = self.tr("{unit} · batch {code}").format(unit=unit, code=batch.code)
        form = say(batch.form_titles)
        passes = {1: sentences.word("post", "pass1"), 2: sentences.word("post", "pass2")}
        title = passes.get(pass_no, self.tr("Keying"))
        self._header.show_text(f"{title} · {where}", form)
        self._show_serial()

    def _show_serial(self) -> None:
        """While its digits are to be read from a page in hand, they stand nowhere on the screen."""
        serial = self.sheet.presenter.draft.serial if self.sheet is not None else ""
        if self._stack.currentWidget() is self.turn:
            serial = hidden(serial)
        said = self.tr("Sheet {serial}").format(serial=serial_words(serial))
        self._serial.show_state(said if serial else "", "accent")
