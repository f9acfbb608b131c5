"""What the recovery key can do at the door: lost passwords, and a project without administrators."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import DAMAGED, NOT_ALLOWED, RECOVERY_NOT_PROVED, EnvError, UserError
from core.event import Kind, NewEvent
from core.ports.gate import NewPerson
from storage import keys, slots
from storage.certificates import PROJECT
from storage.enrolment import check_password, new_person_id, newcomer, person_body
from storage.keys import KEY_BYTES, OpeningError, PersonKeys
from storage.slots import Kdf, PersonSlot, Slots


class Recovery:
    """A recovery key that has opened the project's own signing key."""

    def __init__(self, typed: str, known: Slots) -> None:
        """Raises UserError RECOVERY_NOT_PROVED where it is not this project's."""
        self._secret, self._known = keys.recovery_secret(typed), known
        try:
            raw = keys.open_with_recovery(self._secret, known.project_private)
        except OpeningError as error:
            raise UserError(RECOVERY_NOT_PROVED) from error
        self._project = signing_key(raw, known.project_key)

    def with_password(self, login: str, password: str, kdf: Kdf) -> tuple[Slots, PersonKeys]:
        """The slots with a person's keys behind a new password, and those keys.

        Raises UserError NOT_ALLOWED for a name that nobody has, PASSWORD_TOO_SHORT.
        """
        check_password(password)
        slot = self._known.by_login(login)
        if slot is None:
            raise UserError(NOT_ALLOWED, action="sign in")
        own = keys.person_keys(self._opened(slot.recovery))
        if (own.sign_public, own.seal_public) != (slot.sign, slot.seal):
            raise EnvError(DAMAGED, file=slots.FILE)
        return self._known.with_slot(slots.with_password(slot, password, own, kdf)), own

    def with_administrator(
        self, admin: NewPerson, kdf: Kdf
    ) -> tuple[Slots, PersonSlot, PersonKeys, NewEvent]:
        """The slots with one administrator more, certified by the project key, and the event to journal.

        Raises UserError PASSWORD_TOO_SHORT.
        """
        check_password(admin.password)
        own = keys.new_person_keys()
        slot = newcomer(
            admin,
            new_person_id(),
            own,
            project_key=self._known.project_key,
            by=PROJECT,
            signer=self._project,
            recovery=self._known.recovery,
            kdf=kdf,
            demo=self._known.demo,
        )
        added = NewEvent(Kind.PERSON_ADDED, slot.id, dict(person_body(admin, slot)))
        return self._known.with_person(slot, self.database_keys()), slot, own, added

    def database_keys(self) -> Mapping[str, bytes]:
        """The keys that the database may have, by fingerprint. Raises EnvError DAMAGED."""
        opened = {entry.id: self._opened(entry.recovery) for entry in self._known.database}
        for name, raw in opened.items():
            if len(raw) != KEY_BYTES or slots.fingerprint(raw) != name:
                raise EnvError(DAMAGED, file=slots.FILE)
        return opened

    def _opened(self, sealed: str) -> bytes:
        try:
            return keys.open_with_recovery(self._secret, sealed)
        except OpeningError as error:
            raise EnvError(DAMAGED, file=slots.FILE) from error


def signing_key(raw: bytes, public: str) -> Ed25519PrivateKey:
    """The project's private key. Raises EnvError DAMAGED where it is not that of the public one."""
    if len(raw) == KEY_BYTES:
        key = Ed25519PrivateKey.from_private_bytes(raw)
        if keys.to_text(key.public_key().public_bytes_raw()) == public:
            return key
    raise EnvError(DAMAGED, file=slots.FILE)
