"""A furnished demonstration project for each test, and the window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.services import demonstration
from core.services.desk import Desk
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.support.world import desk_of, found_demo
from ui.app import Look, make_application
from ui.errors import CrashNotes
from ui.look.language import Speech
from ui.preferences import Preferences
from ui.window import MainWindow

CHEAP = Kdf(t=1, m=64, p=1)
SHEETS = 4
Enter = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def plain_english(qapp: QApplication) -> None:
    """Whatever language the test before spoke."""
    Speech(qapp).speak("en")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "project"
    gate = gate_on(folder)
    found_demo(gate, SHEETS)
    gate.close()
    return folder


@pytest.fixture
def gate(furnished: Path, tmp_path: Path) -> Iterator[FolderGate[Desk]]:
    folder = tmp_path / "project"
    shutil.copytree(furnished, folder)
    opened = gate_on(folder)
    yield opened
    opened.close()


@pytest.fixture
def enter(qtbot: QtBot, gate: FolderGate[Desk], tmp_path: Path) -> Enter:
    """`enter("clerk1")`: the window, signed in; `enter()`: the window at the door."""

    kept: list[MainWindow] = []

    def entered(login: str = "", language: str = "en", theme: str = "light") -> MainWindow:
        window = window_on(qtbot, gate, tmp_path / "screen.ini", language, theme)
        kept.append(window)
        if login:
            window.enter(gate.sign_in(login, demonstration.PASSWORD))
        return window

    return entered


def gate_on(folder: Path) -> FolderGate[Desk]:
    return FolderGate(folder, desk_of, kdf=CHEAP)


def window_on(
    qtbot: QtBot, gate: FolderGate[Desk], settings: Path, language: str, theme: str = "light"
) -> MainWindow:
    application = make_application([])
    preferences = Preferences(settings)
    preferences.language, preferences.theme, preferences.sound = language, theme, False
    preferences.guided.wanted = False
    look = Look(application, preferences)
    look.apply()
    window = MainWindow(gate, preferences, look.apply, CrashNotes())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window
