"""Seals and opens for the signed-in person; what that person holds no key for stays shut."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import BLIND, DAMAGED, BugError, EnvError, UserError
from core.people import Session
from core.ports.vault import BatchKey, ContentKey
from core.values import PersonId, SheetId
from storage import keys
from storage.certificates import RECOVERY, Members
from storage.database import Database
from storage.keys import OpeningError
from storage.seat import Seat

BATCH_KEY = b"twinkey/batch-key/1\x00"
CONTENT_KEY = b"twinkey/content-key/1\x00"
CONTENT = b"twinkey/content/1\x00"
TO_BATCH = b"twinkey/to-batch/1\x00"
PRIVATE = b"twinkey/private/1\x00"
FEWEST_HOLDERS = 2
TOO_FEW_HOLDERS = "TOO_FEW_HOLDERS"  # holders
UNKNOWN_PERSON = "UNKNOWN_PERSON"  # person


class SealedVault:
    """Fulfils core.ports.vault.Vault with HPKE and AES-256-GCM; plaintext sizes are padded away."""

    def __init__(self, seat: Seat, members: Members, database: Database, recovery: str) -> None:
        self._seat, self._members = seat, members
        self._database, self._recovery = database, recovery
        self._content_keys: dict[str, bytes] = {}
        self._batch_keys: dict[str, X25519PrivateKey] = {}

    def new_batch_key(self, session: Session, holders: Sequence[PersonId]) -> BatchKey:
        """Make a batch key for at least two holders and recovery."""
        self._seat.require(session)
        if len(set(holders)) < FEWEST_HOLDERS:
            raise BugError(TOO_FEW_HOLDERS, holders=len(set(holders)))
        private = X25519PrivateKey.generate()
        public = keys.to_text(private.public_key().public_bytes_raw())
        raw = private.private_bytes_raw()
        sealed = {str(holder): self._to_person(holder, public, raw) for holder in holders}
        sealed[RECOVERY] = keys.seal_to_recovery(self._recovery, raw)
        return BatchKey(public, sealed)

    def grant_batch_key(self, session: Session, key: BatchKey, to: PersonId) -> str:
        """Seal the private half, which the session must hold, to another person."""
        raw = self._batch_private(session, key).private_bytes_raw()
        return self._to_person(to, key.public, raw)

    def new_content_key(self, session: Session, batch_public: str) -> ContentKey:
        """Make the signed-in clerk's key for a batch."""
        own = self._seat.keys(session)
        key_id, raw = os.urandom(10).hex(), os.urandom(keys.KEY_BYTES)
        context = CONTENT_KEY + key_id.encode()
        key = ContentKey(
            key_id,
            keys.seal_to(own.seal_public, context, raw),
            seal_to_known(batch_public, context, raw),
        )
        self._content_keys[key.to_self] = raw
        return key

    def seal(self, session: Session, key: ContentKey, context: str, data: bytes) -> str:
        """Encrypt under one's own content key; `context` (sheet, pass, clerk) is authenticated."""
        raw = self._own_content_key(session, key)
        return keys.to_text(keys.encrypt(raw, bound(CONTENT, context), keys.padded(data)))

    def open(self, session: Session, key: ContentKey, context: str, sealed: str) -> bytes:
        """Decrypt what was sealed under one's own content key."""
        return opened(self._own_content_key(session, key), bound(CONTENT, context), sealed)

    def open_keying(
        self, session: Session, batch: BatchKey, key: ContentKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt a clerk's keying as a holder of the batch key."""
        private = self._batch_private(session, batch)
        raw = self._content_keys.get(key.to_batch)
        if raw is None:
            raw = held(private, CONTENT_KEY + key.id.encode(), key.to_batch)
            self._content_keys[key.to_batch] = raw
        return opened(raw, bound(CONTENT, context), sealed)

    def seal_to_batch(self, session: Session, batch: BatchKey, context: str, data: bytes) -> str:
        """Encrypt so that only holders of the batch key can read."""
        self._seat.require(session)
        return seal_to_known(batch.public, bound(TO_BATCH, context), keys.padded(data))

    def open_from_batch(
        self, session: Session, batch: BatchKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt what `seal_to_batch` sealed."""
        private = self._batch_private(session, batch)
        return unpadded(held(private, bound(TO_BATCH, context), sealed))

    def seal_private(self, session: Session, sheet: SheetId, data: bytes) -> str:
        """Encrypt personal data and open text under the sheet's own key, kept outside the journal.

        Everybody who may open the database can reach that key: seal only what is settled.
        """
        self._seat.require(session)
        with self._database.write() as transaction:
            transaction.execute(
                "INSERT OR IGNORE INTO sheet_key (sheet, key) VALUES (?, ?)",
                (sheet, os.urandom(keys.KEY_BYTES)),
            )
        return keys.to_text(
            keys.encrypt(self._sheet_key(sheet), bound(PRIVATE, sheet), keys.padded(data))
        )

    def open_private(self, session: Session, sheet: SheetId, sealed: str) -> bytes:
        """Decrypt it. Raises UserError BLIND if the sheet's key was destroyed."""
        self._seat.require(session)
        return opened(self._sheet_key(sheet), bound(PRIVATE, sheet), sealed)

    def random(self, size: int) -> bytes:
        """Random bytes for ids and seeds."""
        return os.urandom(size)

    def sign(self, session: Session, message: bytes) -> bytes:
        """The signed-in person's Ed25519 signature; for the ledger and certificates."""
        return self._seat.keys(session).sign.sign(message)

    def forget(self) -> None:
        """Drop every key, as at sign-out."""
        self._seat.leave()
        self._content_keys.clear()
        self._batch_keys.clear()

    def _to_person(self, person: PersonId, public: str, raw: bytes) -> str:
        member = self._members.get(person)
        if member is None or not member.active:
            raise BugError(UNKNOWN_PERSON, person=person)
        return keys.seal_to(member.seal_key, BATCH_KEY + public.encode(), raw)

    def _own_content_key(self, session: Session, key: ContentKey) -> bytes:
        own = self._seat.keys(session)
        raw = self._content_keys.get(key.to_self)
        if raw is None:
            try:
                raw = keys.open_with(own.seal, CONTENT_KEY + key.id.encode(), key.to_self)
            except OpeningError as error:  # another clerk's
                raise UserError(BLIND) from error
            self._content_keys[key.to_self] = raw
        return raw

    def _batch_private(self, session: Session, batch: BatchKey) -> X25519PrivateKey:
        own = self._seat.keys(session)
        private = self._batch_keys.get(batch.public)
        if private is None:
            sealed = batch.sealed.get(session.person)
            if sealed is None:
                raise UserError(BLIND)
            raw = held(own.seal, BATCH_KEY + batch.public.encode(), sealed)
            private = self._batch_keys[batch.public] = batch_private(raw, batch.public)
        elif session.person not in batch.sealed:
            raise UserError(BLIND)
        return private

    def _sheet_key(self, sheet: SheetId) -> bytes:
        raw = self._database.value("SELECT key FROM sheet_key WHERE sheet = ?", (sheet,))
        if raw is None:
            raise UserError(BLIND)
        return bytes(raw)


def bound(purpose: bytes, context: str) -> bytes:
    """A context that cannot be mistaken for one of another purpose."""
    return purpose + context.encode()


def opened(raw: bytes, context: bytes, sealed: str) -> bytes:
    """The plaintext. Raises EnvError DAMAGED where ciphertext or context were altered."""
    try:
        return unpadded(keys.decrypt(raw, context, keys.from_text(sealed)))
    except OpeningError as error:
        raise EnvError(DAMAGED, file="sealed") from error


def unpadded(block: bytes) -> bytes:
    """The data in a padded block. Raises EnvError DAMAGED."""
    try:
        return keys.unpadded(block)
    except OpeningError as error:
        raise EnvError(DAMAGED, file="sealed") from error


def held(private: X25519PrivateKey, context: bytes, sealed: str) -> bytes:
    """What was sealed to a key that is held. Raises EnvError DAMAGED."""
    try:
        return keys.open_with(private, context, sealed)
    except OpeningError as error:
        raise EnvError(DAMAGED, file="sealed") from error


def batch_private(raw: bytes, public: str) -> X25519PrivateKey:
    """A batch's private key, refused (EnvError DAMAGED) where it is not that of the public half."""
    if len(raw) == keys.KEY_BYTES:
        private = X25519PrivateKey.from_private_bytes(raw)
        if keys.to_text(private.public_key().public_bytes_raw()) == public:
            return private
    raise EnvError(DAMAGED, file="sealed")


def seal_to_known(public: str, context: bytes, data: bytes) -> str:
    """HPKE to a batch's public key. Raises EnvError DAMAGED where that is none."""
    try:
        return keys.seal_to(public, context, data)
    except OpeningError as error:
        raise EnvError(DAMAGED, file="sealed") from error
