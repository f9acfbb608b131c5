"""The navigation shows where a page belongs; columns fit their table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from tests.support.world import form_of, workbook
from ui.pages import PAGES
from ui.widgets.printed_section import AROUND, PrintedSection
from ui.widgets.rows_table import fitted


def test_every_page_outside_the_navigation_belongs_to_one_inside():
    inside = {entry.name for entry in PAGES if entry.in_navigation}
    assert all(entry.under in inside for entry in PAGES if not entry.in_navigation)


@pytest.mark.parametrize(("page", "shown"), [("open_batch", "Batches"), ("keying", "My work")])
def test_a_page_opened_from_another_marks_the_other(show, world, page, shown):
    workspace = show(world.desk("leader"), "reports")
    workspace.go(page)
    assert workspace._list.currentItem().text() == shown


NEEDS = st.lists(
    st.tuples(st.integers(30, 90), st.integers(0, 400)).map(lambda p: (p[0], p[0] + p[1])),
    min_size=1,
    max_size=9,
)


@given(NEEDS, st.integers(100, 1600))
def test_columns_fill_the_table_and_never_cut_a_title(needed, room):
    widths = fitted(needed, room)
    assert all(width >= least for width, (least, _) in zip(widths, needed, strict=True))
    assert sum(widths) == max(room, sum(least for least, _ in needed))


def test_the_printed_neighbours_hold_no_answer_and_mark_the_question(qtbot):
    form = form_of("BSQ-1.xlsx", workbook("BSQ-1.xlsx"))
    section = next(s for s in form.sections if "Q05" in s.questions)
    printed = PrintedSection()
    qtbot.addWidget(printed)
    printed.show_around(form, "Q05")
    assert "Q05" in printed.numbers
    shown = [form.by_key[key].number for key in section.questions if key in form.by_key]
    at = shown.index("Q05")
    assert printed.numbers == tuple(shown[max(at - AROUND, 0) : at + AROUND + 1])
    marked = printed.findChildren(QWidget, "Here")
    assert [line.accessibleName() for line in marked] == ["Q05"]
