"""`backup`, `restore` and `verify` on the command line, on a real project."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.progress import Silent
from core.services.demonstration import PASSWORD
from storage.backup import backup_project
from storage.restore import restore_project
from storage.verify import verify_project
from tests.storage.story import world_in
from tests.support.world import in_folder
from ui.commands import backup, restore, verify


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_folder(tmp_path / "project").gate.close()
    monkeypatch.setenv(verify.PASSWORD_VARIABLE, PASSWORD)
    return tmp_path / "project"


def test_a_copy_is_made_and_put_back(folder, tmp_path, capsys):
    assert backup.run(folder, "admin", None, tmp_path / "stick", backup_project) == 0
    copy = Path(capsys.readouterr().out.splitlines()[0])
    assert (copy / "project.db").is_file()
    assert restore.run(folder, str(copy), "admin", None, restore_project) == 0
    said = capsys.readouterr().out
    assert "restored" in said
    assert "replaced-" in said
    assert verify.run(folder, "admin", None, verify_project) == 0
    assert "everything holds" in capsys.readouterr().out


def test_the_newest_copy_of_the_project_is_put_back_where_none_is_named(folder, capsys):
    assert backup.run(folder, "admin", None, None, backup_project) == 0
    assert restore.run(folder, "", "admin", None, restore_project) == 0
    assert "admits" in capsys.readouterr().out


def test_a_refusal_is_one_sentence(folder, monkeypatch, capsys):
    assert restore.run(folder, "", "admin", None, restore_project) == 1
    monkeypatch.setenv(verify.PASSWORD_VARIABLE, "not the password")
    assert backup.run(folder, "admin", None, None, backup_project) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == ["FILE_MISSING", "WRONG_PASSWORD"]


def test_a_later_event_that_a_copy_lacks_is_told(folder, capsys):
    assert backup.run(folder, "admin", None, None, backup_project) == 0
    world = world_in(folder)
    admin = world.desk("admin")
    admin.directory.publish_form(admin.session, "later", b"", Silent())
    world.gate.close()
    assert restore.run(folder, "", "admin", None, restore_project) == 0
    assert "1 later events were known here" in capsys.readouterr().out
    assert verify.run(folder, "admin", None, verify_project) == 0
    assert "accepted: rolled_back" in capsys.readouterr().out
