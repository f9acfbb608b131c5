"""A disk that remembers every write and flush, and what would be on it after a power cut.

The program's own code runs on another SQLite with the same cipher, whose file system is written here:
an image of a cut has every flushed write and a random part of the 512-byte sectors not yet flushed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
WRITE, TRUNCATE, SYNC, DELETE, ACK = "write", "truncate", "sync", "delete", "ack"
Act = tuple[Any, ...]


class Disk:
    """What was done to the files of a database, in order, and what was acknowledged in between."""

    def __init__(self, name: str) -> None:
        self.acts: list[Act] = []
        self._before: dict[str, bytes] = {}
        self.vfs = f"multipleciphers-{name}"
        self._system = RecordingSystem(name, self.acts)

    def begin(self, *files: Path) -> None:
        """These files lie on the disk already."""
        self._before = {file.name: file.read_bytes() for file in files}

    def acknowledge(self, what: object) -> None:
        self.acts.append((ACK, what))

    def connect(self, path: Path) -> Connection:
        """Stands in for the function of storage.database that makes connections."""
        return Connection(str(path), vfs=self.vfs)

    def cut(self, at: int, rng: random.Random) -> tuple[dict[str, bytearray], list[object]]:
        """File name -> bytes after a power cut before act `at`; and what was acknowledged until then."""
        image = {name: bytearray(data) for name, data in self._before.items()}
        waiting: dict[str, list[Act]] = {}
        acknowledged: list[object] = []
        for kind, name, *rest in self.acts[:at]:
            if kind == ACK:
                acknowledged.append(name)
            elif kind == DELETE:
                image.pop(name, None)
                waiting.pop(name, None)
            elif kind == SYNC:
                for act in waiting.pop(name, []):
                    apply(image, name, act)
            else:
                waiting.setdefault(name, []).append((kind, *rest))
        share = rng.choice((0.0, 0.3, 0.7, 1.0))
        for name, acts in waiting.items():
            for act in acts:
                for part in sectors(act):
                    if rng.random() < share:
                        apply(image, name, part)
        return image, acknowledged


def apply(image: dict[str, bytearray], name: str, act: Act) -> None:
    data = image.setdefault(name, bytearray())
    if act[0] == TRUNCATE:
        del data[act[1] :]
        return
    _, offset, written = act
    data.extend(bytes(max(0, offset + len(written) - len(data))))
    data[offset : offset + len(written)] = written


def sectors(act: Act) -> Iterator[Act]:
    """The parts of an act that a disk does at once."""
    if act[0] == TRUNCATE:
        yield act
        return
    _, offset, written = act
    start = 0
    while start < len(written):
        size = SECTOR - (offset + start) % SECTOR
        yield WRITE, offset + start, written[start : start + size]
        start += size


class RecordingSystem(apsw.VFS):
    """The operating system's files, with a log."""

    def __init__(self, name: str, acts: list[Act]) -> None:
        self._acts = acts
        super().__init__(name, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> RecordedFile:
        return RecordedFile(name, flags, self._acts)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._acts.append((DELETE, os.path.basename(filename)))
        super().xDelete(filename, syncdir)


class RecordedFile(apsw.VFSFile):
    """One file, with a log."""

    def __init__(self, name: Any, flags: list[int], acts: list[Act]) -> None:
        super().__init__("unix", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name, self._acts = os.path.basename(path or "temporary"), acts

    def xWrite(self, data: bytes, offset: int) -> None:
        self._acts.append((WRITE, self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._acts.append((TRUNCATE, self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._acts.append((SYNC, self._name))


class Connection:
    """As much of a DB-API connection as the program uses, on the other driver and the same cipher."""

    def __init__(self, path: str, vfs: str) -> None:
        self._connection = apsw.Connection(path, vfs=vfs)
        self._connection.execute("PRAGMA cipher = 'sqlcipher'")
        self._connection.execute("PRAGMA legacy = 4")

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def execute(self, statement: str, parameters: Any = ()) -> Any:
        if statement == "PRAGMA cipher_version":
            return self._connection.execute("SELECT 'the same cipher'")
        # this driver binds no subclass of its types
        return self._connection.execute(statement, tuple(map(plain, parameters)))

    def executemany(self, statement: str, rows: Any) -> None:
        self._connection.executemany(statement, [tuple(map(plain, row)) for row in rows])

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._connection.close()


def plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
