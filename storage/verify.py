"""Checks a whole project as an auditor would who trusts nobody, and names whatever does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import CANCELLED, EnvError, TwinkeyError
from core.event import SIGNED, Event, Kind
from core.line import GENESIS, chained, from_line
from core.people import Session
from core.progress import Progress, Silent
from storage import keys
from storage.blobs import read_blob
from storage.certificates import Member, Members, signed_by
from storage.device import certificate_message, device_id, tail_message
from storage.gate import FolderGate
from storage.ledger import head_of
from storage.opened import Opened
from storage.policy import Policy

DATABASE = "database"  # a page or an index of the file does not hold
TRIGGER = "trigger"  # the journal is no longer append-only
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
PROJECTION = "projection"  # a table says something else than the journal
ATTACHMENT_MISSING = "attachment_missing"
ATTACHMENT_ALTERED = "attachment_altered"

TRIGGERS = {"event_no_update", "event_no_delete"}
EVENTS = (
    "SELECT CAST(line AS BLOB), hash, seq, kind, subject, actor, ms, counter FROM event"
    " WHERE device = ? ORDER BY seq"
)


@dataclass(frozen=True)
class Problem:
    """One thing that does not hold: its kind (the constants above) and where."""

    kind: str
    place: str


@dataclass(frozen=True)
class Report:
    """What was checked and what was found."""

    events: int
    signatures: int
    """Signatures of persons checked."""
    attachments: int
    head: str
    problems: tuple[Problem, ...]

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
    """Check an open project; reads only. Raises EnvError CANCELLED."""
    return Verification(opened, progress or Silent()).run()


@dataclass
class Chain:
    """How far one device's chain was followed."""

    device: str
    seq: int = 0
    hash: bytes = GENESIS
    hashes: dict[int, bytes] = field(default_factory=dict)
    """Of the sealed lines only."""


class Verification:
    """One run over one project."""

    def __init__(self, opened: Opened, progress: Progress) -> None:
        self._opened, self._progress = opened, progress
        self._database = opened.database
        self._members: Mapping[str, Member] = {}
        self._problems: list[Problem] = []
        self._events = self._signatures = self._attachments = 0

    def run(self) -> Report:
        """Every check; one that cannot be finished is itself a problem."""
        with self._database.snapshot():
            for check in (
                self._file,
                self._people,
                self._pins,
                self._chains,
                self._projections,
                self._blobs,
            ):
                try:
                    with self._database.mapped():
                        check()
                except TwinkeyError as error:
                    if error.code == CANCELLED:
                        raise
                    self._found(DATABASE, str(error))
            tails = self._rows("SELECT device, seq, hash FROM tail ORDER BY device")
        return Report(
            self._events,
            self._signatures,
            self._attachments,
            head_of(tails),
            tuple(dict.fromkeys(self._problems)),
        )

    def _file(self) -> None:
        for pragma in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
            for row in self._rows(f"PRAGMA {pragma}"):
                if row[0] != "ok":
                    self._found(DATABASE, f"{pragma}: {row[0]}")
        triggers = self._rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in TRIGGERS - {name for (name,) in triggers}:
            self._found(TRIGGER, name)

    def _people(self) -> None:
        self._members = Members(self._database, self._opened.known.project_key).all()

    def _pins(self) -> None:
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

    def _chains(self) -> None:
        total = self._database.value("SELECT count(*) FROM event") or 1
        written = {row[0] for row in self._rows("SELECT DISTINCT device FROM event")}
        admitted = {row[0] for row in self._rows("SELECT device FROM device")}
        for device in sorted(written | admitted):
            seals = self._rows("SELECT seq, hash, sig FROM seal WHERE device = ?", device)
            chain = Chain(device, hashes={seq: b"" for seq, _, _ in seals})
            for row in self._database.connection().execute(EVENTS, (device,)):
                self._event(chain, row)
                if self._events % 1000 == 0:
                    self._progress.step(self._events, total)
            self._end(chain, seals)

    def _event(self, chain: Chain, row: tuple[Any, ...]) -> None:
        line, digest, seq = row[0], row[1], row[2]
        place = f"{chain.device}:{seq}"
        self._events += 1
        if seq != chain.seq + 1:
            self._found(GAP, f"{chain.device}:{chain.seq + 1}")
        if chained(chain.hash, line) != digest:
            self._found(HASH, place)
        chain.seq, chain.hash = seq, digest
        if seq in chain.hashes:
            chain.hashes[seq] = digest
        try:
            event = from_line(line)
        except EnvError:
            self._found(LINE, place)
            return
        if columns(event) != (chain.device, *row[2:]):
            self._found(COLUMN, place)
        self._author(event, place)

    def _author(self, event: Event, place: str) -> None:
        member = self._members.get(event.actor)
        if member is None:
            self._found(PERSON, place)
        elif event.kind in SIGNED:
            self._signatures += 1
            if not signed_by(member.sign_key, event):
                self._found(SIGNATURE, place)
        if event.kind is Kind.PERSON_ADDED and self._members.get(event.subject) is None:
            self._found(PERSON, place)

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
        rows = self._rows('SELECT pubkey, "by", cert FROM device WHERE device = ?', device)
        if not rows:
            self._found(DEVICE, device)
            return ""
        public, by, cert = rows[0]
        admin: Member | None = self._members.get(by)
        message = certificate_message(self._opened.known.project_key, device, public, by)
        if (
            device_id(public) != device
            or admin is None
            or not keys.is_signed(admin.sign_key, message, cert)
        ):
            self._found(DEVICE, device)
        return keys.to_text(public)

    def _projections(self) -> None:
        connection = self._database.connection()
        for table, subject in self._opened.projections.differences(connection, self._progress):
            self._found(PROJECTION, f"{table}: {subject}")

    def _blobs(self) -> None:
        for (sha256,) in self._rows("SELECT sha256 FROM blob ORDER BY sha256"):
            self._attachments += 1
            try:
                read_blob(self._database, self._opened.blobs, sha256)
            except EnvError:
                self._found(ATTACHMENT_ALTERED, sha256)
            except TwinkeyError:
                self._found(ATTACHMENT_MISSING, sha256)

    def _rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._database.query(sql, parameters)

    def _found(self, kind: str, place: str) -> None:
        self._problems.append(Problem(kind, place))


def columns(event: Event) -> tuple[Any, ...]:
    """What the indexed columns must say of a line: device, seq, kind, subject, actor, ms, counter."""
    stamp = event.stamp
    return (
        stamp.device,
        stamp.seq,
        event.kind.value,
        event.subject,
        event.actor,
        stamp.ms,
        stamp.counter,
    )
