"""Keys the first answers of a sheet through the real page, then dies as in a power cut.

python tests/journeys/interrupted_child.py PROJECT SETTINGS ANSWERS
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import main
from core.services.demonstration import PASSWORD
from storage.gate import FolderGate
from ui.app import make_application, open_window
from ui.tour.chapters.keying import at, key_question, page_of
from ui.tour.conductor import Conductor, Story
from ui.tour.stage import Stage


def story(stage: Stage, count: int) -> Story:
    yield lambda: QApplication.activeWindow() is not None
    stage.enter()
    yield None
    stage.hands.type("01")
    stage.enter()
    yield lambda: page_of(stage).sheet is not None
    for _ in range(count):
        key = at(stage).cursor
        answer = "2026-11-02" if key == "survey_date" else "1"
        yield from key_question(stage, key, answer)
    print(at(stage).cursor, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def run(project: Path, settings: Path, count: int) -> None:
    application = make_application([])
    gate = FolderGate(project, main.make_desk)
    window = open_window(application, gate, settings)
    window._preferences.guided.wanted = False  # a clerk who comes in here knows the page already
    window.show()
    window.activateWindow()
    window.enter(gate.sign_in("clerk1", PASSWORD))
    stage = Stage(window, window._preferences, settings, print)
    conductor = Conductor(story(stage, count), failed)
    conductor.start()
    application.exec()


def failed(error: BaseException | None) -> None:
    print(repr(error), file=sys.stderr, flush=True)
    os._exit(3)


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
