"""The device's wall clock in the project's time zone."""

from __future__ import annotations

from datetime import datetime, tzinfo


class SystemClock:
    """Fulfils core.ports.clock.Clock."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """Aware time in the zone given, or in the device's own."""
        return datetime.now().astimezone(self._zone)
