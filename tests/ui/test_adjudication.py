"""A third person rules on differences by keys alone, over the real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.services import demonstration
from core.services.demonstration import PASSWORD
from core.values import Special
from tests.support.world import World
from tests.ui.keyboard import SHIFT, focus, keys, press
from tests.ui.stage import show, world
from ui.adjudication.page import AdjudicationPage

K = Qt.Key
__all__ = ["show", "world"]


class Paper(World):
    """Sheets keyed twice behind the window."""

    def __init__(self, gate) -> None:
        super().__init__()
        self._gate = gate

    def _sign_in(self, login):
        return self._gate.sign_in(login, PASSWORD)


@pytest.fixture
def keyed(gate):
    paper = Paper(gate)
    clerk = paper.desk("clerk1")
    batch = clerk.keying.tasks(clerk.session)[0].batch.id
    truth = dict(list(paper.truth(batch, 4).items())[:2])
    wrong = {
        (1, "0001", "Q08"): other_than(truth["0001"]["Q08"]),
        (2, "0001", "Q16"): other_than(truth["0001"]["Q16"]),
        (1, "0002", "Q26"): other_than(truth["0002"]["Q26"]),
    }
    paper.key_twice(batch, truth, wrong)
    for login in ("clerk1", "clerk2"):
        gate.sign_out(paper.desk(login).session)
    paper.desks.clear()
    return truth


def other_than(answer: object) -> str:
    return "2" if answer != "2" else "4"


@pytest.fixture
def page(enter, keyed, qtbot) -> AdjudicationPage:
    window = enter("judge1")
    window.go("work")
    keys("\n")
    page = window.workspace.page
    assert isinstance(page, AdjudicationPage)
    assert focus() is page._compare, "nothing is compared yet: Enter compares"
    keys(" ")
    qtbot.waitUntil(lambda: page.presenter is not None and len(page.presenter.open) == 3)
    return page


def test_only_differences_are_shown_without_names(page, keyed):
    shown = [(view.serial, view.question) for view in page.presenter.open]
    assert shown == [("0001", "Q08"), ("0001", "Q16"), ("0002", "Q26")]
    texts = " ".join(label.text() for label in page.findChildren(type(page.ruling._question)))
    assert not [name for _, name, _, _ in demonstration.PEOPLE[:2] if name in texts]


def test_a_key_chooses_and_only_enter_records(page, keyed):
    view = page.presenter.state.difference
    keys("1" if view.first == keyed["0001"]["Q08"] else "2")
    assert len(page.presenter.open) == 3
    keys("\n")
    assert [v.question for v in page.presenter.open] == ["Q16", "Q26"]


def test_enter_without_a_choice_records_nothing(page):
    keys("\n")
    assert len(page.presenter.open) == 3
    assert page.ruling.sentence


def test_a_third_value_needs_a_reason(page):
    keys("3")
    keys("5\n")
    assert page.ruling.panel.texts
    keys("1\n")
    assert page.presenter.state.verdict.answer == "5"
    keys("\n")
    assert len(page.presenter.open) == 2


def test_a_third_value_that_a_reading_has_too_is_that_reading(page):
    reading = page.presenter.state.difference.second
    keys("3")
    keys(f"{reading}\n")
    assert page.presenter.state.verdict.choice == "second"
    assert not page.ruling.panel.isVisible(), "there is nothing to give a reason for"
    keys("\n")
    assert len(page.presenter.open) == 2


def test_a_third_value_outside_the_list_is_refused(page):
    keys("3")
    keys("9\n")
    assert page.ruling.sentence
    assert page.presenter.state.verdict is None


def test_what_cannot_be_read_is_ruled_illegible_with_its_reason(page):
    keys("u")
    press(K.Key_Escape)
    keys("\n")
    assert page.ruling.sentence, "without a reason it is not recorded"
    keys("u")
    keys("4\n")
    assert page.presenter.state.verdict.answer is Special.ILLEGIBLE
    keys("\n")
    assert len(page.presenter.open) == 2


def test_f7_passes_on_without_ruling(page):
    press(K.Key_F7)
    assert page.presenter.state.difference.question == "Q16"
    press(K.Key_F7, SHIFT)
    assert page.presenter.state.difference.question == "Q08"
    assert len(page.presenter.open) == 3


def test_a_note_goes_with_the_ruling(page):
    keys("n")
    keys("struck out\n")
    keys("1")
    assert page.presenter.state.verdict.note == "struck out"


def test_after_the_last_ruling_the_sheets_are_settled(page, gate, keyed):
    while page.presenter.open:
        view = page.presenter.state.difference
        keys("1" if view.first == keyed[view.serial][view.question] else "2")
        keys("\n")
    assert page._nothing.isVisible()
    leader = gate.sign_in("leader", PASSWORD)
    states = {row.serial: row.state for row in leader.batches.register(leader.session, page._batch)}
    assert states["0001"] == states["0002"] == "settled"


def test_a_number_given_by_hand_is_shown_as_on_its_paper(show, world):
    batch = world.open_paper(2)
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0001", "duplicate", was_counted=True)
    truth = world.truth(batch, 1)["0001"]
    for login, code in (("clerk1", "2"), ("clerk2", "4")):
        world.key(login, batch, "0001-S1", {**truth, "Q08": code})
    world.compare(batch)
    page = show(world.desk("judge1"), "adjudication", batch, language="zh").page
    assert "0001-补1" in page.ruling._place.text()
    assert page._list.item(0).text().startswith("0001-补1")


def test_a_chinese_ruling_has_no_english_left(enter, keyed, qtbot):
    from tests.ui.test_window import english_left

    window = enter("judge1", language="zh")
    window.go("work")
    keys("\n")
    page = window.workspace.page
    assert not english_left(window)
    keys(" ")
    qtbot.waitUntil(lambda: page.presenter is not None and len(page.presenter.open) == 3)
    keys("u")
    assert not english_left(window)
    keys("4\n")
    assert not english_left(window)
