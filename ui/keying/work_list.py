"""What is mine to do now, oldest first, and one button that starts it."""

from __future__ import annotations

from dataclasses import dataclass

from core.people import Post, Role
from core.services.batches import BatchRow
from core.services.desk import Desk
from core.values import BatchId
from core.workflow.states import Action, may
from ui import sentences
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import is_overdue, place
from ui.widgets.layout import SectionHeader, button, page_layout, primary
from ui.widgets.rows_table import Column, RowsTable


@dataclass(frozen=True)
class WorkRow:
    """One piece of work of one person, and the page that does it."""

    page: str
    batch: BatchRow
    post: str
    """As `sentences` knows it: a post, or recheck or visits."""
    open: int
    done: int
    total: int

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to do."""
        return self.open > 0


def work_of(desk: Desk) -> tuple[WorkRow, ...]:
    """The work of the signed-in person, oldest batch first."""
    made = (_keying, _visits, _ruling, _queries, _closing, _review)
    return tuple(sorted((row for rows in made for row in rows(desk)), key=_age))


class WorkListPage(Page):
    """Clerks see their own pass only."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._header = SectionHeader(self.tr("My work"))
        self._table = RowsTable(
            (
                Column(self.tr("Batch"), _code),
                Column(self.tr("Unit"), _unit),
                Column(self.tr("My post"), _post),
                Column(self.tr("To do"), _open, sort=_open_count, right=True, tone=_tone),
                Column(self.tr("Done"), _done, sort=_done_count, right=True),
                Column(self.tr("Deadline"), _due, tone=_due_tone),
                Column(self.tr("Paper"), _paper, tone=_paper_tone),
                Column(self.tr("Month"), _period),
                Column(self.tr("Form"), _form),
            ),
            name="work",
            title=self.tr("My work"),
            empty=self.tr(
                "Nothing waits for you. Work appears here as soon as a batch is opened with you in a"
                " post."
            ),
            preferences=tools.preferences,
        )
        self._start = primary(self.tr("Start (Enter)"))
        self._own_figures = button(self.tr("My keying"))
        self._header.add(self._own_figures)
        self._own_figures.setVisible(tools.desk.session.has(Role.CLERK))
        self._header.add(self._start)
        layout = page_layout(self)
        layout.addWidget(self._header)
        layout.addWidget(self._table, 1)
        self._table.activated_row.connect(self._on_start)
        self._start.clicked.connect(self._on_button)
        self._own_figures.clicked.connect(self._on_own_figures)

    def refresh(self) -> None:
        """Read the work again."""
        rows = work_of(self._tools.desk)
        waiting = [row for row in rows if row.is_waiting]
        self._table.show_rows(rows)
        self._start.setEnabled(bool(rows))
        under = self.tr("Waiting for you: {n}").format(n=len(waiting)) if rows else ""
        self._header.show_text(self.tr("My work"), under)
        if waiting and (self._table.current() is None or not self._table.current().is_waiting):
            self._table.choose(waiting[0])

    def take_keyboard(self) -> None:
        """The table, so that Enter starts."""
        self._table.setFocus()

    @property
    def table(self) -> RowsTable:
        """The rows shown."""
        return self._table

    def _on_button(self) -> None:
        self._on_start(self._table.current())

    def _on_own_figures(self) -> None:
        self._tools.wanted.emit("feedback", None)

    def _on_start(self, row: WorkRow | None) -> None:
        if row is not None:
            self._tools.wanted.emit(row.page, str(row.batch.id))


def _keying(desk: Desk) -> list[WorkRow]:
    return [
        WorkRow("keying", t.batch, f"pass{t.pass_no}", t.open, t.done, t.total)
        for t in desk.keying.tasks(desk.session)
        if not t.batch.is_visit
    ]


def _visits(desk: Desk) -> list[WorkRow]:
    return [
        WorkRow("visits", t.batch, "visits", max(t.total - t.done, 0), t.done, t.total)
        for t in desk.visits.tasks(desk.session)
    ]


def _ruling(desk: Desk) -> list[WorkRow]:
    return [
        WorkRow(
            "adjudication",
            t.batch,
            Post.ADJUDICATION,
            t.differences or t.to_compare,
            t.batch.settled,
            t.batch.sheets,
        )
        for t in desk.adjudication.tasks(desk.session)
    ]


def _queries(desk: Desk) -> list[WorkRow]:
    counted: dict[BatchId, int] = {}
    for query in desk.recheck.queries(desk.session):
        counted[query.batch] = counted.get(query.batch, 0) + (query.state == "open")
    rows = {row.id: row for row in desk.batches.list(desk.session)} if counted else {}
    return [
        WorkRow("recheck", rows[batch], "recheck", n, 0, n)
        for batch, n in counted.items()
        if batch in rows and n
    ]


def _closing(desk: Desk) -> list[WorkRow]:
    """Batches of which every sheet is keyed twice or accounted for: somebody must say that it is all."""
    session = desk.session
    if not session.has(Role.LEADER):
        return []
    return [
        WorkRow("batch", batch, "closing", 1, batch.keyed_twice, batch.sheets)
        for batch in desk.batches.list(session)
        if batch.state == "keying" and not batch.is_visit and batch.keyed_twice
        if batch.keyed_twice + batch.void + batch.set_aside >= batch.sheets
        if may(
            session,
            Action.CLOSE_BATCH,
            lineage=desk.directory.lineage(session, batch.unit),
            posts=batch.posts,
        )
    ]


def _review(desk: Desk) -> list[WorkRow]:
    return [
        WorkRow(
            "review", t.batch, f"level{t.level}", max(t.drawn - t.checked, 1), t.checked, t.drawn
        )
        for t in desk.review.tasks(desk.session)
    ]


def _age(row: WorkRow) -> tuple[bool, str, str]:
    return (not row.is_waiting, row.batch.period, row.batch.code)


def _code(row: WorkRow) -> str:
    return row.batch.code


def _unit(row: WorkRow) -> str:
    return say(row.batch.unit_names) or row.batch.unit


def _post(row: WorkRow) -> str:
    return sentences.word("post", row.post)


def _open(row: WorkRow) -> str:
    return str(row.open)


def _open_count(row: WorkRow) -> int:
    return row.open


def _done(row: WorkRow) -> str:
    return f"{row.done} / {row.total}" if row.total else str(row.done)


def _done_count(row: WorkRow) -> int:
    return row.done


def _due(row: WorkRow) -> str:
    return row.batch.due or "–"


def _due_tone(row: WorkRow) -> str:
    return "warn" if is_overdue(row.batch) and row.is_waiting else ""


def _paper(row: WorkRow) -> str:
    return "–" if row.batch.is_visit else place(row.batch)


def _paper_tone(row: WorkRow) -> str:
    return "warn" if row.batch.is_transit else ""


def _period(row: WorkRow) -> str:
    return row.batch.period


def _form(row: WorkRow) -> str:
    return say(row.batch.form_titles)


def _tone(row: WorkRow) -> str:
    return "" if row.is_waiting else "muted"
