"""What one ruling costs: Enter to the next difference painted, the decision signed and durable.

    python -m benchmarks.ruling [--sheets 150] [--folder DIR]

Every sheet has one difference, so most rulings settle a record and run its rules too. Exits 1 where the
p99 is over the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks._told import told
from benchmarks.entry import entered
from core.values import BatchId
from tests.support.world import StoredWorld, in_folder
from ui.window import MainWindow

LIMIT_MS = 50.0
"""What the thread of the interface may take at once (design §7)."""
SLIPPED = "Q08"
BREATH_S = 0.1


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sheets", type=int, default=150)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        return told(figures(Path(place), given.sheets), {"p99_ms": LIMIT_MS})


def figures(place: Path, sheets: int) -> dict[str, object]:
    """Milliseconds of a ruling, on the clock and of processor time."""
    world = in_folder(place / "project", "BSQ-1.xlsx")
    batch = world.open_paper(sheets)
    truth = world.truth(batch, sheets)
    slips = {(1, n, SLIPPED): "2" if said[SLIPPED] != "2" else "4" for n, said in truth.items()}
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    with entered(world, place, "judge1") as (application, window):
        (first, *took), (_, *worked) = rulings(application, window, world, batch)
    return {
        "rulings": len(took),
        "first_ms": round(first, 1),  # compiles the form's rules
        "median_ms": round(statistics.median(took), 1),
        "p99_ms": round(statistics.quantiles(took, n=100)[98], 1),
        "cpu_median_ms": round(statistics.median(worked), 1),
        "cpu_p99_ms": round(statistics.quantiles(worked, n=100)[98], 1),
    }


def rulings(
    application: QApplication, window: MainWindow, world: StoredWorld, batch: BatchId
) -> tuple[list[float], list[float]]:
    """Rule on everything by 1 and Enter."""
    took, worked = [], []
    window.go("adjudication", batch)
    application.processEvents()
    left = len(world.differences(batch))
    for _ in range(left):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
        application.processEvents()
        busy, began = time.process_time(), time.perf_counter()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        application.processEvents()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        breathe(application)
    assert not world.differences(batch), "each Enter was to record one ruling"
    return took, worked


def breathe(application: QApplication) -> None:
    """The adjudicator looks at the next paper; not measured."""
    until = time.perf_counter() + BREATH_S
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    sys.exit(main())
