"""Enter presses the button that has the keyboard, as Space does."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def press_with_enter(page: QWidget) -> None:
    """Make it so for every button of a page; on plain pages Qt leaves Enter to dialogs."""
    for button in page.findChildren(QPushButton):
        button.setAutoDefault(True)
