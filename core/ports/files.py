"""Files that go in and out: evidence by hash, stored forms, reports to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from core.people import Session
from core.values import SheetId


@dataclass(frozen=True)
class StoredFile:
    """An attachment known by its content."""

    sha256: str
    name: str
    """As the person's file was called: data only, never used as a path."""
    size: int


@dataclass(frozen=True)
class Named:
    """What names a file in the whole project, whatever a person may see of it: only to decide what stays."""

    sheets: frozenset[SheetId] = frozenset()
    """Whose paper it shows."""
    is_evidence: bool = False
    """Whether it was kept as a visit's evidence, whose names are sealed."""


class Files(Protocol):
    """Durable bytes beside the database, sealed at rest."""

    def put(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep evidence by its SHA-256. Raises UserError FILE_TOO_LARGE, EnvError DISK_FULL."""
        ...

    def put_scan(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep a picture of paper, until `drop` finds that no sheet names it. Raises as `put`."""
        ...

    def named(self, session: Session, sha256: str) -> Named:
        """What names the file."""
        ...

    def get(self, session: Session, sha256: str) -> bytes:
        """The bytes again. Raises EnvError DAMAGED if they no longer have that hash."""
        ...

    def drop(self, session: Session, sha256: str) -> None:
        """Destroy a picture of paper, unless a sheet still names it or it is evidence too.

        Raises EnvError READ_ONLY, CANNOT_WRITE.
        """
        ...

    def destroy(self, session: Session, sha256: str) -> None:
        """Destroy a file for good, unless a sheet still names it as a picture of its paper; nothing where
        it is not here. Raises EnvError READ_ONLY, CANNOT_WRITE."""
        ...

    def export(self, folder: PurePath, files: Mapping[str, bytes]) -> tuple[PurePath, ...]:
        """Write files (name -> bytes) into a folder, whole or not at all; never over an existing file."""
        ...
