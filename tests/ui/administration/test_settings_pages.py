"""Settings and devices, by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from core.errors import NOT_ALLOWED, NOT_INDEPENDENT, UserError
from core.event import Kind
from core.people import Grant, Post, Role
from core.ports.gate import NewPerson
from core.services.batches import Counts, NewBatch
from core.values import UnitId
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES, settled

K = Qt.Key


def today(world) -> str:
    return world.memory.now().date().isoformat()


def choose(box, value: str) -> None:
    box.setFocus()
    press(K.Key_Home)
    while box.currentData() != value:
        press(K.Key_Down)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_is_signed_for_a_day_and_the_past_is_kept(show, world, language):
    page = show(world.desk("admin"), "settings", language=language).page
    assert focus() is page.setting
    page.limit.setFocus()
    keys(f"1.5\n{today(world)}\n")
    page.limit.setFocus()
    focus().selectAll()
    keys("2\n2099-01-01\n")
    lines = [(r.value, r.state) for r in page.table.rows if r.name == "error_limit"]
    assert lines == [("2", "coming"), ("1.5", "in_force"), ("0.5", "past")]
    events = world.memory.events["setting/error_limit"]
    assert [event.kind for event in events] == [Kind.PROJECT_CHANGED] * 2


def test_what_does_not_fit_is_said_at_its_field(show, world):
    page = show(world.desk("admin"), "settings").page
    page.limit.setFocus()
    keys("50\n2099-01-01\n")
    assert "per cent" in page._value_field.sentence
    focus().selectAll()
    keys("1\n")
    focus().selectAll()
    keys("2020-01-01\n")
    assert "today or later" in page._since_field.sentence


def test_a_verdict_follows_the_limit_of_the_batchs_opening(world):
    admin, leader = world.desk("admin"), world.desk("leader")
    before, _ = settled(world, 1)
    admin.settings.change(admin.session, "error_limit", "1", today(world))
    after, _ = settled(world, 1)
    for batch, limit in ((before, 0.005), (after, 0.01)):
        leader.batches.close(leader.session, batch)
        leader.review.draw(leader.session, batch, 2)
        assert leader.review.verdict(leader.session, batch, 2).limit == limit


def test_where_independence_is_demanded_its_lack_stops_the_opening(world):
    admin, leader = world.desk("admin"), world.desk("leader")
    people = world.people()
    for login in ("own1", "own2"):
        person = NewPerson(login, login, (Grant(Role.CLERK, UnitId("E01")),), "own-clerk-2026")
        admin.directory.add_person(admin.session, person)
    people = world.people()
    posts = {
        Post.PASS1: (people["own1"],),
        Post.PASS2: (people["own2"],),
        Post.ADJUDICATION: (people["judge1"], people["judge2"]),
        Post.LEVEL2: (people["leader"],),
        Post.LEVEL3: (people["quality"],),
    }
    form = next(f.id for f in leader.directory.forms(leader.session) if not f.is_visit)
    new = NewBatch("E01-X-1", form, UnitId("E01"), "2026-11", 1, 2, Counts(2, 2), posts)
    leader.batches.open(leader.session, new)
    admin.settings.change(admin.session, "independence", "required", today(world))
    with pytest.raises(UserError) as refused:
        leader.batches.open(leader.session, replace(new, code="E01-X-2"))
    assert refused.value.code == NOT_INDEPENDENT


def test_only_head_office_decides(world):
    for login in ("leader", "quality", "clerk1"):
        desk = world.desk(login)
        with pytest.raises(UserError) as refused:
            desk.settings.change(desk.session, "error_limit", "1", "2099-01-01")
        assert refused.value.code == NOT_ALLOWED
        with pytest.raises(UserError):
            desk.settings.devices(desk.session)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_device_gets_a_name(show, world, language):
    page = show(world.desk("admin"), "devices", language=language).page
    (line,) = page.table.rows
    assert line.is_own
    assert line.events == len(world.memory.lines)
    page.table.setFocus()
    press(K.Key_Home)
    page.name.setFocus()
    keys("Desk 3\n")
    admin = world.desk("admin")
    assert admin.settings.device_names(admin.session) == {line.id: "Desk 3"}
    assert page._names[line.id] == "Desk 3"
