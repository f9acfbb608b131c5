"""Shows what runs beside the interface: how far, how long still, and a way to stop it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.jobs import Jobs

APPEARS_AFTER_MS = 600
"""Short work shows nothing: a panel that flickers tells nobody anything (ux.md rule 12)."""


class JobPanel(QWidget):
    """One line for the job that began first."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("Banner")
        self._jobs = jobs
        self._waiting: dict[int, tuple[str, float]] = {}
        self._label, self._left = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        line = QHBoxLayout(self)
        line.addWidget(self._label)
        line.addWidget(self._bar, 1)
        line.addWidget(self._left)
        line.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self._cancel.clicked.connect(self._on_cancel)
        for number, label in jobs.running():  # begun before the window was built again
            self._on_started(number, label)
        jobs.started.connect(self._on_started)
        jobs.stepped.connect(self._on_stepped)
        jobs.ended.connect(self._on_ended)
        self.hide()

    def _on_started(self, number: int, label: str) -> None:
        self._waiting[number] = (label, time.monotonic())
        if len(self._waiting) == 1:
            self._begin()

    def _on_stepped(self, number: int, done: int, total: int) -> None:
        if number != self._first():
            return
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        took = time.monotonic() - self._waiting[number][1]
        self._left.setText(self._words(took * (total - done) / done) if done else "")

    def _on_ended(self, number: int) -> None:
        self._waiting.pop(number, None)
        if self._waiting:
            self._begin()
        else:
            self._timer.stop()
            self.hide()

    def _begin(self) -> None:
        number = self._first()
        if number is None:
            return
        self._label.setText(self._waiting[number][0])
        self._left.clear()
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        if not self.isVisible():
            self._timer.start(APPEARS_AFTER_MS)

    def _appear(self) -> None:
        if self._waiting:
            self.show()

    def _on_cancel(self) -> None:
        number = self._first()
        if number is not None:
            self._cancel.setEnabled(False)
            self._label.setText(self.tr("Stopping …"))
            self._jobs.cancel(number)

    def _first(self) -> int | None:
        return min(self._waiting, default=None)

    def _words(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("{n} s left").format(n=max(1, round(seconds)))
        return self.tr("{n} min left").format(n=round(seconds / 60))
