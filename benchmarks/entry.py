"""What one accepted answer costs: key event to the next field painted, the draft durable.

    python -m benchmarks.entry [--batches 11] [--keyed 20] [--scan] [--folder DIR]

Real window, real store, key events; 100,000 keyed sheets stand in the file (11 batches of 9,999, of which
the last is keyed); with --scan a picture of 20 megapixels stands beside the form of each sheet. Put the
folder on a memory disk to measure the program and not the disk. Keys a sheet are counted: a single choice
with a one-character code costs one. Exits 1 where the p99 of an accepted answer is over the limit.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks._crowd import crowd
from benchmarks._told import told
from core.forms.demo import questionnaires
from core.forms.model import Kind
from core.services.desk import Desk
from core.values import Answer, Answers, BatchId, Special, sheet_id
from tests.support.world import StoredWorld, in_folder
from ui.app import Look, make_application
from ui.errors import CrashNotes
from ui.jobs import Jobs
from ui.keying.keys import SPECIALS
from ui.keying.page import KeyingPage
from ui.keying.sheet_view import SheetView
from ui.preferences import Preferences
from ui.window import MainWindow

LIMIT_MS = 16.0
"""p99 of an accepted answer (design §8)."""
STACK = 9_999
SCAN = (3_800, 5_300)
BETWEEN_KEYS_S = 0.05
DRAWN_WITHIN_S = 5.0
WHY = {
    Kind.SELECT_ONE: "select_one: Enter after a code that a longer one begins with (1 of 1 and 11)",
    Kind.SELECT_MULTIPLE: "select_multiple: each further code, a space between, Enter at the end",
    Kind.INTEGER: "integer: further digits and Enter: how many there are is not known",
    Kind.DECIMAL: "decimal: further digits and Enter",
    Kind.DATE: "date: month and day, Enter; the year follows",
    Kind.TEXT: "text: as many as were written, Enter",
}
"""Why a question costs more than one key."""
PEERS = {
    "EpiData": "leaves a field by itself when it is full, unless Confirm entry is set: one key for a"
    " one-digit code (EpiData-dk entryclient, dataform_frame.pas)",
    "CSPro": "one key for a one-digit code, two where the field's property Use Enter Key is set"
    " (csprousers.org, Change Field Properties)",
    "Abacus": "one key and Enter for each closed question",
}
"""Documented behaviour of the peers for a single choice; not measured here."""
CONTROL = Qt.KeyboardModifier.ControlModifier
SPECIAL_DIGITS = {special: place for place, special in enumerate(SPECIALS.values(), start=1)}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--batches", type=int, default=11)
    arguments.add_argument("--keyed", type=int, default=20)
    arguments.add_argument("--scan", action="store_true")
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        found = figures(Path(place), given.batches, given.keyed, scanned=given.scan)
    return told(found, {"p99_ms": LIMIT_MS})


def figures(place: Path, batches: int, keyed: int, *, scanned: bool = False) -> dict[str, object]:
    """Milliseconds an accepted answer, keys a sheet, and what a sheet costs until it stands there."""
    world = in_folder(place / "project", "BSQ-1.xlsx")
    clerk, own = world.desk("clerk1"), [f"{n:04d}" for n in range(1, keyed + 1)]
    began, sheets = time.perf_counter(), 0
    for _ in range(batches):
        batch = world.open_paper(STACK)
        sheets += crowd(clerk, batch, STACK, own)
    filled = time.perf_counter() - began
    form = clerk.keying.begin(clerk.session, batch, "0001").form
    papers = questionnaires(form, seed=5, count=keyed, until=date(2026, 11, 20))
    if scanned:
        scan_all(world.desk("leader"), batch, keyed)
    with entered(world, place) as (application, window):
        typist, drawn = Typist(application, window, batch), True
        for number, answers in enumerate(papers, start=1):
            typist.key(number, answers)
            drawn = drawn and (not scanned or typist.has_drawn_scan())
    assert drawn, "a scan was to stand beside the form"
    first = typist.opened[0]
    return {
        "scan_megapixels": round(SCAN[0] * SCAN[1] / 1e6) if scanned else 0,
        "sheets_in_file": sheets,
        "filled_s": round(filled),
        "file_mb": round((place / "project" / "project.db").stat().st_size / 2**20),
        "answers": len(typist.took),
        "median_ms": round(statistics.median(typist.took), 2),
        "p99_ms": round(statistics.quantiles(typist.took, n=100)[98], 2),
        "cpu_median_ms": round(statistics.median(typist.worked), 2),
        "cpu_p99_ms": round(statistics.quantiles(typist.worked, n=100)[98], 2),
        "sheet_opened_ms": round(statistics.median(typist.opened), 1),
        "first_sheet_opened_ms": round(first, 1),
        "keys_a_sheet": round(typist.presses / keyed, 1),
        "questions_a_sheet": round(typist.answered / keyed, 1),
        "extra_keys": {WHY.get(kind, str(kind)): n for kind, n in typist.extra.items()},
        "peers": PEERS,
    }


@contextlib.contextmanager
def entered(
    world: StoredWorld, place: Path, login: str = "clerk1"
) -> Iterator[tuple[QApplication, MainWindow]]:
    """A window in which the person is signed in."""
    application = make_application([])
    preferences = Preferences(place / "screen.ini")
    preferences.sound = preferences.guided.wanted = False
    look = Look(application, preferences)
    look.apply()
    window = MainWindow(world.gate, preferences, look.apply, CrashNotes())
    window.show()
    window.enter(world.desk(login))
    application.processEvents()
    yield application, window


def scan_all(leader: Desk, batch: BatchId, count: int) -> None:
    """Give the sheets to be keyed a picture like a camera's: grain in it, so that it does not pack well."""
    paper = Image.effect_noise(SCAN, 40).convert("RGB")
    for number in range(1, count + 1):
        written = BytesIO()
        ImageDraw.Draw(paper).rectangle((0, 0, 9 * number, 40), fill="black")
        paper.save(written, "JPEG", quality=85)
        sheet = sheet_id(batch, f"{number:04d}")
        leader.scans.attach(leader.session, sheet, f"{number:04d}.jpg", written.getvalue())


