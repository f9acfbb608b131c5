"""The first steps: a clerk's first minute, by keys alone, of which nothing is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.services import demonstration
from core.services.practice import Task, lesson_of
from core.workflow.tables import TABLES
from tests.support.world import form_of, workbook
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import LANGUAGES, show, world
from ui.keying.presenters import wall_clock

K = Qt.Key
SPECIAL = {Task.BLANK: "+", Task.SEVERAL: "*"}
__all__ = ["show", "world"]


def do(page, exercise) -> None:
    """What the coach asks for, and nothing else."""
    if exercise.task is Task.BEGIN:
        keys("23\n")
    elif exercise.task is Task.UNDO:
        press(K.Key_Z, CTRL)
    elif exercise.task is Task.SIGN:
        press(K.Key_Return, CTRL)
        press(K.Key_Return, CTRL)
    elif exercise.task is Task.CONFIRM:
        keys(exercise.answer * 2)
    else:
        keys(SPECIAL.get(exercise.task) or exercise.answer)


def everything(memory) -> dict[str, list]:
    """The whole journal and every row of every table, whoever may see it."""
    found = {table: memory.raw(table, {}) for table in TABLES}
    drafts = {keying: list(lines) for keying, lines in memory.drafts.items()}
    return found | {"journal": list(memory.lines), "drafts": drafts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minute_of_practice_leaves_nothing_behind(show, world, language):
    world.open_paper(2)
    desk = world.desk("clerk1")
    workspace = show(desk, "work", language=language)
    before = everything(world.memory)
    workspace.go("guide", "begin")
    page = workspace.page
    sitting = page.sitting
    exercises = sitting._lesson.exercises
    assert [e.task for e in exercises][-1] is Task.SIGN
    assert {*Task} == {e.task for e in exercises}, "the questionnaire allows every exercise"
    for number, exercise in enumerate(exercises):
        assert sitting.coach.ticked == number
        do(page, exercise)
    assert sitting.coach.ticked == len(exercises)
    assert focus() is page.finish
    press(K.Key_Return)
    assert workspace.name == "work"
    assert everything(world.memory) == before


def test_another_value_than_the_papers_is_told_and_mended(show, world):
    world.open_paper(1)
    page = show(world.desk("clerk1"), "guide", "begin").page
    sitting = page.sitting
    keys("23\n")
    said = sitting.coach.sentence
    keys("2")
    assert "something else" in sitting.coach.sentence
    assert sitting.coach.ticked == 1
    press(K.Key_Up)
    keys("4")
    assert sitting.coach.ticked == 2
    assert sitting.coach.sentence != said


def test_escape_leaves_at_any_moment(show, world):
    world.open_paper(1)
    workspace = show(world.desk("clerk1"), "work")
    for typed in ("", "23\n", "23\n4", "23\n4+"):
        workspace.go("guide", "begin")
        keys(typed)
        press(K.Key_Escape)
        assert workspace.name == "work"


def test_the_paper_is_read_aloud(show, world):
    page = show(world.desk("clerk1"), "guide", "begin").page
    assert page.sitting.paper.texts[:4] == ("Q08: 4", "Q09: 3", "Q10: –", "Q11: 2 3")


def test_without_a_questionnaire_the_page_says_so_and_lets_go(show):
    from tests.support.world import in_memory

    empty = in_memory("MSC-1.xlsx")
    workspace = show(empty.desk("clerk1"), "work")
    workspace.go("guide", "begin")
    assert workspace.page.sitting is None
    press(K.Key_Return)
    assert workspace.name == "work"


def test_a_clerk_sees_them_once_and_again_when_wanted(enter, gate):
    window = enter()
    window._preferences.guided.wanted = True
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    assert window.workspace.name == "guide"
    press(K.Key_Escape)
    assert window.workspace.name == "work"
    window.lock()
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    assert window.workspace.name == "work"
    window.lock()
    window.enter(gate.sign_in("clerk2", demonstration.PASSWORD))
    assert window.workspace.name == "guide"
    window.lock()
    window.enter(gate.sign_in("leader", demonstration.PASSWORD))
    assert window.workspace.name == "work"


def test_every_form_gives_a_lesson_that_its_own_rules_let_pass():
    for name in ("BSQ-1.xlsx", "MSC-1.xlsx"):
        lesson = lesson_of(form_of(name, workbook(name)), wall_clock())
        assert lesson.exercises[0].task is Task.BEGIN
        assert lesson.exercises[-1].task is Task.SIGN
        assert not {e.question for e in lesson.paper} & set(lesson.filled)
