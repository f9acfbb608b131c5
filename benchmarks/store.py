"""What the encrypted, signed, folded journal costs beside plain sqlite3 with the same durability.

    python -m benchmarks.store [--commits 1000] [--events 20000] [--folder DIR]

Peer and program commit in turns of 50 into the same folder, because a disk's flush varies by the minute.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.event import Kind, NewEvent
from core.people import Grant, Role, Session, Unit
from core.ports.drafts import DraftLine
from core.ports.gate import NewPerson
from core.ports.journal import Wanted
from core.progress import Silent
from core.values import BatchId, KeyingId, UnitId, sheet_id
from core.workflow.keying_bodies import keying_submitted, sheet_set_aside
from storage.gate import FolderGate
from storage.opened import Opened
from storage.verify import CHAINS_FROM_TO, Report, verify

TURN = 50
Statement = tuple[str, tuple[Any, ...]]
WRITING = ("INSERT", "UPDATE", "DELETE")
CHUNK = 200
BATCH = BatchId("abcdefghijklmnop")
SEALED = "QUJD" * 100
BANK = UnitId("HO")
PASSWORD = "benchmark-only"
REASON = "page missing " * 12
SCHEMA = "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--commits", type=int, default=1000)
    arguments.add_argument("--events", type=int, default=20_000)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    with project(given.folder) as gate:
        opened = gate.open("admin", PASSWORD)
        figures = commits(opened, given.commits) | volume(opened, given.events)
        gate.sign_out(opened.session)
        figures |= looking(gate)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures | {"peak_mb": round(peak)}, indent=2))


@contextlib.contextmanager
def project(folder: Path | None) -> Iterator[FolderGate[Session]]:
    """A fresh project with its administrator."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        os.environ.setdefault("TWINKEY_DATA", place)
        gate: FolderGate[Session] = FolderGate(Path(place) / "project", lambda session, _: session)
        admin = NewPerson("admin", "Admin", (Grant(Role.ADMIN, BANK),), PASSWORD)
        setup = gate.create("Benchmark", admin, [Unit(BANK, (("en", "Bank"),), None, "bank")])
        setup.prove(setup.recovery_key)
        yield gate
        gate.close()


def commits(opened: Opened, wanted: int) -> dict[str, object]:
    """Milliseconds of one durable commit: the peer's row, the peer's rows where it writes all that we
    write (event, indexes, projection), our draft line, our signed event."""
    session, ports = opened.session, opened.ports
    peer = plain_sqlite(opened.database.path.parent / "peer.db")
    peer.execute("CREATE TABLE event (n INTEGER PRIMARY KEY, subject TEXT, line TEXT)")
    twin = plain_twin(opened)
    written: list[list[Statement]] = []
    again: list[list[Statement]] = []

    def plain(n: int) -> None:
        with peer:
            peer.execute("INSERT INTO event VALUES (?, ?, ?)", (n, f"{BATCH}/{n}", SEALED))

    def draft(n: int) -> None:
        ports.drafts.append(session, KeyingId(f"{BATCH}/0001/1/1"), DraftLine(n, SEALED))

    def event(n: int) -> None:
        sheet = sheet_id(BATCH, f"{n:06d}")
        ports.ledger.append(session, "pass1", [keying_submitted(sheet, 1, 1, "k", SEALED)])

    def second(n: int) -> None:
        sheet = sheet_id(BATCH, f"{n:06d}")
        ports.ledger.append(session, "pass2", [keying_submitted(sheet, 2, 1, "k", SEALED)])

    def same_rows(n: int) -> None:
        write_again(twin, written[n - 1])

    def same_rows_again(n: int) -> None:
        write_again(twin, again[n - 1])

    with recorded(opened, written):
        for n in range(wanted):
            event(100_000 + n)
    with recorded(opened, again):
        for n in range(wanted):
            second(100_000 + n)
    acts = {
        "plain_sqlite": plain, "same_rows": same_rows, "draft": draft, "signed_event": event,
        "same_rows_of_second": same_rows_again, "signed_second": second,
    }  # fmt: skip
    took = in_turns(acts, wanted)
    peer.close()
    twin.close()
    base = statistics.fmean(took["plain_sqlite"])
    return {
        name: {
            "mean_ms": round(statistics.fmean(times), 3),
            "p99_ms": round(statistics.quantiles(times, n=100)[98], 3),
            "of_plain": round(statistics.fmean(times) / base, 2),
            "of_same_rows": round(
                statistics.fmean(times) / statistics.fmean(took[twin_of(name)]), 2
            ),
        }
        for name, times in took.items()
    }


def twin_of(name: str) -> str:
    """The peer's act that writes the same."""
    return "same_rows_of_second" if name.endswith("second") else "same_rows"


