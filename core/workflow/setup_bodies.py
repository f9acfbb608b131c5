"""What events say before any paper arrives: project, units, people, forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from core.event import Kind, NewEvent
from core.people import Unit
from core.values import FormId, UnitId


class ProjectCreated(TypedDict):
    """project.created on "project"; written when the recovery key was proved."""

    name: str
    project_key: str
    recovery: str
    demo: bool


class UnitRecorded(TypedDict):
    """unit.recorded on the unit's code; the latest one stands."""

    names: dict[str, str]
    """Language -> name."""
    parent: str | None
    level: str


class PersonAdded(TypedDict):
    """person.added on a person id, certified by an administrator."""

    login: str
    name: str
    grants: list[dict[str, str]]
    """{"role", "unit"} each."""
    sign_key: str
    seal_key: str
    active: bool
    trained_on: str
    by: str
    cert: str


class PersonChanged(TypedDict, total=False):
    """person.changed: the fields that are given replace the earlier ones."""

    name: str
    grants: list[dict[str, str]]
    active: bool
    trained_on: str


class FormPublished(TypedDict):
    """form.published on the form's id; the form itself is kept by the form store."""

    form_id: str
    version: str
    code: str
    titles: dict[str, str]
    is_visit: bool


def unit_recorded(unit: Unit) -> NewEvent:
    """A unit as it is from now on."""
    body = {"names": dict(unit.names), "parent": unit.parent, "level": unit.level}
    return NewEvent(Kind.UNIT_RECORDED, unit.id, body)


def form_published(form: FormId, body: FormPublished) -> NewEvent:
    """A form version that may be used from now on."""
    return NewEvent(Kind.FORM_PUBLISHED, form, dict(body))


def lineage_of(unit: UnitId, units: Mapping[UnitId, Unit]) -> tuple[UnitId, ...]:
    """The unit and all units above it, nearest first. Raises KeyError for an unknown unit."""
    lineage: list[UnitId] = []
    at: UnitId | None = unit
    while at is not None and at not in lineage:
        lineage.append(at)
        at = units[at].parent
    return tuple(lineage)
