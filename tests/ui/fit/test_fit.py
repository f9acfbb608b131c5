"""At every text size, in both languages, nothing on a page is cut or lies over something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import gate_on, window_on
from tests.ui.fit.fitting import misfits
from tests.ui.fit.scene import Scene, Sight, scene
from tests.ui.keyboard import CTRL, keys, press
from ui.app import Look, make_application
from ui.change_bus import ChangeBus
from ui.jobs import Jobs
from ui.page import Tools
from ui.preferences import Preferences
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import body_layout, label
from ui.widgets.two_panes import TwoPanes
from ui.workspace import Workspace

SIZE = 1180, 730
"""The window as it opens, less the line at its foot."""
SPECIAL = {"^": (Qt.Key.Key_Return, CTRL), "~": (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)}
MOST_WAITS = 25
SetLook = Callable[..., Preferences]


@pytest.fixture(scope="module")
def shown_scene() -> Scene:
    return scene()


@pytest.fixture
def set_look(qtbot: QtBot, tmp_path: Path) -> SetLook:
    preferences = Preferences(tmp_path / "screen.ini")
    look = Look(make_application([]), preferences)

    def setting(size: int, language: str, theme: str = "light") -> Preferences:
        preferences.text_size, preferences.language = size, language
        preferences.theme, preferences.sound = theme, False
        look.apply()
        return preferences

    yield setting
    setting(100, "en")


def settle(qtbot: QtBot, workspace: Workspace) -> None:
    """What a job brought is laid out with the next events, later where the machine is busy."""
    for _ in range(MOST_WAITS):
        qtbot.wait(40)
        if not misfits(workspace):
            return


def faults(qtbot: QtBot, scene: Scene, sight: Sight, preferences: Preferences) -> list[str]:
    """What does not fit on one page, each with the page's name."""
    jobs = Jobs()
    workspace = Workspace(Tools(scene.world.desk(sight.login), ChangeBus(), jobs, preferences))
    workspace.setMinimumSize(
        900, 560
    )  # as the window's: what a page would like must not enlarge it
    workspace.resize(*SIZE)
    with qtbot.waitActive(workspace):
        workspace.show()
    workspace.go(sight.page, sight.place)
    for character in sight.typed:
        if character in SPECIAL:
            press(*SPECIAL[character])
        else:
            keys(character)
    qtbot.waitUntil(lambda: not workspace.is_busy)
    settle(qtbot, workspace)
    holder = QApplication.focusWidget()
    if holder is not None and holder.visibleRegion().isEmpty():
        out_of_sight = f"{sight.login}/{sight.page} {sight.typed!r}: the keyboard is out of sight"
    else:
        out_of_sight = ""
    found = [f"{sight.login}/{sight.page} {sight.typed!r}: {line}" for line in misfits(workspace)]
    found += [out_of_sight] if out_of_sight else []
    jobs.close()
    workspace.close()
    workspace.deleteLater()
    return found


@pytest.mark.parametrize(
    ("size", "language"), [(175, "en"), (175, "zh"), (100, "en"), (200, "zh"), (200, "en")]
)
def test_nothing_is_cut_or_covered(qtbot, shown_scene, set_look, size, language):
    preferences = set_look(size, language)
    found = [
        line
        for sight in shown_scene.sights
        for line in faults(qtbot, shown_scene, sight, preferences)
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_door_fits_large_text(enter, language):
    window = enter(language=language)
    window._preferences.text_size = 175
    window.rebuild()
    assert_fits(window)
    window.door._on_lost()
    assert_fits(window)


def assert_fits(window: QWidget) -> None:
    QTest.qWait(40)
    assert misfits(window) == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_that_found_a_project_fit_large_text(qtbot, tmp_path, language):
    gate = gate_on(tmp_path / "fresh")
    window = window_on(qtbot, gate, tmp_path / "screen.ini", language)
    window._preferences.text_size = 175
    window.rebuild()
    assert_fits(window)
    keys("Branches 2026\nAda\nada\nlong enough\nlong enough\n")
    assert_fits(window)
    gate.close()


def test_a_cut_label_and_two_that_overlap_are_found(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    first, second = QLabel("A label that needs its room", whole), QPushButton("Another", whole)
    first.setGeometry(0, 0, 60, 30)
    second.setGeometry(40, 0, 90, 40)
    whole.resize(200, 60)
    whole.show()
    kinds = [line.split(":")[0] for line in misfits(whole)]
    assert "cut" in kinds
    assert kinds[-1] == "covered"


def test_a_body_that_is_too_high_scrolls_to_what_the_program_gives_the_keyboard(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    body = body_layout(QVBoxLayout(whole))
    lines = [line_edit() for _ in range(20)]
    for number, line in enumerate(lines):
        body.addWidget(
            Field(f"Field {number}", line, "A hint that is long enough to be wrapped" * 3)
        )
    whole.resize(300, 240)
    with qtbot.waitActive(whole):
        whole.show()
    lines[-1].setFocus()
    assert not lines[-1].visibleRegion().isEmpty()
    assert [line for line in misfits(whole) if line.startswith("cut")] == []


def test_panes_stand_one_above_the_other_where_the_text_is_large(qtbot, set_look):
    set_look(175, "en")
    panes = TwoPanes(label("listed"), label("chosen"))
    qtbot.addWidget(panes)
    panes.resize(900, 600)
    panes.show()
    assert panes.orientation() is Qt.Orientation.Vertical
    panes.resize(1600, 600)
    assert panes.orientation() is Qt.Orientation.Horizontal
