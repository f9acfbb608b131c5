"""Queries waiting for a person, oldest first, each beside the answers it compared."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate

from core.errors import REASON_MISSING, TwinkeyError
from core.forms.model import Form
from core.services.recheck import Closing, QueryView
from core.values import BatchId
from ui import errors
from ui.look.language import say
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.recheck.closing_panel import OUTCOMES, ClosingPanel
from ui.recheck.query_card import SEVERITY_TONES, QueryCard
from ui.sentences import word
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.layout import SectionHeader, page_layout
from ui.widgets.printed_section import PrintedSection
from ui.widgets.rows_table import Column, RowsTable
from ui.widgets.two_panes import TwoPanes, cards


class RecheckPage(Page):
    """In the table: arrows choose a query, 1, 2 and 3 decide; Esc comes back to the table."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._forms: dict[BatchId, Form] = {}
        self._shown: QueryView | None = None
        self.header = SectionHeader(self.tr("Recheck"))
        self.table = RowsTable(
            self._columns(),
            name="recheck",
            title=self.tr("Queries"),
            empty=self.tr(
                "Nothing to recheck. Queries appear here when a rule finds a contradiction."
            ),
            preferences=tools.preferences,
        )
        self.card, self.printed = QueryCard(), PrintedSection()
        today = QDate.currentDate()
        self.closing = ClosingPanel(
            date(today.year(), today.month(), today.day()),
            auto_advance=tools.preferences.auto_advance,
        )
        self._lay_out()
        keys = KeyCatcher(self.table.view, "".join(OUTCOMES))
        keys.pressed.connect(self._on_key)
        self.table.current_changed.connect(self._show)
        self.table.activated_row.connect(self._on_row)
        self.closing.decided.connect(self._close)
        self.closing.left.connect(self.table.setFocus)

    def refresh(self) -> None:
        """Show the queries that are not closed."""
        desk = self._tools.desk
        queries = desk.recheck.queries(desk.session)
        self.table.show_rows(queries)
        still = sum(query.state == "open" for query in queries)
        self.header.show_text(
            self.tr("Recheck"),
            self.tr("Open queries: {n}. Take the paper, look, decide.").format(n=still)
            if still
            else "",
        )
        self._show(self.table.current())

    def take_keyboard(self) -> None:
        """To the queries."""
        self.table.setFocus()

    def open_at(self, place: object) -> None:
        """Put the cursor on the first query of a batch, or on one query by its id."""
        for query in self.table.rows:
            if str(place) in (query.batch, query.id):
                self.table.choose(query)
                return

    def place(self) -> object:
        """The query shown."""
        query = self.table.current()
        return query.id if query is not None else None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Sheet"), lambda query: f"{query.batch_code}/{serial_words(query.serial)}"
            ),
            Column(
                self.tr("State"),
                _state,
                tone=lambda query: SEVERITY_TONES.get(str(query.severity), ""),
            ),
            Column(self.tr("What the rule says"), lambda query: say(query.messages)),
        )

    def _lay_out(self) -> None:
        self._side = cards(self.card, self.closing, self.printed)
        self._side.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 42)
        split = TwoPanes(self.table, self._side, (12, 13))
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(split, 1)

    def _show(self, query: QueryView | None) -> None:
        """Show a query; what is being typed for the one already shown is left alone."""
        self._side.setVisible(query is not None)
        if query is None or query == self._shown:
            return
        self._shown = query
        form = self._form(query.batch)
        self.card.show_query(query, form)
        self.printed.show_around(form, next(iter(query.questions), ""))
        self.closing.show_query(query, form)
        self.closing.setVisible(query.state == "open")

    def _form(self, batch: BatchId) -> Form:
        if batch not in self._forms:
            desk = self._tools.desk
            row = desk.batches.batch(desk.session, batch)
            self._forms[batch] = desk.directory.form(row.form)
        return self._forms[batch]

    def _on_key(self, digit: str) -> None:
        if self.closing.isVisibleTo(self):
            self.closing.choose(OUTCOMES[digit])

    def _on_row(self, _: QueryView) -> None:
        self.closing.buttons["confirmed"].setFocus()

    def _close(self, closing: Closing) -> None:
        query, desk = self.table.current(), self._tools.desk
        try:
            changes = desk.recheck.close(desk.session, query.id, closing)
        except TwinkeyError as error:
            if error.code == REASON_MISSING:
                self.closing.refuse(errors.sentence(error))
            else:
                self._tools.failed.emit(error)
            return
        self._tools.bus.publish(changes)
        self._tools.told.emit(
            self.tr("Query on sheet {serial}: {outcome}.").format(
                serial=serial_words(query.serial), outcome=word("outcome", closing.outcome)
            )
        )
        self.table.setFocus()


def _state(query: QueryView) -> str:
    """What the rule asks for, or that somebody else must now rule."""
    if query.state == "open":
        return word("severity", str(query.severity))
    return word("state", query.state)
