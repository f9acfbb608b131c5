"""Checks a whole project as an auditor would who trusts nobody, and names whatever does not hold."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from core.errors import CANCELLED, EnvError, TwinkeyError
from core.event import SIGNED, Kind
from core.line import GENESIS, chained, event_of, from_line, parsed
from core.people import Session
from core.progress import Progress, Silent
from storage import keys
from storage.blobs import read_blob
from storage.certificates import Member, Members
from storage.device import certificate_message, device_id, tail_message
from storage.gate import FolderGate
from storage.high_water import REPLACED, WAITING, Mark, behind, end_of, high_water_of
from storage.ledger import head_of
from storage.migrations import EVENT
from storage.opened import Opened
from storage.policy import Policy

DATABASE = "database"  # a page or an index of the file does not hold
TRIGGER = "trigger"  # a guard of the journal is gone or another, or there is a strange one
LINE = "line"  # not a canonical line
HASH = "hash"  # the line is not the one that was chained
GAP = "gap"  # a sequence number is missing or stands twice
COLUMN = "column"  # a column says something else than its line
TAIL = "tail"  # the end of the chain is cut, or not signed by its device
SEAL = "seal"  # a sealed line is gone or another
DEVICE = "device"  # the key is not the device's, or no administrator admitted it
PERSON = "person"  # written by somebody whom no administrator certified
SIGNATURE = "signature"  # a decision without its actor's signature
PROJECT_KEY = "project_key"  # the journal pins another project
SLOT = "slot"  # the slots file gives a person other keys than the journal
DEVICE_WAITING = "device_waiting"  # a new device key since a restore, not yet admitted
ROLLED_BACK = "rolled_back"  # this file once held more than it does
PROJECTION = "projection"  # a table says something else than the journal
ATTACHMENT_MISSING = "attachment_missing"
ATTACHMENT_ALTERED = "attachment_altered"

PRAGMAS = ("cipher_integrity_check", "quick_check", "foreign_key_check")
STEP = 1000
"""Lines between two looks at progress."""
EVENTS = (
    "SELECT CAST(line AS BLOB), hash, seq, kind, subject, actor, ms, counter FROM event"
    " WHERE device = ? ORDER BY seq"
)


COLUMNS = itemgetter(*"dskqatn")
CHAINS_FROM_TO = (120, 500)
"""Where in the progress of the whole the chains are followed."""
PERMILLE = 1000
"""Progress is told in thousandths of the whole."""


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: its kind (the constants above), where, and of which sheet or person."""

    kind: str
    place: str
    subject: str = ""


@dataclass(frozen=True)
class Report:
    """What was checked and what was found."""

    events: int
    signatures: int
    """Signatures of persons checked."""
    attachments: int
    head: str
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    """What an administrator has already seen and accepted, such as events lost before a restore."""
    subjects: int = 0
    """Sheets, batches, people and so on, each folded anew and compared."""

    @property
    def concerned(self) -> tuple[str, ...]:
        """The sheets and other subjects that a problem touches."""
        return tuple(sorted({problem.subject for problem in self.problems if problem.subject}))

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify_project(
    folder: Path,
    login: str,
    password: str,
    progress: Progress | None = None,
    policy: Policy | None = None,
) -> Report:
    """Sign in and check the project. Raises what `FolderGate.sign_in` raises, EnvError CANCELLED."""
    gate: FolderGate[Session] = FolderGate(folder, lambda session, _: session, policy=policy)
    try:
        return verify(gate.open(login, password), progress)
    finally:
        gate.close()


def verify(opened: Opened, progress: Progress | None = None) -> Report:
    """Check an open project; changes nothing in it. Raises EnvError CANCELLED."""
    return Verification(opened, progress or Silent()).run()


@dataclass
class Chain:
    """How far one device's chain was followed."""

    device: str
    seq: int = 0
    hash: bytes = GENESIS
    hashes: dict[int, bytes] = field(default_factory=dict)
    """Of the sealed lines only."""


