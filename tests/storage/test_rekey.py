"""Whoever is removed opens nothing that comes after; nobody else notices, wherever it is interrupted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from core.errors import DISK_FULL, IN_USE, NOT_ALLOWED, WRONG_KEY, WRONG_PASSWORD
from core.event import Kind, NewEvent
from core.people import Role
from storage import rekey, slots
from storage.database import open_database
from storage.verify import verify
from tests.storage.projects import PASSWORD, Project, gate_of

CHILD = """
import os, signal, sys
from pathlib import Path
from tests.storage.projects import PASSWORD, gate_of
from core.event import Kind, NewEvent

at, left = int(sys.argv[2]), [int(sys.argv[2])]

def counted(call):
    def step(*given, **named):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        done = call(*given, **named)
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return step

gate = gate_of(Path(sys.argv[1]))
opened = gate.open("admin", PASSWORD)
for name in ("fsync", "replace", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
from storage import rekey
rekey.export = counted(rekey.export)
rekey.census = counted(rekey.census)
rekey.open_database = counted(rekey.open_database)
leaver = sys.argv[3]
opened.ports.ledger.append(opened.session, "admin", [NewEvent(Kind.PERSON_CHANGED, leaver, {"active": False})])
opened.ports.keyring.retire(opened.session)
gate.sign_out(opened.session)
print("done", flush=True)
"""


def remove(project: Project, login: str) -> str:
    """The removed person's id; the re-key waits until everybody has left."""
    person = project.at(login).session.person
    project.append("admin", NewEvent(Kind.PERSON_CHANGED, person, {"active": False}))
    session, ports = project.ports("admin")
    ports.keyring.retire(session)
    return person


def leave(project: Project) -> Project:
    """Everybody signs out, the administrator last."""
    for seat in sorted(project.seats.values(), key=lambda seat: seat.session.has(Role.ADMIN)):
        project.gate.sign_out(seat.session)
    return Project(project.folder, project.gate, project.recovery_key)


def test_the_database_has_another_key_when_everybody_has_left(staffed, refused, tmp_path):
    for login in ("clerk1", "clerk2", "judge1"):
        staffed.at(login)
    kept = slots.load(staffed.folder)
    clerk_keys = slots.open_person_slot(kept.by_login("clerk1"), PASSWORD)
    old = slots.open_database_slot(kept.database[0], kept.by_login("clerk1").id, clerk_keys)
    remove(staffed, "clerk1")
    waiting = slots.load(staffed.folder)
    assert [entry.state for entry in waiting.database] == ["current", "next"]
    assert waiting.by_login("clerk1") is None
    after = leave(staffed)
    (entry,) = slots.load(staffed.folder).database
    assert entry.state == "current"
    assert set(entry.sealed) == {slot.id for slot in waiting.people}
    after.append("judge2", NewEvent(Kind.RECORD_SETTLED, "b/1", {"answers": "later"}))
    with refused(WRONG_KEY):
        open_database(staffed.folder / "project.db", old)
    with refused(WRONG_PASSWORD):
        after.gate.open("clerk1", PASSWORD)
    for login in ("clerk2", "judge1", "admin"):  # with their own passwords, which nobody asked for
        assert after.at(login).session
    assert verify(after.at("admin")).sound
    assert not list(staffed.folder.glob("*.rekey*"))


def test_an_old_slots_file_does_not_bring_a_removed_person_back(staffed, refused):
    staffed.at("clerk1")
    old = (staffed.folder / slots.FILE).read_bytes()
    remove(staffed, "clerk1")
    after = leave(staffed)
    after.gate.close()
    (staffed.folder / slots.FILE).write_bytes(old)
    with refused(WRONG_KEY):
        gate_of(staffed.folder).open("clerk1", PASSWORD)


def test_attachments_from_before_and_after_open(staffed):
    session, ports = staffed.ports("judge1")
    before = ports.files.put(session, "a.jpg", b"before")
    staffed.at("clerk1")
    remove(staffed, "clerk1")
    after = leave(staffed)
    session, ports = after.ports("judge1")
    later = ports.files.put(session, "b.jpg", b"after")
    assert ports.files.get(session, before.sha256) == b"before"
    assert ports.files.get(session, later.sha256) == b"after"
    after.at("clerk2")
    remove(after, "clerk2")
    again = leave(after)
    session, ports = again.ports("judge1")
    assert ports.files.get(session, before.sha256) == b"before"
    assert ports.files.get(session, later.sha256) == b"after"


def test_somebody_added_while_it_waits_comes_in_afterwards(staffed):
    staffed.at("clerk1")
    remove(staffed, "clerk1")
    staffed.add("clerk3", Role.CLERK)
    after = leave(staffed)
    assert after.at("clerk3").session.grants[0].role is Role.CLERK


def test_a_key_slipped_into_the_slots_file_gets_no_next_key(staffed):
    """Somebody with the file but no key puts an own public key in a colleague's slot."""
    from dataclasses import replace

    from storage.keys import new_person_keys

    thief = new_person_keys()
    staffed.at("clerk1")
    person = staffed.at("judge1").session.person
    known = slots.load(staffed.folder)
    forged = replace(known.by_id(person), seal=thief.seal_public)
    slots.save(staffed.folder, known.with_slot(forged))
    remove(staffed, "clerk1")
    following = slots.load(staffed.folder).following
    with pytest.raises(Exception, match="DAMAGED"):
        slots.open_database_slot(following, person, thief)


def test_a_full_disk_leaves_everything_as_it_was_and_it_is_tried_again(staffed, monkeypatch):
    from core.errors import EnvError

    staffed.at("clerk1")
    remove(staffed, "clerk1")

    def full(*_: object) -> None:
        raise EnvError(DISK_FULL, file="project.db")

    with monkeypatch.context() as patched:
        patched.setattr(rekey, "export", full)
        after = leave(staffed)
        assert after.at("clerk2").session
        after.gate.close()
    assert slots.load(staffed.folder).following
    again = Project(staffed.folder, gate_of(staffed.folder))
    assert again.at("clerk2").session
    assert slots.load(staffed.folder).following is None


def test_the_command_rekeys_at_once_and_only_for_an_administrator(staffed, refused):
    (before,) = slots.load(staffed.folder).database
    with refused(IN_USE):
        staffed.gate.rekey("admin", PASSWORD) if staffed.at("clerk1") else None
    staffed.gate.close()
    gate = gate_of(staffed.folder)
    with refused(NOT_ALLOWED):
        gate.rekey("clerk1", PASSWORD)
    gate.rekey("admin", PASSWORD)
    (after,) = slots.load(staffed.folder).database
    assert after.id != before.id
    assert verify(gate.open("clerk2", PASSWORD)).sound
    gate.close()


def test_a_removal_that_a_crash_left_half_done_is_finished_by_the_next_who_comes_in(staffed):
    person = staffed.at("clerk1").session.person
    staffed.append("admin", NewEvent(Kind.PERSON_CHANGED, person, {"active": False}))
    staffed.gate.close()  # the slots file still has the way in
    assert slots.load(staffed.folder).by_id(person)
    gate = gate_of(staffed.folder)
    session = gate.open("judge1", PASSWORD).session
    assert slots.load(staffed.folder).by_id(person) is None
    gate.sign_out(session)
    assert slots.load(staffed.folder).following is None
    gate.close()


def test_killed_at_some_steps_it_goes_on_from_there(staffed, tmp_path):
    kill_at_each(staffed, tmp_path, step=5)


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_killed_at_any_step_it_goes_on_from_there(staffed, tmp_path):
    kill_at_each(staffed, tmp_path, step=1)


def kill_at_each(staffed: Project, tmp_path: Path, step: int) -> None:
    """SIGKILL before or after each flush, rename, deletion and copy of the whole removal."""
    person = staffed.at("clerk1").session.person
    staffed.append("judge1", NewEvent(Kind.RECORD_SETTLED, "b/1", {"answers": "kept"}))
    staffed.gate.close()
    killed = 0
    for at in count(1, step):
        folder = tmp_path / f"run{at}"
        shutil.copytree(staffed.folder, folder)
        command = [sys.executable, "-c", CHILD, str(folder), str(at), person]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, env=quiet(folder)
        )
        if ended.returncode != -signal.SIGKILL:
            assert ended.stdout.strip() == "done", ended.stderr
            break
        killed += 1
        after_a_kill(folder, person)
        shutil.rmtree(folder)
    assert killed >= 30 // step, killed


