"""An administrator makes a copy by one key; the clock makes one a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.errors import DISK_FULL, EnvError
from core.ports.backups import ASKED, SCHEDULED
from storage.backup import copies_in
from storage.folder import BACKUPS
from tests.support.world import StoredWorld, in_folder
from tests.ui.keyboard import focus, press
from tests.ui.stage import LANGUAGES
from ui.backup_clock import BackupClock
from ui.change_bus import ChangeBus
from ui.jobs import Jobs
from ui.page import Tools

K = Qt.Key


@pytest.fixture
def stored(tmp_path: Path):
    world = in_folder(tmp_path / "project")
    yield world
    world.gate.close()


def kept(tmp_path: Path) -> list[str]:
    return [copy.why for copy in copies_in(tmp_path / "project" / BACKUPS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_enter_makes_a_copy_and_says_what_is_in_it(stored, show, qtbot, tmp_path, language):
    page = show(stored.desk("admin"), "backup", language=language).page
    assert focus() is page.make_button
    press(K.Key_Return)
    qtbot.waitUntil(lambda: kept(tmp_path) == [ASKED] and page.make_button.isEnabled())
    (copy,) = page.table.rows
    assert f"{copy.events:,}" in page.result.sentence
    assert str(tmp_path) in page.where.text()


def test_a_copy_that_cannot_be_made_is_said_and_can_be_tried_again(
    stored, show, qtbot, tmp_path, monkeypatch
):
    page = show(stored.desk("admin"), "backup").page

    def full(*_: object) -> None:
        raise EnvError(DISK_FULL, file="backups")

    monkeypatch.setattr("storage.backup.refuse_little_room", full)
    press(K.Key_Return)
    qtbot.waitUntil(page.make_button.isEnabled)
    assert "full" in page.result.sentence
    assert kept(tmp_path) == []
    monkeypatch.undo()
    monkeypatch.setenv("TWINKEY_DATA", str(tmp_path / "data"))
    page.make_button.setFocus()
    press(K.Key_Return)
    qtbot.waitUntil(lambda: kept(tmp_path) == [ASKED])


def test_nobody_but_administrators_has_the_page(stored, show):
    workspace = show(stored.desk("clerk1"), "work")
    assert "backup" not in workspace.names


def test_the_clock_makes_one_copy_a_day_for_whoever_is_signed_in(
    stored: StoredWorld, qtbot, tmp_path, qapp
):
    from ui.preferences import Preferences

    tools = Tools(stored.desk("clerk1"), ChangeBus(), Jobs(), Preferences(tmp_path / "screen.ini"))
    clock = BackupClock(tools, first_look_ms=10)
    qtbot.waitUntil(lambda: kept(tmp_path) == [SCHEDULED] and not tools.jobs.busy())
    clock.look()
    assert not tools.jobs.busy()
    assert kept(tmp_path) == [SCHEDULED]