class Typist:
    """Keys sheets as a clerk does and times each accepted answer."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        batch: BatchId,
        breath_s: float = BETWEEN_KEYS_S,
    ) -> None:
        self._application, self._window, self.batch = application, window, batch
        self._breath_s = breath_s
        self.took: list[float] = []
        self.worked: list[float] = []
        """Processor time of each, all threads: what else the machine does does not count."""
        self.opened: list[float] = []
        self.extra: Counter[Kind] = Counter()
        self.presses = self.answered = 0

    @property
    def jobs(self) -> Jobs:
        """Where long work of the signed-in person runs."""
        assert self._window.workspace is not None
        return self._window.workspace.jobs

    def key(self, number: int, answers: Answers) -> None:
        """Key one sheet to its end."""
        self._open(number)
        while not self._sheet.legend.told:
            self._answer(answers)

    def begin(self, number: int, answers: Answers, wanted: int) -> None:
        """Key the first few questions of a sheet."""
        self._open(number)
        for _ in range(wanted):
            self._answer(answers)

    def has_drawn_scan(self) -> bool:
        """Whether the picture of the sheet in work stands beside the form."""
        page = self._window.workspace.page if self._window.workspace else None
        assert isinstance(page, KeyingPage)
        until = time.perf_counter() + DRAWN_WITHIN_S
        while not page.scan.is_idle and time.perf_counter() < until:
            self._application.processEvents()
            time.sleep(0.001)
        return page.scan.isVisible() and not page.scan.canvas.shown.isEmpty()

    def _open(self, number: int) -> None:
        began = time.perf_counter()
        self._window.go("keying", (self.batch, f"{number:04d}"))
        self._application.processEvents()
        self.opened.append((time.perf_counter() - began) * 1000)
        time.sleep(
            self._breath_s
        )  # the clerk looks at the paper; the next screen is built meanwhile
        self._application.processEvents()

    @property
    def _sheet(self) -> SheetView:
        page = self._window.workspace.page if self._window.workspace else None
        assert isinstance(page, KeyingPage)
        assert page.sheet is not None
        return page.sheet

    def _turn_page(self) -> None:
        """A further page of the paper: its last two digits and Enter, once."""
        page = self._window.workspace.page if self._window.workspace else None
        if isinstance(page, KeyingPage) and page.turn.isVisible():
            for character in self._sheet.presenter.draft.serial[-2:]:
                QTest.keyClick(self._focus, character)
            QTest.keyClick(self._focus, Qt.Key.Key_Return)
            self._application.processEvents()
            self.presses += 3
            self.extra["page turn"] += 3

    def _answer(self, answers: Answers) -> None:
        self._turn_page()
        presenter = self._sheet.presenter
        view = presenter.field(presenter.cursor)
        answer = answers.get(view.key, Special.BLANK)
        presses = self._keys(view.question.kind, answer)
        before = len(presenter.draft.changes)
        for key, modifiers in presses[:-1]:
            QTest.keyClick(self._focus, key, modifiers)
        worked, began = time.process_time(), time.perf_counter()
        QTest.keyClick(self._focus, *presses[-1])
        self._application.processEvents()
        if len(presenter.draft.changes) > before:
            self.took.append((time.perf_counter() - began) * 1000)
            self.worked.append((time.process_time() - worked) * 1000)
            self.answered += 1
        self._breathe()
        self.presses += len(presses)
        if len(presses) > 1:
            self.extra[view.question.kind] += len(presses) - 1

    def _breathe(self) -> None:
        """The time between two keys of a very fast clerk (20 a second), not measured."""
        until = time.perf_counter() + self._breath_s
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
    sys.exit(main())
