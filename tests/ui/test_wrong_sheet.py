"""By keys alone: a keying of another paper is moved or taken off, and the paper is read first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.services import demonstration
from core.services.adjudication import DifferenceView
from core.values import Answer, Special, sheet_id
from core.workflow.sheet import Sheet
from core.workflow.states import SheetState
from tests.support.world import check_blind
from tests.ui.keyboard import CTRL, SHIFT, commit, focus, keys, press
from tests.ui.stage import show, world
from tests.ui.test_adjudication import Paper
from ui.adjudication.page import AdjudicationPage
from ui.journal import words
from ui.keying.panel import SHOWN_SPECIALS

K = Qt.Key
__all__ = ["show", "world"]


@pytest.fixture
def paper(gate) -> Paper:
    return Paper(gate)


@pytest.fixture
def mixed_up(paper: Paper, gate):
    """Clerk 2 keyed paper 0002 under 0001 and 0001 under 0002."""
    clerk = paper.desk("clerk1")
    batch = clerk.keying.tasks(clerk.session)[0].batch.id
    truth = dict(list(paper.truth(batch, 4).items())[:2])
    for n, said in enumerate(truth.values()):
        said |= {f"Q{number:02}": str(1 + n) for number in range(8, 21) if f"Q{number:02}" in said}
    for serial, other in (("0001", "0002"), ("0002", "0001")):
        paper.key("clerk1", batch, serial, truth[serial])
        paper.key("clerk2", batch, serial, truth[other])
    leave(paper, gate)
    return batch, truth


def leave(paper: Paper, gate) -> None:
    for desk in paper.desks.values():
        gate.sign_out(desk.session)
    paper.desks.clear()


def compared(enter, qtbot, language: str = "en") -> AdjudicationPage:
    window = enter("judge1", language)
    window.go("work")
    keys("\n")
    page = window.workspace.page
    assert isinstance(page, AdjudicationPage)
    keys(" ")
    qtbot.waitUntil(lambda: page.presenter is not None and bool(page.presenter.open))
    return page


def wrong_one(page: AdjudicationPage, truth, serial: str) -> str:
    """The number of the keying that does not say what the paper says, as a person sees it."""
    firsts = [line.first == truth[serial].get(line.question) for line in page.whole.table.rows]
    return "2" if all(firsts) else "1"


def sheet(page: AdjudicationPage, batch, serial: str) -> Sheet:
    desk = page._desk
    return desk.adjudication._loading.sheet(desk.session, sheet_id(batch, serial))


def test_w_shows_both_keyings_whole_and_enter_takes_one_off(enter, qtbot, mixed_up):
    batch, truth = mixed_up
    page = compared(enter, qtbot)
    assert "(W)" in page.ruling._suspect.text()
    keys("w")
    assert "0001" in page.whole._title.text()
    keys(wrong_one(page, truth, "0001"))
    keys("\n")
    assert page.whole.panel.texts[0].startswith("1")
    keys("\n")
    assert {view.serial for view in page.presenter.open} == {"0002"}
    taken = sheet(page, batch, "0001")
    assert taken.state is SheetState.ONE_PASS
    assert not taken.misfiled[0].to
    assert focus() is page.ruling, "the next difference waits for its key"


def test_two_keyings_change_places_by_the_other_papers_serial(enter, qtbot, mixed_up):
    batch, truth = mixed_up
    page = compared(enter, qtbot)
    keys("w")
    keys(wrong_one(page, truth, "0001"))
    keys("2\n")
    keys("\n")
    assert "0002" in page.whole.panel._title.text()
    keys("\n")
    for serial in ("0001", "0002"):
        assert sheet(page, batch, serial).state is SheetState.TWO_PASSES
    assert page.can_compare
    keys(" ")
    qtbot.waitUntil(lambda: not page.can_compare)
    for serial in ("0001", "0002"):
        assert sheet(page, batch, serial).state is SheetState.SETTLED


def test_an_unknown_serial_is_refused_in_a_sentence_and_nothing_is_moved(enter, qtbot, mixed_up):
    batch, _truth = mixed_up
    page = compared(enter, qtbot)
    keys("w1")
    keys("77\n")
    keys("\n")
    assert "0077" in page.whole.sentence
    assert sheet(page, batch, "0001").state is SheetState.DIFFERING


def test_no_and_esc_lead_back_without_a_ruling(enter, qtbot, mixed_up):
    batch, _ = mixed_up
    page = compared(enter, qtbot)
    keys("w1")
    keys("\n")
    keys("2\n")
    assert focus() is page.whole.table.view
    keys("1")
    press(K.Key_Escape)
    assert focus() is page.whole.table.view
    press(K.Key_Escape)
    assert focus() is page.ruling
    assert not sheet(page, batch, "0001").misfiled


def test_a_held_key_moves_nothing(enter, qtbot, mixed_up):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    batch, _ = mixed_up
    page = compared(enter, qtbot)
    keys("w1")
    keys("\n")
    for key, text in ((K.Key_Return, "\r"), (K.Key_1, "1")):
        for _ in range(5):
            held = QKeyEvent(
                QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=True
            )
            QApplication.sendEvent(focus(), held)
    assert not sheet(page, batch, "0001").misfiled


def test_a_shows_all_answers_and_enter_goes_to_the_difference(enter, qtbot, mixed_up):
    page = compared(enter, qtbot)
    keys("a")
    rows = page.whole.table.rows
    assert any(line.state == "agreed" for line in rows)
    last = [line for line in rows if line.difference][-1]
    page.whole.table.choose(last)
    keys("\n")
    assert page.presenter.state.difference.id == last.difference
    assert focus() is page.ruling
    keys("a")
    keys("a")
    assert focus() is page.ruling


def test_a_clerk_is_told_that_a_sheet_came_back(enter, qtbot, mixed_up, gate):
    _, truth = mixed_up
    page = compared(enter, qtbot)
    keys("w")
    off = wrong_one(page, truth, "0001")
    keys(off + "\n")
    keys("\n")
    gate.sign_out(page._session)
    clerks = [gate.sign_in(login, demonstration.PASSWORD) for login in ("clerk1", "clerk2")]
    tasks = [clerk.keying.tasks(clerk.session)[0] for clerk in clerks]
    assert [task.returned for task in tasks] == [(), ("0001",)]
    for clerk in clerks:
        gate.sign_out(clerk.session)


# --- read the paper first -------------------------------------------------------------------------


@pytest.fixture
def checked(paper: Paper, gate):
    """Every agreed answer of one sheet is read too; both clerks keyed Q09 alike and wrong."""
    admin = paper.desk("admin")
    check_blind(admin, 100)
    batch = paper.open_paper(1)
    truth = paper.truth(batch, 1)
    right = truth["0001"]
    wrong = {"Q08": {1: "2" if right["Q08"] != "2" else "4"}}
    both = "2" if right["Q09"] != "2" else "4"
    wrong["Q09"] = {1: both, 2: both}
    slips = {(n, "0001", q): value for q, said in wrong.items() for n, value in said.items()}
    paper.key_twice(batch, truth, slips)
    leave(paper, gate)
    return batch, truth


def opened(enter, qtbot, batch, language: str = "en") -> AdjudicationPage:
    window = enter("judge1", language)
    window.go("adjudication", batch)
    page = window.workspace.page
    assert isinstance(page, AdjudicationPage)
    keys(" ")
    qtbot.waitUntil(lambda: page.presenter is not None and bool(page.presenter.open))
    return page


def at(page: AdjudicationPage, question: str) -> DifferenceView:
    """The difference on a question, put on the screen by F7."""
    while page.presenter.state.difference.question != question:
        press(K.Key_F7)
    return page.presenter.state.difference


def type_answer(answer: Answer) -> None:
    """As a person does: a special value by its key, which Enter need not follow; Chinese by an input
    method."""
    if isinstance(answer, Special):
        press(K(K.Key_1 + list(SHOWN_SPECIALS).index(answer)), CTRL)
        return
    keys(answer) if answer.isascii() else commit(answer)
    keys("\n")


def shown(page: AdjudicationPage) -> tuple[str, str]:
    return page.ruling.first.text, page.ruling.second.text


def test_no_reading_is_on_the_screen_before_the_paper_is_keyed(enter, qtbot, checked):
    batch, truth = checked
    page = opened(enter, qtbot, batch)
    right = truth["0001"]["Q09"]
    at(page, "Q09")
    before = shown(page)
    assert before == ("hidden", "hidden")
    assert "differ" not in page.ruling._origin.text(), "nothing tells that it is no difference"
    keys("1")
    assert page.ruling.panel.isVisibleTo(page), "the first key begins what the paper says"
    press(K.Key_Escape)
    keys("\n")
    keys(f"{right}\n")
    assert page.ruling.panel.texts, "neither reading agrees with the paper: why?"
    keys("1\n")
    assert shown(page) != before
    keys("\n")
    assert "Q09" not in {view.question for view in page.presenter.open}


def test_the_reading_that_agrees_is_chosen_and_only_enter_records_it(enter, qtbot, checked):
    batch, truth = checked
    page = opened(enter, qtbot, batch)
    said = truth["0001"]["Q10"]
    at(page, "Q10")
    count = len(page.presenter.open)
    keys(f"{said}\n")
    assert page.presenter.state.verdict.choice in ("first", "second")
    assert len(page.presenter.open) == count
    keys("\n")
    assert len(page.presenter.open) == count - 1


def test_a_value_outside_the_list_shows_nothing(enter, qtbot, checked):
    batch, _ = checked
    page = opened(enter, qtbot, batch)
    at(page, "Q10")
    keys("9\n")
    assert page.ruling.sentence
    assert page.presenter.state.asking


def test_all_answers_hide_what_is_still_to_be_read(enter, qtbot, checked):
    batch, _ = checked
    page = opened(enter, qtbot, batch)
    at(page, "Q10")
    keys("a")
    hidden = [line for line in page.whole.table.rows if line.state == "hidden"]
    assert hidden
    assert all(line.first is None and line.second is None for line in hidden)


def test_what_both_clerks_got_wrong_is_counted_when_all_is_ruled(enter, qtbot, checked):
    batch, truth = checked
    page = opened(enter, qtbot, batch)
    said = truth["0001"]
    while page.presenter.open:
        state = page.presenter.state
        right = said[state.difference.question]
        if state.asking:
            keys("\n")
            type_answer(right)
            if page.presenter.state.needs_reason:
                keys("1\n")
        else:
            keys("1" if state.difference.first == right else "2")
        keys("\n")
    record = sheet(page, batch, "0001").record
    assert (record.checked, record.shared) == (len(said) - 1, 1)


def test_chinese_pages_have_no_english_left(enter, qtbot, mixed_up):
    page = compared(enter, qtbot, "zh")
    keys("w1")
    texts = [page.whole._title.text(), page.whole._hint.text(), page.whole.panel._title.text()]
    assert not [text for text in texts if any(word in text for word in ("paper", "keying", "The"))]
    press(K.Key_Escape)
    press(K.Key_Escape)
    press(K.Key_F7, SHIFT)
    assert focus() is page.ruling


@pytest.mark.parametrize(
    ("language", "moved", "taken"),
    [("en", "moved here", "another paper"), ("zh", "移来", "另一份原件")],
)
def test_the_journal_says_which_keying_was_of_another_paper(
    enter, qtbot, mixed_up, language, moved, taken
):
    batch, truth = mixed_up
    page = compared(enter, qtbot, language)
    keys("w")
    keys(wrong_one(page, truth, "0001"))
    keys("2\n")
    keys("\n")
    keys("\n")
    desk = page._desk
    history = desk.adjudication._ledger.history(desk.session, sheet_id(batch, "0001"))
    told = [words.happened(event) for event in history]
    assert sum(moved in line for line in told) == 1
    assert sum(taken in line and moved not in line for line in told) == 1
