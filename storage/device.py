"""This machine's own key: it signs the end of the chain once per transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import DAMAGED, EnvError
from core.line import canon
from storage import keys
from storage.database import Database

PRIVATE = "device"
"""Name in `local` of the private key."""
TAIL = b"twinkey/tail/1\x00"
DEVICE = b"twinkey/device/1\x00"


@dataclass(frozen=True)
class Device:
    """The id and the key with which this machine writes."""

    id: str
    key: Ed25519PrivateKey

    def sign_tail(self, seq: int, head: bytes) -> bytes:
        """The signature over the end of this device's chain."""
        return self.key.sign(tail_message(self.id, seq, head))


def device_id(public: bytes) -> str:
    """The first 16 hex digits of SHA-256 of the public key: a new key is a new device."""
    return hashlib.sha256(public).hexdigest()[:16]


def new_device() -> Device:
    """A device with a fresh key."""
    key = Ed25519PrivateKey.generate()
    return Device(device_id(key.public_key().public_bytes_raw()), key)


def tail_message(device: str, seq: int, head: bytes) -> bytes:
    """What a tail or a seal signs: the whole chain up to `seq`."""
    return TAIL + device.encode() + seq.to_bytes(8, "big") + head


def certificate_message(project: str, device: str, public: bytes, by: str) -> bytes:
    """What an administrator signs to admit a device."""
    claim = {"project": project, "device": device, "key": keys.to_text(public), "by": by}
    return DEVICE + canon(claim)


def admit(database: Database, device: Device, name: str, by: str, cert: bytes) -> None:
    """Make this database write as the device."""
    public = device.key.public_key().public_bytes_raw()
    with database.write() as transaction:
        transaction.execute(
            'INSERT INTO device (device, pubkey, name, "by", cert, state) VALUES (?, ?, ?, ?, ?, ?)',
            (device.id, public, name, by, cert, "active"),
        )
        transaction.execute(
            "INSERT INTO local (name, value) VALUES (?, ?)",
            (PRIVATE, device.key.private_bytes_raw()),
        )


def this_device(database: Database) -> Device:
    """The device that this database writes as. Raises EnvError DAMAGED where its key is gone."""
    raw = database.value("SELECT value FROM local WHERE name = ?", (PRIVATE,))
    if raw is None or len(raw) != keys.KEY_BYTES:
        raise EnvError(DAMAGED, file=database.path.name)
    key = Ed25519PrivateKey.from_private_bytes(raw)
    return Device(device_id(key.public_key().public_bytes_raw()), key)
