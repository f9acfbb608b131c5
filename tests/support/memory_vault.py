"""The vault kept in memory: every sealed field is really sealed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.errors import BLIND, UserError
from core.people import Session
from core.ports.vault import RECOVERY, BatchKey, ContentKey
from core.values import PersonId, SheetId
from core.workflow.sheet import sheet_of
from tests.support.sealing import (
    KEY_BYTES,
    decrypted,
    encrypted,
    opened_with,
    public_of,
    sealed_to,
)

if TYPE_CHECKING:
    from tests.support.memory import Memory


class MemoryVault:
    """Fulfils core.ports.vault.Vault for one person."""

    def __init__(self, memory: Memory, person: PersonId) -> None:
        self._memory, self._own = memory, memory.keys[person]

    def new_batch_key(self, session: Session, holders: Sequence[PersonId]) -> BatchKey:
        assert len(set(holders)) >= 2
        private = X25519PrivateKey.generate()
        raw = private.private_bytes_raw()
        sealed: dict[str, str] = {holder: self._to(holder, "batch", raw) for holder in holders}
        sealed[RECOVERY] = sealed_to(public_of(self._memory.recovery), "batch", raw)
        return BatchKey(public_of(private), sealed)

    def grant_batch_key(self, session: Session, key: BatchKey, to: PersonId) -> Mapping[str, str]:
        raw = self._to_hand_on(session, key)
        return {public: self._to(to, "batch", raw[public]) for public in raw}

    def replace_batch_key(
        self, session: Session, key: BatchKey, holders: Sequence[PersonId]
    ) -> tuple[BatchKey, Mapping[str, str]]:
        raw = self._to_hand_on(session, key)
        new = self.new_batch_key(session, holders)
        return new, {public: sealed_to(new.public, public, raw[public]) for public in raw}

    def new_content_key(self, session: Session, batch_public: str) -> ContentKey:
        key_id, raw = os.urandom(8).hex(), os.urandom(KEY_BYTES)
        return ContentKey(
            key_id,
            sealed_to(public_of(self._own.seal), key_id, raw),
            sealed_to(batch_public, key_id, raw),
            batch_public,
        )

    def seal(self, session: Session, key: ContentKey, context: str, data: bytes) -> str:
        return encrypted(joined(self._content(key), self._lasting(context)), context, data)

    def open(self, session: Session, key: ContentKey, context: str, sealed: str) -> bytes:
        return decrypted(joined(self._content(key), self._lasted(context)), context, sealed)

    def open_keying(
        self, session: Session, batch: BatchKey, key: ContentKey, context: str, sealed: str
    ) -> bytes:
        raw = self._held(session, batch, key.id, key.to_batch)
        return decrypted(joined(raw, self._lasted(context)), context, sealed)

    def seal_to_batch(self, session: Session, batch: BatchKey, context: str, data: bytes) -> str:
        inner = encrypted(self._lasting(context), context, data)
        return sealed_to(batch.public, context, inner.encode())

    def open_from_batch(
        self, session: Session, batch: BatchKey, context: str, sealed: str
    ) -> bytes:
        inner = self._held(session, batch, context, sealed)
        return decrypted(self._lasted(context), context, inner.decode())

    def seal_private(self, session: Session, sheet: SheetId, data: bytes) -> str:
        return encrypted(self._lasting(sheet), sheet, data)

    def open_private(self, session: Session, sheet: SheetId, sealed: str) -> bytes:
        return decrypted(self._lasted(sheet), sheet, sealed)

    def destroy_private(self, session: Session, sheets: Sequence[SheetId]) -> None:
        for sheet in sheets:
            self._memory.sheet_keys.pop(sheet, None)

    def undestroyed(self, session: Session, sheets: Sequence[SheetId]) -> tuple[SheetId, ...]:
        return tuple(sheet for sheet in sheets if sheet in self._memory.sheet_keys)

    def random(self, size: int) -> bytes:
        return os.urandom(size)

    def _lasting(self, context: str) -> bytes:
        sheet = sheet_of(context.partition("|")[0])
        return self._memory.sheet_keys.setdefault(sheet, os.urandom(KEY_BYTES))

    def _lasted(self, context: str) -> bytes:
        sheet = sheet_of(context.partition("|")[0])
        if sheet not in self._memory.sheet_keys:
            raise UserError(BLIND)
        return self._memory.sheet_keys[sheet]

    def _to(self, person: PersonId, context: str, raw: bytes) -> str:
        return sealed_to(public_of(self._memory.keys[person].seal), context, raw)

    def _content(self, key: ContentKey) -> bytes:
        try:
            return opened_with(self._own.seal, key.id, key.to_self)
        except Exception as error:
            raise UserError(BLIND) from error

    def _held(self, session: Session, batch: BatchKey, context: str, sealed: str) -> bytes:
        for private in self._privates(session, batch).values():
            with suppress(Exception):
                return opened_with(private, context, sealed)
        raise UserError(BLIND)

    def _privates(self, session: Session, batch: BatchKey) -> dict[str, X25519PrivateKey]:
        later = {batch.public: self._batch(session, batch)}
        for former in reversed(batch.former):
            if session.person in former.sealed:
                raw = opened_with(self._own.seal, "batch", former.sealed[session.person])
            elif public := next((name for name in former.sealed if name in later), ""):
                raw = opened_with(later[public], former.public, former.sealed[public])
            else:
                continue
            later[former.public] = X25519PrivateKey.from_private_bytes(raw)
        return later

    def _to_hand_on(self, session: Session, batch: BatchKey) -> dict[str, bytes]:
        held = self._privates(session, batch)
        wanted = (*(former.public for former in batch.apart), batch.public)
        return {public: held[public].private_bytes_raw() for public in wanted if public in held}

    def _batch(self, session: Session, key: BatchKey) -> X25519PrivateKey:
        if session.person not in key.sealed:
            raise UserError(BLIND)
        raw = opened_with(self._own.seal, "batch", key.sealed[session.person])
        return X25519PrivateKey.from_private_bytes(raw)


def joined(content: bytes, sheet: bytes) -> bytes:
    return hashlib.sha256(content + sheet).digest()
