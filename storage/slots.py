"""The slots file: how each person comes, by password alone, to private keys and database key.

`people`: per person the private keys, sealed by the password and to recovery, and the certificate.
`database`: per database key, the key sealed to every person and to recovery; two while it changes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from core.errors import DAMAGED, NEWER_VERSION, EnvError
from storage import keys
from storage.atomic import write_atomically
from storage.keys import OpeningError, PersonKeys

FORMAT = 1
FILE = "slots.json"
DATABASE_KEY = b"twinkey/database-key/1\x00"
CURRENT, NEXT = "current", "next"


@dataclass(frozen=True)
class Kdf:
    """Argon2id's costs; RFC 9106's second recommended choice (0.2 s)."""

    t: int = 3
    m: int = 65_536
    """KiB"""
    p: int = 4


@dataclass(frozen=True)
class PersonSlot:
    """One person's way in. All but ids and names is base64."""

    id: str
    login: str
    name: str
    sign: str
    seal: str
    by: str
    cert: str
    kdf: Kdf
    salt: str
    password: str
    recovery: str
    roles: tuple[str, ...] = ()
    """Told at the door of a demo project only."""


@dataclass(frozen=True)
class DatabaseSlot:
    """One database key: its fingerprint, and the key sealed to each who may open the file."""

    id: str
    state: str
    """current, or next while the database waits for this key."""
    recovery: str
    sealed: Mapping[str, str]


@dataclass(frozen=True)
class Slots:
    """The file's content."""

    name: str
    project_key: str
    project_private: str
    """The project's signing key, readable by recovery only."""
    recovery: str
    """age recipient of the recovery key."""
    demo: bool
    database: tuple[DatabaseSlot, ...]
    people: tuple[PersonSlot, ...] = field(default=())

    def by_login(self, login: str) -> PersonSlot | None:
        """The slot of a login, whatever its case."""
        wanted = login.strip().casefold()
        return next((slot for slot in self.people if slot.login.casefold() == wanted), None)

    def by_id(self, person: str) -> PersonSlot | None:
        """The slot of a person."""
        return next((slot for slot in self.people if slot.id == person), None)

    @property
    def following(self) -> DatabaseSlot | None:
        """The key that the database waits for, if it is to be re-keyed."""
        return next((entry for entry in self.database if entry.state == NEXT), None)

    def with_slot(self, slot: PersonSlot) -> Slots:
        """The slots with another way in for the same person, or one person more."""
        others = (old for old in self.people if old.id != slot.id and old.login != slot.login)
        return replace(self, people=(*others, slot))

    def with_person(self, slot: PersonSlot, database_keys: Mapping[str, bytes]) -> Slots:
        """The slots with one person more, who may open the database; keys by their fingerprint."""
        database = tuple(
            replace(entry, sealed={**entry.sealed, slot.id: sealed_to(slot.seal, raw)})
            if (raw := database_keys.get(entry.id)) is not None
            else entry
            for entry in self.database
        )
        return replace(self.with_slot(slot), database=database)

    def keys_of(self, person: str, own: PersonKeys) -> dict[str, bytes]:
        """The database keys that are sealed to a person, by fingerprint. Raises EnvError DAMAGED."""
        return {
            entry.id: open_database_slot(entry, person, own)
            for entry in self.database
            if person in entry.sealed
        }


def sealed_to(seal_key: str, database_key: bytes) -> str:
    """The database key for the holder of a sealing key."""
    return keys.seal_to(seal_key, DATABASE_KEY, database_key)


def fingerprint(database_key: bytes) -> str:
    """A name for a database key that tells nothing about it."""
    return hashlib.sha256(b"twinkey/fingerprint/1\x00" + database_key).hexdigest()[:16]


def new_person_slot(
    person: str,
    login: str,
    name: str,
    password: str,
    own: PersonKeys,
    *,
    by: str,
    cert: str,
    recovery: str,
    kdf: Kdf,
    roles: tuple[str, ...] = (),
) -> PersonSlot:
    """A slot that the password opens."""
    slot = PersonSlot(
        id=person,
        login=login,
        name=name,
        sign=own.sign_public,
        seal=own.seal_public,
        by=by,
        cert=cert,
        kdf=kdf,
        salt="",
        password="",
        recovery=keys.seal_to_recovery(recovery, own.to_bytes()),
        roles=roles,
    )
    return with_password(slot, password, own, kdf)


def new_database_slot(database_key: bytes, recovery: str) -> DatabaseSlot:
    """A database key that so far only recovery can open."""
    sealed = keys.seal_to_recovery(recovery, database_key)
    return DatabaseSlot(fingerprint(database_key), CURRENT, sealed, {})


def with_password(slot: PersonSlot, password: str, own: PersonKeys, kdf: Kdf) -> PersonSlot:
    """The same keys behind another password."""
    salt = os.urandom(16)
    context = wrapping(slot.id, slot.sign, slot.seal)
    wrapped = keys.encrypt(stretched(password, salt, kdf), context, own.to_bytes())
    return replace(slot, kdf=kdf, salt=keys.to_text(salt), password=keys.to_text(wrapped))


def open_person_slot(slot: PersonSlot, password: str) -> PersonKeys | None:
    """The person's keys; None for a wrong password. Raises EnvError DAMAGED where the slot is altered."""
    try:
        own = _decrypted(slot, password)
    except OpeningError:
        return None
    if (own.sign_public, own.seal_public) != (slot.sign, slot.seal):
        raise EnvError(DAMAGED, file=FILE)
    return own


