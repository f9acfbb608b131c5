"""First steps: a minute on the real entry page with a sheet that is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.event import Changes
from core.progress import Progress
from core.services.desk import Desk
from core.services.keying import Draft
from core.services.practice import BATCH, Lesson, PracticeWork, done, lesson_of
from core.values import SheetId
from core.workflow.drafting import DraftChange, replayed
from ui.change_bus import ChangeBus
from ui.guide.coach import Coach
from ui.guide.paper_card import PaperCard
from ui.keying.page import KeyingPage
from ui.keying.presenters import wall_clock
from ui.page import Page, Tools
from ui.scans.camera import Camera
from ui.widgets.layout import SectionHeader, page_layout, primary, row, scrolled

SIDE_BY_SIDE = 110
"""Digits of width from which paper and page stand beside one another."""
NARROW_LINES, BEGIN_LINES = 4, 2
"""Lines of text that the paper's one question takes where it stands above, and its number alone."""
QWIDGETSIZE_MAX = 16777215
"""Qt's own word for: no limit."""


def lesson_for(desk: Desk) -> Lesson | None:
    """A lesson of the form that the person keys, else of the questionnaire published last.

    Takes its time with a long form: the work of a job.
    """
    forms = [row for row in desk.directory.forms(desk.session) if not row.is_visit]
    if not forms:
        return None
    tasks = desk.keying.tasks(desk.session)
    wanted = tasks[0].batch.form if tasks else forms[0].id
    return lesson_of(desk.directory.form(wanted), wall_clock())


