"""Writes a file so that it is there whole and durable, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from core.errors import CANNOT_WRITE, DISK_FULL, READ_ONLY, EnvError


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file by these bytes. Raises EnvError DISK_FULL, READ_ONLY, CANNOT_WRITE."""
    part = path.with_name(path.name + ".part")
    try:
        write_durably(part, data)
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise cannot_write(error, path.name) from error


def write_durably(path: Path, data: bytes) -> None:
    """Write and flush to the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows does so by itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cannot_write(error: OSError, file: str) -> EnvError:
    """What an operating system's refusal means to a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return EnvError(DISK_FULL, file=file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return EnvError(READ_ONLY, file=file)
    return EnvError(CANNOT_WRITE, file=file)
