"""A line to type in, with a list under it, inside the page: jump, options, reasons, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from core.values import Special
from ui.keying.keys import SPECIALS, command_of
from ui.sentences import word
from ui.widgets.composing_line import ENTERS, ComposingLine
from ui.widgets.layout import label
from ui.widgets.number_line import TABS

VALUE = Qt.ItemDataRole.UserRole
Item = tuple[str, object]
SHOWN = 8
SHARE, FEWEST = 3, 2
"""The part of the window that a list takes at most (one third), and lines it has even so."""
SHOWN_SPECIALS = tuple(special for special in SPECIALS.values() if special is not Special.REFUSED)


class _Line(ComposingLine):
    """The panel's input: arrows walk the list, Enter takes, Esc closes."""

    walked = Signal(int)
    taken = Signal()
    closed = Signal()
    special = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_new = False

    def begin(self) -> None:
        """Whatever opened the panel may still be held: its repeats are no answer."""
        self._is_new = True

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Stay in the panel until it is answered or closed."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take or close; the rest is typing."""
        if self._is_new and event.isAutoRepeat():
            return
        self._is_new, key = False, event.key()
        if self.is_composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTERS:
            if not event.isAutoRepeat():  # held down, it would take the next panel too
                self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif (command := command_of(event)) in SPECIALS:
            self.special.emit(SPECIALS[command])
        elif key in TABS:
            event.accept()  # ignored, it would move the focus out of the panel
        else:
            super().keyPressEvent(event)


class Panel(QFrame):
    """Asks one thing; `picked` brings the chosen value, or the typed text where there is no list."""

    picked = Signal(object)
    closed = Signal()
    stands = Signal(bool)
    """It has come to the screen, or left it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._title = label("", "Heading", wrap=True)
        self._hint = label("", "Muted", wrap=True)
        self._line, self._list = _Line(), QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._find: Callable[[str], Sequence[Item]] | None = None
        self._takes_specials = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        for widget in (self._title, self._line, self._hint, self._list):
            layout.addWidget(widget)
        self._line.walked.connect(self._on_walked)
        self._line.taken.connect(self._on_taken)
        self._line.closed.connect(self.close_panel)
        self._line.special.connect(self._on_special)
        self._line.textChanged.connect(self._on_text)
        self._list.itemClicked.connect(self._on_taken)
        self.hide()

    def ask(
        self,
        title: str,
        find: Callable[[str], Sequence[Item]] | None = None,
        *,
        text: str = "",
        begun: str = "",
        specials: bool = False,
    ) -> None:
        """Open with a title; `find` gives the list for what is typed, None takes free text.

        `text` is replaced by typing; typing goes on after `begun`. With `specials`, Ctrl+1 to Ctrl+4
        answer with a special value.
        """
        self._find, self._takes_specials = find, specials
        self._hint.setText(special_words() if specials else "")
        self._hint.setVisible(specials)
        self._title.setText(title)
        self._line.setAccessibleName(title)
        self._list.setAccessibleName(title)
        self._list.setVisible(find is not None)
        self._line.setText(text or begun)
        self._on_text(text or begun)
        self.show()
        self._line.begin()
        self._line.setFocus()
        if not begun:
            self._line.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it takes its room."""
        super().showEvent(event)
        self.stands.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that its room is free."""
        super().hideEvent(event)
        self.stands.emit(False)

    def take_keyboard(self) -> None:
        """Go on with what is typed; what nobody has touched yet is replaced, as at first."""
        self._line.setFocus()
        if self._line.isModified():
            self._line.end(False)
        else:
            self._line.selectAll()

    def close_panel(self) -> None:
        """Close without an answer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines of the list."""
        return tuple(self._list.item(n).text() for n in range(self._list.count()))

    def _on_text(self, text: str) -> None:
        if self._find is None:
            return
        self._list.clear()
        for words, value in self._find(text):
            item = QListWidgetItem(words)
            item.setData(VALUE, value)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        line = self.fontMetrics().height() + 14
        room = max(self.window().height() // (SHARE * line), FEWEST)
        self._list.setFixedHeight(min(self._list.count(), SHOWN, room) * line + 14)

    def _on_walked(self, by: int) -> None:
        if self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + by) % self._list.count())

    def _on_special(self, special: Special) -> None:
        if self._takes_specials and special is not Special.REFUSED:
            self.hide()
            self.picked.emit(special)

    def _on_taken(self, *_: object) -> None:
        if self._find is None:
            value: object = self._line.text()
        else:
            item = self._list.currentItem()
            if item is None:
                return
            value = item.data(VALUE)
        self.hide()
        self.picked.emit(value)


def special_words() -> str:
    """The keys of the special values, where any text may be typed."""
    said = [
        f"Ctrl+{n} {word('special', special.value)}" for n, special in enumerate(SHOWN_SPECIALS, 1)
    ]
    return " · ".join(said)


def containing(items: Sequence[Item]) -> Callable[[str], Sequence[Item]]:
    """A `find` that keeps the items whose text contains what is typed."""

    def find(typed: str) -> Sequence[Item]:
        wanted = typed.strip().casefold()
        starting = [item for item in items if item[0].casefold().startswith(wanted)]
        inside = [item for item in items if wanted in item[0].casefold() and item not in starting]
        return [*starting, *inside]

    return find
