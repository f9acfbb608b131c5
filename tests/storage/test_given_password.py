"""Whoever comes in by a password that somebody else chose may do nothing but choose another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.errors import GIVEN_PASSWORD, SAME_PASSWORD, WRONG_PASSWORD
from core.event import Kind, NewEvent
from core.people import Role
from core.ports.gate import NewPerson
from core.ports.journal import Wanted
from core.values import SheetId
from core.workflow.setup_bodies import person_changed
from core.workflow.states import Action, permit
from tests.storage.bank import E01, OTHER, WHY
from tests.storage.projects import GIVEN, PASSWORD


def test_who_comes_in_by_a_given_password_may_do_nothing_but_choose_another(bank, refused):
    assert not bank.project.at("admin").session.given_password  # chosen when the project was made
    new = bank.give("new", Role.CLERK, E01)
    clerk = bank.enters("new", GIVEN)
    assert clerk.session.given_password
    with refused(GIVEN_PASSWORD):
        permit(clerk.session, Action.KEY)
    with refused(SAME_PASSWORD):
        clerk.ports.keyring.change_password(clerk.session, GIVEN, GIVEN)
    clerk.ports.keyring.change_password(clerk.session, GIVEN, OTHER)
    assert not bank.enters("new", OTHER).session.given_password
    admin = bank.project.at("admin")
    admin.ports.keyring.reset(admin.session, new, PASSWORD, WHY)
    assert bank.enters("new").session.given_password
    claim = person_changed(new, {"did": "password"})
    admin.ports.ledger.append(admin.session, "admin", [claim])  # nobody says so for another
    assert bank.enters("new").session.given_password


def test_no_port_does_anything_for_who_has_not_chosen_a_password(bank, refused):
    """Not only the actions of the states table: no row, no line, no key, no file."""
    new = bank.give("new", Role.LEADER, E01)
    opened = bank.enters("new", GIVEN)
    session, ports = opened.session, opened.ports
    keyed = NewEvent(Kind.KEYING_SUBMITTED, "b/1", {"id": "b/1/1/1", "pass": 1, "sealed": "s"})
    renamed = person_changed(new, {"name": "Other"})
    posing = person_changed(new, {"did": "password", "name": "Other"})
    other = person_changed(bank.id("clerk"), {"did": "password"})
    asked: list[Callable[[], Any]] = [
        lambda: ports.ledger.rows(session, "unit"),
        lambda: ports.ledger.count(session, "keying"),
        lambda: ports.ledger.history(session, new),
        *(
            lambda event=event: ports.ledger.append(session, "leader", [event])
            for event in (keyed, renamed, posing, other)
        ),
        lambda: ports.journal.page(session, Wanted()),
        lambda: ports.journal.devices(session),
        lambda: ports.drafts.open(session),
        lambda: ports.vault.seal_private(session, SheetId("b/1"), b"x"),
        lambda: ports.vault.new_batch_key(session, [new, bank.id("leader1")]),
        lambda: ports.files.put(session, "a.jpg", b"x"),
        lambda: ports.files.get(session, "0" * 64),
        lambda: ports.enrolment.issue(session, NewPerson("x", "x", (), PASSWORD), ""),
        lambda: ports.keyring.reset(session, bank.id("clerk"), OTHER, WHY),
        lambda: ports.keyring.lift(session, bank.id("clerk")),
        lambda: ports.keyring.waits(session),
        lambda: ports.backups.copies(session),
    ]
    for ask in asked:
        with refused(GIVEN_PASSWORD):
            ask()
    ports.keyring.change_password(session, GIVEN, OTHER)
    chosen = bank.enters("new", OTHER)
    assert chosen.ports.ledger.rows(chosen.session, "unit")
    told = chosen.ports.ledger.history(chosen.session, new)
    assert [event.body.get("did") for event in told] == [None, "password"]


def test_what_happened_at_the_door_is_written_down_before_a_password_is_chosen(bank, refused):
    new = bank.give("new", Role.CLERK, E01)
    with refused(WRONG_PASSWORD):
        bank.project.gate.sign_in("new", "guess guess")
    bank.now[0] += 60
    session, _ = bank.project.gate.sign_in("new", GIVEN)
    assert session.given_password
    admin = bank.project.at("admin")
    assert admin.ports.ledger.history(admin.session, new)[-1].kind is Kind.LOGIN_FAILED
