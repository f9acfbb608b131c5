"""Copies a whole project while people work on: written, checked, named, and kept by rule.

A copy is a folder with the database, the slots that open it and a manifest. Attachments never change,
so that copies outside the project share one folder of them, and copies inside need none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from core.errors import DAMAGED, DISK_FULL, EnvError
from core.line import canon
from core.people import Session
from core.ports.backups import ASKED, MIGRATION, SCHEDULED, Copy, Lost
from core.progress import Progress, Silent
from core.version import __version__
from storage import high_water, slots
from storage.atomic import cannot_write, sync_folder, write_atomically, write_durably
from storage.database import Database
from storage.folder import BACKUPS, BLOBS, DATABASE
from storage.hybrid_clock import wall_ms
from storage.ledger import head_of
from storage.seat import Seat

MANIFEST = "manifest.json"
FORMAT = 1
NAME = re.compile(r"(\d{8}-\d{6}-\d{3})-(asked|scheduled|migration)")
NAME_TIME = "%Y%m%d-%H%M%S"
EVERY_MS = 20 * 3_600_000
"""The clock makes a copy once a working day, also where work begins a little earlier than the day before."""
NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 5, 12
"""Of the clock's copies: so many newest, and the last one of so many days, weeks and months."""
LAST_ASKED, LAST_MIGRATIONS = 10, 3
STEPS = 1_000
"""Virtual machine steps of SQLite between two looks at progress."""


@dataclass(frozen=True)
class Source:
    """An open project to copy."""

    database: Database
    folder: Path

    @property
    def blobs(self) -> Path:
        """Where its attachments lie."""
        return self.folder / BLOBS


class FolderBackups:
    """Fulfils core.ports.backups.Backups; copies go to `backups/` of the project, or to another folder."""

    def __init__(self, database: Database, seat: Seat, target: Path | None = None) -> None:
        self._source = Source(database, database.path.parent)
        self._seat = seat
        self._target = target or self._source.folder / BACKUPS

    def copies(self, session: Session) -> tuple[Copy, ...]:
        """The copies that are kept, newest first."""
        self._seat.require(session)
        return copies_in(self._target)

    def is_due(self, session: Session) -> bool:
        """Whether the last copy is old enough for the clock to make another."""
        newest = next(iter(self.copies(session)), None)
        return newest is None or abs(wall_ms() - newest.at) >= EVERY_MS

    def make(self, session: Session, why: str, progress: Progress) -> Copy:
        """Write a copy, check it, and let go of those that the rule no longer keeps.

        Raises EnvError DISK_FULL, READ_ONLY, CANNOT_WRITE, DAMAGED, CANCELLED.
        """
        self._seat.require(session)
        return back_up(self._source, self._target, why, progress)

    def lost(self, session: Session) -> tuple[Lost, ...]:
        """What is known to be missing since this project was restored or put back."""
        self._seat.require(session)
        database = self._source.database
        return tuple(
            Lost(
                mark.device,
                mark.seq,
                high_water.end_of(database, mark.device).seq,
                mark.accepted,
            )
            for mark in high_water.behind(database)
        )

    def place(self) -> str:
        """The folder that copies are written to, as a person reads it."""
        return str(self._target)


def backup_project(
    project: Path, login: str, password: str, target: Path | None, progress: Progress
) -> tuple[Path, Copy]:
    """As the command line asks for it: sign in, copy to the target or to `backups/` of the project.

    Raises what a sign-in and `back_up` raise.
    """
    from storage.gate import FolderGate

    gate: FolderGate[Session] = FolderGate(project, lambda session, _: session)
    try:
        opened = gate.open(login, password)
        into = target or project / BACKUPS
        return into, back_up(Source(opened.database, project), into, ASKED, progress)
    finally:
        gate.close()


def back_up(source: Source, target: Path, why: str, progress: Progress | None = None) -> Copy:
    """Write one copy into the target folder, check it, and let the rule work on the others.

    Raises EnvError DISK_FULL, READ_ONLY, CANNOT_WRITE, DAMAGED, CANCELLED; then nothing is left behind.
    """
    progress = progress or Silent()
    at = wall_ms()
    part = target / f"{name_of(at, why)}.part"
    source.database.refuse_gone()
    try:
        part.mkdir(parents=True)
        refuse_little_room(source.database.path, target)
        write_database(source.database, part / DATABASE, progress)
        if (source.folder / slots.FILE).exists():
            write_durably(part / slots.FILE, (source.folder / slots.FILE).read_bytes())
        copy_blobs(source, target)
        manifest = checked(source.database, part / DATABASE) | {"at": at, "why": why}
        if (part / slots.FILE).exists():
            manifest["slots"] = digest_of(part / slots.FILE)
        write_durably(part / MANIFEST, canon(manifest))
        os.replace(part, target / name_of(at, why))
        sync_folder(target)
    except OSError as error:
        raise cannot_write(error, target.name) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    apply_rule(target)
    return copy_of(target / name_of(at, why))


def name_of(at: int, why: str) -> str:
    """What a copy's folder is called."""
    return f"{datetime.fromtimestamp(at // 1000, UTC).strftime(NAME_TIME)}-{at % 1000:03d}-{why}"


