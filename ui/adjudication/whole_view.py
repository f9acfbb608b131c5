"""A whole sheet with both readings: to see all its answers, or to find that one is of another paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import SERIAL_KEYED, TwinkeyError
from core.forms.model import Form
from core.services.sheet_readings import HIDDEN, OPEN, SheetLine
from core.values import Answer, SheetId, serial_of
from core.workflow.paper import padded, typed_serial
from core.workflow.ruling import FIRST, SECOND
from ui import errors, sentences
from ui.adjudication.reading_card import answer_text
from ui.keying.outline import question_of
from ui.keying.panel import Panel, containing
from ui.look.line_words import question_words
from ui.page import Tools
from ui.paper_words import serial_words, with_unit_names
from ui.widgets.flow import flowing
from ui.widgets.key_catcher import KeyCatcher
from ui.widgets.layout import label
from ui.widgets.marks import FindingLine, Keycap
from ui.widgets.rows_table import Column, RowsTable

CHOICES = {"1": FIRST, "2": SECOND}
MOVE, EXCHANGE, BACK = "move", "exchange", "back"


class WholeView(QWidget):
    """Beside the ruling on one difference; Esc goes back there."""

    left = Signal()
    went = Signal(str)
    """Enter on a question in dispute: the id of its difference."""
    ruled = Signal(object)
    """Changes of a ruling that one keying is of another paper."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._desk, self._session = tools.desk, tools.desk.session
        self._form: Form | None = None
        self._sheet = SheetId("")
        self._is_pair = False
        self._choice = self._serial = ""
        self._title, self._hint = label("", "Heading", wrap=True), label("", "Muted", wrap=True)
        self.table = RowsTable(
            (
                Column(self.tr("Question"), self._question),
                Column("1", self._first, tone=_tone),
                Column("2", self._second, tone=_tone),
                Column(self.tr("Stands"), _stands, tone=_tone),
            ),
            name="whole-sheet",
            title=self.tr("All answers of the sheet"),
            empty=self.tr("Nothing was keyed on this sheet."),
            preferences=tools.preferences,
        )
        self._finding, self.panel = FindingLine(), Panel()
        self._legends = (self._legend_of_whole(), self._legend_of_pair())
        self._build()

    def show_whole(self, form: Form, sheet: SheetId) -> None:
        """Every answer of the sheet, what is agreed too."""
        self._show(form, sheet, self._desk.whole_sheets.whole(self._session, sheet), is_pair=False)
        title = self.tr("Sheet {serial}: all answers")
        self._title.setText(title.format(serial=serial_words(serial_of(sheet))))
        self._hint.setText(self.tr("Each dispute keeps the order of its own page."))

    def show_pair(self, form: Form, sheet: SheetId) -> None:
        """Both keyings, each whole, to see whether one is of another paper."""
        lines = self._desk.whole_sheets.pair(self._session, sheet)
        self._show(form, sheet, lines, is_pair=True)
        title = self.tr("Sheet {serial}: is one keying of another paper?")
        self._title.setText(title.format(serial=serial_words(serial_of(sheet))))
        apart = sum(line.state == OPEN for line in lines)
        hint = self.tr(
            "{n} of {total} answers differ. Compare with the paper: press the number of the keying"
            " that is not of it."
        )
        self._hint.setText(hint.format(n=apart, total=len(lines)))

    def take_keyboard(self) -> None:
        """To what is asked, else to the list."""
        if self.panel.isVisibleTo(self):
            self.panel.take_keyboard()
        else:
            self.table.setFocus()

    @property
    def sentence(self) -> str:
        """What is said under the list, or ""."""
        return self._finding.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the difference."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- asking -------------------------------------------------------------------------------

    def _on_key(self, key: str) -> None:
        if key not in CHOICES:
            self.left.emit()
        elif self._is_pair:
            self._choice = CHOICES[key]
            self._finding.say("")
            self._serial = ""
            self.panel.ask(
                self.tr(
                    "Keying {n} is of which paper? Type its serial; Enter alone: not known, the pass is"
                    " keyed again."
                ).format(n=key)
            )

    def _on_picked(self, picked: object) -> None:
        if picked in (MOVE, EXCHANGE):
            self._rule(exchange=picked == EXCHANGE)
        elif picked == BACK:
            self.table.setFocus()
        else:
            printed, _, _ = serial_of(self._sheet).partition("-")
            typed = typed_serial(str(picked))
            self._confirm(padded(typed, len(printed)) if typed else "")

    def _confirm(self, serial: str) -> None:
        self._serial = serial
        said = self.tr("1  Yes: its pass of this sheet is keyed again")
        if serial:
            said = self.tr("1  Yes: it moves to sheet {serial} and is not keyed again there")
        title = self.tr("The keying is taken off this sheet. Nothing of it is lost.")
        self._ask(title, [(said.format(serial=serial_words(serial)), MOVE), self._back_item()])

    def _rule(self, *, exchange: bool) -> None:
        given = (self._session, self._sheet, self._choice, self._serial)
        try:
            changes = self._desk.whole_sheets.wrong_sheet(*given, exchange=exchange)
        except TwinkeyError as refused:
            if refused.code == SERIAL_KEYED and refused.params["exchange"]:
                self._ask_exchange()
                return
            self._finding.say(errors.sentence(with_unit_names(refused, self._desk)))
            self.table.setFocus()
            return
        self.ruled.emit(changes)

    def _ask_exchange(self) -> None:
        """The other sheet has a keying of the same pass, which perhaps is of this paper."""
        title = self.tr(
            "Sheet {serial} is keyed in this pass already. Is that keying of this paper?"
        )
        both = self.tr("1  Yes: the two keyings change places")
        items = [(both, EXCHANGE), self._back_item()]
        self._ask(title.format(serial=serial_words(self._serial)), items)

    def _ask(self, title: str, items: list[tuple[str, object]]) -> None:
        self.panel.ask(title, containing(items))

    def _make_room(self, is_asking: bool) -> None:
        """What is asked has the room of the heading, the hint and the line of keys."""
        self._title.setVisible(not is_asking)
        self._hint.setVisible(not is_asking)
        whole, pair = self._legends
        whole.setVisible(not is_asking and not self._is_pair)
        pair.setVisible(not is_asking and self._is_pair)

    def _back_item(self) -> tuple[str, object]:
        return self.tr("2  No, back"), BACK

    def _on_row(self, line: SheetLine) -> None:
        if line.difference and not self._is_pair:
            self.went.emit(line.difference)

    # --- showing ------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(self.table, 1)
        for widget in (self._finding, self.panel, *self._legends):
            layout.addWidget(widget)
        self.table.activated_row.connect(self._on_row)
        KeyCatcher(self.table.view, "12AW").pressed.connect(self._on_key)
        self.panel.picked.connect(self._on_picked)
        self.panel.closed.connect(self.table.setFocus)
        self.panel.stands.connect(self._make_room)

    def _show(
        self, form: Form, sheet: SheetId, lines: tuple[SheetLine, ...], *, is_pair: bool
    ) -> None:
        self._form, self._sheet, self._is_pair = form, sheet, is_pair
        self._finding.say("")
        self.panel.hide()
        self.table.show_rows(lines)
        self._make_room(False)

    def _legend_of_whole(self) -> QWidget:
        keys = (
            ("Enter", self.tr("rule on this one")),
            ("A", self.tr("differences only")),
            ("Esc", self.tr("back")),
        )
        return flowing(*((Keycap(key), label(text, "Muted")) for key, text in keys))

    def _legend_of_pair(self) -> QWidget:
        keys = (
            ("1", self.tr("the first is of another paper")),
            ("2", self.tr("the second is of another paper")),
            ("Esc", self.tr("back")),
        )
        return flowing(*((Keycap(key), label(text, "Muted")) for key, text in keys))

    def _question(self, line: SheetLine) -> str:
        assert self._form is not None
        return question_words(self._form, line.question, question_of(self._form, line.question))

    def _first(self, line: SheetLine) -> str:
        return self._answer(line, line.first)

    def _second(self, line: SheetLine) -> str:
        return self._answer(line, line.second)

    def _answer(self, line: SheetLine, answer: Answer | None) -> str:
        assert self._form is not None
        if line.state == HIDDEN:
            return "?"
        return answer_text(question_of(self._form, line.question), answer)


def _stands(line: SheetLine) -> str:
    return sentences.word("line_state", line.state)


def _tone(line: SheetLine) -> str:
    return "warn" if line.state in (OPEN, HIDDEN) else ""
