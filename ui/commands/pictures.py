"""`pictures`: a picture of every main page, in both languages and both palettes, to be looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from core.ports.gate import Gate
from ui.commands import tour

SHEETS, SEED = 6, 1


def run(
    out: Path,
    gate_on: Callable[[Path], Gate],
    importer: tour.Importer,
    workbooks: Mapping[str, bytes],
) -> int:
    """Tour a small project in a temporary folder and keep the pictures."""
    with tempfile.TemporaryDirectory(prefix="twinkey-") as folder:
        place = Path(folder)
        wanted = tour.Wanted(place, None, None, SHEETS, SEED)
        given = tour.read_input(wanted, importer, workbooks)
        gate = gate_on(place / "project")
        script = tour.prepare(gate, place, given, SEED)
        stage = tour.perform(gate, place, script, out, ("light", "dark"))
    tour.tell(f"{len(stage.taken)} pictures are in {out}")
    return 0
