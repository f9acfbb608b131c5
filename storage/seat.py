"""Who is signed in, and that person's private keys until sign-out."""

from __future__ import annotations

from core.errors import GIVEN_PASSWORD, SIGNED_OUT, UserError
from core.people import Session
from storage.keys import PersonKeys


class Seat:
    """Answers one session only; a session of anybody else, or made up, is refused."""

    def __init__(self, session: Session, keys: PersonKeys) -> None:
        self.session = session
        self._keys: PersonKeys | None = keys

    def require(self, session: Session) -> None:
        """Raises UserError SIGNED_OUT unless this very session is signed in here, GIVEN_PASSWORD until
        its person has chosen an own password."""
        self.at_door(session)
        if self.session.given_password:
            raise UserError(GIVEN_PASSWORD)

    def keys(self, session: Session) -> PersonKeys:
        """The person's keys. Raises as `require` does."""
        self.require(session)
        return self.at_door(session)

    def at_door(self, session: Session) -> PersonKeys:
        """The person's keys, whoever chose the password: for what must be done before an own one is.

        Raises UserError SIGNED_OUT.
        """
        known = session is self.session or session == self.session
        if self._keys is None or not known:
            raise UserError(SIGNED_OUT)
        return self._keys

    def leave(self) -> None:
        """Forget the keys."""
        self._keys = None
