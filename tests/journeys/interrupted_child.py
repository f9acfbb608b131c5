"""Keys a sheet as the story has it, then dies as in a power cut, in the middle of a field.

python tests/journeys/interrupted_child.py PROJECT LANGUAGE
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.desk import Project
from tests.ui.keyboard import CTRL, keys, press

K = Qt.Key


def key_and_die(at: Project) -> None:
    at.start("clerk1")
    at.begin()
    at.type("王小明")
    keys("\n+")
    press(K.Key_4, CTRL)
    keys("3 1\n")
    keys("a\n12\n")
    press(K.Key_Escape)  # the second page is asked for, but there is one more trip on the first
    press(K.Key_Up)
    press(K.Key_F8)
    keys("written over\n")
    press(K.Key_Insert)
    at.type("成都")
    keys("\n2\n")
    press(K.Key_F12)  # the second page is missing, and once more
    press(K.Key_F12)
    keys("01\n")  # the third is in hand
    keys("5")
    press(K.Key_Z, CTRL)
    keys("4")
    keys("12")  # nothing has accepted this yet
    print(at.cursor, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    key_and_die(Project(Path(sys.argv[1]), sys.argv[2]))
