"""Real cryptography in a few lines: X25519 + HKDF + AES-GCM, for the ports kept in memory."""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import DAMAGED, EnvError

NONCE_BYTES = 12
KEY_BYTES = 32


def text_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def bytes_of(text: str) -> bytes:
    return base64.b64decode(text)


def public_of(private: X25519PrivateKey) -> str:
    return text_of(private.public_key().public_bytes_raw())


def encrypted(key: bytes, context: str, data: bytes) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return text_of(nonce + AESGCM(key).encrypt(nonce, data, context.encode()))


def decrypted(key: bytes, context: str, sealed: str) -> bytes:
    """Raises EnvError DAMAGED where ciphertext or context were altered."""
    raw = bytes_of(sealed)
    try:
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
    except InvalidTag as error:
        raise EnvError(DAMAGED, file="sealed") from error


def sealed_to(public: str, context: str, data: bytes) -> str:
    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(bytes_of(public)))
    key = _derived(shared, public_of(ephemeral), public)
    return f"{public_of(ephemeral)}.{encrypted(key, context, data)}"


def opened_with(private: X25519PrivateKey, context: str, sealed: str) -> bytes:
    """Raises EnvError DAMAGED where it was sealed to another key."""
    theirs, _, body = sealed.partition(".")
    shared = private.exchange(X25519PublicKey.from_public_bytes(bytes_of(theirs)))
    return decrypted(_derived(shared, theirs, public_of(private)), context, body)


def _derived(shared: bytes, ephemeral: str, recipient: str) -> bytes:
    info = f"{ephemeral}|{recipient}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(shared)
