"""What a person learns of the own keying: speed, wrong values with their pattern, weeks, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QTabWidget

from core.progress import Progress
from core.quality.confusion import Pattern
from core.quality.operators import PAUSE_MS, Confused, Week
from core.services.feedback import Mine, Questions, WrongValue
from ui.feedback import words
from ui.feedback.questions_table import QuestionsTable
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.sentences import answer_words
from ui.widgets.figure_row import Figure, FigureRow
from ui.widgets.layout import SectionHeader, button, label, page_layout
from ui.widgets.rows_table import Column, RowsTable


@dataclass(frozen=True)
class PatternRow:
    """One pattern and how often; None: the values were destroyed since."""

    pattern: Pattern | None
    count: int


class MyKeyingPage(Page):
    """Nobody else sees it. Left and Right on the tabs choose a table, Tab goes into it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._is_reading = self._is_stale = False
        self.header = SectionHeader(self.tr("My keying"))
        self.work_button = button(self.tr("Back to my work"))
        self.header.add(self.work_button)
        self.figures = FigureRow()
        self.note = label("", "Muted", wrap=True)
        self.values = self._values_table()
        self.patterns = self._patterns_table()
        self.confused = self._confused_table()
        self.weeks = self._weeks_table()
        self.questions = QuestionsTable(
            tools.preferences,
            "feedback-questions",
            self.tr(
                "No figures yet. They come from approved batches of your unit that other people keyed:"
                " from those that you keyed, the mistakes of a colleague could be worked out."
            ),
        )
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("My keying"))
        self.tabs.tabBar().setAccessibleName(self.tr("Tables"))
        for widget, title in (
            (self.values, self.tr("Wrong values")),
            (self.patterns, self.tr("Patterns")),
            (self.confused, self.tr("Confused values")),
            (self.weeks, self.tr("By week")),
            (self.questions, self.tr("Questions")),
        ):
            self.tabs.addTab(widget, title)
        layout = page_layout(self)
        for part in (self.header, self.figures, self.note):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)
        self.work_button.clicked.connect(self._on_work)
        self._show_nothing()

    def refresh(self) -> None:
        """Read the figures anew, beside the interface; what is shown stays until they come."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading = True
        self._tools.jobs.run(self.tr("My keying"), self._read, self._on_read, self._on_failed)

    def take_keyboard(self) -> None:
        """To the tabs."""
        self.tabs.tabBar().setFocus()

    def _read(self, progress: Progress) -> tuple[Mine, tuple[Questions, ...]]:
        desk = self._tools.desk
        mine = desk.feedback.mine(desk.session, progress)
        forms = desk.feedback.forms(desk.session)
        return mine, tuple(desk.feedback.questions(desk.session, form) for form in forms)

    def _on_read(self, found: tuple[Mine, tuple[Questions, ...]]) -> None:
        mine, questions = found
        self._show_figures(mine)
        self.values.show_rows(mine.values)
        rows = [PatternRow(pattern, n) for pattern, n in mine.patterns.items()]
        rows += [PatternRow(None, mine.unnamed)] if mine.unnamed else []
        self.patterns.show_rows(rows)
        self.confused.show_rows(mine.confused)
        self.weeks.show_rows(tuple(reversed(mine.weeks)))
        self.questions.show_questions(questions)
        self._ended()

    def _on_failed(self, error: Exception) -> None:
        self._ended()
        self._tools.failed.emit(error)

    def _ended(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _on_work(self) -> None:
        self._tools.wanted.emit("work", None)

    def _show_nothing(self) -> None:
        self.figures.hide()
        self.note.hide()

    def _show_figures(self, mine: Mine) -> None:
        speed, some = mine.speed, bool(mine.speed.sheets)
        self.header.show_text(
            self.tr("My keying"),
            self.tr("Only you see this page.")
            if some
            else self.tr(
                "No sheet signed yet. Key one from My work; your figures then stand here,"
                " and only you see them."
            ),
        )
        self.figures.setVisible(some)
        self.figures.show_figures(
            (
                Figure(self.tr("Sheets signed"), str(speed.sheets)),
                Figure(self.tr("Fields per hour"), words.number(speed.per_hour, 0)),
                Figure(self.tr("Seconds per field (median)"), words.number(speed.median_s)),
                Figure(self._pause_caption(), words.minutes(speed.pause_ms)),
                Figure(self.tr("Wrong fields"), self._wrong(mine)),
                Figure(self.tr("Wrong per 1,000 (95 %)"), words.per_1000(mine.wrong)),
            )
        )
        notes = self._notes(mine)
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))

    def _pause_caption(self) -> str:
        return self.tr("Pauses over {s} s (h:min)").format(s=PAUSE_MS // 1000)

    def _wrong(self, mine: Mine) -> str:
        return f"{mine.wrong.count} / {mine.wrong.of}" if mine.wrong.of else words.DASH

    def _notes(self, mine: Mine) -> Sequence[str]:
        waiting = self.tr(
            "{n} sheets wait: their wrong values are shown when the whole batch is settled and level 2"
            " has drawn its sample. Until then keying stays blind."
        )
        unopened = self.tr(
            "{n} sheets cannot be counted: a new password from an administrator, or an erasure, took"
            " their key away."
        )
        said = [(waiting, mine.waiting), (unopened, mine.unopened)]
        return [sentence.format(n=count) for sentence, count in said if count]

    def _values_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Question"), lambda v: v.number),
                Column(self.tr("Keyed"), lambda v: answer_words(v.slip.keyed)),
                Column(self.tr("Settled"), lambda v: answer_words(v.slip.settled)),
                Column(self.tr("Pattern"), lambda v: words.pattern_name(v.slip.pattern)),
                Column(self.tr("Sheet"), lambda v: f"{v.batch_code}/{serial_words(v.serial)}"),
                Column(self.tr("Signed on"), _day),
                Column(self.tr("Text of the question"), lambda v: say(v.labels)),
            ),
            name="feedback-values",
            title=self.tr("Wrong values"),
            empty=self.tr(
                "No wrong value is known. They appear here when a whole batch is settled and level 2"
                " has drawn its sample. Go on with My work."
            ),
            preferences=self._tools.preferences,
        )

    def _patterns_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Pattern"), lambda row: words.pattern_name(row.pattern)),
                Column(self.tr("Fields"), lambda row: str(row.count), _count, right=True),
                Column(self.tr("What helps"), lambda row: words.advice(row.pattern)),
            ),
            name="feedback-patterns",
            title=self.tr("Patterns"),
            empty=self.tr("No pattern yet: nothing wrong is known."),
            preferences=self._tools.preferences,
        )

    def _confused_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Keyed"), lambda row: answer_words(row.keyed)),
                Column(self.tr("Settled"), lambda row: answer_words(row.settled)),
                Column(self.tr("Times"), lambda row: str(row.count), _times, right=True),
            ),
            name="feedback-confused",
            title=self.tr("Confused values"),
            empty=self.tr("No value was keyed for the same other one twice: once is chance."),
            preferences=self._tools.preferences,
        )

    def _weeks_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Week from"), lambda week: week.monday.isoformat()),
                Column(self.tr("Sheets"), _sheets, lambda w: w.speed.sheets, right=True),
                Column(
                    self.tr("Fields per hour"),
                    lambda week: words.number(week.speed.per_hour, 0),
                    lambda week: week.speed.per_hour or 0.0,
                    right=True,
                ),
                Column(
                    self.tr("Wrong per 1,000 (95 %)"),
                    lambda week: words.per_1000(week.wrong),
                    lambda week: week.wrong.per_1000 or 0.0,
                    right=True,
                ),
            ),
            name="feedback-weeks",
            title=self.tr("By week"),
            empty=self.tr("No sheet signed yet."),
            preferences=self._tools.preferences,
        )


def _day(value: WrongValue) -> str:
    return value.signed_at.date().isoformat()


def _count(row: PatternRow) -> int:
    return row.count


def _times(pair: Confused) -> int:
    return pair.count


def _sheets(week: Week) -> str:
    return str(week.speed.sheets)
