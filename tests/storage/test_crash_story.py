"""Killed while keying, submitting, comparing, reviewing, importing a form or copying: nothing is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.event import Kind
from core.services.demonstration import PASSWORD
from storage.backup import copies_in
from storage.database import Database
from storage.folder import BACKUPS
from storage.opened import Opened
from storage.verify import verify
from tests.storage.story import BOOK, SHEETS, world_in
from tests.support.world import in_folder

MOMENTS = {"ready": 1, "import": 1, "draft": 120, "submit": 6, "compare": 1, "close": 1, "draw": 1}
"""Killed soon after one of so many acknowledgements of an act, that is, during what follows it."""
LONGEST_S = 0.04


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    in_folder(tmp_path / "project", BOOK).gate.close()
    return tmp_path / "project"


def killed(folder: Path, run: int, rng: random.Random) -> list[list[str]]:
    """Work up to a random moment and be killed; what was acknowledged, as words."""
    act = rng.choice(tuple(MOMENTS))
    left, said = rng.randint(1, MOMENTS[act]), ""
    command = [sys.executable, "-m", "tests.storage.story", str(folder), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        while left and (line := worker.stdout.readline()):
            said += line
            left -= line.startswith(act)
        time.sleep(rng.uniform(0, LONGEST_S))
        worker.kill()
        said += worker.stdout.read()
    assert not left, "the worker ended by itself"
    complete = said[: said.rfind("\n") + 1]  # the last line may be cut
    return [line.split() for line in complete.splitlines()[1:]]


def kills(folder: Path, times: int) -> dict[str, int]:
    """How often each act was acknowledged over all the kills; each is looked for after each."""
    rng = random.Random(times)
    acts: dict[str, int] = {}
    for run in range(times):
        said = killed(folder, run, rng)
        world = world_in(folder)
        opened = world.gate.open("admin", PASSWORD)
        for act, *rest in said:
            acts[act] = acts.get(act, 0) + 1
            assert is_there(opened, folder, act, rest), (act, rest)
        report = verify(opened)
        assert (report.problems, report.notes) == ((), ())
        world.gate.close()
    return acts


def is_there(opened: Opened, folder: Path, act: str, rest: Sequence[str]) -> bool:
    """Whether what was acknowledged is in the file."""
    database = opened.database
    if act == "draft":
        return draft_is_there(database, *rest)
    if act == "compare":
        return events(database, Kind.SHEET_COMPARED.value, f"{rest[0]}/%") == SHEETS
    if act == "backup":
        return rest[0] in {copy.name for copy in copies_in(folder / BACKUPS)}
    kind, subject = rest
    return events(database, kind, subject) > 0


def draft_is_there(database: Database, login: str, keying: str, n: str) -> bool:
    person = database.value("SELECT id FROM person WHERE login = ?", (login,))
    draft = "SELECT 1 FROM draft WHERE person = ? AND keying = ? AND n = ?"
    submitted = "SELECT 1 FROM keying WHERE id = ? AND clerk = ?"
    return bool(
        database.query(draft, (person, keying, int(n)))
        or database.query(submitted, (keying, person))
    )


def events(database: Database, kind: str, subject: str) -> int:
    found = "SELECT count(*) FROM event WHERE kind = ? AND subject LIKE ?"
    return int(database.value(found, (kind, subject)))


def test_killing_the_whole_story_loses_nothing_that_was_acknowledged(folder):
    assert sum(kills(folder, 5).values()) > 0


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_killing_the_whole_story_two_hundred_times_loses_nothing(folder):
    acts = kills(folder, 200)
    assert set(acts) >= set(MOMENTS) - {"ready"}
    assert sum(acts.values()) > 200
