"""Which sheet a number begins: never one of another batch, never one that left the pile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.workflow.drafting import DraftChange
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import show, world
from ui.keying.confirming import confirms, hidden, meant

K = Qt.Key
__all__ = ["show", "world"]


def begin(world, batch, *serials: str) -> None:
    """Drafts of the first clerk."""
    clerk = world.desk("clerk1")
    for serial in serials:
        draft = clerk.keying.begin(clerk.session, batch, serial)
        first = next(iter(world.truth(batch, 1)["0001"].items()))
        clerk.keying.accept(clerk.session, draft, DraftChange("answer", *first))


def code(world, batch) -> str:
    leader = world.desk("leader")
    return leader.batches.batch(leader.session, batch).code


def test_a_number_out_of_range_here_opens_no_other_batch(show, world):
    here, _ = world.open_paper(2), world.open_paper(5)
    page = show(world.desk("clerk1"), "keying", here).page
    keys("0005\n")
    assert page.sheet is None
    assert page.place() == here
    assert "0005" in page.begin.sentence
    assert focus().selectedText() == "0005"


@pytest.mark.parametrize("number", ["0001", "001", "1" * 3])
def test_a_number_submitted_here_opens_no_other_batch(show, world, number):
    here, other = world.open_paper(200), world.open_paper(200)
    serial = number.zfill(4)
    world.key("clerk1", here, serial, world.truth(here, 1)["0001"])
    page = show(world.desk("clerk1"), "keying", here).page
    keys(f"{number}\n")
    assert page.sheet is None
    assert page.place() == here
    assert serial in page.begin.sentence
    assert "submitted" in page.begin.sentence
    keys(f"{code(world, other)}-{serial}\n")
    assert page.place() == (other, serial)


def test_a_number_submitted_in_another_batch_is_begun_here(show, world):
    here, other = world.open_paper(2), world.open_paper(2)
    world.key("clerk1", other, "0002", world.truth(other, 2)["0002"])
    page = show(world.desk("clerk1"), "keying", here).page
    keys("0002\n")
    assert page.place() == (here, "0002")


def test_a_barcode_of_a_sheet_submitted_elsewhere_is_said_so(show, world):
    here, other = world.open_paper(2), world.open_paper(2)
    world.key("clerk1", other, "0002", world.truth(other, 2)["0002"])
    page = show(world.desk("clerk1"), "keying", here).page
    keys(f"{code(world, other)}-0002\n")
    assert page.place() == here
    assert "submitted" in page.begin.sentence


@pytest.mark.parametrize("fate", ["lost", "void", "aside"])
def test_a_begun_sheet_that_left_the_pile_is_not_the_next(show, world, fate):
    batch = world.open_paper(3)
    begin(world, batch, "0001")
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    if fate == "lost":
        custodian = clerk.session.person
        leader.papers.lose(leader.session, batch, "0001", custodian, "not in the box")
    elif fate == "void":
        leader.batches.void(leader.session, f"{batch}/0001", "empty")
    else:
        draft = clerk.keying.begin(clerk.session, batch, "0001")
        clerk.keying.set_aside(clerk.session, draft, "unclear")
        begin(world, batch, "0001")
    page = show(clerk, "keying", batch).page
    assert "This one is begun" not in page.begin.state
    assert "out of the pile (set aside, lost or void): 1" in page.begin.state
    keys("02\n")
    assert page.place() == (batch, "0002")
    page.open_at(batch)
    keys("0001\n")
    assert (page.place() == (batch, "0001")) is (fate == "aside")
    if fate != "aside":
        assert page.begin.sentence


def test_a_begun_sheet_in_the_pile_comes_first(show, world):
    batch = world.open_paper(3)
    begin(world, batch, "0002")
    page = show(world.desk("clerk1"), "keying", batch).page
    assert "This one is begun" in page.begin.state
    keys("02\n")
    assert page.place() == (batch, "0002")


@pytest.mark.parametrize("typed", ["1", "s1", "S1", "-s1", "0001-s1", "1-S1"])
def test_a_paper_numbered_by_hand_is_confirmed_by_what_stands_behind_the_mark(show, world, typed):
    batch = world.open_paper(2)
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0001", "duplicate", was_counted=True)
    truth = world.truth(batch, 1)["0001"]
    world.key("clerk1", batch, "0001", truth)
    page = show(world.desk("clerk1"), "keying", batch, language="zh").page
    assert "0001-补·" in page.begin.title
    keys("01\n")
    assert page.sheet is None, "those are the digits of the other paper"
    keys(f"{typed}\n")
    assert page.place() == (batch, "0001-S1")
    assert "0001-补1" in page._serial.text()
    press(K.Key_F6)
    keys("Q13\n")
    assert page.turn.isVisible()
    assert "0001-补·" in page.turn.title
    assert "补1" not in page._serial.text()
    keys(f"{typed}\n")
    assert not page.turn.isVisible()


@pytest.mark.parametrize(
    "typed", ["补1", "补１", "S1", "0123-补1", "0123补1", "123S1", "E01-1/0123-S1"]
)
def test_ways_to_write_a_number_given_by_hand(typed):
    assert confirms(typed, "0123-S1", "E01-1")
    assert not confirms(typed, "0123-S2", "E01-1")
    assert not confirms(typed, "0123", "E01-1")


@pytest.mark.parametrize("typed", ["", "3", "123-S1", "0124", "E01-2-0123"])
def test_what_confirms_no_printed_number(typed):
    assert not confirms(typed, "0123", "E01-1")


def test_the_digits_to_read_are_hidden_whatever_their_length():
    assert [hidden(s) for s in ("0123", "7", "", "0123-S1", "0123-S12")] == [
        "01··",
        "·",
        "",
        "0123-S·",
        "0123-S··",
    ]


def test_a_whole_number_of_the_pile_comes_before_the_digits_of_the_next():
    assert meant("1", "5-S1", ("5-S1", "1")) == "1"
    assert meant("S1", "5-S1", ("5-S1", "1")) == "5-S1"


def test_paper_on_its_way_is_said_with_the_names_of_its_places(show, world):
    batch = world.open_paper(2)
    leader = world.desk("leader")
    leader.papers.send(leader.session, batch, "E")
    units = {unit.id: dict(unit.names) for unit in leader.directory.units(leader.session)}
    for language in ("en", "zh"):
        page = show(world.desk("clerk1"), "keying", batch, language=language).page
        keys("0001\n")
        assert page.sheet is None
        assert all(units[unit][language] in page.begin.sentence for unit in ("E01", "E"))
        assert "E01" not in page.begin.sentence


def test_a_refusal_names_a_sheet_as_its_paper_does(show, world):
    batch = world.open_paper(2)
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    leader.papers.renumber(leader.session, batch, "0001", "duplicate", was_counted=True)
    custodian = clerk.session.person
    leader.papers.lose(leader.session, batch, "0001-S1", custodian, "not in the box")
    page = show(clerk, "keying", batch, language="zh").page
    keys("0001s1\n")
    assert "0001-补1" in page.begin.sentence


def test_no_input_method_stands_before_a_number(show, world):
    batch = world.open_paper(1)
    workspace = show(world.desk("clerk1"), "keying", batch)
    lines = [focus()]
    keys("01\n")
    press(K.Key_F6)
    keys("Q13\n")
    lines.append(focus())
    press(K.Key_Escape)
    press(K.Key_F3)
    lines.append(focus())
    assert lines[-1] is workspace.finder.line
    assert len({*lines}) == 3
    wanted = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not any(line.testAttribute(wanted) for line in lines)


def test_a_batch_closed_meanwhile_leads_back_to_the_work_list(show, world):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    clerk = world.desk("clerk1")
    workspace = show(clerk, "work")
    world.key_twice(batch, truth)
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    workspace.go("keying", batch)
    assert workspace.name == "work"
    assert workspace.said
