"""The language of the screen: two translators, switched while the program runs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core.forms.model import text
from ui.look.places import RESOURCES

LANGUAGES = ("zh", "en")
"""Tags as forms use them."""


def preferred() -> str:
    """What the system speaks, as far as we do."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def current() -> str:
    """The tag of the language on screen."""
    return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"


def say(texts: Mapping[str, str]) -> str:
    """A text that a form or a unit brought along, in the language on screen."""
    return text(texts, current())


class Speech:
    """Switches the translators; the application owns them."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def speak(self, language: str) -> None:
        """Make widgets built from now on speak a language."""
        for translator in self._application.findChildren(QTranslator):
            self._application.removeTranslator(translator)
            translator.deleteLater()
        zone = QLocale.Country.China if language == "zh" else QLocale.Country.UnitedKingdom
        tongue = QLocale.Language.Chinese if language == "zh" else QLocale.Language.English
        QLocale.setDefault(QLocale(tongue, zone))
        if language == "zh":
            own = RESOURCES / "i18n"
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_zh_CN", qt)
            self._install("twinkey_zh_CN", str(own))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._application)
        if translator.load(name, folder):
            self._application.installTranslator(translator)
