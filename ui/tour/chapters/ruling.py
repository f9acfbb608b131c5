"""A third person compares the readings and rules from the paper where they differ."""

from __future__ import annotations

from collections.abc import Callable

from core.services.adjudication import DifferenceView
from core.values import Answer
from ui.adjudication.page import AdjudicationPage
from ui.adjudication.presenter import AdjudicationPresenter
from ui.tour.conductor import Story
from ui.tour.stage import Paper, Stage
from ui.tour.tally import same


def rule(stage: Stage, login: str, paper: Paper, photograph: str = "") -> Story:
    """Sign an adjudicator in, compare what waits, and rule on every difference."""
    yield from stage.sign_in(login)
    yield from stage.go("adjudication", paper.batch)
    page = page_of(stage)
    if page.can_compare:
        stage.space()
        yield stage.is_idle
        yield None
    if photograph and presenter_of(stage).open:
        yield from stage.picture(photograph)
    yield from rule_all(stage, paper)
    stage.tell(f"{login}: ruled")


def rule_all(stage: Stage, paper: Paper) -> Story:
    """Rule on each open difference from the paper."""
    presenter = presenter_of(stage)
    while presenter.open:
        state = presenter.state
        assert state is not None
        view = state.difference
        if view.origin == "keying":
            stage.finds.compared.add((paper.index(view.sheet), view.question))
        waiting = len(presenter.open)
        yield from choose(stage, paper, view)
        stage.enter()
        yield fewer(presenter, waiting)


def choose(stage: Stage, paper: Paper, view: DifferenceView) -> Story:
    """Take the reading that the paper bears out, or key what it says."""
    true = paper.says(view.sheet, view.question)
    state = presenter_of(stage).state
    if state is not None and state.asking:
        yield from read(stage, paper, view, true)
        return
    for key, reading in (("1", view.first), ("2", view.second)):
        if same(true, reading):
            stage.hands.type(key)
            yield None
            return
    yield from third(stage, paper, view, true)


def read(stage: Stage, paper: Paper, view: DifferenceView, true: Answer) -> Story:
    """Key what the paper says before the readings are shown; the one that agrees is chosen then."""
    stage.enter()
    yield None
    stage.answer(paper.form.by_key[view.question], true)
    stage.enter()
    yield None
    state = presenter_of(stage).state
    if state is not None and state.needs_reason:
        stage.enter()
        yield None


def third(stage: Stage, paper: Paper, view: DifferenceView, true: Answer) -> Story:
    """Neither reading is right: key the paper's answer and the first reason of the list."""
    stage.hands.type("3")
    yield None
    stage.answer(paper.form.by_key[view.question], true)
    stage.enter()
    yield None
    stage.enter()
    yield None


def fewer(presenter: AdjudicationPresenter, waiting: int) -> Callable[[], bool]:
    """Whether one more difference is ruled on."""

    def is_ruled() -> bool:
        return len(presenter.open) < waiting

    return is_ruled


def presenter_of(stage: Stage) -> AdjudicationPresenter:
    """What the page works on."""
    presenter = page_of(stage).presenter
    assert presenter is not None
    return presenter


def page_of(stage: Stage) -> AdjudicationPage:
    """The page of differences."""
    assert isinstance(stage.page, AdjudicationPage)
    return stage.page
