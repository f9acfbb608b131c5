"""Keys: sealing and opening what only some may read. The session's keys never leave the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.people import Session
from core.values import PersonId, SheetId

RECOVERY = "@recovery"
"""Stands among a key's holders for the recovery key."""


@dataclass(frozen=True)
class FormerKey:
    """A batch key that another one replaced.

    All base64. `sealed` maps person ids, "@recovery", and public halves of later keys, to the private half.
    """

    public: str
    sealed: Mapping[str, str]


@dataclass(frozen=True)
class BatchKey:
    """A batch's X25519 key: its public half, and the private half sealed to each holder.

    All base64. `sealed` maps person ids, and "@recovery", to HPKE ciphertexts.
    """

    public: str
    sealed: Mapping[str, str]
    former: tuple[FormerKey, ...] = ()
    """Oldest first. What was sealed to them, holders of this key open still."""

    @property
    def origin(self) -> str:
        """The public half that the batch was opened with."""
        return self.former[0].public if self.former else self.public

    @property
    def publics(self) -> tuple[str, ...]:
        """The public halves of this key and of those it replaced, oldest first."""
        return (*(key.public for key in self.former), self.public)

    @property
    def ever_held(self) -> frozenset[str]:
        """Everybody who holds the key or held one that it replaced, and so opened what was sealed to it."""
        return frozenset(self.sealed).union(*(key.sealed for key in self.former))

    @property
    def apart(self) -> tuple[FormerKey, ...]:
        """Keys it replaced to which it does not lead: of two made in place of one, the earlier one."""
        reached = {self.public}
        for key in reversed(self.former):  # each is sealed to later ones only
            if reached & key.sealed.keys():
                reached.add(key.public)
        return tuple(key for key in self.former if key.public not in reached)


@dataclass(frozen=True)
class ContentKey:
    """A clerk's AES-256 key for one batch, sealed to the clerk and to the batch key (base64)."""

    id: str
    to_self: str
    to_batch: str
    batch: str = ""
    """Public half of the batch key it is sealed to."""


class Vault(Protocol):
    """Opening raises UserError BLIND when the signed-in person holds no key for it, or nobody any more,
    EnvError DAMAGED when the ciphertext or its context was altered.

    Every context begins with a sheet, whose own key all sealing of that sheet takes in.
    """

    def new_batch_key(self, session: Session, holders: Sequence[PersonId]) -> BatchKey:
        """Make a batch key for at least two holders and recovery."""
        ...

    def grant_batch_key(self, session: Session, key: BatchKey, to: PersonId) -> Mapping[str, str]:
        """Seal to another person the private half, which the session must hold, and those of replaced
        keys to which it does not lead. Public half -> sealed, that of the key itself last.
        """
        ...

    def replace_batch_key(
        self, session: Session, key: BatchKey, holders: Sequence[PersonId]
    ) -> tuple[BatchKey, Mapping[str, str]]:
        """A new key for these holders alone, and what `grant_batch_key` would give, sealed to it.

        The session must hold the one that is replaced.
        """
        ...

    def new_content_key(self, session: Session, batch_public: str) -> ContentKey:
        """Make the signed-in clerk's key for a batch."""
        ...

    def seal(self, session: Session, key: ContentKey, context: str, data: bytes) -> str:
        """Encrypt under one's own content key; `context` (sheet, pass, clerk) is authenticated."""
        ...

    def open(self, session: Session, key: ContentKey, context: str, sealed: str) -> bytes:
        """Decrypt what was sealed under one's own content key."""
        ...

    def open_keying(
        self, session: Session, batch: BatchKey, key: ContentKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt a clerk's keying as a holder of the batch key."""
        ...

    def seal_to_batch(self, session: Session, batch: BatchKey, context: str, data: bytes) -> str:
        """Encrypt so that only holders of the batch key can read."""
        ...

    def open_from_batch(
        self, session: Session, batch: BatchKey, context: str, sealed: str
    ) -> bytes:
        """Decrypt what `seal_to_batch` sealed."""
        ...

    def seal_private(self, session: Session, sheet: SheetId, data: bytes) -> str:
        """Encrypt personal data and open text under the sheet's own key, kept outside the journal."""
        ...

    def open_private(self, session: Session, sheet: SheetId, sealed: str) -> bytes:
        """Decrypt it. Raises UserError BLIND if the sheet's key was destroyed."""
        ...

    def destroy_private(self, session: Session, sheets: Sequence[SheetId]) -> None:
        """Destroy the sheets' own keys and their traces: nothing sealed of these sheets opens again.

        Raises EnvError DISK_FULL.
        """
        ...

    def undestroyed(self, session: Session, sheets: Sequence[SheetId]) -> tuple[SheetId, ...]:
        """Those of the sheets whose own key is still here."""
        ...

    def random(self, size: int) -> bytes:
        """Random bytes for ids and seeds."""
        ...
