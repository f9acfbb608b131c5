"""Files of released programs open, hold, and fold to what they folded to.

`released/schema-N` is a project of N's program as the tour of four sheets left it, `schema-N-NAME` one
with kinds of events that came later (tests.storage.recording). None of them ever changes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.event import Kind
from core.line import canon
from core.services.demonstration import PASSWORD
from core.workflow.projection import FOLD
from core.workflow.tables import TABLES
from storage import database as databases
from storage.gate import FolderGate
from storage.opened import Opened
from storage.projections import in_order
from storage.verify import verify

RELEASED = Path(__file__).parent / "released"
FOLDS = json.loads((RELEASED / "folds.json").read_text(encoding="utf-8"))
"""Project -> version of the fold -> digest of the rows it gives."""
KEPT = sorted(path.name for path in RELEASED.iterdir() if path.is_dir())
ROWLESS = {Kind.LOGIN_FAILED, Kind.FILE_CLEANED}
"""Kinds that no fold knows."""


@pytest.fixture(params=KEPT)
def released(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def opened(released: str, tmp_path: Path) -> Iterator[Opened]:
    shutil.copytree(RELEASED / released, tmp_path / "project")
    gate: FolderGate = FolderGate(tmp_path / "project", lambda session, ports: session)
    yield gate.open("admin", PASSWORD)
    gate.close()


def rows_digest(opened: Opened) -> str:
    """Of every row of every table, in an order of their own."""
    digest = hashlib.sha256()
    for table, columns in sorted(TABLES.items()):
        names = ", ".join(f'"{column}"' for column in sorted(columns))
        rows = opened.database.query(f'SELECT {names} FROM "{table}"')
        for row in sorted(rows, key=repr):
            digest.update(canon([table, *row]))
    return digest.hexdigest()


def test_a_released_file_opens_and_everything_in_it_holds(opened):
    report = verify(opened)
    assert report.problems == ()
    assert report.events > 20
    assert opened.database.value("PRAGMA user_version") == databases.SCHEMA


def test_the_same_events_fold_to_the_same_rows_or_the_fold_has_a_new_version(opened, released):
    """Where this fails on purpose: raise FOLD and add the digest to released/folds.json."""
    known = FOLDS[released]
    assert known.get(str(FOLD)) == rows_digest(opened), rows_digest(opened)


def test_released_journals_have_every_kind_that_a_fold_knows(tmp_path):
    """Else another fold of it would give other rows, and nothing would ask for a new version."""
    found: set[Kind] = set()
    changed: set[str] = set()
    for name in KEPT:
        shutil.copytree(RELEASED / name, tmp_path / name)
        gate: FolderGate = FolderGate(tmp_path / name, lambda session, ports: session)
        lines = gate.open("admin", PASSWORD).database.query("SELECT line FROM event")
        events = in_order(line for (line,) in lines)
        found |= {event.kind for event in events}
        changed |= {e.body["did"] for e in events if e.kind is Kind.BATCH_CHANGED}
        changed |= {e.body["what"] for e in events if e.kind is Kind.KEY_GRANTED}
        gate.close()
    assert found >= set(Kind) - ROWLESS
    assert changed >= {"sent", "received", "lost", "found", "numbered", "counted", "due"}
    assert changed >= {"handed_over", "split", "content", "batch", "replaced"}


def test_another_version_of_the_fold_folds_everything_anew(opened, monkeypatch):
    from storage import projections

    opened.database.query("UPDATE batch SET code = 'stale'")
    opened.projections.ensure()
    assert opened.database.value("SELECT count(*) FROM batch WHERE code = 'stale'") > 0
    monkeypatch.setattr(projections, "FOLD", FOLD + 1)
    opened.projections.ensure()
    assert opened.database.value("SELECT count(*) FROM batch WHERE code = 'stale'") == 0


def test_every_released_schema_has_its_file():
    named = {f"schema-{number}" for number in range(1, databases.SCHEMA + 1)}
    assert named <= set(KEPT)
    assert {"-".join(name.split("-")[:2]) for name in KEPT} == named
