"""Questions on which everybody's two readings differ, with a hint where the form may be at fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.quality.operators import QuestionFigure
from core.services.feedback import Questions
from ui.feedback import words
from ui.look.language import say
from ui.preferences import Preferences
from ui.widgets.rows_table import Column, RowsTable


@dataclass(frozen=True)
class QuestionRow:
    """One question of one form."""

    figure: QuestionFigure
    number: str
    text: str
    form: str
    mean: float


class QuestionsTable(QWidget):
    """Never a name, never an answer."""

    def __init__(self, preferences: Preferences, name: str, empty: str) -> None:
        super().__init__()
        self.table = RowsTable(
            (
                Column(self.tr("Question"), lambda row: row.number),
                Column(self.tr("Text of the question"), lambda row: row.text),
                Column(self.tr("Sheets that differ"), _sheets, _count, right=True),
                Column(self.tr("Per 1,000 sheets (95 %)"), _rate, _per_1000, right=True),
                Column(self.tr("Average question"), _mean, lambda row: row.mean, right=True),
                Column(self.tr("What it means"), self._hint, tone=_tone),
                Column(self.tr("Form"), lambda row: row.form),
            ),
            name=name,
            title=self.tr("Questions that differ"),
            empty=empty,
            preferences=preferences,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_questions(self, found: Iterable[Questions]) -> None:
        """Show the questions of all forms, those that differ most first."""
        rows = [
            QuestionRow(
                figure,
                questions.numbers.get(figure.question, figure.question),
                say(questions.labels.get(figure.question, {})),
                say(questions.titles),
                questions.mean,
            )
            for questions in found
            for figure in questions.figures
        ]
        self.table.show_rows(sorted(rows, key=lambda row: -(row.figure.differed.per_1000 or 0)))

    def _hint(self, row: QuestionRow) -> str:
        if row.figure.suspected:
            return self.tr("Clearly above the average: the form may be at fault")
        return self.tr("Within chance")


def _sheets(row: QuestionRow) -> str:
    return f"{row.figure.differed.count} / {row.figure.differed.of}"


def _count(row: QuestionRow) -> int:
    return row.figure.differed.count


def _rate(row: QuestionRow) -> str:
    return words.per_1000(row.figure.differed)


def _per_1000(row: QuestionRow) -> float:
    return row.figure.differed.per_1000 or 0.0


def _mean(row: QuestionRow) -> str:
    return words.number(row.mean)


def _tone(row: QuestionRow) -> str:
    return "warn" if row.figure.suspected else "muted"
