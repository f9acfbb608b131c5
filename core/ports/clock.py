"""The time of day, handed in so that core stays pure."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Wall clock of the device in the project's time zone."""

    def now(self) -> datetime:
        """Aware local time."""
        ...
