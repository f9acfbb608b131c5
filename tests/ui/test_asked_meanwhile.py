"""What a panel asks is still asked, with what was typed, after a look at something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.keyboard import CTRL, commit, compose, focus, keys, press
from tests.ui.stage import show, world
from tests.ui.test_rough_hands import hold

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
__all__ = ["show", "world"]
AWAY = {"keys": (K.Key_F1, K.Key_F1), "find": (K.Key_F3, K.Key_Escape)}


def away(how: str) -> None:
    there, back = AWAY[how]
    press(there)
    press(back)


@pytest.mark.parametrize("how", AWAY)
def test_a_note_half_typed_is_gone_on_with(show, world, how):
    batch = world.open_paper(1)
    page = show(world.desk("clerk1"), "keying", (batch, "0001")).page
    key = page.sheet.presenter.cursor
    press(K.Key_F8)
    line = focus()
    keys("smud")
    away(how)
    assert focus() is line
    keys("ged\n")
    assert page.sheet.presenter.history.notes == {key: "smudged"}
    assert focus() is page.sheet.row.field


@pytest.mark.parametrize("how", AWAY)
def test_setting_aside_is_still_asked(show, world, how):
    batch = world.open_paper(2)
    page = show(world.desk("clerk1"), "keying", (batch, "0001")).page
    press(K.Key_F12)
    away(how)
    keys("4\n")
    assert page.sheet is None


@pytest.mark.parametrize("how", AWAY)
def test_a_note_on_a_ruling_is_gone_on_with(show, world, how):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q02"): "9"})
    world.compare(batch)
    page = show(world.desk("judge1"), "adjudication", batch).page
    keys("1n")
    keys("struck")
    away(how)
    keys(" out\n")
    assert page.presenter.state.verdict.note == "struck out"
    assert focus() is page.ruling


@pytest.mark.parametrize("how", AWAY)
def test_a_reason_on_the_batch_page_is_gone_on_with(show, world, how):
    batch = world.open_paper(1)
    page = show(world.desk("leader"), "batch", batch).page
    keys("b")
    focus().selectAll()
    keys("2026-")
    away(how)
    keys("12-31\n")
    assert page._batch.due == "2026-12-31"
    assert focus() is page.register.view


COMMANDS = [
    (K.Key_PageDown, Qt.KeyboardModifier.NoModifier),
    (K.Key_PageUp, Qt.KeyboardModifier.NoModifier),
    (K.Key_F1, Qt.KeyboardModifier.NoModifier),
    (K.Key_F6, Qt.KeyboardModifier.NoModifier),
    (K.Key_F7, Qt.KeyboardModifier.NoModifier),
    (K.Key_F8, Qt.KeyboardModifier.NoModifier),
    (K.Key_F12, Qt.KeyboardModifier.NoModifier),
    (K.Key_1, CTRL),
    (K.Key_4, CTRL),
    (K.Key_Z, CTRL),
]


@pytest.mark.parametrize(("key", "modifiers"), COMMANDS)
def test_while_an_input_method_composes_its_keys_are_not_the_pages(show, world, key, modifiers):
    batch = world.open_paper(1)
    page = show(world.desk("clerk1"), "keying", (batch, "0001")).page
    keys("20261115\n1")
    place, before = page.sheet.presenter.cursor, dict(page.sheet.presenter.history.answers)
    assert page.sheet.row.field.is_text
    compose("wang")
    press(key, modifiers)
    assert page.sheet.presenter.cursor == place
    assert page.sheet.presenter.history.answers == before
    assert focus() is page.sheet.row.field
    assert not page.keys.isVisible()
    commit("王")
    keys("\n")
    assert page.sheet.presenter.history.answers[place] == "王"


@pytest.mark.parametrize(
    ("key", "modifiers"), [(K.Key_Down, ALT), (K.Key_Left, ALT), (K.Key_Equal, CTRL)]
)
def test_the_scan_moves_on_while_its_key_is_held(show, world, key, modifiers):
    batch = world.open_paper(1)
    page = show(world.desk("clerk1"), "keying", (batch, "0001")).page
    asked = []
    page.sheet.asked.connect(asked.append)
    hold(key, "", modifiers)
    assert len(asked) == 31


@pytest.mark.parametrize("field", ["code", "text"])
def test_a_reader_that_sends_f3_first_answers_no_question(show, world, field):
    batch = world.open_paper(2)
    leader = world.desk("leader")
    code = leader.batches.batch(leader.session, batch).code
    page = show(world.desk("clerk1"), "keying", (batch, "0001")).page
    keys("20261115\n" + ("1" if field == "text" else ""))
    before = dict(page.sheet.presenter.history.answers)
    press(K.Key_F3)
    keys(f"{code}-0002\n")
    assert page.place() == (batch, "0002")
    assert page.sheet.presenter.history.answers == {}
    page.open_at((batch, "0001"))
    assert page.sheet.presenter.history.answers == before


def test_a_camera_folder_that_is_gone_is_said_and_holds_nobody(show, world, tmp_path):
    page = show(world.desk("clerk1"), "preferences").page
    line = page.camera.line
    line.setFocus()
    keys(str(tmp_path / "gone"))
    press(K.Key_Tab)
    assert focus() is not line
    assert "gone" in page.camera.sentence
    line.setFocus()
    keys("\n")
    assert focus() is line
    assert line.selectedText() == line.text()
    (tmp_path / "gone").mkdir()
    press(K.Key_End)
    press(K.Key_Backspace)
    keys("e")
    press(K.Key_Tab)
    assert page.camera.sentence == ""
    assert page._preferences.camera.folder == tmp_path / "gone"
    line.setFocus()
    line.selectAll()
    press(K.Key_Delete)
    keys("\n")
    assert page._preferences.camera.folder is None
