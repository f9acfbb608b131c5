"""The sheet of keys closes by the key that opened it, and nothing else closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import show, world

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
__all__ = ["show", "world"]


def test_f1_opens_and_closes_the_keys_of_every_page(show, world):
    world.open_paper(1)
    workspace = show(world.desk("leader"), "batches")
    press(K.Key_F1)
    assert workspace.name == "keys"
    press(K.Key_F1)
    assert workspace.name == "batches"


def test_f1_opens_and_closes_the_keys_of_entry_and_the_answer_half_typed_stays(show, world):
    batch = world.open_paper(1)
    workspace = show(world.desk("clerk1"), "keying", (batch, "0001"))
    page = workspace.page
    keys("2026")
    press(K.Key_F1)
    assert page.keys.isVisible()
    press(K.Key_F1)
    assert workspace.name == "keying"
    assert not page.keys.isVisible()
    assert focus() is page.sheet.row.field
    assert focus().text() == "2026"


def test_only_plain_letters_print_or_lead_away(show, world):
    workspace = show(world.desk("clerk1"), "work")
    press(K.Key_F1)
    for key in (K.Key_G, K.Key_P):
        for modifiers in (CTRL, ALT):
            press(key, modifiers)
    assert workspace.name == "keys"
    assert not workspace.is_busy
    assert not workspace.said


def test_ctrl_tab_takes_the_find_line_along(show, world):
    world.open_paper(1)
    workspace = show(world.desk("leader"), "work")
    press(K.Key_F3)
    keys("00")
    press(K.Key_Tab, CTRL)
    assert workspace.name != "work"
    assert workspace.finder.isHidden()
