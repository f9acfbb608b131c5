"""The entry page takes any form: repeats, long sections, every kind of question."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PySide6.QtCore import Qt

from core.services.batches import BatchRow
from core.services.keying import Draft
from core.values import Special
from tests.support.world import form_of
from tests.ui.keyboard import CTRL, keys, press
from ui.app import Look, make_application
from ui.keying.outline import LONGEST
from ui.keying.presenters import Presenters, wall_clock
from ui.keying.sheet_view import SheetView
from ui.preferences import Preferences

K = Qt.Key
KINDS = [
    ("select_one yn", "Q1", "1"),
    ("select_one many", "Q2", "11"),
    ("select_multiple yn", "Q3", "12\n"),
    ("integer", "Q4", "042\n"),
    ("decimal", "Q5", "1.50\n"),
    ("date", "Q6", "20261122\n"),
    ("time", "Q7", "915\n"),
    ("text", "Q8", "ok\n"),
    ("rank yn", "Q9", "2 1\n"),
]


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label", "hint", "relevant"])
    for row in rows:
        survey.append(row)
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for code, text in (("1", "yes"), ("2", "no")):
        choices.append(["yn", code, text])
    for code in range(1, 13):
        choices.append(["many", str(code), f"option {code}"])
    book.create_sheet("settings").append(["form_title", "form_id"])
    book["settings"].append(["Kinds", "kinds"])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture
def view_of(qtbot, tmp_path):
    preferences = Preferences(tmp_path / "screen.ini")
    preferences.language = "en"
    Look(make_application([]), preferences).apply()
    kept: list[SheetView] = []

    def made(rows) -> SheetView:
        data = workbook(rows)
        form = form_of(f"{abs(hash(data))}.xlsx", data)
        row = BatchRow("b", "B", form.id, {}, "U", {}, "2026-11", "keying", False, 1, ())
        draft = Draft("b/1/1/1", "b/1", "1", row, 1, form, ())

        def save(draft, change):
            return replace(draft, changes=(*draft.changes, change))

        view = SheetView(
            Presenters().of(draft, save, auto_advance=True), sound=False, now=wall_clock
        )
        kept.append(view)
        qtbot.addWidget(view)
        view.resize(1000, 700)
        with qtbot.waitActive(view):
            view.show()
        view.take_keyboard()
        return view

    return made


def test_every_kind_of_question_is_typed(view_of):
    view = view_of([(kind, name, f"Question {name}") for kind, name, _ in KINDS])
    for _, name, typed in KINDS:
        assert view.presenter.cursor == name
        keys(typed)
    assert view.presenter.history.answers == {
        "Q1": "1", "Q2": "11", "Q3": "1 2", "Q4": "42", "Q5": "1.5", "Q6": "2026-11-22",
        "Q7": "09:15", "Q8": "ok", "Q9": "2 1",
    }  # fmt: skip


def test_what_was_typed_is_echoed_as_it_is_kept(view_of):
    view = view_of([(kind, name, name) for kind, name, _ in KINDS])
    for _, _, typed in KINDS:
        keys(typed)
    shown = {key: row.field.text() for key, row in view.rows.items()}
    assert shown["Q6"] == "2026-11-22"
    assert shown["Q4"] == "42"


def test_every_special_value_is_shown_in_words(view_of):
    view = view_of([("text", f"Q{n}", f"Question {n}") for n in range(1, 5)])
    for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4):
        press(key, CTRL)
    answers = view.presenter.history.answers
    assert list(answers.values()) == [
        Special.BLANK, Special.SEVERAL, Special.NOT_APPLICABLE, Special.ILLEGIBLE,
    ]  # fmt: skip
    assert all(view.rows[key].special_shown for key in answers)


def test_a_repeat_grows_by_a_line_and_undo_reaches_into_it(view_of):
    rows = [
        ("begin_repeat", "house", "House"),
        ("integer", "age", "Age"),
        ("select_one yn", "works", "Works"),
        ("end_repeat", "", ""),
        ("text", "end", "End"),
    ]
    view = view_of(rows)
    keys("30\n1")
    assert view.presenter.cursor == "end"
    press(K.Key_Up)
    press(K.Key_Insert)
    assert view.presenter.cursor == "house[2]/age"
    keys("7\n2")
    answers = view.presenter.history.answers
    assert answers == {
        "house[1]/age": "30", "house[1]/works": "1", "house[2]/age": "7", "house[2]/works": "2",
    }  # fmt: skip
    press(K.Key_Z, CTRL)
    assert "house[2]/works" not in view.presenter.history.answers
    assert view.presenter.cursor == "house[2]/works"


def test_two_hundred_questions_show_a_part_at_a_time_and_lose_no_key(view_of):
    view = view_of([("select_one yn", f"Q{n}", f"Question {n}") for n in range(1, 201)])
    keys("1" * 200)
    assert len(view.presenter.history.answers) == 200
    assert len(view.rows) <= LONGEST
    assert view.legend.told


def test_pages_turn_by_page_keys(view_of):
    view = view_of([("select_one yn", f"Q{n}", f"Question {n}") for n in range(1, 61)])
    press(K.Key_PageDown)
    assert view.presenter.part_number == 1
    assert view.row.key in view.rows
    press(K.Key_PageUp)
    assert view.presenter.cursor == "Q1"


WORK = [
    ("integer", "age", "Age"),
    ("integer", "years", "Years at work", "At most ${age}", "${age} > 15"),
    ("text", "end", "End"),
]


def test_a_hint_tells_the_answer_it_mentions(view_of):
    view = view_of(WORK)
    keys("40\n")
    assert view.presenter.field("years").hint == "At most 40"
    assert view.rows["years"].hint == "At most 40"
    press(K.Key_Up)
    keys("50\n")
    assert view.rows["years"].hint == "At most 50"


def test_a_closed_question_says_which_answer_closes_it(view_of):
    view = view_of(WORK)
    keys("12\n")
    assert view.presenter.cursor == "end"
    closed = "Closed because age > 15 does not hold here (age = {answer})."
    assert view.rows["years"].closed_because == closed.format(answer="12")
    press(K.Key_Up)
    keys("40\n")
    assert view.rows["years"].closed_because == ""
    press(K.Key_Up)
    press(K.Key_1, CTRL)
    assert view.rows["years"].closed_because == closed.format(answer="left blank")
