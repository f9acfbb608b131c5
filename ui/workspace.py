"""What a signed-in person works in: navigation at the left, the page, its banner, long work."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.event import Changes
from core.services.desk import Desk
from core.services.lookup import KEYING, FoundSheet
from core.version import APP_NAME
from ui import errors
from ui.find_line import FindLine
from ui.job_panel import JobPanel
from ui.jobs import Jobs
from ui.look import icons, tokens
from ui.page import Page, Tools
from ui.pages import PAGES, PageEntry
from ui.widgets.banner import Banner
from ui.widgets.layout import label

NAME = Qt.ItemDataRole.UserRole
FIND, HELP = "F3", "F1"
RAIL_AROUND, BRAND_AROUND = 54, 34
"""Pixels beside the icons and words of the navigation, and beside the program's name."""


class Workspace(QWidget):
    """Builds each page when it is first wanted and refreshes it when something changed."""

    def __init__(self, tools: Tools, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__()
        self.setObjectName("Workspace")
        self._tools = tools
        session = tools.desk.session
        self._entries = {entry.name: entry for entry in pages if entry.visible_for(session)}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._trail: list[str] = []
        self._build()
        self._wire()

    def go(self, name: str, place: object = None) -> Page:
        """Show a page, opened at a place; an unknown name stays where it is."""
        if name not in self._entries:
            return self.page
        page = self._page(name)
        if self._trail[-1:] != [name]:
            self._trail = [*self._trail[-9:], name]
        self._banner.hide()
        self._finder.hide()
        self._stack.setCurrentWidget(page)
        self._mark(self._entries[name].under or name)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh()
        if place is not None:
            page.open_at(place)
        page.take_keyboard()
        return page

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    @property
    def name(self) -> str:
        """The name of the page shown."""
        return next(name for name, page in self._pages.items() if page is self.page)

    @property
    def desk(self) -> Desk:
        """The signed-in person's desk."""
        return self._tools.desk

    @property
    def jobs(self) -> Jobs:
        """Where this person's long work runs."""
        return self._tools.jobs

    @property
    def is_busy(self) -> bool:
        """Whether long work runs beside the pages."""
        return self._tools.jobs.busy()

    @property
    def names(self) -> tuple[str, ...]:
        """The pages this person can reach by the navigation, in order."""
        return tuple(name for name, entry in self._entries.items() if entry.in_navigation)

    def say(self, sentence: str, tone: str = "bad") -> None:
        """Show a sentence over the page."""
        self._banner.say(sentence, tone)

    @property
    def said(self) -> str:
        """The sentence over the page, or ""."""
        return self._banner.sentence

    @property
    def finder(self) -> FindLine:
        """The line that finds a sheet; hidden until it is wanted."""
        return self._finder

    def _build(self) -> None:
        self._list = QListWidget()
        self._list.setObjectName("RailList")
        self._list.setAccessibleName(self.tr("Navigation"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        side = self.fontMetrics().height()
        self._list.setIconSize(QSize(side, side))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in self.names:
            item = _item(self._entries[name])
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 18))
            self._list.addItem(item)
        rail = QFrame()
        rail.setObjectName("Rail")
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 0, 0, 0)
        self._brand = label(
            self.tr("{app} Double keying").format(app=APP_NAME), "RailBrand", wrap=True
        )
        column.addWidget(self._brand)
        column.addWidget(self._list, 1)
        rail.setFixedWidth(self._rail_width())
        self._stack = QStackedWidget()
        self._banner, self._finder = Banner(), FindLine(self._tools)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for widget, stretch in (
            (self._banner, 0),
            (self._finder, 0),
            (self._stack, 1),
            (JobPanel(self._tools.jobs), 0),
        ):
            body.addWidget(widget, stretch)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(rail)
        across.addLayout(body, 1)

    def _rail_width(self) -> int:
        metrics = self.fontMetrics()
        titles = (self._entries[name].shown_title() for name in self.names)
        self._brand.ensurePolished()  # its own font is larger, and known only from the style sheet
        larger = self._brand.fontMetrics()
        longest = max(larger.horizontalAdvance(part) for part in self._brand.text().split())
        widest = max((metrics.horizontalAdvance(title) for title in titles), default=0)
        return max(widest + metrics.height() + RAIL_AROUND, longest + BRAND_AROUND)

    def _wire(self) -> None:
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        for keys, step in (("Ctrl+Tab", self._on_next), ("Ctrl+Shift+Tab", self._on_previous)):
            QShortcut(QKeySequence(keys), self).activated.connect(step)
        QShortcut(QKeySequence(HELP), self).activated.connect(self._on_keys)
        QShortcut(QKeySequence(FIND), self).activated.connect(self._finder.open_line)
        self._finder.found.connect(self._on_found)
        self._finder.closed.connect(self._on_found_nothing)
        self._tools.bus.changed.connect(self._on_changes)
        self._tools.wanted.connect(self.go)
        self._tools.home.connect(self._on_home)
        self._tools.failed.connect(self._on_failed)
        self._tools.told.connect(self._on_told)
        self._tools.warned.connect(self.say)
        self._tools.jobs.unclaimed.connect(self._on_failed)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._entries[name].make(self._tools)
            self._pages[name] = page
            self._stack.addWidget(page)
            self._stale.add(name)
        return self._pages[name]

    def _mark(self, name: str) -> None:
        for number in range(self._list.count()):
            if self._list.item(number).data(NAME) == name:
                self._list.setCurrentRow(number)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.go(str(index.data(NAME)))

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self._list.currentRow()
        if self._list.count():
            self.go(str(self._list.item((at + by) % self._list.count()).data(NAME)))

    def _on_home(self) -> None:
        left = self._trail.pop() if self._trail else ""
        back = next((name for name in reversed(self._trail) if name != left), self.names[0])
        self.go(back)

    def _on_found(self, found: FoundSheet) -> None:
        self.page.pause()
        place = (found.batch, found.serial) if found.does == KEYING else found.sheet
        self.go(found.does, place)

    def _on_keys(self) -> None:
        self.page.pause()
        self.go("keys")

    def _on_found_nothing(self) -> None:
        self.page.take_keyboard()

    def _on_changes(self, changes: Changes) -> None:
        for name, page in self._pages.items():
            if not page.concerns(changes):
                continue
            if page.isVisible():
                page.refresh()
            else:
                self._stale.add(name)

    def _on_failed(self, error: Exception) -> None:
        if not errors.is_expected(error):
            raise error  # the hook writes a crash file, and the banner tells its number
        self.say(errors.sentence(error), "bad")

    def _on_told(self, sentence: str) -> None:
        self.say(sentence, "ok")


def _item(entry: PageEntry) -> QListWidgetItem:
    item = QListWidgetItem(icons.icon(entry.icon, tokens.current().rail_muted), entry.shown_title())
    item.setData(NAME, entry.name)
    return item
