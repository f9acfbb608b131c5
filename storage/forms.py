"""Published forms by id: every version ever used stays readable."""

from __future__ import annotations

from core.errors import DAMAGED, BugError, EnvError
from core.forms.model import Form
from core.forms.stored import from_bytes, to_bytes
from core.people import Session
from core.values import FormId
from storage.database import Database
from storage.seat import Seat

NOT_PUBLISHED = "NOT_PUBLISHED"  # form


class StoredForms:
    """Fulfils core.ports.form_store.FormStore."""

    def __init__(self, database: Database, seat: Seat) -> None:
        self._database, self._seat = database, seat
        self._read: dict[str, Form] = {}

    def get(self, form: FormId) -> Form:
        """The form. Raises BugError NOT_PUBLISHED if it was never published here."""
        known = self._read.get(form)
        if known is None:
            data = self._database.value("SELECT data FROM form_blob WHERE form = ?", (form,))
            if data is None:
                raise BugError(NOT_PUBLISHED, form=form)
            try:
                known = self._read[form] = from_bytes(bytes(data))
            except ValueError as error:
                raise EnvError(DAMAGED, file="form") from error
        return known

    def put(self, session: Session, form: Form) -> None:
        """Keep a form version. Storing the same version again changes nothing."""
        self._seat.require(session)
        with self._database.write() as transaction:
            transaction.execute(
                "INSERT OR IGNORE INTO form_blob VALUES (?, ?)", (form.id, to_bytes(form))
            )
