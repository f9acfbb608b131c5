"""Settings and devices in a real file: kept, folded anew alike, and told to head office only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import NOT_ALLOWED, UserError
from core.event import Kind, NewEvent
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.services.journal import JournalFilter
from core.services.settings import decisions
from core.values import UnitId
from core.workflow.settings import BLIND_CHECK, LOT, Dated, decided, named_device
from storage.verify import verify_project
from tests.support.world import in_folder

TODAY = "2099-01-01"


def lots(opened) -> list[Dated]:
    """What was decided on lots; the project's founder decided on something else."""
    told = decisions(opened.ports.ledger, opened.session)
    return [decision for decision in told if decision.name == LOT]


def test_devices_and_settings_stand_in_the_file_and_verify_holds(tmp_path):
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    admin = world.desk("admin")
    (device,) = admin.settings.devices(admin.session)
    assert (device.id, device.state, device.is_own) == (admin.session.device, "active", True)
    assert device.first_ms <= device.last_ms
    admin.settings.name_device(admin.session, device.id, "Desk 3")
    admin.settings.change(admin.session, "lot", "strict", TODAY)
    (later,) = admin.settings.devices(admin.session)
    assert later.events == device.events + 2
    assert admin.settings.device_names(admin.session) == {device.id: "Desk 3"}
    events = admin.journal.page(admin.session, JournalFilter(kind=Kind.PROJECT_CHANGED)).events
    assert all(event.signature for event, _ in events)
    assert len([event for event, _ in events if event.body.get("name") != BLIND_CHECK]) == 2
    leader = world.desk("leader")
    with pytest.raises(UserError) as refused:
        leader.settings.devices(leader.session)
    assert refused.value.code == NOT_ALLOWED
    world.gate.close()
    from core.services import demonstration

    report = verify_project(tmp_path / "project", "admin", demonstration.PASSWORD)
    assert report.problems == ()


def test_an_administrator_of_a_branch_decides_nothing_for_the_project(tmp_path):
    """The page refuses him; what a program of his own writes into the journal counts no more."""
    from core.services import demonstration

    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    admin = world.desk("admin")
    grants = (Grant(Role.ADMIN, demonstration.BRANCH),)
    person = NewPerson("branch_admin", "Branch", grants, demonstration.PASSWORD)
    admin.directory.add_person(admin.session, person)
    branch = world.gate.open("branch_admin", demonstration.PASSWORD)
    now = datetime.now(UTC)
    forged = [decided("lot", "strict", TODAY, now), named_device(admin.session.device, "Mine")]
    branch.ports.ledger.append(branch.session, "admin", forged)
    assert lots(branch) == []
    assert admin.settings.device_names(admin.session) == {}
    admin.settings.change(admin.session, "lot", "pooled", TODAY)
    assert [(d.value, d.by) for d in lots(branch)] == [("pooled", admin.session.person)]
    world.gate.close()
    report = verify_project(tmp_path / "project", "admin", demonstration.PASSWORD)
    assert report.problems == ()


def test_what_an_administrator_decided_stands_when_he_is_none_any_more(tmp_path):
    from core.services import demonstration

    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    admin = world.desk("admin")
    grants = (Grant(Role.ADMIN, UnitId("HO")),)
    person = NewPerson("second", "Second", grants, demonstration.PASSWORD)
    admin.directory.add_person(admin.session, person)
    desk = world.desk("second")
    desk.settings.change(desk.session, "lot", "strict", TODAY)
    gone = NewEvent(Kind.PERSON_CHANGED, desk.session.person, {"active": False})
    opened = world.gate.open("admin", demonstration.PASSWORD)
    opened.ports.ledger.append(opened.session, "admin", [gone])
    assert [d.value for d in lots(opened)] == ["strict"]
    world.gate.close()
    report = verify_project(tmp_path / "project", "admin", demonstration.PASSWORD)
    assert report.problems == ()
