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
        self._wanted: Wish | None = None
        """Wished for last: nothing else is handed over or kept."""

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
        self._wanted = wish
        if wish in self._kept:
            self._kept.move_to_end(wish)
            self.ready.emit(wish, self._kept[wish])
        elif self._running is None:
            self._run(wish)

    def forget(self) -> None:
        """Another sheet: nothing of this one stays in memory, nor comes to it later."""
        self._kept.clear()
        self._files.clear()
        self._wanted = None

    def _run(self, wish: Wish) -> None:
        self._running = wish
        work = _Rendering(self._desk, wish, self._files.get(wish.leaf.scan.file))
        self._jobs.run(self.tr("Opening the scan"), work.work, self._on_done, self._on_failed)

    def _on_done(self, done: _Done) -> None:
        self._running = None
        if self._wanted is not None and self._wanted.leaf.scan == done.wish.leaf.scan:
            self._keep_file(done)
        if done.wish == self._wanted:
            self._keep(done)
            self.ready.emit(done.wish, done.pixels)
        else:
            self._go_on()

    def _on_failed(self, error: Exception) -> None:
        failed, self._running = self._running, None
        if failed == self._wanted:
            self.failed.emit(error)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """What is wanted now was wished for meanwhile, unless it was kept and is handed over."""
        if self._wanted is not None and self._wanted not in self._kept:
            self._run(self._wanted)

    def _keep_file(self, done: _Done) -> None:
        self._files[done.wish.leaf.scan.file] = done.data
        self._files.move_to_end(done.wish.leaf.scan.file)
        while len(self._files) > KEPT_FILES:
            self._files.popitem(last=False)

    def _keep(self, done: _Done) -> None:
        self._kept[done.wish] = done.pixels
        while self.kept_pixels > KEPT_PIXELS and len(self._kept) > 1:
            self._kept.popitem(last=False)