def open_database_slot(entry: DatabaseSlot, person: str, own: PersonKeys) -> bytes:
    """The database key. Raises EnvError DAMAGED where it is not sealed to the person."""
    try:
        key = keys.open_with(own.seal, DATABASE_KEY, entry.sealed[person])
    except (OpeningError, KeyError) as error:
        raise EnvError(DAMAGED, file=FILE) from error
    if len(key) != keys.KEY_BYTES or fingerprint(key) != entry.id:
        raise EnvError(DAMAGED, file=FILE)
    return key


def spend_the_same_time(password: str, kdf: Kdf) -> None:
    """Stretch for nobody, so that an unknown login takes as long as a known one."""
    stretched(password, bytes(16), kdf)


def stretched(password: str, salt: bytes, kdf: Kdf) -> bytes:
    """The wrapping key of a password (argon2id)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(salt=salt, length=32, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m).derive(
        normal(password).encode("utf-8", "surrogatepass")
    )


def normal(password: str) -> str:
    """One spelling of what different keyboards and input methods send (RFC 8265 uses NFC)."""
    import unicodedata

    return unicodedata.normalize("NFC", password)


def wrapping(person: str, sign: str, seal: str) -> bytes:
    """What the password's seal is bound to."""
    return f"twinkey/slot/1\x00{person}\x00{sign}\x00{seal}".encode()


def _decrypted(slot: PersonSlot, password: str) -> PersonKeys:
    context = wrapping(slot.id, slot.sign, slot.seal)
    try:
        key = stretched(password, keys.from_text(slot.salt), slot.kdf)
    except ValueError as error:  # costs or salt that argon2id does not take
        raise EnvError(DAMAGED, file=FILE) from error
    return keys.person_keys(keys.decrypt(key, context, keys.from_text(slot.password)))


def save(folder: Path, slots: Slots) -> None:
    """Write the file whole or not at all. Raises EnvError DISK_FULL, CANNOT_WRITE."""
    write_atomically(folder / FILE, orjson.dumps(to_json(slots), option=orjson.OPT_INDENT_2))


def load(folder: Path) -> Slots:
    """Read the file. Raises EnvError DAMAGED, NEWER_VERSION, CANNOT_WRITE where it cannot be read."""
    try:
        found = orjson.loads((folder / FILE).read_bytes())
        version = found["v"]
        if type(version) is int and version > FORMAT:
            raise EnvError(NEWER_VERSION, found=version, known=FORMAT)
        return from_json(found)
    except (ValueError, KeyError, TypeError, OSError, RecursionError, AttributeError) as error:
        raise EnvError(DAMAGED, file=FILE) from error


def to_json(slots: Slots) -> dict[str, Any]:
    """The file as JSON."""
    return {
        "v": FORMAT,
        "name": slots.name,
        "demo": slots.demo,
        "project": {"key": slots.project_key, "private": slots.project_private},
        "recovery": slots.recovery,
        "database": [
            {"id": each.id, "state": each.state, "recovery": each.recovery, "sealed": each.sealed}
            for each in slots.database
        ],
        "people": [person_to_json(slot) for slot in slots.people],
    }


def person_to_json(slot: PersonSlot) -> dict[str, Any]:
    """One person's entry."""
    kdf = {"name": "argon2id", "t": slot.kdf.t, "m": slot.kdf.m, "p": slot.kdf.p}
    return {
        "id": slot.id,
        "login": slot.login,
        "name": slot.name,
        "roles": list(slot.roles),
        "sign": slot.sign,
        "seal": slot.seal,
        "by": slot.by,
        "cert": slot.cert,
        "password": {"kdf": kdf, "salt": slot.salt, "sealed": slot.password},
        "recovery": slot.recovery,
    }


def from_json(found: dict[str, Any]) -> Slots:
    """The slots of parsed JSON; ValueError, KeyError or TypeError where it is none."""
    if found["v"] != FORMAT or not found["database"]:
        raise ValueError("format")
    return Slots(
        name=text(found["name"]),
        project_key=text(found["project"]["key"]),
        project_private=text(found["project"]["private"]),
        recovery=text(found["recovery"]),
        demo=found["demo"] is True,
        database=tuple(
            DatabaseSlot(
                text(each["id"]),
                text(each["state"]),
                text(each["recovery"]),
                {text(person): text(sealed) for person, sealed in each["sealed"].items()},
            )
            for each in found["database"]
        ),
        people=tuple(person_from_json(each) for each in found["people"]),
    )


def person_from_json(found: dict[str, Any]) -> PersonSlot:
    """One person's slot of parsed JSON."""
    password = found["password"]
    kdf = password["kdf"]
    if kdf["name"] != "argon2id":
        raise ValueError("kdf")
    return PersonSlot(
        id=text(found["id"]),
        login=text(found["login"]),
        name=text(found["name"]),
        sign=text(found["sign"]),
        seal=text(found["seal"]),
        by=text(found["by"]),
        cert=text(found["cert"]),
        kdf=Kdf(within(kdf["t"], 1, 20), within(kdf["m"], 64, 2**18), within(kdf["p"], 1, 16)),
        salt=text(password["salt"]),
        password=text(password["sealed"]),
        recovery=text(found["recovery"]),
        roles=tuple(text(role) for role in found["roles"]),
    )


def text(value: Any) -> str:
    """The value if it is text; TypeError otherwise."""
    if type(value) is not str:
        raise TypeError("not a text")
    return value


def within(value: Any, low: int, high: int) -> int:
    """The value if it is an integer in the range: a file must not be able to ask for all memory."""
    if type(value) is not int or not low <= value <= high:
        raise ValueError("out of range")
    return value
