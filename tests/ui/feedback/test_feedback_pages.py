"""The own figures by keys alone, privately; the team's figures only when the batch is settled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from core.services.recheck import Closing
from tests.ui.keyboard import CTRL, focus, press
from tests.ui.stage import LANGUAGES

K = Qt.Key
SHEETS = 6
SLIPS = {
    (1, "0001", "Q08"): "2",
    (1, "0002", "customer_id"): "EA42107",
    (2, "0003", "Q10"): "5",
}


@pytest.fixture
def batch(world):
    """Keyed twice with three slips, not yet compared."""
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    for answers in truth.values():
        answers |= {"Q08": "1", "Q10": "4", "customer_id": "EA41207"}
    world.key_twice(batch, truth, SLIPS)
    world.paper = truth
    return batch


@pytest.fixture
def drawn(world, batch):
    """Settled, closed, and drawn for level 2."""
    leader = world.desk("leader")
    world.compare(batch)
    world.rule_truly(batch, world.paper)
    leader.batches.close(leader.session, batch)
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper"))
    leader.review.draw(leader.session, batch, 2)
    return batch


@pytest.fixture
def at(qtbot, show):
    def shown(desk, name, language="en"):
        workspace = show(desk, name, language=language)
        qtbot.waitUntil(lambda: not workspace.is_busy)
        return workspace

    return shown


def texts(table):
    model = table.view.model()
    columns = range(model.columnCount())
    return [[model.index(r, c).data() for c in columns] for r in range(model.rowCount())]


def test_without_a_signed_sheet_the_page_says_what_to_do_next(world, at):
    page = at(world.desk("clerk1"), "feedback").page
    assert page.figures.isHidden()
    assert "Key one from My work" in page.header._under.text()
    assert "Go on with My work" in page.values._hint.text()


def test_from_the_work_list_by_keys_to_the_own_figures_and_back(world, batch, at, qtbot):
    workspace = at(world.desk("clerk1"), "work")
    for _ in range(6):
        if isinstance(focus(), QPushButton) and focus().text() == "My keying":
            break
        press(K.Key_Tab)
    press(K.Key_Return)
    qtbot.waitUntil(lambda: not workspace.is_busy)
    page = workspace.page
    assert page.figures.texts["Sheets signed"] == str(SHEETS)
    assert page.figures.texts["Fields per hour"] == "4,000"
    assert page.figures.texts["Seconds per field (median)"] == "0.9"
    assert focus() is page.tabs.tabBar()
    for _ in range(8):
        if focus() is page.work_button:
            break
        press(K.Key_Tab)
    press(K.Key_Return)
    assert type(workspace.page).__name__ == "WorkListPage"


def test_before_the_batch_is_settled_the_page_says_why_nothing_wrong_is_shown(world, batch, at):
    page = at(world.desk("clerk1"), "feedback").page
    assert page.values.rows == ()
    assert page.figures.texts["Wrong fields"] == "–"
    assert page.note.text().startswith(f"{SHEETS} sheets wait")


def test_own_wrong_values_stand_with_their_pattern_and_are_copied(world, drawn, at):
    page = at(world.desk("clerk1"), "feedback").page
    assert sorted(row[1:4] for row in texts(page.values)) == [
        ["2", "1", "Neighbouring key"],
        ["EA42107", "EA41207", "Two characters swapped"],
    ]
    press(K.Key_Tab)
    assert focus() is page.values.view
    press(K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().count("\t") == 6
    assert page.figures.texts["Wrong fields"].startswith("2 / ")


def test_right_on_the_tabs_shows_patterns_with_what_helps(world, drawn, at):
    page = at(world.desk("clerk1"), "feedback").page
    press(K.Key_Right)
    assert page.tabs.currentWidget() is page.patterns
    assert [row[:2] for row in texts(page.patterns)] == [
        ["Two characters swapped", "1"],
        ["Neighbouring key", "1"],
    ]
    assert all(row[2] for row in texts(page.patterns))
    press(K.Key_Right)
    press(K.Key_Right)
    assert [row[1] for row in texts(page.weeks)] == [str(SHEETS)]
    press(K.Key_Right)
    assert "that other people keyed" in page.questions.table._hint.text()


def test_the_other_clerk_sees_none_of_it(world, drawn, at):
    page = at(world.desk("clerk2"), "feedback").page
    assert [row[:4] for row in texts(page.values)] == [["Q10", "5", "4", "Neighbouring key"]]
    workspace = at(world.desk("clerk2"), "work")
    assert "team" not in workspace.names


def test_a_leader_sees_why_not_yet_and_then_each_person(world, batch, at):
    page = at(world.desk("leader"), "team").page
    assert texts(page.batches)[0][3] == "not settled yet"
    assert page.members.isHidden()
    assert page.members.rows == ()
    assert "settled and level 2 has drawn" in page.why.text()


def test_a_leader_sees_each_person_once_it_is_settled(world, drawn, at):
    workspace = at(world.desk("leader"), "team")
    page = workspace.page
    assert focus() is page.batches.view
    names = {row[0]: row[4] for row in texts(page.members)}
    assert [wrong.split(" / ")[0] for wrong in names.values()] == ["2", "1"]
    assert page.why.isHidden()
    shown = str(texts(page.members)) + str(texts(page.questions.table))
    assert "EA42107" not in shown
    assert {row[0] for row in texts(page.questions.table)} >= {"Q08", "Q10"}


def test_the_people_of_one_batch_never_stand_under_another(world, drawn, at, qtbot):
    """Nor is every batch read that the cursor passes."""
    others = [world.open_paper(1) for _ in range(3)]
    workspace = at(world.desk("leader"), "team")
    page, jobs, read = workspace.page, workspace.jobs, []
    jobs.started.connect(lambda _, label: read.append(label))
    ready = next(row for row in page.batches.rows if row.is_ready)
    page.batches.choose(ready)
    qtbot.waitUntil(lambda: not workspace.is_busy)
    assert len(page.members.rows) == 2
    read.clear()
    page.refresh()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert read.count("Team") == 1
    shown = page.members.rows
    page.batches.choose(next(row for row in page.batches.rows if row.batch.id == others[0]))
    assert (page.members.rows, page.members.isHidden()) == ((), True)
    read.clear()
    for _ in range(4):  # up and down over the batch while its people are read
        page.batches.choose(ready)
        assert page.members.rows == ()
        page.batches.choose(next(row for row in page.batches.rows if row.batch.id == others[1]))
    page.batches.choose(ready)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert page.members.rows == shown
    assert not page.members.isHidden()
    assert read.count("Team") <= 2, "the one under way, and the one wanted at the end"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("login", "name"), [("clerk1", "feedback"), ("leader", "team")])
def test_everything_that_takes_the_keyboard_has_a_name(world, drawn, at, language, login, name):
    page = at(world.desk(login), name, language).page
    for _ in range(12):
        press(K.Key_Tab)
        assert focus().accessibleName() or getattr(focus(), "text", str)()
    if language == "zh" and name == "feedback":
        assert [row[3] for row in texts(page.values)].count("误触邻键") == 1
