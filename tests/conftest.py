"""Every test runs without a screen, without a network and without the person's own files."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMessageBox,
    QWidget,
)

PROVING = os.environ.get("TWINKEY_PROVE") == "1"
# each of these waits for a person who is not there
STATIC_DIALOGS: dict[type, tuple[str, ...]] = {
    QMessageBox: ("information", "warning", "critical", "question", "about", "aboutQt"),
    QFileDialog: (
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
        "getExistingDirectory",
    ),
    QInputDialog: ("getText", "getMultiLineText", "getInt", "getDouble", "getItem"),
    QColorDialog: ("getColor",),
    QFontDialog: ("getFont",),
}

# the same examples in every ordinary run, so that a red test is red for everybody
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "prove",
    max_examples=500,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("prove" if PROVING else "quick"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the proving tests out of an ordinary run; whole stories come last: what a tour leaves behind
    in the application makes every later window slower."""
    items.sort(key=lambda item: "journeys" in item.path.parts)
    if PROVING or "prove" in config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("prove")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("prove")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test by the names of the programs it needs and does not find."""
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    absent = [program for program in wanted if shutil.which(program) is None]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone."""
    QStandardPaths.setTestModeEnabled(True)
    folder = tmp_path / "data"
    monkeypatch.setenv("TWINKEY_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is offline: a connection to anywhere is a failure."""

    def refuse(*where: object, **_: object) -> None:
        target = [part for part in where if not isinstance(part, socket.socket)]
        raise AssertionError(f"a network connection in a test: {target!r}")

    for call in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, call, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def no_waiting_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A modal dialog would hang the suite: make it a failure with a name instead.

    QMenu.exec cannot be replaced in PySide6: only the time limit of pytest ends such a test.
    """

    def refuse(self: QDialog, *_: object) -> int:
        raise AssertionError(f"{type(self).__name__}.exec() in a test: {self.windowTitle()!r}")

    for modal in (QDialog, QMessageBox, QFileDialog, QInputDialog):
        monkeypatch.setattr(modal, "exec", refuse)
    for dialog, names in STATIC_DIALOGS.items():
        for name in names:
            monkeypatch.setattr(dialog, name, staticmethod(refusing(f"{dialog.__name__}.{name}")))


def refusing(what: str) -> Callable[..., None]:
    def refuse(*shown: object, **_: object) -> None:
        raise AssertionError(f"{what} in a test: {shown[1:]!r}")

    return refuse


@pytest.fixture(autouse=True, scope="session")
def collected_on_this_thread_alone() -> Iterator[None]:
    """The time limit of each test is a thread: collecting there would destroy widgets, and Qt crashes."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


SOME_MODULES = 40
FROZEN_WITH = [0]


def freeze_new_modules() -> None:
    """What large libraries brought lives to the end; never a window, which would be painted anew for ever."""
    if len(sys.modules) > FROZEN_WITH[0] + SOME_MODULES:
        gc.collect()
        if not windows_now():
            gc.freeze()
            FROZEN_WITH[0] = len(sys.modules)


def windows_now() -> list[QWidget]:
    return QApplication.topLevelWidgets() if QApplication.instance() is not None else []


@pytest.fixture(autouse=True)
def no_left_over_windows() -> Iterator[None]:
    """A window of one test must not take the focus of the next, nor be destroyed at any later time."""
    freeze_new_modules()
    yield
    windows = windows_now()
    if not windows:
        gc.collect(1)
        return
    for window in windows:
        window.close()
    # deleteLater() only acts on this event, which processEvents() alone does not deliver
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
    freeze_new_modules()
