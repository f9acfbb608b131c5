"""The cryptographic moves that slots, vault and journal are made of; all bytes, no state."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

NONCE_BYTES = 12
KEY_BYTES = 32
SEALED_VERSION = b"\x01"
SMALLEST_BLOCK = 256
LENGTH_BYTES = 4


class OpeningError(Exception):
    """The key does not fit, or the bytes or their context were altered."""


@dataclass(frozen=True)
class PersonKeys:
    """A person's private keys, in memory from sign-in to sign-out."""

    sign: Ed25519PrivateKey
    seal: X25519PrivateKey

    @property
    def sign_public(self) -> str:
        """Base64 of the Ed25519 public key."""
        return to_text(self.sign.public_key().public_bytes_raw())

    @property
    def seal_public(self) -> str:
        """Base64 of the X25519 public key."""
        return to_text(self.seal.public_key().public_bytes_raw())

    def to_bytes(self) -> bytes:
        """64 bytes: signing seed, sealing key."""
        return self.sign.private_bytes_raw() + self.seal.private_bytes_raw()


def new_person_keys() -> PersonKeys:
    """Fresh keys of one person."""
    return PersonKeys(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())


def person_keys(raw: bytes) -> PersonKeys:
    """The keys that `PersonKeys.to_bytes` wrote. Raises OpeningError."""
    if len(raw) != 2 * KEY_BYTES:
        raise OpeningError
    return PersonKeys(
        Ed25519PrivateKey.from_private_bytes(raw[:KEY_BYTES]),
        X25519PrivateKey.from_private_bytes(raw[KEY_BYTES:]),
    )


def to_text(raw: bytes) -> str:
    """Base64."""
    return base64.b64encode(raw).decode()


def from_text(text: str) -> bytes:
    """The bytes of base64. Raises OpeningError."""
    try:
        return binascii.a2b_base64(text, strict_mode=True)  # a third quicker than base64's own
    except (binascii.Error, ValueError, TypeError) as error:
        raise OpeningError from error


def encrypt(key: bytes, context: bytes, data: bytes) -> bytes:
    """AES-256-GCM: version, nonce, ciphertext; `context` is authenticated."""
    nonce = os.urandom(NONCE_BYTES)
    return SEALED_VERSION + nonce + AESGCM(key).encrypt(nonce, data, context)


def decrypt(key: bytes, context: bytes, sealed: bytes) -> bytes:
    """What `encrypt` was given. Raises OpeningError."""
    if not sealed.startswith(SEALED_VERSION):
        raise OpeningError
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, context)
    except (InvalidTag, ValueError) as error:
        raise OpeningError from error


def padded(data: bytes) -> bytes:
    """The data in a block whose size, a power of two, says next to nothing about it."""
    size = SMALLEST_BLOCK
    while size < len(data) + LENGTH_BYTES:
        size *= 2
    return (len(data).to_bytes(LENGTH_BYTES, "big") + data).ljust(size, b"\x00")


def unpadded(block: bytes) -> bytes:
    """What `padded` was given. Raises OpeningError."""
    length = int.from_bytes(block[:LENGTH_BYTES], "big")
    if len(block) < LENGTH_BYTES + length:
        raise OpeningError
    return block[LENGTH_BYTES : LENGTH_BYTES + length]


def hpke() -> Suite:
    """RFC 9180: X25519, HKDF-SHA256, AES-256-GCM."""
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal_to(public: str, context: bytes, data: bytes) -> str:
    """HPKE to a base64 X25519 public key. Raises OpeningError if that is no key."""
    return to_text(hpke().encrypt(data, seal_key(public), info=context))


def open_with(private: X25519PrivateKey, context: bytes, sealed: str) -> bytes:
    """What `seal_to` was given. Raises OpeningError."""
    try:
        return hpke().decrypt(from_text(sealed), private, info=context)
    except (InvalidTag, ValueError) as error:
        raise OpeningError from error


def seal_key(public: str) -> X25519PublicKey:
    """The X25519 key of its base64. Raises OpeningError."""
    try:
        return X25519PublicKey.from_public_bytes(from_text(public))
    except ValueError as error:
        raise OpeningError from error


def is_signed(public: str, message: bytes, signature: bytes) -> bool:
    """Whether the holder of a base64 Ed25519 key signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(from_text(public)).verify(signature, message)
    except (InvalidSignature, ValueError, OpeningError):
        return False
    return True


def seal_to_recovery(recipient: str, data: bytes) -> str:
    """age-encrypted to the recovery key's recipient (age1...), base64."""
    import pyrage

    return to_text(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))


def new_recovery_key() -> tuple[str, str]:
    """(secret AGE-SECRET-KEY-1..., recipient age1...) of a new recovery key."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def open_with_recovery(secret: str, sealed: str) -> bytes:
    """What was sealed to recovery, by the secret AGE-SECRET-KEY-1... Raises OpeningError."""
    import pyrage

    try:
        identity = pyrage.x25519.Identity.from_str(secret)
        return bytes(pyrage.decrypt(from_text(sealed), [identity]))
    except (ValueError, TypeError, pyrage.IdentityError, pyrage.DecryptError) as error:
        raise OpeningError from error


def recovery_secret(typed: str) -> str:
    """The recovery key among what was typed or read from its file; "" where there is none."""
    words = typed.upper().split()
    return next((word for word in words if word.startswith("AGE-SECRET-KEY-1")), "")
