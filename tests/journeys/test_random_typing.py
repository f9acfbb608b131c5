"""Random keys against a plain model of what they come to: what is shown, and what the store holds."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.values import Special
from tests.conftest import PROVING
from tests.journeys.desk import LANGUAGES, SPECIAL_WORDS, Project
from tests.journeys.kinds import LISTS, NAMESPACE
from tests.journeys.typing_model import Field, Model
from tests.support.forms import in_two, workbook
from tests.ui.keyboard import CTRL, NONE, SHIFT, focus, keys, press
from ui.keying import presenters

K = Qt.Key
PAD = Qt.KeyboardModifier.KeypadModifier
SEEDS, PRESSES = (range(100, 115), 600) if PROVING else (range(1), 500)
STEP_MS = 20
FIVE, TWELVE = tuple("12345"), tuple(str(n) for n in range(1, 13))
END = {
    "zh": "已到末尾：按 Ctrl+Enter 自查并提交。",
    "en": "End of the form: Ctrl+Enter to check and submit.",
}
FIELDS = (
    Field("Q01", "one", FIVE, is_required=True),
    Field("Q02", "one", TWELVE),
    Field("Q03", "one", ("A", "B", "AB"), is_required=True),
    Field("Q04", "several", FIVE),
    Field("Q05", "rank", FIVE),
    Field("Q06", "integer", is_required=True),
    Field("Q07", "below"),
    Field("Q08", "decimal"),
    Field("Q09", "range"),
    Field("Q10", "date", is_required=True),
    Field("Q11", "time"),
    Field("Q12", "text", is_required=True),
    Field("Q13", "one", FIVE, {"98": Special.BLANK, "99": Special.ILLEGIBLE}),
    Field("Q14", "agreed"),
)
PARTS = (0, 8)
"""Where the two sections begin."""
TYPES = {
    "Q01": "select_one five", "Q02": "select_one many", "Q03": "select_one letters",
    "Q04": "select_multiple five", "Q05": "rank five", "Q06": "integer", "Q07": "integer",
    "Q08": "decimal", "Q09": "range", "Q10": "date", "Q11": "time", "Q12": "text",
    "Q13": "select_one five", "Q14": "acknowledge",
}  # fmt: skip
MORE = {
    "Q07": {"constraint": ". >= -999999999999999"},
    "Q09": {"parameters": "start=0 end=10 step=1"},
    "Q13": {"bind::tk:missing": "98=blank 99=illegible"},
}
LIKELY = {
    "one": "1 2 11 12 a b ab 98 9 7", "several": "13 4,5 2 2 31 6", "rank": "321 4 44 51",
    "integer": "12 042 0 999999999999999 1234567890123456", "below": "-7 12 - -", "agreed": "1 ok 2",
    "decimal": "1.50 .5 -3. 7 1.2.3", "range": "10 0 11 4.0 4.5", "text": "ab wang 1",
    "date": "20260228 1122 2026-1-2 3/4 0229 20261301", "time": "915 9:15 2359 24:00 12.30.59",
}  # fmt: skip
SPECIALS = {
    K.Key_1: Special.BLANK, K.Key_2: Special.SEVERAL, K.Key_3: Special.NOT_APPLICABLE,
    K.Key_4: Special.ILLEGIBLE, K.Key_5: Special.REFUSED,
}  # fmt: skip


def form() -> bytes:
    def group(number: int) -> dict:
        return {
            "type": "begin_group",
            "name": f"s{number}",
            **in_two(f"第{number}节", f"Part {number}"),
        }

    rows = [
        {
            "type": TYPES[each.name], "name": each.name, "bind::tk:qno": each.name,
            "required": "yes" if each.is_required else "",
            **in_two(f"题{each.name}", f"Question {each.name}"), **MORE.get(each.name, {}),
        }
        for each in FIELDS
    ]  # fmt: skip
    end = {"type": "end_group"}
    survey = [group(1), *rows[: PARTS[1]], end, group(2), *rows[PARTS[1] :], end]
    return workbook(survey, LISTS, form_title="Model", form_id="model", version="1",
                    namespaces=NAMESPACE)  # fmt: skip


FORM = form()


class Clerk:
    """Presses a key here and in the model."""

    def __init__(self, at: Project, model: Model, dice: random.Random) -> None:
        self.at, self.model, self.dice = at, model, dice

    def character(self, character: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            code = ord(character.upper()) if character.isascii() else 0
            QApplication.sendEvent(focus(), QKeyEvent(kind, code, modifiers, character))
        self.model.character(character)

    def anything(self) -> None:
        self.character(self.dice.choice("0123456789" * 3 + "+-*/" * 2 + "abx ,.:"))

    def wide(self) -> None:
        self.character(self.dice.choice("０１２３４５６７８９＋－"))

    def pad(self) -> None:
        self.character(self.dice.choice("0123456789+-*/"), PAD)

    def likely(self) -> None:
        """What fits the question, and sometimes Enter."""
        key = self.model.here.name
        for character in self.dice.choice(LIKELY[self.model.here.kind].split()):
            if self.model.here.name == key:
                self.character(character)
        if self.dice.random() < 0.7:
            self.enter()

    def enter(self) -> None:
        key, modifiers = self.dice.choice(
            [(K.Key_Return, NONE), (K.Key_Enter, PAD), (K.Key_Tab, NONE), (K.Key_Down, NONE)]
        )
        press(key, modifiers)
        self.model.enter()

    def up(self) -> None:
        press(*self.dice.choice([(K.Key_Up, NONE), (K.Key_Backtab, SHIFT)]))
        self.model.up()

    def escape(self) -> None:
        press(K.Key_Escape)
        self.model.escape()

    def backspace(self) -> None:
        press(K.Key_Backspace)
        self.model.backspace()

    def special(self) -> None:
        key = self.dice.choice(list(SPECIALS))
        press(key, CTRL)
        self.model.special(SPECIALS[key])

    def undo(self) -> None:
        press(K.Key_Z, CTRL)
        self.model.undo()

    def redo(self) -> None:
        press(K.Key_Y, CTRL)
        self.model.redo()

    def page(self) -> None:
        by = self.dice.choice([1, -1])
        press(K.Key_PageDown if by > 0 else K.Key_PageUp)
        self.model.page(by)

    def open(self) -> None:
        by = self.dice.choice([1, -1])
        press(K.Key_F7, NONE if by > 0 else SHIFT)
        self.model.open(by)

    def jump(self) -> None:
        to = self.dice.randrange(len(FIELDS))
        press(K.Key_F6)
        if self.at.sheet.panel.isVisible():
            keys(f"{FIELDS[to].name}\n")
        self.model.jump(to)

    def note(self) -> None:
        text = self.dice.choice(["smudged", "torn"])
        press(K.Key_F8)
        keys(f"{text}\n")
        self.model.note(text)

    def pick(self) -> None:
        if self.model.here.codes:
            code = self.dice.choice(self.model.here.codes)
            press(K.Key_F9)
            keys(f"{code}\n")
            self.model.pick(code)

    def restart(self) -> None:
        self.at.restart("clerk1")
        self.model.restart()


ODDS: dict[Callable[[Clerk], None], int] = {
    Clerk.anything: 22, Clerk.likely: 20, Clerk.wide: 4, Clerk.pad: 5, Clerk.enter: 14,
    Clerk.up: 7, Clerk.escape: 3, Clerk.backspace: 4, Clerk.special: 6, Clerk.undo: 6,
    Clerk.redo: 4, Clerk.page: 3, Clerk.open: 3, Clerk.jump: 2, Clerk.note: 1, Clerk.pick: 4,
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_random_keys_come_to_what_a_plain_model_says(project, monkeypatch, language, seed):
    model, dice = Model(FIELDS, PARTS), random.Random(f"{seed} {language}")
    monkeypatch.setattr(presenters, "even_clock_ms", lambda: model.now)
    at: Project = project(FORM, language)
    at.start("clerk1")
    at.begin()
    clerk, told = Clerk(at, model, dice), []
    for number in range(PRESSES):
        model.now += dice.choice([STEP_MS, STEP_MS, 15 * STEP_MS])
        model.is_refused = model.is_at_end = False
        act = dice.choices(list(ODDS), list(ODDS.values()))[0]
        act = Clerk.restart if number == PRESSES // 2 else act
        told.append(f"{act.__name__} at {model.here.name} {model.typed!r}")
        act(clerk)
        assert differing(at, model) == {}, told[-6:]
    clerk.restart()
    assert differing(at, model) == {}
    assert at.draft() == (model.answers, model.notes)


def differing(at: Project, model: Model) -> dict[str, tuple]:
    """What the screen shows and the model does not say, or the other way round."""
    row, name = at.row, model.here.name
    special = model.answers.get(name)
    chip = SPECIAL_WORDS[at.language][special.value] if isinstance(special, Special) else ""
    seen = {
        "cursor": (at.cursor, name),
        "field": (row.field.text(), model.typed),
        "selected": (row.field.selectedText(), model.typed if model.is_selected else ""),
        "special": (row.special_shown, chip),
        "answers": (at.presenter.history.answers, model.answers),
        "notes": (at.presenter.history.notes, model.notes),
        "focus": (focus(), row.field),
        "edited": (row.field.edited, model.is_edited),
    }
    if model.is_refused:
        seen["refusal"] = (name in row.sentence, True)
    if model.is_at_end:
        seen["end"] = (at.sheet.legend.told, END[at.language])
    return {what: pair for what, pair in seen.items() if pair[0] != pair[1]}
