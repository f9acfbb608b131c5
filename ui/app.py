"""The QApplication and how it looks; `open_window` is what main.py calls."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from core.ports.gate import Gate
from core.version import APP_NAME
from ui.errors import CrashNotes
from ui.look import tokens
from ui.look.language import Speech
from ui.look.places import FONTS, RESOURCES
from ui.look.sheet import style_sheet
from ui.preferences import Preferences
from ui.window import MainWindow

POINTS = 10.0
"""Body text at 100 %."""
SETTINGS_FILE = "screen.ini"


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication of the process: Fusion style, our font, scaling as the screen asks."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        application = running
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        application = QApplication(arguments)
    QCoreApplication.setApplicationName(APP_NAME)
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "twinkey.svg")))
    return application


def load_fonts() -> str:
    """The family of the fonts that were built at set-up; "" leaves the system's own."""
    family = ""
    for name in FONTS:
        file = RESOURCES / "fonts" / name
        number = QFontDatabase.addApplicationFont(str(file)) if file.exists() else -1
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = families[0] if families else family
    return family


class Look:
    """Palette, text size and language of the whole program, as the preferences say."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        self._application, self._preferences = application, preferences
        self._speech = Speech(application)
        self._family = load_fonts()

    def apply(self) -> None:
        """Put the preferences into force for every widget built from now on."""
        shades = tokens.TABLES[self._preferences.theme]
        points = POINTS * self._preferences.text_size / 100
        self._application.setProperty(tokens.THEME, self._preferences.theme)
        font = QFont(self._family) if self._family else self._application.font()
        font.setPointSizeF(points)
        self._application.setFont(font)
        self._application.setPalette(tokens.palette(shades))
        self._application.setStyleSheet(style_sheet(shades, points))
        self._speech.speak(self._preferences.language)


def open_window(
    application: QApplication, gate: Gate, settings_folder: Path, crashes: CrashNotes | None = None
) -> MainWindow:
    """The main window on a project folder: sign-in, or the pages that create a project.

    `settings_folder` keeps the screen preferences. The caller shows the window and runs the
    application; closing the window signs out.
    """
    preferences = Preferences(settings_folder / SETTINGS_FILE)
    look = Look(application, preferences)
    look.apply()
    return MainWindow(gate, preferences, look.apply, crashes or CrashNotes())
