"""The scan of a sheet: pages, zoom, turning, moving, full screen; takes no room where there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.forms.model import Question
from core.scans.rendering import Pixels
from core.values import SheetId
from ui import errors
from ui.keying.keys import SCAN_COMMANDS, Command, command_of
from ui.page import Tools
from ui.scans.canvas import Canvas
from ui.scans.leaves import WHOLE, WIDTH, Box, Leaves, turned
from ui.scans.supply import Supply, Wish
from ui.widgets.layout import label
from ui.widgets.marks import FindingLine

SETTLE_MS = 60
"""A splitter that is dragged, or a window that is resized, asks once it rests."""
MOVES = {
    Command.SCAN_LEFT: (-1, 0),
    Command.SCAN_RIGHT: (1, 0),
    Command.SCAN_UP: (0, -1),
    Command.SCAN_DOWN: (0, 1),
}


class ScanPane(QFrame):
    """Stands in a splitter beside the form; the form keeps the keyboard and hands on the keys."""

    left = Signal()
    """Full screen is over: the form takes the keyboard again."""

    def __init__(self, tools: Tools, *, close_up: bool = False) -> None:
        """`close_up` zooms on the question's region, where one difference is looked at."""
        super().__init__()
        self.setObjectName("Card")
        self._tools, self._close_up = tools, close_up
        self._sheet: SheetId | None = None
        self._question: Question | None = None
        self.leaves, self.canvas = Leaves(), Canvas()
        self._supply = Supply(tools.desk, tools.jobs)
        self._home: tuple[QSplitter, int, list[int]] | None = None
        self._cloth: QWidget | None = None
        """What it covers in full screen."""
        self._state = label("", "Muted")
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._finding = FindingLine()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self._state)
        layout.addWidget(self._finding)
        layout.addWidget(self.canvas, 1)
        self.setMinimumWidth(220)
        self.setAccessibleName(self.tr("Scan of the sheet"))
        self.canvas.resized.connect(self._timer.start)
        self.canvas.pressed.connect(self._on_key)
        self.canvas.left.connect(self.uncover)
        self.canvas.wheeled.connect(self._on_wheel)
        self._timer.timeout.connect(self._ask)
        self._supply.ready.connect(self._on_ready)
        self._supply.failed.connect(self._on_failed)
        self.hide()

    # --- for the page -------------------------------------------------------------------------

    @property
    def has_scan(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.leaves.all)

    @property
    def is_full_screen(self) -> bool:
        """Whether it covers the window."""
        return self._home is not None

    @property
    def is_idle(self) -> bool:
        """Whether what is wished for is shown."""
        return self._supply.is_idle and not self._timer.isActive()

    @property
    def state(self) -> str:
        """The line above the picture."""
        return self._state.text()

    @property
    def sentence(self) -> str:
        """Why nothing can be shown, or ""."""
        return self._finding.sentence

    def show_sheet(self, sheet: SheetId | None) -> None:
        """Show a sheet's scan beside the form; without one the pane is hidden. None: no sheet at all."""
        if sheet != self._sheet:
            self._sheet, self._question = sheet, None
            self._supply.forget()
            self.canvas.forget()
            self.leaves = Leaves(zoom=self.leaves.zoom)
        desk = self._tools.desk
        self.leaves.show(desk.scans.of_sheet(desk.session, sheet) if sheet is not None else ())
        self._finding.say("")
        if not self.leaves.all:
            self.uncover()
        self.setVisible(bool(self.leaves.all))
        self._show_state()
        self._timer.start()  # its place in the splitter is known only afterwards

    def stand_aside(self) -> None:
        """Make room for something else about the same sheet; `show_sheet` brings all back as it was."""
        self.uncover()
        self.hide()

    def follow(self, question: Question) -> None:
        """The cursor is in a question: turn to its page and bring its region into sight."""
        if question is self._question or not self.leaves.all:
            self._question = question
            return
        before = self.leaves.at
        moved_page = self._question is None or self._question.page != question.page
        self._question = question
        if moved_page or question.box is not None:
            self.leaves.to_paper(question.page)
        if self._close_up and question.box is not None:
            self.leaves.close_up(question.box)
            self._changed()
        elif self.leaves.at != before:
            self._changed(to_top=True)
        else:
            self.canvas.bring(self._region())

    def press(self, command: Command) -> bool:
        """Do what a key of the scan asks for; False for any other."""
        if command not in SCAN_COMMANDS or not self.leaves.all:
            return False
        if command in MOVES:
            self.canvas.move_by(*MOVES[command])
        elif command is Command.SCAN_FULL:
            self.toggle_full_screen()
        elif command is Command.SCAN_TURN:
            self.leaves.rotate()
            self._changed()
        elif command in (Command.SCAN_NEXT, Command.SCAN_PREVIOUS):
            self.leaves.step(1 if command is Command.SCAN_NEXT else -1)
            self._changed(to_top=True)
        else:
            self._zoom(command)
        return True

    def toggle_full_screen(self) -> None:
        """Cover the window, or go back beside the form."""
        if self._home is None:
            self._cover()
        else:
            self.uncover()

    def uncover(self) -> None:
        """Go back beside the form: before the page, or the person, goes too."""
        if self._home is None or self._cloth is None:
            return
        splitter, place, sizes = self._home
        splitter.removeEventFilter(self)
        self._cloth.removeEventFilter(self)
        self._home = self._cloth = None
        self.canvas.leave_keys()
        splitter.insertWidget(place, self)
        splitter.setSizes(sizes)
        self.setVisible(bool(self.leaves.all))
        if splitter.isVisible():
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask once there is room."""
        super().showEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Covering the window, keep its size; go when the form does."""
        if self._cloth is None:
            return False
        if watched is self._cloth and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._cloth.rect())
        elif watched is not self._cloth and event.type() == QEvent.Type.Hide:
            self.uncover()
        return False

    # --- inside -------------------------------------------------------------------------------

    def _zoom(self, command: Command) -> None:
        if command is Command.SCAN_NORMAL:
            self.leaves.zoom = WIDTH
        else:
            self.leaves.enlarge(1 if command is Command.SCAN_LARGER else -1)
        self._changed()

    def _changed(self, *, to_top: bool = False) -> None:
        self._show_state()
        if to_top:
            self.canvas.to_top()
        self._ask()

    def _ask(self) -> None:
        leaf, room = self.leaves.current, self.canvas.room
        if leaf is None or not self.isVisible():
            return
        size = (room.width(), room.height())
        self._supply.wish(Wish(leaf, self.leaves.turn, size, self.leaves.zoom))

    def _on_ready(self, wish: Wish, pixels: Pixels) -> None:
        if wish.leaf != self.leaves.current:
            return
        self._finding.say("")
        self.canvas.show_pixels(pixels, self._region())

    def _on_failed(self, error: Exception) -> None:
        self.canvas.forget()
        self._finding.say(errors.sentence(error))

    def _region(self) -> Box | None:
        """Of the question in work, where it is known and on the page shown."""
        question, leaf = self._question, self.leaves.current
        if question is None or question.box is None or leaf is None or leaf.paper != question.page:
            return None
        return turned(question.box, self.leaves.turn)

    def _show_state(self) -> None:
        leaf = self.leaves.current
        if leaf is None:
            return
        said = [
            self.tr("Page {n} of {pages}").format(n=self.leaves.at + 1, pages=len(self.leaves.all)),
            self._zoom_words(),
        ]
        if self.leaves.turn:
            said.append(self.tr("turned by {n}°").format(n=self.leaves.turn))
        self._state.setText(" · ".join(said))
        self.canvas.setAccessibleName(self.tr("Scan: {state}").format(state=self._state.text()))

    def _zoom_words(self) -> str:
        if self.leaves.zoom == WHOLE:
            return self.tr("whole page")
        if self.leaves.zoom == WIDTH:
            return self.tr("page width")
        return self.tr("enlarged {n} times").format(n=f"{self.leaves.zoom:g}")

    def _cover(self) -> None:
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        window = self.window()
        body = window.centralWidget() if isinstance(window, QMainWindow) else window
        self._home = (splitter, splitter.indexOf(self), splitter.sizes())
        self._cloth = (
            body  # what a lock throws away: whatever happens, the next person gets none of it
        )
        self.setParent(body)
        self.setGeometry(body.rect())
        body.installEventFilter(self)
        splitter.installEventFilter(self)
        self.show()
        self.raise_()
        self.canvas.take_keys()

    def _on_key(self, event: QKeyEvent) -> None:
        command = command_of(event)
        if command in (Command.CLEAR, Command.SCAN_FULL):
            self.uncover()
        elif command is not None:
            self.press(command)

    def _on_wheel(self, steps: int) -> None:
        self.leaves.enlarge(steps)
        self._changed()


def scan_keys(pane: ScanPane, event: QKeyEvent) -> bool:
    """Hand a key on to the scan; whether it was one of its keys and there is a scan."""
    command = command_of(event)
    return command is not None and pane.press(command)


def beside(pane: ScanPane, form: QWidget) -> QSplitter:
    """The scan at the left of a form; a pane that is hidden leaves the form all the room."""
    splitter = QSplitter()
    splitter.addWidget(pane)
    splitter.addWidget(form)
    splitter.setStretchFactor(0, 2)
    splitter.setStretchFactor(1, 3)
    splitter.setSizes([400, 600])
    splitter.setHandleWidth(10)
    splitter.setChildrenCollapsible(False)
    return splitter
