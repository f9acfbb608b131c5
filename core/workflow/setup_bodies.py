"""What events say before any paper arrives: project, units, people, forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

from core.event import Kind, NewEvent
from core.people import Grant, Unit
from core.values import FormId, PersonId, UnitId


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
    since: NotRequired[str]
    """ISO days of validity, and the code that follows; left out where there is none."""
    until: NotRequired[str]
    successor: NotRequired[str]


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
    until: NotRequired[str]
    """ISO day on which the rights of a temporary operator end."""


class PersonChanged(TypedDict, total=False):
    """person.changed: the fields that are given replace the earlier ones.

    It counts for signatures and rights only where its signer may do so (core.workflow.membership).
    """

    name: str
    grants: list[dict[str, str]]
    active: bool
    trained_on: str
    until: str
    """Empty where head office confirms a temporary operator."""
    sign_key: str
    seal_key: str
    """New keys after a reset, with the certificate of whoever reset them."""
    by: str
    cert: str
    second: str
    second_cert: str
    """The other one of two people who did it together."""
    did: str
    """What was done: changed, removed, confirmed, reset, reset_together, lifted, password, recovered."""
    why: str


class LoginFailed(TypedDict):
    """login.failed on the person, written when that person comes in: what happened at the door before."""

    times: int
    """Wrong passwords for this sign-in name since the last time."""
    others: int
    """Wrong passwords for names that nobody has."""
    count_lost: bool
    """The file that counts them is older than it was, or gone."""


class FormPublished(TypedDict):
    """form.published on the form's id; the form itself is kept by the form store."""

    form_id: str
    version: str
    code: str
    titles: dict[str, str]
    is_visit: bool


class FormPooled(FormPublished):
    """form.published once more: approval that the version counts together with an earlier one."""

    pools_with: str
    """Id of the earlier version; words or soft checks differ, the meaning of answers does not."""
    why: str


def unit_recorded(unit: Unit) -> NewEvent:
    """A unit as it is from now on."""
    body: dict[str, Any] = {
        "names": dict(unit.names),
        "parent": unit.parent,
        "level": unit.level,
    }
    dated = {"since": unit.since, "until": unit.until, "successor": unit.successor or ""}
    return NewEvent(Kind.UNIT_RECORDED, unit.id, body | {k: v for k, v in dated.items() if v})


OF_DOOR = ("password", "recovered")
"""What a person does about the own password (`did`)."""


def is_of_door(person: PersonId, new: NewEvent) -> bool:
    """Whether the event only tells how the person came in: by which password, after how many wrong ones."""
    if new.subject != person:
        return False
    chose = new.kind is Kind.PERSON_CHANGED and new.body in [{"did": did} for did in OF_DOOR]
    return chose or new.kind is Kind.LOGIN_FAILED


def person_changed(person: PersonId, body: PersonChanged) -> NewEvent:
    """What is otherwise with a person from now on."""
    return NewEvent(Kind.PERSON_CHANGED, person, dict(body))


def login_failed(person: PersonId, body: LoginFailed) -> NewEvent:
    """What happened at the door before the person came in."""
    return NewEvent(Kind.LOGIN_FAILED, person, dict(body))


def grants_body(grants: Iterable[Grant]) -> list[dict[str, str]]:
    """Grants as a body holds them."""
    return [{"role": grant.role.value, "unit": grant.unit} for grant in grants]


def form_published(form: FormId, body: FormPublished) -> NewEvent:
    """A form version that may be used from now on."""
    return NewEvent(Kind.FORM_PUBLISHED, form, dict(body))


def form_pooled(form: FormId, body: FormPooled) -> NewEvent:
    """A form version that counts together with an earlier one from now on."""
    return NewEvent(Kind.FORM_PUBLISHED, form, dict(body))


def lineage_of(unit: UnitId, units: Mapping[UnitId, Unit]) -> tuple[UnitId, ...]:
    """The unit and all units above it, nearest first. Raises KeyError for an unknown unit."""
    lineage: list[UnitId] = []
    at: UnitId | None = unit
    while at is not None and at not in lineage:
        lineage.append(at)
        at = units[at].parent
    return tuple(lineage)
