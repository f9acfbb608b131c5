"""Tells every page what an action changed, once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.event import Changes


class ChangeBus(QObject):
    """Pages publish what a service returned; the window refreshes what is visible."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Pass on the changes of one action; call it on the UI thread."""
        self.changed.emit(changes)
