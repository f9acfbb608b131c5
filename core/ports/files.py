"""Files that go in and out: evidence by hash, stored forms, reports to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from core.people import Session


@dataclass(frozen=True)
class StoredFile:
    """An attachment known by its content."""

    sha256: str
    name: str
    """As the person's file was called: data only, never used as a path."""
    size: int


class Files(Protocol):
    """Durable bytes beside the database, sealed at rest."""

    def put(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep bytes by their SHA-256. Raises UserError FILE_TOO_LARGE, EnvError DISK_FULL."""
        ...

    def get(self, session: Session, sha256: str) -> bytes:
        """The bytes again. Raises EnvError DAMAGED if they no longer have that hash."""
        ...

    def destroy(self, session: Session, sha256: str) -> None:
        """Destroy a file for good; nothing where it is not here. Raises EnvError READ_ONLY, CANNOT_WRITE."""
        ...

    def export(self, folder: PurePath, files: Mapping[str, bytes]) -> tuple[PurePath, ...]:
        """Write files (name -> bytes) into a folder, whole or not at all; never over an existing file."""
        ...
