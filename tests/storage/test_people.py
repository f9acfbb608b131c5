"""Whose keys count, in which units, for how long; and what happens when passwords are lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import (
    BLIND,
    NAME_TAKEN,
    NOT_ALLOWED,
    PASSWORD_TOO_SHORT,
    RECOVERY_NOT_PROVED,
    TRY_LATER,
    WRONG_PASSWORD,
)
from core.event import Kind, NewEvent
from core.people import Grant, Role
from core.ports.gate import NewPerson, Second
from core.values import PersonId, UnitId
from core.workflow.setup_bodies import person_changed
from storage import keys, slots
from storage.certificates import Certificate
from storage.projections import in_order
from storage.verify import verify
from tests.storage.bank import E01, EAST, HO, OTHER, W01, WHY, Bank
from tests.storage.projects import PASSWORD

# --- one's own password ------------------------------------------------------------------------


def test_a_changed_password_opens_the_same_keys_and_the_old_one_nothing(bank, refused):
    before = bank.member("clerk")
    opened = bank.enters("clerk")
    opened.ports.keyring.change_password(opened.session, PASSWORD, OTHER)
    with refused(WRONG_PASSWORD):
        bank.project.gate.open("clerk", PASSWORD)
    bank.now[0] += 60
    opened = bank.enters("clerk", OTHER)
    assert bank.member("clerk") == before
    told = opened.ports.ledger.history(opened.session, before.id)[-1]
    assert (told.kind, told.body["did"], told.actor) == (Kind.PERSON_CHANGED, "password", before.id)


def test_a_password_is_changed_only_by_who_knows_it_and_each_guess_costs(bank, refused):
    opened = bank.enters("clerk")
    waits = []
    for _ in range(4):
        with refused(WRONG_PASSWORD) as error:
            opened.ports.keyring.change_password(opened.session, "guess guess", OTHER)
        waits.append(error.value.params["wait_s"])
        with refused(TRY_LATER):
            opened.ports.keyring.change_password(opened.session, PASSWORD, OTHER)
        bank.now[0] += waits[-1]
    assert waits == [1, 2, 4, 8]
    with refused(PASSWORD_TOO_SHORT):
        opened.ports.keyring.change_password(opened.session, PASSWORD, "seven77")
    bank.enters("clerk")


# --- reset -------------------------------------------------------------------------------------


def test_a_reset_gives_new_keys_and_what_was_signed_before_still_counts(bank, refused):
    clerk = bank.enters("clerk")
    before = bank.member("clerk")
    keyed = NewEvent(Kind.KEYING_SUBMITTED, "b/1", {"id": "b/1/1/1", "pass": 1, "sealed": "s"})
    clerk.ports.ledger.append(clerk.session, "clerk", [keyed])
    admin = bank.project.at("admin")
    admin.ports.keyring.reset(admin.session, before.id, OTHER, WHY)
    after = bank.member("clerk")
    assert (after.id, after.grants) == (before.id, before.grants)
    assert {after.sign_key, after.seal_key}.isdisjoint({before.sign_key, before.seal_key})
    with refused(WRONG_PASSWORD):
        bank.project.gate.open("clerk", PASSWORD)
    bank.now[0] += 60
    again = bank.enters_anew("clerk", OTHER)
    second = NewEvent(Kind.KEYING_SUBMITTED, "b/2", {"id": "b/2/1/1", "pass": 1, "sealed": "s"})
    again.ports.ledger.append(again.session, "clerk", [second])
    lines = admin.database.query("SELECT line FROM event WHERE kind = 'keying.submitted'")
    old, new = in_order(line for (line,) in lines)
    assert after.signed(old)
    assert after.signed(new)
    stolen = replace(new, stamp=replace(new.stamp, ms=old.stamp.ms))
    assert not after.signed(stolen)  # the new key says nothing about the time before it


def test_the_slot_from_before_a_reset_lets_nobody_in(bank, refused):
    """Whoever keeps an old slots file and the old password."""
    person = bank.id("clerk")
    kept = slots.load(bank.project.folder).by_id(person)
    admin = bank.project.at("admin")
    admin.ports.keyring.reset(admin.session, person, OTHER, WHY)
    known = slots.load(bank.project.folder)
    old = known.with_slot(kept)
    slots.save(bank.project.folder, old)
    with refused("DAMAGED"):  # the database key is no longer sealed to the old keys
        bank.project.gate.open("clerk", PASSWORD)


def test_after_a_reset_an_adjudicator_needs_the_batch_key_anew(bank, refused):
    leader1, leader2 = bank.enters("leader1"), bank.enters("leader2")
    holders = [leader1.session.person, leader2.session.person]
    batch = leader2.ports.vault.new_batch_key(leader2.session, holders)
    admin = bank.project.at("admin")
    admin.ports.keyring.reset(admin.session, leader1.session.person, OTHER, WHY)
    again = bank.enters_anew("leader1", OTHER)
    with refused(BLIND):
        again.ports.vault.grant_batch_key(again.session, batch, leader2.session.person)
    given = leader2.ports.vault.grant_batch_key(leader2.session, batch, again.session.person)
    granted = replace(batch, sealed={**batch.sealed, again.session.person: given[batch.public]})
    assert again.ports.vault.grant_batch_key(again.session, granted, leader2.session.person)


def test_where_no_holder_is_left_the_recovery_key_hands_the_batch_on(bank, refused):
    leader1, leader2 = bank.enters("leader1"), bank.enters("leader2")
    holders = [leader1.session.person, leader2.session.person]
    batch = leader1.ports.vault.new_batch_key(leader1.session, holders)
    admin = bank.project.at("admin")
    quality = bank.id("quality")
    other = keys.new_recovery_key()[0]
    for wrong in ("", other, PASSWORD):
        with refused(RECOVERY_NOT_PROVED):
            admin.ports.keyring.recover_batch_key(admin.session, wrong, batch, quality)
    given = admin.ports.keyring.recover_batch_key(
        admin.session, bank.project.recovery_key, batch, quality
    )
    heir = bank.enters("quality")
    handed = replace(batch, sealed={**batch.sealed, quality: given[batch.public]})
    assert heir.ports.vault.grant_batch_key(heir.session, handed, leader1.session.person)


# --- units -------------------------------------------------------------------------------------


def test_an_administrator_acts_in_own_units_only(bank, refused):
    bank.add("new", Role.LEADER, E01, by="east")
    east = bank.project.at("east")
    for role, unit in ((Role.CLERK, W01), (Role.ADMIN, HO), (Role.CLERK, UnitId("nowhere"))):
        with refused(NOT_ALLOWED):
            bank.add("x", role, unit, by="east")
    for login in ("western", "admin", "quality"):
        with refused(NOT_ALLOWED):
            east.ports.keyring.reset(east.session, bank.id(login), OTHER, WHY)
        with refused(NOT_ALLOWED):
            east.ports.keyring.lift(east.session, bank.id(login))
    east.ports.keyring.reset(east.session, bank.id("clerk"), OTHER, WHY)


def test_what_an_administrator_writes_beyond_own_units_counts_nowhere(bank):
    """Past the services, straight into the journal, with a signature that holds."""
    east = bank.project.at("east")
    western, mine = bank.member("western"), bank.member("clerk")
    everything = [{"role": "admin", "unit": "HO"}]
    for event in (
        person_changed(western.id, {"active": False}),
        person_changed(mine.id, {"grants": everything}),
        person_changed(east.session.person, {"grants": everything}),
        NewEvent(Kind.UNIT_RECORDED, HO, {"names": {}, "parent": "EAST", "level": "bank"}),
        NewEvent(Kind.UNIT_RECORDED, W01, {"names": {}, "parent": "EAST", "level": "branch"}),
    ):
        east.ports.ledger.append(east.session, "admin", [event])
        members = bank.project.at("admin").members
        assert members.get(western.id) == western
        assert members.get(mine.id) == mine
        assert members.get(east.session.person).grants == (Grant(Role.ADMIN, EAST),)
        assert members.parents()[W01] == HO


def test_a_clerk_with_a_forged_certificate_becomes_nobody_else(bank):
    """The clerk can write signed lines; an administrator's signature is what is missing."""
    clerk = bank.enters("clerk")
    victim, own = bank.member("quality"), keys.new_person_keys()
    project = clerk.known.project_key
    claim = Certificate(
        project, victim.id, victim.login, own.sign_public, own.seal_public, clerk.session.person
    )
    cert = claim.signed(clerk.seat.keys(clerk.session).sign)
    body = {"sign_key": own.sign_public, "seal_key": own.seal_public, "by": claim.by, "cert": cert}
    stolen = {**body, "by": bank.id("admin")}
    alone = {**body, "second": bank.id("leader1"), "second_cert": cert}
    for forged in (body, stolen, alone):
        event = NewEvent(Kind.PERSON_CHANGED, victim.id, forged)
        clerk.ports.ledger.append(clerk.session, "clerk", [event])
        assert bank.project.at("admin").members.get(victim.id) == victim


