"""Long work runs beside the interface, tells how far it is, and stops when asked."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QThread

from core.errors import CANCELLED, EnvError
from ui.job_panel import JobPanel
from ui.jobs import Jobs


class Desk(QObject):
    """A page that started work."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[object] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def jobs(qtbot):
    runner = Jobs()
    yield runner
    assert runner.close()


def test_the_result_comes_back_on_the_thread_of_the_window(qtbot, jobs):
    desk = Desk()
    jobs.run("work", lambda progress: 42, desk.done, desk.failed)
    qtbot.waitUntil(lambda: desk.results == [42])
    assert desk.threads == [QThread.currentThread()]


def test_an_error_is_carried_to_who_asked(qtbot, jobs):
    desk = Desk()
    jobs.run("work", lambda progress: 1 // 0, desk.done, desk.failed)
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert isinstance(desk.errors[0], ZeroDivisionError)


def test_cancel_ends_the_work_at_its_next_step(qtbot, jobs):
    desk, under_way = Desk(), threading.Event()

    def endless(progress):
        for done in range(1, 100_000_000):
            progress.step(done, 100_000_000)
            under_way.set()

    number = jobs.run("work", endless, desk.done, desk.failed)
    assert under_way.wait(5)
    jobs.cancel(number)
    qtbot.waitUntil(lambda: bool(desk.errors))
    assert isinstance(desk.errors[0], EnvError)
    assert desk.errors[0].code == CANCELLED


def test_a_page_that_is_gone_is_not_called(qtbot, jobs):
    desk, gate = Desk(), threading.Event()
    jobs.run("work", lambda progress: gate.wait(5), desk.done, desk.failed)
    desk.deleteLater()
    qtbot.waitUntil(lambda: not is_alive(desk))
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())


def is_alive(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)


def test_short_work_shows_no_panel_and_long_work_does(qtbot, jobs):
    panel, desk, gate = JobPanel(jobs), Desk(), threading.Event()
    qtbot.addWidget(panel)
    jobs.run("quick", lambda progress: None, desk.done, desk.failed)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert panel.isHidden()
    jobs.run("long", lambda progress: gate.wait(5), desk.done, desk.failed)
    qtbot.waitUntil(panel.isVisible, timeout=3000)
    gate.set()
    qtbot.waitUntil(panel.isHidden)


def test_two_thousand_jobs_lose_no_reference(qtbot, jobs):
    import gc
    import sys

    desk = Desk()
    gc.collect()  # what earlier tests left must not go in the middle
    before = sys.getrefcount(None)
    for number in range(2000):
        jobs.run("work", lambda progress, n=number: n, desk.done, desk.failed)
    qtbot.waitUntil(lambda: len(desk.results) == 2000, timeout=20_000)
    assert sorted(desk.results) == list(range(2000))
    gc.collect()
    assert sys.getrefcount(None) > before - 1000, "one lost per emit would be 2,000 and more"


def test_no_cycle_is_collected_on_a_pool_thread(qtbot):
    seen: list[bool] = []
    before = gc.isenabled()
    gc.enable()
    try:
        jobs = Jobs()
        jobs.run("work", lambda _: seen.append(gc.isenabled()), seen.append)
        qtbot.waitUntil(lambda: not jobs.busy())
        assert (seen[0], gc.isenabled()) == (False, True)
    finally:
        if not before:
            gc.disable()
