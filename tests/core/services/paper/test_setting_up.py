"""Units, people, forms and the journal: who sets them up, and who reads them."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import CODE_TAKEN, NAME_TAKEN, NOT_ALLOWED
from core.people import Grant, Post, Role, Unit
from core.ports.gate import NewPerson
from core.progress import Silent
from core.services import demonstration
from core.services.journal import JournalFilter
from core.values import UnitId
from tests.support.world import World, workbook

NAMES = (("en", "New outlet"), ("zh", "新网点"))


def test_units_come_parents_first_and_keep_their_place(world: World, refused: Any) -> None:
    admin = world.desk("admin")
    new = Unit(UnitId("E09"), NAMES, UnitId("E"), "outlet")
    admin.directory.record_unit(admin.session, new)
    units = admin.directory.units(admin.session)
    places = {unit.id: place for place, unit in enumerate(units)}
    assert new in units
    assert all(unit.parent is None or places[unit.parent] < places[unit.id] for unit in units)
    renamed = Unit(new.id, (("en", "Renamed"), ("zh", "改名")), new.parent, new.level)
    admin.directory.record_unit(admin.session, renamed)
    assert renamed in admin.directory.units(admin.session)
    with refused(CODE_TAKEN):  # a moved unit gets a successor with a code of its own
        admin.directory.record_unit(admin.session, Unit(new.id, NAMES, UnitId("S"), "outlet"))
    with refused(CODE_TAKEN):
        admin.directory.record_unit(admin.session, Unit(UnitId("E/9"), NAMES, UnitId("E"), "x"))


@pytest.mark.parametrize("login", ["leader", "quality", "clerk1"])
def test_only_an_administrator_sets_up(world: World, refused: Any, login: str) -> None:
    desk = world.desk(login)
    person = NewPerson("new", "New", (Grant(Role.CLERK, UnitId("E01")),), demonstration.PASSWORD)
    for act in (
        lambda: desk.directory.record_unit(desk.session, Unit(UnitId("X"), NAMES, None)),
        lambda: desk.directory.add_person(desk.session, person),
        lambda: desk.directory.publish_form(
            desk.session, "BSQ-1.xlsx", workbook("BSQ-1.xlsx"), Silent()
        ),
    ):
        with refused(NOT_ALLOWED):
            act()


def test_a_login_is_given_once(world: World, refused: Any) -> None:
    admin = world.desk("admin")
    grants = (Grant(Role.CLERK, UnitId("E01")),)
    with refused(NAME_TAKEN):
        admin.directory.add_person(
            admin.session, NewPerson("clerk1", "Again", grants, demonstration.PASSWORD)
        )


def test_publishing_the_same_workbook_again_changes_nothing(world: World) -> None:
    admin = world.desk("admin")
    before = admin.directory.forms(admin.session)
    book = workbook("BSQ-1.xlsx")
    changes = admin.directory.publish_form(admin.session, "again.xlsx", book, Silent())
    assert not changes.kinds
    assert admin.directory.forms(admin.session) == before
    assert {row.is_visit for row in before} == {True, False}
    assert admin.directory.form(before[0].id).id == before[0].id


@pytest.mark.parametrize(
    ("post", "is_visit", "logins"),
    [
        (Post.PASS1, False, {"clerk1", "clerk2"}),
        (Post.PASS1, True, {"shopper"}),
        (Post.PASS2, True, set()),
        (Post.ADJUDICATION, False, {"clerk1", "clerk2", "judge1", "judge2", "leader", "quality"}),
        (Post.LEVEL2, False, {"judge1", "judge2", "leader"}),
        (Post.LEVEL3, True, {"quality"}),
    ],
)
def test_roles_and_scope_say_who_may_hold_a_post(
    world: World, post: Post, is_visit: bool, logins: set[str]
) -> None:
    leader = world.desk("leader")
    found = leader.directory.eligible(leader.session, UnitId("E01"), post, is_visit)
    assert {person.login for person in found} == logins
    elsewhere = leader.directory.eligible(leader.session, UnitId("S01"), post, is_visit)
    assert {person.login for person in elsewhere} <= {"quality", "shopper"}


def test_the_journal_is_read_newest_first_by_those_who_audit(world: World, refused: Any) -> None:
    batch = world.open_paper(1)
    leader = world.desk("leader")
    page = leader.journal.page(leader.session, JournalFilter(subject=batch))
    assert [event.kind for event, _ in page.events] == ["batch.opened"]
    everything = leader.journal.page(leader.session, JournalFilter(), limit=5)
    assert len(everything.events) == 5
    assert everything.more
    stamps = [event.stamp for event, _ in everything.events]
    assert stamps == sorted(stamps, reverse=True)
    assert len(leader.journal.head(leader.session).split()) == 8
    for login in ("clerk1", "manager", "shopper"):
        desk = world.desk(login)
        with refused(NOT_ALLOWED):
            desk.journal.page(desk.session, JournalFilter())
