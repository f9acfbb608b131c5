"""Seals and opens for the signed-in person; what that person holds no key for stays shut."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import BLIND, DAMAGED, BugError, EnvError, UserError
from core.people import Session
from core.ports.vault import RECOVERY, BatchKey, ContentKey, FormerKey
from core.values import PersonId, SheetId
from core.workflow.sheet import sheet_of
from storage import keys
from storage.certificates import Members
from storage.database import Database
from storage.keys import OpeningError
from storage.seat import Seat

BATCH_KEY = b"twinkey/batch-key/1\x00"
FORMER = b"twinkey/former-batch-key/1\x00"
CONTENT_KEY = b"twinkey/content-key/1\x00"
CONTENT = b"twinkey/content/1\x00"
TO_BATCH = b"twinkey/to-batch/1\x00"
PRIVATE = b"twinkey/private/1\x00"
ERASABLE = b"twinkey/erasable/1\x00"
READ_AHEAD = "SELECT sheet, key FROM sheet_key WHERE sheet >= ? ORDER BY sheet LIMIT 400"
AHEAD_S = 1.0
"""How long keys that were read ahead are used: a destroyed one must not outlive its row."""
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
        self._ahead: dict[str, bytes] = {}
        self._ahead_until = 0.0

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

    def grant_batch_key(self, session: Session, key: BatchKey, to: PersonId) -> Mapping[str, str]:
        """Seal to another person the private half, which the session must hold, and those of replaced
        keys to which it does not lead."""
        raw = self._to_hand_on(session, key)
        return {public: self._to_person(to, public, raw[public]) for public in raw}

    def replace_batch_key(
        self, session: Session, key: BatchKey, holders: Sequence[PersonId]
    ) -> tuple[BatchKey, Mapping[str, str]]:
        """A new key for these holders alone, and what `grant_batch_key` would give, sealed to it."""
        raw = self._to_hand_on(session, key)
        new = self.new_batch_key(session, holders)
        return new, {
            public: keys.seal_to(new.public, FORMER + public.encode(), raw[public])
            for public in raw
        }

    def new_content_key(self, session: Session, batch_public: str) -> ContentKey:
        """Make the signed-in clerk's key for a batch."""
        own = self._seat.keys(session)
        key_id, raw = os.urandom(10).hex(), os.urandom(keys.KEY_BYTES)
        context = CONTENT_KEY + key_id.encode()
        key = ContentKey(
            key_id,
            keys.seal_to(own.seal_public, context, raw),
            seal_to_known(batch_public, context, raw),
            batch_public,
        )
        self._content_keys[key.to_self] = raw
        return key

    def seal(self, session: Session, key: ContentKey, context: str, data: bytes) -> str:
        """Encrypt under one's own content key; `context` (sheet, pass, clerk) is authenticated.

        The sheet's own key goes in too: once it is destroyed, nobody's content key opens this.
        """
        raw = joined(self._own_content_key(session, key), self._lasting_sheet_key(context))
        return keys.to_text(keys.encrypt(raw, bound(CONTENT, context), keys.padded(data)))

    def open(self, session: Session, key: ContentKey, context: str, sealed: str) -> bytes:
        """Decrypt what was sealed under one's own content key."""
        raw = joined(self._own_content_key(session, key), self._sheet_key(context))
        return opened(raw, bound(CONTENT, context), sealed)

    def open_keying(
        self, session: Session, batch: BatchKey, key: ContentKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt a clerk's keying as a holder of the batch key."""
        self._batch_private(session, batch)
        raw = self._content_keys.get(key.to_batch)
        if raw is None:
            raw = self._held(session, batch, CONTENT_KEY + key.id.encode(), key.to_batch)
            self._content_keys[key.to_batch] = raw
        sheet_key = self._sheet_keys_ahead(sheet_in(context))
        return opened(joined(raw, sheet_key), bound(CONTENT, context), sealed)

    def seal_to_batch(self, session: Session, batch: BatchKey, context: str, data: bytes) -> str:
        """Encrypt so that only holders of the batch key can read, while the sheet's key lasts."""
        self._seat.require(session)
        within = bound(TO_BATCH, context)
        inner = keys.encrypt(self._lasting_sheet_key(context), within, keys.padded(data))
        return seal_to_known(batch.public, within, inner)

    def open_from_batch(
        self, session: Session, batch: BatchKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt what `seal_to_batch` sealed."""
        within = bound(TO_BATCH, context)
        inner = self._held(session, batch, within, sealed)
        return opened_bytes(self._sheet_key(context), within, inner)

    def seal_private(self, session: Session, sheet: SheetId, data: bytes) -> str:
        """Encrypt personal data and open text under the sheet's own key, kept outside the journal.

        Everybody who may open the database can reach that key: seal only what is settled.
        """
        self._seat.require(session)
        raw = self._lasting_sheet_key(sheet)
        return keys.to_text(keys.encrypt(raw, bound(PRIVATE, sheet), keys.padded(data)))

    def open_private(self, session: Session, sheet: SheetId, sealed: str) -> bytes:
        """Decrypt it. Raises UserError BLIND if the sheet's key was destroyed."""
        self._seat.require(session)
        return opened(self._sheet_key(sheet), bound(PRIVATE, sheet), sealed)

    def destroy_private(self, session: Session, sheets: Sequence[SheetId]) -> None:
        """Destroy the sheets' own keys and every trace of them in the file. Raises EnvError DISK_FULL.

        Nothing sealed of these sheets opens afterwards: keyings, drafts, comparisons, rulings,
        personal data and open text. The file is written anew, since freed pages keep what they held;
        that takes free space of the file's size.
        """
        self._seat.require(session)
        self._ahead = {}
        with self._database.write() as transaction:
            transaction.executemany(
                "DELETE FROM sheet_key WHERE sheet = ?", [(sheet,) for sheet in sheets]
            )
        self._database.query("VACUUM")
        self._database.query("PRAGMA wal_checkpoint(TRUNCATE)")

    def undestroyed(self, session: Session, sheets: Sequence[SheetId]) -> tuple[SheetId, ...]:
        """Those of the sheets whose own key is still here."""
        self._seat.require(session)
        return tuple(sheet for sheet in sheets if self._stored_sheet_key(sheet) is not None)

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
        self._ahead = {}

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
            raw = self._granted(session, own.seal, batch.public, sealed)
            private = self._batch_keys[batch.public] = batch_private(raw, batch.public)
        elif session.person not in batch.sealed:
            raise UserError(BLIND)
        return private

    def _held(self, session: Session, batch: BatchKey, context: bytes, sealed: str) -> bytes:
        """What was sealed to the batch key, or to one that it replaced.

        Raises EnvError DAMAGED; UserError BLIND where one that it replaced was not handed on.
        """
        tried = 0
        for private in self._privates(session, batch):
            tried += 1
            with suppress(OpeningError):
                return keys.open_with(private, context, sealed)
        if tried <= len(batch.former):
            raise UserError(BLIND)
        raise EnvError(DAMAGED, file="sealed")

    def _privates(self, session: Session, batch: BatchKey) -> Iterator[X25519PrivateKey]:
        """The private halves of the batch key and of those it replaced, newest first."""
        later = {batch.public: self._batch_private(session, batch)}
        yield later[batch.public]
        for former in reversed(batch.former):
            private = self._former_private(session, former, later)
            if private is not None:
                later[former.public] = private
                yield private

    def _to_hand_on(self, session: Session, batch: BatchKey) -> dict[str, bytes]:
        """Public half -> private half of what a new holder needs so as to open everything; the key's last."""
        found = {batch.public: self._batch_private(session, batch)}
        apart = {
            former.public: private
            for former in batch.apart
            if (private := self._former_private(session, former, found)) is not None
        }
        return {public: private.private_bytes_raw() for public, private in (apart | found).items()}

    def _former_private(
        self, session: Session, former: FormerKey, later: Mapping[str, X25519PrivateKey]
    ) -> X25519PrivateKey | None:
        """A replaced key, as one was given it, or else as it was sealed to a later one."""
        private = self._batch_keys.get(former.public)
        if private is not None:
            return private
        own = self._seat.keys(session).seal
        ways: list[tuple[str, X25519PrivateKey, bytes]] = [(session.person, own, BATCH_KEY)]
        ways += [(public, held, FORMER) for public, held in later.items()]
        for name, opener, purpose in ways:
            with suppress(KeyError, OpeningError, EnvError):
                raw = keys.open_with(opener, purpose + former.public.encode(), former.sealed[name])
                private = self._batch_keys[former.public] = batch_private(raw, former.public)
                return private
        return None

    def _granted(self, session: Session, own: X25519PrivateKey, public: str, sealed: str) -> bytes:
        """A batch key that was granted. Raises UserError BLIND where a reset took the key for it away."""
        try:
            return held(own, BATCH_KEY + public.encode(), sealed)
        except EnvError as error:
            member = self._members.get(session.person)
            if member is not None and len(member.sign_keys) > 1:
                raise UserError(BLIND) from error
            raise

    def _sheet_key(self, context: str) -> bytes:
        raw = self._stored_sheet_key(sheet_in(context))
        if raw is None:
            raise UserError(BLIND)
        return raw

    def _sheet_keys_ahead(self, sheet: SheetId) -> bytes:
        """The sheet's own key; comparing a batch, those that follow are read with it."""
        raw = self._ahead.get(sheet)
        if raw is None or time.monotonic() > self._ahead_until:
            rows = self._database.query(READ_AHEAD, (sheet,))
            self._ahead = {name: bytes(key) for name, key in rows}
            self._ahead_until = time.monotonic() + AHEAD_S
            raw = self._ahead.get(sheet)
        if raw is None:
            raise UserError(BLIND)
        return raw

    def _lasting_sheet_key(self, context: str) -> bytes:
        """The sheet's own key, made where there is none yet."""
        sheet = sheet_in(context)
        raw = self._stored_sheet_key(sheet)
        if raw is None:
            raw = os.urandom(keys.KEY_BYTES)
            with self._database.write() as transaction:
                transaction.execute("INSERT OR IGNORE INTO sheet_key VALUES (?, ?)", (sheet, raw))
            return self._sheet_key(sheet)  # another thread may have been quicker
        return raw

    def _stored_sheet_key(self, sheet: str) -> bytes | None:
        raw = self._database.value("SELECT key FROM sheet_key WHERE sheet = ?", (sheet,))
        return None if raw is None else bytes(raw)


def sheet_in(context: str) -> SheetId:
    """The sheet that a context, or a difference's id, begins with."""
    sheet = context.partition("|")[0]
    return sheet_of(sheet) if "#" in sheet else SheetId(sheet)


def joined(content: bytes, sheet: bytes) -> bytes:
    """One key of two random ones: SHA-256 of both, so that neither opens without the other."""
    return hashlib.sha256(ERASABLE + content + sheet).digest()


def bound(purpose: bytes, context: str) -> bytes:
    """A context that cannot be mistaken for one of another purpose."""
    return purpose + context.encode()


def opened(raw: bytes, context: bytes, sealed: str) -> bytes:
    """The plaintext. Raises EnvError DAMAGED where ciphertext or context were altered."""
    try:
        return opened_bytes(raw, context, keys.from_text(sealed))
    except OpeningError as error:
        raise EnvError(DAMAGED, file="sealed") from error


def opened_bytes(raw: bytes, context: bytes, sealed: bytes) -> bytes:
    """As `opened`, of bytes. Raises EnvError DAMAGED."""
    try:
        return unpadded(keys.decrypt(raw, context, sealed))
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
