"""What the window asks of a page: refresh, take the keyboard, and come back to the same place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.event import Changes
from core.services.desk import Desk
from ui.change_bus import ChangeBus
from ui.jobs import Jobs
from ui.preferences import Preferences


class Tools(QObject):
    """What every page of one signed-in person is built with."""

    wanted = Signal(str, object)
    """Go to a page by name, with what it should open (as `Page.open_at` takes it)."""
    failed = Signal(object)
    """An exception that is not the fault of one field: shown in the banner."""
    told = Signal(str)
    """A sentence of good news for the banner."""
    warned = Signal(str)
    """A sentence of bad news that belongs to nothing on the page: stays until it is closed."""
    home = Signal()
    """Leave the page shown for the one before it."""

    def __init__(self, desk: Desk, bus: ChangeBus, jobs: Jobs, preferences: Preferences) -> None:
        super().__init__()
        self.desk, self.bus, self.jobs, self.preferences = desk, bus, jobs, preferences


class Page(QWidget):
    """A page of the workspace. It knows services and its own widgets, never another page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Page")

    def refresh(self) -> None:
        """Show the present state; called when shown after a change, and while visible on changes."""

    def concerns(self, changes: Changes) -> bool:
        """Whether these changes alter what the page shows."""
        return True

    def take_keyboard(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def pause(self) -> None:
        """The page is about to go (lock, other language): make durable what can be."""

    def open_at(self, place: object) -> None:
        """Show one thing that another page, or the same page before a rebuild, named."""

    def place(self) -> object:
        """What `open_at` needs to return here after a rebuild; None for the page's beginning."""
        return None
