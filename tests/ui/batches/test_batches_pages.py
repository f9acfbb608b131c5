"""A leader opens a stack of paper and closes its keying, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.people import Post
from core.services import demonstration
from tests.support.world import PERIOD
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES

K = Qt.Key


@pytest.fixture
def opening(show, world):
    """The page on which a batch is opened, reached from the list."""
    workspace = show(world.desk("leader"), "batches")
    assert focus() is workspace.page.open_button
    press(K.Key_Return)
    assert workspace.name == "open_batch"
    return workspace


def fill_in_paper(page, first="1", last="20", counts=("22", "20", "1", "1")):
    page.period.setFocus()
    page.period.selectAll()
    keys(f"{PERIOD}\n")
    assert focus() is page.code
    keys("\n\n")  # the code stays as suggested, the deadline open
    for typed in (first, last, *counts):
        keys(f"{typed}\n")


def tick(page, post, *names):
    people = page.posts.boxes[post].people
    people.setFocus()
    press(K.Key_Home)
    for row in range(people.count()):
        if any(name in people.item(row).text() for name in names):
            press(K.Key_Space)
        press(K.Key_Down)


def fill_in_posts(page):
    tick(page, Post.PASS1, "Chen Yi")
    tick(page, Post.PASS2, "Lin Shuang")
    tick(page, Post.ADJUDICATION, "He Ping", "Shen Zheng")
    tick(page, Post.LEVEL2, "Zhou")
    tick(page, Post.LEVEL3, "Wu")


def test_a_batch_is_opened_by_keys_alone_and_stands_in_the_list(opening, world):
    page = opening.page
    fill_in_paper(page)
    fill_in_posts(page)
    said = {post: box.sentence for post, box in page.posts.boxes.items() if box.sentence}
    assert [*said] == [Post.PASS1]  # advice only: both clerks are the branch's own
    assert "belongs to the branch being judged" in said[Post.PASS1]
    press(K.Key_Tab)
    while focus() is not page.open_button:
        press(K.Key_Tab)
    press(K.Key_Return)
    assert opening.name == "batches"
    assert opening.said == f"Batch E01-{PERIOD.replace('-', '')}-01 is open."
    leader = world.desk("leader")
    (batch,) = leader.batches.list(leader.session)
    assert (batch.code, batch.sheets) == ("E01-202611-01", 20)
    assert [row.code for row in opening.page.table.rows] == [batch.code]


def test_the_law_of_the_counts_is_said_while_they_are_typed(opening):
    page = opening.page
    fill_in_paper(page, counts=("22", "20", "1", ""))
    assert "does not add up, the sum is 21" in page.law.sentence
    page.spoilt.setFocus()
    keys("1")
    assert page.law.sentence == "Issued 22 = returned 20 + not returned 1 + spoilt 1"


def test_a_person_in_two_posts_is_refused_where_the_posts_are(opening):
    page = opening.page
    fill_in_posts(page)
    tick(page, Post.PASS2, "Chen Yi")
    said = page.posts.boxes[Post.PASS2].sentence
    assert "陈一 Chen Yi stands in more than one post (First keying, Second keying)" in said
    tick(page, Post.PASS2, "Chen Yi")
    assert page.posts.boxes[Post.PASS2].sentence == ""


@pytest.mark.parametrize(
    ("language", "empty", "two"),
    [
        ("en", "Choose at least one person.", "at least 2 people"),
        ("zh", "请至少选一人。", "请至少选 2 人"),
    ],
)
def test_an_empty_post_says_what_to_do(show, world, language, empty, two):
    page = show(world.desk("leader"), "open_batch", language=language).page
    assert page.posts.boxes[Post.PASS1].sentence == empty
    assert two in page.posts.boxes[Post.ADJUDICATION].sentence


def test_serials_the_wrong_way_round_are_refused_at_their_field(opening):
    page = opening.page
    fill_in_paper(page, first="20", last="1")
    fill_in_posts(page)
    page.open_button.setFocus()
    press(K.Key_Return)
    assert opening.name == "open_batch"
    assert focus() is page.first
    assert "20" in page._fields["first"].sentence


def test_what_is_filled_in_outlives_a_lock_of_the_screen(opening, world, show):
    page = opening.page
    fill_in_paper(page)
    fill_in_posts(page)
    again = show(world.desk("leader"), "open_batch", page.place(), language="zh").page
    assert again.place() == page.place()
    assert again.law.sentence == "发放 22 = 回收 20 + 未回收 1 + 损毁 1"


def test_visits_have_no_second_pass_and_no_paper(opening):
    page = opening.page
    page.form.setFocus()
    press(K.Key_Down)
    assert not page.posts.boxes[Post.PASS2].isVisible()
    assert not page.paper.isVisible()


def test_keying_is_closed_only_when_every_sheet_is_keyed_twice(show, world):
    batch = world.open_paper(2)
    truth = world.truth(batch, 2)
    workspace = show(world.desk("leader"), "batch", batch)
    page = workspace.page
    page.close_button.setFocus()
    press(K.Key_Return)
    assert "2 sheets are not keyed twice" in page.finding.sentence
    world.key_twice(batch, truth)
    page.refresh()
    assert page.figures.texts["Keyed"] == "2"
    assert {row.state for row in page.register.rows} == {"two_passes"}
    press(K.Key_Return)
    assert workspace.said.startswith("Keying of E01-202611-01 is closed. Once every sheet")
    assert not page.close_button.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clerk_sees_own_figures_and_nobody_elses(show, world, language):
    batch = world.open_paper(2)
    world.key("clerk2", batch, "0001", world.truth(batch, 2)["0001"])
    workspace = show(world.desk("clerk1"), "batch", batch, language)
    assert not workspace.page.register.isVisible()
    assert workspace.page.blind_hint.isVisible()
    done = {"en": "Done by me", "zh": "我已完成"}[language]
    assert workspace.page.figures.texts[done] == "0"
    assert len(workspace.page.figures.texts) == 2
    assert not workspace.go("batches").open_button.isVisible()


@pytest.mark.parametrize(
    ("language", "hint"),
    [("en", "No batch yet. Press “Open a batch”"), ("zh", "还没有批次。收到一叠答卷后")],
)
def test_an_empty_list_says_what_to_do_next(show, world, language, hint):
    page = show(world.desk("leader"), "batches", language=language).page
    assert page.table._hint.text().startswith(hint)


def test_a_month_of_visits_is_closed_like_a_stack(show, world):
    leader = world.desk("leader")
    form = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    batch = demonstration.open_visits(leader, form, world.people(), PERIOD)
    page = show(leader, "batch", batch).page
    assert page.close_button.text() == "Close the month"
    page.close_button.setFocus()
    press(K.Key_Return)
    assert page.finding.sentence.endswith("no visit has been submitted.")
