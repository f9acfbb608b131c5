"""What a person sets for the screen: language, theme, text size, sound, auto-advance, widths."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ui.look import language

SMALLEST, LARGEST, STEP = 90, 200, 10
"""Text size in per cent (ux.md)."""
AS_THE_PROJECT = 0
"""Minutes until the screen locks, where nobody chose fewer than the project says."""


class Guided:
    """Who has seen the first steps at this computer."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def wanted(self) -> bool:
        """Whether a clerk new at this computer is shown them."""
        return self._settings.value("guides", "yes") != "no"

    @wanted.setter
    def wanted(self, wanted: bool) -> None:
        self._settings.setValue("guides", "yes" if wanted else "no")

    def has_seen(self, person: str) -> bool:
        """Whether a person has seen them, to the end or left by Esc."""
        return self._settings.value(f"guided/{person}", "no") == "yes"

    def keep(self, person: str) -> None:
        """Remember that a person has seen them."""
        self._settings.setValue(f"guided/{person}", "yes")


class Camera:
    """The document camera at this computer: where it puts pictures, and which was attached last."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def folder(self) -> Path | None:
        """Where its pictures come to lie; None where nobody chose."""
        kept = str(self._settings.value("camera_folder", ""))
        return Path(kept) if kept else None

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._settings.setValue("camera_folder", str(folder) if folder else "")

    @property
    def taken_ns(self) -> int:
        """When the picture attached last was taken; older ones are never attached."""
        kept = str(self._settings.value("camera_taken", "0"))
        return int(kept) if kept.isdigit() else 0

    @taken_ns.setter
    def taken_ns(self, ns: int) -> None:
        self._settings.setValue("camera_taken", str(ns))


class Preferences:
    """Kept in an INI file beside the project's data; never holds an answer."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        self.guided = Guided(self._settings)
        self.camera = Camera(self._settings)

    @property
    def language(self) -> str:
        """zh or en."""
        kept = str(self._settings.value("language", ""))
        return kept if kept in language.LANGUAGES else language.preferred()

    @language.setter
    def language(self, tag: str) -> None:
        self._settings.setValue("language", tag)

    @property
    def theme(self) -> str:
        """light or dark."""
        return "dark" if self._settings.value("theme", "light") == "dark" else "light"

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("theme", name)

    @property
    def text_size(self) -> int:
        """Per cent of the normal size."""
        kept = str(self._settings.value("text_size", "100"))
        return min(max(int(kept) if kept.isdigit() else 100, SMALLEST), LARGEST)

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", min(max(percent, SMALLEST), LARGEST))

    @property
    def auto_advance(self) -> bool:
        """Whether the cursor moves on as soon as no longer code is possible."""
        return self._settings.value("auto_advance", "yes") != "no"

    @auto_advance.setter
    def auto_advance(self, wanted: bool) -> None:
        self._settings.setValue("auto_advance", "yes" if wanted else "no")

    @property
    def sound(self) -> bool:
        """Whether a refusal beeps."""
        return self._settings.value("sound", "yes") != "no"

    @sound.setter
    def sound(self, wanted: bool) -> None:
        self._settings.setValue("sound", "yes" if wanted else "no")

    @property
    def idle_minutes(self) -> int:
        """Minutes without input until the screen locks, if fewer than the project's; 0: as that says."""
        kept = str(self._settings.value("idle_minutes", AS_THE_PROJECT))
        return int(kept) if kept.isdigit() else AS_THE_PROJECT

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._settings.setValue("idle_minutes", max(minutes, 0))

    @property
    def prints(self) -> Path:
        """The folder in which PDFs to print are put."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return Path(str(self._settings.value("prints", documents)))

    @prints.setter
    def prints(self, folder: Path) -> None:
        self._settings.setValue("prints", str(folder))

    @property
    def last_login(self) -> str:
        """Who signed in last on this machine."""
        return str(self._settings.value("last_login", ""))

    @last_login.setter
    def last_login(self, login: str) -> None:
        self._settings.setValue("last_login", login)

    def widths(self, table: str) -> QByteArray:
        """The remembered header of a table; empty if none."""
        kept = self._settings.value(f"widths/{table}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_widths(self, table: str, state: QByteArray) -> None:
        """Remember the header of a table."""
        self._settings.setValue(f"widths/{table}", state)
