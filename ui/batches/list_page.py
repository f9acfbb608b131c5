"""All batches a person takes part in or oversees, and the way to open a new one."""

from __future__ import annotations

from core.people import Role, Session
from core.services.batches import BatchRow
from ui.batches import words
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import is_overdue, place
from ui.sentences import word
from ui.widgets.layout import SectionHeader, page_layout, primary
from ui.widgets.rows_table import Column, RowsTable

OPENERS = (Role.LEADER, Role.QUALITY)
OVERSEERS = (Role.LEADER, Role.QUALITY, Role.MANAGER, Role.ADMIN)


def oversees(session: Session) -> bool:
    """Whether the person sees the figures of whole batches."""
    return any(session.has(role) for role in OVERSEERS)


def may_open(session: Session) -> bool:
    """Whether the person opens batches and closes their keying."""
    return any(session.has(role) for role in OPENERS)


class BatchesPage(Page):
    """Enter on a row shows the batch."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        session = tools.desk.session
        header = SectionHeader(
            self.tr("Batches"), self.tr("Stacks of paper and months of visits, oldest first.")
        )
        self.open_button = primary(self.tr("Open a batch"))
        self.open_button.clicked.connect(self._on_open_new)
        header.add(self.open_button)
        self.open_button.setVisible(may_open(session))
        self.table = RowsTable(
            self._columns(oversees(session)),
            name="batches",
            title=self.tr("Batches"),
            empty=self._hint(session),
            preferences=tools.preferences,
        )
        self.table.activated_row.connect(self._on_row)
        layout = page_layout(self)
        layout.addWidget(header)
        layout.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Show the batches as they stand."""
        self.table.show_rows(self._tools.desk.batches.list(self._tools.desk.session))

    def take_keyboard(self) -> None:
        """To the table, or to the button while there is nothing to choose."""
        if self.table.rows or not self.open_button.isVisibleTo(self):
            self.table.setFocus()
        else:
            self.open_button.setFocus()

    def _columns(self, whole: bool) -> tuple[Column, ...]:
        return (
            Column(self.tr("Batch"), lambda row: row.code),
            Column(self.tr("Unit"), _unit),
            Column(
                self.tr("State"),
                self._whole_state if whole else _state,
                tone=lambda row: "bad" if whole and row.conflict else words.tone(row.state),
            ),
            Column(self.tr("Deadline"), lambda row: row.due or "–", tone=_due_tone),
            Column(self.tr("Paper"), _paper, tone=lambda row: "warn" if row.is_transit else ""),
            *(self._figures() if whole else self._own_figures()),
            Column(self.tr("My post"), _posts),
            Column(self.tr("Form"), lambda row: say(row.form_titles)),
        )

    def _whole_state(self, row: BatchRow) -> str:
        state = _state(row)
        return self.tr("{state}, conflict").format(state=state) if row.conflict else state

    def _figures(self) -> tuple[Column, ...]:
        return (
            _number(self.tr("Sheets"), "sheets"),
            _number(self.tr("Keyed"), "keyed_twice"),
            _number(self.tr("Settled"), "settled"),
            _number(self.tr("Differences"), "differences", "warn"),
            _number(self.tr("Queries"), "queries", "warn"),
        )

    def _own_figures(self) -> tuple[Column, ...]:
        return (
            _number(self.tr("Sheets"), "sheets"),
            _number(self.tr("Done by me"), "mine_done"),
        )

    def _hint(self, session: Session) -> str:
        if may_open(session):
            return self.tr("No batch yet. Press “Open a batch” when a stack of paper arrives.")
        return self.tr("No batch yet. A team leader opens one and gives you a post in it.")

    def _on_row(self, row: BatchRow) -> None:
        self._tools.wanted.emit("batch", row.id)

    def _on_open_new(self) -> None:
        self._tools.wanted.emit("open_batch", None)


def _state(row: BatchRow) -> str:
    return word("state", row.state)


def _due_tone(row: BatchRow) -> str:
    return "warn" if is_overdue(row) and row.state != "approved" else ""


def _paper(row: BatchRow) -> str:
    return "–" if row.is_visit else place(row)


def _unit(row: BatchRow) -> str:
    return say(row.unit_names) or row.unit


def _posts(row: BatchRow) -> str:
    return ", ".join(words.post_name(post, is_visit=row.is_visit) for post in row.posts) or "–"


def _number(title: str, name: str, tone: str = "") -> Column:
    def value(row: BatchRow) -> int:
        return int(getattr(row, name))

    def coloured(row: BatchRow) -> str:
        return tone if value(row) else ""

    return Column(title, lambda row: str(value(row)), value, right=True, tone=coloured)
