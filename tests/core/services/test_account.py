"""Resets, removals and handovers while a batch is being worked on, on real encrypted files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import (
    BLIND,
    LAST_ADMINISTRATOR,
    NOT_ALLOWED,
    REASON_MISSING,
    UNIT_CLOSED,
    WRONG_PASSWORD,
    TwinkeyError,
)
from core.people import Grant, Role, Unit
from core.ports.gate import NewPerson
from core.progress import Silent
from core.services import demonstration
from core.services.batches import Counts, NewBatch
from core.values import PersonId, UnitId
from core.workflow.drafting import DraftChange
from core.workflow.membership import TEMPORARY_DAYS
from tests.support.world import PERIOD, StoredWorld, desk_of, in_folder, workbook

FRESH = "a fresh password"
WHY = "left the bank"
SHEETS = 3


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StoredWorld]:
    made = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    yield made
    made.gate.close()


def refused(code: str) -> Any:
    return pytest.raises(TwinkeyError, match=f"^{code}\\(")


def other(answer: Any) -> str:
    """What a clerk may have misread."""
    return "2" if answer == "1" else "1"


def again(world: StoredWorld, login: str, password: str = FRESH) -> Any:
    """The person signs in anew."""
    world.desks[login] = world.gate.sign_in(login, password)
    return world.desks[login]


def remove(world: StoredWorld, login: str) -> PersonId:
    admin, person = world.desk("admin"), world.people()[login]
    admin.account.remove(admin.session, person, WHY)
    return person


def all_out(world: StoredWorld) -> None:
    """Everybody signs out, the administrator last."""
    for login in sorted(world.desks, key=lambda name: name == "admin"):
        world.gate.sign_out(world.desks[login].session)
    world.desks.clear()


def test_a_reset_loses_that_persons_open_draft_and_nothing_else(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    first = next(iter(truth["0001"].items()))
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0002", truth["0002"])
        desk = world.desk(login)
        draft = desk.keying.begin(desk.session, batch, "0001")
        desk.keying.accept(desk.session, draft, DraftChange("answer", *first, at=900))
    admin = world.desk("admin")
    admin.account.reset(admin.session, world.people()["clerk1"], FRESH, "forgot it")
    clerk = again(world, "clerk1")
    assert clerk.keying.begin(clerk.session, batch, "0001").changes == ()
    other = world.desk("clerk2")
    kept = other.keying.begin(other.session, batch, "0001")
    assert [change.question for change in kept.changes] == [first[0]]
    for serial in ("0001", "0003"):
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth[serial])
    world.compare(batch)  # opens what was sealed before and after the reset
    assert world.differences(batch) == ()
    judge = world.desk("judge1")
    register = judge.batches.register(judge.session, batch)
    assert {row.state for row in register} == {"settled"}


def test_after_a_dismissal_the_other_adjudicator_names_one_more_who_goes_on(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    world.key_twice(batch, truth, {(1, "0001", "Q01"): other(truth["0001"]["Q01"])})
    dismissed = remove(world, "judge1")
    all_out(world)
    with refused(WRONG_PASSWORD):
        world.gate.sign_in("judge1", demonstration.PASSWORD)
    judge = world.desk("judge2")
    heir = heir_of(world)
    judge.batches.name_adjudicator(judge.session, batch, heir)
    world.compare(batch, "heir")
    world.rule_truly(batch, truth, "heir")
    assert dismissed not in {p.id for p in judge.directory.people(judge.session) if p.active}


def heir_of(world: StoredWorld) -> PersonId:
    admin = world.desk("admin")
    unit = admin.directory.units(admin.session)[0].id
    grants = (Grant(Role.QUALITY, unit),)
    admin.directory.add_person(
        admin.session, NewPerson("heir", "Heir", grants, demonstration.PASSWORD)
    )
    return world.people()["heir"]


def test_where_all_adjudicators_are_gone_the_recovery_key_names_another(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    world.key_twice(batch, truth)
    admin = world.desk("admin")
    split = world.open_paper(SHEETS)
    for login in ("clerk1", "clerk2"):
        world.key(login, split, "0001", truth["0001"])
    leader = world.desk("leader")
    leader.tails.split(leader.session, split, "deadline")
    assert admin.account.without_holder(admin.session) == ()
    for login in ("judge1", "judge2"):
        remove(world, login)
    assert admin.account.without_holder(admin.session) == (batch, split)
    heir = heir_of(world)
    with refused("RECOVERY_NOT_PROVED"):
        admin.account.recover_batch(admin.session, batch, heir, FRESH)
    leader = world.desk("leader")
    with refused(NOT_ALLOWED):
        leader.account.recover_batch(leader.session, batch, heir, world.recovery_key)
    with refused("TWO_POSTS"):
        clerk = world.people()["clerk1"]
        admin.account.recover_batch(admin.session, batch, clerk, world.recovery_key)
    admin.account.recover_batch(admin.session, batch, heir, world.recovery_key)
    assert batch not in admin.account.without_holder(admin.session)
    world.compare(batch, "heir")
    assert world.differences(batch, "heir") == ()
    with refused(NOT_ALLOWED):  # having handed it on, the administrator still reads nothing
        world.compare(batch, "admin")


def test_a_reset_adjudicator_is_blind_until_a_holder_grants_the_key_anew(world):
    batch = world.open_paper(SHEETS)
    world.key_twice(batch, world.truth(batch, SHEETS))
    admin, judge1 = world.desk("admin"), world.people()["judge1"]
    admin.account.reset(admin.session, judge1, FRESH, "forgot it")
    again(world, "judge1")
    with refused(BLIND):
        world.compare(batch)
    judge2 = world.desk("judge2")
    judge2.batches.name_adjudicator(judge2.session, batch, judge1)
    world.compare(batch)


def test_somebody_is_always_left_who_administers_head_office(world):
    admin = world.desk("admin")
    me = admin.session.person
    with refused(NOT_ALLOWED):
        admin.account.remove(admin.session, me, WHY)
    with refused(LAST_ADMINISTRATOR):
        admin.account.change(admin.session, me, "", (Grant(Role.CLERK, UnitId("E01")),), "")
    with refused(REASON_MISSING):
        admin.account.remove(admin.session, world.people()["clerk1"], " ")
    for login in ("clerk1", "leader", "judge1"):
        desk = world.desk(login)
        with refused(NOT_ALLOWED):
            desk.account.remove(desk.session, me, WHY)


def test_other_roles_are_in_force_at_the_next_sign_in(world):
    admin = world.desk("admin")
    clerk, unit = world.people()["clerk1"], world.desk("clerk1").session.grants[0].unit
    admin.account.change(admin.session, clerk, "Renamed", (Grant(Role.LEADER, unit),), "")
    desk = again(world, "clerk1", demonstration.PASSWORD)
    assert (desk.session.name, desk.session.grants) == ("Renamed", (Grant(Role.LEADER, unit),))


def test_a_leader_issues_a_clerk_and_head_office_confirms(world):
    leader, admin = world.desk("leader"), world.desk("admin")
    unit = leader.session.grants[0].unit
    person = NewPerson("temp", "Temporary", (Grant(Role.CLERK, unit),), FRESH)
    leader.account.issue(leader.session, person)
    temp = next(p for p in leader.directory.people(leader.session) if p.login == "temp")
    days = date.fromisoformat(temp.until) - datetime.now().astimezone().date()
    assert days.days == TEMPORARY_DAYS
    with refused(NOT_ALLOWED):
        leader.account.confirm(leader.session, temp.id)
    admin.account.confirm(admin.session, temp.id)
    found = next(p for p in admin.directory.people(admin.session) if p.login == "temp")
    assert (found.active, found.until) == (True, "")


def test_a_closed_code_takes_no_later_batch_and_names_its_successor(world):
    admin, leader = world.desk("admin"), world.desk("leader")
    units = {unit.id: unit for unit in admin.directory.units(admin.session)}
    old = units[demonstration.BRANCH]
    new = Unit(UnitId("NEW1"), old.names, old.parent, old.level, since="2026-10-01")
    admin.directory.record_unit(admin.session, new)
    admin.directory.close_unit(admin.session, old.id, "2026-09-30", new.id)
    (closed,) = [u for u in admin.directory.units(admin.session) if u.id == old.id]
    assert (closed.until, closed.successor, closed.names) == ("2026-09-30", new.id, old.names)
    assert not closed.is_valid("2026-10-01")
    assert closed.is_valid("2026-09-30")
    form = leader.directory.forms(leader.session)[0].id
    wanted = NewBatch("X-1", form, old.id, PERIOD, 1, 3, Counts(3, 3), {})
    with refused(UNIT_CLOSED) as error:
        leader.batches.open(leader.session, wanted)
    assert error.value.params["successor"] == new.id
    with refused(UNIT_CLOSED):  # the new code did not exist yet
        leader.batches.open(leader.session, replace(wanted, unit=new.id, period="2026-09"))
    with refused("POST_EMPTY"):  # the month in which it was still valid
        leader.batches.open(leader.session, replace(wanted, period="2026-09"))


def test_a_decision_shows_name_time_and_meaning(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    world.key_twice(batch, truth)
    clerk = world.desk("clerk1")
    signed = clerk.account.signatures(clerk.session)
    assert {s.signature.meaning for s in signed} == {"keyed", "granted"}
    assert {s.name for s in signed} == {clerk.session.name}
    assert sum(s.signature.meaning == "keyed" for s in signed) == SHEETS
    times = [s.signature.ms for s in signed]
    assert times == sorted(times, reverse=True)
    leader = world.desk("leader")
    assert "assigned" in {s.signature.meaning for s in leader.account.signatures(leader.session)}
    judge = world.desk("judge1")
    judge.adjudication.compare(judge.session, batch, Silent())
    assert {s.signature.meaning for s in judge.account.signatures(judge.session)} == {"settled"}


def test_evidence_opens_for_those_who_have_to_do_with_visits_and_for_no_branch(world):
    world.gate.close()
    world.desks.clear()
    people = ("admin", "clerk1", "manager", "leader", "quality")
    opened = {login: world.gate.open(login, demonstration.PASSWORD) for login in people}
    kept = opened["quality"].ports.files.put(opened["quality"].session, "p.jpg", b"photo")
    for login in people:  # no visits are planned yet
        with refused(NOT_ALLOWED):
            opened[login].ports.files.get(opened[login].session, kept.sha256)
    checklist = world_form(opened["admin"], world)
    leader = desk_of(opened["leader"].session, opened["leader"].ports)
    ids = {p.login: p.id for p in leader.directory.people(leader.session)}
    demonstration.open_visits(leader, checklist, ids, PERIOD)
    for login in ("admin", "clerk1", "manager"):
        with refused(NOT_ALLOWED):
            opened[login].ports.files.get(opened[login].session, kept.sha256)
    for login in ("leader", "quality"):
        assert opened[login].ports.files.get(opened[login].session, kept.sha256) == b"photo"


def world_form(opened: Any, world: StoredWorld) -> Any:
    """The visit form, published."""
    admin = desk_of(opened.session, opened.ports)
    admin.directory.publish_form(admin.session, "MSC-1.xlsx", workbook("MSC-1.xlsx"), Silent())
    return next(form.id for form in admin.directory.forms(admin.session) if form.is_visit)
