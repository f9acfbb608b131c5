"""How long work tells how far it is and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Given to long work; called often, cheap."""

    def step(self, done: int, total: int) -> None:
        """Report progress. Raises EnvError CANCELLED when the person asked to stop."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""
