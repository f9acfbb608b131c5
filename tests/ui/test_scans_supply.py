"""Only what was wished for last is shown and kept, whatever comes back later."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from core.errors import FILE_MISSING, UserError
from core.values import sheet_id
from tests.support.paper import picture
from tests.support.world import MemoryWorld, in_memory
from ui.jobs import Jobs
from ui.scans import supply as supplies
from ui.scans.canvas import Canvas
from ui.scans.leaves import Leaf
from ui.scans.supply import Supply, Wish


class Counter:
    """The desk's scans; each picture is handed out only when the test says so."""

    def __init__(self, scans) -> None:
        self._scans, self.asked = scans, []
        self.go = threading.Event()

    def open(self, session, sheet, file):
        self.asked.append(sheet)
        assert self.go.wait(5)
        return self._scans.open(session, sheet, file)


@pytest.fixture
def shelf(qtbot, monkeypatch):
    """A supply, what it handed over, the pages of two sheets, and its counter."""
    world: MemoryWorld = in_memory("BSQ-1.xlsx")
    batch, leader = world.open_paper(2), world.desk("leader")
    leaves = []
    for serial in ("0001", "0002"):
        sheet = sheet_id(batch, serial)
        leader.scans.attach(leader.session, sheet, f"{serial}.jpg", picture(serial))
        leaves.append(Leaf(leader.scans.of_sheet(leader.session, sheet)[0], 0))
    counter = Counter(leader.scans)
    desk = type("Desk", (), {"scans": counter, "session": leader.session})()
    jobs, handed = Jobs(), []
    supply = Supply(desk, jobs)
    supply.ready.connect(lambda wish, pixels: handed.append(("ready", wish)))
    supply.failed.connect(lambda error: handed.append(("failed", error.code)))
    yield supply, handed, leaves, counter
    counter.go.set()
    jobs.close()


def wish(leaf: Leaf, turn: int = 0, zoom: float = 1.0) -> Wish:
    return Wish(leaf, turn, (200, 300), zoom)


def test_a_rendering_that_was_overtaken_is_not_shown(shelf, qtbot):
    supply, handed, (leaf, _), counter = shelf
    counter.go.set()
    supply.wish(wish(leaf))
    qtbot.waitUntil(lambda: supply.is_idle)
    supply.wish(wish(leaf, 90))  # is rendered …
    supply.wish(wish(leaf))  # … and what is kept already is wanted again meanwhile
    qtbot.waitUntil(lambda: supply.is_idle)
    assert [what for _, what in handed] == [wish(leaf), wish(leaf)]


def test_of_many_wishes_the_last_one_comes(shelf, qtbot):
    supply, handed, (leaf, _), counter = shelf
    for turn in (0, 90, 180, 270):
        supply.wish(wish(leaf, turn))
    counter.go.set()
    qtbot.waitUntil(lambda: supply.is_idle)
    assert handed == [("ready", wish(leaf, 270))]
    assert len(counter.asked) == 1, "the file is opened once"


def test_a_sheet_that_was_left_does_not_stay_in_memory(shelf, qtbot):
    supply, handed, (leaf, other), counter = shelf
    supply.wish(wish(leaf))
    supply.forget()
    counter.go.set()
    qtbot.waitUntil(lambda: supply.is_idle)
    assert (handed, supply.kept_pixels, len(supply._files)) == ([], 0, 0)
    counter.go.clear()
    supply.wish(wish(leaf))
    supply.forget()
    supply.wish(wish(other))
    counter.go.set()
    qtbot.waitUntil(lambda: bool(handed))
    assert handed == [("ready", wish(other))]
    assert list(supply._files) == [other.scan.file]
    assert list(supply._kept) == [wish(other)]


def test_a_failure_is_told_only_of_what_is_still_wanted(shelf, qtbot, monkeypatch):
    supply, handed, (leaf, other), counter = shelf
    whole = supplies.rendered

    def rendered(data, *asked):
        if asked[2] == 90:
            raise UserError(FILE_MISSING, file="x")
        return whole(data, *asked)

    monkeypatch.setattr(supplies, "rendered", rendered)
    counter.go.set()
    supply.wish(wish(leaf, 90))
    supply.wish(wish(other))
    qtbot.waitUntil(lambda: supply.is_idle and bool(handed))
    assert handed == [("ready", wish(other))]
    supply.wish(wish(leaf, 90))
    qtbot.waitUntil(lambda: len(handed) == 2)
    assert handed[1] == ("failed", FILE_MISSING)


@pytest.mark.parametrize("way", [1, -1])
def test_small_turns_of_the_wheel_add_up_to_whole_steps_either_way(qtbot, way):
    canvas, steps = Canvas(), []
    qtbot.addWidget(canvas)
    canvas.wheeled.connect(steps.append)

    def turned(by: int) -> None:
        place = QPointF(20, 20)
        canvas.wheelEvent(
            QWheelEvent(
                place, canvas.mapToGlobal(place), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )
        )  # fmt: skip

    for _ in range(7):
        turned(15 * way)
    assert steps == []
    turned(15 * way)
    assert steps == [way]
    turned(300 * way)
    turned(60 * way)
    assert steps == [way, 2 * way, way]
    turned(-60 * way)
    assert steps == [way, 2 * way, way]
