"""The sheet on the screen: one part of the form at a time, driven by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.errors import TwinkeyError, UserError
from core.forms.model import Kind
from core.workflow.notes import missed_page
from ui.keying.burst import Burst
from ui.keying.keys import SCAN_COMMANDS, SPECIALS, Command
from ui.keying.legend import Legend
from ui.keying.outline import question_of
from ui.keying.panel import Panel, containing
from ui.keying.presenter import KeyingPresenter
from ui.keying.refusal_words import refusal
from ui.keying.row import QuestionRow
from ui.keying.screens import Screens
from ui.keying.views import Stand, Step
from ui.look.language import say
from ui.look.line_words import question_words
from ui.widgets.layout import label

FOR_THE_PAGE = SCAN_COMMANDS | {Command.SUBMIT, Command.ASIDE, Command.KEYS, Command.CAMERA}
"""What concerns the whole sheet or its scan."""
PANELS = (Command.OPTIONS, Command.JUMP, Command.NOTE)
SEVERAL = (Kind.SELECT_MULTIPLE, Kind.RANK)


@dataclass(frozen=True)
class Before:
    """What stood before a key that may be the first of a barcode reader's."""

    stand: Stand
    typed: str | None = None
    """What was typed and not accepted."""


class SheetView(QWidget):
    """Renders what the presenter says and hands it every key."""

    asked = Signal(object)
    """A Command that concerns the whole sheet or its scan: SUBMIT, ASIDE, KEYS, CAMERA, SCAN_…"""
    failed = Signal(object)
    """An error outside the fields; the answer typed is still there."""
    escaped = Signal()
    """Esc where nothing was typed: there is nothing to clear."""
    answered = Signal()
    """Something was accepted."""
    stands_at = Signal(str)
    """The cursor came to another question."""
    read = Signal(str)
    """What a barcode reader typed into a code, number or date; the sheet is as before it."""

    def __init__(
        self, presenter: KeyingPresenter, *, sound: bool, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.presenter, self._sound, self._now = presenter, sound, now
        self._rows: dict[str, QuestionRow] = {}
        self._parts = presenter.outline.parts
        self._then: Callable[[object], None] | None = None
        self._stood = ""
        self.burst, self._before = Burst(self), Before(presenter.stand())
        self._progress = label("", "Muted")
        self._panel = Panel()
        self._legend = Legend()
        self._screens = Screens(self._make_row, self._freshen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._progress)
        layout.addWidget(self._screens, 1)
        layout.addWidget(self._panel)
        layout.addWidget(self._legend)
        self._panel.picked.connect(self._on_picked)
        self._panel.closed.connect(self.take_keyboard)
        self._panel.stands.connect(self._legend.setHidden)  # its keys are not the panel's
        self.burst.begun.connect(self._on_begun)
        self.burst.read.connect(self._on_read)
        self.rebuild()

    # --- for the page and for tests -----------------------------------------------------------

    @property
    def row(self) -> QuestionRow:
        """The row the cursor is in."""
        return self._rows[self.presenter.cursor]

    @property
    def rows(self) -> dict[str, QuestionRow]:
        """Rows on screen by question key."""
        return self._rows

    @property
    def panel(self) -> Panel:
        """The inline panel: jump, options, note, reason."""
        return self._panel

    @property
    def legend(self) -> Legend:
        """The line under the questions."""
        return self._legend

    def take_keyboard(self) -> None:
        """Put the cursor into its field, or into the panel that is asking."""
        if self._panel.isVisibleTo(self):
            self._panel.take_keyboard()
        else:
            self._here()

    def settle(self) -> bool:
        """Accept what is typed before leaving by another key; False if it is refused."""
        field = self.row.field
        field.commit()
        if not field.edited or not field.text().strip():
            return True
        text = field.text()
        step = self._do(lambda: self.presenter.leave(text))
        return step is not None and step.refused is None

    def go(self, key: str) -> None:
        """Show a question and put the cursor there."""
        self._after(self.presenter.go(key))

    def turn_page(self) -> None:
        """The paper's page at the cursor is in hand."""
        self._do(lambda: self.presenter.pages.turn(self.presenter.cursor))

    def miss_page(self) -> None:
        """The paper's page at the cursor is not there."""
        self._do(lambda: self.presenter.pages.miss(self.presenter.cursor))

    def ask(
        self, title: str, items: list[tuple[str, object]], then: Callable[[object], None]
    ) -> None:
        """Ask for one of a few things in the panel."""
        self._then = then
        self._panel.ask(title, containing(items))

    def tell(self, sentence: str) -> None:
        """Say something under the questions."""
        self._legend.tell(sentence)

    def start(self, presenter: KeyingPresenter) -> None:
        """Take another sheet of the same form; what is built stays."""
        self.presenter, self._stood = presenter, ""
        self._panel.hide()
        self._legend.forget()
        self.rebuild()

    def rebuild(self) -> None:
        """Bring the part with the cursor to the screen, every row as it stands."""
        parts = self.presenter.outline.parts
        if parts != self._parts:  # instances of a repeat came or went
            self._screens.drop()
            self._parts = parts
        number = self.presenter.part_number
        screen = self._screens.show_part(number, parts[number])
        self._rows, self._area = screen.rows, screen.area
        for key, row in self._rows.items():
            row.show_view(self.presenter.field(key))
        self._show_progress()
        self._here()
        if number + 1 < len(parts):
            self._screens.prepare(number + 1, parts[number + 1])

    def _freshen(self, row: QuestionRow) -> None:
        row.show_view(self.presenter.field(row.key))

    def _make_row(self, key: str) -> QuestionRow:
        row = QuestionRow(self.presenter.draft.form, self.presenter.field(key))
        row.field.watch(self.burst)
        row.asked.connect(self._on_command)
        row.typed.connect(self._on_typed)
        row.entered.connect(self._on_entered)
        return row

    # --- keys ---------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._do(lambda: self.presenter.type(text))

    def _on_begun(self) -> None:
        field = self.row.field
        typed = field.text() if field.edited else None
        self._before = Before(self.presenter.stand(), typed)

    def _on_read(self, text: str) -> None:
        """The first keys of a barcode reader were taken for answers: they never were."""
        before = self._before
        if self._do(lambda: self.presenter.retract(before.stand)) is None:
            return
        if before.typed is not None:
            self.row.field.show_typed(before.typed)
        self.read.emit(text)

    def _on_command(self, command: Command) -> None:
        field = self.row.field
        field.commit()
        if command in FOR_THE_PAGE:
            if command is not Command.SUBMIT or self.settle():
                self.asked.emit(command)
        elif command is Command.NEXT:
            text, edited = field.text(), field.edited
            self._do(lambda: self.presenter.enter(text, edited=edited))
        elif command in SPECIALS:
            self._do(lambda: self.presenter.special(SPECIALS[command]))
        elif command is Command.CLEAR:
            if not field.edited:
                self.escaped.emit()
            self._refresh(frozenset({self.presenter.cursor}))
        elif command in (Command.UNDO, Command.REDO):
            self._undo(command)
        elif command in PANELS:
            self._open(command)
        elif command is Command.REMOVE or self.settle():
            self._travel(command)

    def _undo(self, command: Command) -> None:
        if self.row.field.edited:  # first what is typed, then what was accepted
            self._refresh(frozenset({self.presenter.cursor}))
        elif command is Command.UNDO:
            self._do(self.presenter.undo)
        else:
            self._do(self.presenter.redo)

    def _travel(self, command: Command) -> None:
        moves: dict[Command, Callable[[], Step]] = {
            Command.BACK: self.presenter.back,
            Command.NEXT_OPEN: self.presenter.next_open,
            Command.PREVIOUS_OPEN: lambda: self.presenter.next_open(-1),
            Command.NEXT_PART: lambda: self.presenter.turn(1),
            Command.PREVIOUS_PART: lambda: self.presenter.turn(-1),
        }
        if command in moves:
            self._do(moves[command])
        elif question_of(self.presenter.draft.form, self.presenter.cursor).repeat:
            self._change_lines(command)

    def _change_lines(self, command: Command) -> None:
        if not self.presenter.lines.can_change(self.presenter.cursor):
            self._legend.tell(self.tr("An answer of the form says how many lines there are here."))
        elif command is Command.ADD:
            self._do(self.presenter.add_line)
        else:
            self._do(self.presenter.remove_line)

    def _may_open(self, command: Command) -> bool:
        """What is typed is accepted first; where it is refused a note may still say why the paper has it."""
        kind = self.presenter.field(self.presenter.cursor).question.kind
        if command is Command.OPTIONS and kind not in SEVERAL:
            return True  # the list is for what was mistyped
        return self.settle() or command is not Command.JUMP

    def _open(self, command: Command) -> None:
        if not self._may_open(command):
            return
        view = self.presenter.field(self.presenter.cursor)
        if command is Command.JUMP:
            self._then = self._on_jump
            self._panel.ask(self.tr("Go to question: number or text"), self._matches)
        elif command is Command.NOTE:
            self._then = self._on_note
            title = (
                self.tr("Reason, or note on this question")
                if view.is_flagged
                else self.tr("Note on this question")
            )
            own = "" if missed_page(view.note) is not None else view.note
            self._panel.ask(title, text=own)
        elif view.choices:
            self._then = self._on_option
            items = [(f"{c.name}  {say(c.labels)}", c.name) for c in view.choices]
            self._panel.ask(self.tr("Options: type to search"), containing(items))

    def _matches(self, text: str) -> list[tuple[str, object]]:
        found = self.presenter.find(text)
        form = self.presenter.draft.form
        return [(question_words(form, v.key, v.question, v.label), v.key) for v in found]

    def _on_picked(self, value: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(value)

    def _on_jump(self, key: object) -> None:
        self._do(lambda: self.presenter.go(str(key)))

    def _on_note(self, text: object) -> None:
        self._do(lambda: self.presenter.note(str(text)))

    def _on_option(self, code: object) -> None:
        view = self.presenter.field(self.presenter.cursor)
        text = str(code)
        if view.question.kind in SEVERAL and isinstance(view.answer, str):
            text = f"{view.answer} {text}"
        self._do(lambda: self.presenter.enter(text, edited=True))

    def _on_entered(self, key: str) -> None:
        if key == self.presenter.cursor:
            return
        if self.settle():
            self._do(lambda: self.presenter.go(key))
        else:
            self._here()

    # --- showing ------------------------------------------------------------------------------

    def _do(self, action: Callable[[], Step]) -> Step | None:
        before = self.presenter.draft
        try:
            step = action()
        except UserError as refused:
            step = Step(refused=refused)
        except TwinkeyError as error:
            self._here()
            self.failed.emit(error)
            return None
        self._after(step)
        if self.presenter.draft is not before:
            self._legend.saved(self._now())
            self.answered.emit()
        return step

    def _after(self, step: Step) -> None:
        if step.refused is not None:
            self._beep()
            view = self.presenter.field(self.presenter.cursor)
            self.row.refuse(refusal(step.refused, view))
            self._here(keep_text=True)
            return
        if step.ignored:
            return
        grown = self.presenter.outline.parts != self._parts
        if step.rebuilt or grown or self.presenter.cursor not in self._rows:
            self.rebuild()
        else:
            self._refresh(step.changed)
        if step.warned:
            self._beep()
            QTimer.singleShot(0, self.row, self._scroll)  # the sentence has made the row higher
        self._legend.tell(
            self.tr("End of the form: Ctrl+Enter to check and submit.") if step.at_end else ""
        )

    def _refresh(self, keys: frozenset[str]) -> None:
        for key, row in self._rows.items():
            # a closed question also says by which answers: these may change while it stays closed
            if key in keys or row.closed_because:
                row.show_view(self.presenter.field(key))
        self._show_progress()
        self._here()

    def _here(self, *, keep_text: bool = False) -> None:
        row = self._rows.get(self.presenter.cursor)
        if row is None:
            return
        for other in self._rows.values():
            if other is not row:
                other.set_here(False)
        row.set_here(True)
        self._legend.show_for(row.question)
        row.field.setFocus()
        if self._stood != row.key or self.presenter.pages.wanted(row.key) is not None:
            self._stood = row.key
            self.stands_at.emit(row.key)
        if not keep_text:
            row.field.selectAll()
        if self.isVisible():
            self._scroll()
        else:
            QTimer.singleShot(0, row, self._scroll)

    def _scroll(self) -> None:
        """Bring the row into sight before it is painted, so that it is painted once."""
        row = self._rows.get(self.presenter.cursor)
        if row is not None:
            self._area.widget().layout().activate()
            self._area.ensureWidgetVisible(row, 0, 60)

    def _show_progress(self) -> None:
        count = len(self.presenter.outline.parts)
        under = self.tr("Part {n} of {parts} · {answered} of {total} keyed").format(
            n=self.presenter.part_number + 1,
            parts=count,
            answered=len(self.presenter.history.answers),
            total=len(self.presenter.outline.order),
        )
        self._progress.setText(under)

    def _beep(self) -> None:
        if self._sound:
            QApplication.beep()
