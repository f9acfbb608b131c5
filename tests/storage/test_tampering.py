"""What an attacker with the open file does between devices, keys, guards and copies is named as well."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import DAMAGED, WRONG_KEY, EnvError
from core.event import Kind, NewEvent
from storage import high_water
from storage import verify as checks
from storage.device import device_id, tail_message, this_device
from storage.migrations import EVENT
from storage.verify import Report, verify
from tests.storage.projects import Project

GUARDS = ("event_no_update", "event_no_delete")


def aside(number: int) -> NewEvent:
    return NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {"why": "page missing"})


@pytest.fixture
def two_devices(staffed: Project) -> Project:
    """A project written under one device key, restored, and written on under another."""
    session, ports = staffed.ports("clerk1")
    for photo in (b"\xff\xd8 one", b"\xff\xd8 two"):
        ports.files.put(session, "photo.jpg", photo)
    staffed.append("clerk1", aside(1), aside(2))
    high_water.renew(staffed.at("admin").database)
    again = staffed.reopened()
    again.at("admin")  # admits the new key
    again.append("clerk1", aside(3), aside(4))
    return again


class Attacker:
    """Somebody who opened the database with a stolen password and a SQLite of his own."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.db = project.at("admin").database.connection()
        self.own = this_device(project.at("admin").database)
        self.first = self.db.execute(
            "SELECT device FROM device WHERE device <> ?", (self.own.id,)
        ).fetchone()[0]

    def unguarded(self, *statements: tuple[Any, ...]) -> None:
        for guard in GUARDS:
            self.db.execute(f"DROP TRIGGER {guard}")
        for statement, *values in statements:
            self.db.execute(statement, values)
        for statement in EVENT:
            if "TRIGGER" in statement:
                self.db.execute(statement)

    def place(self, subject: str) -> tuple[int, str]:
        row = self.db.execute("SELECT lsn, line FROM event WHERE subject = ?", (subject,))
        found: tuple[int, str] = row.fetchone()
        return found

    def files(self) -> list[Path]:
        blobs = (self.project.folder / "blobs").rglob("*")
        return sorted(path for path in blobs if path.is_file())


def swap_lines_of_two_devices(attacker: Attacker) -> None:
    (one, old), (other, new) = attacker.place("b/1"), attacker.place("b/3")
    swap = "UPDATE event SET line = ? WHERE lsn = ?"
    attacker.unguarded((swap, new, one), (swap, old, other))


def swap_columns_of_two_devices(attacker: Attacker) -> None:
    (one, _), (other, _) = attacker.place("b/1"), attacker.place("b/3")
    swap = "UPDATE event SET subject = ? WHERE lsn = ?"
    attacker.unguarded((swap, "b/3", one), (swap, "b/1", other))


def cut_the_end_off_the_other_device(attacker: Attacker) -> None:
    attacker.unguarded(("DELETE FROM event WHERE subject = 'b/2'",))


def cut_the_end_off_and_sign_with_the_key_at_hand(attacker: Attacker) -> None:
    cut_the_end_off_the_other_device(attacker)
    end = "SELECT max(seq) FROM event WHERE device = ?"
    (seq,) = attacker.db.execute(end, (attacker.first,)).fetchone()
    last = "SELECT hash FROM event WHERE device = ? AND seq = ?"
    (head,) = attacker.db.execute(last, (attacker.first, seq)).fetchone()
    signature = attacker.own.key.sign(tail_message(attacker.first, seq, head))
    values = (seq, head, signature, attacker.first)
    attacker.db.execute("UPDATE tail SET seq = ?, hash = ?, sig = ? WHERE device = ?", values)


def bring_a_device_of_his_own(attacker: Attacker) -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    row = (device_id(public), public, "PC", attacker.project.at("admin").session.person)
    forged = (
        'INSERT INTO device (device, pubkey, name, "by", cert, state) VALUES (?, ?, ?, ?, ?, ?)'
    )
    attacker.db.execute(forged, (*row, key.sign(b"admit me"), "active"))


def put_a_device_in_the_queue(attacker: Attacker) -> None:
    attacker.db.execute(
        "UPDATE device SET cert = x'', \"by\" = '', state = 'waiting' WHERE device = ?",
        (attacker.own.id,),
    )


def take_a_device_away(attacker: Attacker) -> None:
    attacker.db.execute("DELETE FROM device WHERE device = ?", (attacker.first,))


def take_the_end_of_a_device_away(attacker: Attacker) -> None:
    attacker.db.execute("DELETE FROM tail WHERE device = ?", (attacker.first,))


def pin_another_project(attacker: Attacker) -> None:
    known = attacker.project.at("admin").known.project_key
    attacker.unguarded(
        (
            "UPDATE event SET line = replace(line, ?, ?) WHERE kind = ?",
            known,
            known[::-1],
            Kind.PROJECT_CREATED.value,
        )
    )


