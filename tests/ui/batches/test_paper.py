"""A leader follows and counts the paper of a batch, and hands work over, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.services.demonstration import ADMIN, BRANCH, PASSWORD
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES

K = Qt.Key


@pytest.fixture
def page(show, world):
    """A batch of four papers, as its leader sees it; the register has the keyboard."""
    workspace = show(world.desk("leader"), "batch", world.open_paper(4))
    assert focus() is workspace.page.register.view
    return workspace.page


def work_row(show, world, login, batch, language="en"):
    table = show(world.desk(login), "work", language=language).page.table
    return next(row for row in table.rows if row.batch.id == batch), table


def test_the_paper_is_handed_over_and_received_and_the_lists_say_where_it_is(show, world):
    batch = world.open_paper(2)
    workspace = show(world.desk("leader"), "batch", batch)
    page = workspace.page
    assert page.paper.text == "Paper: here"
    keys("p")
    assert page.panel.isVisible()
    keys("HO\n")
    assert workspace.said == "The paper is on its way to Head office; you have handed it over."
    assert "handed over by" in page.paper.text
    assert page.buttons["P"].text() == "P  Receive the paper"
    row, _ = work_row(show, world, "clerk1", batch)
    assert (row.open, row.batch.is_transit) == (0, True)
    workspace = show(world.desk("clerk1"), "keying", batch)
    assert workspace.page.begin.title == "No sheet can be keyed now"
    workspace = show(world.desk("leader"), "batch", batch)
    keys("p")
    assert workspace.said == "The paper is at Head office; you have received it."
    row, _ = work_row(show, world, "clerk1", batch)
    assert row.open == 2


def test_both_laws_stand_on_the_page_and_a_new_count_needs_four_numbers_and_a_reason(page):
    assert page.paper.issued.sentence == "Issued 4 = returned 4 + not returned 0 + spoilt 0"
    assert page.paper.returned.sentence == (
        "Returned 4 = keyed 0 + waiting 4 + void 0 + lost in house 0"
    )
    keys("c4 3\n")
    assert "Type four whole numbers" in page.finding.sentence
    keys("c4 3 0 0\nsoaked\n")
    assert "Count again" in page.finding.sentence
    keys("c4 3 0 1\nsoaked\n")
    assert page.finding.sentence == ""
    assert page.paper.issued.sentence == "Issued 4 = returned 3 + not returned 0 + spoilt 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duplicate_is_numbered_by_hand_and_found_by_what_is_written_on_it(show, world, language):
    workspace = show(world.desk("leader"), "batch", world.open_paper(2), language)
    page = workspace.page
    keys("u1\n1\n")
    written = {"en": "0001-S1", "zh": "0001-补1"}[language]
    assert written in workspace.said
    assert [row.serial for row in page.register.rows] == ["0001", "0001-S1", "0002"]
    assert "3" in page.paper.returned.sentence
    batch = page.place()
    page = show(world.desk("clerk2"), "keying", batch, language).page
    keys("0001s1\n")  # as a hand without Chinese types it
    assert page.sheet.presenter.draft.serial == "0001-S1"
    assert written in page._serial.text()


def test_a_lost_sheet_names_its_custodian_and_is_found_again(page):
    keys("l")
    keys("Chen\n")
    keys("fell behind the shelf\n")
    assert page.paper.text.endswith("Lost in house: 0001 (last had by 陈一 Chen Yi)")
    assert page.register.view.model().index(0, 1).data() == "Not keyed, lost"
    assert page.buttons["L"].text() == "L  The lost sheet is found"
    keys("l")
    assert "Lost in house" not in page.paper.text


def test_a_deadline_is_set_and_stands_on_the_work_list(show, world, page):
    keys("bsoon\n")
    assert "is no date" in page.finding.sentence
    keys("b20201130\n")
    assert "to be finished by 2020-11-30" in page.paper.text
    row, table = work_row(show, world, "clerk1", page.place())
    assert row.batch.due == "2020-11-30"
    assert "2020-11-30" in [table.view.model().index(0, n).data() for n in range(9)]


def test_an_absent_clerks_sheets_are_handed_over(show, world):
    admin = world.desk(ADMIN)
    person = NewPerson("clerk9", "Ersatz", (Grant(Role.CLERK, BRANCH),), PASSWORD)
    admin.directory.add_person(admin.session, person)
    workspace = show(world.desk("leader"), "batch", world.open_paper(2))
    page = workspace.page
    keys("hChen Yi")
    assert len(page.panel.texts) <= 1  # the pass stands before the name
    press(K.Key_Return)
    keys("Ersatz\nill\n")
    assert workspace.said.startswith("Ersatz keys on.")
    batch = page.place()
    clerk = world.desk("clerk1")
    assert batch not in {task.batch.id for task in clerk.keying.tasks(clerk.session)}


def test_a_clerk_sees_where_the_paper_is_and_no_figure_of_others(show, world):
    page = show(world.desk("clerk2"), "batch", world.open_paper(2)).page
    assert page.paper.text == "Paper: here"
    assert page.paper.returned.sentence == page.paper.issued.sentence == ""
    assert not any(made.isVisibleTo(page) for made in page.buttons.values())


def test_what_is_not_finished_is_split_off_and_the_rest_is_closed(show, world):
    batch = world.open_paper(3)
    truth = world.truth(batch, 3)
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0001", truth["0001"])
    workspace = show(world.desk("leader"), "batch", batch)
    page = workspace.page
    keys("t")
    keys("end of the month\n")
    assert workspace.said.startswith("Split off: 2 numbers go on")
    assert [row.serial for row in page.register.rows] == ["0001"]
    assert not page.close_button.isVisible()
    tail = show(world.desk("leader"), "batch", f"{batch}~2").page
    assert [row.serial for row in tail.register.rows] == ["0002", "0003"]
    assert tail.close_button.isVisible()
    assert not tail.buttons["C"].isVisible()
    row, _ = work_row(show, world, "clerk1", batch)
    assert (row.open, row.total) == (2, 3)
