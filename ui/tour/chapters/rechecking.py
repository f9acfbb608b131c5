"""Queries are closed from the paper: confirmed, corrected or void."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from core.forms.model import Severity
from core.services.recheck import QueryView
from core.values import Answer
from ui.recheck.page import RecheckPage
from ui.recheck.words import VOID_REASONS
from ui.tour.conductor import Story
from ui.tour.stage import Paper, Stage
from ui.tour.tally import same

REASON = "已查对原卷"
SCREENED_OUT, MISSING = "screened_out", "missing"
SCREENING = "R13"
"""The check that asks whether the person belongs to those asked; the other void rule counts blanks."""


def recheck(stage: Stage, login: str, paper: Paper, photograph: str = "") -> Story:
    """Sign a leader in and close every open query of the batch."""
    yield from stage.sign_in(login)
    yield from stage.go("recheck", paper.batch)
    if photograph and page_of(stage).table.rows:
        yield from stage.picture(photograph)
    while query := next_query(stage, paper):
        page_of(stage).table.choose(query)
        page_of(stage).take_keyboard()
        yield None
        yield from close(stage, paper, query)
        yield is_closed(stage, query)
    stage.tell(f"{login}: queries closed")


def next_query(stage: Stage, paper: Paper) -> QueryView | None:
    """The first open query of the batch."""
    rows = page_of(stage).table.rows
    return next((q for q in rows if q.batch == paper.batch and q.state == "open"), None)


def close(stage: Stage, paper: Paper, query: QueryView) -> Story:
    """Decide one query as the paper says."""
    wrong = [key for key in query.questions if not right(paper, query, key)]
    if wrong:
        stage.finds.checked.update((paper.index(query.sheet), key) for key in wrong)
        yield from correct(stage, paper, query)
    elif query.severity is Severity.VOID:
        stage.hands.type("3")
        yield None
        reason = SCREENED_OUT if query.check == SCREENING else MISSING
        stage.hands.type(str(list(VOID_REASONS).index(reason) + 1))
        stage.enter()
    else:
        stage.hands.type("1")
        yield None
        stage.hands.type(REASON)
        stage.enter()


def correct(stage: Stage, paper: Paper, query: QueryView) -> Story:
    """Key what the paper says for each compared question, then the reason."""
    stage.hands.type("2")
    yield None
    panel = page_of(stage).closing
    for key, field in panel.papers.items():
        stage.answer(paper.form.by_key[key], paper.says(query.sheet, key))
        yield None
        if field.line.hasFocus():
            stage.hands.press(Qt.Key.Key_Return, "\r")
            yield None
    stage.hands.type(REASON)
    stage.enter()


def right(paper: Paper, query: QueryView, key: str) -> bool:
    """Whether the record says what the paper says."""
    recorded: Answer | None = query.values.get(key)
    question = paper.form.by_key.get(key)
    keyed = question is not None and question.kind.is_keyed
    return not keyed or same(paper.says(query.sheet, key), recorded)


def is_closed(stage: Stage, query: QueryView) -> Callable[[], bool]:
    """Whether the query no longer stands open in the table."""

    def gone() -> bool:
        return not any(q.id == query.id and q.state == "open" for q in page_of(stage).table.rows)

    return gone


def page_of(stage: Stage) -> RecheckPage:
    """The recheck page."""
    assert isinstance(stage.page, RecheckPage)
    return stage.page
