"""Who comes in, and what a folder must be before anybody does."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from core.errors import (
    DAMAGED,
    IN_USE,
    NAME_TAKEN,
    NEWER_VERSION,
    NOT_A_PROJECT,
    NOT_ALLOWED,
    PASSWORD_TOO_SHORT,
    PLAINTEXT_DATABASE,
    PROJECT_EXISTS,
    RECOVERY_NOT_PROVED,
    SIGNED_OUT,
    TRY_LATER,
    WRONG_KEY,
    WRONG_PASSWORD,
)
from core.event import Kind, NewEvent
from core.people import Grant, Role, Session
from core.ports.gate import NewPerson
from storage.attempts import Attempts
from tests.storage.projects import BANK, PASSWORD, admin_person, founded, gate_of


def test_a_project_exists_only_after_its_recovery_key_was_proved(tmp_path, refused):
    gate = gate_of(tmp_path / "p")
    setup = gate.create("Survey", admin_person(), [])
    with refused(RECOVERY_NOT_PROVED):
        setup.prove("AGE-SECRET-KEY-1QQQ")
    assert not gate.exists()
    setup.prove(f"# recovery key of Survey\n{setup.recovery_key.lower()}\n")
    assert gate.exists()
    with refused(PROJECT_EXISTS):
        gate.create("Another", admin_person(), [])
    with refused(PROJECT_EXISTS):
        setup.prove(setup.recovery_key)
    assert gate.open("admin", PASSWORD).ports.ledger.head()
    gate.close()


def test_the_first_administrator_signs_in_and_adds_people_who_sign_in(project):
    clerk = project.add("clerk1", Role.CLERK)
    session, ports = project.gate.sign_in("Clerk1 ", PASSWORD)
    assert (session.person, session.grants) == (clerk, (Grant(Role.CLERK, BANK),))
    assert [row["login"] for row in ports.ledger.rows(session, "person", order=["login"])] == [
        "admin",
        "clerk1",
    ]
    assert [name.login for name in project.gate.people()] == ["admin", "clerk1"]


def test_only_a_demo_tells_roles_at_the_door(tmp_path, project):
    demo = founded(tmp_path / "demo", demo=True)
    assert demo.gate.is_demo()
    assert not project.gate.is_demo()
    assert demo.gate.people()[0].roles == ("admin",)
    assert project.gate.people()[0].roles == ()
    demo.gate.close()


def test_a_clerk_adds_nobody_and_no_login_is_given_twice(staffed, refused):
    session, ports = staffed.ports("clerk1")
    with refused(NOT_ALLOWED):
        ports.enrolment.add(session, NewPerson("x", "x", (), PASSWORD))
    with refused(NAME_TAKEN):
        staffed.add("CLERK1", Role.CLERK)
    admin, ports = staffed.ports("admin")
    with refused(PASSWORD_TOO_SHORT) as error:
        ports.enrolment.add(admin, NewPerson("x", "x", (), "seven77"))
    assert error.value.params == {"at_least": 8}


def test_a_wrong_password_costs_a_growing_wait_that_survives_restart(tmp_path, project, refused):
    project.gate.close()
    now = [1000.0]

    def start():
        return gate_of(project.folder, attempts=Attempts(project.folder, lambda: now[0]))

    waits = []
    for _ in range(8):
        gate = start()
        with refused(WRONG_PASSWORD) as error:
            gate.open("admin", "wrong password")
        waits.append(error.value.params["wait_s"])
        gate.close()
        gate = start()
        with refused(TRY_LATER) as error:
            gate.open("admin", PASSWORD)
        assert error.value.params["wait_s"] == waits[-1]
        gate.close()
        now[0] += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    now[0] -= 86_400  # the clock set back locks nobody out for longer
    gate = start()
    with refused(TRY_LATER) as error:
        gate.open("admin", PASSWORD)
    assert error.value.params["wait_s"] == 60
    now[0] += 86_400
    gate.open("admin", PASSWORD)
    gate.sign_out(next(iter(gate._open)))
    with refused(WRONG_PASSWORD) as error:
        gate.open("admin", "wrong again")
    assert error.value.params["wait_s"] == 1
    gate.close()


def test_an_unknown_login_is_answered_like_a_wrong_password(project, refused):
    with refused(WRONG_PASSWORD) as error:
        project.gate.open("nobody", PASSWORD)
    assert error.value.params == {"wait_s": 1}
    with refused(TRY_LATER):
        project.gate.open("nobody", PASSWORD)


def test_after_signing_out_nothing_answers(project, refused):
    session, ports = project.ports("admin")
    project.gate.sign_out(session)
    for call in (
        lambda: ports.ledger.rows(session, "person"),
        lambda: ports.vault.new_content_key(session, ""),
        lambda: ports.drafts.open(session),
        ports.ledger.head,
    ):
        with refused(SIGNED_OUT):
            call()


def test_a_session_with_more_grants_than_the_journal_gave_is_refused(staffed, refused):
    session, ports = staffed.ports("clerk1")
    claimed = Session(session.person, session.name, (Grant(Role.ADMIN, BANK),), session.device)
    with refused(SIGNED_OUT):
        ports.ledger.rows(claimed, "batch_key")
    with refused(NOT_ALLOWED):
        ports.ledger.rows(session, "batch_key")


def test_a_person_made_inactive_no_longer_comes_in(staffed, refused):
    clerk = staffed.at("clerk1").session.person
    changed = NewEvent(Kind.PERSON_CHANGED, clerk, {"active": False})
    staffed.append("judge1", changed)  # not an administrator: counts for nothing
    staffed.gate.open("clerk1", PASSWORD)
    staffed.append("admin", changed)
    with refused(NOT_ALLOWED):
        staffed.gate.open("clerk1", PASSWORD)


def test_a_second_process_is_refused_until_the_first_ends(project, refused):
    project.at("admin")
    other = (
        "import sys; from pathlib import Path; from tests.storage.projects import gate_of\n"
        "from core.errors import TwinkeyError\n"
        "try: gate_of(Path(sys.argv[1])).open('admin', 'correct horse'); print('in')\n"
        "except TwinkeyError as error: print(error.code)\n"
    )
    command = [sys.executable, "-c", other, str(project.folder)]
    assert subprocess.run(command, capture_output=True, text=True).stdout.strip() == IN_USE
    project.gate.close()
    assert subprocess.run(command, capture_output=True, text=True).stdout.strip() == "in"


def test_a_crash_while_founding_leaves_no_half_project(tmp_path):
    project = founded(tmp_path / "p")
    project.gate.close()
    (project.folder / ".creating").touch()
    (project.folder / "slots.json").unlink()
    gate = gate_of(project.folder)
    assert not gate.exists()
    setup = gate.create("Again", admin_person(), [])
    setup.prove(setup.recovery_key)
    assert gate.open("admin", PASSWORD).session.name == "管理员"
    gate.close()


def test_a_folder_of_something_else_is_left_alone(tmp_path, refused):
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with refused(NOT_A_PROJECT):
        gate_of(tmp_path).exists()
    with refused(NOT_A_PROJECT):
        gate_of(tmp_path).create("Survey", admin_person(), [])
    with refused(NOT_A_PROJECT):
        gate_of(tmp_path / "holiday.jpg").exists()
    with refused(NOT_A_PROJECT):
        gate_of(tmp_path / "nowhere").open("admin", PASSWORD)


def test_sqlite_cannot_read_the_file_and_no_name_stands_in_it(staffed):
    staffed.at("clerk1")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(staffed.folder / "project.db").execute("SELECT * FROM sqlite_master")
    for file in staffed.folder.glob("project.db*"):
        assert b"Head office" not in file.read_bytes()


def test_a_plaintext_database_is_refused(project, refused):
    project.gate.close()
    (project.folder / "project.db").unlink()
    plain = sqlite3.connect(project.folder / "project.db")
    plain.execute("CREATE TABLE event (line TEXT)")
    plain.commit()
    plain.close()
    with refused(PLAINTEXT_DATABASE):
        project.gate.open("admin", PASSWORD)


def test_another_projects_database_is_told_from_a_damaged_one(tmp_path, project, refused):
    other = founded(tmp_path / "other")
    for each in (other, project):
        each.gate.close()
    own = (project.folder / "project.db").read_bytes()
    (project.folder / "project.db").write_bytes((other.folder / "project.db").read_bytes())
    with refused(WRONG_KEY):
        project.gate.open("admin", PASSWORD)
    broken = bytearray(own)
    broken[100] ^= 1
    (project.folder / "project.db").write_bytes(bytes(broken))
    with refused(DAMAGED):
        project.gate.open("admin", PASSWORD)


def test_a_database_of_a_later_program_is_refused(project, refused):
    project.at("admin").database.query("PRAGMA user_version = 99")
    project.gate.close()
    with refused(NEWER_VERSION) as error:
        project.gate.open("admin", PASSWORD)
    assert error.value.params == {"found": 99, "known": 1}


def test_slots_of_another_project_do_not_open_this_one(tmp_path, project, refused):
    other = founded(tmp_path / "other")
    for each in (other, project):
        each.gate.close()
    (project.folder / "slots.json").write_bytes((other.folder / "slots.json").read_bytes())
    with refused(WRONG_KEY):
        project.gate.open("admin", PASSWORD)
