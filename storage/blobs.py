"""Attachments by content, sealed at rest, and files written out for people."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from core.errors import DAMAGED, FILE_MISSING, FILE_TOO_LARGE, NOT_ALLOWED, EnvError, UserError
from core.people import Session
from core.ports.files import Named, StoredFile
from core.values import SheetId
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
"""Of its own key among the sheets' keys; in `local`, of what it was kept as."""
SCAN, EVIDENCE = b"scan", b"evidence"
"""As what a file was kept. Names of evidence are sealed, so nothing else here tells that it is."""
NOTED = "SELECT value FROM local WHERE name = ?"
SHOWN_BY_SOME = "SELECT 1 FROM scan WHERE file = ? LIMIT 1"
"""Whether it is a picture of any sheet's paper."""
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
        self._placing = threading.Lock()
        """Held while a file comes or goes, so that none goes that has just come again."""

    def put(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep evidence by its SHA-256. Raises UserError FILE_TOO_LARGE, EnvError DISK_FULL."""
        return self._put(session, name, data, EVIDENCE)

    def put_scan(self, session: Session, name: str, data: bytes) -> StoredFile:
        """Keep a picture of paper, until `drop` finds that no sheet names it. Raises as `put`."""
        return self._put(session, name, data, SCAN)

    def named(self, session: Session, sha256: str) -> Named:
        """What names the file, whatever the person may see of it."""
        self._seat.require(session)
        rows = self._database.query("SELECT DISTINCT sheet FROM scan WHERE file = ?", (sha256,))
        sheets = frozenset(SheetId(sheet) for (sheet,) in rows)
        with self._database.mapped():
            return Named(sheets, is_evidence(self._database.connection(), sha256))

    def _put(self, session: Session, name: str, data: bytes, kept: bytes) -> StoredFile:
        self._seat.require(session)
        if len(data) > LARGEST_BYTES:
            raise UserError(FILE_TOO_LARGE, file=name, limit=f"{LARGEST_BYTES // 2**20} MB")
        sha256 = hashlib.sha256(data).hexdigest()
        self._database.refuse_gone()
        with self._placing:
            self._place(name, sha256, data)
            with self._database.write() as transaction:
                self._note(transaction, sha256, kept)
                told = (sha256, len(data))
                transaction.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", told)
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

    def drop(self, session: Session, sha256: str) -> None:
        """Destroy a picture of paper, unless a sheet still names it or it is evidence too.

        Raises EnvError READ_ONLY, CANNOT_WRITE.
        """
        self._seat.require(session)
        with self._placing:
            with self._database.write() as transaction:
                is_gone = not is_evidence(transaction, sha256) and forgotten(transaction, sha256)
            if is_gone:
                self._unlink(sha256)

    def destroy(self, session: Session, sha256: str) -> None:
        """Destroy the file and its own key, unless a sheet still names it as a picture of its paper; traces
        of the key go with the vault's next destruction.

        Raises EnvError READ_ONLY, CANNOT_WRITE.
        """
        self._seat.require(session)
        with self._placing:
            with self._database.write() as transaction:
                name = KEY_NAME.format(sha256)
                transaction.execute("DELETE FROM local WHERE name = ?", (name,))
                is_gone = forgotten(transaction, sha256)
            if is_gone:
                self._unlink(sha256)

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

    def _place(self, name: str, sha256: str, data: bytes) -> None:
        """Write the file, sealed, where it is not here yet."""
        path = blob_path(self._folder, sha256)
        if self._stands(path, sha256):
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(error, name) from error
        with self._database.write() as transaction:
            fresh = (KEY_NAME.format(sha256), os.urandom(keys.KEY_BYTES))
            transaction.execute("INSERT OR IGNORE INTO sheet_key VALUES (?, ?)", fresh)
        (key,) = own_key(self._database, sha256)
        write_atomically(path, OWN_KEY + keys.encrypt(key, sha256.encode(), data))

    def _stands(self, path: Path, sha256: str) -> bool:
        """Whether the file is here and was not left behind, cut off, when its key was destroyed."""
        try:
            with path.open("rb") as stored:
                head = stored.read(len(HEADER))
        except FileNotFoundError:
            return False
        except OSError as error:
            raise cannot_write(error, sha256[:12]) from error
        return head == HEADER or bool(own_key(self._database, sha256))

    def _note(self, transaction: Any, sha256: str, kept: bytes) -> None:
        """Note as what it is kept: evidence stays evidence. What was here before such notes were made, and
        is no sheet's picture, is evidence."""
        name = KEY_NAME.format(sha256)
        if kept == SCAN:
            known = transaction.execute(SHOWN_BY_SOME, (sha256,)).fetchone()
            stood = transaction.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            kept = EVIDENCE if stood and not known else SCAN
            transaction.execute("INSERT OR IGNORE INTO local VALUES (?, ?)", (name, kept))
        else:
            transaction.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (name, kept))

    def _unlink(self, sha256: str) -> None:
        try:
            blob_path(self._folder, sha256).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, sha256[:12]) from error


def forgotten(transaction: Any, sha256: str) -> bool:
    """Whether no sheet names the file any more: then neither its key nor any word of it is left."""
    if transaction.execute(SHOWN_BY_SOME, (sha256,)).fetchone():
        return False
    name = KEY_NAME.format(sha256)
    transaction.execute("DELETE FROM sheet_key WHERE sheet = ?", (name,))
    transaction.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
    transaction.execute("DELETE FROM local WHERE name = ?", (name,))
    return True


def is_evidence(connection: Any, sha256: str) -> bool:
    """Whether the file was kept as evidence."""
    noted = connection.execute(NOTED, (KEY_NAME.format(sha256),)).fetchone()
    return noted is not None and bytes(noted[0]) == EVIDENCE


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
