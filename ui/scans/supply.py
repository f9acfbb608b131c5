"""Renders pages beside the interface, the newest wish first, and keeps a few."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from core.progress import Progress
from core.scans.rendering import Pixels, rendered
from core.services.desk import Desk
from ui.jobs import Jobs
from ui.scans.leaves import Leaf

KEPT_PIXELS = 24_000_000
"""Of all renderings kept: 96 MB."""
KEPT_FILES = 2
"""Files kept open for the next zoom or page; each is at most 32 MB."""


@dataclass(frozen=True)
class Wish:
    """One page as it is to be shown."""

    leaf: Leaf
    turn: int
    room: tuple[int, int]
    zoom: float


@dataclass(frozen=True)
class _Done:
    wish: Wish
    pixels: Pixels
    data: bytes


class _Rendering:
    """The work of one job; touches no widget."""

    def __init__(self, desk: Desk, wish: Wish, data: bytes | None) -> None:
        self._desk, self._wish, self._data = desk, wish, data

    def work(self, progress: Progress) -> _Done:
        """Open the file where it is not open yet, and render the page."""
        scan, wish = self._wish.leaf.scan, self._wish
        data = self._data
        if data is None:
            data = self._desk.scans.open(self._desk.session, scan.sheet, scan.file)
        pixels = rendered(data, scan.format, wish.leaf.page, wish.turn, wish.room, wish.zoom)
        return _Done(wish, pixels, data)


class Supply(QObject):
    """Hands over what was wished for last; older wishes are dropped."""

    ready = Signal(object, object)
    """(Wish, Pixels)"""
    failed = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._kept: OrderedDict[Wish, Pixels] = OrderedDict()
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._running: Wish | None = None
        self._next: Wish | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being rendered."""
        return self._running is None

    @property
    def kept_pixels(self) -> int:
        """How much is kept."""
        return sum(pixels.width * pixels.height for pixels in self._kept.values())

    def wish(self, wish: Wish) -> None:
        """Ask for a page; `ready` brings it, at once where it is kept."""
        if wish in self._kept:
            self._next = None
            self._kept.move_to_end(wish)
            self.ready.emit(wish, self._kept[wish])
        elif self._running is None:
            self._run(wish)
        elif self._running != wish:
            self._next = wish
        else:
            self._next = None

    def forget(self) -> None:
        """Another sheet: nothing of this one stays in memory."""
        self._kept.clear()
        self._files.clear()
        self._next = None

    def _run(self, wish: Wish) -> None:
        self._running = wish
        work = _Rendering(self._desk, wish, self._files.get(wish.leaf.scan.file))
        self._jobs.run(self.tr("Opening the scan"), work.work, self._on_done, self._on_failed)

    def _on_done(self, done: _Done) -> None:
        wish, self._running = done.wish, None
        if self._next is None or self._next.leaf.scan.sheet == wish.leaf.scan.sheet:
            self._keep(done)
        if self._next is None:
            self.ready.emit(wish, done.pixels)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        wished, self._running = self._next is None, None
        if wished:
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        waiting, self._next = self._next, None
        if waiting is not None:
            self.wish(waiting)

    def _keep(self, done: _Done) -> None:
        self._files[done.wish.leaf.scan.file] = done.data
        self._files.move_to_end(done.wish.leaf.scan.file)
        while len(self._files) > KEPT_FILES:
            self._files.popitem(last=False)
        self._kept[done.wish] = done.pixels
        while self.kept_pixels > KEPT_PIXELS and len(self._kept) > 1:
            self._kept.popitem(last=False)
