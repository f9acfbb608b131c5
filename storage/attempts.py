"""Makes each wrong password cost more waiting; the count survives a restart and an old copy."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from core.errors import TRY_LATER, EnvError, UserError
from storage.atomic import write_atomically

FILE = "attempts.json"
FORMAT = 2
LONGEST_WAIT_S = 60
MOST_LOGINS = 500
"""More logins than people ever have: beyond it the oldest are forgotten."""
MOST = 2**53 - 1
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failed:
    """How often a login failed in a row, and when (seconds) it may be tried again."""

    times: int = 0
    again_at: float = 0.0
    untold: int = 0
    """Failures that the journal does not know of yet."""


@dataclass(frozen=True)
class Counted:
    """All that is known of attempts; `total` counts every attempt ever made and never goes back."""

    total: int = 0
    logins: dict[str, Failed] = field(default_factory=dict)
    lost: bool = False
    """The file was found older than its mark, or gone, and the journal does not know of it yet."""


@dataclass(frozen=True)
class News:
    """What happened at the door since the journal was last told."""

    times: int
    others: int
    """Failures of names that nobody has."""
    total: int
    lost: bool
    """The file that counts is older than it was, or gone."""


class Attempts:
    """Counts wrong passwords per login in the project folder.

    `mark` says where a second copy outside the folder lies: where the folder's file was put back or
    deleted, the higher count stands. Where it cannot be written the file alone counts.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], float] = time.time,
        mark: Callable[[], Path] | None = None,
    ) -> None:
        self._file, self._mark, self._now = folder / FILE, mark, now

    def begin(self, login: str) -> int:
        """Count an attempt as failed before it is tried, so that ending the program saves nobody
        the wait; returns the seconds to wait should it fail.

        Raises UserError TRY_LATER while an earlier wait lasts.
        """
        known = self._load()
        name = hashed(login)
        failed = known.logins.pop(name, Failed())
        left = self._left(failed)
        if left > 0:
            raise UserError(TRY_LATER, wait_s=max(1, round(left)))
        wait = wait_after(failed.times + 1)
        known.logins[name] = Failed(failed.times + 1, self._now() + wait, failed.untold + 1)
        self._save(replace(known, total=known.total + 1))
        return wait

    def succeeded(self, login: str) -> None:
        """The attempt begun last was right: forget the login's waits, keep what is untold."""
        known = self._load()
        failed = known.logins.get(hashed(login))
        if failed is not None:
            self._keep(known, login, Failed(untold=max(0, failed.untold - 1)))

    def lift(self, login: str) -> None:
        """Let the login be tried again at once; its failures stay to be told."""
        known = self._load()
        failed = known.logins.get(hashed(login))
        if failed is not None:
            self._keep(known, login, Failed(untold=failed.untold))

    def waits(self, logins: Iterable[str]) -> dict[str, int]:
        """Login -> seconds until it may be tried again, for those that have to wait."""
        known = self._load()
        left = {login: self._left(known.logins.get(hashed(login), Failed())) for login in logins}
        return {login: max(1, round(wait)) for login, wait in left.items() if wait > 0}

    def news(self, login: str, everybody: Iterable[str], recorded: int) -> News:
        """What the journal does not know yet of a login, and of names that are nobody's.

        `recorded` is the total that the database remembers of the last time.
        """
        known = self._load()
        own = known.logins.get(hashed(login), Failed())
        names = {hashed(each) for each in everybody}
        others = sum(f.untold for name, f in known.logins.items() if name not in names)
        return News(own.untold, others, known.total, known.lost or known.total <= recorded)

    def told(self, login: str, everybody: Iterable[str], recorded: int) -> int:
        """The journal knows of it; returns the total for the database to remember."""
        known, own = self._load(), hashed(login)
        names = {hashed(each) for each in everybody} - {own}
        logins = {
            name: failed if name in names else replace(failed, untold=0)
            for name, failed in known.logins.items()
        }
        total = max(known.total, recorded + 1)
        self._save(Counted(total, {n: f for n, f in logins.items() if f != Failed()}))
        return total

    def _left(self, failed: Failed) -> float:
        # a clock set back must not lock anybody out for longer than the longest wait
        left = min(failed.again_at - self._now(), wait_after(failed.times))
        return left if failed.times else 0

    def _keep(self, known: Counted, login: str, failed: Failed) -> None:
        known.logins[hashed(login)] = failed
        logins = {name: kept for name, kept in known.logins.items() if kept != Failed()}
        self._save(replace(known, logins=logins))

    def _load(self) -> Counted:
        known = read(self._file)
        return higher(known, read(self._mark())) if self._mark else known

    def _save(self, known: Counted) -> None:
        kept = list(known.logins.items())[-MOST_LOGINS:]
        logins = {name: [f.times, f.again_at, f.untold] for name, f in kept}
        stored = orjson.dumps(
            {"v": FORMAT, "total": known.total, "logins": logins, "lost": known.lost}
        )
        if self._mark is not None:  # first what an old copy of the folder does not bring back
            keep_mark(self._mark(), stored)
        write_atomically(self._file, stored)


def read(file: Path) -> Counted:
    """What a file counted; nothing where it is none."""
    try:
        found = orjson.loads(file.read_bytes())
        logins = found["logins"] if "v" in found else found
        known = {str(name): failed_of(*each) for name, each in logins.items()}
        if "v" not in found:
            return Counted(0, known)
        return Counted(natural(found["total"]), known, found["lost"] is True)
    except (OSError, ValueError, TypeError, AttributeError, KeyError, OverflowError):
        return Counted()


def failed_of(times: Any, again_at: Any, untold: Any = 0) -> Failed:
    """One login's count of parsed JSON; ValueError or TypeError where it is none."""
    return Failed(natural(times), float(again_at), natural(untold))


def natural(value: Any) -> int:
    """The number if it is a count that can be counted on from; ValueError otherwise."""
    if type(value) is not int or not 0 <= value < MOST:
        raise ValueError("not a count")
    return value


def higher(one: Counted, other: Counted) -> Counted:
    """The later one of a file and its mark: putting the file back takes nothing back."""
    return replace(other, lost=True) if other.total > one.total else one


def keep_mark(mark: Path, stored: bytes) -> None:
    """Write the second copy, if that place takes it."""
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(mark, stored)
    except (OSError, EnvError):
        log.warning("no mark of attempts in %s", mark.parent.name)


def wait_after(times: int) -> int:
    """Seconds after so many failures in a row: 1, 2, 4 ... 60."""
    return min(LONGEST_WAIT_S, 2 ** min(times - 1, 10)) if times else 0


def hashed(login: str) -> str:
    """A login as the file knows it: a mistyped name may well be a password."""
    return hashlib.sha256(login.strip().casefold().encode("utf-8", "surrogatepass")).hexdigest()[
        :16
    ]
