"""An attacker who can write the file, and may even sign in: each act is refused or named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import CANCELLED, DAMAGED, WRONG_KEY, EnvError
from core.event import SIGNED, Kind, NewEvent
from core.line import chained
from storage import verify as checks
from storage.device import tail_message
from storage.verify import verify, verify_project
from tests.storage.projects import PASSWORD, SMALL, Project


@pytest.fixture
def written(staffed: Project) -> Project:
    """Keyings by two clerks, a record, a sealed export, and some events after it."""
    session, ports = staffed.ports("clerk1")
    ports.files.put(session, "photo.jpg", b"\xff\xd8 not really a photo")
    for number in range(4):
        for pass_no, login in ((1, "clerk1"), (2, "clerk2")):
            sheet = f"b/{number}"
            body = {"id": f"{sheet}/{pass_no}/1", "pass": pass_no, "sealed": "four"}
            staffed.append(login, NewEvent(Kind.KEYING_SUBMITTED, sheet, body))
    staffed.append("judge1", NewEvent(Kind.RECORD_SETTLED, "b/1", {"answers": "four"}))
    staffed.append("judge1", NewEvent(Kind.REPORT_EXPORTED, "project", {}))
    staffed.append("clerk1", NewEvent(Kind.SHEET_SET_ASIDE, "b/9", {"why": "page missing"}))
    staffed.append("clerk2", NewEvent(Kind.SHEET_SET_ASIDE, "b/8", {"why": "page missing"}))
    return staffed


class Attacker:
    """Somebody who opened the database with a stolen password and a SQLite of his own."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.db = project.at("admin").database.connection()

    def disarm(self) -> None:
        for trigger in ("event_no_update", "event_no_delete"):
            self.db.execute(f"DROP TRIGGER {trigger}")

    def rearm(self) -> None:
        from storage.migrations import EVENT

        for statement in EVENT:
            if "TRIGGER" in statement:
                self.db.execute(statement)

    def lsn(self, kind: str, place: int = 0) -> int:
        rows = self.db.execute("SELECT lsn FROM event WHERE kind = ? ORDER BY lsn", (kind,))
        return rows.fetchall()[place][0]

    def rewrite(self, lsn: int, old: str, new: str) -> None:
        (line,) = self.db.execute("SELECT line FROM event WHERE lsn = ?", (lsn,)).fetchone()
        assert old in line
        self.db.execute("UPDATE event SET line = ? WHERE lsn = ?", (line.replace(old, new), lsn))

    def rechain(self) -> None:
        previous = bytes(32)
        for lsn, line in self.db.execute("SELECT lsn, line FROM event ORDER BY seq").fetchall():
            previous = chained(previous, line.encode())
            self.db.execute("UPDATE event SET hash = ? WHERE lsn = ?", (previous, lsn))
        self.db.execute("UPDATE tail SET hash = ?", (previous,))

    def sign(self, key: Ed25519PrivateKey) -> None:
        """Sign tail and seals anew, as the one who holds a device key can."""
        for table in ("tail", "seal"):
            rows = self.db.execute(f"SELECT device, seq FROM {table}").fetchall()
            for device, seq in rows:
                (head,) = self.db.execute("SELECT hash FROM event WHERE seq = ?", (seq,)).fetchone()
                signature = key.sign(tail_message(device, seq, head))
                self.db.execute(f"UPDATE {table} SET hash = ?, sig = ?", (head, signature))

    def device_key(self) -> Ed25519PrivateKey:
        (raw,) = self.db.execute("SELECT value FROM local WHERE name = 'device'").fetchone()
        return Ed25519PrivateKey.from_private_bytes(raw)

    def refold(self) -> None:
        self.db.execute("DELETE FROM local WHERE name = 'projection'")
        self.project.at("admin").projections.ensure()


Act = Callable[[Attacker], Any]
KEYED = Kind.KEYING_SUBMITTED.value
ASIDE = Kind.SHEET_SET_ASIDE.value


def edit_a_line(attacker: Attacker) -> None:
    attacker.rewrite(attacker.lsn(KEYED), "four", "five")


def edit_a_line_and_rechain(attacker: Attacker) -> None:
    attacker.rewrite(attacker.lsn(KEYED), "four", "five")
    attacker.rechain()
    attacker.refold()


def edit_an_unsigned_line_and_rechain(attacker: Attacker) -> None:
    attacker.rewrite(attacker.lsn(ASIDE), "page missing", "page spoilt")
    attacker.rechain()
    attacker.refold()


