"""The journal's clock: wall time that never goes back, with a counter for equal milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

FARTHEST_AHEAD_MS = 5 * 60_000
"""A peer's clock beyond this is not followed: one wrong year must not move ours."""


def wall_ms() -> int:
    """UTC milliseconds of this device."""
    return time.time_ns() // 1_000_000


def zone_minutes() -> int:
    """Minutes east of UTC here and now."""
    offset = datetime.now().astimezone().utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


class HybridClock:
    """Gives the next (milliseconds, counter) after the latest that the journal knows."""

    def __init__(
        self, wall: Callable[[], int] = wall_ms, zone: Callable[[], int] = zone_minutes
    ) -> None:
        self._wall, self.zone = wall, zone

    def after(self, latest: tuple[int, int]) -> tuple[int, int]:
        """A time later than `latest`, and not before the wall clock."""
        now = self._wall()
        return (now, 0) if now > latest[0] else (latest[0], latest[1] + 1)

    def latest(self, own: tuple[int, int], peers: list[tuple[int, int]]) -> tuple[int, int]:
        """The latest time that counts: one's own always, a peer's if it is not absurd."""
        horizon = self._wall() + FARTHEST_AHEAD_MS
        return max([own, *(peer for peer in peers if peer[0] <= horizon)])
