"""The parts of a form as screens: built once, the next one in the pauses between keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.keying.outline import Block, Part, instance_of
from ui.keying.row import QuestionRow
from ui.look.language import say
from ui.widgets.layout import Card, label, scrolled

PAUSE_MS = 12
"""Between two steps of building ahead: a key that comes meanwhile is not kept waiting."""
KEPT = 4
"""Screens kept built; one of a thousand questions needs no more memory than a short form."""
MakeRow = Callable[[str], QuestionRow]
FreshenRow = Callable[[QuestionRow], None]


class Screen:
    """One part: its scrolling area and its rows by key; grows row by row."""

    def __init__(self, part: Part, make_row: MakeRow, untitled: str) -> None:
        self.part, self._make_row, self._untitled = part, make_row, untitled
        self.rows: dict[str, QuestionRow] = {}
        self.is_warm = False
        """Whether it was painted once."""
        holder = QWidget()
        self._layout = QVBoxLayout(holder)
        self._layout.setContentsMargins(0, 0, 6, 0)
        self._layout.setSpacing(10)
        self._layout.addStretch(1)
        self.area: QScrollArea = scrolled(holder)
        self._todo = [(block, key) for block in part.blocks for key in block.keys]
        self._card: Card | None = None
        self._block: Block | None = None
        self._instance = ""

    @property
    def is_built(self) -> bool:
        """Whether every row stands."""
        return not self._todo

    def build(self, rows: int = 0) -> None:
        """Build some more rows, or all that are missing (0)."""
        count = rows or len(self._todo)
        for block, key in self._todo[:count]:
            self._add(block, key)
        del self._todo[:count]

    def _add(self, block: Block, key: str) -> None:
        if block is not self._block or self._card is None:
            self._block, self._card, self._instance = block, self._new_card(block), ""
        row = self._make_row(key)
        if instance_of(key) != self._instance:
            self._instance = instance_of(key)
            heading = label(row.line, "Number")
            heading.setContentsMargins(10, 4, 10, 0)
            self._card.body.addWidget(heading)
        self.rows[key] = row
        self._card.body.addWidget(row)
        for child in (row, *row.findChildren(QWidget)):
            child.ensurePolished()  # now, not when the screen is first shown

    def _new_card(self, block: Block) -> Card:
        card = Card()
        card.body.setSpacing(0)
        card.body.setContentsMargins(6, 8, 6, 8)
        heading = label(block_title(block) or self._untitled, "Heading")
        heading.setContentsMargins(10, 0, 10, 4)
        card.body.addWidget(heading)
        self._layout.insertWidget(self._layout.count() - 1, card)
        return card


class Screens(QStackedWidget):
    """Shows one part; keeps a few."""

    def __init__(self, make_row: MakeRow, freshen_row: FreshenRow) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._make_row, self._freshen_row = make_row, freshen_row
        self._stale: list[QuestionRow] = []
        self._kept: dict[int, Screen] = {}
        self._ahead: Screen | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)

    def show_part(self, number: int, part: Part) -> Screen:
        """Bring a part to the screen, built if it is not."""
        self._stop()  # what is on the screen holds what is being typed: nothing may repaint it later
        screen = self._screen(number, part)
        screen.build()
        if self.currentWidget() is not screen.area:
            self.setCurrentWidget(screen.area)
        return screen

    def prepare(self, number: int, part: Part) -> None:
        """Build a part, or bring it up to date, a row at a time while nothing else happens."""
        self._ahead = self._screen(number, part)
        self._stale = list(self._ahead.rows.values())
        self._timer.start()

    def drop(self) -> None:
        """Forget every screen: the parts are no longer the same."""
        self._stop()
        for screen in self._kept.values():
            self._remove(screen)
        self._kept.clear()

    def _stop(self) -> None:
        self._timer.stop()
        self._ahead, self._stale = None, []

    def _screen(self, number: int, part: Part) -> Screen:
        found = self._kept.pop(number, None)
        if found is not None and found.part != part:
            self._remove(found)
            found = None
        if found is None:
            found = Screen(part, self._make_row, self.tr("Questions"))
            self.addWidget(found.area)
        self._kept[number] = found
        while len(self._kept) > KEPT:
            oldest = next(iter(self._kept))
            self._remove(self._kept.pop(oldest))
        return found

    def _remove(self, screen: Screen) -> None:
        self.removeWidget(screen.area)
        screen.area.setParent(self)  # without a parent it would be a window of its own
        screen.area.hide()
        screen.area.deleteLater()  # it may be handling the very key that brought us here

    def _on_pause(self) -> None:
        if self._ahead is not None and not self._ahead.is_built:
            self._ahead.build(1)
        elif self._ahead is not None and self._stale:
            self._freshen_row(self._stale.pop())
        else:
            self._timer.stop()
            self._lay_out_ahead()

    def _lay_out_ahead(self) -> None:
        """Give the next screen its size before it is seen."""
        area = self._ahead.area if self._ahead is not None else None
        if area is not None and area is not self.currentWidget():
            area.resize(self.size())
            area.ensurePolished()
            area.widget().adjustSize()
            area.widget().layout().activate()
            if not self._ahead.is_warm:
                self._ahead.is_warm = True
                area.grab()  # the first painting costs several times the later ones


def block_title(block: Block) -> str:
    """The section's name on screen; its piece where it is a long one."""
    title = say(block.section.labels) or block.section.name
    return f"{title} ({block.piece}/{block.pieces})" if block.pieces > 1 else title