def after_a_kill(folder: Path, person: str) -> None:
    gate = gate_of(folder)
    admin = gate.open("admin", PASSWORD)
    rows = admin.ports.ledger.rows(admin.session, "record")
    assert [row["answers"] for row in rows] == ["kept"]
    if admin.members.get(person).active:  # killed before the removal was acknowledged: once more
        away = NewEvent(Kind.PERSON_CHANGED, person, {"active": False})
        admin.ports.ledger.append(admin.session, "admin", [away])
        admin.ports.keyring.retire(admin.session)
    gate.sign_out(admin.session)
    found = slots.load(folder)
    assert found.following is None
    assert found.by_id(person) is None
    assert not list(folder.glob("*.rekey*"))
    report = verify(gate.open("judge2", PASSWORD))
    assert report.sound, report.problems
    gate.close()


def quiet(folder: Path) -> dict[str, str]:
    return {**os.environ, "TWINKEY_DATA": str(folder.parent / f"{folder.name}-data")}


def test_the_command_says_what_happened_and_takes_the_password_from_a_file(
    staffed, tmp_path, capsys
):
    from ui.commands.rekey import run

    staffed.gate.close()
    (before,) = slots.load(staffed.folder).database
    file = tmp_path / "password.txt"

    def rekeyed(project: Path, login: str, password: str) -> None:
        gate = gate_of(project)
        try:
            gate.rekey(login, password)
        finally:
            gate.close()

    file.write_text("wrong password\n", encoding="utf-8")
    assert run(staffed.folder, "nobody", str(file), rekeyed) == 1
    assert "WRONG_PASSWORD" in capsys.readouterr().err
    assert slots.load(staffed.folder).database == (before,)
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert run(staffed.folder, "admin", str(file), rekeyed) == 0
    assert "another key" in capsys.readouterr().out
    assert slots.load(staffed.folder).database[0].id != before.id
