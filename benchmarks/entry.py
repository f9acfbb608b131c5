"""What one accepted answer costs: key event to the next field painted, the draft durable.

    python -m benchmarks.entry [--batches 10] [--keyed 20] [--folder DIR]

Real window, real store, key events; batches of 9,999 sheets stand in the file beside the one that is
keyed. Put the folder on a memory disk to measure the program and not the disk. Keys a sheet are
counted: a single choice with a one-character code costs one.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.forms.demo import questionnaires
from core.forms.model import Kind
from core.values import Answer, Answers, BatchId, Special
from tests.support.world import in_folder
from ui.app import Look, make_application
from ui.errors import CrashNotes
from ui.keying.keys import SPECIALS
from ui.keying.page import KeyingPage
from ui.keying.sheet_view import SheetView
from ui.preferences import Preferences
from ui.window import MainWindow

LIMIT_MS = 16.0
"""p99 of an accepted answer (design §8)."""
STACK = 9_999
BETWEEN_KEYS_S = 0.05
CONTROL = Qt.KeyboardModifier.ControlModifier
SPECIAL_DIGITS = {special: place for place, special in enumerate(SPECIALS.values(), start=1)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--batches", type=int, default=10)
    arguments.add_argument("--keyed", type=int, default=20)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        print(json.dumps(figures(Path(place), given.batches, given.keyed), indent=2))


def figures(place: Path, batches: int, keyed: int) -> dict[str, object]:
    """Milliseconds an accepted answer, keys a sheet, and the memory that a sitting adds."""
    application = make_application([])
    world = in_folder(place / "project", "BSQ-1.xlsx")
    for _ in range(batches):
        batch = world.open_paper(STACK)
    form = world.desk("clerk1").keying.begin(world.desk("clerk1").session, batch, "0001").form
    papers = questionnaires(form, seed=5, count=keyed, until=date(2026, 11, 20))
    preferences = Preferences(place / "screen.ini")
    preferences.sound = preferences.guides = False
    look = Look(application, preferences)
    look.apply()
    window = MainWindow(world.gate, preferences, look.apply, CrashNotes())
    window.show()
    window.enter(world.desk("clerk1"))
    application.processEvents()
    typist = Typist(application, window, batch)
    first = typist.key(1, papers[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, answers in enumerate(papers[1:], start=2):
        typist.key(number, answers)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "sheets_in_file": batches * STACK,
        "answers": len(typist.took),
        "median_ms": round(statistics.median(typist.took), 2),
        "p99_ms": round(statistics.quantiles(typist.took, n=100)[98], 2),
        "limit_ms": LIMIT_MS,
        "sheet_opened_ms": round(statistics.median(typist.opened), 1),
        "first_sheet_opened_ms": round(first, 1),
        "keys_a_sheet": round(typist.presses / keyed, 1),
        "questions_a_sheet": round(typist.answered / keyed, 1),
        "extra_keys": dict(typist.extra),
        "memory_grown_kb": grown,
    }


class Typist:
    """Keys sheets as a clerk does and times each accepted answer."""

    def __init__(self, application: QApplication, window: MainWindow, batch: BatchId) -> None:
        self._application, self._window, self._batch = application, window, batch
        self.took: list[float] = []
        self.opened: list[float] = []
        self.extra: Counter[str] = Counter()
        self.presses = self.answered = 0

    def key(self, number: int, answers: Answers) -> float:
        """Key one sheet to its end, undone afterwards by nobody; returns what opening it took."""
        began = time.perf_counter()
        self._window.go("keying", (self._batch, f"{number:04d}"))
        self._application.processEvents()
        self.opened.append((time.perf_counter() - began) * 1000)
        time.sleep(0.05)  # the clerk looks at the paper; the next screen is built meanwhile
        self._application.processEvents()
        while not self._sheet.legend.told:
            self._answer(answers)
        return self.opened[-1]

    @property
    def _sheet(self) -> SheetView:
        page = self._window.workspace.page if self._window.workspace else None
        assert isinstance(page, KeyingPage)
        assert page.sheet is not None
        return page.sheet

    def _answer(self, answers: Answers) -> None:
        presenter = self._sheet.presenter
        view = presenter.field(presenter.cursor)
        answer = answers.get(view.key, Special.BLANK)
        presses = self._keys(view.question.kind, answer)
        before = len(presenter.draft.changes)
        for key, modifiers in presses[:-1]:
            QTest.keyClick(self._focus, key, modifiers)
        began = time.perf_counter()
        QTest.keyClick(self._focus, *presses[-1])
        self._application.processEvents()
        if len(presenter.draft.changes) > before:
            self.took.append((time.perf_counter() - began) * 1000)
            self.answered += 1
        self._breathe()
        self.presses += len(presses)
        if len(presses) > 1:
            self.extra[view.question.kind.value] += len(presses) - 1

    def _breathe(self) -> None:
        """The time between two keys of a very fast clerk (20 a second), not measured."""
        until = time.perf_counter() + BETWEEN_KEYS_S
        while time.perf_counter() < until:
            self._application.processEvents()
            time.sleep(0.001)

    def _keys(self, kind: Kind, answer: Answer) -> list[tuple[Qt.Key, Qt.KeyboardModifier]]:
        if isinstance(answer, Special):
            digit = Qt.Key(ord("0") + SPECIAL_DIGITS[answer])
            return [(digit, CONTROL)]
        plain = Qt.KeyboardModifier.NoModifier
        if kind is Kind.DATE:
            answer = answer[5:].replace("-", "")  # month and day: the year follows
        typed = [(Qt.Key(ord(c.upper())), plain) for c in answer if c.isascii()]
        waits = kind is not Kind.SELECT_ONE or answer in self._prefixes
        return [*typed, (Qt.Key.Key_Return, plain)] if waits or not typed else typed

    @property
    def _prefixes(self) -> set[str]:
        presenter = self._sheet.presenter
        codes = [c.name for c in presenter.field(presenter.cursor).choices]
        return {code for code in codes if any(o != code and o.startswith(code) for o in codes)}

    @property
    def _focus(self) -> object:
        return QApplication.focusWidget()


if __name__ == "__main__":
    main()