# --- temporary operators -----------------------------------------------------------------------


def issue(bank: Bank, login: str, role: Role, unit: UnitId, days: int, by: str = "leader1") -> None:
    session, ports = bank.project.ports(by)
    until = (bank.wall.at.date() + timedelta(days=days)).isoformat()
    person = NewPerson(login, login, (Grant(role, unit),), PASSWORD)
    ports.enrolment.issue(session, person, until)


def test_a_leaders_operator_works_thirty_days_unless_head_office_confirms(bank, refused):
    issue(bank, "temp1", Role.CLERK, E01, 30)
    issue(bank, "temp2", Role.CLERK, E01, 30)
    admin = bank.project.at("admin")
    confirmed = person_changed(bank.id("temp2"), {"did": "confirmed", "until": ""})
    leader = bank.project.at("leader1")
    leader.ports.ledger.append(leader.session, "leader", [confirmed])  # not the leader's to do
    assert bank.member("temp2").until
    admin.ports.ledger.append(admin.session, "admin", [confirmed])
    bank.wall.at += timedelta(days=30)
    bank.enters("temp1")
    bank.wall.at += timedelta(days=1)
    with refused(NOT_ALLOWED):
        bank.project.gate.open("temp1", PASSWORD)
    bank.enters("temp2")


def test_a_leader_issues_clerks_of_the_own_unit_for_no_longer(bank, refused):
    for role, unit, days in (
        (Role.CLERK, W01, 30),
        (Role.CLERK, EAST, 30),
        (Role.LEADER, E01, 30),
        (Role.ADMIN, E01, 1),
        (Role.CLERK, E01, 40),
    ):
        with refused(NOT_ALLOWED):
            issue(bank, "x", role, unit, days)
    with refused(NOT_ALLOWED):
        issue(bank, "x", Role.CLERK, E01, 30, by="clerk")
    with refused(NAME_TAKEN):
        issue(bank, "WESTERN", Role.CLERK, E01, 30)


