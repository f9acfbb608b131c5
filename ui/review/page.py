"""The review desk: batches that wait, one batch at its level, one sheet against its paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QStackedLayout

from core.errors import TwinkeyError, UserError
from core.event import Changes
from core.services.review import ReviewTask, SampledSheet
from core.values import SheetId
from ui import errors
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.review.batch_view import BatchView
from ui.review.entry_view import EntryView
from ui.review.presenter import ReviewPresenter
from ui.review.tasks_view import TasksView


class ReviewPage(Page):
    """What was keyed of a sheet stays while the person looks elsewhere."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._begun: dict[tuple[SheetId, int], ReviewPresenter] = {}
        today = QDate.currentDate()
        self.tasks = TasksView(tools.preferences)
        self.batch = BatchView(tools)
        self.entry = EntryView(tools, date(today.year(), today.month(), today.day()))
        self._stack = QStackedLayout(self)
        for view in (self.tasks, self.batch, self.entry):
            self._stack.addWidget(view)
        self.tasks.chosen.connect(self._on_task)
        self.batch.check.connect(self._on_check)
        self.batch.left.connect(self._on_left_batch)
        self.entry.finished.connect(self._on_finished)
        self.entry.left.connect(self._on_left_sheet)

    def refresh(self) -> None:
        """Show the tasks, and the batch that is open, as they stand."""
        desk = self._tools.desk
        tasks = desk.review.tasks(desk.session)
        self.tasks.table.show_rows(tasks)
        shown = self.batch.task
        if shown is None:
            return
        still = next((task for task in tasks if _same(task, shown)), None)
        if still is not None:
            self.batch.show_task(still)
            if self._stack.currentWidget() is self.batch:
                self.batch.take_keyboard()
        elif self._stack.currentWidget() is self.batch:
            self._on_left_batch()

    def take_keyboard(self) -> None:
        """To the view shown."""
        shown = self._stack.currentWidget()
        if shown is self.tasks:
            self.tasks.table.setFocus()
        elif isinstance(shown, BatchView | EntryView):
            shown.take_keyboard()

    def open_at(self, place: object) -> None:
        """Show a batch: its id, (its id, level), or what `place` gave."""
        batch, level, *begun = place if isinstance(place, tuple) else (place, None)
        for presenters in begun:
            self._resume(presenters)
        for task in self.tasks.table.rows:
            if task.batch.id == str(batch) and level in (None, task.level):
                self._on_task(task)
                return

    def place(self) -> object:
        """The batch and level shown, if any, with the sheets that are begun."""
        task = self.batch.task
        if task is None or self._stack.currentWidget() is self.tasks:
            return None
        return (task.batch.id, task.level, dict(self._begun))

    def _resume(self, begun: dict[tuple[SheetId, int], ReviewPresenter]) -> None:
        desk = self._tools.desk
        for known, presenter in begun.items():
            presenter.move_to(desk.review, desk.session)
            self._begun[known] = presenter

    def _on_task(self, task: ReviewTask) -> None:
        self.batch.say("")
        self.batch.show_task(task)
        self._stack.setCurrentWidget(self.batch)
        self.batch.take_keyboard()

    def _on_check(self, sampled: SampledSheet) -> None:
        task, desk = self.batch.task, self._tools.desk
        if task is None:
            return
        known = (sampled.sheet, task.level)
        try:
            if known not in self._begun:
                sheet = desk.review.begin(desk.session, sampled.sheet, task.level)
                self._begun[known] = ReviewPresenter(desk.review, desk.session, sheet)
        except TwinkeyError as error:
            if isinstance(error, UserError):
                self.batch.say(errors.sentence(error))
            else:
                self._tools.failed.emit(error)
            return
        self.batch.say("")
        self._stack.setCurrentWidget(self.entry)
        self.entry.show_sheet(self._begun[known])

    def _on_left_batch(self) -> None:
        self._stack.setCurrentWidget(self.tasks)
        self.tasks.table.setFocus()

    def _on_left_sheet(self) -> None:
        self._stack.setCurrentWidget(self.batch)
        self.batch.take_keyboard()

    def _on_finished(self, changes: Changes) -> None:
        sheet = self.entry.presenter.sheet if self.entry.presenter else None
        if sheet is not None:
            self._begun.pop((sheet.sheet, sheet.level), None)
        self._stack.setCurrentWidget(self.batch)
        self._tools.bus.publish(changes)
        if sheet is not None:
            said = self.tr("The review of sheet {serial} is recorded.")
            self._tools.told.emit(said.format(serial=serial_words(sheet.serial)))


def _same(one: ReviewTask, other: ReviewTask) -> bool:
    return one.batch.id == other.batch.id and one.level == other.level
