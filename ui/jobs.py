"""Long work beside the interface: a thread pool, progress with time left, and Cancel."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from core.errors import CANCELLED, EnvError
from core.progress import Progress

REPORT_EVERY_S = 0.1
COLLECT_EVERY_MS = 500

Work = Callable[[Progress], Any]
"""Runs on a pool thread; may touch services, never a widget."""
Done = Callable[[Any], None]
"""A bound method of a widget; called on the UI thread, not at all if the widget is gone."""
Failed = Callable[[Exception], None]


class Meter:
    """The Progress of one job: throttled reports out, the wish to stop in."""

    def __init__(self, number: int, report: Callable[[int, int, int], None]) -> None:
        self._number, self._report = number, report
        self._stop = threading.Event()
        self._reported = 0.0

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """See core.progress.Progress."""
        if self._stop.is_set():
            raise EnvError(CANCELLED)
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY_S or done >= total:
            self._reported = now
            self._report(self._number, done, total)


@dataclass(frozen=True)
class Job:
    """One piece of work as the panel shows it."""

    number: int
    label: str
    meter: Meter
    done: Done
    failed: Failed | None


class _Runnable(QRunnable):
    """Carries the work to the pool and its outcome back; owns no signal."""

    def __init__(self, job: Job, work: Work, finish: Callable[[int, object, object], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job, self._work, self._finish = job, work, finish

    def run(self) -> None:
        """Do the work; whatever it raises is carried, never lost."""
        try:
            result, error = self._work(self._job.meter), None
        except Exception as raised:
            result, error = None, raised
        self._finish(self._job.number, result, error)


class Collector(QObject):
    """Keeps Python's cyclic collector on the UI thread while a pool thread runs Python.

    It runs wherever memory is asked for; on a pool thread it would destroy widgets there, which Qt
    answers with a crash at some later moment.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._was_enabled = False

    def hold(self) -> None:
        """A job begins: from here on only the timer collects."""
        if not self._timer.isActive():
            self._was_enabled = gc.isenabled()
            gc.disable()
            self._timer.start()

    def release(self) -> None:
        """No job runs any more."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    def _collect(self) -> None:
        gc.collect(1)


class Jobs(QObject):
    """Runs jobs and calls back on the UI thread; lives as long as the window."""

    started = Signal(int, str)
    stepped = Signal(int, int, int)
    ended = Signal(int)
    unclaimed = Signal(object)
    """An exception of a job that named nobody to tell."""
    _finished = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._jobs: dict[int, tuple[Job, _Runnable]] = {}
        self._collector = Collector(self)
        self._last = 0
        self._finished.connect(self._on_finished)

    def run(self, label: str, work: Work, done: Done, failed: Failed | None = None) -> int:
        """Start work; `label` says in the panel what is going on. Returns the job's number."""
        self._last += 1
        meter = Meter(self._last, self.stepped.emit)
        job = Job(self._last, label, meter, done, failed)
        runnable = _Runnable(job, work, self._finished.emit)
        self._jobs[job.number] = (job, runnable)
        self.started.emit(job.number, label)
        self._collector.hold()
        self._pool.start(runnable)
        return job.number

    def cancel(self, number: int) -> None:
        """Ask a job to stop."""
        if number in self._jobs:
            self._jobs[number][0].meter.stop()

    def running(self) -> tuple[tuple[int, str], ...]:
        """Number and label of each job under way, oldest first."""
        return tuple((number, job.label) for number, (job, _) in sorted(self._jobs.items()))

    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._jobs)

    def close(self) -> bool:
        """Stop everything; False if something still runs after five seconds."""
        for job, _ in self._jobs.values():
            job.meter.stop()
        ended = self._pool.waitForDone(5000)
        if ended:
            self._collector.release()
        return ended

    def _on_finished(self, number: int, result: object, error: Exception | None) -> None:
        job, _ = self._jobs.pop(number)
        if not self._jobs:
            self._collector.release()
        self.ended.emit(number)
        if error is None:
            if _alive(job.done):
                job.done(result)
        elif job.failed is not None:
            if _alive(job.failed):
                job.failed(error)
        else:
            self.unclaimed.emit(error)


def _alive(callback: Callable[..., None]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
