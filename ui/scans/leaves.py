"""The pages of a sheet's pictures, one after the other, and how each one is looked at. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.services.scans import ScanRow

WHOLE, WIDTH = 0.0, 1.0
ZOOMS = (WHOLE, WIDTH, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4)
"""0 shows the whole page, 1 fills the width; from there in steps that the eye takes for equal."""
QUARTER, CIRCLE = 90, 360
PER_MILLE = 1000.0

Box = tuple[float, float, float, float]
"""x, y, width, height of a region, per mille of the upright page."""


@dataclass(frozen=True)
class Leaf:
    """One page on the screen."""

    scan: ScanRow
    page: int
    """Inside its file, from 0."""

    @property
    def paper(self) -> int:
        """The sheet's page that it shows, from 1."""
        return self.scan.page + self.page


@dataclass
class Leaves:
    """Which page is shown, how large and which way up; turns are remembered while the sheet is open."""

    all: tuple[Leaf, ...] = ()
    at: int = 0
    zoom: float = WIDTH
    _turns: dict[Leaf, int] = field(default_factory=dict)

    def show(self, scans: Sequence[ScanRow]) -> None:
        """Take another sheet's pictures, or more of the same one's; the last page that came is shown."""
        every = tuple(Leaf(scan, page) for scan in scans for page in range(scan.pages))
        fresh = [place for place, leaf in enumerate(every) if leaf not in self.all]
        same_sheet = bool(set(every) & set(self.all))
        self.at = (fresh[0] if fresh else self.at) if same_sheet else 0
        self.all, self.at = every, min(self.at, max(len(every) - 1, 0))

    @property
    def current(self) -> Leaf | None:
        """The page shown; None without any."""
        return self.all[self.at] if self.all else None

    @property
    def turn(self) -> int:
        """Degrees clockwise by which the page shown is turned."""
        return self._turns.get(self.all[self.at], 0) if self.all else 0

    def step(self, by: int) -> None:
        """The next or previous page, as far as there is one."""
        self.at = min(max(self.at + by, 0), max(len(self.all) - 1, 0))

    def rotate(self) -> None:
        """A quarter to the right."""
        if self.all:
            self._turns[self.all[self.at]] = (self.turn + QUARTER) % CIRCLE

    def enlarge(self, by: int) -> None:
        """One step larger or smaller."""
        place = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.zoom))
        self.zoom = ZOOMS[min(max(place + by, 0), len(ZOOMS) - 1)]

    def to_paper(self, page: int) -> bool:
        """Show the sheet's page of that number; False where it is not here."""
        for place, leaf in enumerate(self.all):
            if leaf.paper == page:
                self.at = place
                return True
        return False

    def close_up(self, box: Box) -> None:
        """As large as a region may be with some paper around it."""
        wide = (box[3] if self.turn % 180 else box[2]) * 1.3
        wanted = min(PER_MILLE / max(wide, 1.0), 3.2)
        self.zoom = max((z for z in ZOOMS if z <= wanted), default=WIDTH) or WIDTH


def turned(box: Box, turn: int) -> Box:
    """Where a region of the upright page lies once the page is turned clockwise."""
    x, y, width, height = box
    if turn == QUARTER:
        return PER_MILLE - y - height, x, height, width
    if turn == 2 * QUARTER:
        return PER_MILLE - x - width, PER_MILLE - y - height, width, height
    if turn == 3 * QUARTER:
        return y, PER_MILLE - x - width, height, width
    return box
