"""Jobs of the page of scans: look through what was named, then attach what fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import FILE_MISSING, FOLDER_GONE, NOT_A_SCAN, EnvError, UserError
from core.progress import Progress
from core.scans.files import LARGEST_STACK_BYTES, SUFFIXES, count_pages
from core.scans.matching import FITS, Match
from core.services.desk import Desk
from core.services.scans import Attached, Offered
from core.values import BatchId
from core.workflow.paper import typed_serial
from ui.scans.reading import read_scan

DEPTH = 2
"""Levels of folders that are looked through: a scanner's own folder for each day."""


@dataclass(frozen=True)
class Refused:
    """Why nothing came of it."""

    batch: BatchId
    error: UserError | EnvError


@dataclass(frozen=True)
class Gathered:
    """What was found for a batch, and where its files lie."""

    batch: BatchId
    root: Path
    offered: Offered
    is_stack: bool = False
    """Whether it is one PDF that is cut into sheets."""


class Gathering:
    """Finds out what of a folder, picture or PDF is which sheet's; opens no picture."""

    def __init__(self, desk: Desk, batch: BatchId, path: Path, each: int, first: str) -> None:
        self._desk, self._batch, self._path = desk, batch, path
        self._each, self._first = each, typed_serial(first)

    def work(self, progress: Progress) -> Gathered | Refused:
        """Refused with UserError FILE_MISSING, NOT_A_SCAN, UNKNOWN_SERIAL; EnvError FOLDER_GONE, CANCELLED."""
        try:
            return self._found(progress)
        except (UserError, EnvError) as error:
            return Refused(self._batch, error)

    def _found(self, progress: Progress) -> Gathered:
        if self._path.is_dir():
            return self._folder(progress)
        if not self._path.is_file():
            raise UserError(FILE_MISSING, file=self._path.name)
        if self._path.suffix.lower() not in SUFFIXES:
            raise UserError(NOT_A_SCAN, file=self._path.name)
        return self._file()

    def _folder(self, progress: Progress) -> Gathered:
        names: list[str] = []
        for found in _files_in(self._path, DEPTH):
            progress.step(len(names), len(names) + 1)
            names.append(found.relative_to(self._path).as_posix())
        offered = self._desk.scans.offered(self._desk.session, self._batch, names)
        return self._gathered(self._path, offered)

    def _file(self) -> Gathered:
        scans, session, name = self._desk.scans, self._desk.session, self._path.name
        by_name = scans.offered(session, self._batch, [name])
        if by_name.matches[0].fits and not self._first:
            return self._gathered(self._path.parent, by_name)
        if self._path.suffix.lower() == ".pdf" and self._first:
            pages = count_pages(name, read_scan(self._path, LARGEST_STACK_BYTES))
            offered = scans.offered_stack(
                session, self._batch, name, pages, self._each, self._first
            )
            return Gathered(self._batch, self._path.parent, offered, is_stack=True)
        if self._first:
            self._desk.scans.offered_stack(session, self._batch, name, 1, 1, self._first)
            match = Match(name, self._first, 1, FITS)
            without = tuple(each for each in by_name.without if each != self._first)
            return self._gathered(self._path.parent, Offered((match,), without))
        return self._gathered(self._path.parent, by_name)

    def _gathered(self, root: Path, offered: Offered) -> Gathered:
        return Gathered(self._batch, root, offered)


@dataclass(frozen=True)
class Outcome:
    """What of it was attached."""

    batch: BatchId
    attached: Attached


class Attaching:
    """Attaches what fits, to the batch for which it was gathered."""

    def __init__(self, desk: Desk, gathered: Gathered) -> None:
        self._desk, self._gathered = desk, gathered

    def work(self, progress: Progress) -> Outcome | Refused:
        """Refused as Scans.attach_all refuses."""
        batch, matches = self._gathered.batch, self._gathered.offered.matches
        scans, session = self._desk.scans, self._desk.session
        try:
            return Outcome(batch, scans.attach_all(session, batch, matches, self._read, progress))
        except (UserError, EnvError) as error:
            return Refused(batch, error)

    def _read(self, name: str) -> bytes:
        path = self._gathered.root / name
        if self._gathered.is_stack:
            return read_scan(path, LARGEST_STACK_BYTES)
        return read_scan(path)


def _files_in(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise EnvError(FOLDER_GONE, folder=str(folder)) from error
    for entry in entries:
        if entry.is_dir() and depth > 1 and not entry.is_symlink():
            yield from _files_in(entry, depth - 1)
        elif entry.is_file() and not entry.name.startswith("."):
            yield entry
