"""Says why the program cannot begin, to a person who started it without a terminal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.errors import TwinkeyError
from core.version import APP_NAME
from ui import errors
from ui.preflight import OFFSCREEN
from ui.widgets.banner import Banner
from ui.widgets.layout import primary, row


class RefusalWindow(QWidget):
    """One sentence and one button."""

    def __init__(self, error: TwinkeyError) -> None:
        super().__init__()
        self.setWindowTitle(APP_NAME)
        self.setMinimumWidth(520)
        self._banner = Banner()
        self._banner.closable(False)
        self._banner.say(errors.sentence(error))
        close = primary(self.tr("Close"))
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._banner)
        layout.addLayout(row(1, close))
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._banner.sentence


def show_refusal(application: QApplication, error: TwinkeyError) -> None:
    """Show the sentence and wait for the person; does nothing where there is no screen."""
    if QGuiApplication.platformName() != OFFSCREEN:
        window = RefusalWindow(error)
        window.show()
        application.exec()
