"""The table of keys: what F1 shows, what the page does, and what was promised agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ui.keying.keys import BINDINGS, REVIEW, RULING, SHEET, as_markdown

ROOT = Path(__file__).resolve().parents[2]
PROMISE = ROOT.parent / "shared" / "ux.md"
TYPED = {"0–9", "A–Z", "+", "*", "/", "-", "Space"}
"""Keys that are typing, not commands."""
WINDOW = {"Ctrl+L", "F3"}
OTHER_PAGES = ("adjudication:", "review")


def listed() -> set[str]:
    return {key for line in SHEET for key in line.keys}


QT_NAMES = {"Return": "Enter", "Backtab": "Tab", "PgDown": "PgDn", "Ins": "Insert", "Del": "Delete"}


ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def bound() -> set[str]:
    names = set()
    for key, modifiers in BINDINGS:
        name = QKeySequence(key.value).toString()
        name = QT_NAMES.get(name, name)
        shifted = modifiers & Qt.KeyboardModifier.ShiftModifier or key == Qt.Key.Key_Backtab
        control = "Ctrl+" if modifiers & Qt.KeyboardModifier.ControlModifier else ""
        if modifiers & Qt.KeyboardModifier.AltModifier:
            control, name = "Alt+", ARROWS[name]
        names.add(control + ("Shift+" if shifted else "") + name)
    return names


def test_the_documented_keys_are_those_of_the_program():
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == as_markdown()


def test_every_key_on_the_sheet_does_something_and_every_command_is_on_the_sheet():
    commands = listed() - TYPED - WINDOW
    assert commands <= bound()
    assert bound() == commands


def test_no_key_that_the_platform_or_an_input_method_reserves_is_used():
    alt = Qt.KeyboardModifier.AltModifier
    taken = {Qt.Key.Key_F10, Qt.Key.Key_Shift, Qt.Key.Key_Period, Qt.Key.Key_C, Qt.Key.Key_V}
    arrows = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
    with_alt = {key for key, modifiers in BINDINGS if modifiers & alt}
    assert with_alt == arrows, "Alt and a letter belong to menus"
    assert not [key for key, _ in BINDINGS if key in taken]
    assert (Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier) not in BINDINGS


@pytest.mark.skipif(not PROMISE.exists(), reason="the contract of the keys is not beside the code")
def test_every_promised_key_of_entry_is_there():
    rows = re.findall(
        r"^\| (?!key|---)(.+?) \| (.+?) \|$", PROMISE.read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted: set[str] = set()
    for key_cell, meaning in rows:
        if key_cell.startswith(OTHER_PAGES):
            continue
        if "Ctrl+PgUp" in key_cell:  # written short there: Ctrl+PgUp/PgDn, Ctrl+= - 0, Alt+arrows
            assert {"Ctrl+PgUp", "Ctrl+PgDn", "Ctrl+=", "Ctrl+-", "Ctrl+0", "Ctrl+R"} <= listed()
            continue
        wanted |= {key.strip(" `") for key in re.split(r" · |, | or ", key_cell)}
        wanted |= set(re.findall(r"\bCtrl\+\d\b", meaning))
    renamed = {"digits": "0–9", "letters": "A–Z", "keypad Enter": "Enter"}
    prose = {"auto-advance", "ghost guard"}
    missing = {renamed.get(key, key) for key in wanted} - prose - listed()
    assert not missing


@pytest.mark.skipif(not PROMISE.exists(), reason="the contract of the keys is not beside the code")
def test_every_promised_key_of_rulings_and_review_is_there():
    text = PROMISE.read_text(encoding="utf-8")
    (ruling,) = re.findall(r"^\| adjudication: (.+?) \|", text, re.MULTILINE)
    (review,) = re.findall(r"^\| review \| (.+?) \|$", text, re.MULTILINE)
    told = {key for line in RULING for key in line.keys}
    assert set(re.split(r" / |, ", ruling)) <= told
    assert set(re.findall(r"\b([AR]|F7)\b", review)) <= {k for line in REVIEW for k in line.keys}
