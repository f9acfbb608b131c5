"""All keys on one page, from wherever F1 is pressed."""

from __future__ import annotations

from core.event import Changes
from ui.keying.key_view import KeyView
from ui.keying.keys import TABLES
from ui.page import Page, Tools
from ui.prints import Prints
from ui.widgets.layout import page_layout


class KeysPage(Page):
    """Esc goes back to the page before; P prints; G begins the first steps."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._prints = tools, Prints(tools)
        self.view = KeyView(TABLES)
        page_layout(self).addWidget(self.view)
        self.view.closed.connect(tools.home)
        self.view.print_wanted.connect(self._prints.keys)
        self.view.guide_wanted.connect(self._on_guide)

    def concerns(self, changes: Changes) -> bool:
        """Keys do not change."""
        return False

    def take_keyboard(self) -> None:
        """To the view, which scrolls by arrows."""
        self.view.setFocus()

    def _on_guide(self) -> None:
        self._tools.wanted.emit("guide", "begin")