def refuse_little_room(database: Path, target: Path) -> None:
    """Raises EnvError DISK_FULL before a copy would take the room in which people key."""
    if shutil.disk_usage(target).free < database.stat().st_size * 1.1:
        raise EnvError(DISK_FULL, file=target.name)


def write_database(database: Database, path: Path, progress: Progress) -> None:
    """A compact copy under the same key, from one unchanging view, while others write."""
    expected = database.path.stat().st_size

    def step() -> None:
        progress.step(min(path.stat().st_size if path.exists() else 0, expected), expected + 1)

    with stoppable(database, step):
        database.query("VACUUM INTO ?", (str(path),))
    with path.open("r+b") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def stoppable(database: Database, step: Any) -> Iterator[None]:
    """Call `step` during long statements of this thread; what it raises ends them."""
    connection, raised = database.connection(), []

    def handler() -> int:
        try:
            step()
        except Exception as error:
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(handler, STEPS)
    try:
        yield
    except Exception:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def checked(database: Database, path: Path) -> dict[str, Any]:
    """The manifest of a copy, after reading all of it. Raises EnvError DAMAGED if it does not hold."""
    copy = Database(path, database.key())
    try:
        for pragma in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
            if any(row[0] != "ok" for row in copy.query(f"PRAGMA {pragma}")):
                raise EnvError(DAMAGED, file=path.name)
        tails = copy.query("SELECT device, seq, hash FROM tail ORDER BY device")
        for device, seq, digest in tails:
            if not high_water.holds(copy, high_water.Mark(device, seq, digest)):
                raise EnvError(DAMAGED, file=path.name)
        facts = {
            "format": FORMAT,
            "program": __version__,
            "schema": copy.value("PRAGMA user_version"),
            "events": copy.value("SELECT count(*) FROM event"),
            "attachments": copy.value("SELECT count(*) FROM blob"),
            "head": head_of(tails),
        }
        copy.query("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.close()
    return facts | {"sha256": digest_of(path), "size": path.stat().st_size}


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_blobs(source: Source, target: Path) -> None:
    """Bring attachments that the target's folder lacks; copies inside the project need none. Raises OSError."""
    if target.resolve().is_relative_to(source.folder.resolve()):
        return
    for path in sorted(source.blobs.rglob("*")):
        into = target / BLOBS / path.relative_to(source.blobs)
        if path.is_file() and not path.name.endswith(".part") and not into.exists():
            into.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(into, path.read_bytes())


def copies_in(target: Path) -> tuple[Copy, ...]:
    """The finished copies in a folder, newest first; what cannot be read is none."""
    try:
        names = [name for name in os.listdir(target) if NAME.fullmatch(name)]
    except OSError:
        return ()
    found = []
    for name in names:
        with contextlib.suppress(EnvError):
            found.append(copy_of(target / name))
    return tuple(sorted(found, key=lambda copy: (copy.at, copy.name), reverse=True))


def copy_of(path: Path) -> Copy:
    """What a copy's manifest says. Raises EnvError DAMAGED."""
    manifest = manifest_of(path)
    try:
        return Copy(
            name=path.name,
            at=int(manifest["at"]),
            why=str(manifest["why"]),
            size=int(manifest["size"]),
            events=int(manifest["events"]),
            head=str(manifest["head"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EnvError(DAMAGED, file=path.name) from error


def manifest_of(path: Path) -> dict[str, Any]:
    """A copy's manifest as it stands. Raises EnvError DAMAGED."""
    try:
        manifest = orjson.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise EnvError(DAMAGED, file=path.name) from error
    if type(manifest) is not dict or manifest.get("format") != FORMAT:
        raise EnvError(DAMAGED, file=path.name)
    return manifest


def apply_rule(target: Path) -> None:
    """Remove the copies that the rule does not keep, and what broken attempts left."""
    copies = copies_in(target)
    keep = kept(copies)
    for copy in copies:
        if copy.name not in keep:
            # renamed first: a half removed copy must not look like one
            with contextlib.suppress(OSError):
                gone = (target / copy.name).rename(target / f"{copy.name}.part")
                shutil.rmtree(gone, ignore_errors=True)
    yesterday = name_of(wall_ms() - EVERY_MS, "")
    for path in target.glob("*.part"):
        if NAME.fullmatch(path.stem) and path.name < yesterday:  # nobody is still writing it
            shutil.rmtree(path, ignore_errors=True)


def kept(copies: Iterable[Copy]) -> frozenset[str]:
    """Names of the copies to keep: the rule is the constants above."""
    newest_first = sorted(copies, key=lambda copy: (copy.at, copy.name), reverse=True)
    by_why = {why: [c for c in newest_first if c.why == why] for why in (ASKED, MIGRATION)}
    keep = [*by_why[ASKED][:LAST_ASKED], *by_why[MIGRATION][:LAST_MIGRATIONS]]
    clock = [copy for copy in newest_first if copy.why == SCHEDULED]
    keep += clock[:NEWEST]
    for pattern, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        newest: dict[str, Copy] = {}
        for copy in clock:
            newest.setdefault(datetime.fromtimestamp(copy.at / 1000, UTC).strftime(pattern), copy)
        keep += list(newest.values())[:count]
    return frozenset(copy.name for copy in keep)
