"""One batch at one level: draw the sample, see its sheets and why each is in it, decide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import REASON_MISSING, TwinkeyError, UserError
from core.event import Changes
from core.quality.verdict import EXCEEDED
from core.services.review import ReviewTask, SampledSheet
from ui import errors
from ui.look.language import say
from ui.page import Tools
from ui.paper_words import serial_words
from ui.review.verdict_card import VerdictCard
from ui.sentences import word
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, SectionHeader, button, label, page_layout, primary, row
from ui.widgets.marks import Chip, FindingLine
from ui.widgets.rows_table import Column, RowsTable

DRAW, CHECK, DECIDE = "draw", "check", "decide"
PASSED, RETURNED = "passed", "returned"


class BatchView(QWidget):
    """Enter on a sheet of the sample checks it."""

    check = Signal(object)
    """A SampledSheet to check."""
    left = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._task: ReviewTask | None = None
        self.header = SectionHeader("")
        self.step = Chip()
        self.header.add(self.step)
        self.verdict = VerdictCard()
        self.sample = RowsTable(
            self._columns(),
            name="sample",
            title=self.tr("Sample"),
            empty=self.tr("Nothing is drawn yet. The sample is journaled before anybody sees it."),
            preferences=tools.preferences,
        )
        self.finding = FindingLine()
        self.why = line_edit()
        self.why_field = Field(self.tr("Reason (needed for a return)"), self.why)
        self.decision = Card()
        self.back_button = button(self.tr("All reviews"))
        self.draw_button = primary(self.tr("Draw the sample"))
        self.check_button = primary(self.tr("Check the next sheet"))
        self.pass_button = primary("")
        self.return_button = button(self.tr("Return the batch"), "Danger")
        self._lay_out()
        self._wire()

    @property
    def task(self) -> ReviewTask | None:
        """What is shown."""
        return self._task

    def show_task(self, task: ReviewTask) -> None:
        """Show a batch at a level as it stands."""
        self._task = task
        desk, batch = self._tools.desk, task.batch
        self.header.show_text(
            self.tr("{code} · level {level}").format(code=batch.code, level=task.level),
            f"{say(batch.form_titles)} · {batch.unit} {say(batch.unit_names)} · {batch.period}",
        )
        self.step.show_state(word("step", task.step), "accent")
        verdict = desk.review.verdict(desk.session, batch.id, task.level)
        self.verdict.setVisible(bool(task.drawn))
        self.verdict.show_verdict(verdict, task.level, decides=task.step == DECIDE)
        self.verdict.show_shared(desk.review.shared_errors(desk.session, batch.id, task.level))
        self.sample.show_rows(desk.review.sample(desk.session, batch.id, task.level))
        self.draw_button.setText(
            self.tr("Draw more sheets") if task.drawn else self.tr("Draw the sample")
        )
        self.pass_button.setText(
            self.tr("Approve the batch") if task.level == 3 else self.tr("Pass on to level 3")
        )
        self.draw_button.setVisible(task.step == DRAW)
        self.check_button.setVisible(task.step == CHECK)
        self.decision.setVisible(task.step == DECIDE)
        self.pass_button.setEnabled(verdict.shown != EXCEEDED)

    def take_keyboard(self) -> None:
        """To what this step asks for."""
        if self._task is None:
            return
        if self._task.step == DRAW:
            self.draw_button.setFocus()
        elif self._task.step == DECIDE:
            (self.pass_button if self.pass_button.isEnabled() else self.why).setFocus()
        else:
            waiting = self._waiting()
            if waiting:
                self.sample.choose(waiting[0])
            self.sample.setFocus()

    def say(self, sentence: str) -> None:
        """Say why something was refused."""
        self.finding.say(sentence)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Serial"),
                lambda sheet: serial_words(sheet.serial),
                lambda sheet: sheet.serial,
            ),
            Column(self.tr("In the sample because"), _reason),
            Column(
                self.tr("State"),
                lambda sheet: self.tr("Checked") if sheet.done else self.tr("To check"),
                tone=lambda sheet: "ok" if sheet.done else "",
            ),
            Column(
                self.tr("Wrong fields"),
                lambda sheet: str(sheet.wrong) if sheet.done else "",
                lambda sheet: sheet.wrong,
                tone=lambda sheet: "warn" if sheet.wrong else "",
            ),
        )

    def _lay_out(self) -> None:
        self.decision.body.addWidget(label(self.tr("Decision"), "Heading"))
        self.decision.body.addWidget(self.why_field)
        self.decision.body.addLayout(row(1, self.return_button, self.pass_button))
        layout: QVBoxLayout = page_layout(self)
        for part in (self.header, self.verdict):
            layout.addWidget(part)
        layout.addWidget(self.sample, 1)
        layout.addWidget(self.decision)
        layout.addWidget(self.finding)
        layout.addLayout(row(self.back_button, 1, self.draw_button, self.check_button))

    def _wire(self) -> None:
        self.sample.activated_row.connect(self._on_sheet)
        self.back_button.clicked.connect(self.left)
        self.draw_button.clicked.connect(self._draw)
        self.check_button.clicked.connect(self._check_next)
        self.pass_button.clicked.connect(self._pass)
        self.return_button.clicked.connect(self._return)

    def _waiting(self) -> list[SampledSheet]:
        return [sheet for sheet in self.sample.rows if not sheet.done]

    def _on_sheet(self, sheet: SampledSheet) -> None:
        if sheet.done:
            said = self.tr("Sheet {serial} is already checked.")
            self.say(said.format(serial=serial_words(sheet.serial)))
        else:
            self.check.emit(sheet)

    def _check_next(self) -> None:
        waiting = self._waiting()
        if waiting:
            self.check.emit(waiting[0])

    def _draw(self) -> None:
        task, desk = self._task, self._tools.desk
        if task is not None:
            self._do(lambda: desk.review.draw(desk.session, task.batch.id, task.level))

    def _pass(self) -> None:
        self._decide(PASSED)

    def _return(self) -> None:
        self._decide(RETURNED)

    def _decide(self, outcome: str) -> None:
        task, desk = self._task, self._tools.desk
        if task is None:
            return
        why = self.why.text().strip()
        done = self._do(
            lambda: desk.review.decide(desk.session, task.batch.id, task.level, outcome, why)
        )
        if done:
            self.why.clear()
            self._tools.told.emit(
                self.tr("Batch {code}, level {level}: {outcome}.").format(
                    code=task.batch.code, level=task.level, outcome=word("outcome", outcome)
                )
            )

    def _do(self, action: Callable[[], Changes]) -> bool:
        """Carry out an action; a refusal is said here."""
        self.finding.say("")
        self.why_field.clear()
        try:
            changes = action()
        except TwinkeyError as error:
            if error.code == REASON_MISSING:
                self.why_field.refuse(errors.sentence(error))
            elif isinstance(error, UserError):
                self.say(errors.sentence(error))
            else:
                self._tools.failed.emit(error)
            return False
        self._tools.bus.publish(changes)
        return True


def _reason(sheet: SampledSheet) -> str:
    return word("sample_reason", sheet.reason)
