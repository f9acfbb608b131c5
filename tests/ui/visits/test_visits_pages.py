"""A shopper records a visit by keys: times, remarks, a photo by its path, the score as it grows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.forms.demo import visits as demo_visits
from core.forms.model import Kind
from core.services import demonstration
from core.values import Special
from core.workflow.drafting import DraftChange
from tests.support.world import PERIOD
from tests.ui.keyboard import CTRL, commit, focus, keys, press
from tests.ui.stage import typed
from ui.visits.visit_page import VisitPage

K = Qt.Key


@pytest.fixture
def batch(world):
    leader = world.desk("leader")
    form = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    return demonstration.open_visits(leader, form, world.people(), PERIOD)


@pytest.fixture
def form(world, batch):
    shopper = world.desk("shopper")
    row = shopper.batches.batch(shopper.session, batch)
    return shopper.directory.form(row.form)


@pytest.fixture
def answers(form):
    return demo_visits(form, seed=3, count=1, until=date(2026, 11, 20))[0]


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "counter.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    return file


@pytest.fixture
def workspace(batch, world, show):
    workspace = show(world.desk("shopper"), "visits")
    assert focus() is workspace.page.new_button
    press(K.Key_Return)
    assert isinstance(workspace.page, VisitPage)
    return workspace


def go_to(page, key):
    page.sheet.go(key)
    assert page.sheet.presenter.cursor == key


def record(page, answers):
    """Key every answer where the cursor is; the rest is left as it is."""
    for key, answer in answers.items():
        go_to(page, key)
        if isinstance(answer, Special) or answer.isascii():
            keys(typed(answer))
        else:
            commit(answer)
        if page.sheet.presenter.history.answers.get(key) != answer:
            press(K.Key_Return)


def kept(world, batch):
    shopper = world.desk("shopper")
    return shopper.visits.mine(shopper.session, batch)


def test_a_visit_is_recorded_signed_and_scored(workspace, world, batch, answers, photo, form):
    page = workspace.page
    record(page, answers)
    files = [question.key for question in form.questions if question.kind is Kind.FILE]
    go_to(page, files[0])
    keys(f"{photo}\n")
    assert page.evidence.attached.text() == photo.name
    total = page.score.total.text()
    press(K.Key_Return, CTRL)
    press(K.Key_Return, CTRL)
    assert workspace.name == "visits"
    assert "is signed and submitted" in workspace.said
    (visit,) = kept(world, batch)
    assert f"{visit.score.total:.1f}" == total
    assert workspace.page.score.total.text() == total


def test_the_score_follows_the_answers_section_by_section(workspace):
    page = workspace.page
    assert page.score.total.text() == "–"
    go_to(page, "M2_1")
    keys("1")
    assert page.score.total.text() == "100.0"
    assert page.score.sections["Greeting and appearance"] == "100.0"
    keys("0")
    assert float(page.score.total.text()) == 50.0
    assert page.score.sections["Guidance"] == "–"


def test_a_failed_red_line_is_said_with_its_item(workspace):
    page = workspace.page
    go_to(page, "M4_3")
    keys("0")
    assert page.score.red_lines.startswith("Red line failed: M4.3.")


def test_a_path_that_leads_nowhere_is_refused_at_the_question(workspace, form, tmp_path):
    page = workspace.page
    go_to(page, next(q.key for q in form.questions if q.kind is Kind.FILE))
    keys(f"{tmp_path}/absent.jpg\n")
    assert page.sheet.row.sentence == "absent.jpg is not there. Check its name and place."
    assert page.evidence.attached.text() == "Nothing attached yet."


def test_an_unfinished_visit_is_not_submitted_and_says_what_is_open(workspace, world, batch):
    press(K.Key_Return, CTRL)
    press(K.Key_Return, CTRL)
    page = workspace.page
    assert page.check.isVisible()
    assert kept(world, batch) == ()


def test_a_draft_goes_on_where_it_was_left(workspace, world, batch, show):
    page = workspace.page
    go_to(page, "M2_1")
    keys("1")
    serial = page.sheet.presenter.draft.serial
    again = show(world.desk("shopper"), "visits", batch)
    assert [line.serial for line in again.page.table.rows] == [serial]
    again.page.table.setFocus()
    press(K.Key_Return)
    assert again.page.sheet.presenter.history.answers == {"M2_1": "1"}


@pytest.mark.parametrize(
    ("language", "band", "branch"), [("en", "Good", "Park"), ("zh", "良好", "园区网点")]
)
def test_own_visits_are_listed_with_their_scores(
    batch, world, show, answers, language, band, branch
):
    shopper = world.desk("shopper")
    draft = shopper.visits.begin(shopper.session, batch, None)
    for question, answer in answers.items():
        change = DraftChange("answer", question, answer)
        draft = shopper.keying.accept(shopper.session, draft, change)
    shopper.visits.submit(shopper.session, draft)
    table = show(shopper, "visits", language=language).page.table
    model = table.view.model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert branch in shown[1]
    assert band in shown[-1]


def test_a_shopper_without_a_month_of_visits_has_nothing_to_begin(world, show):
    page = show(world.desk("shopper"), "visits").page
    assert not page.new_button.isVisible()
    assert page.table._hint.text().startswith("No visit yet.")