def test_no_login_is_given_twice_even_after_removal(bank, refused):
    admin = bank.project.at("admin")
    away = person_changed(bank.id("western"), {"active": False})
    admin.ports.ledger.append(admin.session, "admin", [away])
    admin.ports.keyring.retire(admin.session)
    with refused(NAME_TAKEN):
        bank.add("western", Role.CLERK, W01)


# --- two people together -----------------------------------------------------------------------


def together(bank: Bank, first: str, second: str, password: str, whose: str) -> None:
    session, ports = bank.project.ports(first)
    ports.keyring.reset_together(session, bank.id(whose), OTHER, WHY, Second(second, password))


def test_two_leaders_of_the_unit_reset_a_clerk_without_head_office(bank):
    together(bank, "leader1", "leader2", PASSWORD, "clerk")
    bank.enters("clerk", OTHER)
    event = bank.project.at("admin").ports.ledger.history(
        bank.project.at("admin").session, bank.id("clerk")
    )[-1]
    assert (event.body["did"], event.body["second"]) == ("reset_together", bank.id("leader2"))


@pytest.mark.parametrize(
    ("first", "second", "whose"),
    [
        ("leader1", "leader1", "clerk"),  # one person twice
        ("leader1", "clerk", "clerk"),  # the person concerned
        ("leader1", "western", "clerk"),  # no leader
        ("leader1", "leader2", "western"),  # not their unit
        ("leader1", "leader2", "quality"),  # who will judge them
        ("leader2", "quality", "east"),  # an administrator
        ("clerk", "leader2", "leader1"),
    ],
)
def test_others_together_reset_nobody(bank, refused, first, second, whose):
    before = bank.member(whose)
    with refused(NOT_ALLOWED):
        together(bank, first, second, PASSWORD, whose)
    assert bank.member(whose) == before


