"""`demo`: a demonstration project made anew, so that trying things out harms nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime

from core.ports.gate import Gate
from core.services import demonstration

SHEETS = 12


def stamp() -> str:
    """A folder name for a fresh demonstration."""
    return f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"


def furnish(gate: Gate, workbooks: Mapping[str, bytes]) -> None:
    """Make the project, saying on the terminal how far it is."""
    demonstration.found(gate, workbooks, month(), SHEETS, Steps())


def month() -> str:
    """The present month, 2026-11."""
    return f"{datetime.now().astimezone():%Y-%m}"


class Steps:
    """Progress as one line on the terminal."""

    def step(self, done: int, total: int) -> None:
        """See core.progress.Progress."""
        print(f"\rpreparing the demonstration project {done}/{total}", end="", file=sys.stderr)
        if done == total:
            print(file=sys.stderr)
