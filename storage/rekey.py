"""Gives a database another key: begun when somebody leaves, finished when nobody has it open.

The slots file holds both keys until the database is known to have the new one; whichever fits opens it.
1 `begin`    slots: the next key, sealed to those who stay; the leavers' slots are gone
2 `finish`   the whole database copied under the next key into a file beside it, checked, flushed
3            that file put in the database's place, at once
4            slots: the next key is the current and only one; old backups have their own slots
A program that ends between any two of these goes on from there at the next sign-in.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.errors import DAMAGED, LOCKED, BugError, EnvError
from core.progress import Progress, Silent
from storage import blobs, slots
from storage.atomic import cannot_write, sync_folder
from storage.certificates import Member
from storage.database import Database, header_of, open_database, salt_of
from storage.folder import ProjectFolder
from storage.keys import KEY_BYTES
from storage.slots import CURRENT, NEXT, DatabaseSlot, Slots

PART = ".rekey"
EVERY = 1_000
"""Steps of the database machine between two looks at the progress: about a hundred rows."""
PRAGMAS = ("application_id", "user_version")
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def begin(known: Slots, database_key: bytes, members: Mapping[str, Member]) -> Slots:
    """The slots with a next key for everybody who stays, and without anybody else's way in.

    Sealed to the keys that the journal certifies: what else stands in the slots file gets nothing.
    """
    staying = {
        slot.id: members[slot.id].seal_key
        for slot in known.people
        if slot.id in members and members[slot.id].active
    }
    key = os.urandom(KEY_BYTES)
    following = replace(
        slots.new_database_slot(key, known.recovery),
        state=NEXT,
        sealed={person: slots.sealed_to(seal, key) for person, seal in staying.items()},
    )
    wanted = slots.fingerprint(database_key)
    kept = tuple(only(entry, staying) for entry in known.database if entry.id == wanted)
    people = tuple(slot for slot in known.people if slot.id in staying)
    return replace(known, database=(*kept, following), people=people)


def is_due(known: Slots, members: Mapping[str, Member]) -> bool:
    """Whether somebody who left can still open the database by the slots file."""
    left = {member.id for member in members.values() if not member.active}
    return any(left & set(entry.sealed) for entry in known.database) or any(
        slot.id in left for slot in known.people
    )


def finish(
    folder: ProjectFolder,
    known: Slots,
    database_keys: Mapping[str, bytes],
    progress: Progress | None = None,
) -> Slots:
    """Bring a re-key that was begun to its end; nobody may have the database open.

    Needs both keys, by their fingerprints. Raises EnvError LOCKED, DISK_FULL, READ_ONLY,
    CANNOT_WRITE, DAMAGED, WRONG_KEY, CANCELLED; the database then stands as before.
    """
    following = known.following
    if following is None:
        return known
    key = database_keys.get(following.id)
    before = (entry for entry in known.database if entry.state == CURRENT)
    old = next((database_keys.get(entry.id) for entry in before), None)
    if key is None or old is None:
        raise EnvError(DAMAGED, file=slots.FILE)
    if header_of(folder.database) != salt_of(key):
        exchange(folder.database, old, key, progress or Silent())
    confirmed = confirm(known)
    slots.save(folder.path, confirmed)
    remove(part_of(folder.database))
    return confirmed


def exchange(path: Path, old: bytes, key: bytes, progress: Progress) -> None:
    """Put a copy under the new key in the place of the database."""
    part = part_of(path)
    remove(part)
    try:
        copy(path, old, part, key, progress)
        flush(part)
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(error, path.name) from error
    finally:
        remove(part)


def copy(path: Path, old: bytes, part: Path, key: bytes, progress: Progress) -> None:
    """Write everything into `part` under the new key, check that it is all there, and let both go."""
    database = open_database(path, old)
    try:
        with watched(database, part, progress):
            export(database, part, key)
        busy = database.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        counted = census(database)
    finally:
        database.close()
    log = path.with_name(f"{path.name}-wal")
    if busy or (log.exists() and log.stat().st_size):  # it would be read into the new file
        raise EnvError(LOCKED, file=path.name)
    copied = open_database(part, key)
    try:
        if census(copied) != counted:
            raise EnvError(DAMAGED, file=part.name)
    finally:
        copied.close()


@contextmanager
def watched(database: Database, part: Path, progress: Progress) -> Iterator[None]:
    """Tell how much of the copy is written, and stop writing it when the person asked to stop."""
    connection, stopped = database.connection(), list[EnvError]()
    whole = os.stat(database.path).st_size

    def step() -> int:
        try:
            progress.step(min(size_of(part), whole), whole)
        except EnvError as wish:
            stopped.append(wish)
        return len(stopped)

    connection.set_progress_handler(step, EVERY)
    try:
        yield
    except (BugError, EnvError):  # the driver knows only that its statement was interrupted
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, EVERY)


def size_of(part: Path) -> int:
    """How much is written."""
    return part.stat().st_size if part.exists() else 0


def export(database: Database, part: Path, key: bytes) -> None:
    """Copy schema and rows, and keep the old attachments' key among them."""
    name = blobs.PAST + slots.fingerprint(database.key())
    keep = "INSERT OR REPLACE INTO rekeyed.local (name, value) VALUES (?, ?)"
    database.query(
        f"ATTACH DATABASE ? AS rekeyed KEY \"x'{key.hex()}{salt_of(key).hex()}'\"", (str(part),)
    )
    try:
        database.query("SELECT sqlcipher_export('rekeyed')")
        for pragma in PRAGMAS:
            value = int(database.value(f"PRAGMA {pragma}"))
            database.query(f"PRAGMA rekeyed.{pragma} = {value}")
        database.query(keep, (name, database.derive(blobs.PURPOSE)))
    finally:
        database.query("DETACH DATABASE rekeyed")


def census(database: Database) -> dict[str, int]:
    """Table -> rows, besides the one that only the copy has."""
    counted = {
        name: database.value(f'SELECT count(*) FROM "{name}"')  # noqa: S608
        for (name,) in database.query(TABLES)
    }
    past = database.value("SELECT count(*) FROM local WHERE name LIKE ?", (f"{blobs.PAST}%",))
    return {**counted, "local": counted["local"] - past}


def confirm(known: Slots) -> Slots:
    """The slots once the database has the next key."""
    following = [entry for entry in known.database if entry.state == NEXT]
    return replace(known, database=tuple(replace(entry, state=CURRENT) for entry in following))


def only(entry: DatabaseSlot, people: Collection[str]) -> DatabaseSlot:
    """The key for these people only."""
    sealed = {person: text for person, text in entry.sealed.items() if person in people}
    return replace(entry, sealed=sealed)


def part_of(path: Path) -> Path:
    """The copy that is being written."""
    return path.with_name(path.name + PART)


def flush(path: Path) -> None:
    """Make the file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def remove(part: Path) -> None:
    """Take away what an unfinished copy left. Raises EnvError READ_ONLY, CANNOT_WRITE."""
    try:
        for tail in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + tail).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(error, part.name) from error
