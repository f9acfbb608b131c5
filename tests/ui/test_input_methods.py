"""What an input method composes is its own: its keys do nothing on the page, and leaving keeps it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.keyboard import CTRL, NONE, commit, compose, focus, keys, press
from tests.ui.stage import show, world

K = Qt.Key
__all__ = ["show", "world"]


class InputMethod:
    """As the system's: asked to commit, it hands over what it composes to the field that has the keyboard."""

    def __init__(self, composed: str) -> None:
        self._composed = composed

    def commit(self) -> None:
        composed, self._composed = self._composed, ""
        commit(composed)


@pytest.fixture
def composing(monkeypatch):
    """`composing("王")`: the field with the keyboard shows a composition that ends in this."""

    def begin(text: str) -> None:
        method = InputMethod(text)
        monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: method)
        compose("wang")

    return begin


@pytest.fixture
def text_field(show, world):
    """The collector's name on a sheet of clerk 1."""
    workspace = show(world.desk("clerk1"), "keying", (world.open_paper(2), "0001"))
    keys("20261115\n1")
    assert workspace.page.sheet.row.field.is_text
    return workspace


def typed(workspace) -> str:
    return workspace.page.sheet.rows["collector"].field.text()


def test_the_line_that_finds_sheets_takes_the_keyboard_and_no_composition(text_field, composing):
    composing("王")
    press(K.Key_F3)
    assert focus() is text_field.finder.line
    assert (typed(text_field), text_field.finder.line.text()) == ("王", "")
    press(K.Key_Escape)
    keys("\n")
    assert text_field.page.sheet.presenter.history.answers["collector"] == "王"


def test_another_page_keeps_what_was_composed(text_field, composing):
    place = text_field.page.place()
    composing("王")
    press(K.Key_Tab, CTRL)
    assert text_field.name != "keying"
    text_field.go("keying")
    assert text_field.page.place() == place
    assert typed(text_field) == "王"


def test_a_note_keeps_what_was_composed_when_the_list_of_keys_is_looked_at(text_field, composing):
    press(K.Key_F8)
    composing("脏")
    press(K.Key_F3)
    press(K.Key_Escape)
    keys("\n")
    assert text_field.page.sheet.presenter.history.notes == {"collector": "脏"}


@pytest.mark.parametrize("key", [K.Key_F2, K.Key_F5, K.Key_PageDown, K.Key_F7, K.Key_Escape])
def test_no_key_of_the_composition_reaches_the_widgets_around(text_field, key):
    reached = []
    page = text_field.page

    class Around(type(page)):
        def keyPressEvent(self, event) -> None:
            reached.append(event.key())

    page.__class__ = Around
    compose("wang")
    press(key)
    assert reached == []


def misread(truth) -> str:
    return "1" if truth["0001"]["Q03"] != "1" else "2"


KEYS = [(K.Key_Return, NONE), (K.Key_Escape, NONE), (K.Key_F7, NONE), (K.Key_PageUp, NONE)]


@pytest.mark.parametrize(("key", "modifiers"), KEYS)
def test_a_note_on_a_ruling_that_is_composed_decides_nothing(show, world, key, modifiers):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth, {(1, "0001", "Q02"): "9", (1, "0001", "Q03"): misread(truth)})
    world.compare(batch)
    page = show(world.desk("judge1"), "adjudication", batch).page
    keys("1n")
    before = page.presenter.state
    compose("zang")
    press(key, modifiers)
    assert page.presenter.state == before
    assert page.ruling.panel.isVisible()
    commit("脏")
    keys("\n")
    assert page.presenter.state.verdict.note == "脏"
    assert QApplication.focusWidget() is page.ruling
