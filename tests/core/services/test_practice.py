"""The lesson of a form: what its coach asks for leads through the real rules to a signed sheet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import UNANSWERED, UserError
from core.services.keying import Draft
from core.services.practice import (
    BATCH,
    SERIAL,
    Exercise,
    Lesson,
    PracticeWork,
    Task,
    done,
    lesson_of,
)
from core.workflow.drafting import DraftChange
from tests.support.forms import many_choices
from tests.support.world import WORKBOOKS, form_of, workbook

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BOOKS = {path.name: workbook(path.name) for path in sorted(WORKBOOKS.glob("*.xlsx"))}
BOOKS |= {"long.xlsx": many_choices(200), "short.xlsx": many_choices(3)}


def made(exercise: Exercise) -> list[DraftChange]:
    """The changes by which a clerk does what is asked."""
    if exercise.task is Task.UNDO:
        return [DraftChange("undo")]
    changes = [DraftChange("answer", exercise.question, exercise.answer)]
    if exercise.task is Task.CONFIRM:
        changes.append(DraftChange("confirm", exercise.question))
    return changes


@pytest.fixture(scope="module", params=BOOKS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return lesson_of(form_of(request.param, BOOKS[request.param]), NOW)


def test_the_lesson_of_every_form_leads_to_a_sheet_that_its_own_rules_let_pass(lesson):
    heard: list[tuple[Draft, bool]] = []
    work = PracticeWork(lesson, {"en": "Practice"}, lambda *said: heard.append(said))
    draft = work.begin(BATCH, SERIAL)
    before = draft.changes
    assert lesson.exercises[0].task is Task.BEGIN
    assert lesson.exercises[-1].task is Task.SIGN
    assert not {e.question for e in lesson.paper} & set(lesson.filled)
    for number, exercise in enumerate(lesson.exercises[1:-1], start=1):
        assert done(lesson, draft.changes, begun=True, signed=False) == number
        for change in made(exercise):
            draft = work.accept(draft, change)
    assert done(lesson, draft.changes, begun=True, signed=False) == len(lesson.exercises) - 1
    work.submit(draft, NOW)
    assert heard[-1] == (draft, True)
    assert draft.changes[: len(before)] == before


def test_a_sheet_that_was_left_half_done_does_not_pass():
    lesson = lesson_of(form_of("BSQ-1.xlsx", BOOKS["BSQ-1.xlsx"]), NOW)
    work = PracticeWork(lesson, {}, lambda *_: None)
    draft = work.begin(BATCH, SERIAL)
    with pytest.raises(UserError) as refused:
        work.submit(draft, NOW)
    assert refused.value.code == UNANSWERED


def test_a_form_whose_rules_know_a_contradiction_lets_one_be_practised():
    found = lesson_of(form_of("BSQ-1.xlsx", BOOKS["BSQ-1.xlsx"]), NOW)
    assert {*Task} == {exercise.task for exercise in found.exercises}


def test_where_no_rule_can_contradict_only_one_sheet_is_tried(monkeypatch):
    """A long form without rules took 0.6 s, one recalculation for every six questions."""
    from core.logic.state import FormState

    tried: list[int] = []
    replaced = FormState.replace

    def noting(state: FormState, answers: dict) -> None:
        tried.append(len(answers))
        replaced(state, answers)

    monkeypatch.setattr(FormState, "replace", noting)
    lesson_of(form_of("long.xlsx", BOOKS["long.xlsx"]), NOW)
    assert len(tried) == 2  # one whole sheet, one without the lesson's questions