@dataclass(frozen=True)
class Part:
    """The progress of one part of the whole, from and to some thousandth."""

    whole: Progress
    start: int
    end: int

    def step(self, done: int, total: int) -> None:
        """See core.progress.Progress."""
        share = (self.end - self.start) * min(done, total) // max(total, 1)
        self.whole.step(self.start + share, PERMILLE)


class Verification:
    """One run over one project."""

    def __init__(self, opened: Opened, progress: Progress) -> None:
        self._opened, self._progress = opened, progress
        self._database = opened.database
        self._members: Mapping[str, Member] = {}
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._known: tuple[Mark, ...] = ()
        self._events = self._signatures = self._attachments = self._subjects = 0

    def run(self) -> Report:
        """Every check; one that cannot be finished is itself a problem."""
        checks = (
            (self._file, 100),
            (self._people, 110),
            (self._pins, CHAINS_FROM_TO[0]),
            (self._chains, CHAINS_FROM_TO[1]),
            (self._marks, 510),
            (self._projections, 950),
            (self._blobs, PERMILLE),
        )
        begun = 0
        self._settle_log()
        self._known = high_water_of(self._database).all()  # before the view that is checked
        with self._database.snapshot():
            for check, end in checks:
                try:
                    with self._database.mapped():
                        check(Part(self._progress, begun, end))
                except TwinkeyError as error:
                    if error.code == CANCELLED:
                        raise
                    self._found(DATABASE, str(error))
                begun = end
            tails = self._rows("SELECT device, seq, hash FROM tail ORDER BY device")
        self._progress.step(PERMILLE, PERMILLE)
        return Report(
            self._events,
            self._signatures,
            self._attachments,
            head_of(tails),
            tuple(dict.fromkeys(self._problems)),
            tuple(self._notes),
            self._subjects,
        )

    def _settle_log(self) -> None:
        """A page that a power cut tore while it was written back is whole in the log: write it again.

        The check of raw pages would take it for damage. What cannot be settled is found below.
        """
        with contextlib.suppress(TwinkeyError):
            self._database.query("PRAGMA wal_checkpoint(PASSIVE)")

    def _file(self, progress: Progress) -> None:
        for done, pragma in enumerate(PRAGMAS):
            progress.step(done, len(PRAGMAS))
            for row in self._rows(f"PRAGMA {pragma}"):
                if row[0] != "ok":
                    self._found(DATABASE, f"{pragma}: {row[0]}")
        guards = {name_of(sql): sql for sql in EVENT if sql.startswith("CREATE TRIGGER")}
        found = dict(self._rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name in sorted(guards.keys() | found.keys()):
            if guards.get(name) != found.get(name):
                self._found(TRIGGER, name)

    def _people(self, progress: Progress) -> None:
        self._members = Members(self._database, self._opened.known.project_key).all()

    def _pins(self, progress: Progress) -> None:
        known = self._opened.known
        created = self._rows(
            "SELECT CAST(line AS BLOB) FROM event WHERE kind = ?", Kind.PROJECT_CREATED.value
        )
        for (line,) in created:
            if from_line(line).body.get("project_key") != known.project_key:
                self._found(PROJECT_KEY, "project.created")
        for slot in known.people:
            member = self._members.get(slot.id)
            if member is None or (member.sign_key, member.seal_key) != (slot.sign, slot.seal):
                self._found(SLOT, slot.login)

    def _chains(self, progress: Progress) -> None:
        total = self._database.value("SELECT count(*) FROM event") or 1
        written = {row[0] for row in self._rows("SELECT DISTINCT device FROM event")}
        admitted = {row[0] for row in self._rows("SELECT device FROM device")}
        for device in sorted(written | admitted):
            seals = self._rows("SELECT seq, hash, sig FROM seal WHERE device = ?", device)
            chain = Chain(device, hashes={seq: b"" for seq, _, _ in seals})
            for row in self._database.connection().execute(EVENTS, (device,)):
                self._event(chain, row)
                if self._events % STEP == 0:
                    progress.step(self._events, total)
            self._end(chain, seals)

    def _event(self, chain: Chain, row: tuple[Any, ...]) -> None:
        line, digest, seq, _, subject, *_ = row
        self._events += 1
        if seq != chain.seq + 1:
            self._found(GAP, f"{chain.device}:{chain.seq + 1}")
        if chained(chain.hash, line) != digest:
            self._found(HASH, f"{chain.device}:{seq}", subject)
        chain.seq, chain.hash = seq, digest
        if seq in chain.hashes:
            chain.hashes[seq] = digest
        try:
            fields = parsed(line)
        except EnvError:
            self._found(LINE, f"{chain.device}:{seq}", subject)
            return
        if COLUMNS(fields) != (chain.device, *row[2:]):
            self._found(COLUMN, f"{chain.device}:{seq}", subject)
        self._author(fields, f"{chain.device}:{seq}")

    def _author(self, fields: dict[str, Any], place: str) -> None:
        kind, subject = fields["k"], fields["q"]
        member = self._members.get(fields["a"])
        if member is None:
            self._found(PERSON, place, subject)
        elif kind in SIGNED:
            self._signatures += 1
            try:
                signed = member.signed(event_of(fields))
            except (KeyError, ValueError):
                signed = False
            if not signed:
                self._found(SIGNATURE, place, subject)
        if kind == Kind.PERSON_ADDED and self._members.get(subject) is None:
            self._found(PERSON, place, subject)

    def _end(self, chain: Chain, seals: list[tuple[Any, ...]]) -> None:
        public = self._device_key(chain.device)
        tails = self._rows("SELECT seq, hash, sig FROM tail WHERE device = ?", chain.device)
        if [(seq, digest) for seq, digest, _ in tails] != [(chain.seq, chain.hash)]:
            self._found(TAIL, f"{chain.device}:{chain.seq}")
        for seq, digest, signature in tails:
            if not keys.is_signed(public, tail_message(chain.device, seq, digest), signature):
                self._found(TAIL, f"{chain.device}:{seq}")
        for seq, digest, signature in seals:
            message = tail_message(chain.device, seq, digest)
            if chain.hashes[seq] != digest or not keys.is_signed(public, message, signature):
                self._found(SEAL, f"{chain.device}:{seq}")

    def _device_key(self, device: str) -> str:
        rows = self._rows('SELECT pubkey, "by", cert, state FROM device WHERE device = ?', device)
        if not rows:
            self._found(DEVICE, device)
            return ""
        public, by, cert, state = rows[0]
        if not cert and state in (WAITING, REPLACED):
            self._found(DEVICE_WAITING, device)
            return keys.to_text(public)
        admin: Member | None = self._members.get(by)
        message = certificate_message(self._opened.known.project_key, device, public, by)
        certified = admin is not None and admin.ever_signed(message, cert)
        if device_id(public) != device or not certified:
            self._found(DEVICE, device)
        return keys.to_text(public)

    def _marks(self, progress: Progress) -> None:
        for mark in behind(self._database, self._known):
            here = end_of(self._database, mark.device).seq
            lost = Problem(ROLLED_BACK, f"{mark.device}: {mark.seq} known, {here} here")
            (self._notes if mark.accepted else self._problems).append(lost)

    def _projections(self, progress: Progress) -> None:
        connection = self._database.connection()
        self._subjects = self._database.value("SELECT count(DISTINCT subject) FROM event")
        found = self._opened.projections.differences(connection, progress, self._subjects)
        for table, subject in found:
            self._found(PROJECTION, f"{table}: {subject}", subject)

    def _blobs(self, progress: Progress) -> None:
        listed = self._rows("SELECT sha256 FROM blob ORDER BY sha256")
        for done, (sha256,) in enumerate(listed):
            progress.step(done, len(listed))
            self._attachments += 1
            try:
                read_blob(self._database, self._opened.blobs, sha256)
            except EnvError:
                self._found(ATTACHMENT_ALTERED, sha256)
            except TwinkeyError:
                self._found(ATTACHMENT_MISSING, sha256)

    def _rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._database.query(sql, parameters)

    def _found(self, kind: str, place: str, subject: object = "") -> None:
        self._problems.append(Problem(kind, place, str(subject)))


def name_of(trigger: str) -> str:
    """The name in a CREATE TRIGGER statement."""
    return trigger.split()[2]