def edit_a_column(attacker: Attacker) -> None:
    clerk = attacker.project.at("clerk2").session.person
    attacker.db.execute("UPDATE event SET actor = ? WHERE lsn = ?", (clerk, attacker.lsn(KEYED)))


def edit_the_subject_column(attacker: Attacker) -> None:
    attacker.db.execute("UPDATE event SET subject = 'b/3' WHERE lsn = ?", (attacker.lsn(KEYED),))


def delete_in_the_middle(attacker: Attacker) -> None:
    attacker.db.execute("DELETE FROM event WHERE lsn = ?", (attacker.lsn(KEYED),))


def delete_the_tail(attacker: Attacker) -> None:
    attacker.db.execute("DELETE FROM event WHERE lsn >= ?", (attacker.lsn(ASIDE),))
    attacker.refold()


def delete_the_tail_and_its_signature(attacker: Attacker) -> None:
    delete_the_tail(attacker)
    attacker.db.execute("DELETE FROM tail")


def swap_two_lines(attacker: Attacker) -> None:
    one, two = attacker.lsn(ASIDE, 0), attacker.lsn(ASIDE, 1)
    attacker.db.execute("UPDATE event SET seq = seq + 1000 WHERE lsn = ?", (one,))
    attacker.db.execute("UPDATE event SET seq = seq - 1 WHERE lsn = ?", (two,))
    attacker.db.execute("UPDATE event SET seq = seq - 999 WHERE lsn = ?", (one,))


def insert_a_line(attacker: Attacker) -> None:
    attacker.db.execute(
        "INSERT INTO event (device, seq, hash, line, kind, subject, actor, ms, counter)"
        " SELECT device, seq + 100, hash, line, kind, subject, actor, ms, counter"
        " FROM event WHERE lsn = ?",
        (attacker.lsn(KEYED),),
    )


def write_as_somebody_unknown(attacker: Attacker) -> None:
    clerk = attacker.project.at("clerk1").session.person
    attacker.rewrite(attacker.lsn(ASIDE), clerk, "p-nobody")
    attacker.rechain()
    attacker.sign(attacker.device_key())
    attacker.refold()


def sign_in_anothers_name(attacker: Attacker) -> None:
    """With the device key: the person's signature is what still speaks."""
    edit_a_line_and_rechain(attacker)
    attacker.sign(attacker.device_key())


def replace_the_device_key(attacker: Attacker) -> None:
    thief = Ed25519PrivateKey.generate()
    attacker.db.execute("UPDATE device SET pubkey = ?", (thief.public_key().public_bytes_raw(),))
    edit_an_unsigned_line_and_rechain(attacker)
    attacker.sign(thief)


def remove_the_seal_of_an_export(attacker: Attacker) -> None:
    attacker.db.execute("UPDATE seal SET hash = ?", (bytes(32),))


def edit_a_projection(attacker: Attacker) -> None:
    attacker.db.execute("UPDATE record SET answers = 'five'")


def add_a_projection_row(attacker: Attacker) -> None:
    attacker.db.execute("INSERT INTO record (subject, sheet) VALUES ('a/0', 'a/0')")


def remove_a_projection_row(attacker: Attacker) -> None:
    attacker.db.execute("DELETE FROM record")


def leave_the_journal_open(attacker: Attacker) -> None:
    attacker.disarm()


def write_garbage(attacker: Attacker) -> None:
    attacker.db.execute("UPDATE event SET line = '{' WHERE lsn = ?", (attacker.lsn(ASIDE),))


def write_bytes_that_are_no_text(attacker: Attacker) -> None:
    attacker.db.execute(
        "UPDATE event SET line = CAST(x'ff00fe' AS TEXT) WHERE lsn = ?", (attacker.lsn(ASIDE),)
    )


def add_an_administrator_of_his_own(attacker: Attacker) -> None:
    lsn = attacker.lsn(Kind.PERSON_ADDED.value, 1)
    attacker.rewrite(lsn, '"role":"clerk"', '"role":"admin"')
    attacker.rechain()
    attacker.sign(attacker.device_key())
    attacker.refold()


def alter_an_attachment(attacker: Attacker) -> None:
    (file,) = (path for path in (attacker.project.folder / "blobs").rglob("*") if path.is_file())
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))


def take_an_attachment_away(attacker: Attacker) -> None:
    (file,) = (path for path in (attacker.project.folder / "blobs").rglob("*") if path.is_file())
    file.unlink()


