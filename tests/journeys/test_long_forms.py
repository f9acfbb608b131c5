"""Forms of one, two hundred and a thousand questions, keyed to the end by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from core.progress import Silent
from core.values import Answer
from tests.journeys.desk import LANGUAGES, Project
from tests.journeys.kinds import a_paper, of_every_kind
from tests.support.forms import many_choices
from tests.ui.keyboard import CTRL, keys, press
from ui.keying.outline import LONGEST
from ui.keying.row import QuestionRow

K = Qt.Key
DONE = {
    "zh": "已到末尾：按 Ctrl+Enter 自查并提交。",
    "en": "End of the form: Ctrl+Enter to check and submit.",
}
SIGNED = {"zh": "答卷 0001 已签名提交。", "en": "Sheet 0001 is signed and submitted."}
PROGRESS = {"zh": "第 2 / 40 部分 · 已录 26 / 1000 题", "en": "Part 2 of 40 · 26 of 1000 keyed"}
SCREENS = 4
"""Built at a time."""


def key_paper(project: Project, paper: dict[str, tuple[str, Answer]]) -> None:
    """Key question after question as the paper gives them, looking at what each became."""
    for name, (typed, kept) in paper.items():
        project.turn()
        assert project.cursor == name
        row = project.row
        for run in typed.split("\n")[:-1] if typed.endswith("\n") else [typed]:
            project.type(run)
            if typed.endswith("\n"):
                press(K.Key_Return)
        assert project.presenter.history.answers[name] == kept, name
        if name in project.sheet.rows:
            assert row.field.text() == kept
    assert project.shows(DONE[project.language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_questions_of_every_type_are_signed_as_they_were_typed(project, language):
    data, kinds = of_every_kind(200)
    at: Project = project(data, language)
    papers = {"clerk1": a_paper(kinds, 1), "clerk2": a_paper(kinds, 1)}
    slips = {"Q001": ("2", "2"), "Q004": ("1\n", "1"), "Q006": ("41\n", "41")}
    papers["clerk2"] |= slips
    at.start("clerk1")
    for login, paper in papers.items():
        if login != "clerk1":
            press(K.Key_L, CTRL)
            at.sign_in(login)
        at.begin()
        key_paper(at, paper)
        assert at.draft()[0] == {name: kept for name, (_, kept) in paper.items()}
        at.sign()
        assert at.shows(SIGNED[language])
    signed = at.signed()
    for number, paper in enumerate(papers.values(), 1):
        assert signed[number] == {name: kept for name, (_, kept) in paper.items()}
    assert differences(at) == {
        name: {paper[name][1] for paper in papers.values()} for name in slips
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_one_question_is_keyed_and_signed(project, language):
    at: Project = project(many_choices(1), language)
    at.start("clerk1")
    at.begin()
    press(K.Key_Down)
    assert at.shows(DONE[language]), "nothing follows, and nothing is signed by itself"
    keys("4")
    assert at.shows(DONE[language])
    assert at.draft() == ({"Q1": "4"}, {})
    at.sign()
    assert at.shows(SIGNED[language])
    assert at.signed()[1] == {"Q1": "4"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_thousand_questions_only_a_few_screens_are_ever_built(project, language):
    at: Project = project(many_choices(1000), language)
    at.start("clerk1")
    at.begin()
    for number in range(1, 27):
        assert at.cursor == f"Q{number}"
        keys("3")
        assert rows_built(at) <= SCREENS * LONGEST
    assert len(at.sheet.rows) <= LONGEST
    assert at.shows(PROGRESS[language])
    for _ in range(5):
        press(K.Key_PageDown)
        QTest.qWait(15)  # the next screen is built in the pauses
        assert rows_built(at) <= SCREENS * LONGEST
    at.to("Q1000")
    keys("5")
    assert at.shows(DONE[language])
    assert rows_built(at) <= SCREENS * LONGEST
    kept = {f"Q{number}": "3" for number in range(1, 27)} | {"Q1000": "5"}
    assert at.draft() == (kept, {})


def rows_built(project: Project) -> int:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return len(project.window.findChildren(QuestionRow))


def differences(project: Project) -> dict[str, set[Answer]]:
    """Question -> both readings, as the third person gets them."""
    judge = project.desk("judge1")
    batch = judge.adjudication.tasks(judge.session)[0].batch.id
    judge.adjudication.compare(judge.session, batch, Silent())
    views = judge.adjudication.differences(judge.session, batch)
    return {view.question: {view.first, view.second} for view in views}
