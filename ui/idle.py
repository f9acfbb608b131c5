"""Locks the screen of a person who went away from the computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

MINUTE_MS = 60_000
WORK = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class IdleLock(QObject):
    """Watches one window's own input: the widgets' events are many more, and need not pass here."""

    def __init__(
        self, lock: Callable[[], None], minutes: Callable[[], int], minute_ms: int = MINUTE_MS
    ) -> None:
        """`lock` is called after `minutes()` without input; 0 minutes never lock.

        `minutes` is asked at every key: it must not read a file. `minute_ms` is shorter in tests.
        """
        super().__init__()
        self._minutes, self._minute_ms = minutes, minute_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lock)
        self._watched: QWindow | None = None

    def watch(self, window: QWindow | None) -> None:
        """Begin with the window that is now on the screen."""
        if window is not None and window is not self._watched:
            self._watched = window
            window.installEventFilter(self)
        self.work()

    def work(self) -> None:
        """Somebody is there: count from now."""
        minutes = self._minutes()
        if minutes:
            self._timer.start(minutes * self._minute_ms)
        else:
            self._timer.stop()

    @property
    def left_ms(self) -> int:
        """How long until the lock; -1 if it never comes."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note input; swallow nothing."""
        if event.type() in WORK:
            self.work()
        return False