ACTS: list[tuple[Act, set[str]]] = [
    (edit_a_line, {checks.HASH, checks.SIGNATURE}),
    (edit_a_line_and_rechain, {checks.TAIL, checks.SEAL, checks.SIGNATURE}),
    (edit_an_unsigned_line_and_rechain, {checks.TAIL}),
    (edit_a_column, {checks.COLUMN}),
    (edit_the_subject_column, {checks.COLUMN, checks.PROJECTION}),
    (delete_in_the_middle, {checks.GAP, checks.HASH, checks.PROJECTION}),
    (delete_the_tail, {checks.TAIL}),
    (delete_the_tail_and_its_signature, {checks.TAIL}),
    (swap_two_lines, {checks.HASH, checks.COLUMN}),
    (insert_a_line, {checks.GAP, checks.HASH, checks.TAIL}),
    (write_as_somebody_unknown, {checks.PERSON, checks.COLUMN}),
    (sign_in_anothers_name, {checks.SIGNATURE}),
    (replace_the_device_key, {checks.DEVICE}),
    (remove_the_seal_of_an_export, {checks.SEAL}),
    (edit_a_projection, {checks.PROJECTION}),
    (add_a_projection_row, {checks.PROJECTION}),
    (remove_a_projection_row, {checks.PROJECTION}),
    (leave_the_journal_open, {checks.TRIGGER}),
    (write_garbage, {checks.LINE, checks.HASH}),
    (write_bytes_that_are_no_text, {checks.LINE, checks.HASH}),
    (add_an_administrator_of_his_own, {checks.PERSON}),
    (alter_an_attachment, {checks.ATTACHMENT_ALTERED}),
    (take_an_attachment_away, {checks.ATTACHMENT_MISSING}),
]


@pytest.mark.parametrize(("act", "named"), ACTS, ids=[act.__name__ for act, _ in ACTS])
def test_tampering_is_named(written, act, named):
    attacker = Attacker(written)
    assert verify(written.at("admin")).problems == ()
    if act is not leave_the_journal_open:
        attacker.disarm()
    act(attacker)
    if act is not leave_the_journal_open:
        attacker.rearm()
    found = {problem.kind for problem in verify(written.at("admin")).problems}
    assert named <= found


def test_an_untouched_project_is_sound_and_says_what_was_checked(written):
    report = verify(written.at("admin"))
    assert report.sound
    events = written.at("admin").database.value("SELECT count(*) FROM event")
    signed = {kind.value for kind in SIGNED}
    lines = written.at("admin").database.query("SELECT kind FROM event")
    assert report.events == events
    assert report.signatures == sum(kind in signed for (kind,) in lines)
    assert report.attachments == 1


def test_a_slot_with_other_keys_is_named(written):
    file = written.folder / "slots.json"
    slots = json.loads(file.read_bytes())
    other = slots["people"][2]
    slots["people"][1] |= {"sign": other["sign"], "seal": other["seal"]}
    again = written.reopened()
    file.write_text(json.dumps(slots))
    found = {(each.kind, each.place) for each in verify(again.at("admin")).problems}
    assert (checks.SLOT, "clerk1") in found
    again.gate.close()


def test_verification_can_be_stopped(written):
    class Stop:
        def step(self, done: int, total: int) -> None:
            raise EnvError(CANCELLED)

    with pytest.raises(EnvError) as error:
        verify(written.at("admin"), Stop())
    assert error.value.code == CANCELLED


def test_a_project_on_disk_is_checked_by_anyone_who_can_sign_in(written):
    head = written.at("admin").ports.ledger.head()
    written.gate.close()
    report = verify_project(written.folder, "clerk1", PASSWORD, policy=SMALL)
    assert (report.sound, report.head) == (True, head)


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_anywhere_in_the_file_is_noticed(written, seed):
    written.gate.close()
    file = written.folder / "project.db"
    data = bytearray(file.read_bytes())
    place = int.from_bytes(hashlib.sha256(bytes([seed])).digest()[:6], "big") % (len(data) * 8)
    data[place // 8] ^= 1 << place % 8
    file.write_bytes(bytes(data))
    again = Project(written.folder, written.gate)
    try:
        report = verify(again.at("admin"))
    except EnvError as error:
        code = error.code
    else:
        code = report.problems[0].kind if report.problems else "unnoticed"
    assert code in {DAMAGED, WRONG_KEY, checks.DATABASE}
