"""Runs a story step by step inside the event loop, so that pages live as they do for a person."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

Condition = Callable[[], bool]
Story = Generator[Condition | None, None, None]
"""Yields None to let the event loop turn, or a condition to wait for."""

PATIENCE_S = 120.0
LOOK_AGAIN_MS = 5


class StoryStuck(RuntimeError):
    """A condition did not come true in time."""


class Conductor(QObject):
    """Advances one story; `finished` is called with the exception that ended it, or None."""

    def __init__(self, story: Story, finished: Callable[[BaseException | None], None]) -> None:
        super().__init__()
        self._story, self._finished = story, finished
        self._awaited: Condition | None = None
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._timer.start(0)

    def _step(self) -> None:
        try:
            wait_ms = self._advance()
        except StopIteration:
            self._finished(None)
        except Exception as error:
            self._finished(error)
        else:
            self._timer.start(wait_ms)

    def _advance(self) -> int:
        if self._awaited is not None and not self._awaited():
            if time.monotonic() - self._since > PATIENCE_S:
                self._story.throw(StoryStuck("what was waited for did not happen"))
            return LOOK_AGAIN_MS
        self._awaited = next(self._story)
        self._since = time.monotonic()
        return 0
