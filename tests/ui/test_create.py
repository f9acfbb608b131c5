"""A project is made on the pages: nothing counts before the recovery key is proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import gate_on, window_on
from tests.ui.keyboard import focus, keys
from ui.sign_in.create import CreatePage
from ui.sign_in.units import Unreadable, read_units, write_units


@pytest.fixture
def window(qtbot, tmp_path):
    gate = gate_on(tmp_path / "fresh")
    made = window_on(qtbot, gate, tmp_path / "screen.ini", "en")
    made.gate = gate
    yield made
    gate.close()


def step(window) -> object:
    assert isinstance(window.door, CreatePage)
    return window.door._steps.currentWidget()


def founded(window) -> None:
    keys("Branches 2026\nAda\nada\nlong enough\nlong enough\n")


def shown_key(window) -> str:
    texts = [label.text() for label in step(window).findChildren(QLabel)]
    return next(text for text in texts if text.startswith("AGE-SECRET-KEY-"))


def test_a_project_is_created_by_keys_and_its_administrator_is_in(window, tmp_path):
    founded(window)
    click(step(window), "Next")
    key = shown_key(window)
    assert not window.gate.exists()
    file = tmp_path / "key.txt"
    step(window)._file.entry.setText(str(file))
    click(step(window), "Save")
    assert key in file.read_text(encoding="utf-8")
    click(step(window), "Next")
    click(step(window), "Read the file")
    keys("\n")
    assert window.gate.exists()
    keys("Bo")
    step(window)._login.setText("bo")
    step(window)._password.setFocus()
    keys("also long enough\n")
    assert len(step(window)._table.rows) == 2
    click(step(window), "Start working")
    assert window.workspace is not None
    assert "people" in window.workspace.names
    window.lock()
    window.door._login.setText("bo")
    window.door._password.setFocus()
    keys("also long enough\n")  # the administrator knows it: it opens nothing yet
    assert window.workspace is None
    keys("also long enough\nalso long enough\n")
    assert window.door.first.fields["new"].sentence.startswith("That is the present password")
    window.door.first._away.timeout.emit()  # walked away
    assert not window.gate._open
    keys("also long enough\n")
    window.rebuild()  # another language in between: nobody stays signed in behind the door
    assert not window.gate._open
    window.door._password.setFocus()
    keys("also long enough\nbo's very own\nbo's very own\n")
    assert window.workspace is not None
    assert [held.session.given_password for held in window.gate._open.values()] == [False]
    window.lock()
    window.door._password.setFocus()
    keys("bo's very own\n")
    assert window.workspace is not None


def test_a_wrong_recovery_key_creates_nothing(window):
    founded(window)
    click(step(window), "Next")
    click(step(window), "Next")
    keys("AGE-SECRET-KEY-WRONG\n")
    assert not window.gate.exists()
    assert step(window)._key.sentence


def test_an_existing_key_file_is_never_overwritten(window, tmp_path):
    founded(window)
    click(step(window), "Next")
    file = tmp_path / "key.txt"
    file.write_text("something else", encoding="utf-8")
    step(window)._file.entry.setText(str(file))
    click(step(window), "Save")
    assert file.read_text(encoding="utf-8") == "something else"
    assert step(window)._file.sentence


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("\n\n\n\n\n", "_project"),
        ("P\nAda\nada\nshort\nshort\n", "_password"),
        ("P\nAda\nada\nlong enough\nlong enoagh\n", "_again"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(window, typed, field):
    keys(typed)
    assert getattr(step(window), field).sentence
    assert focus() is getattr(step(window), field).entry


def click(page, text: str) -> None:
    from PySide6.QtWidgets import QPushButton

    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()


def test_units_are_read_from_lines_and_written_back():
    text = "HO, 总行, Head office\nE, 华东, East, HO\nE01，滨江路网点，Riverside，E"
    units = read_units(text)
    assert [(u.id, u.parent, u.level) for u in units] == [
        ("HO", None, "bank"),
        ("E", "HO", "region"),
        ("E01", "E", "branch"),
    ]
    assert read_units(write_units(units)) == units


@pytest.mark.parametrize("text", ["HO, a\nX, b, c, nowhere", "HO, a\nHO, b, , HO", ", a", "HO"])
def test_a_line_that_is_no_unit_is_named(text):
    with pytest.raises(Unreadable):
        read_units(text)


def test_the_key_file_is_suggested_where_documents_are(window):
    founded(window)
    click(step(window), "Next")
    assert Path(step(window)._file.entry.text()).name == "twinkey-recovery-key.txt"
