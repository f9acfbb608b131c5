"""Tells a barcode reader from a person by the speed of its keys, and makes one reading of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.composing_line import ENTERS, is_character

QUICK_MS = 35
"""Readers leave 1–20 ms between keys, told in steps of 16 ms on Windows; people leave more than 50."""
FEWEST = 4
"""Digits of a printed number; a reading has no fewer."""
HELD_FROM = 3
"""Two fingers that roll over two keys make one short gap; from the second one on keys are held back."""
PAUSE_MS = QUICK_MS + 5
"""So long after a key that was held back no reader has sent another: it was a person's after all."""
ENDINGS = (*ENTERS, Qt.Key.Key_Tab)
SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)


class Burst(QObject):
    """Is shown every key of a sheet before it acts; goes by the time the system gave the key.

    The first two keys act as always, since they may be a person's; what follows as quickly waits for
    the Enter that ends a reading, or is typed when it does not come.
    """

    begun = Signal()
    """The next key may be the first of a reading: what stands now is what to come back to."""
    read = Signal(str)
    """What a reader typed; its first keys have acted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed, self._held = "", list[QKeyEvent]()
        self._last = self._ended = 0
        self._beginnings: list[QObject] = []
        self._is_typing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._type_held)

    def guard(self, widget: QWidget, *, may_begin: bool = False) -> None:
        """Look also at a widget to which the first keys of a reading may have led, or come themselves."""
        widget.installEventFilter(self)
        if may_begin:
            self._beginnings.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a reading before the widget does."""
        return (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self.takes(event, may_begin=watched in self._beginnings)
        )

    def takes(self, event: QKeyEvent, *, may_begin: bool) -> bool:
        """Whether the key is kept from the field: held back, or the end of a reading."""
        if self._is_typing or event.key() in SHIFTS:
            return False
        is_quick = self._is_quick(event)
        if is_quick and self._typed and is_character(event):
            return self._goes_on(event)
        if is_quick and event.key() in ENDINGS and self._ends(event):
            return True
        if self._held:  # what was typed before this key comes before it, wherever that leads
            self._type_held()
            _send(event.clone())
            return True
        self._typed = ""
        if may_begin and is_character(event):
            self._typed, self._last = event.text(), event.timestamp()
            self.begun.emit()
        return False

    def _is_quick(self, event: QKeyEvent) -> bool:
        at, before = event.timestamp(), self._last
        return bool(at and before) and 0 <= at - before <= QUICK_MS and not event.isAutoRepeat()

    def _goes_on(self, event: QKeyEvent) -> bool:
        self._typed, self._last = self._typed + event.text(), event.timestamp()
        if len(self._typed) < HELD_FROM:
            return False
        self._held.append(event.clone())
        self._pause.start()
        return True

    def _ends(self, event: QKeyEvent) -> bool:
        typed, is_second = self._typed, self._ended and self._ended == self._last
        if len(typed) < FEWEST and not is_second:
            return False
        self._forget()
        self._last = self._ended = event.timestamp()
        if not is_second:  # some readers end with two keys
            self.read.emit(typed)
        return True

    def _forget(self) -> None:
        self._pause.stop()
        self._held.clear()
        self._typed = ""

    def _type_held(self) -> None:
        """Hand on what was held back, each key to whatever has the keyboard by then."""
        self._pause.stop()
        held, self._held = self._held, []
        self._is_typing = True
        try:
            for event in held:
                _send(event)
        finally:
            self._is_typing = False


def _send(event: QKeyEvent) -> None:
    target = QApplication.focusWidget()
    if target is not None:
        QApplication.sendEvent(target, event)
