"""Remembers beside the database how far each device wrote, so that an older copy of it is recognised.

A mark is one small file per device, in the project folder and in the person's own data folder. It is
written after each commit and never flushed: after a power cut it may lag, but it never runs ahead.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.event import Kind
from core.line import GENESIS, from_line
from core.people import Role
from storage.database import Database
from storage.device import PRIVATE, Device, certificate_message, new_device, this_device
from storage.seat import Seat

FOLDER = "marks"
DATA_VARIABLE = "TWINKEY_DATA"
APP = "Twinkey"
DEVICE = re.compile(r"[0-9a-f]{16}")
WAITING = "waiting"
REPLACED = "replaced"
ADMITTED = {WAITING: "active", REPLACED: REPLACED}
OPEN_FLAGS = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """The highest line that a device is known to have written."""

    device: str
    seq: int
    hash: bytes
    accepted: bool = False
    """An administrator has seen that what follows the file's end is lost."""


class HighWater:
    """The marks of one project, in each of several places; a place that fails is passed over."""

    def __init__(self, places: Sequence[Path]) -> None:
        self._places = tuple(places)

    def known(self, device: str) -> Mark | None:
        """The device's highest mark, or None."""
        found = (read(place / device) for place in self._places)
        return max((mark for mark in found if mark), key=lambda mark: mark.seq, default=None)

    def all(self) -> tuple[Mark, ...]:
        """The highest mark of every device that has one."""
        names = {name for place in self._places for name in names_in(place)}
        marks = (self.known(name) for name in sorted(names))
        return tuple(mark for mark in marks if mark)

    def note(self, mark: Mark) -> None:
        """Put the mark over the device's last one."""
        data = written(mark)
        for place in self._places:
            try:
                put(place, mark.device, data)
            except OSError:
                log.debug("no mark in %s", place.name)


def high_water_of(database: Database) -> HighWater:
    """The marks of the project in this database."""
    places = [database.path.parent / FOLDER]
    project = project_key_of(database)
    if project:
        digest = hashlib.sha256(project.encode()).hexdigest()[:16]
        places.append(data_folder() / FOLDER / digest)
    return HighWater(places)


def data_folder() -> Path:
    """Where the person's own settings lie, outside every project."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def project_key_of(database: Database) -> str:
    """The project's public key as its first event tells it; "" in a database without one."""
    line = database.value(
        "SELECT line FROM event WHERE kind = ? ORDER BY ms, lsn LIMIT 1",
        (Kind.PROJECT_CREATED.value,),
    )
    return str(from_line(line.encode()).body.get("project_key", "")) if line else ""


def settle(database: Database) -> None:
    """Where this device wrote more than the file holds, write under a new key from here on.

    Two chains of one device would be a fork that no other machine accepts.
    Raises EnvError as a write does.
    """
    if database.value("SELECT 1 FROM local WHERE name = ?", (PRIVATE,)) is None:
        return
    own, water = this_device(database).id, high_water_of(database)
    mark = water.known(own)  # before the file's end is read, which others may be moving
    if mark is None:
        water.note(replace(end_of(database, own), device=own))
    elif not holds(database, mark):
        new = renew(database)
        log.warning("older than its mark: device %s goes on as %s", own, new.id)


def behind(database: Database, marks: Sequence[Mark] | None = None) -> tuple[Mark, ...]:
    """Marks that the file does not reach: what it once held and no longer does.

    Marks must be older than the view of the file that they are held against.
    """
    known = high_water_of(database).all() if marks is None else marks
    return tuple(mark for mark in known if not holds(database, mark))


def holds(database: Database, mark: Mark) -> bool:
    """Whether the marked line is in the file."""
    if mark.seq == 0:
        return True
    found = database.value(
        "SELECT hash FROM event WHERE device = ? AND seq = ?", (mark.device, mark.seq)
    )
    return bool(found == mark.hash)


def end_of(database: Database, device: str) -> Mark:
    """The end of a device's chain as the file has it."""
    rows = database.query("SELECT seq, hash FROM tail WHERE device = ?", (device,))
    seq, digest = rows[0] if rows else (0, GENESIS)
    return Mark(device, seq, digest)


def renew(database: Database) -> Device:
    """Write under a new device key from here on; it waits for an administrator's signature."""
    old, new = this_device(database), new_device()
    public, private = new.key.public_key().public_bytes_raw(), new.key.private_bytes_raw()
    with database.write() as transaction:
        name = transaction.execute("SELECT name FROM device WHERE device = ?", (old.id,)).fetchone()
        time = transaction.execute(
            "SELECT ms, counter FROM tail WHERE device = ?", (old.id,)
        ).fetchone()
        transaction.execute("UPDATE device SET state = ? WHERE device = ?", (REPLACED, old.id))
        transaction.execute(
            'INSERT INTO device (device, pubkey, name, "by", cert, state) VALUES (?, ?, ?, ?, ?, ?)',
            (new.id, public, name[0] if name else "", "", b"", WAITING),
        )
        transaction.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (PRIVATE, private))
        transaction.execute(
            "INSERT INTO tail VALUES (?, ?, ?, ?, ?, ?)",
            (new.id, 0, GENESIS, new.sign_tail(0, GENESIS), *(time or (0, 0))),
        )
    return new


def admit_waiting(database: Database, seat: Seat) -> bool:
    """An administrator who signs in admits the keys this file wrote under, and accepts what is lost.

    Does nothing for others, for one whose password somebody else knows, and where no key waits.
    """
    session = seat.session
    waiting = database.query(
        "SELECT device, pubkey, state FROM device WHERE cert = ? AND state IN (?, ?)",
        (b"", WAITING, REPLACED),
    )
    if not waiting or not session.has(Role.ADMIN) or session.given_password:
        return False
    project, by = project_key_of(database), str(session.person)
    with database.write() as transaction:
        for device, public, state in waiting:
            claim = certificate_message(project, device, public, by)
            transaction.execute(
                'UPDATE device SET "by" = ?, cert = ?, state = ? WHERE device = ?',
                (by, seat.keys(session).sign.sign(claim), ADMITTED[state], device),
            )
    water = high_water_of(database)
    for mark in behind(database):
        water.note(replace(mark, accepted=True))
    return True


def written(mark: Mark) -> bytes:
    """The mark's file: always of one length, so that one write replaces it."""
    text = f"{mark.device} {mark.seq:016d} {mark.hash.hex()} {int(mark.accepted)}"
    return f"{text} {check_of(text)}\n".encode()


def read(path: Path) -> Mark | None:
    """The mark of a file; None where there is none or it is torn."""
    try:
        text, _, check = path.read_bytes().decode().rstrip("\n").rpartition(" ")
        device, seq, digest, accepted = text.split(" ")
        if check != check_of(text) or device != path.name:
            return None
        return Mark(device, int(seq), bytes.fromhex(digest), accepted == "1")
    except (OSError, ValueError):
        return None


def check_of(text: str) -> str:
    """Tells a torn mark; it is no secret."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def names_in(place: Path) -> Iterator[str]:
    """Devices that have a mark in a place."""
    try:
        yield from (name for name in os.listdir(place) if DEVICE.fullmatch(name))
    except OSError:
        return


def put(place: Path, name: str, data: bytes) -> None:
    """Overwrite a small file in place. Raises OSError."""
    path = os.path.join(place, name)  # quicker than pathlib, once per commit
    try:
        handle = os.open(path, OPEN_FLAGS, 0o600)
    except FileNotFoundError:
        place.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, OPEN_FLAGS, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)
