"""Sheets whose groups repeat: as many lines as the paper has, added, removed and put back by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.desk import LANGUAGES, Project, wait_until
from tests.support.forms import Row, in_two, options, workbook
from tests.ui.keyboard import CTRL, focus, keys, press

K = Qt.Key
LISTS = {
    "yn": options(("1", "是", "yes"), ("2", "否", "no")),
    "five": options(*((str(n), f"物品{n}", f"thing {n}") for n in range(1, 6))),
}
THERE = {"zh": "行程 2", "en": "The trip 2"}
COUNTED = {
    "zh": "这里的行数由问卷中的一道题决定。",
    "en": "An answer of the form says how many lines there are here.",
}


def question(kind: str, name: str, chinese: str, **more: str) -> Row:
    return {"type": kind, "name": name, **in_two(chinese, f"The {name}"), **more}


FORM = workbook(
    [
        question("integer", "people", "人数", required="yes"),
        question("begin_repeat", "person", "成员", repeat_count="${people}"),
        question("integer", "age", "年龄", required="yes"),
        question("select_one yn", "works", "是否工作", relevant="${age} > 15"),
        question("integer", "hours", "工时", relevant="${works} = 1"),
        {"type": "end_repeat"},
        question("begin_repeat", "trip", "行程"),
        question("text", "place", "地点", required="yes"),
        question("begin_repeat", "item", "携带"),
        question("select_multiple five", "what", "物品", required="yes"),
        question("text", "why", "原因", relevant="selected(${what}, '3')"),
        {"type": "end_repeat"},
        question("select_one yn", "again", "再去"),
        {"type": "end_repeat"},
        question("text", "end", "其他"),
    ],
    LISTS, form_title="Lines", form_id="lines", version="1",
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def at(request, project) -> Project:
    made = project(FORM, request.param)
    made.start("clerk1")
    made.begin()
    return made


def answers(at: Project) -> dict:
    """What is shown and what is stored, which are the same."""
    stored = at.draft()[0]
    assert at.presenter.history.answers == stored
    shown = {key: row.field.text() for key, row in at.sheet.rows.items() if row.field.text()}
    assert shown == {key: stored[key] for key in at.sheet.rows if key in stored}
    assert at.cursor in at.sheet.rows
    assert focus() is at.row.field
    return stored


def trips(at: Project) -> dict:
    return {key: answer for key, answer in answers(at).items() if key.startswith("trip")}


def test_sheets_with_uneven_lines_are_signed_as_the_papers_say(at):
    keys("2\n40\n138\n12\n")
    assert at.cursor == "trip[1]/place", "a child of twelve is not asked for work"
    at.type("北京")
    keys("\n1 3 1\n")
    at.type("开会")
    keys("\n1")
    press(K.Key_Up)
    press(K.Key_Insert)
    assert at.cursor == "trip[2]/place"
    keys("Xi'an\n2 5\n1end\n")
    first = {
        "people": "2", "person[1]/age": "40", "person[1]/works": "1", "person[1]/hours": "38",
        "person[2]/age": "12", "trip[1]/place": "北京", "trip[1]/item[1]/what": "3",
        "trip[1]/item[1]/why": "开会", "trip[1]/again": "1", "trip[2]/place": "Xi'an",
        "trip[2]/item[1]/what": "2 5", "trip[2]/again": "1", "end": "end",
    }  # fmt: skip
    assert answers(at) == first
    at.sign()
    keys("02\n")
    keys("0\n")
    assert at.cursor == "trip[1]/place", "nobody lives there"
    keys("home\n54\n2")
    assert at.cursor == "end"
    second = {
        "people": "0", "trip[1]/place": "home", "trip[1]/item[1]/what": "4 5", "trip[1]/again": "2",
    }  # fmt: skip
    assert answers(at) == second
    at.sign()
    assert at.signed("0001") == {1: first}
    assert at.signed("0002") == {1: second}


def test_a_line_begins_in_the_group_that_the_cursor_is_in(at):
    at.to("place")
    keys("a\n1\n1")
    press(K.Key_Up)
    press(K.Key_Insert)
    keys("b\n2\n")
    press(K.Key_Up)
    press(K.Key_Insert)
    assert at.cursor == "trip[2]/item[2]/what", "not in the first trip"
    assert at.shows({"zh": "行程 2 · 携带 2", "en": "The trip 2 · The item 2"}[at.language])
    press(K.Key_F6)
    at.type({"zh": "物品", "en": "The what"}[at.language])
    assert len(set(at.sheet.panel.texts)) == 3, "each line is told from the others"
    press(K.Key_Escape)
    keys("3\n")
    assert at.cursor == "trip[2]/item[2]/why"
    assert trips(at) == {
        "trip[1]/place": "a", "trip[1]/item[1]/what": "1", "trip[1]/again": "1",
        "trip[2]/place": "b", "trip[2]/item[1]/what": "2", "trip[2]/item[2]/what": "3",
    }  # fmt: skip


def test_a_removed_line_takes_its_answers_and_notes_and_undo_brings_them_back(at):
    at.to("place")
    for place, things in (("a", "1"), ("b", "2"), ("c", "3")):
        keys(f"{place}\n{things}\n")
        if things == "3":
            keys("why\n")
        keys("1")
        press(K.Key_Up)
        press(K.Key_F8)
        keys(f"note {place}\n")
        press(K.Key_Insert)
    whole = trips(at)
    at.to("place")
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Down)
    assert at.cursor == "trip[2]/place"
    press(K.Key_Delete, CTRL)
    without = {
        "trip[1]/place": "a", "trip[1]/item[1]/what": "1", "trip[1]/again": "1",
        "trip[2]/place": "c", "trip[2]/item[1]/what": "3", "trip[2]/item[1]/why": "why",
        "trip[2]/again": "1",
    }  # fmt: skip
    assert at.cursor == "trip[2]/place"
    assert trips(at) == without
    assert at.draft()[1] == {"trip[1]/again": "note a", "trip[2]/again": "note c"}
    assert at.shows("note c")
    assert not at.shows("note b")
    at.restart("clerk1")
    press(K.Key_Z, CTRL)
    assert trips(at) == whole
    assert at.cursor == "trip[2]/place"
    notes = {f"trip[{n}]/again": f"note {place}" for n, place in enumerate("abc", 1)}
    assert at.draft()[1] == notes == at.presenter.history.notes
    press(K.Key_Y, CTRL)
    assert trips(at) == without


def test_a_line_begun_by_mistake_does_not_keep_the_sheet_from_being_signed(at):
    keys("0\nhere\n1\n1")
    press(K.Key_Up)
    press(K.Key_Insert)
    press(K.Key_Return, CTRL)
    assert at.page.check.texts[0].startswith(THERE[at.language]), "which of the two is not answered"
    press(K.Key_Escape)
    press(K.Key_Delete, CTRL)
    at.sign()
    assert set(at.signed()[1]) == {"people", "trip[1]/place", "trip[1]/item[1]/what",
                                   "trip[1]/again"}  # fmt: skip


def test_what_was_undone_in_a_line_is_redone_after_a_restart(at):
    keys("0\nhere\n1\n1")
    press(K.Key_Up)
    press(K.Key_Insert)
    keys("there\n")
    press(K.Key_Z, CTRL)
    at.restart("clerk1")
    press(K.Key_Y, CTRL)
    assert trips(at)["trip[2]/place"] == "there"
    assert at.cursor == "trip[2]/place"


def test_the_count_decides_how_many_lines_are_shown_and_nobody_else(at):
    keys("2\n40\n138\n12\n")
    at.to("people")
    keys("1\n")
    assert "person[2]/age" not in at.sheet.rows
    press(K.Key_Insert)
    assert at.shows(COUNTED[at.language])
    assert "person[2]/age" not in at.sheet.rows
    press(K.Key_Delete, CTRL)
    assert at.shows(COUNTED[at.language])
    press(K.Key_Z, CTRL)
    assert at.sheet.rows["person[2]/age"].field.text() == "12"
    assert at.presenter.history.answers == at.draft()[0]


def test_a_difference_says_in_which_line_it_is(at):
    for login, second in (("clerk1", "b"), ("clerk2", "c")):
        if login == "clerk2":
            press(K.Key_L, CTRL)
            at.sign_in(login)
            at.begin()
        keys("0\na\n1\n1")
        press(K.Key_Up)
        press(K.Key_Insert)
        keys(f"{second}\n2\n1")
        at.sign()
    press(K.Key_L, CTRL)
    at.sign_in("judge1")
    keys("\n\n")  # the task, and Enter compares
    wait_until(lambda: at.shows(THERE[at.language]))
    (line,) = [at.window.workspace.page._list.item(0).text()]
    assert THERE[at.language] in line
    judge = at.window._desk
    batch = judge.adjudication.tasks(judge.session)[0].batch.id
    (difference,) = judge.adjudication.differences(judge.session, batch)
    assert difference.question == "trip[2]/place"
