"""Reads a file that a person chose, no larger than a scan may be."""

from __future__ import annotations

from pathlib import Path

from core.errors import FILE_MISSING, FILE_TOO_LARGE, UserError
from core.scans.files import LARGEST_BYTES


def read_scan(path: Path, limit: int = LARGEST_BYTES) -> bytes:
    """The file's bytes. Raises UserError FILE_TOO_LARGE before it is read, FILE_MISSING."""
    try:
        if path.stat().st_size > limit:
            raise UserError(FILE_TOO_LARGE, file=path.name, limit=f"{limit // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise UserError(FILE_MISSING, file=path.name) from error