def write_again(twin: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    """What one of our transactions wrote, as it was written: statements with their values apart, so that
    the peer prepares each text once, as we do."""
    with twin:
        twin.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            twin.execute(sql, values)


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
    return connection


def plain_twin(opened: Opened) -> sqlite3.Connection:
    """The same tables, indexes and guards, unencrypted."""
    twin = plain_sqlite(opened.database.path.parent / "twin.db")
    for (sql,) in opened.database.query(SCHEMA):
        twin.execute(sql)
    for row in opened.database.query("SELECT * FROM tail"):
        twin.execute("INSERT INTO tail VALUES (?, ?, ?, ?, ?, ?)", row)
    twin.commit()
    twin.isolation_level = None
    return twin


class Recorder:
    """A connection that keeps what is written through it, with the values."""

    def __init__(self, connection: Any, written: list[list[Statement]]) -> None:
        self._connection, self._written = connection, written

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        word = sql.split(maxsplit=1)[0]
        if word == "BEGIN":
            self._written.append([])
        elif word in WRITING:
            self._written[-1].append((sql, tuple(values)))
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Any:
        kept = [tuple(row) for row in rows]
        self._written[-1].extend((sql, row) for row in kept)
        return self._connection.executemany(sql, kept)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextlib.contextmanager
def recorded(opened: Opened, written: list[list[Statement]]) -> Iterator[None]:
    """Gathers what each transaction of this thread writes."""
    database, connection = opened.database, opened.database.connection()
    database.connection = lambda: Recorder(connection, written)  # type: ignore[method-assign]
    yield
    del database.connection  # the method of the class again


def volume(opened: Opened, wanted: int) -> dict[str, object]:
    """Events per second of processor time: written with their rows in chunks, folded anew, verified."""
    session, ports = opened.session, opened.ports

    def append() -> None:
        for start in range(0, wanted, CHUNK):
            ports.ledger.append(session, "pass1", [aside(n) for n in range(start, start + CHUNK)])

    appended = cpu_s(append)
    opened.database.query("DELETE FROM local WHERE name = 'projection'")
    projected = cpu_s(opened.projections.ensure)
    reports: list[Report] = []
    chains = Chains()
    verified = cpu_s(lambda: reports.append(verify(opened, chains)))
    (report,) = reports
    assert report.sound, report.problems[:3]
    opened.database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    signed = report.signatures * signature_s()
    return {
        "events": report.events,
        "file_mb": round(opened.database.path.stat().st_size / 2**20),
        "appended_per_s": round(wanted / appended),
        "projected_per_s": round(report.events / projected),
        "chains_verified_per_s": round(report.events / (chains.cpu_s() - signed)),
        "verified_and_compared_per_s": round(report.events / (verified - signed)),
        "verified_signatures": report.signatures,
    }


class Chains(Silent):
    """Notes the processor time while `verify` follows the chains: lines, hashes, columns, authors."""

    def __init__(self) -> None:
        self._at: list[float] = []

    def step(self, done: int, total: int) -> None:
        first, last = CHAINS_FROM_TO
        if first <= done <= last:
            self._at.append(time.process_time())

    def cpu_s(self) -> float:
        """From the beginning of that part to its end."""
        return self._at[-1] - self._at[0]


def aside(n: int) -> NewEvent:
    """An unsigned event; four of them on each sheet."""
    return sheet_set_aside(sheet_id(BATCH, f"v{n // 4:06d}"), n % 2 + 1, REASON)


def cpu_s(act: Callable[[], None]) -> float:
    """Processor seconds of an act: what else the machine does meanwhile does not count."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def signature_s(times: int = 200) -> float:
    """Processor seconds that checking one signature takes here and now."""
    key = Ed25519PrivateKey.generate()
    signature, public = key.sign(REASON.encode()), key.public_key()

    def check() -> None:
        for _ in range(times):
            public.verify(signature, REASON.encode())

    return cpu_s(check) / times


def looking(gate: FolderGate[Session]) -> dict[str, object]:
    """Milliseconds to open the file up to the first page of the journal, and to search in it."""
    begun = time.perf_counter()
    opened = gate.open("admin", PASSWORD)
    signed_in = time.perf_counter()
    session, journal = opened.session, opened.ports.journal
    journal.page(session, Wanted())
    first_page = time.perf_counter()
    (newest,) = opened.database.query("SELECT max(ms), min(ms) FROM event")
    middle = sum(newest) // 2
    wanted = {
        "person": Wanted(person=session.person),
        "subject": Wanted(subject=sheet_id(BATCH, "v000100")),
        "kind": Wanted(kinds=[Kind.PERSON_ADDED]),
        "time": Wanted(since_ms=middle, until_ms=middle + 60_000),
        "person and kind": Wanted(person=session.person, kinds=[Kind.PERSON_ADDED]),
    }
    took = {}
    for name, each in wanted.items():
        before = time.perf_counter()
        journal.page(session, each)
        took[name] = round((time.perf_counter() - before) * 1000, 1)
    return {
        "sign_in_ms": round((signed_in - begun) * 1000),
        "first_page_ms": round((first_page - signed_in) * 1000),
        "search_ms": took,
    }


if __name__ == "__main__":
    main()
