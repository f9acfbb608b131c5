"""A sheet that was being keyed when the program was killed goes on at the very field, with all beside it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.values import Special
from tests.journeys.conftest import ROOT
from tests.journeys.desk import LANGUAGES, SPECIAL_WORDS, Project
from tests.journeys.kinds import LISTS, NAMESPACE
from tests.support.forms import Row, in_two, workbook
from tests.ui.keyboard import CTRL, focus, keys, press

CHILD = Path(__file__).with_name("interrupted_child.py")
K = Qt.Key
NOTE = {"zh": "备注：written over", "en": "Note: written over"}
MISSING = {"zh": "缺", "en": "missing"}


def question(kind: str, name: str, page: int) -> Row:
    return {"type": kind, "name": name, "bind::tk:page": page, **in_two(f"题{name}", f"The {name}")}


FORM = workbook(
    [
        question("text", "name", 1),
        question("select_one five", "kind", 1),
        question("date", "day", 1),
        question("select_multiple five", "things", 1),
        question("begin_repeat", "trip", 1),
        question("text", "place", 1),
        question("integer", "nights", 1),
        {"type": "end_repeat"},
        question("select_one five", "second", 2),
        question("text", "lost", 2),
        question("select_one five", "third", 3),
        question("integer", "cost", 3),
        question("text", "end", 3),
    ],
    LISTS, form_title="Killed", form_id="killed", version="1", namespaces=NAMESPACE,
)  # fmt: skip
ANSWERS = {
    "name": "王小明", "kind": Special.BLANK, "day": Special.ILLEGIBLE, "things": "1 3",
    "trip[1]/place": "a", "trip[1]/nights": "12", "trip[2]/place": "成都", "trip[2]/nights": "2",
    "second": Special.BLANK, "lost": Special.BLANK, "third": "4",
}  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_killed_program_loses_no_accepted_answer(with_form, tmp_path, language):
    folder = tmp_path / "project"
    shutil.copytree(with_form(FORM), folder)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(CHILD), str(folder), language]
    killed = subprocess.run(command, capture_output=True, text=True, timeout=90, env=env)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout.split() == ["cost"]

    at = Project(folder, language)
    at.start("clerk1")
    at.begin()
    assert not at.page.turn.isVisible(), "the third page was in hand already"
    assert at.cursor == "cost"
    assert focus().text() == "", "what nothing accepted is keyed again"
    answers, notes = at.draft()
    assert answers == ANSWERS == at.presenter.history.answers
    assert notes.pop("trip[1]/place") == "written over"
    assert set(notes) == {"second", "lost"}
    look_back(at)
    press(K.Key_Z, CTRL)
    assert (at.cursor, "third" in at.draft()[0]) == ("third", False)
    press(K.Key_Y, CTRL)
    keys("\n12\nend\n")
    at.sign()
    assert at.signed()[1] == ANSWERS | {"cost": "12", "end": "end"}
    at.stop()


def look_back(at: Project) -> None:
    """Everything stands on the screen as it was keyed, in the language."""
    at.to("name")
    rows = at.sheet.rows
    shown = {key: answer for key, answer in ANSWERS.items() if isinstance(answer, str)}
    assert {key: rows[key].field.text() for key in shown if key in rows} == {
        key: answer for key, answer in shown.items() if key in rows
    }
    assert rows["kind"].special_shown == SPECIAL_WORDS[at.language]["blank"]
    assert rows["day"].special_shown == SPECIAL_WORDS[at.language]["illegible"]
    assert at.shows(NOTE[at.language])
    at.to("lost")
    assert at.cursor == "lost", "nobody asks for the missing page again"
    assert MISSING[at.language] in at.row._note.text()
    at.to("cost")
