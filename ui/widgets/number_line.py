"""A line for a number that is read from paper or by a barcode reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.composing_line import ComposingLine

TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class NumberLine(ComposingLine):
    """Without an input method."""

    def __init__(self, *, keeps_tab: bool = False) -> None:
        """`keeps_tab`: Tab does not leave the line, as in the fields of entry."""
        super().__init__()
        self._keeps_tab = keeps_tab
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab stays here, where it is a key of entry."""
        if self._keeps_tab and event.key() in TABS:
            event.accept()  # what is ignored goes on to the widgets around, which move the focus
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Stay, where Tab is a key of entry."""
        return not self._keeps_tab and super().focusNextPrevChild(forwards)
