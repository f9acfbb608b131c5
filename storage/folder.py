"""A project's folder: what lies in it, and the lock that keeps it to one process."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO

from core.errors import DAMAGED, IN_USE, NOT_A_PROJECT, PROJECT_EXISTS, EnvError
from storage import slots
from storage.atomic import cannot_write, sync_folder, write_durably

DATABASE = "project.db"
BLOBS = "blobs"
BACKUPS = "backups"
LOCK = "lock"
UNFINISHED = ".creating"
"""Stands while a project is being made; what a crash left beside it is swept away."""
MARKS = "marks"
RESTORING = "restoring"
"""A copy on its way into the project's place."""
READY = "ready"
"""Stands in it once the copy is whole and checked: from here on it will be put in place."""
PARTS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", slots.FILE, f"{slots.FILE}.part")
OURS = frozenset(
    {
        *PARTS,
        LOCK,
        UNFINISHED,
        BLOBS,
        BACKUPS,
        MARKS,
        RESTORING,
        "attempts.json",
        "attempts.json.part",
        "logs",
    }
)
"""Names that may lie in a folder before and after a project stands in it."""
NOBODYS = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", "lost+found"})


class ProjectFolder:
    """Where one project lies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / DATABASE

    @property
    def blobs(self) -> Path:
        """The folder of sealed attachments."""
        return self.path / BLOBS

    def holds_project(self) -> bool:
        """Whether a project stands here. Raises EnvError NOT_A_PROJECT for something else,
        DAMAGED where half of a project is missing, READ_ONLY where it may not be read."""
        try:
            names = set(os.listdir(self.path))
        except FileNotFoundError:
            return False
        except NotADirectoryError as error:
            raise EnvError(NOT_A_PROJECT, folder=self.path.name) from error
        except OSError as error:
            raise cannot_write(error, self.path.name) from error
        if UNFINISHED in names:
            return False
        if (self.path / RESTORING / READY).exists():
            return True
        there = [DATABASE in names, slots.FILE in names]
        if any(there) and not all(there):
            raise EnvError(DAMAGED, file=DATABASE if there[1] else slots.FILE)
        if not any(there) and names - OURS - NOBODYS:
            raise EnvError(NOT_A_PROJECT, folder=self.path.name)
        return all(there)

    def begin(self) -> None:
        """Make the folder, locked, and mark that a project is being made in it.

        Raises EnvError PROJECT_EXISTS, IN_USE, READ_ONLY, DISK_FULL.
        """
        self.lock()
        if self.holds_project():
            raise EnvError(PROJECT_EXISTS, folder=self.path.name)
        try:
            (self.path / UNFINISHED).touch()
            for name in PARTS:
                (self.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, self.path.name) from error

    def finish(self) -> None:
        """Take the mark away: from here on the project exists."""
        try:
            (self.path / UNFINISHED).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, self.path.name) from error

    def lock(self) -> None:
        """Keep the folder to this process until `unlock`. Raises EnvError IN_USE, READ_ONLY, DISK_FULL."""
        if self._lock is not None:
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            handle = (self.path / LOCK).open("a+b")
        except OSError as error:
            raise cannot_write(error, self.path.name) from error
        try:
            take(handle)
        except OSError as error:
            handle.close()
            raise EnvError(IN_USE, folder=self.path.name) from error
        self._lock = handle
        try:
            finish_restoring(self.path)
        except OSError as error:
            self.unlock()
            raise cannot_write(error, self.path.name) from error

    def unlock(self) -> None:
        """Let others have the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def mark_restorable(staged: Path, aside: str) -> None:
    """Say that the staged copy is whole, and where to keep what it replaces. Raises OSError."""
    for name in (DATABASE, slots.FILE):
        with (staged / name).open("r+b") as file:
            os.fsync(file.fileno())
    write_durably(staged / f"{READY}.part", aside.encode())
    os.replace(staged / f"{READY}.part", staged / READY)
    sync_folder(staged)


def finish_restoring(project: Path) -> None:
    """Put a staged copy in the project's place; a crash in between is taken up at the next start.

    Does nothing where none is ready. Raises OSError.
    """
    staged = project / RESTORING
    if not (staged / READY).exists():
        return
    aside = project / BACKUPS / (staged / READY).read_text(encoding="utf-8")
    for name in (f"{DATABASE}-shm", f"{DATABASE}-wal", DATABASE, slots.FILE):
        staying = (staged / DATABASE) if name.startswith(DATABASE) else staged / name
        if staying.exists() and (project / name).exists():  # else the new one is there already
            aside.mkdir(parents=True, exist_ok=True)
            os.replace(project / name, aside / name)
    for name in (DATABASE, slots.FILE):
        if (staged / name).exists():
            os.replace(staged / name, project / name)
            sync_folder(project)
    (staged / READY).unlink()
    shutil.rmtree(staged, ignore_errors=True)


def take(handle: IO[bytes]) -> None:
    """An exclusive lock that ends with the process, however it ends. Raises OSError if it is taken."""
    if os.name == "nt":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
