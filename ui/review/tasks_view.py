"""Batches that wait for this reviewer, with what is to be done in each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.services.review import ReviewTask
from ui.look.language import say
from ui.preferences import Preferences
from ui.sentences import word
from ui.widgets.layout import SectionHeader, page_layout
from ui.widgets.rows_table import Column, RowsTable


class TasksView(QWidget):
    """Enter opens a batch."""

    chosen = Signal(object)
    """A ReviewTask."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.table = RowsTable(
            (
                Column(self.tr("Batch"), lambda task: task.batch.code),
                Column(self.tr("Form"), lambda task: say(task.batch.form_titles)),
                Column(self.tr("Unit"), _unit),
                Column(self.tr("Level"), lambda task: str(task.level)),
                Column(self.tr("To do"), lambda task: word("step", task.step)),
                Column(self.tr("Checked"), _progress),
            ),
            name="review_tasks",
            title=self.tr("Batches to review"),
            empty=self.tr(
                "Nothing to review. A batch appears here when keying is closed "
                "and every sheet is settled."
            ),
            preferences=preferences,
        )
        self.table.activated_row.connect(self.chosen)
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("Review"),
                self.tr("Level 2 checks 30 % of the sheets, level 3 checks key fields of 10 %."),
            )
        )
        layout.addWidget(self.table, 1)


def _unit(task: ReviewTask) -> str:
    return f"{task.batch.unit} {say(task.batch.unit_names)}"


def _progress(task: ReviewTask) -> str:
    return f"{task.checked} / {task.drawn}" if task.drawn else "–"
