"""What a leader learns of the team: figures per person once a batch is settled, questions that mislead."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from core.errors import UserError
from core.progress import Progress
from core.services.feedback import Member, Questions, TeamBatch
from core.values import BatchId
from ui import errors
from ui.feedback import words
from ui.feedback.questions_table import QuestionsTable
from ui.look.language import say
from ui.page import Page, Tools
from ui.sentences import word
from ui.widgets.layout import SectionHeader, label, page_layout
from ui.widgets.rows_table import Column, RowsTable

Read = tuple[BatchId | None, tuple[Member, ...], tuple[Questions, ...]]


class TeamPage(Page):
    """Arrows choose a batch; its people stand under it, or why they do not yet."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._asked: BatchId | None = None
        """The batch whose people are wanted; None where there are none to see."""
        self._is_reading = self._is_stale = False
        self.header = SectionHeader(
            self.tr("Team"),
            self.tr(
                "Everybody sees the own figures on “My keying”, the speed from the first sheet on."
                " A wrong field belongs to who keyed it."
            ),
        )
        self.batches = self._batches_table()
        self.why = label("", "Muted", wrap=True)
        self.members = self._members_table()
        self.questions = QuestionsTable(
            tools.preferences,
            "team-questions",
            self.tr("No differences to count yet. They appear when a batch is settled."),
        )
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Team"))
        self.tabs.tabBar().setAccessibleName(self.tr("Tables"))
        self.tabs.addTab(self._people(), self.tr("People"))
        self.tabs.addTab(self.questions, self.tr("Questions"))
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        self.batches.current_changed.connect(self._on_batch)

    def refresh(self) -> None:
        """Show the batches, the people of the one chosen, and the questions."""
        desk = self._tools.desk
        self.batches.show_rows(desk.feedback.teams(desk.session))  # tells which one is chosen
        if not self.batches.rows:
            self._on_batch(None)
        self._tools.jobs.run(
            self.tr("Questions that differ"), self._read_questions, self._on_questions
        )

    def take_keyboard(self) -> None:
        """To the batches."""
        self.batches.setFocus()

    def open_at(self, place: object) -> None:
        """Put the cursor on a batch."""
        for row in self.batches.rows:
            if row.batch.id == place:
                self.batches.choose(row)

    def place(self) -> object:
        """The batch chosen."""
        row = self.batches.current()
        return row.batch.id if row is not None else None

    def _people(self) -> QWidget:
        under = QWidget()
        inside = QVBoxLayout(under)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.why)
        inside.addWidget(self.members, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.batches)
        split.addWidget(under)
        split.setSizes([260, 300])
        return split

    def _on_batch(self, row: TeamBatch | None) -> None:
        """Show the people of a batch; before it is settled, why there is nobody."""
        asked = row.batch.id if row is not None and row.is_ready else None
        if asked is None or asked != self._asked:  # nobody may stand under a batch of others
            self.members.show_rows(())
            self.members.hide()
        self._asked = asked
        self.why.setVisible(row is not None and self._asked is None)
        self.why.setText(
            self.tr(
                "Nothing to see of people yet. Their figures appear when everything in the batch is"
                " settled and level 2 has drawn its sample; until then keying stays blind."
            )
        )
        self._read()

    def _read(self) -> None:
        """One batch at a time: what the cursor passes meanwhile is not read."""
        if self._is_reading or self._asked is None:
            self._is_stale = self._is_reading
            return
        self._is_reading = True
        read = partial(self._read_team, self._asked)
        self._tools.jobs.run(self.tr("Team"), read, self._on_team, self._on_failed)

    def _read_team(self, batch: BatchId, progress: Progress) -> tuple[BatchId, tuple[Member, ...]]:
        desk = self._tools.desk
        return batch, desk.feedback.team(desk.session, batch, progress)

    def _read_questions(self, _: Progress) -> tuple[Questions, ...]:
        desk = self._tools.desk
        forms = desk.feedback.forms(desk.session)
        return tuple(desk.feedback.questions(desk.session, form) for form in forms)

    def _on_team(self, found: tuple[BatchId, tuple[Member, ...]]) -> None:
        batch, members = found
        if batch == self._asked:
            self.members.show()  # first, so that the columns know their room
            self.members.show_rows(members)
        self._ended()

    def _on_questions(self, found: tuple[Questions, ...]) -> None:
        self.questions.show_questions(found)

    def _on_failed(self, error: Exception) -> None:
        is_outdated = self._is_stale
        self._ended()
        if not isinstance(error, UserError):
            self._tools.failed.emit(error)
        elif not is_outdated:
            self.members.hide()
            self.why.setText(errors.sentence(error))
            self.why.show()

    def _ended(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self._is_stale = False
            self._read()

    def _batches_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Batch"), lambda row: row.batch.code),
                Column(self.tr("Unit"), lambda row: say(row.batch.unit_names) or row.batch.unit),
                Column(self.tr("State"), lambda row: word("state", row.batch.state)),
                Column(self.tr("Figures of people"), self._readiness, tone=_tone),
                Column(self.tr("Sheets"), _sheets_of, lambda r: r.batch.sheets, right=True),
                Column(self.tr("Form"), lambda row: say(row.batch.form_titles)),
            ),
            name="team-batches",
            title=self.tr("Batches"),
            empty=self.tr("No batch yet. Open one on the page “Batches” when paper arrives."),
            preferences=self._tools.preferences,
        )

    def _members_table(self) -> RowsTable:
        return RowsTable(
            (
                Column(self.tr("Person"), lambda m: m.name),
                Column(self.tr("Post"), lambda m: word("post", f"pass{m.pass_no}")),
                Column(self.tr("Sheets"), lambda m: str(m.sheets), lambda m: m.sheets, right=True),
                Column(
                    self.tr("Sheets per hour"),
                    lambda m: words.number(m.per_hour),
                    lambda m: m.per_hour or 0.0,
                    right=True,
                ),
                Column(self.tr("Wrong fields"), _wrong, lambda m: m.wrong.count, right=True),
                Column(
                    self.tr("Wrong per 1,000 (95 %)"),
                    lambda m: words.per_1000(m.wrong),
                    lambda m: m.wrong.per_1000 or 0.0,
                    right=True,
                ),
                Column(
                    self.tr("Differing per 1,000"),
                    lambda m: words.number(m.differed.per_1000),
                    lambda m: m.differed.per_1000 or 0.0,
                    right=True,
                ),
                Column(self.tr("Most frequent pattern"), _pattern),
            ),
            name="team-members",
            title=self.tr("People"),
            empty=self.tr("No sheet of this batch counts: all are void or perhaps of two papers."),
            preferences=self._tools.preferences,
        )

    def _readiness(self, row: TeamBatch) -> str:
        return self.tr("to see below") if row.is_ready else self.tr("not settled yet")


def _tone(row: TeamBatch) -> str:
    return "ok" if row.is_ready else "muted"


def _sheets_of(row: TeamBatch) -> str:
    return str(row.batch.sheets)


def _wrong(member: Member) -> str:
    return f"{member.wrong.count} / {member.wrong.of}"


def _pattern(member: Member) -> str:
    return words.most_frequent(member.patterns)
