"""Makes each wrong password cost more waiting; the count survives a restart."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson

from core.errors import TRY_LATER, UserError
from storage.atomic import write_atomically

FILE = "attempts.json"
LONGEST_WAIT_S = 60
MOST_LOGINS = 500
"""More logins than people ever have: beyond it the oldest are forgotten."""


@dataclass(frozen=True)
class Failed:
    """How often a login failed in a row, and when (seconds) it may be tried again."""

    times: int
    again_at: float


class Attempts:
    """Counts wrong passwords per login in the project folder."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._file, self._now = folder / FILE, now

    def begin(self, login: str) -> int:
        """Count an attempt as failed before it is tried, so that ending the program saves nobody
        the wait; returns the seconds to wait should it fail.

        Raises UserError TRY_LATER while an earlier wait lasts.
        """
        known = self._load()
        name = hashed(login)
        failed = known.pop(name, Failed(0, 0.0))
        # a clock set back must not lock anybody out for longer than the longest wait
        left = min(failed.again_at - self._now(), wait_after(failed.times))
        if failed.times and left > 0:
            raise UserError(TRY_LATER, wait_s=max(1, round(left)))
        wait = wait_after(failed.times + 1)
        known[name] = Failed(failed.times + 1, self._now() + wait)
        self._save(known)
        return wait

    def succeeded(self, login: str) -> None:
        """Forget the login's failures."""
        known = self._load()
        if known.pop(hashed(login), None) is not None:
            self._save(known)

    def _load(self) -> dict[str, Failed]:
        try:
            found = orjson.loads(self._file.read_bytes())
            return {
                str(name): Failed(int(times), float(again_at))
                for name, (times, again_at) in found.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _save(self, known: dict[str, Failed]) -> None:
        kept = list(known.items())[-MOST_LOGINS:]
        stored = {name: [failed.times, failed.again_at] for name, failed in kept}
        write_atomically(self._file, orjson.dumps(stored))


def wait_after(times: int) -> int:
    """Seconds after so many failures in a row: 1, 2, 4 ... 60."""
    return min(LONGEST_WAIT_S, 2 ** min(times - 1, 10)) if times else 0


def hashed(login: str) -> str:
    """A login as the file knows it: a mistyped name may well be a password."""
    return hashlib.sha256(login.strip().casefold().encode("utf-8", "surrogatepass")).hexdigest()[
        :16
    ]
