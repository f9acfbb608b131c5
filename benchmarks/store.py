"""What the encrypted, signed, folded journal costs beside plain sqlite3 with the same durability.

    python -m benchmarks.store [--commits 1000] [--events 20000] [--folder DIR]

Peer and program commit in turns of 50 into the same folder, because a disk's flush varies by the minute.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.people import Grant, Role, Unit
from core.ports.drafts import DraftLine
from core.ports.gate import NewPerson
from core.values import BatchId, KeyingId, UnitId, sheet_id
from core.workflow.bodies import keying_submitted, sheet_set_aside
from storage.gate import FolderGate
from storage.opened import Opened
from storage.verify import verify

TURN = 50
CHUNK = 200
BATCH = BatchId("abcdefghijklmnop")
SEALED = "QUJD" * 100
BANK = UnitId("HO")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--commits", type=int, default=1000)
    arguments.add_argument("--events", type=int, default=20_000)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    with project(given.folder) as opened:
        figures = commits(opened, given.commits) | volume(opened, given.events)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures | {"peak_mb": round(peak)}, indent=2))


@contextlib.contextmanager
def project(folder: Path | None) -> Iterator[Opened]:
    """A fresh project, open for its administrator."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        gate = FolderGate(Path(place) / "project", lambda session, ports: session)
        admin = NewPerson("admin", "Admin", (Grant(Role.ADMIN, BANK),), "benchmark-only")
        setup = gate.create("Benchmark", admin, [Unit(BANK, (("en", "Bank"),), None, "bank")])
        setup.prove(setup.recovery_key)
        yield gate.open("admin", "benchmark-only")
        gate.close()


def commits(opened: Opened, wanted: int) -> dict[str, object]:
    """Milliseconds of one durable commit: the peer's row, our draft line, our signed event."""
    peer = plain_sqlite(opened.database.path.parent / "peer.db")
    session, ports = opened.session, opened.ports

    def plain(n: int) -> None:
        with peer:
            peer.execute("INSERT INTO event VALUES (?, ?, ?)", (n, f"{BATCH}/{n}", SEALED))

    def draft(n: int) -> None:
        ports.drafts.append(session, KeyingId(f"{BATCH}/0001/1/1"), DraftLine(n, SEALED))

    def event(n: int) -> None:
        sheet = sheet_id(BATCH, f"{n:06d}")
        ports.ledger.append(session, "pass1", [keying_submitted(sheet, 1, 1, "k", SEALED)])

    took = in_turns({"plain_sqlite": plain, "draft": draft, "signed_event": event}, wanted)
    peer.close()
    base = statistics.fmean(took["plain_sqlite"])
    return {
        name: {
            "mean_ms": round(statistics.fmean(times), 3),
            "p99_ms": round(statistics.quantiles(times, n=100)[98], 3),
            "of_plain": round(statistics.fmean(times) / base, 2),
        }
        for name, times in took.items()
    }


def in_turns(acts: dict[str, Callable[[int], None]], wanted: int) -> dict[str, list[float]]:
    """Milliseconds of each call, the acts taking turns."""
    took: dict[str, list[float]] = {name: [] for name in acts}
    for start in range(0, wanted, TURN):
        for name, act in acts.items():
            for n in range(start, start + TURN):
                begun = time.perf_counter()
                act(n + 1)
                took[name].append((time.perf_counter() - begun) * 1000)
    return took


def plain_sqlite(path: Path) -> sqlite3.Connection:
    """Unencrypted, unsigned, unfolded: one row in a table, as durable as ours."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE event (n INTEGER PRIMARY KEY, subject TEXT, line TEXT)")
    return connection


def volume(opened: Opened, wanted: int) -> dict[str, object]:
    """Events per second, appended with their projection in chunks, and verified."""
    session, ports = opened.session, opened.ports
    begun = time.perf_counter()
    for start in range(0, wanted, CHUNK):
        chunk = [
            sheet_set_aside(sheet_id(BATCH, f"v{n // 4:06d}"), n % 2 + 1, "page missing")
            for n in range(start, start + CHUNK)
        ]
        ports.ledger.append(session, "pass1", chunk)
    appended = time.perf_counter() - begun
    begun = time.perf_counter()
    report = verify(opened)
    verified = time.perf_counter() - begun
    assert report.sound, report.problems[:3]
    return {
        "appended_per_s": round(wanted / appended),
        "verified_per_s": round(report.events / verified),
        "verified_signatures": report.signatures,
    }


if __name__ == "__main__":
    main()
