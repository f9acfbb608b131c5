"""The one field of a question: replaced when focused, silent to the wheel, fair to input methods."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from core.forms.model import Kind
from ui.keying.burst import Burst
from ui.keying.keys import Command, command_of
from ui.widgets.composing_line import ENTERS, ComposingLine, is_character

LONGEST = 10_000
TEXT_KINDS = (Kind.TEXT, Kind.FILE, Kind.GEO)
NARROW = {Kind.SELECT_ONE: 4, Kind.ACKNOWLEDGE: 4, Kind.INTEGER: 7, Kind.RANGE: 7, Kind.DECIMAL: 9}
"""Width in digits."""
TRAVELS = frozenset(
    {
        Command.NEXT,
        Command.BACK,
        Command.NEXT_OPEN,
        Command.PREVIOUS_OPEN,
        Command.NEXT_PART,
        Command.PREVIOUS_PART,
        Command.SCAN_LEFT,
        Command.SCAN_RIGHT,
        Command.SCAN_UP,
        Command.SCAN_DOWN,
        Command.SCAN_LARGER,
        Command.SCAN_SMALLER,
    }
)
"""What a key held down may go on doing."""


class EntryField(ComposingLine):
    """Sends what a key asks for instead of acting on it; never moves the focus by itself."""

    asked = Signal(object)
    """A Command."""
    entered = Signal()
    """It got the keyboard by a mouse click or otherwise from outside."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._pressed_here: int | None = None
        """The key last pressed since the field got the keyboard."""
        self.edited = False
        """Whether something was typed since the question was last accepted or shown."""
        self._burst: Burst | None = None
        self.is_text = kind in TEXT_KINDS
        self.setMaxLength(LONGEST)
        if not self.is_text:
            # codes, numbers and dates come from the keyboard itself; full-width digits are read too
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        digits = NARROW.get(kind)
        if digits is not None:
            self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * digits + 26)
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(self._on_edited)

    def watch(self, burst: Burst) -> None:
        """Show each key to what tells a barcode reader from a person; a barcode may answer a text."""
        self._burst = burst

    def show_text(self, text: str) -> None:
        """Show what stands here; nothing counts as typed."""
        if self.text() != text:
            self.setText(text)
        self.edited = False
        if self.hasFocus():
            self.selectAll()

    def show_typed(self, text: str) -> None:
        """Show once more what a person had typed and not accepted."""
        self.setText(text)
        self.edited = True

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab is a key of entry here."""
        return False

    def event(self, event: QEvent) -> bool:
        """Claim our keys before any shortcut of the window does."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and command_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A command goes to the page; the rest is typing. A composing input method keeps its keys."""
        if self._burst is not None and self._burst.takes(event, may_begin=not self.is_text):
            event.accept()
            return
        command = command_of(event)
        if event.isAutoRepeat() and not self._may_repeat(event, command):
            event.accept()
            return
        if not event.isAutoRepeat():
            self._pressed_here = event.key()
        if self.is_composing and (command is not None or not is_character(event)):
            event.accept()  # it pages or picks in the input method's list
            return
        if command is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self.asked.emit(command)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what stands here, so that typing replaces it."""
        super().focusInEvent(event)
        self._pressed_here = None
        self.selectAll()
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self.entered.emit()

    def _may_repeat(self, event: QKeyEvent, command: Command | None) -> bool:
        """A key held down travels, deletes and types into the text it began in; it never answers."""
        if command is not None:
            return command in TRAVELS and event.key() not in ENTERS
        if event.matches(QKeySequence.StandardKey.Paste):
            return False
        if not event.text() or not event.text().isprintable():
            return True
        return self.is_text and event.key() == self._pressed_here

    def _on_edited(self, text: str) -> None:
        self.edited = True
