"""Whether bytes are a workbook at all, told by their content, before any library opens them."""

from __future__ import annotations

import io
import zipfile
import zlib

from core.errors import FORM_TOO_LARGE, NOT_A_WORKBOOK, UserError

MAX_FILE_BYTES = 16 * 2**20
MAX_INFLATED_BYTES = 96 * 2**20
MAX_RATIO = 250
"""Inflated to packed bytes of one entry; XML of real workbooks stays under 60."""
RATIO_COUNTS_FROM_BYTES = 2**20
"""Short entries of spaces may pack tighter and do no harm."""
MAX_ENTRIES = 2_000
CHUNK_BYTES = 2**16

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(data: bytes, name: str) -> str:
    """ "xlsx" or "xls", by magic bytes; every entry of a zip is inflated once and counted.

    Raises UserError NOT_A_WORKBOOK(file, why) or FORM_TOO_LARGE(file, limit).
    """
    if len(data) > MAX_FILE_BYTES:
        raise UserError(FORM_TOO_LARGE, file=name, limit=f"{MAX_FILE_BYTES // 2**20} MB")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UserError(NOT_A_WORKBOOK, file=name, why="encrypted")
        return "xls"
    if data.startswith(_ZIP):
        _check_zip(data, name)
        return "xlsx"
    raise UserError(NOT_A_WORKBOOK, file=name, why="content" if data else "empty")


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if "xl/workbook.xml" not in {entry.filename for entry in entries}:
                raise UserError(NOT_A_WORKBOOK, file=name, why="content")
            if len(entries) > MAX_ENTRIES:
                raise UserError(FORM_TOO_LARGE, file=name, limit=f"{MAX_ENTRIES} parts")
            _inflate_all(archive, entries, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as broken:
        raise UserError(NOT_A_WORKBOOK, file=name, why="broken") from broken


def _inflate_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> None:
    """Trust no size that the archive states: read and count."""
    total = 0
    for entry in entries:
        size = 0
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                size += len(chunk)
                total += len(chunk)
                if total > MAX_INFLATED_BYTES:
                    limit = f"{MAX_INFLATED_BYTES // 2**20} MB unpacked"
                    raise UserError(FORM_TOO_LARGE, file=name, limit=limit)
                if size > RATIO_COUNTS_FROM_BYTES and size > MAX_RATIO * entry.compress_size:
                    raise UserError(
                        FORM_TOO_LARGE, file=name, limit=f"{MAX_RATIO} times its packed size"
                    )
