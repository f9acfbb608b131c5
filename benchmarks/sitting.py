"""What a long sitting costs: memory from sheet to sheet, and whether a key is ever lost while the store is busy.

    python -m benchmarks.sitting [--sheets 2000] [--presses 20000] [--folder DIR]

First, sheets are opened, begun and left, one after the other in one window: the memory at each quarter. Then
whole sheets are keyed as fast as the program takes keys, while a job beside writes events in chunks of 200;
afterwards each draft is opened anew by its clerk's key and held against what was typed. Exits 1 where an
answer is lost or wrong, or where the later three quarters add more memory than the limit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks._told import told
from benchmarks.entry import Typist, entered
from benchmarks.store import aside
from core.forms.demo import questionnaires
from core.forms.model import Kind
from core.progress import Progress
from core.services.demonstration import PASSWORD
from core.values import Answer, Answers, BatchId, Special
from core.workflow.drafting import replayed
from tests.support.world import StoredWorld, in_folder

QUARTERS = 4
BEGUN = 3
"""Answers keyed of each sheet in the first part."""
CHUNK = 200
GROWTH_MB = 20.0
"""What is begun and left may cost a little (its draft is remembered); a leaked page of widgets is 1 MB."""
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sheets", type=int, default=2000)
    arguments.add_argument("--presses", type=int, default=20_000)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    folder = given.folder or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        found = figures(Path(place), given.sheets, given.presses)
    return told(found, {"lost_or_wrong_answers": 0, "mb_per_1000_sheets": GROWTH_MB})


def figures(place: Path, sheets: int, presses: int) -> dict[str, object]:
    """Memory at each quarter of the sitting, and what became of the keys."""
    world = in_folder(place / "project", "BSQ-1.xlsx")
    first, second = world.open_paper(max(sheets, 1)), world.open_paper(9_999)
    with entered(world, place) as (application, window):
        memory = dict(
            sitting(Typist(application, window, first, breath_s=0), papers(world), sheets)
        )
        typist = Typist(application, window, second, breath_s=0)
        lost = beside_a_writer(typist, world, presses)
    counts = {"presses": typist.presses, "answers": typist.answered}
    return {"memory_mb": memory, "mb_per_1000_sheets": growth(memory), **counts, **lost}


def growth(memory: Mapping[int, float]) -> float:
    """Megabytes that a thousand sheets add once the first quarter has filled what is built once."""
    (early, held), *_, (late, last) = sorted(memory.items())
    return round((last - held) / max(late - early, 1) * 1000, 1)


def papers(world: StoredWorld) -> list[Answers]:
    """What forty sheets say, as far as key events can type it; a pile repeats them."""
    clerk = world.desk("clerk1")
    batch = clerk.keying.tasks(clerk.session)[0].batch.id
    form = clerk.keying.begin(clerk.session, batch, "0001").form
    texts = {question.key for question in form.questions if question.kind is Kind.TEXT}
    return [
        {key: typeable(said) if key in texts else said for key, said in paper.items()}
        for paper in questionnaires(form, seed=5, count=40, until=date(2026, 11, 20))
    ]


def typeable(said: Answer) -> Answer:
    """The letters and digits of a text; where there are none, the field counts as left blank."""
    if isinstance(said, Special):
        return said
    return "".join(c for c in said.lower() if c.isascii() and c.isalnum()) or Special.BLANK


def sitting(typist: Typist, truth: list[Answers], sheets: int) -> Iterator[tuple[int, float]]:
    """(sheets done, resident megabytes) at each quarter."""
    for number in range(1, sheets + 1):
        typist.begin(number, truth[number % len(truth)], BEGUN)
        if number % max(sheets // QUARTERS, 1) == 0:
            yield number, round(resident_mb(), 1)


def beside_a_writer(typist: Typist, world: StoredWorld, presses: int) -> dict[str, object]:
    """Key whole sheets while events are written beside, then compare the drafts with what was typed."""
    truth, meant = papers(world), {}
    writer = Writer(world)
    jobs = typist.jobs
    number = jobs.run("import", writer.write, lambda done: None)
    began = time.perf_counter()
    for sheet in count(1):
        if typist.presses >= presses:
            break
        meant[sheet] = truth[sheet % len(truth)]
        typist.key(sheet, meant[sheet])
    took = time.perf_counter() - began
    jobs.cancel(number)
    while jobs.busy():
        QApplication.processEvents()
    wrong = sum(wrong_answers(world, typist.batch, f"{n:04d}", said) for n, said in meant.items())
    return {
        "presses_per_s": round(typist.presses / took),
        "events_written_beside": writer.written,
        "lost_or_wrong_answers": wrong,
    }


class Writer:
    """Writes events in bulk, as an import does, on a connection of its own."""

    def __init__(self, world: StoredWorld) -> None:
        self._opened = world.gate.open("admin", PASSWORD)
        self.written = 0

    def write(self, progress: Progress) -> None:
        """Until it is cancelled."""
        ledger, session = self._opened.ports.ledger, self._opened.session
        while True:
            progress.step(self.written, 0)
            events = [aside(n) for n in range(self.written, self.written + CHUNK)]
            ledger.append(session, "pass1", events)
            self.written += CHUNK
            time.sleep(0.02)


def wrong_answers(world: StoredWorld, batch: BatchId, serial: str, said: Answers) -> int:
    """Answers of a sheet that its draft has otherwise, or lacks."""
    clerk = world.desk("clerk1")
    draft = clerk.keying.begin(clerk.session, batch, serial)
    kept = replayed(draft.changes).answers
    return sum(kept.get(question) != answer for question, answer in said.items())


def resident_mb() -> float:
    """What the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split(maxsplit=2)[1])
    return pages * PAGE / 2**20


if __name__ == "__main__":
    sys.exit(main())
