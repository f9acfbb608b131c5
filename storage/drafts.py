"""Keeps accepted answers that are not yet submitted: appended, sealed, durable, the author's alone."""

from __future__ import annotations

from core.errors import STALE, UserError
from core.people import Session
from core.ports.drafts import DraftLine
from core.values import BatchId, KeyingId, PersonId
from storage.database import Database
from storage.seat import Seat


class SealedDrafts:
    """Fulfils core.ports.drafts.Drafts."""

    def __init__(self, database: Database, seat: Seat) -> None:
        self._database, self._seat = database, seat

    def append(self, session: Session, keying: KeyingId, line: DraftLine) -> None:
        """Store the line, durable on return.

        Raises UserError STALE if a line with its number stands already; EnvError as Ledger.append does.
        """
        self._seat.require(session)
        with self._database.write() as transaction:
            key = (session.person, keying, line.n)
            taken = "SELECT 1 FROM draft WHERE person = ? AND keying = ? AND n = ?"
            if transaction.execute(taken, key).fetchone():
                raise UserError(STALE, subject=keying)
            transaction.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", (*key, line.sealed))

    def lines(self, session: Session, keying: KeyingId) -> tuple[DraftLine, ...]:
        """The author's lines of a draft, in order."""
        self._seat.require(session)
        rows = self._database.query(
            "SELECT n, sealed FROM draft WHERE person = ? AND keying = ? ORDER BY n",
            (session.person, keying),
        )
        return tuple(DraftLine(n, sealed) for n, sealed in rows)

    def open(self, session: Session, batch: BatchId | None = None) -> tuple[KeyingId, ...]:
        """The author's drafts that are not submitted or discarded, oldest first."""
        self._seat.require(session)
        rows = self._database.query(
            "SELECT keying FROM draft WHERE person = ? GROUP BY keying ORDER BY min(rowid)",
            (session.person,),
        )
        wanted = "" if batch is None else f"{batch}/"
        drafts = (KeyingId(keying) for (keying,) in rows if keying.startswith(wanted))
        return tuple(draft for draft in drafts if not self._is_submitted(session, draft))

    def _is_submitted(self, session: Session, keying: KeyingId) -> bool:
        """A crash may come between submit and discard: what is submitted is no draft."""
        sheet = keying.rsplit("/", 2)[0]
        found = "SELECT 1 FROM keying WHERE sheet = ? AND id = ? AND clerk = ?"
        return bool(self._database.query(found, (sheet, keying, session.person)))

    def discard_of(self, session: Session, batch: BatchId, person: PersonId) -> None:
        """Forget, unread, what a clerk whose sheets were handed over has open in a batch; nobody else's."""
        self._seat.require(session)
        with self._database.write() as transaction:
            transaction.execute(
                "DELETE FROM draft WHERE person = ? AND substr(keying, 1, ?) = ? AND EXISTS"
                " (SELECT 1 FROM post WHERE batch = ? AND person = ? AND relieved = 1)",
                (person, len(batch) + 1, f"{batch}/", batch, person),
            )

    def discard(self, session: Session, keying: KeyingId) -> None:
        """Forget a draft (after submit, set aside or handover)."""
        self._seat.require(session)
        with self._database.write() as transaction:
            transaction.execute(
                "DELETE FROM draft WHERE person = ? AND keying = ?", (session.person, keying)
            )
