"""Every key of entry on a real sheet: special values on every type of question, jumps, notes, undo, aside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.values import Special
from tests.journeys.desk import CONTROLS, LANGUAGES, SIGNS, SPECIAL_WORDS, Project
from tests.journeys.kinds import KINDS, of_every_kind
from tests.ui.keyboard import CTRL, SHIFT, focus, keys, press

K = Qt.Key
S = Special
ALL = (S.BLANK, S.SEVERAL, S.NOT_APPLICABLE, S.ILLEGIBLE)
BY_SIGN = dict.fromkeys(("one", "many", "letters", "integer", "decimal", "range", "agreed"), ALL) | {
    "several": (S.BLANK, S.NOT_APPLICABLE, S.ILLEGIBLE),
    "rank": (S.BLANK, S.NOT_APPLICABLE, S.ILLEGIBLE),
    "below": (S.BLANK, S.SEVERAL, S.NOT_APPLICABLE),
}  # fmt: skip
"""Where the first character says it; text, dates and times take any character, negative numbers a minus."""
TAKES_SEVERAL = ("several", "rank")
NAMES = dict(zip(KINDS, (f"Q{n:03d}" for n in range(1, len(KINDS) + 1)), strict=True))
TITLE = {"zh": "跳转：题号或文字", "en": "Go to question: number or text"}
NOTE = {"zh": "备注：{}", "en": "Note: {}"}
ASIDE = {"zh": "答卷 0001 已搁置。", "en": "Sheet 0001 is set aside."}
FIRST_TEXT = {"zh": "第17题", "en": "Question 17"}


@pytest.fixture(params=LANGUAGES)
def begun(request, project):
    """`begun(15)`: so many questions of all types, the first sheet begun."""

    def made(count: int) -> Project:
        at: Project = project(of_every_kind(count)[0], request.param)
        at.start("clerk1")
        at.begin()
        return at

    return made


def say(at: Project, special: Special, *, by_sign: bool) -> None:
    """Key a special value at the cursor, and look that it is taken and shown in words."""
    key = at.cursor
    if by_sign:
        keys(SIGNS[special])
    else:
        press(CONTROLS[special], CTRL)
    assert at.presenter.history.answers.get(key) is special, (key, special)
    row = at.sheet.rows[key]
    assert row.special_shown == SPECIAL_WORDS[at.language][special.value]
    assert row.field.text() == ""


@pytest.mark.parametrize("by_sign", [True, False])
def test_every_special_value_on_every_type_of_question(begun, by_sign):
    at = begun(len(KINDS))
    assert all(at.shows(word) for word in SPECIAL_WORDS[at.language].values())
    for special in ALL:
        expected = {}
        at.to("Q001")
        for kind, name in NAMES.items():
            assert at.cursor == name
            if special is S.SEVERAL and kind in TAKES_SEVERAL:
                refuses_several(at, by_sign=by_sign)
                press(CONTROLS[S.BLANK], CTRL)
                expected[name] = S.BLANK
            else:
                say(at, special, by_sign=by_sign and special in BY_SIGN.get(kind, ()))
                expected[name] = special
        assert at.draft()[0] == expected
    at.sign()
    assert at.signed()[1] == expected


def refuses_several(at: Project, *, by_sign: bool) -> None:
    """Where several may be ticked, that is no special value."""
    key, before = at.cursor, at.draft()[0]
    if by_sign:
        keys("*\n")
    else:
        press(CONTROLS[S.SEVERAL], CTRL)
    assert at.cursor == key
    assert key in at.row.sentence
    assert at.draft()[0] == before
    press(K.Key_Escape)
    assert at.row.sentence == ""


def test_a_sign_is_a_character_where_the_paper_may_say_it(begun):
    at = begun(len(KINDS))
    for kind in ("date", "time", "moment", "text", "barcode", "below"):
        at.to(NAMES[kind])
        signs = "-" if kind == "below" else "+*/-"
        keys(signs)
        assert at.cursor == NAMES[kind]
        assert focus().text() == signs
        press(K.Key_4, CTRL)
        assert at.draft()[0][NAMES[kind]] is S.ILLEGIBLE


def test_jumping_goes_by_number_and_by_the_words_on_the_paper(begun):
    at = begun(40)
    for typed, name in ((FIRST_TEXT[at.language], "Q017"), ("Q030", "Q030"), ("5", "Q005")):
        press(K.Key_F6)
        assert at.shows(TITLE[at.language])
        at.type(typed)
        assert name in at.sheet.panel.texts[0]
        keys("\n")
        assert at.cursor == name
        assert focus() is at.row.field
    press(K.Key_G, CTRL)
    keys("Q001")
    press(K.Key_Escape)
    assert at.cursor == "Q005"


def test_what_is_typed_is_kept_when_another_key_comes_before_enter(begun):
    """A panel, another section, another question: nothing that was typed and is right gets lost."""
    at = begun(40)
    leave = {
        NAMES["integer"]: lambda: (press(K.Key_F6), keys("Q001\n")),
        NAMES["text"]: lambda: (press(K.Key_F8), keys("smudged\n")),
        NAMES["decimal"]: lambda: press(K.Key_PageDown),
        NAMES["barcode"]: lambda: press(K.Key_F7),
        NAMES["date"]: lambda: press(K.Key_Up),
        NAMES["range"]: lambda: (press(K.Key_F12), press(K.Key_Escape), press(K.Key_F7, SHIFT)),
        NAMES["time"]: lambda: (press(K.Key_F1), press(K.Key_Escape), press(K.Key_Down)),
    }
    typed = {NAMES["date"]: "20260228", NAMES["time"]: "0915"}
    for name, by in leave.items():
        at.to(name)
        keys(typed.get(name, "7"))
        by()
    kept = dict.fromkeys(leave, "7") | {NAMES["date"]: "2026-02-28", NAMES["time"]: "09:15"}
    assert at.draft() == (kept, {NAMES["text"]: "smudged"})
    at.to(NAMES["text"])
    assert at.shows(NOTE[at.language].format("smudged"))


def test_what_is_refused_stays_and_is_not_left_by_any_way(begun):
    at = begun(40)
    at.to(NAMES["integer"])
    keys("12x")
    for key in (K.Key_Up, K.Key_PageDown, K.Key_F7, K.Key_F6, K.Key_Return):
        press(key)
        assert at.cursor == NAMES["integer"]
        assert focus().selectedText() == "12x"
        assert NAMES["integer"] in at.row.sentence
    press(K.Key_F8)
    keys("an x is written there\n")
    assert at.draft() == ({}, {NAMES["integer"]: "an x is written there"})


def test_codes_typed_and_codes_picked_from_the_list_come_together(begun):
    at = begun(15)
    at.to(NAMES["several"])
    keys("1 2")
    press(K.Key_F9)
    assert len(at.sheet.panel.texts) == 5
    keys("5\n")
    assert at.draft()[0] == {NAMES["several"]: "1 2 5"}
    at.to(NAMES["many"])
    press(K.Key_F9)
    at.type({"zh": "长表11", "en": "long 11"}[at.language])
    assert len(at.sheet.panel.texts) == 1
    keys("\n")
    assert at.draft()[0][NAMES["many"]] == "11"


def test_what_is_open_is_gone_through_and_round(begun):
    at = begun(6)
    at.to("Q002")
    keys("12")
    at.to("Q004")
    keys("3\n")
    at.to("Q001")
    visited = []
    for _ in range(5):
        press(K.Key_F7)
        visited.append(at.cursor)
    assert visited == ["Q003", "Q005", "Q006", "Q001", "Q003"]
    press(K.Key_F7, SHIFT)
    assert at.cursor == "Q001"


def test_sections_turn_and_stop_at_both_ends(begun):
    at = begun(40)
    places = []
    for key in (K.Key_PageDown, K.Key_PageDown, K.Key_PageUp, K.Key_PageUp):
        press(key)
        places.append(at.cursor)
    assert places == ["Q024", "Q024", "Q001", "Q001"]
    assert at.shows({"zh": "第1节", "en": "Section 1"}[at.language])


def test_the_first_question_is_not_the_end_of_the_form(begun):
    at = begun(6)
    press(K.Key_Up)
    assert at.cursor == "Q001"
    assert at.sheet.legend.told == ""


def test_undo_and_redo_walk_through_a_restart(begun):
    at = begun(15)
    keys("3")
    press(K.Key_1, CTRL)
    keys("a\n2 4\n")
    whole = at.draft()[0]
    assert whole == {"Q001": "3", "Q002": S.BLANK, "Q003": "A", "Q004": "2 4"}
    press(K.Key_Z, CTRL)
    press(K.Key_Z, CTRL)
    at.restart("clerk1")
    assert at.cursor == "Q003"
    press(K.Key_Z, CTRL)
    assert at.draft()[0] == {"Q001": "3"}
    assert at.sheet.rows["Q002"].special_shown == ""
    at.restart("clerk1")
    for _ in range(4):
        press(K.Key_Y, CTRL)
    assert at.draft()[0] == whole
    assert at.sheet.rows["Q002"].special_shown == SPECIAL_WORDS[at.language]["blank"]
    assert at.cursor == "Q004"


def test_a_sheet_is_set_aside_with_its_reason(begun):
    at = begun(15)
    keys("3")
    press(K.Key_F12)
    assert len(at.sheet.panel.texts) == 4
    press(K.Key_Escape)
    assert at.cursor == "Q002"
    press(K.Key_F12)
    press(K.Key_Down)
    press(K.Key_Return)
    assert at.page.sheet is None
    assert at.shows(ASIDE[at.language])
    leader = at.desk("leader")
    (row,) = leader.adjudication._ledger.rows(leader.session, "set_aside", {})
    assert (row["sheet"].split("/")[-1], row["reason"]) == ("0001", "not_my_batch")
