"""What a leader does with single sheets of a batch, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.progress import Silent
from core.services.keying import Draft
from core.values import BatchId, UnitId
from tests.support.editions import BSQ, STRICTER
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES, settled

K = Qt.Key


def set_aside(world, batch: BatchId, serial: str) -> None:
    clerk = world.desk("clerk1")
    draft: Draft = clerk.keying.begin(clerk.session, batch, serial)
    clerk.keying.set_aside(clerk.session, draft, "page_missing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_set_aside_is_called_void_with_its_reason(show, world, language):
    batch = world.open_paper(3)
    set_aside(world, batch, "0002")
    workspace = show(world.desk("leader"), "batch", batch, language)
    page = workspace.page
    assert focus() is page.register.view
    press(K.Key_Down)
    keys("v")
    assert page.panel.isVisible()
    keys("10\n")
    states = {row.serial: row.state for row in page.register.rows}
    assert states == {"0001": "not_entered", "0002": "void", "0003": "not_entered"}
    said = {"en": "Sheet 0002 is void: A page is missing.", "zh": "答卷 0002 已作废：缺页。"}
    assert workspace.said == said[language]
    assert focus() is page.register.view


def test_escape_leaves_the_sheet_as_it_is(show, world):
    batch = world.open_paper(1)
    page = show(world.desk("leader"), "batch", batch).page
    keys("v")
    press(K.Key_Escape)
    assert page.register.rows[0].state == "not_entered"
    assert focus() is page.register.view


def test_a_sheet_set_aside_is_keyed_again_by_its_whole_number(show, world):
    batch = world.open_paper(1)
    set_aside(world, batch, "0001")
    page = show(world.desk("clerk1"), "keying", batch).page
    assert page.begin.title == "Every sheet is keyed"
    keys("0001\n")
    assert page.sheet is not None
    assert page.sheet.presenter.draft.serial == "0001"


def test_a_void_sheet_cannot_be_voided_again(show, world):
    batch = world.open_paper(1)
    page = show(world.desk("leader"), "batch", batch).page
    keys("v")
    keys("1\n")
    keys("v")
    assert not page.panel.isVisible()
    assert not page.sheet_deeds.void.isEnabled()


@pytest.fixture
def heir(world) -> str:
    """A leader without a post in any batch."""
    admin = world.desk("admin")
    person = NewPerson("heir", "Song Heir", (Grant(Role.LEADER, UnitId("E")),), "heir-2026-song")
    admin.directory.add_person(admin.session, person)
    return person.name


def test_an_adjudicator_names_a_further_one_by_keys(show, world, heir):
    batch = world.open_paper(1)
    workspace = show(world.desk("judge1"), "batch", batch)
    page = workspace.page
    keys("n")
    assert any(heir in text for text in page.panel.texts)
    keys("Song\n")
    assert workspace.said == f"{heir} rules on differences from now on, too."
    new = world.desk("heir")
    assert batch in {task.batch.id for task in new.adjudication.tasks(new.session)}


def test_an_adjudicator_dismisses_another_by_keys(show, world, heir):
    batch = world.open_paper(1)
    workspace = show(world.desk("judge1"), "batch", batch)
    page = workspace.page
    keys("d")
    (other,) = page.panel.texts
    keys("\n")
    assert "Name a further one (N) first" in page.finding.sentence
    keys("n")
    keys("Song\n")
    keys("d")
    assert len(page.panel.texts) == 2
    keys(f"{other.split()[1]}\n")
    assert workspace.said == f"{other} opens nothing that is keyed or ruled here from now on."
    dismissed = world.desk("judge2")
    assert batch not in {t.batch.id for t in dismissed.adjudication.tasks(dismissed.session)}


def test_a_clerk_of_the_batch_is_not_named_an_adjudicator(show, world):
    batch = world.open_paper(1)
    page = show(world.desk("judge1"), "batch", batch).page
    keys("n")
    keys("Chen Yi\n")
    assert "陈一 Chen Yi stands in more than one post" in page.finding.sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_settled_sheet_tells_its_story(show, world, language):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    wrong = "2" if truth["0001"]["Q08"] != "2" else "4"
    world.key_twice(batch, truth, {(1, "0001", "Q08"): wrong})
    world.compare(batch)
    world.rule_truly(batch, truth)
    workspace = show(world.desk("leader"), "batch", batch, language)
    keys("\n")
    assert workspace.name == "sheet"
    page = workspace.page
    (differing,) = [line for line in page.answers.rows if line.readings]
    assert differing.number == "Q08"
    assert wrong in differing.readings
    assert differing.rulers
    assert {line.who for line in page.story.rows} >= {"陈一 Chen Yi", "林双 Lin Shuang"}
    press(K.Key_Escape)
    assert workspace.name == "batch"


def test_before_it_is_settled_a_sheet_names_no_clerk_and_shows_no_answer(show, world):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    world.key_twice(batch, truth)
    page = show(world.desk("leader"), "sheet", f"{batch}/0001").page
    assert page.answers.rows == ()
    assert len(page.story.rows) == 2
    assert {line.who for line in page.story.rows} == {"–"}


def test_a_clerk_has_no_page_of_a_sheet(show, world):
    batch, _ = settled(world, 1)
    workspace = show(world.desk("clerk1"), "batch", batch)
    assert not workspace.page.sheet_deeds.void.isVisible()
    assert not workspace.page.judges.name.isVisible()
    workspace.go("sheet", f"{batch}/0001")
    assert workspace.name == "batch"


def test_an_adjudicator_checks_settled_records_again_by_a_key(show, world, qtbot):
    said = {"Q07": "5", "Q08": "3"}
    batch, _ = settled(world, 2, {"0001": said, "0002": said})
    workspace = show(world.desk("judge1"), "batch", batch)
    page = workspace.page

    def check_again() -> str:
        page.register.setFocus()
        keys("r")
        qtbot.waitUntil(page.judges.check.isEnabled, timeout=30_000)
        return workspace.said

    assert check_again() == "Checked again: the rules in force find nothing else."
    admin = world.desk("admin")
    (form,) = admin.directory.publish_form(admin.session, BSQ, STRICTER, Silent()).subjects
    admin.versions.pool(admin.session, form, "stricter")
    assert check_again() == "Checked again: 2 records have other findings. See recheck."
    leader = world.desk("leader")
    queries = leader.recheck.queries(leader.session, batch)
    assert sum(query.check == "R07" for query in queries) == 2


@pytest.mark.parametrize("login", ["leader", "clerk1"])
def test_nobody_else_checks_records_again(show, world, login):
    batch, _ = settled(world, 1)
    assert not show(world.desk(login), "batch", batch).page.judges.check.isVisible()
