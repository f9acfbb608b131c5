"""Differences: compare what is keyed twice, then rule on what differs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QWidget

from core.errors import EnvError, UserError
from core.event import Changes
from core.forms.model import Form
from core.progress import Progress
from core.services.adjudication import AdjudicationTask, Candidates, Verdict
from core.values import Answer, BatchId, SheetId
from ui import errors
from ui.adjudication.presenter import AdjudicationPresenter
from ui.adjudication.ruling_view import RulingView
from ui.adjudication.tasks_table import TasksTable
from ui.adjudication.whole_view import WholeView
from ui.keying.outline import question_of
from ui.keying.presenters import wall_clock
from ui.look.language import say
from ui.look.line_words import line_words
from ui.page import Page, Tools
from ui.paper_words import serial_words, with_unit_names
from ui.prints import Prints
from ui.scans.pane import ScanPane, beside, scan_keys
from ui.widgets.banner import Banner
from ui.widgets.layout import SectionHeader, button, label, page_layout, primary


class AdjudicationPage(Page):
    """First the batches where the person rules, then one difference after the other."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._desk, self._session = tools, tools.desk, tools.desk.session
        self._batch: BatchId | None = None
        self.presenter: AdjudicationPresenter | None = None
        self._header = SectionHeader(self.tr("Differences"))
        self._back = button(self.tr("All batches"))
        self._compare = primary(self.tr("Compare"))
        self._batch_button = button(self.tr("Open the batch"))
        self._print_button = button(self.tr("P  Print the lists"))
        self._prints = Prints(tools)
        self._away = 0
        self._scanned: SheetId | None = None
        """The sheet whose scan was looked for."""
        self._message = Banner()
        self._message.closable(False)
        self._table = TasksTable(tools.preferences)
        self.ruling, self._list = RulingView(), QListWidget()
        self.whole, self._views = WholeView(tools), QStackedWidget()
        self.scan = ScanPane(tools, close_up=True)
        self._list.setAccessibleName(self.tr("Open differences"))
        self._nothing = label("", "Heading", wrap=True)
        self._build()
        self._wire()

    # --- the window's side --------------------------------------------------------------------

    def refresh(self) -> None:
        """Read tasks and differences again, unless a ruling is half made."""
        self._table.show_rows(self._desk.adjudication.tasks(self._session))
        if self._batch is not None and not self._is_choosing():
            self._load()

    def open_at(self, place: object) -> None:
        """Work on one batch."""
        self._batch = BatchId(str(place))
        self._load()

    def place(self) -> object:
        """The batch in work."""
        return self._batch

    def pause(self) -> None:
        """Nothing of a sheet stays over the window."""
        self.scan.uncover()

    def take_keyboard(self) -> None:
        """The readings, the button, or the list."""
        if self._batch is None:
            self._table.setFocus()
        elif self.presenter is not None and self.presenter.open:
            whole = self._views.currentWidget() is self.whole
            (self.whole if whole else self.ruling).take_keyboard()
        elif self._compare.isVisibleTo(self):
            self._compare.setFocus()
        else:
            self._back.setFocus()

    @property
    def can_compare(self) -> bool:
        """Whether sheets keyed twice wait to be compared."""
        return self._compare.isVisibleTo(self)

    # --- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        for widget in (self._back, self._batch_button, self._print_button, self._compare):
            self._header.add(widget)
        self._list.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000   Q0000") + 60)
        split = QSplitter()
        split.addWidget(self._list)
        for shown in (self.ruling, self.whole):
            self._views.addWidget(shown)
        split.addWidget(beside(self.scan, self._views))
        split.setStretchFactor(1, 1)
        split.setSizes([230, 800])
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        self._split = split
        self._stack = QStackedWidget()
        for view in (self._table, split, self._nothing):
            self._stack.addWidget(view)
        layout = page_layout(self)
        layout.addWidget(self._header)
        layout.addWidget(self._message)
        layout.addWidget(self._stack, 1)
        self._show_tasks()

    def _wire(self) -> None:
        self._table.activated_row.connect(self._on_task)
        self._back.clicked.connect(self._show_tasks)
        self._compare.clicked.connect(self._on_compare)
        self._batch_button.clicked.connect(self._on_batch)
        self._print_button.clicked.connect(self._on_print)
        self.ruling.ruled.connect(self._on_ruled)
        self.ruling.left.connect(self._show_tasks)
        self.ruling.shown.connect(self._on_shown)
        self.ruling.whole_asked.connect(self._on_whole)
        self.ruling.pair_asked.connect(self._on_pair)
        self.whole.left.connect(self._show_ruling)
        self.whole.went.connect(self._go)
        self.whole.ruled.connect(self._on_wrong_sheet)
        self.scan.left.connect(self.take_keyboard)
        self.ruling.finished.connect(self._on_finished)
        self._list.itemClicked.connect(self._on_item)
        self._list.itemActivated.connect(self._on_item)

    def _show_tasks(self) -> None:
        self._batch, self.presenter = None, None
        self._header.show_text(self.tr("Differences"), "")
        self._back.hide()
        self._compare.hide()
        self._batch_button.hide()
        self._print_button.hide()
        self._message.hide()
        self._show(self._table)
        self._table.setFocus()

    def _on_task(self, task: AdjudicationTask) -> None:
        self.open_at(task.batch.id)
        self.take_keyboard()

    def _load(self) -> None:
        batch = self._batch
        tasks = {t.batch.id: t for t in self._desk.adjudication.tasks(self._session)}
        if batch is None or batch not in tasks:
            self._show_tasks()
            return
        task = tasks[batch]
        form = self._desk.adjudication.form(self._session, batch)
        every = self._desk.adjudication.differences(self._session, batch)
        found = tuple(view for view in every if view.at_hand)
        self.presenter = AdjudicationPresenter(
            form, found, self._rule, self._reveal, today=wall_clock().date(), before=self.presenter
        )
        unit = say(task.batch.unit_names) or task.batch.unit
        self._header.show_text(
            self.tr("Differences · {code}").format(code=task.batch.code),
            f"{unit} · {say(task.batch.form_titles)}",
        )
        self._back.show()
        self._batch_button.hide()
        self._away = len(every) - len(found)
        self._print_button.setVisible(bool(found) or self._away > 0)
        self._show_waiting(task.to_compare)
        self._fill_list()
        self._scanned = None
        self._views.setCurrentWidget(self.ruling)
        self.ruling.show_presenter(self.presenter)
        if found:
            self._show(self._split)
        else:
            self._on_finished()

    def _show_waiting(self, count: int) -> None:
        self._compare.setVisible(count > 0)
        said = []
        if count:
            said.append(self.tr("Sheets keyed twice and not yet compared: {n}").format(n=count))
        if self._away:
            wait = self.tr("Differences that wait for their paper: {n}. P prints the pull list.")
            said.append(wait.format(n=self._away))
        if said:
            self._message.say("  ".join(said), "warn")
        else:
            self._message.hide()

    def _fill_list(self) -> None:
        assert self.presenter is not None
        self._list.clear()
        for view in self.presenter.open:
            question = question_of(self.presenter.form, view.question)
            line = line_words(self.presenter.form, view.question, question)
            name = question.number or say(question.labels)[:12] or question.name
            name = f"{line}  {name}" if line else name
            item = QListWidgetItem(f"{serial_words(view.serial)}   {name}")
            item.setData(256, view.id)
            self._list.addItem(item)
        self._mark()

    def _mark(self) -> None:
        state = self.presenter.state if self.presenter else None
        for number in range(self._list.count()):
            if state is not None and self._list.item(number).data(256) == state.difference.id:
                self._list.setCurrentRow(number)

    def _on_shown(self) -> None:
        """The scan of the sheet in work, at the question's place."""
        state = self.presenter.state if self.presenter else None
        sheet = state.difference.sheet if state else None
        if sheet != self._scanned:
            self._scanned = sheet
            self.scan.show_sheet(sheet)
        if state is not None:
            self.scan.follow(state.question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the readings do not take may concern the scan, or be printed."""
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            if not event.isAutoRepeat():
                self._on_print()
        elif not scan_keys(self.scan, event):
            super().keyPressEvent(event)

    # --- work ---------------------------------------------------------------------------------

    def _rule(self, difference: str, verdict: Verdict) -> Changes:
        try:
            return self._desk.adjudication.rule(self._session, difference, verdict)
        except UserError as error:
            raise with_unit_names(error, self._desk) from error

    def _reveal(self, difference: str, keyed: Answer) -> Candidates:
        try:
            return self._desk.adjudication.candidates(self._session, difference, keyed)
        except UserError as error:
            raise with_unit_names(error, self._desk) from error

    def _on_ruled(self, changes: Changes) -> None:
        self._fill_list()
        self._tools.bus.publish(changes)

    def _on_item(self, item: QListWidgetItem) -> None:
        self._go(item.data(256))

    def _go(self, difference: str) -> None:
        if self.presenter is not None:
            self.presenter.go(difference)
            self._show_ruling()

    def _show_ruling(self) -> None:
        self._views.setCurrentWidget(self.ruling)
        self.ruling.repaint_state()
        self.ruling.setFocus()

    def _on_whole(self) -> None:
        self._look(self.whole.show_whole)

    def _on_pair(self) -> None:
        self._look(self.whole.show_pair)

    def _look(self, show: Callable[[Form, SheetId], None]) -> None:
        state = self.presenter.state if self.presenter else None
        if self.presenter is None or state is None:
            return
        try:
            show(self.presenter.form, state.difference.sheet)
        except UserError as refused:
            self.ruling.refuse(errors.sentence(with_unit_names(refused, self._desk)))
            return
        self._views.setCurrentWidget(self.whole)
        self.whole.take_keyboard()

    def _on_wrong_sheet(self, changes: Changes) -> None:
        self._load()
        self._tools.bus.publish(changes)
        self._tools.told.emit(
            self.tr("Taken off this sheet. Compare again once both passes are keyed.")
        )
        self.take_keyboard()

    def _on_finished(self) -> None:
        if self._batch is None:
            return
        others = self._for_others()
        self._batch_button.setVisible(others > 0)
        self._nothing.setText(self._why_nothing(others))
        self._show(self._nothing)
        self.take_keyboard()

    def _why_nothing(self, others: int) -> str:
        if self._compare.isVisibleTo(self):
            return self.tr("Compare first; differences appear here.")
        if self._away:
            return self.tr("What is left waits for its paper. P prints the list for the archive.")
        if others:
            return self.tr(
                "Differences that only somebody else may rule on: {n}. If every adjudicator has"
                " ruled on them before, open the batch and name a further one (N)."
            ).format(n=others)
        return self.tr("No difference is left here. Esc or “All batches” goes back.")

    def _for_others(self) -> int:
        """Unruled differences of the batch in which this person has had a part already."""
        tasks = self._desk.adjudication.tasks(self._session)
        mine = next((task for task in tasks if task.batch.id == self._batch), None)
        return mine.batch.differences - mine.differences if mine is not None else 0

    def _on_print(self) -> None:
        """The pull list and the differences in paper order, for the hand."""
        if self._batch is not None and self._print_button.isVisibleTo(self):
            self._prints.differences(self._batch)

    def _on_batch(self) -> None:
        self._tools.wanted.emit("batch", self._batch)

    def _on_compare(self) -> None:
        if self._batch is not None:
            self._compare.setEnabled(False)
            self._tools.jobs.run(
                self.tr("Comparing what was keyed twice"),
                self._work,
                self._on_compared,
                self._on_failed,
            )

    def _work(self, progress: Progress) -> Changes:
        assert self._batch is not None
        return self._desk.adjudication.compare(self._session, self._batch, progress)

    def _on_compared(self, changes: Changes) -> None:
        self._compare.setEnabled(True)
        self._load()
        self._tools.bus.publish(changes)
        self.take_keyboard()

    def _on_failed(self, error: Exception) -> None:
        self._compare.setEnabled(True)
        if isinstance(error, UserError | EnvError):
            self._message.say(errors.sentence(error), "bad")
        else:
            self._tools.failed.emit(error)

    def concerns(self, changes: Changes) -> bool:
        """Own rulings are shown already."""
        return not self._is_choosing()

    def _is_choosing(self) -> bool:
        return self.isVisible() and self.presenter is not None and bool(self.presenter.open)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
