"""Settings and devices in a real file: kept, folded anew alike, and told to head office only."""

from __future__ import annotations

import pytest

from core.errors import NOT_ALLOWED, UserError
from core.event import Kind
from core.services.journal import JournalFilter
from storage.verify import verify_project
from tests.support.world import in_folder

TODAY = "2099-01-01"


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
    assert len(events) == 2
    leader = world.desk("leader")
    with pytest.raises(UserError) as refused:
        leader.settings.devices(leader.session)
    assert refused.value.code == NOT_ALLOWED
    world.gate.close()
    from core.services import demonstration

    report = verify_project(tmp_path / "project", "admin", demonstration.PASSWORD)
    assert report.problems == ()
