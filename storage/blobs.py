"""Attachments by content, sealed at rest, and files written out for people."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from core.errors import DAMAGED, FILE_MISSING, FILE_TOO_LARGE, NOT_ALLOWED, EnvError, UserError
from core.people import Session
from core.ports.files import StoredFile
from storage import keys
from storage.atomic import cannot_write, sync_folder, write_atomically, write_durably
from storage.database import Database
from storage.keys import OpeningError
from storage.seat import Seat

LARGEST_BYTES = 32 * 2**20
PURPOSE = b"blobs/1"
PAST = "blobs/"
"""Before the fingerprint of an earlier database key, in `local`: its attachments' key."""
HEADER = b"TWKB\x01"
"""Sealed under a key derived from the database's."""
OWN_KEY = b"TWKB\x02"
"""Sealed under a key of the file's own, kept with the sheets' keys, so that it can be destroyed."""
KEY_NAME = "file/{}"
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LONGEST_NAME = 120


class SealedFiles:
    """Fulfils core.ports.files.Files."""

    def __init__(
        self,
        database: Database,
        seat: Seat,
        folder: Path,
        may_get: Callable[[Session, str], bool],
    ) -> None:
        self._database, self._seat, self._folder = database, seat, folder
        self._may_get = may_get

    def put(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep bytes by their SHA-256. Raises UserError FILE_TOO_LARGE, EnvError DISK_FULL."""
        self._seat.require(session)
        if len(data) > LARGEST_BYTES:
            raise UserError(FILE_TOO_LARGE, file=name, limit=f"{LARGEST_BYTES // 2**20} MB")
        sha256 = hashlib.sha256(data).hexdigest()
        path = blob_path(self._folder, sha256)
        self._database.refuse_gone()
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise cannot_write(error, name) from error
            with self._database.write() as transaction:
                fresh = (KEY_NAME.format(sha256), os.urandom(keys.KEY_BYTES))
                transaction.execute("INSERT OR IGNORE INTO sheet_key VALUES (?, ?)", fresh)
            (key,) = own_key(self._database, sha256)
            write_atomically(path, OWN_KEY + keys.encrypt(key, sha256.encode(), data))
        with self._database.write() as transaction:
            transaction.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, len(data)))
        return StoredFile(sha256, name, len(data))

    def get(self, session: Session, sha256: str) -> bytes:
        """The bytes again. Raises EnvError DAMAGED if they no longer have that hash,
        UserError FILE_MISSING if they are not here, NOT_ALLOWED to whoever has nothing to do with
        visits, or with the sheet whose scan it is."""
        self._seat.require(session)
        data = read_blob(self._database, self._folder, sha256)  # what is gone is gone for everybody
        if not self._may_get(session, sha256):
            raise UserError(NOT_ALLOWED, action="open a file")
        return data

    def destroy(self, session: Session, sha256: str) -> None:
        """Destroy the file and its own key; traces of the key go with the vault's next destruction.

        Raises EnvError READ_ONLY, CANNOT_WRITE.
        """
        self._seat.require(session)
        path = blob_path(self._folder, sha256)
        with self._database.write() as transaction:
            name = KEY_NAME.format(sha256)
            transaction.execute("DELETE FROM sheet_key WHERE sheet = ?", (name,))
            transaction.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, sha256[:12]) from error

    def export(self, folder: PurePath, files: Mapping[str, bytes]) -> tuple[PurePath, ...]:
        """Write files (name -> bytes) into a folder, whole or not at all; never over an existing file.

        Raises EnvError DISK_FULL, READ_ONLY, CANNOT_WRITE.
        """
        target = Path(folder)
        written: list[Path] = []
        try:
            target.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                written.append(reserved(target, clean_name(name)))
                part = written[-1].with_name(written[-1].name + ".part")
                try:
                    write_durably(part, data)
                    os.replace(part, written[-1])
                finally:
                    part.unlink(missing_ok=True)
            sync_folder(target)
        except OSError as error:
            for path in written:
                path.unlink(missing_ok=True)
            raise cannot_write(error, target.name) from error
        return tuple(written)


def blob_path(folder: Path, sha256: str) -> Path:
    """Where an attachment lies. Raises EnvError DAMAGED for what is no SHA-256."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise EnvError(DAMAGED, file="attachment")
    return folder / sha256[:2] / sha256


def read_blob(database: Database, folder: Path, sha256: str) -> bytes:
    """The attachment, decrypted and hashed anew. Raises EnvError DAMAGED, UserError FILE_MISSING."""
    try:
        stored = blob_path(folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise UserError(FILE_MISSING, file=sha256[:12]) from error
    except OSError as error:
        raise EnvError(DAMAGED, file=sha256[:12]) from error
    try:
        if not stored.startswith((HEADER, OWN_KEY)):
            raise OpeningError
        is_own = stored.startswith(OWN_KEY)
        tried = own_key(database, sha256) if is_own else blob_keys(database)
        data = opened_by_any(tried, sha256, stored[len(HEADER) :])
    except OpeningError as error:
        raise EnvError(DAMAGED, file=sha256[:12]) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise EnvError(DAMAGED, file=sha256[:12])
    return data


def own_key(database: Database, sha256: str) -> list[bytes]:
    """The attachment's own key; none where it was destroyed."""
    name = KEY_NAME.format(sha256)
    return [
        bytes(key)
        for (key,) in database.query("SELECT key FROM sheet_key WHERE sheet = ?", (name,))
    ]


def blob_keys(database: Database) -> Iterator[bytes]:
    """The key derived from the database's, then those from before the database was re-keyed."""
    yield database.derive(PURPOSE)
    past = "SELECT value FROM local WHERE name LIKE ? ORDER BY name"
    yield from (bytes(key) for (key,) in database.query(past, (f"{PAST}%",)))


def opened_by_any(tried: Iterable[bytes], sha256: str, sealed: bytes) -> bytes:
    """The attachment. Raises OpeningError where none of the keys fits."""
    for key in tried:
        try:
            return keys.decrypt(key, sha256.encode(), sealed)
        except OpeningError:
            continue
    raise OpeningError


def reserved(folder: Path, name: str) -> Path:
    """A new empty file: the name, or with " (2)" and so on where it is taken. Raises OSError."""
    stem, suffix = os.path.splitext(name)
    for number in range(1, 10_000):
        path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path
    raise FileExistsError(errno.EEXIST, name)


def clean_name(name: str) -> str:
    """A file name that every system takes and that shows what it is."""
    shown = FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(". ")
    if not shown.strip("._ "):
        shown = "file"
    if RESERVED.match(shown):
        shown = f"_{shown}"
    stem, suffix = os.path.splitext(shown)
    return stem[: LONGEST_NAME - len(suffix)] + suffix
