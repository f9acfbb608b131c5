"""How long a serial takes from Enter in the line to the page that it opens, or to the list of batches that have it.

    python -m benchmarks.lookup [--batches 60] [--keyed 1700] [--folder DIR]

Real window, real store, key events: a clerk comes to the question to key, a leader to the sheet's page.
Each batch has 9,999 serials, and so many of them are keyed: 100,000 sheets stand in the file. Exits 1 where it
takes longer than the limit.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks._crowd import crowd
from benchmarks._told import told
from tests.support.world import StoredWorld, in_folder
from ui.app import Look, make_application
from ui.errors import CrashNotes
from ui.preferences import Preferences
from ui.window import MainWindow

LIMIT_MS = 1000.0
"""Found by serial within a second."""
STACK = 9_999
SERIALS = ("0001", "5000", "9999")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--batches", type=int, default=60)
    arguments.add_argument("--keyed", type=int, default=1_700)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        found = figures(Path(place), given.batches, given.keyed)
    return told(found, {"slowest_ms": LIMIT_MS})


def figures(place: Path, batches: int, keyed: int) -> dict[str, object]:
    """Milliseconds from Enter to the painted page, the slowest of three serials in two batches."""
    application = make_application([])
    world = in_folder(place / "project", "BSQ-1.xlsx")
    opened = [world.open_paper(STACK) for _ in range(batches)]
    clerk, began = world.desk("clerk1"), time.perf_counter()
    sheets = sum(crowd(clerk, batch, keyed, SERIALS) for batch in opened)
    filled = time.perf_counter() - began
    leader = world.desk("leader")
    codes = {row.id: row.code for row in leader.batches.list(leader.session)}
    wanted = [f"{codes[batch]}-{n}" for batch in (opened[0], opened[-1]) for n in SERIALS]
    slowest: dict[str, dict[str, float]] = {}
    for login in ("clerk1", "leader"):
        window = _window(application, world, place, login)
        slowest[login] = {
            "coded_to_page_ms": _slowest(application, window, wanted),
            "plain_to_list_ms": _slowest(application, window, SERIALS),
        }
        window.hide()
    return {
        "serials": batches * STACK,
        "sheets_in_file": sheets,
        "filled_s": round(filled),
        "batches": batches,
        "slowest": slowest,
        "slowest_ms": max(ms for each in slowest.values() for ms in each.values()),
    }


def _window(application: QApplication, world: StoredWorld, place: Path, login: str) -> MainWindow:
    preferences = Preferences(place / f"{login}.ini")
    preferences.sound = preferences.guided.wanted = False
    look = Look(application, preferences)
    look.apply()
    window = MainWindow(world.gate, preferences, look.apply, CrashNotes())
    window.show()
    window.enter(world.desk(login))
    application.processEvents()
    return window


def _slowest(application: QApplication, window: MainWindow, wanted: Sequence[str]) -> float:
    """Each text is typed into the line; it must open a page, or offer more than one batch."""
    assert window.workspace is not None
    taken = []
    for text in wanted:
        QTest.keyClick(_focus(), Qt.Key.Key_F3)
        for character in text:
            QTest.keyClick(_focus(), character)
        begun = time.perf_counter()
        QTest.keyClick(_focus(), Qt.Key.Key_Return)
        application.processEvents()
        taken.append((time.perf_counter() - begun) * 1000)
        offered = len(window.workspace.finder.texts)
        assert offered > 1 or window.workspace.name in ("keying", "sheet")
        if window.workspace.finder.isVisible():
            QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    return round(max(taken), 1)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


if __name__ == "__main__":
    sys.exit(main())
