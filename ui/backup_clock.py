"""Makes the daily copy while somebody is signed in, beside the work."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from core.errors import TwinkeyError
from core.ports.backups import SCHEDULED, Copy
from ui.administration.backup_page import backup_work
from ui.page import Tools

FIRST_LOOK_MS = 60_000
"""Not while the first pages are being shown."""
LOOK_EVERY_MS = 15 * 60_000

log = logging.getLogger(__name__)


class BackupClock(QObject):
    """Looks from time to time whether a copy is due, until it is stopped at the person's sign-out."""

    def __init__(self, tools: Tools, first_look_ms: int = FIRST_LOOK_MS) -> None:
        super().__init__(tools)
        self._tools = tools
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(first_look_ms)

    @property
    def is_running(self) -> bool:
        """Whether it will look again."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Look no more: the person's keys are about to be forgotten."""
        self._timer.stop()

    def look(self) -> None:
        """Begin a copy if one is due and nothing else runs."""
        self._timer.setInterval(LOOK_EVERY_MS)
        desk, jobs = self._tools.desk, self._tools.jobs
        if jobs.busy() or not desk.backups.is_due(desk.session):
            return
        work = backup_work(desk.backups, desk.session, SCHEDULED)
        jobs.run(self.tr("Daily backup"), work, self._on_made, self._on_failed)

    def _on_made(self, copy: Copy) -> None:
        log.info("daily copy %s, %d events", copy.name, copy.events)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, TwinkeyError):
            self._tools.failed.emit(error)
            return
        log.warning("no daily copy: %s", error.code)
        self._tools.failed.emit(error)
