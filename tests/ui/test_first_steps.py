"""The first steps: a clerk's first minute, by keys alone, of which nothing is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from core.progress import Silent
from core.services import demonstration
from core.services.practice import Task
from core.workflow.tables import TABLES
from tests.support.forms import many_choices
from tests.support.paper import picture
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import LANGUAGES, show, world

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


def begin(workspace, qtbot):
    """The first steps once their sheet is there."""
    workspace.go("guide", "begin")
    qtbot.waitUntil(lambda: not workspace.is_busy)
    return workspace.page


def everything(memory) -> dict[str, list]:
    """The whole journal and every row of every table, whoever may see it."""
    found = {table: memory.raw(table, {}) for table in TABLES}
    drafts = {keying: list(lines) for keying, lines in memory.drafts.items()}
    return found | {"journal": list(memory.lines), "drafts": drafts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minute_of_practice_leaves_nothing_behind(show, world, qtbot, language):
    world.open_paper(2)
    desk = world.desk("clerk1")
    workspace = show(desk, "work", language=language)
    before = everything(world.memory)
    page = begin(workspace, qtbot)
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


def test_another_value_than_the_papers_is_told_and_mended(show, world, qtbot):
    world.open_paper(1)
    page = begin(show(world.desk("clerk1"), "work"), qtbot)
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


def test_escape_leaves_at_any_moment(show, world, qtbot):
    world.open_paper(1)
    workspace = show(world.desk("clerk1"), "work")
    workspace.go("guide", "begin")
    press(K.Key_Escape)  # while the sheet is made
    assert workspace.name == "work"
    for typed in ("", "23\n", "23\n4", "23\n4+"):
        begin(workspace, qtbot)
        keys(typed)
        press(K.Key_Escape)
        assert workspace.name == "work"


def test_the_sheet_is_made_beside_the_interface(show, world, qtbot):
    workspace = show(world.desk("clerk1"), "work")
    workspace.go("guide", "begin")
    page = workspace.page
    assert workspace.is_busy
    assert page.sitting is None
    qtbot.waitUntil(lambda: page.sitting is not None)
    assert page.sitting.entry.isAncestorOf(focus())


def test_it_is_a_sheet_of_the_questionnaire_published_last(show, world, qtbot):
    admin = world.desk("admin")
    world.memory.time += timedelta(hours=1)
    admin.directory.publish_form(admin.session, "many.xlsx", many_choices(12), Silent())
    page = begin(show(world.desk("clerk1"), "work"), qtbot)
    assert page.sitting._lesson.form.form_id == "many"


def test_the_camera_key_takes_no_picture_and_says_so(show, world, qtbot, tmp_path):
    world.open_paper(1)
    workspace = show(world.desk("clerk1"), "work")
    camera = workspace._tools.preferences.camera
    camera.folder = tmp_path
    (tmp_path / "real.jpg").write_bytes(picture("real"))
    page = begin(workspace, qtbot)
    before = everything(world.memory)
    keys("23\n")
    press(K.Key_F4)
    assert not workspace.is_busy
    assert "practice takes none" in page.sitting.entry.sheet.legend.told
    assert (camera.taken_ns, world.memory.files) == (0, {})
    assert everything(world.memory) == before


def test_a_sheet_set_aside_is_told_of_and_goes_on_where_it_was(show, world, qtbot):
    world.open_paper(1)
    workspace = show(world.desk("clerk1"), "work")
    page = begin(workspace, qtbot)
    before = everything(world.memory)
    keys("23\n4")
    press(K.Key_F12)
    keys("1\n")
    assert "set aside" in workspace.said
    keys("23\n")
    assert page.sitting.coach.ticked == 2
    assert everything(world.memory) == before


def test_the_sheet_of_keys_begins_the_first_steps_anew(show, world, qtbot):
    world.open_paper(1)
    workspace = show(world.desk("clerk1"), "work")
    page = begin(workspace, qtbot)
    first = page.sitting
    keys("23\n4")
    press(K.Key_F1)
    press(K.Key_G)
    qtbot.waitUntil(lambda: not workspace.is_busy)
    assert workspace.page is page
    assert page.sitting is not first
    assert page.sitting.coach.ticked == 0
    keys("23\n")
    assert page.sitting.coach.ticked == 1


def test_the_paper_is_read_aloud(show, world, qtbot):
    page = begin(show(world.desk("clerk1"), "work"), qtbot)
    assert page.sitting.paper.texts[:4] == ("Q08: 4", "Q09: 3", "Q10: –", "Q11: 2 3")


def test_without_a_questionnaire_the_page_says_so_and_lets_go(show, qtbot):
    from tests.support.world import in_memory

    empty = in_memory("MSC-1.xlsx")
    desk = empty.desk("clerk1")
    workspace = show(desk, "work")
    page, guided = begin(workspace, qtbot), workspace._tools.preferences.guided
    assert page.sitting is None
    assert focus() is page.finish
    assert not guided.has_seen(desk.session.person), "there was nothing to see yet"
    press(K.Key_Return)
    assert workspace.name == "work"


def test_a_clerk_sees_them_once_and_again_when_wanted(enter, gate, qtbot):
    window = enter()
    window._preferences.guided.wanted = True
    window.enter(gate.sign_in("clerk1", demonstration.PASSWORD))
    assert window.workspace.name == "guide"
    qtbot.waitUntil(lambda: not window.workspace.is_busy)
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
