"""Record a visit: the sheet of entry, evidence and the score as it grows, then sign."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.errors import FILE_MISSING, UNANSWERED, TwinkeyError, UserError
from core.event import Changes
from core.forms.model import Kind, Question
from core.services.keying import Draft
from core.values import BatchId
from core.workflow.drafting import DraftChange
from core.workflow.visiting import evidence
from ui import errors
from ui.keying.check_view import CheckView
from ui.keying.key_view import KeyView
from ui.keying.keys import TABLES, Command
from ui.keying.presenters import Presenters, wall_clock
from ui.keying.readings import no_answer
from ui.keying.sheet_view import SheetView
from ui.look.language import say
from ui.page import Page, Tools
from ui.prints import Prints
from ui.visits.evidence_card import EvidenceCard
from ui.visits.score_card import ScoreCard
from ui.widgets.layout import GAP, MARGIN, SectionHeader, page_layout, scrolled
from ui.widgets.marks import Chip

SIDE, BESIDE = 40, 92
"""Digits of width of the score, and of a page on which it stands beside the questions."""
LINES = 8
"""Lines of the score where it stands under them."""
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own: no limit."""


class VisitPage(Page):
    """A file question takes a path; the file is kept and its hash becomes the answer."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._desk, self._session = tools, tools.desk, tools.desk.session
        self._presenters, self._prints = Presenters(), Prints(tools)
        self._batch: BatchId | None = None
        self.sheet: SheetView | None = None
        self.check, self.keys = CheckView(), KeyView(TABLES[:1])
        self.score, self.evidence = ScoreCard(), EvidenceCard()
        self._header, self._serial = SectionHeader(""), Chip()
        self._header.add(self._serial)
        self._stack = QStackedWidget()
        self._lay_out()
        self.check.jumped.connect(self._on_jump)
        self.check.closed.connect(self._show_sheet)
        self.check.signed.connect(self._on_sign)
        self.keys.closed.connect(self._show_sheet)
        self.keys.print_wanted.connect(self._prints.keys)
        self.keys.guide_wanted.connect(self._on_guide)
        self.evidence.picked.connect(self._on_picked)

    def open_at(self, place: object) -> None:
        """Begin a new visit, (batch, None), or go on with one, (batch, serial)."""
        if not isinstance(place, tuple):
            return
        self._batch = BatchId(str(place[0]))
        try:
            draft = self._desk.visits.begin(self._session, self._batch, place[1])
        except TwinkeyError as error:
            self._close_sheet()
            self._tools.wanted.emit("visits", str(self._batch))
            self._tools.failed.emit(error)
            return
        self._open(draft)

    def place(self) -> object:
        """The visit in work."""
        return (self._batch, self.sheet.presenter.draft.serial) if self.sheet else None

    def concerns(self, changes: Changes) -> bool:
        """A visit in work is never repainted from outside."""
        return False

    def take_keyboard(self) -> None:
        """To the question, or to the list shown."""
        shown = self._stack.currentWidget()
        if isinstance(shown, CheckView | SheetView):
            shown.take_keyboard()
        elif shown is not None:
            shown.setFocus()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.check)
        self._stack.addWidget(self.keys)
        # the line of keys under the questions is wider than they need
        self._stack.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 38)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 8, 0)
        right.addWidget(self.score)
        right.addWidget(self.evidence)
        right.addStretch(1)
        self._side = scrolled(side)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.setSpacing(GAP)
        self._split.addWidget(self._stack, 1)
        self._split.addWidget(self._side)
        layout = page_layout(self)
        layout.addWidget(self._header)
        layout.addLayout(self._split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The score stands beside the questions, or under them where the text is large."""
        super().resizeEvent(event)
        digit, metrics = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics()
        beside = self.width() >= digit * BESIDE
        direction = QBoxLayout.Direction
        self._split.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._side.setFixedWidth(digit * SIDE if beside else self.width() - 2 * MARGIN)
        self._side.setMaximumHeight(QWIDGETSIZE_MAX if beside else metrics.height() * LINES)

    def _open(self, draft: Draft, at: str = "") -> None:
        presenter = self._presenters.of(
            draft, self._save, auto_advance=self._tools.preferences.auto_advance
        )
        if at:
            presenter.go(at)
        self._close_sheet()
        self.sheet = SheetView(presenter, sound=self._tools.preferences.sound, now=wall_clock)
        self.sheet.asked.connect(self._on_command)
        self.sheet.failed.connect(self._tools.failed)
        self.sheet.answered.connect(self._on_answered)
        self.sheet.read.connect(self._on_read)
        self._stack.addWidget(self.sheet)
        batch = draft.batch
        title = self.tr("Visit {serial} · {unit} · {period}").format(
            serial=draft.serial, unit=say(batch.unit_names) or batch.unit, period=batch.period
        )
        self._header.show_text(title, say(batch.form_titles))
        self._serial.show_state(self.tr("Draft, kept as you type"), "accent")
        self._show_sheet()
        self._show_score()

    def _save(self, draft: Draft, change: DraftChange) -> Draft:
        """Make a change durable; a path keyed for a file question becomes the file itself."""
        question = draft.form.by_key.get(change.question)
        is_file = question is not None and question.kind is Kind.FILE
        if is_file and change.kind == "answer" and isinstance(change.answer, str):
            return self._attach(draft, change.question, change.answer)
        return self._desk.keying.accept(self._session, draft, change)

    def _attach(self, draft: Draft, question: str, typed: str) -> Draft:
        # Explorer's "Copy as path" puts quotation marks around it
        path = Path(typed.strip().strip('"')).expanduser()
        try:
            data = path.read_bytes()
        except OSError:
            raise UserError(FILE_MISSING, file=path.name or typed) from None
        desk = self._desk.visits
        attach = desk.attach_without_traces if self.evidence.clean.isChecked() else desk.attach
        kept, _ = attach(self._session, draft, question, path.name, data)
        return kept

    def _on_read(self, text: str) -> None:
        """No paper of a visit has a barcode."""
        if self.sheet is not None:
            self.sheet.tell(no_answer(text))

    def _on_answered(self) -> None:
        assert self.sheet is not None
        presenter = self.sheet.presenter
        last = presenter.draft.changes[-1] if presenter.draft.changes else None
        question = presenter.draft.form.by_key.get(last.question) if last else None
        if question is not None and question.kind is Kind.FILE:
            self._open(presenter.draft, presenter.cursor)  # show the name of the kept file
        else:
            self._show_score()

    def _on_picked(self, path: str) -> None:
        assert self.sheet is not None
        presenter = self.sheet.presenter
        question = self._file_question()
        if question is None:
            return
        try:
            draft = self._attach(presenter.draft, question.key, path)
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self._open(draft, presenter.cursor)

    def _file_question(self) -> Question | None:
        """The file question the cursor is on, else the first of the form."""
        assert self.sheet is not None
        form = self.sheet.presenter.draft.form
        files = [question for question in form.questions if question.kind is Kind.FILE]
        here = [question for question in files if question.key == self.sheet.presenter.cursor]
        return next(iter(here or files), None)

    def _show_score(self) -> None:
        assert self.sheet is not None
        presenter = self.sheet.presenter
        answers = dict(presenter.history.answers)
        form = presenter.draft.form
        self.score.show_score(form, self._desk.visits.score(presenter.draft, answers))
        files = [question for question in form.questions if question.kind is Kind.FILE]
        kept = [name or sha for q in files for sha, name in evidence(answers.get(q.key))]
        self.evidence.setVisible(bool(files))
        self.evidence.show_files(kept)

    def _on_command(self, command: Command) -> None:
        assert self.sheet is not None
        if command is Command.KEYS:
            self._show(self.keys)
        elif command is Command.SUBMIT:
            self._show_check()

    def _show_check(self) -> None:
        assert self.sheet is not None
        presenter = self.sheet.presenter
        self._show(self.check)
        self.check.show_points(presenter.draft.form, presenter.open_points())

    def _on_guide(self) -> None:
        self._tools.wanted.emit("guide", "begin")

    def _on_jump(self, key: str) -> None:
        assert self.sheet is not None
        self._show_sheet()
        self.sheet.go(key)

    def _on_sign(self) -> None:
        assert self.sheet is not None
        draft = self.sheet.presenter.draft
        try:
            changes = self._desk.visits.submit(self._session, draft)
        except UserError as error:
            self._show_check()
            if error.code != UNANSWERED:
                self.check.refuse(errors.sentence(error))
            return
        except TwinkeyError as error:
            self.check.refuse(errors.sentence(error))
            return
        self._close_sheet()
        self._tools.bus.publish(changes)
        self._tools.wanted.emit("visits", str(self._batch))
        self._tools.told.emit(
            self.tr("Visit {serial} is signed and submitted.").format(serial=draft.serial)
        )

    def _show_sheet(self) -> None:
        if self.sheet is not None:
            self._show(self.sheet)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self.take_keyboard()

    def _close_sheet(self) -> None:
        if self.sheet is not None:
            self._stack.removeWidget(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None
