"""One sheet's story: what stands in its record, which readings differed, who did what and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from core.errors import TwinkeyError
from core.event import Event, Kind
from core.forms import typed
from core.forms.model import Form, Question
from core.reports.story import SheetStory
from core.services.batches import BatchRow, SheetRow
from core.services.journal import JournalFilter
from core.values import SheetId, from_stored, serial_of
from core.workflow.before import SEALED, told
from core.workflow.comparison import paper_order, question_of
from ui.batches.words import tone
from ui.journal import words
from ui.look.language import current, say
from ui.look.line_words import line_words
from ui.page import Page, Tools
from ui.paper_words import place, serial_words
from ui.prints import Prints
from ui.sentences import answer_words, word
from ui.widgets.layout import SectionHeader, button, label, page_layout, row
from ui.widgets.marks import Chip
from ui.widgets.rows_table import Column, RowsTable

EVENTS = 200
NAMELESS_AT_FIRST = frozenset(
    {Kind.KEYING_SUBMITTED, Kind.SHEET_SET_ASIDE, Kind.SHEET_COMPARED, Kind.SHEET_SCANNED}
)
"""What names a clerk: hidden while somebody may still have to rule between the readings."""


@dataclass(frozen=True)
class Answered:
    """One question of the settled record."""

    number: str
    text: str
    record: str
    readings: str
    """What the two readings said where they differed, else ""."""
    rulers: str


@dataclass(frozen=True)
class Happened:
    """One line of the story."""

    at: str
    what: str
    who: str
    acting: str
    details: str


class SheetPage(Page):
    """Only to be read; Esc goes back to the batch."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._sheet: SheetId | None = None
        self._names: dict[str, str] = {}
        self.header, self.state = SectionHeader(""), Chip()
        self.header.add(self.state)
        self.answers = RowsTable(
            self._answer_columns(),
            name="sheet-record",
            title=self.tr("The record"),
            empty=self.tr("The answers stand here once the record is settled."),
            preferences=tools.preferences,
        )
        self.story = RowsTable(
            self._story_columns(),
            name="sheet-story",
            title=self.tr("What happened"),
            empty=self.tr("Nothing has happened to this sheet yet."),
            preferences=tools.preferences,
        )
        self.back_button = button(self.tr("Back to the batch"))
        self.back_button.clicked.connect(self._on_back)
        self.print_button = button(self.tr("Save as PDF (Ctrl+P)"))
        self.print_button.clicked.connect(self._on_print)
        self._told: SheetStory | None = None
        self._prints = Prints(tools)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        printing = QShortcut(QKeySequence("Ctrl+P"), self, context=within)
        printing.setAutoRepeat(False)
        printing.activated.connect(self._on_print)
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(label(self.tr("The record"), "Heading"))
        layout.addWidget(self.answers, 3)
        layout.addWidget(label(self.tr("What happened"), "Heading"))
        layout.addWidget(self.story, 2)
        layout.addLayout(row(self.back_button, self.print_button, 1))

    def open_at(self, place: object) -> None:
        """Show a sheet by its id."""
        self._sheet = SheetId(str(place))
        self.refresh()

    def place(self) -> object:
        """The sheet shown."""
        return self._sheet

    def refresh(self) -> None:
        """Read the sheet's events as the person may see them."""
        if self._sheet is None:
            return
        desk, sheet = self._tools.desk, self._sheet
        batch = desk.batches.holding(desk.session, sheet)
        try:
            page = desk.journal.page(desk.session, JournalFilter(subject=sheet), 0, EVENTS)
            sheets = desk.batches.register(desk.session, batch.id)
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        found = next((each for each in sheets if each.id == sheet), None)
        self._names = {p.id: p.name for p in desk.directory.people(desk.session)}
        self._head(batch, found)
        events = sorted((event for event, _ in page.events), key=lambda event: event.stamp)
        settled = [event for event in events if event.kind is Kind.RECORD_SETTLED]
        form = desk.directory.form(batch.form)
        self.answers.show_rows([*_answered(form, settled[-1], self._names)] if settled else ())
        is_over = found is not None and found.state in ("settled", "in_review", "approved", "void")
        self.story.show_rows([self._happened(event, is_over) for event in events])
        self._told = self._story(batch, found, is_over)

    def take_keyboard(self) -> None:
        """To the record, or to the story while there is none."""
        (self.answers if self.answers.rows else self.story).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the batch."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _head(self, batch: BatchRow, sheet: SheetRow | None) -> None:
        assert self._sheet is not None
        unit = say(batch.unit_names) or batch.unit
        where = self.tr("paper: {place}").format(place=place(batch))
        paper = () if batch.is_visit else (where,)
        self.header.show_text(
            self.tr("Sheet {serial} of {batch}").format(
                serial=serial_words(serial_of(self._sheet)), batch=batch.code
            ),
            " · ".join((say(batch.form_titles), f"{batch.unit} {unit}", batch.period, *paper)),
        )
        state = sheet.state if sheet else "not_entered"
        self.state.show_state(word("state", state), tone(state))

    def _happened(self, event: Event, is_over: bool) -> Happened:
        shown = is_over or event.kind not in NAMELESS_AT_FIRST
        who = self._names.get(event.actor, event.actor) if shown else "–"
        return Happened(
            words.moment(event),
            words.happened(event),
            who,
            words.acting(event.role) if shown else "–",
            self._details(event) if shown else "",
        )

    def _details(self, event: Event) -> str:
        if event.kind is Kind.RECORD_SETTLED:
            return ""  # it stands above, question by question
        desk = self._tools.desk
        said = words.lines(event, desk.journal.changes(desk.session, event), self._names)
        if any(event.body.get(name) for name in SEALED):
            said = said[:-1]  # the last line only says that something is sealed
        return "; ".join(f"{what}: {value}" for what, value in said)

    def _answer_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("No."), lambda line: line.number),
            Column(self.tr("Question"), lambda line: line.text),
            Column(self.tr("Record"), lambda line: line.record),
            Column(
                self.tr("Readings that differed"),
                lambda line: line.readings,
                tone=lambda line: "warn" if line.readings else "",
            ),
            Column(self.tr("Ruled by"), lambda line: line.rulers),
        )

    def _story_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Time"), lambda line: line.at),
            Column(self.tr("What"), lambda line: line.what),
            Column(self.tr("Who"), lambda line: line.who),
            Column(self.tr("As"), lambda line: line.acting),
            Column(self.tr("Details"), lambda line: line.details),
        )

    def _story(self, batch: BatchRow, sheet: SheetRow | None, is_over: bool) -> SheetStory:
        """The rows on the screen, for paper."""
        assert self._sheet is not None
        unit = say(batch.unit_names) or batch.unit
        return SheetStory(
            serial=serial_words(serial_of(self._sheet)),
            batch=f"{batch.code} · {batch.period}",
            form=say(batch.form_titles),
            unit=f"{batch.unit} {unit}",
            state=word("state", sheet.state if sheet else "not_entered"),
            paper="–" if batch.is_visit else place(batch),
            answers=[
                (line.number, line.text, line.record, line.readings, line.rulers)
                for line in self.answers.rows
            ],
            happened=[
                (line.at, line.what, line.who, line.acting, line.details)
                for line in self.story.rows
            ],
            is_over=is_over,
        )

    def _on_print(self) -> None:
        if self._sheet is None or self._told is None:
            return
        self._prints.story(self._sheet, self._told)

    def _on_back(self) -> None:
        if self._sheet is not None:
            desk = self._tools.desk
            self._tools.wanted.emit("batch", desk.batches.holding(desk.session, self._sheet).id)


def _answered(form: Form, settled: Event, names: Mapping[str, str]) -> Iterator[Answered]:
    """The record's questions in printed order; sealed ones are not in the event."""
    said = told(settled.body)
    rulers = said.get("rulers") or {}
    order = {key: place for place, key in enumerate(form.by_key)}
    told_of = {
        name.partition(".")[2] for name in said if name.startswith(("answers.", "readings."))
    }
    for key in sorted(told_of, key=lambda key: paper_order(form, order, key)):
        question = question_of(form, key)
        if question is None:
            continue
        line = line_words(form, key, question)
        readings = said.get(f"readings.{key}") or ()
        yield Answered(
            " ".join((line, question.number or question.name)).strip(),
            say(question.labels),
            _shown(question, said.get(f"answers.{key}")),
            "  |  ".join(_shown(question, reading) for reading in readings),
            ", ".join(names.get(each, each) for each in rulers.get(key, ())),
        )


def _shown(question: Question, stored: Any) -> str:
    answer = None if stored is None else from_stored(stored)
    if isinstance(answer, str):
        return typed.shown(question, answer, current()) or answer
    return answer_words(answer)
