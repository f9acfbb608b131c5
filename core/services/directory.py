"""Units, people and forms: what an administrator sets up before any paper arrives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from core.errors import BAD_DATE, CODE_TAKEN, NOT_ALLOWED, UNIT_CLOSED, UserError
from core.event import Changes, Kind
from core.forms.lint_lists import missing_files
from core.forms.model import Form
from core.line import plain
from core.people import Grant, Person, Post, Role, Session, Unit
from core.ports.form_store import FormImport, FormStore
from core.ports.gate import Enrolment, NewPerson
from core.ports.ledger import Ledger, Row
from core.progress import Progress
from core.values import FormId, PersonId, UnitId
from core.workflow.bodies import unpacked
from core.workflow.membership import Parents, covers, may_manage
from core.workflow.opening import is_eligible
from core.workflow.setup_bodies import FormPublished, form_published, lineage_of, unit_recorded
from core.workflow.states import Action, permit

UNIT_CODE = re.compile(r"[A-Za-z0-9_.-]{1,32}")
"""Printed in batch codes, and never holding what separates the parts of an id."""

Beside = Callable[[str], bytes | None]
"""A file that lies beside the workbook, by its name; None where there is none."""


def nothing_beside(_: str) -> bytes | None:
    """A workbook that stands alone."""
    return None


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

    def __init__(
        self,
        ledger: Ledger,
        form_store: FormStore,
        form_import: FormImport,
        enrolment: Enrolment,
    ) -> None:
        self._ledger, self._form_store = ledger, form_store
        self._form_import, self._enrolment = form_import, enrolment

    def units(self, session: Session) -> tuple[Unit, ...]:
        """All units, parents before children."""
        units = {row["id"]: _unit(row) for row in self._ledger.rows(session, "unit", order=("id",))}

        def depth(unit: Unit) -> int:
            return len(lineage_of(unit.id, units)) if unit.parent in units else 1

        return tuple(sorted(units.values(), key=lambda unit: (depth(unit), unit.id)))

    def lineage(self, session: Session, unit: UnitId) -> tuple[UnitId, ...]:
        """The unit and all units above it, nearest first; empty for an unknown unit."""
        units = {known.id: known for known in self.units(session)}
        return lineage_of(unit, units) if unit in units else ()

    def record_unit(self, session: Session, unit: Unit) -> Changes:
        """Add or rename a unit. Raises UserError CODE_TAKEN, NOT_ALLOWED."""
        acting = permit(session, Action.RECORD_UNIT)
        code = plain(unit.id)
        units = {known.id: known for known in self.units(session)}
        parents: Parents = {known.id: known.parent for known in units.values()}
        if not any(
            covers(session.grants, (Role.ADMIN,), at, parents)
            for at in (unit.id, unit.parent or "")
        ):
            raise UserError(NOT_ALLOWED, action=Action.RECORD_UNIT.value)
        standing = units.get(unit.id)
        moved = standing is not None and standing.parent != unit.parent
        if not UNIT_CODE.fullmatch(code) or moved:  # a moved unit gets a successor
            raise UserError(CODE_TAKEN, code=code)
        if unit.parent is not None and unit.parent not in units:
            raise UserError(NOT_ALLOWED, action="parent")
        names = tuple((language, plain(name)) for language, name in unit.names)
        event = unit_recorded(replace(unit, id=UnitId(code), names=names))
        return self._ledger.append(session, acting, [event])

    def close_unit(
        self, session: Session, unit: UnitId, until: str, successor: UnitId | None
    ) -> Changes:
        """Let a unit's code end on an ISO day, with the code that follows it, if any.

        Its batches and records stay under the old code; rights are given for the new one by hand.
        Raises UserError NOT_ALLOWED, CODE_TAKEN where the successor is no other valid unit, BAD_DATE.
        """
        units = {known.id: known for known in self.units(session)}
        standing, following = units.get(unit), units.get(successor) if successor else None
        if standing is None:
            raise UserError(NOT_ALLOWED, action=Action.RECORD_UNIT.value)
        if not _is_day(until) or until < standing.since:
            raise UserError(BAD_DATE, typed=until)
        if successor and (following is None or successor == unit or following.until):
            raise UserError(CODE_TAKEN, code=successor)
        return self.record_unit(session, replace(standing, until=until, successor=successor))

    def refuse_closed(self, session: Session, unit: UnitId, period: str) -> None:
        """Raises UserError UNIT_CLOSED where the unit's code ended before the month, or begins after."""
        known = next((each for each in self.units(session) if each.id == unit), None)
        if known is None:
            return
        ended = known.until and known.until[:7] < period
        if ended or known.since[:7] > period:
            raise UserError(
                UNIT_CLOSED, unit=unit, until=known.until, successor=known.successor or ""
            )

    def people(self, session: Session) -> tuple[Person, ...]:
        """People in the session's scope; shoppers only for those who may know them (MYS-09)."""
        rows = self._ledger.rows(session, "person", order=("login",))
        return tuple(map(_person, rows))

    def add_person(self, session: Session, person: NewPerson) -> Changes:
        """Enrol a person. Raises UserError NAME_TAKEN, PASSWORD_TOO_SHORT, NOT_ALLOWED."""
        permit(session, Action.ADD_PERSON)
        parents: Parents = {unit.id: unit.parent for unit in self.units(session)}
        if not may_manage(session.grants, person.grants, parents):
            raise UserError(NOT_ALLOWED, action=Action.ADD_PERSON.value)
        added = self._enrolment.add(session, person)
        return Changes(frozenset({added}), frozenset({Kind.PERSON_ADDED}))

    def eligible(
        self, session: Session, unit: UnitId, post: Post, is_visit: bool
    ) -> tuple[Person, ...]:
        """Active people whose role and scope allow the post for a batch of that unit."""
        lineage = self.lineage(session, unit)
        people = self.people(session)
        return tuple(p for p in people if is_eligible(p, post, is_visit, lineage))

    def forms(self, session: Session) -> tuple[FormRow, ...]:
        """Published forms, newest version first."""
        rows = self._ledger.rows(session, "form", order=("-published_at", "id"))
        return tuple(
            FormRow(
                id=FormId(row["id"]),
                form_id=row["form_id"],
                version=row["version"],
                code=row["code"],
                titles=unpacked(row["titles"]),
                is_visit=bool(row["is_visit"]),
            )
            for row in rows
        )

    def form(self, form: FormId) -> Form:
        """One published form version."""
        return self._form_store.get(form)

    def publish_form(
        self,
        session: Session,
        name: str,
        data: bytes,
        progress: Progress,
        beside: Beside = nothing_beside,
    ) -> Changes:
        """Publish a workbook, with those of the files it reads that lie beside it.

        Publishing the same workbook with the same files again changes nothing. Raises UserError
        NOT_A_WORKBOOK, FORM_BROKEN, FORM_TOO_LARGE, NOT_ALLOWED, and what `beside` raises.
        """
        acting = permit(session, Action.PUBLISH_FORM)
        form = self._form_import.read(name, data, progress, {})
        looked = {file: beside(file) for file in missing_files(form)}
        found = {file: content for file, content in looked.items() if content is not None}
        if found:
            form = self._form_import.read(name, data, progress, found)
        self._form_store.put(session, form)
        if self._ledger.rows(session, "form", {"id": form.id}):
            return Changes()
        event = form_published(form.id, _form_body(form))
        return self._ledger.append(session, acting, [event])


def _form_body(form: Form) -> FormPublished:
    return {
        "form_id": plain(form.form_id),
        "version": plain(form.version),
        "code": form.code,
        "titles": {language: plain(title) for language, title in form.titles.items()},
        "is_visit": form.is_visit,
    }


def _unit(row: Row) -> Unit:
    return Unit(
        id=UnitId(row["id"]),
        names=tuple(unpacked(row["names"]).items()),
        parent=UnitId(row["parent"]) if row["parent"] else None,
        level=row["level"],
        since=row["since"],
        until=row["until"],
        successor=UnitId(row["successor"]) if row["successor"] else None,
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _person(row: Row) -> Person:
    return Person(
        id=PersonId(row["id"]),
        login=row["login"],
        name=row["name"],
        grants=tuple(
            Grant(Role(grant["role"]), UnitId(grant["unit"])) for grant in unpacked(row["grants"])
        ),
        sign_key=row["sign_key"],
        seal_key=row["seal_key"],
        active=bool(row["active"]),
        trained_on=row["trained_on"],
        until=row["until"],
    )
