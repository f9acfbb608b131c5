"""The batches in which a person rules on differences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.services.adjudication import AdjudicationTask
from ui.look.language import say
from ui.preferences import Preferences
from ui.widgets.rows_table import Column, RowsTable


class TasksTable(RowsTable):
    """One row a batch; Enter opens it."""

    def __init__(self, preferences: Preferences) -> None:
        batch = QCoreApplication.translate("TasksTable", "Batch")
        unit = QCoreApplication.translate("TasksTable", "Unit")
        compare = QCoreApplication.translate("TasksTable", "To compare")
        differences = QCoreApplication.translate("TasksTable", "Differences")
        super().__init__(
            (
                Column(batch, _code),
                Column(unit, _unit),
                Column(compare, _to_compare, sort=_to_compare_count, right=True),
                Column(differences, _differences, sort=_difference_count, right=True),
                Column(QCoreApplication.translate("TasksTable", "Month"), _period),
            ),
            name="adjudication",
            title=QCoreApplication.translate(
                "TasksTable", "Batches in which you rule on differences"
            ),
            empty=QCoreApplication.translate("TasksTable", "No batch has you as the third person."),
            preferences=preferences,
        )


def _code(task: AdjudicationTask) -> str:
    return task.batch.code


def _unit(task: AdjudicationTask) -> str:
    return say(task.batch.unit_names) or task.batch.unit


def _to_compare(task: AdjudicationTask) -> str:
    return str(task.to_compare)


def _to_compare_count(task: AdjudicationTask) -> int:
    return task.to_compare


def _differences(task: AdjudicationTask) -> str:
    return str(task.differences)


def _difference_count(task: AdjudicationTask) -> int:
    return task.differences


def _period(task: AdjudicationTask) -> str:
    return task.batch.period
