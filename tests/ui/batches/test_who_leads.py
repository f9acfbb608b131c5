"""What the batch page offers follows from the batch, and says why where nobody can be chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.people import Grant, Post, Role, Unit
from core.ports.gate import NewPerson
from core.services.batches import Counts, NewBatch
from core.services.demonstration import ADMIN, BRANCH, PASSWORD
from core.values import UnitId
from tests.support.world import PERIOD, in_folder
from tests.ui.keyboard import focus, keys

K = Qt.Key


def added(world, login: str, *grants: Grant):
    admin = world.desk(ADMIN)
    admin.directory.add_person(admin.session, NewPerson(login, login.title(), grants, PASSWORD))
    return world.people()[login]


def open_with(world, judges) -> str:
    leader, ids = world.desk("leader"), world.people()
    form = next(f.id for f in leader.directory.forms(leader.session) if not f.is_visit)
    posts = {
        Post.PASS1: (ids["clerk1"],),
        Post.PASS2: (ids["clerk2"],),
        Post.ADJUDICATION: judges,
        Post.LEVEL2: (ids["leader"],),
        Post.LEVEL3: (ids["quality"],),
    }
    new = NewBatch("E01-X", form, BRANCH, PERIOD, 1, 2, Counts(2, 2), posts)
    leader.batches.open(leader.session, new)
    return next(row.id for row in leader.batches.list(leader.session) if row.code == "E01-X")


def test_a_leader_of_another_branch_who_rules_here_is_offered_nothing_of_a_leader(show, world):
    admin = world.desk(ADMIN)
    unit = Unit(UnitId("W09"), (("zh", "西郊"), ("en", "Westside")), UnitId("E"), "outlet")
    admin.directory.record_unit(admin.session, unit)
    roles = (Grant(Role.CLERK, BRANCH), Grant(Role.LEADER, UnitId("W09")))
    person = added(world, "guest", *roles)
    batch = open_with(world, (person, world.people()["judge1"]))
    page = show(world.desk("guest"), "batch", batch).page
    assert not page.close_button.isVisible()
    for key in "VLUCBTS":
        assert not page.buttons[key].isVisible(), key
    mine = show(world.desk("leader"), "batch", batch).page
    assert mine.close_button.isVisible()
    assert mine.buttons["V"].isVisible()


def test_a_clerk_who_is_a_third_person_comes_to_the_differences_from_the_work_list(show, world):
    person = added(world, "guest", Grant(Role.CLERK, BRANCH))
    batch = open_with(world, (person, world.people()["judge1"]))
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q02"): "9"})
    world.compare(batch, "guest")
    workspace = show(world.desk("guest"), "work")
    assert "adjudication" not in workspace.names
    keys("\n")
    assert workspace.name == "adjudication"
    keys("1\n")
    assert not workspace.page.presenter.open
    assert "adjudication" in show(world.desk("judge1"), "work").names


def test_a_place_that_is_no_more_the_papers_is_refused_by_its_name(show, world):
    batch, leader = world.open_paper(1), world.desk("leader")
    page = show(leader, "batch", batch).page
    leader.papers.send(leader.session, batch, UnitId("E"))  # from another window
    keys("p")
    keys("E \n")
    assert "Riverside" in page.finding.sentence
    assert "E01" not in page.finding.sentence


def test_where_nobody_can_be_named_it_is_said_what_to_do(show, world):
    batch = world.open_paper(1)
    judge, admin = world.desk("judge1"), world.desk(ADMIN)
    page = show(judge, "batch", batch).page
    people = judge.directory.eligible(judge.session, BRANCH, Post.ADJUDICATION, False)
    for person in people:
        if person.id != judge.session.person:
            admin.account.remove(admin.session, person.id, "gone")
    keys("n")
    assert page.panel.isHidden()
    assert "An administrator must add a person" in page.finding.sentence
    assert focus() is page.register.view


@pytest.fixture
def stored(tmp_path):
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    yield world
    world.gate.close()


def test_a_folder_that_is_gone_is_said_over_the_page_and_work_goes_on(stored, show, tmp_path):
    batch = stored.open_paper(2)
    workspace = show(stored.desk("leader"), "batch", batch)
    page = workspace.page
    (tmp_path / "project").rename(tmp_path / "elsewhere")
    keys("b")
    focus().selectAll()
    keys("2026-12-31\n")
    assert "is gone" in workspace.said
    (tmp_path / "elsewhere").rename(tmp_path / "project")
    keys("b")
    focus().selectAll()
    keys("2026-12-31\n")
    assert page._batch.due == "2026-12-31"


def test_a_setting_and_a_device_are_not_lost_with_the_folder(stored, show, tmp_path):
    workspace = show(stored.desk(ADMIN), "devices")
    (tmp_path / "project").rename(tmp_path / "elsewhere")
    keys("\n")
    keys("Counter 1\n")
    assert "is gone" in workspace.said
    page = workspace.go("settings")
    page.limit.setFocus()
    keys("0.5\n2030-01-01\n")
    assert "is gone" in workspace.said
    assert page.since.text() == "2030-01-01"
    (tmp_path / "elsewhere").rename(tmp_path / "project")
    keys("\n")
    assert workspace.said.startswith("Signed.")
