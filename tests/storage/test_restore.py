"""A copy takes a project's place whole or not at all, and nothing that stood there is thrown away."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import (
    DAMAGED,
    FILE_MISSING,
    IN_USE,
    NOT_ALLOWED,
    TRY_LATER,
    WRONG_PASSWORD,
    TwinkeyError,
)
from core.event import Kind, NewEvent
from core.ports.backups import ASKED
from storage import restore as restoring
from storage.backup import Source, back_up, copies_in
from storage.device import this_device
from storage.folder import BACKUPS, BLOBS, RESTORING, finish_restoring, mark_restorable
from storage.restore import Order, restore
from storage.verify import verify
from tests.storage.projects import CHEAP, PASSWORD, SMALL, Project, gate_of


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing"})


@pytest.fixture
def copied(staffed: Project) -> Project:
    """A project with a copy of itself and two events after it; nobody is signed in."""
    session, ports = staffed.ports("clerk1")
    ports.files.put(session, "photo.jpg", b"\xff\xd8 photo")
    staffed.append("clerk1", aside(1))
    back_up(Source(staffed.at("admin").database, staffed.folder), staffed.folder / BACKUPS, ASKED)
    staffed.append("clerk1", aside(2), aside(3))
    staffed.gate.close()
    return staffed


def order(
    project: Project, copy: str = "", login: str = "admin", password: str = PASSWORD
) -> Order:
    return Order(project.folder, copy, login, password, SMALL, CHEAP)


def sheets(project: Project) -> set[str]:
    rows = project.at("admin").database.query("SELECT subject FROM event WHERE subject LIKE 'b/%'")
    return {subject for (subject,) in rows}


def test_a_restored_project_is_the_copy_and_says_what_it_lacks(copied):
    before = this_device(copied.reopened().at("admin").database).id
    copied.reopened().gate.close()
    done = restore(order(copied))
    assert (done.missing, done.files_missing) == (2, 0)
    again = copied.reopened()
    opened = again.at("admin")
    assert sheets(again) == {"b/1"}
    assert this_device(opened.database).id != before
    report = verify(opened)
    assert report.sound
    assert report.head == done.head
    again.append("clerk1", aside(4))
    assert verify(opened).sound
    again.gate.close()


def test_what_stood_there_before_is_kept_and_opens(copied):
    done = restore(order(copied))
    kept = copied.folder / BACKUPS / done.replaced
    gate = gate_of(kept)
    lines = gate.open("admin", PASSWORD).database.query("SELECT subject FROM event")
    assert ("b/3",) in lines
    gate.close()


def test_a_copy_brings_its_attachments_to_another_computer(copied, tmp_path, monkeypatch):
    again = copied.reopened()
    made = back_up(Source(again.at("admin").database, copied.folder), tmp_path / "stick", ASKED)
    again.gate.close()
    monkeypatch.setenv("TWINKEY_DATA", str(tmp_path / "another person"))
    elsewhere = Project(tmp_path / "elsewhere", gate_of(tmp_path / "elsewhere"))
    elsewhere.folder.mkdir()
    target = str(tmp_path / "stick" / made.name)
    done = restore(Order(elsewhere.folder, target, "admin", PASSWORD, SMALL, CHEAP))
    assert (done.files_missing, done.replaced) == (0, "")
    assert any(path.is_file() for path in (elsewhere.folder / BLOBS).rglob("*"))
    opened = elsewhere.at("admin")
    assert verify(opened).problems == ()
    elsewhere.gate.close()


@pytest.mark.parametrize("part", ["project.db", "slots.json", "manifest.json"])
def test_a_damaged_copy_is_refused_and_changes_nothing(copied, part, refused):
    (copy,) = copies_in(copied.folder / BACKUPS)
    file = copied.folder / BACKUPS / copy.name / part
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    with refused(DAMAGED, WRONG_PASSWORD, FILE_MISSING, NOT_ALLOWED):
        restore(order(copied, copy.name))
    assert not (copied.folder / RESTORING).exists()
    (copied.folder / "attempts.json").unlink(missing_ok=True)
    assert sheets(copied.reopened()) == {"b/1", "b/2", "b/3"}


def test_only_an_administrator_restores(copied, refused):
    with refused(NOT_ALLOWED):
        restore(order(copied, login="clerk1"))
    assert sheets(copied.reopened()) == {"b/1", "b/2", "b/3"}


def test_a_copy_is_no_place_to_guess_passwords_at(copied, refused):
    with refused(WRONG_PASSWORD):
        restore(order(copied, password="wrong guess"))
    with refused(TRY_LATER):
        restore(order(copied))


def test_an_open_project_is_not_replaced(copied, refused):
    again = copied.reopened()
    again.at("admin")
    with refused(IN_USE):
        restore(order(copied))
    again.gate.close()


def test_without_a_copy_nothing_is_restored(project, refused):
    project.gate.close()
    with refused(FILE_MISSING):
        restore(order(project))


class PowerCut(Exception):
    pass


@pytest.mark.parametrize("cut", range(12))
def test_a_crash_at_any_step_leaves_the_old_project_or_the_new(copied, monkeypatch, cut):
    """Each rename and flush in turn is the last thing that happens."""
    calls = iter(range(1000))
    for module, name in ((restoring.os, "replace"), (restoring, "mark_restorable")):
        real = getattr(module, name)

        def step(*arguments, real=real):
            if next(calls) == cut:
                raise PowerCut
            return real(*arguments)

        monkeypatch.setattr(module, name, step)
    with suppress(PowerCut):
        restore(order(copied))
    monkeypatch.undo()
    monkeypatch.setenv("TWINKEY_DATA", str(copied.folder.parent / "data"))
    (copied.folder / "attempts.json").unlink(missing_ok=True)  # a cut off sign-in costs a wait
    again = Project(copied.folder, gate_of(copied.folder))
    assert again.gate.exists()
    assert sheets(again) in ({"b/1"}, {"b/1", "b/2", "b/3"})
    assert verify(again.at("admin")).sound
    assert not (copied.folder / RESTORING / "ready").exists()
    again.gate.close()


def test_a_restore_that_was_cut_off_is_finished_at_the_next_start(copied):
    (copy,) = copies_in(copied.folder / BACKUPS)
    staged = copied.folder / RESTORING
    staged.mkdir()
    for name in ("project.db", "slots.json"):
        shutil.copyfile(copied.folder / BACKUPS / copy.name / name, staged / name)
    mark_restorable(staged, "replaced-test")
    (copied.folder / "slots.json").unlink()  # cut off between two renames
    again = copied.reopened()
    assert again.gate.exists()
    assert sheets(again) == {"b/1"}
    finish_restoring(Path(copied.folder))
    again.gate.close()


def test_errors_name_no_password(copied):
    with pytest.raises(TwinkeyError) as error:
        restore(order(copied, password="wrong guess"))
    assert "guess" not in str(error.value)