def weaken_a_guard(attacker: Attacker) -> None:
    attacker.db.execute("DROP TRIGGER event_no_delete")
    attacker.db.execute("CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT 1; END")


def add_a_trigger_that_forgets(attacker: Attacker) -> None:
    attacker.db.execute("CREATE TRIGGER forget AFTER INSERT ON draft BEGIN DELETE FROM draft; END")


def swap_two_attachments(attacker: Attacker) -> None:
    one, other = attacker.files()
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def cut_an_attachment_short(attacker: Attacker) -> None:
    file = attacker.files()[0]
    file.write_bytes(file.read_bytes()[:-20])


def write_a_signature_twice(attacker: Attacker) -> None:
    """A decision's signature under another decision of the same person."""
    rows = attacker.db.execute(
        "SELECT lsn, line FROM event WHERE kind = ? ORDER BY lsn", (Kind.PERSON_ADDED.value,)
    ).fetchall()
    (_, one), (lsn, other) = rows[1], rows[2]
    mine, his = one.index('"p":"') + 5, other.index('"p":"') + 5
    forged = other[:his] + one[mine : mine + 88] + other[his + 88 :]
    attacker.unguarded(("UPDATE event SET line = ? WHERE lsn = ?", forged, lsn))


Act = Callable[[Attacker], None]
ACTS: list[tuple[Act, set[str]]] = [
    (swap_lines_of_two_devices, {checks.HASH, checks.COLUMN}),
    (swap_columns_of_two_devices, {checks.COLUMN}),
    (cut_the_end_off_the_other_device, {checks.TAIL, checks.ROLLED_BACK}),
    (cut_the_end_off_and_sign_with_the_key_at_hand, {checks.TAIL, checks.ROLLED_BACK}),
    (bring_a_device_of_his_own, {checks.DEVICE}),
    (put_a_device_in_the_queue, {checks.DEVICE_WAITING}),
    (take_a_device_away, {checks.DEVICE}),
    (take_the_end_of_a_device_away, {checks.TAIL}),
    (pin_another_project, {checks.PROJECT_KEY, checks.HASH}),
    (weaken_a_guard, {checks.TRIGGER}),
    (add_a_trigger_that_forgets, {checks.TRIGGER}),
    (swap_two_attachments, {checks.ATTACHMENT_ALTERED}),
    (cut_an_attachment_short, {checks.ATTACHMENT_ALTERED}),
    (write_a_signature_twice, {checks.HASH, checks.PERSON}),
]


@pytest.mark.parametrize(("act", "named"), ACTS, ids=[act.__name__ for act, _ in ACTS])
def test_tampering_between_devices_keys_and_files_is_named(two_devices, act, named):
    assert verify(two_devices.at("admin")).problems == ()
    act(Attacker(two_devices))
    found = {problem.kind for problem in verify(two_devices.at("admin")).problems}
    assert named <= found
    two_devices.gate.close()


def test_the_report_says_which_sheets_are_concerned(two_devices):
    swap_lines_of_two_devices(Attacker(two_devices))
    report: Report = verify(two_devices.at("admin"))
    assert {"b/1", "b/3"} <= set(report.concerned)
    two_devices.gate.close()


def test_a_file_put_back_and_every_mark_inside_the_folder_with_it_is_known(two_devices, tmp_path):
    older = two_devices.copied(tmp_path / "older")
    again = two_devices.reopened()
    again.append("clerk1", aside(5))
    again = again.put_back(older)
    clerk = again.at("clerk1")
    assert {p.kind for p in verify(clerk).problems} == {checks.ROLLED_BACK, checks.DEVICE_WAITING}
    again.gate.close()


def flips(project: Project, times: int) -> list[int]:
    """Bits whose flipping went unnoticed."""
    project.gate.close()
    file = project.folder / "project.db"
    data = file.read_bytes()
    rng, unnoticed = random.Random(times), []
    for _ in range(times):
        bit = rng.randrange(len(data) * 8)
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        for part in ("project.db-wal", "project.db-shm"):
            (project.folder / part).unlink(missing_ok=True)
        file.write_bytes(bytes(broken))
        again = project.reopened()
        try:
            problems = verify(again.at("admin")).problems
        except EnvError as error:
            problems = (error.code,) if error.code in {DAMAGED, WRONG_KEY} else ()
        if not problems:
            unnoticed.append(bit)
        again.gate.close()
    return unnoticed


def test_a_flipped_bit_is_noticed(two_devices):
    assert flips(two_devices, 10) == []


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_three_hundred_flipped_bits_are_all_noticed(two_devices):
    assert flips(two_devices, 300) == []
