"""The month's visits: begin one, go on with a draft, see what was scored."""

from __future__ import annotations

from dataclasses import dataclass

from core.people import Role
from core.services.batches import BatchRow
from core.services.visits import VisitRow
from core.values import BatchId
from ui.batches.words import tone
from ui.look.language import say
from ui.page import Page, Tools
from ui.sentences import word
from ui.visits.score_card import TONES, ScoreCard, points
from ui.widgets.fields import SteadyCombo
from ui.widgets.layout import SectionHeader, label, page_layout, primary, row
from ui.widgets.rows_table import Column, RowsTable
from ui.widgets.two_panes import TwoPanes, cards

DRAFT = "draft"


@dataclass(frozen=True)
class Line:
    """A visit, or one begun and not yet submitted."""

    serial: str
    branch: str
    date: str
    state: str
    visit: VisitRow | None = None


class VisitsPage(Page):
    """Enter on a draft goes on with it; the button begins a new visit."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._batches: dict[str, BatchRow] = {}
        self._units: dict[str, str] = {}
        self.batch = SteadyCombo()
        self.batch.setAccessibleName(self.tr("Month of visits"))
        self.new_button = primary(self.tr("New visit"))
        self.table = RowsTable(
            self._columns(),
            name="visits",
            title=self.tr("Visits"),
            empty=self._hint(),
            preferences=tools.preferences,
        )
        self.score = ScoreCard()
        self._lay_out()
        self.batch.currentIndexChanged.connect(self._show_visits)
        self.new_button.clicked.connect(self._on_new)
        self.table.activated_row.connect(self._on_row)
        self.table.current_changed.connect(self._show_score)

    def refresh(self) -> None:
        """Show the visits of the chosen month."""
        desk = self._tools.desk
        self._units = {u.id: say(dict(u.names)) for u in desk.directory.units(desk.session)}
        rows = [row for row in desk.batches.list(desk.session) if row.is_visit]
        self._batches = {row.id: row for row in rows}
        chosen = self.batch.currentData()
        self.batch.blockSignals(True)
        self.batch.clear()
        for batch in reversed(rows):
            names = f"{batch.period} · {say(batch.unit_names)} · {batch.code}"
            self.batch.addItem(names, batch.id)
        self.batch.setCurrentIndex(max(self.batch.findData(chosen), 0) if rows else -1)
        self.batch.blockSignals(False)
        shops = desk.session.has(Role.SHOPPER)
        self.new_button.setVisible(shops and bool(rows))
        self._show_visits()

    def take_keyboard(self) -> None:
        """To the button of a shopper, else to the visits."""
        if self.new_button.isVisibleTo(self):
            self.new_button.setFocus()
        else:
            self.table.setFocus()

    def open_at(self, place: object) -> None:
        """Show a month by its batch id."""
        number = self.batch.findData(str(place))
        if number >= 0:
            self.batch.setCurrentIndex(number)

    def place(self) -> object:
        """The month shown."""
        return self.batch.currentData()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Visit"), lambda line: line.serial),
            Column(self.tr("Branch"), lambda line: line.branch),
            Column(self.tr("Date"), lambda line: line.date),
            Column(
                self.tr("State"),
                lambda line: word("state", line.state),
                tone=lambda line: tone(line.state),
            ),
            Column(self.tr("Score"), _score, _score_number, right=True),
            Column(self.tr("Band"), _band, tone=_band_tone),
        )

    def _hint(self) -> str:
        if self._tools.desk.session.has(Role.SHOPPER):
            return self.tr("No visit yet. Press “New visit” when you come back from one.")
        return self.tr("No visit yet. Visits appear here when shoppers submit them.")

    def _lay_out(self) -> None:
        header = SectionHeader(
            self.tr("Visits"), self.tr("What shoppers found, scored from 0 to 100.")
        )
        header.add(self.new_button)
        self._side = cards(self.score)
        split = TwoPanes(self.table, self._side, (31, 19))
        layout = page_layout(self)
        layout.addWidget(header)
        self.month_caption = label(self.tr("Month of visits"), "Muted")
        layout.addLayout(row(self.month_caption, self.batch, 1))
        layout.addWidget(split, 1)

    def _show_visits(self) -> None:
        desk, chosen = self._tools.desk, self.batch.currentData()
        if chosen is None:
            self.table.show_rows(())
            self._show_score(None)
            return
        drafts = [
            serial
            for task in desk.visits.tasks(desk.session)
            if task.batch.id == chosen
            for serial in task.drafts
        ]
        lines = [Line(serial, "", "", DRAFT) for serial in drafts]
        for visit in desk.visits.mine(desk.session, BatchId(chosen)):
            branch = self._units.get(visit.branch, "")
            shown = f"{visit.branch} {branch}".strip()
            lines.append(Line(visit.serial, shown, visit.date, visit.state, visit))
        self.table.show_rows(lines)
        self._show_score(self.table.current())

    def _show_score(self, line: Line | None) -> None:
        visit = line.visit if line is not None else None
        batch = self._batches.get(self.batch.currentData() or "")
        self._side.setVisible(visit is not None and visit.score is not None)
        if visit is not None and visit.score is not None and batch is not None:
            self.score.show_score(self._tools.desk.directory.form(batch.form), visit.score)

    def _on_new(self) -> None:
        self._tools.wanted.emit("visit", (self.batch.currentData(), None))

    def _on_row(self, line: Line) -> None:
        if line.state == DRAFT:
            self._tools.wanted.emit("visit", (self.batch.currentData(), line.serial))


def _score(line: Line) -> str:
    score = line.visit.score if line.visit else None
    return points(score.total) if score else ""


def _score_number(line: Line) -> float:
    score = line.visit.score if line.visit else None
    return score.total if score and score.total is not None else -1.0


def _band(line: Line) -> str:
    score = line.visit.score if line.visit else None
    return word("band", score.band) if score and score.band else ""


def _band_tone(line: Line) -> str:
    score = line.visit.score if line.visit else None
    return TONES.get(score.band, "") if score else ""
