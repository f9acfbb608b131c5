"""Takes a picture of each page as the demonstration's people see it, in both languages and palettes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.ports.gate import Gate
from core.services.demonstration import PASSWORD
from core.services.desk import Desk
from ui.app import Look
from ui.errors import CrashNotes
from ui.keying.page import KeyingPage
from ui.look.language import LANGUAGES
from ui.look.tokens import TABLES
from ui.preferences import Preferences
from ui.window import MainWindow

PEOPLE = ("clerk1", "judge1", "leader", "quality", "shopper", "manager", "admin")
"""Each page is taken with the first of these who may use it."""
WIDTH, HEIGHT = 1180, 760


class Photographer:
    """Writes one PNG a page, language and palette into a folder."""

    def __init__(
        self, application: QApplication, gate: Gate, folder: Path, *, text_size: int = 100
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._application, self._gate, self._folder = application, gate, folder
        self._preferences = Preferences(folder / "screen.ini")
        self._preferences.text_size = text_size
        self._look = Look(application, self._preferences)
        self.taken: list[Path] = []

    def take(
        self, people: Sequence[str] = PEOPLE, themes: Sequence[str] = tuple(TABLES)
    ) -> tuple[Path, ...]:
        """All pictures; people sign in with the demonstration's password."""
        for language in LANGUAGES:
            for theme in themes:
                self._preferences.language, self._preferences.theme = language, theme
                self._look.apply()
                self._take_all(people, f"{language}-{theme}")
        return tuple(self.taken)

    def _take_all(self, people: Sequence[str], suffix: str) -> None:
        window = MainWindow(self._gate, self._preferences, self._look.apply, CrashNotes())
        window.resize(WIDTH, HEIGHT)
        window.show()
        self._grab(window, f"sign-in-{suffix}")
        seen: set[str] = set()
        for login in people:
            desk = self._gate.sign_in(login, PASSWORD)
            window.enter(desk)
            assert window.workspace is not None
            for name in window.workspace.names:
                if name not in seen or name == "work":
                    seen.add(name)
                    window.go(name)
                    self._grab(window, f"{name}-{login}-{suffix}")
            self._take_keying(window, desk, suffix)
            self._take_ruling(window, desk, suffix)
            window.lock()
        window.close()
        window.deleteLater()

    def _take_keying(self, window: MainWindow, desk: Desk, suffix: str) -> None:
        task = next((t for t in desk.keying.tasks(desk.session) if t.done < t.total), None)
        if task is None or window.workspace is None:
            return
        window.go("keying", task.batch.id)
        self._grab(window, f"keying-begin-{suffix}")
        serial = next(iter(desk.keying.waiting(desk.session, task.batch.id)))
        window.go("keying", (task.batch.id, serial))
        page = window.workspace.page
        if isinstance(page, KeyingPage) and page.sheet is not None:
            self._grab(window, f"keying-{suffix}")
            page.show_keys()
            self._grab(window, f"keying-keys-{suffix}")
            page.show_check()
            self._grab(window, f"keying-check-{suffix}")

    def _take_ruling(self, window: MainWindow, desk: Desk, suffix: str) -> None:
        tasks = desk.adjudication.tasks(desk.session)
        batch = next((task.batch.id for task in tasks if task.differences), None)
        if batch is not None:
            window.go("adjudication", batch)
            self._grab(window, f"adjudication-ruling-{suffix}")

    def _grab(self, window: MainWindow, name: str) -> None:
        file = self._folder / f"{name}.png"
        for _ in range(2):  # the first round of layouts may ask for a second
            QApplication.sendPostedEvents()
        window.grab().save(str(file))
        self.taken.append(file)


def take_pictures(
    application: QApplication, gate: Gate, folder: Path, *, text_size: int = 100
) -> tuple[Path, ...]:
    """A picture of every page of a demonstration project, in both languages and palettes."""
    return Photographer(application, gate, folder, text_size=text_size).take()
