"""The database gets another key beside the interface: the window lives, nobody comes in before, Cancel is safe."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from core.event import Kind, NewEvent
from core.services import demonstration
from storage import slots
from tests.ui.conftest import gate_on, window_on
from tests.ui.keyboard import keys
from ui import job_panel
from ui.job_panel import JobPanel
from ui.sign_in.page import SignInPage

WEIGHT = 60_000
"""Rows of a thousand bytes, so that the copy takes a while."""
LONGEST_GAP_S = 0.15
LEAVER = "clerk2"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(job_panel, "APPEARS_AFTER_MS", 1)


@pytest.fixture
def opened(gate):
    """The administrator, having removed somebody from a project of some weight."""
    opened = gate.open("admin", demonstration.PASSWORD)
    with opened.database.write() as transaction:
        rows = ((f"weight{number}", bytes(1_000)) for number in range(WEIGHT))
        transaction.executemany("INSERT INTO local (name, value) VALUES (?, ?)", rows)
    person = next(s.id for s in slots.load(gate._folder.path).people if s.login == LEAVER)
    left = NewEvent(Kind.PERSON_CHANGED, person, {"active": False})
    opened.ports.ledger.append(opened.session, "admin", [left])
    opened.ports.keyring.retire(opened.session)
    return opened


@pytest.fixture
def waiting(gate, opened):
    """The re-key waits for the next sign-in, as after a crash."""
    gate._leave(opened.session)
    assert gate.rekey_waits()


class Pulse:
    """How long the interface ever stood still."""

    def __init__(self, parent) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        timer = QTimer(parent)
        timer.timeout.connect(self._beat)
        timer.start(5)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def begin(window) -> SignInPage:
    door = window.door
    door._login.setFocus()
    door._login.selectAll()
    keys("judge1\n")
    keys(f"{demonstration.PASSWORD}\n")
    return door


def states(gate) -> list[str]:
    return [entry.state for entry in slots.load(gate._folder.path).database]


def test_the_window_lives_while_it_runs_and_lets_nobody_in_before(enter, qtbot, gate, waiting):
    window = enter()
    door = begin(window)
    panel = door.findChild(JobPanel)
    assert window.workspace is None
    assert not door._card.isEnabled()
    pulse = Pulse(window)
    qtbot.waitUntil(panel.isVisible)
    assert "another key" in panel._label.text()
    assert window.focusWidget() is None or not window.focusWidget().isEnabled()
    qtbot.waitUntil(lambda: panel._bar.value() > 0, timeout=10_000)
    assert window.workspace is None
    assert states(gate) == ["current", "next"]
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=30_000)
    assert pulse.longest < LONGEST_GAP_S
    assert states(gate) == ["current"]


def test_cancel_lets_the_person_in_and_leaves_it_to_the_next(enter, qtbot, gate, waiting):
    window = enter()
    panel = begin(window).findChild(JobPanel)
    qtbot.waitUntil(lambda: panel._bar.value() > 0, timeout=10_000)
    panel.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=10_000)
    assert states(gate) == ["current", "next"]
    assert not list(gate._folder.path.glob("*.rekey*"))


def test_a_wrong_password_is_told_and_the_door_is_open_again(enter, qtbot, gate, waiting):
    window = enter()
    door = window.door
    door._login.setFocus()
    door._login.selectAll()
    keys("judge1\n")
    keys("wrong\n")
    qtbot.waitUntil(door._card.isEnabled, timeout=5_000)
    assert door._message.sentence
    assert states(gate) == ["current", "next"]


def test_it_runs_beside_the_door_when_the_last_one_leaves(qtbot, gate, opened, tmp_path):
    window = window_on(qtbot, gate, tmp_path / "screen.ini", "en")
    window.enter(gate._desk_factory(opened.session, opened.ports))
    window.lock()
    door = window.door
    assert not door._card.isEnabled()
    pulse = Pulse(window)
    qtbot.waitUntil(door._card.isEnabled, timeout=30_000)
    assert pulse.longest < LONGEST_GAP_S
    assert states(gate) == ["current"]
    begin(window)
    assert window.workspace is not None


def test_a_window_that_closes_meanwhile_leaves_the_project_as_it_was(enter, qtbot, gate, waiting):
    window = enter()
    panel = begin(window).findChild(JobPanel)
    qtbot.waitUntil(lambda: panel._bar.value() > 0, timeout=10_000)
    window.close()
    gate.close()
    again = gate_on(gate._folder.path)
    assert again.rekey_waits()
    assert again.sign_in("judge1", demonstration.PASSWORD)
    assert not again.rekey_waits()
    again.close()