class GuidePage(Page):
    """The entry page below is the real one; only its sheets come from elsewhere. Esc leaves."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._header = SectionHeader(self.tr("First steps"))
        self.sitting: Sitting | None = None
        """What is practised; None while it is made, and where no form is published yet."""
        self._is_reading = False
        self.finish = primary(self.tr("To my work (Enter)"))
        self.finish.clicked.connect(self._leave)
        room = QWidget()  # keeps its place while the sheet is made
        self._body = QVBoxLayout(room)
        self._body.setContentsMargins(0, 0, 0, 0)
        layout = page_layout(self)
        layout.addWidget(self._header)
        layout.addWidget(room, 1)
        layout.addLayout(row(1, self.finish))

    def concerns(self, changes: Changes) -> bool:
        """Nothing of the project is shown here."""
        return False

    def open_at(self, place: object) -> None:
        """Begin anew, when the lesson has been made beside the interface."""
        self._clear()
        self.finish.hide()
        if not self._is_reading:
            self._is_reading = True
            label = self.tr("First steps")
            self._tools.jobs.run(label, self._read, self._on_read, self._on_failed)

    def place(self) -> object:
        """A rebuild begins anew: nothing of the practice is kept."""
        return "begin"

    def take_keyboard(self) -> None:
        """To the entry page, or to the way out; Esc leaves while there is neither yet."""
        if not self.finish.isHidden():
            self.finish.setFocus()
        elif self.sitting is not None:
            self.sitting.entry.take_keyboard()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, wherever the entry page has no use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self._header.show()
        if self.sitting is not None:
            self._body.removeWidget(self.sitting)
            self.sitting.hide()
            self.sitting.deleteLater()
            self.sitting = None

    def _read(self, _: Progress) -> Lesson | None:
        return lesson_for(self._tools.desk)

    def _on_read(self, lesson: Lesson | None) -> None:
        self._is_reading = False
        had_keyboard = self.hasFocus()
        if lesson is None:
            self._header.show_text(
                self.tr("First steps"),
                self.tr("No questionnaire is published yet. Come back when there is one."),
            )
            self.finish.show()
        else:
            self._show(lesson)
        if had_keyboard:
            self.take_keyboard()

    def _show(self, lesson: Lesson) -> None:
        self._tools.preferences.guided.keep(self._tools.desk.session.person)
        self._header.show_text(self.tr("First steps"))
        self.sitting = Sitting(self._tools, lesson)
        self.sitting.left.connect(self._leave)
        self.sitting.again.connect(self._on_again)
        self.sitting.finished.connect(self._on_finished)
        self.sitting.narrowed.connect(self._header.setHidden)
        self._body.addWidget(self.sitting, 1)
        self.sitting.show()  # Qt would do so with the next event: too late for the keyboard

    def _on_failed(self, error: Exception) -> None:
        self._is_reading = False
        self.finish.show()
        self._tools.failed.emit(error)

    def _on_again(self) -> None:
        self.open_at("begin")
        self.take_keyboard()

    def _on_finished(self) -> None:
        self.finish.show()
        self.finish.setFocus()

    def _leave(self) -> None:
        self._tools.home.emit()


class NoCamera(Camera):
    """Takes no picture: the folder has those of real sheets."""

    def shoot(self, sheet: SheetId, page: int) -> None:
        """Say what the key would do."""
        none = self.tr("On a real sheet this attaches its newest picture; practice takes none.")
        self.told.emit(sheet, none, True)


class Sitting(QWidget):
    """One lesson: the coach, the paper, and an entry page whose work knows no journal and no store."""

    left = Signal()
    again = Signal()
    """The lesson is wanted from its beginning."""
    finished = Signal()
    narrowed = Signal(bool)
    """There is no room for more than what is in work."""

    def __init__(self, tools: Tools, lesson: Lesson) -> None:
        super().__init__()
        self._tools = tools
        self._lesson, self._advance = lesson, tools.preferences.auto_advance
        self._draft: Draft | None = None
        self._is_wide = True
        self.coach, self.paper = Coach(lesson), PaperCard(lesson)
        own = Tools(tools.desk, ChangeBus(), tools.jobs, tools.preferences)
        own.home.connect(self.left)
        own.failed.connect(tools.failed)
        own.told.connect(self._on_told)
        own.wanted.connect(self._on_wanted)
        names = {"zh": "练习", "en": "Practice"}
        self.entry = KeyingPage(own, PracticeWork(lesson, names, self._on_heard), NoCamera(own))
        self.entry.escaped.connect(self.left)
        self.entry.layout().setContentsMargins(0, 0, 0, 0)
        self._side = scrolled(self.paper)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(12)
        self._beside.addWidget(self._side, 3)
        self._beside.addWidget(self.entry, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.coach)
        layout.addLayout(self._beside, 1)
        self.entry.open_at(BATCH)
        self._tell(signed=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another where there is room, else the paper above."""
        super().resizeEvent(event)
        wide = self.width() > self.fontMetrics().horizontalAdvance("0") * SIDE_BY_SIDE
        self._beside.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self.paper.narrow(not wide)
        self._beside.update()  # the layout has had its turn before this event
        self._is_wide = wide
        self._give_paper_room()
        self.narrowed.emit(not wide)

    def _give_paper_room(self) -> None:
        lines = NARROW_LINES if self._draft else BEGIN_LINES
        high = self.fontMetrics().height() * lines
        self._side.setMaximumHeight(QWIDGETSIZE_MAX if self._is_wide else high)
        self._side.setMinimumHeight(0 if self._is_wide else high)

    def _on_told(self, sentence: str) -> None:
        if self.entry.isEnabled():  # at the end the coach says what was practised
            self._tools.told.emit(sentence)

    def _on_wanted(self, name: str, _: object) -> None:
        if name == "guide":  # there is nowhere else to go from a sheet that is kept nowhere
            self.again.emit()

    def _on_heard(self, draft: Draft, signed: bool) -> None:
        self._draft = draft
        self._give_paper_room()
        self._tell(signed=signed)
        if signed:
            self._side.hide()
            self.entry.hide()
            self.entry.setEnabled(False)  # it would take the keyboard back for the next sheet
            self.finished.emit()

    def _tell(self, *, signed: bool) -> None:
        changes = self._draft.changes if self._draft else ()
        begun = self._draft is not None
        number = done(self._lesson, changes, begun=begun, signed=signed)
        slipped = _has_slipped(self._lesson, changes, number)
        self.coach.show_step(number, slipped=slipped, auto_advance=self._advance)
        open_ones = self._lesson.exercises[number:]
        marked = self.paper.mark(open_ones[0].question if open_ones else "")
        self._side.ensureWidgetVisible(marked)


def _has_slipped(lesson: Lesson, changes: tuple[DraftChange, ...], number: int) -> bool:
    """Whether something else stands at the exercise in work than the paper says."""
    if number >= len(lesson.exercises) or not changes:
        return False
    exercise = lesson.exercises[number]
    standing = replayed(changes).answers.get(exercise.question)
    return None not in (standing, exercise.answer) and standing != exercise.answer
