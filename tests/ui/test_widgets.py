"""Shared pieces keep their promises: tables, fields, sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from core import errors as codes
from core.errors import EnvError, UserError
from core.people import Post, Role
from core.values import Special
from tests.ui.keyboard import CTRL
from ui import errors, sentences
from ui.keying.fields import EntryField
from ui.preferences import Preferences
from ui.widgets.fields import SteadyCombo
from ui.widgets.rows_table import Column, RowsModel, RowsTable

ROWS = tuple((f"E{n:02d}", n) for n in (3, 1, 20, 10, 5, 6, 7, 8, 9))


def table(qtbot, **options) -> RowsTable:
    made = RowsTable(
        (
            Column("Code", lambda row: row[0]),
            Column("Sheets", lambda row: str(row[1]), sort=lambda row: row[1]),
        ),
        name="t",
        title="Batches",
        empty="Nothing yet.",
        **options,
    )
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def shown(made: RowsTable) -> list[str]:
    model = made.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_table_sorts_numbers_as_numbers(qtbot):
    made = table(qtbot)
    made.show_rows(ROWS)
    made.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(made)[:4] == ["E01", "E03", "E05", "E06"]


def test_typing_filters_a_table(qtbot):
    made = table(qtbot)
    made.show_rows(ROWS)
    qtbot.keyClicks(made._filter, "20")
    assert shown(made) == ["E20"]


def test_an_empty_table_says_what_to_do(qtbot):
    made = table(qtbot)
    made.show_rows(())
    assert made._hint.isVisible()
    assert made._hint.text() == "Nothing yet."
    made.show_rows(ROWS)
    assert not made._hint.isVisible()


def test_enter_opens_the_row_and_control_c_copies_it(qtbot):
    made = table(qtbot)
    made.show_rows(ROWS)
    with qtbot.waitSignal(made.activated_row) as opened:
        qtbot.keyClick(made.view, Qt.Key.Key_Return)
    assert opened.args == [ROWS[0]]
    qtbot.keyClick(made.view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "E03\t3"


def test_the_current_row_stays_current_when_rows_are_read_again(qtbot):
    made = table(qtbot)
    made.show_rows(ROWS)
    made.choose(ROWS[2])
    made.show_rows(tuple(reversed(ROWS)))
    assert made.current() == ROWS[2]


def test_widths_are_remembered(qtbot, tmp_path):
    preferences = Preferences(tmp_path / "screen.ini")
    first = table(qtbot, preferences=preferences)
    first.show_rows(ROWS)
    first.view.horizontalHeader().resizeSection(0, 222)
    again = table(qtbot, preferences=preferences)
    again.show_rows(ROWS)
    assert again.view.columnWidth(0) == 222


def test_a_cell_that_fails_is_empty(qtbot, caplog):
    model = RowsModel((Column("Broken", lambda row: 1 // 0),))
    model.show_rows((1,))
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DisplayRole) is None
    assert "table cell failed" in caplog.text


def test_the_rows_are_a_sound_qt_model(qtmodeltester):
    model = RowsModel((Column("Code", lambda row: row[0]),))
    model.show_rows(ROWS)
    qtmodeltester.check(model)


def test_the_wheel_leaves_a_choice_alone_that_has_no_focus(qtbot):
    combo = SteadyCombo([("a", 1), ("b", 2)])
    qtbot.addWidget(combo)
    combo.show()
    combo.clearFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)
    assert combo.currentData() == 1


def catalogue() -> list[str]:
    return [
        value
        for name, value in vars(codes).items()
        if name.isupper() and isinstance(value, str) and name == value
    ]


@pytest.mark.parametrize("code", catalogue())
def test_every_error_has_a_sentence_of_its_own(code):
    assert code in errors.SENTENCES
    told = errors.sentence(UserError(code))
    assert told
    assert "{" not in told
    assert told != errors.translated(errors.UNEXPECTED)


def test_a_sentence_brings_its_parameters():
    told = errors.sentence(EnvError(codes.DISK_FULL, file="project"))
    assert "project" in told


def test_an_error_of_ours_is_told_without_its_text():
    assert "secret" not in errors.sentence(ValueError("secret answer"))


@pytest.mark.parametrize(
    ("kind", "members"), [("role", Role), ("post", Post), ("special", Special)]
)
def test_every_code_has_a_word(kind, members):
    for member in members:
        assert member.value in sentences.WORDS[kind]


def test_ten_thousand_pasted_characters_neither_hang_nor_vanish(qtbot):
    from core.forms.model import Kind

    field = EntryField(Kind.TEXT)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("问" * 10_000)
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    assert len(field.text()) == 10_000
