"""A reviewer draws, keys from the paper, judges and decides, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.services.recheck import Closing
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import settled, type_answer
from tests.ui.test_barcode_burst import Hand
from ui.review.presenter import Phase

K = Qt.Key
SHEETS = 4


@pytest.fixture
def paper(world):
    """(batch, truth): settled and closed, without a query."""
    batch, truth = settled(world, SHEETS)
    leader = world.desk("leader")
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "seen"))
    leader.batches.close(leader.session, batch)
    return batch, truth


@pytest.fixture
def workspace(paper, world, show):
    return show(world.desk("leader"), "review")


def draw(workspace):
    keys("\n")
    assert focus() is workspace.page.batch.draw_button
    keys("\n")


def read_sheet(page, truth, wrong=None):
    """Key every blind field of the sheet on the desk; `wrong`: question -> what is misread."""
    presenter = page.entry.presenter
    said = {**truth[presenter.sheet.serial], **(wrong or {})}
    for _ in presenter.sheet.blind:
        assert presenter.step.phase is Phase.READ, page.entry.paper.sentence
        at = presenter.step.place
        type_answer(
            said[presenter.step.question],
            arrived=lambda at=at: (
                presenter.step.phase is not Phase.READ or presenter.step.place != at
            ),
        )


def judge_open_fields(page, key="a"):
    while page.entry.presenter.step.phase is Phase.OPEN:
        keys(key)


def check_sheet(page, truth):
    keys("\n")
    read_sheet(page, truth)
    judge_open_fields(page)
    keys("\n")


def test_a_draw_lists_the_sample_with_its_reasons(workspace):
    draw(workspace)
    batch = workspace.page.batch
    assert batch.task.step == "check"
    assert len(batch.sample.rows) == -(-SHEETS * 3 // 10)
    assert {row.reason for row in batch.sample.rows} <= {"random", "queried"}
    assert focus() is batch.sample.view


def test_the_record_is_not_on_the_screen_before_the_reading_is_complete(workspace, paper):
    draw(workspace)
    keys("\n")
    entry = workspace.page.entry
    assert entry.paper.isVisible()
    assert not entry.judge.isVisible()
    assert entry.judge.record.text() == ""
    assert entry.presenter.sheet.record.keys().isdisjoint(entry.presenter.sheet.blind)


def test_a_sheet_without_an_error_goes_from_reading_to_the_open_fields(workspace, paper):
    _, truth = paper
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, truth)
    assert page.entry.presenter.disagreements == 0
    assert page.entry.presenter.step.phase is Phase.OPEN
    judge_open_fields(page)
    assert "none wrong" in page.entry.summary.text()
    keys("\n")
    assert "is recorded" in workspace.said
    assert page.batch.sample.rows[0].done


def misread(paper, page):
    """A wrong reading of the first blind field of the sheet on the desk."""
    truth = paper[1]
    sheet = page.entry.presenter.sheet
    first = sheet.blind[0]
    return {first: "1" if truth[sheet.serial][first] != "1" else "2"}


def test_a_misreading_is_taken_back_with_a(workspace, paper):
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, paper[1], misread(paper, page))
    assert page.entry.presenter.step.phase is Phase.COMPARE
    assert page.entry.judge.record.isVisible()
    keys("a")
    judge_open_fields(page)
    assert page.entry.presenter.findings == ()
    keys("\n")
    assert page.batch.sample.rows[0].wrong == 0


def test_a_wrong_record_is_a_finding_with_its_class_for_another_person(workspace, paper, world):
    batch, truth = paper
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, truth, misread(paper, page))
    keys("r")
    assert focus() is page.entry.judge.paper.line  # filled with what was read
    keys("\n")
    assert page.entry.judge.asks == "finding"
    keys("2")
    judge_open_fields(page)
    assert page.entry.presenter.reading().why.popitem()[1] == "misread"
    keys("\n")
    assert page.batch.sample.rows[0].wrong == 1
    (difference,) = world.differences(batch)
    assert difference.origin == "review"


def test_an_open_field_called_wrong_needs_what_the_paper_says(workspace, paper):
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, paper[1])
    presenter, judge = page.entry.presenter, page.entry.judge
    while page.entry.presenter.step.question != "Q02":
        keys("a")
    record = presenter.step.record
    keys("r")
    keys(f"{record}\n")
    assert judge.paper.sentence.startswith("That is what the record says.")
    keys("9\n" if record != "9" else "8\n")
    keys("1")
    judge_open_fields(page)
    assert presenter.findings == ("Q02",)


def test_coming_back_finds_what_was_keyed(workspace, paper):
    draw(workspace)
    keys("\n")
    page = workspace.page
    sheet = page.entry.presenter.sheet
    first = paper[1][sheet.serial][sheet.blind[0]]
    type_answer(first, arrived=lambda: page.entry.presenter.step.place == 2)
    press(K.Key_F7)
    press(K.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    page.entry.back_button.setFocus()
    press(K.Key_Return)
    assert focus() is page.batch.sample.view
    keys("\n")
    assert page.entry.presenter.step.place == 2


def test_what_was_keyed_outlives_a_change_of_language(workspace, paper, world, show):
    draw(workspace)
    keys("\n")
    page = workspace.page
    sheet = page.entry.presenter.sheet
    first = paper[1][sheet.serial][sheet.blind[0]]
    type_answer(first, arrived=lambda: page.entry.presenter.step.place == 2)
    again = show(world.desk("leader"), "review", page.place(), language="zh")
    keys("\n")
    assert again.page.entry.presenter.step.place == 2
    assert again.page.entry.header._title.text().startswith(f"答卷 {sheet.serial}")


def test_a_value_outside_the_list_is_refused_under_the_field(workspace, paper):
    draw(workspace)
    keys("\n")
    entry = workspace.page.entry
    keys("7\n")
    assert "takes 1 2 3 4 5" in entry.paper.sentence
    assert entry.presenter.step.place == 1


@pytest.mark.parametrize(
    ("language", "said", "button"),
    [
        ("en", "Not shown yet: another", "Pass on to level 3"),
        ("zh", "尚未证实：还须再核查", "通过，转三级审核"),
    ],
)
def test_a_clean_small_sample_proves_nothing_and_may_pass(
    paper, world, show, language, said, button
):
    workspace = show(world.desk("leader"), "review", paper[0], language)
    keys("\n")
    page = workspace.page
    while page.batch.task.step == "check":
        check_sheet(page, paper[1])
    assert said in page.batch.verdict.text
    assert "0.5 %" not in page.batch.verdict.text.split("\n")[0]
    assert page.batch.pass_button.text() == button
    assert focus() is page.batch.pass_button
    keys("\n")
    leader = world.desk("leader")
    (batch,) = leader.batches.list(leader.session)
    assert batch.state == "level3"
    assert page.tasks.isVisible()  # nothing is left for this person


def test_a_return_needs_a_reason(paper, world, show):
    page = show(world.desk("leader"), "review", paper[0]).page
    keys("\n")
    while page.batch.task.step == "check":
        check_sheet(page, paper[1])
    page.batch.return_button.setFocus()
    press(K.Key_Return)
    assert page.batch.why_field.sentence == "A reason is needed. Choose or type one."
    assert focus() is page.batch.why
    keys("pages mixed up")
    page.batch.return_button.setFocus()
    press(K.Key_Return)
    leader = world.desk("leader")
    assert leader.batches.list(leader.session)[0].state == "returned"


def test_nothing_to_review_says_when_there_will_be(show, world):
    page = show(world.desk("quality"), "review").page
    assert "Nothing to review" in page.tasks.table._hint.text()


def test_a_barcode_read_in_a_review_answers_and_judges_nothing(workspace, paper):
    hand = Hand()
    draw(workspace)
    keys("\n")
    page = workspace.page
    presenter = page.entry.presenter
    first = presenter.step
    hand.scan("1111\n")
    assert presenter.step == first
    assert presenter.reading().keyed == {}
    assert "1111" in workspace.said
    read_sheet(page, paper[1])
    assert presenter.step.phase is Phase.OPEN
    at = presenter.step
    hand.scan("0001\n")  # its Enter would call the record right
    assert presenter.step == at
    judge_open_fields(page)
    hand.scan("0001\n")  # and here record the review
    assert presenter.step.phase is Phase.READY
    assert not page.batch.sample.rows[0].done
    keys("\n")
    assert page.batch.sample.rows[0].done


def test_a_wrong_field_is_still_the_next_to_say_after_a_barcode(workspace, paper):
    draw(workspace)
    keys("\n")
    page = workspace.page
    read_sheet(page, paper[1], misread(paper, page))
    keys("r")
    Hand().scan("2222\n")
    assert page.entry.presenter.step.phase is Phase.COMPARE
    assert page.entry.presenter.findings == ()
    assert page.entry.judge.asks == "call"
