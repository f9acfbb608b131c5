"""What can be done about a person's account, and who may: the choices of the card beside the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.people import Person, Role, Session
from core.services.account import Account
from core.values import PersonId

CHANGE, RESET, TOGETHER = "change", "reset", "together"
LIFT, CONFIRM, REMOVE = "lift", "confirm", "remove"


@dataclass(frozen=True)
class Rights:
    """Whose account the signed-in person may touch, and who waits at the door."""

    session: Session
    managed: frozenset[PersonId] = frozenset()
    together: frozenset[PersonId] = frozenset()
    waits: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class Deed:
    """One thing to do: its name, what it means, the fields it takes, and for whom it is possible."""

    code: str
    title: object
    about: object
    fields: tuple[str, ...]
    possible: Callable[[Rights, Person], bool]

    def shown_title(self) -> str:
        """The name on screen."""
        return translated(self.title)

    def shown_about(self) -> str:
        """What happens, on screen."""
        return translated(self.about)


def translated(source: object) -> str:
    """A text of this module in the language on screen."""
    return QCoreApplication.translate("Deeds", str(source))


def _managed(rights: Rights, person: Person) -> bool:
    return person.active and person.id in rights.managed


def _another(rights: Rights, person: Person) -> bool:
    return _managed(rights, person) and person.id != rights.session.person


def _together(rights: Rights, person: Person) -> bool:
    return person.active and person.id in rights.together and not _managed(rights, person)


def _waiting(rights: Rights, person: Person) -> bool:
    return _managed(rights, person) and person.id in rights.waits


def _temporary(rights: Rights, person: Person) -> bool:
    return _managed(rights, person) and bool(person.until)


DEEDS = (
    Deed(
        CONFIRM,
        QT_TRANSLATE_NOOP("Deeds", "Confirm the temporary operator"),
        QT_TRANSLATE_NOOP("Deeds", "The operator stays; the last day no longer counts."),
        (),
        _temporary,
    ),
    Deed(
        LIFT,
        QT_TRANSLATE_NOOP("Deeds", "End the wait after wrong passwords"),
        QT_TRANSLATE_NOOP(
            "Deeds", "The next try is taken at once. The wrong passwords stay in the journal."
        ),
        (),
        _waiting,
    ),
    Deed(
        CHANGE,
        QT_TRANSLATE_NOOP("Deeds", "Change name or role"),
        QT_TRANSLATE_NOOP("Deeds", "It counts from the next time this person signs in."),
        ("name", "role", "unit", "trained_on"),
        _managed,
    ),
    Deed(
        RESET,
        QT_TRANSLATE_NOOP("Deeds", "Reset the password"),
        QT_TRANSLATE_NOOP(
            "Deeds",
            "The person gets new keys. Sheets begun and not submitted are lost; what was submitted"
            " stays. Another adjudicator grants the keys of batches anew.",
        ),
        ("password", "again", "why"),
        _another,
    ),
    Deed(
        TOGETHER,
        QT_TRANSLATE_NOOP("Deeds", "Reset the password, two together"),
        QT_TRANSLATE_NOOP(
            "Deeds",
            "Where head office cannot be reached, two people of the unit give new keys together."
            " Both sign. Sheets begun and not submitted are lost; what was submitted stays.",
        ),
        ("password", "again", "why", "second", "second_password"),
        _together,
    ),
    Deed(
        REMOVE,
        QT_TRANSLATE_NOOP("Deeds", "Remove"),
        QT_TRANSLATE_NOOP(
            "Deeds",
            "The person signs in no more. When everybody has signed out, the database gets another"
            " key; nobody else has to do anything. All that the person did stays.",
        ),
        ("why",),
        _another,
    ),
)


def deeds_for(rights: Rights, person: Person) -> tuple[Deed, ...]:
    """What is possible about a person, what most likely is wanted first."""
    return tuple(deed for deed in DEEDS if deed.possible(rights, person))


def rights_of(session: Session, account: Account) -> Rights:
    """What the services say of the signed-in person's rights."""
    waits = account.waits(session) if session.has(Role.ADMIN) else {}
    return Rights(
        session,
        account.manageable(session) if session.has(Role.ADMIN) else frozenset(),
        account.together(session),
        frozenset(waits),
    )