def test_the_second_ones_password_is_guarded_like_at_the_door(bank, refused):
    with refused(WRONG_PASSWORD):
        together(bank, "leader1", "leader2", "guess guess", "clerk")
    with refused(TRY_LATER):
        together(bank, "leader1", "leader2", PASSWORD, "clerk")
    with refused(WRONG_PASSWORD):
        together(bank, "leader1", "nobody", PASSWORD, "clerk")


# --- recovery ----------------------------------------------------------------------------------


def test_the_recovery_key_gives_the_administrator_a_new_password_and_loses_nothing(bank, refused):
    before = bank.member("admin")
    bank.project.gate.close()
    gate = bank.project.gate
    for wrong in ("", "AGE-SECRET-KEY-1QQQ", keys.new_recovery_key()[0]):
        with refused(RECOVERY_NOT_PROVED):
            gate.recover(wrong, "admin", OTHER)
    with refused(NOT_ALLOWED):
        gate.recover(bank.project.recovery_key, "nobody", OTHER)
    with refused(PASSWORD_TOO_SHORT):
        gate.recover(bank.project.recovery_key, "admin", "seven77")
    bank.project.seats.clear()
    gate.open("admin", PASSWORD)  # so far nothing changed
    gate.close()
    gate.recover(f"# from the safe\n{bank.project.recovery_key.lower()}\n", "admin", OTHER)
    with refused(WRONG_PASSWORD):
        gate.open("admin", PASSWORD)
    bank.now[0] += 60
    opened = bank.enters("admin", OTHER)
    assert opened.members.get(before.id) == before
    told = opened.ports.ledger.history(opened.session, before.id)[-1]
    assert told.body["did"] == "recovered"
    bank.add("again", Role.CLERK, E01)


def test_a_project_without_any_administrator_gets_one_by_the_recovery_key(bank, refused):
    bank.project.gate.close()
    gate, key = bank.project.gate, bank.project.recovery_key
    heir = NewPerson("heir", "Heir", (), OTHER)
    with refused(PASSWORD_TOO_SHORT):
        gate.recover_project(key, replace(heir, password="seven77"))
    with refused(NAME_TAKEN):
        gate.recover_project(key, replace(heir, login="Admin"))
    with refused(RECOVERY_NOT_PROVED):
        gate.recover_project("AGE-SECRET-KEY-1", heir)
    gate.recover_project(key, heir)
    bank.project.seats.clear()
    opened = bank.enters("heir", OTHER)
    assert opened.session.grants == (Grant(Role.ADMIN, HO),)
    opened.ports.keyring.reset(opened.session, bank_id(opened, "clerk"), "third password", WHY)
    bank.enters("clerk", "third password")


def test_a_project_holds_after_resets_removal_and_recovery(bank):
    """What verify says once every way of changing keys was gone."""
    clerk = bank.enters("clerk")
    keyed = NewEvent(Kind.KEYING_SUBMITTED, "b/1", {"id": "b/1/1/1", "pass": 1, "sealed": "s"})
    clerk.ports.ledger.append(clerk.session, "clerk", [keyed])
    admin = bank.project.at("admin")
    admin.ports.keyring.reset(admin.session, clerk.session.person, OTHER, WHY)
    admin.ports.keyring.reset(admin.session, bank.id("east"), OTHER, WHY)
    together(bank, "leader1", "leader2", PASSWORD, "clerk")
    issue(bank, "temp", Role.CLERK, E01, 30)
    away = person_changed(bank.id("western"), {"did": "removed", "active": False})
    admin.ports.ledger.append(admin.session, "admin", [away])
    admin.ports.keyring.retire(admin.session)
    for seat in list(bank.project.seats.values()):
        bank.project.gate.sign_out(seat.session)
    bank.project.seats.clear()
    gate, key = bank.project.gate, bank.project.recovery_key
    gate.recover(key, "admin", OTHER)
    gate.recover_project(key, NewPerson("heir", "Heir", (), OTHER))
    report = verify(bank.enters("heir", OTHER))
    assert report.sound, report.problems


def bank_id(opened: Any, login: str) -> PersonId:
    return next(m.id for m in opened.members.all().values() if m.login == login)


@given(st.text(max_size=200) | st.from_regex(r"AGE-SECRET-KEY-1[A-Z0-9]{0,60}", fullmatch=True))
def test_any_text_as_a_recovery_key_is_no_key(typed):
    with pytest.raises(keys.OpeningError):
        keys.open_with_recovery(keys.recovery_secret(typed), keys.to_text(b"x"))
