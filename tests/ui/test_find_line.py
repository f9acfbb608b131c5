"""A sheet is found from every page by its number or barcode, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES, show, world

K = Qt.Key
__all__ = ["show", "world"]


def code(world, batch) -> str:
    leader = world.desk("leader")
    return leader.batches.batch(leader.session, batch).code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clerk_goes_from_the_work_list_to_keying_a_sheet(show, world, language):
    batch = world.open_paper(3)
    workspace = show(world.desk("clerk1"), "work", language=language)
    press(K.Key_F3)
    keys("0003\n")
    assert workspace.name == "keying"
    assert workspace.page.sheet.presenter.draft.serial == "0003"
    assert focus() is workspace.page.sheet.row.field
    assert workspace.finder.isHidden()
    press(K.Key_F3)
    keys(f"{code(world, batch)}-0002\n")
    assert workspace.page.sheet.presenter.draft.serial == "0002"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leader_reads_the_story(show, world, language):
    batch = world.open_paper(2)
    workspace = show(world.desk("leader"), "batches", language=language)
    press(K.Key_F3)
    keys(f"{code(world, batch)}0002\n")
    assert workspace.name == "sheet"
    assert workspace.page.place() == f"{batch}/0002"


def test_a_number_of_several_batches_is_chosen_from_a_list(show, world):
    older, newer = world.open_paper(2), world.open_paper(2)
    workspace = show(world.desk("leader"), "work")
    press(K.Key_F3)
    keys("2\n")
    assert [text.split()[0] for text in workspace.finder.texts] == [
        code(world, newer),
        code(world, older),
    ]
    press(K.Key_Down)
    keys("\n")
    assert workspace.page.place() == f"{older}/0002"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No sheet “7777” is yours to open. Check the number printed on the paper."),
        ("zh", "没有可供您打开的答卷“7777”。请核对纸上印的编号。"),
    ],
)
def test_what_is_not_found_is_said_at_the_line(show, world, language, said):
    world.open_paper(2)
    workspace = show(world.desk("clerk1"), "work", language=language)
    before = focus()
    press(K.Key_F3)
    keys("7777\n")
    assert workspace.finder.sentence == said
    assert focus() is workspace.finder.line
    assert focus().selectedText() == "7777"
    press(K.Key_Escape)
    assert workspace.finder.isHidden()
    assert focus() is before


def test_a_burst_of_a_barcode_reader_begins_a_sheet_of_another_batch(show, world):
    first, second = world.open_paper(2), world.open_paper(2)
    page = show(world.desk("clerk1"), "keying", first).page
    keys(f"{code(world, second)}-0002\n")
    assert page.place() == (second, "0002")


def test_the_batch_at_hand_comes_first(show, world):
    first = world.open_paper(2)
    world.open_paper(2)
    page = show(world.desk("clerk1"), "keying", first).page
    keys("0002\n")
    assert page.place() == (first, "0002")


def test_an_answer_half_typed_is_kept_when_another_sheet_is_found(show, world):
    batch = world.open_paper(2)
    workspace = show(world.desk("clerk1"), "keying", (batch, "0001"))
    page = workspace.page
    field = page.sheet.presenter.cursor
    keys("20261120")
    press(K.Key_F3)
    keys("0002\n")
    assert page.sheet.presenter.draft.serial == "0002"
    page.open_at((batch, "0001"))
    assert page.sheet.presenter.field(field).answer == "2026-11-20"


def test_a_clerk_who_keyed_it_is_told_so_and_nothing_else(show, world):
    batch = world.open_paper(2)
    world.key("clerk1", batch, "0001", world.truth(batch, 2)["0001"])
    workspace = show(world.desk("clerk1"), "work")
    press(K.Key_F3)
    keys("0001\n")
    own = workspace.finder.sentence
    assert "0001" in own
    workspace = show(world.desk("clerk2"), "work")
    press(K.Key_F3)
    keys("0001\n")
    assert workspace.name == "keying"
