"""Puts a copy in the place of a project: checked first, whole or not at all, nothing thrown away."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.errors import DAMAGED, FILE_MISSING, NOT_ALLOWED, EnvError, UserError
from core.people import Role, Session
from core.ports.backups import Copy
from core.progress import Progress, Silent
from storage import high_water, slots
from storage.atomic import cannot_write, sync_folder, write_atomically
from storage.attempts import Attempts
from storage.backup import MANIFEST, copies_in, copy_of, digest_of, manifest_of
from storage.folder import (
    BACKUPS,
    BLOBS,
    DATABASE,
    MARKS,
    RESTORING,
    ProjectFolder,
    finish_restoring,
    mark_restorable,
)
from storage.gate import FolderGate
from storage.opened import Opened
from storage.policy import Policy
from storage.slots import Kdf
from storage.verify import ATTACHMENT_MISSING, DEVICE_WAITING, ROLLED_BACK, Report, verify

TOLERATED = frozenset({ATTACHMENT_MISSING, DEVICE_WAITING, ROLLED_BACK})
"""What a sound copy may lack: files that lie elsewhere, and what was written after it."""


@dataclass(frozen=True)
class Restored:
    """What stands in the project folder now."""

    name: str
    events: int
    head: str
    missing: int
    """Events that were in the project before and are not in the copy."""
    files_missing: int
    replaced: str
    """The folder in which the files that stood there before are kept; "" if there were none."""


@dataclass(frozen=True)
class Order:
    """Which copy goes where, and who says so."""

    project: Path
    copy: str
    """A copy's folder, its name in the project's own backups, or "" for the newest of these."""
    login: str
    password: str
    policy: Policy | None = None
    kdf: Kdf | None = None

    def source(self) -> Path:
        """The copy's folder. Raises UserError FILE_MISSING."""
        own = self.project / BACKUPS
        names = [copy.name for copy in copies_in(own)]
        if not self.copy and names:
            return own / names[0]
        for path in (own / self.copy, Path(self.copy)):
            if self.copy and (path / MANIFEST).is_file():
                return path
        raise UserError(FILE_MISSING, file=self.copy or BACKUPS)


def restore_project(
    project: Path, copy: str, login: str, password: str, progress: Progress
) -> Restored:
    """As the command line asks for it; raises what `restore` raises."""
    return restore(Order(project, copy, login, password), progress)


def restore(order: Order, progress: Progress | None = None) -> Restored:
    """Replace the project by a copy, as an administrator known to that copy.

    The copy goes on under a new device key. Raises UserError FILE_MISSING, NOT_ALLOWED and what a
    sign-in raises; EnvError IN_USE, DAMAGED, DISK_FULL, READ_ONLY, CANNOT_WRITE, CANCELLED.
    """
    source, folder = order.source(), ProjectFolder(order.project)
    folder.lock()
    staged = order.project / RESTORING
    try:
        copied = stage(source, staged)
        report, missing = checked(order, staged, progress or Silent())
        if (report.head, report.events) != (copied.head, copied.events):
            shutil.rmtree(staged, ignore_errors=True)
            raise EnvError(DAMAGED, file=source.name)
        bring_blobs(source, order.project)
        replaced = order.project / BACKUPS / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        mark_restorable(staged, replaced.name)
        finish_restoring(order.project)
    except OSError as error:
        raise cannot_write(error, order.project.name) from error
    finally:
        folder.unlock()
    lost = [place for kind, place in kinds(report) if kind == ATTACHMENT_MISSING]
    still = sum(not (order.project / BLOBS / sha[:2] / sha).exists() for sha in lost)
    kept = replaced.name if replaced.exists() else ""
    return Restored(source.name, report.events, report.head, missing, still, kept)


def kinds(report: Report) -> list[tuple[str, str]]:
    """What was found, as (kind, place)."""
    return [(problem.kind, problem.place) for problem in (*report.problems, *report.notes)]


def stage(source: Path, staged: Path) -> Copy:
    """Bring the copy's files beside the project; what its manifest says. Raises EnvError DAMAGED, OSError."""
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    copied = copy_of(source)
    shutil.copyfile(source / DATABASE, staged / DATABASE)
    shutil.copyfile(source / slots.FILE, staged / slots.FILE)
    if (staged.parent / MARKS).is_dir():  # so that it knows what was written after it
        shutil.copytree(staged.parent / MARKS, staged / MARKS)
    found = [digest_of(staged / name) for name in (DATABASE, slots.FILE)]
    if found != [manifest_of(source).get(name) for name in ("sha256", "slots")]:
        shutil.rmtree(staged, ignore_errors=True)
        raise EnvError(DAMAGED, file=source.name)
    return copied


def checked(order: Order, staged: Path, progress: Progress) -> tuple[Report, int]:
    """Sign in to the staged copy, check all of it, and give it a device key of its own."""
    gate: FolderGate[Session] = FolderGate(
        staged,
        lambda session, _: session,
        policy=order.policy,
        kdf=order.kdf,
        attempts=Attempts(order.project),  # or a copy would be a place to guess passwords at
    )
    try:
        opened = gate.open(order.login, order.password)
        if not opened.session.has(Role.ADMIN):
            raise UserError(NOT_ALLOWED, action="restore")
        report = verify(opened, progress)
        if any(kind not in TOLERATED for kind, _ in kinds(report)):
            raise EnvError(DAMAGED, file=staged.name)
        return report, renewed(opened)
    except BaseException:
        gate.close()
        shutil.rmtree(staged, ignore_errors=True)
        raise
    finally:
        gate.close()


def renewed(opened: Opened) -> int:
    """Give the copy a new device key, whatever it was before; returns how many events it lacks."""
    database = opened.database
    marks = high_water.behind(database)
    missing = sum(mark.seq - high_water.end_of(database, mark.device).seq for mark in marks)
    high_water.renew(database)
    database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    return missing


def bring_blobs(source: Path, project: Path) -> None:
    """Copy attachments that lie beside the copy and not in the project. Raises OSError, EnvError."""
    beside = source.parent / BLOBS
    for path in sorted(beside.rglob("*")) if beside.is_dir() else ():
        into = project / BLOBS / path.relative_to(beside)
        if path.is_file() and not into.exists():
            into.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(into, path.read_bytes())
    if (project / BLOBS).is_dir() and os.name != "nt":
        sync_folder(project / BLOBS)
