"""Units, people and forms: what an administrator sets up before any paper arrives."""

from __future__ import annotations

from dataclasses import dataclass

from core.event import Changes
from core.forms.model import Form
from core.people import Person, Post, Session, Unit
from core.ports.gate import NewPerson
from core.progress import Progress
from core.values import FormId, UnitId


@dataclass(frozen=True)
class FormRow:
    """A published form version in a list."""

    id: FormId
    form_id: str
    version: str
    code: str
    titles: dict[str, str]
    is_visit: bool


class Directory:
    """Look up and maintain units, people and forms."""

    def units(self, session: Session) -> tuple[Unit, ...]:
        """All units, parents before children."""
        raise NotImplementedError

    def record_unit(self, session: Session, unit: Unit) -> Changes:
        """Add or rename a unit. Raises UserError CODE_TAKEN, NOT_ALLOWED."""
        raise NotImplementedError

    def people(self, session: Session) -> tuple[Person, ...]:
        """People in the session's scope; shoppers only for those who may know them (MYS-09)."""
        raise NotImplementedError

    def add_person(self, session: Session, person: NewPerson) -> Changes:
        """Enrol a person. Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED."""
        raise NotImplementedError

    def eligible(self, session: Session, unit: UnitId, post: Post, is_visit: bool) -> tuple[Person, ...]:
        """Active people whose role and scope allow the post for a batch of that unit."""
        raise NotImplementedError

    def forms(self, session: Session) -> tuple[FormRow, ...]:
        """Published forms, newest version first."""
        raise NotImplementedError

    def form(self, form: FormId) -> Form:
        """One published form version."""
        raise NotImplementedError

    def publish_form(self, session: Session, name: str, data: bytes, progress: Progress) -> Changes:
        """Read a workbook and publish it. Raises UserError NOT_A_WORKBOOK, FORM_BROKEN, NOT_ALLOWED."""
        raise NotImplementedError
