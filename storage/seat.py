"""Who is signed in, and that person's private keys until sign-out."""

from __future__ import annotations

from core.errors import SIGNED_OUT, UserError
from core.people import Session
from storage.keys import PersonKeys


class Seat:
    """Answers one session only; a session of anybody else, or made up, is refused."""

    def __init__(self, session: Session, keys: PersonKeys) -> None:
        self.session = session
        self._keys: PersonKeys | None = keys

    def require(self, session: Session) -> None:
        """Raises UserError SIGNED_OUT unless this very session is signed in here."""
        known = session is self.session or session == self.session
        if self._keys is None or not known:
            raise UserError(SIGNED_OUT)

    def keys(self, session: Session) -> PersonKeys:
        """The person's keys. Raises UserError SIGNED_OUT as `require` does."""
        self.require(session)
        if self._keys is None:
            raise UserError(SIGNED_OUT)
        return self._keys

    def leave(self) -> None:
        """Forget the keys."""
        self._keys = None
