"""Levels 2 and 3: draw, key what the paper says, call the record right or wrong, decide."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.services.review import ReviewTask
from core.values import BatchId
from ui.review.batch_view import CHECK, DRAW, BatchView
from ui.review.entry_view import EntryView
from ui.review.page import ReviewPage
from ui.review.presenter import Phase
from ui.tour.conductor import Story
from ui.tour.stage import Paper, Stage
from ui.tour.tally import same

REASON = "差错率超限"


def draw(stage: Stage, login: str, paper: Paper, level: int) -> Story:
    """Sign a reviewer in at a batch and draw the sample if one is due."""
    yield from stage.sign_in(login)
    yield from open_batch(stage, paper.batch, level)
    if task_of(stage, paper.batch, level) is not None and step_of(stage) == DRAW:
        view_of(stage).take_keyboard()
        stage.space()
        yield lambda: step_of(stage) != DRAW


def open_batch(stage: Stage, batch: BatchId, level: int) -> Story:
    """Show the batch on the review page."""
    yield from stage.go("review")
    yield from stage.go("review", (batch, level))


def check_all(stage: Stage, paper: Paper, level: int, photograph: str = "") -> Story:
    """Check every sheet of the sample that is not checked yet."""
    while step_of(stage) == CHECK:
        waiting = len([sheet for sheet in view_of(stage).sample.rows if not sheet.done])
        if not waiting:
            return
        view_of(stage).take_keyboard()
        stage.enter()
        yield page_of(stage).entry.isVisible
        if photograph:
            yield from photographed(stage, paper, level, photograph)
            photograph = ""
        yield from check_sheet(stage, paper)
        yield lambda: not page_of(stage).entry.isVisible()
        stage.tell(f"level {level}: {waiting - 1} to check")


def photographed(stage: Stage, paper: Paper, level: int, name: str) -> Story:
    """Take the picture of a sheet in review, coming back to it in each language."""

    def again() -> Story:
        yield from open_batch(stage, paper.batch, level)
        view_of(stage).take_keyboard()
        stage.enter()
        yield page_of(stage).entry.isVisible

    yield from stage.picture(name, again)


def check_sheet(stage: Stage, paper: Paper) -> Story:
    """Key the blind fields, settle disagreements, call the open fields, record."""
    entry = page_of(stage).entry
    while True:
        presenter = entry.presenter
        assert presenter is not None
        step = presenter.step
        if step.phase is Phase.READY:
            stage.enter()
            yield None
            return
        if step.phase is Phase.READ:
            yield from read(stage, paper, entry)
        else:
            yield from judge(stage, paper, entry)


def read(stage: Stage, paper: Paper, entry: EntryView) -> Story:
    """Key one blind field."""
    assert entry.presenter is not None
    before, sheet = entry.presenter.step, entry.presenter.sheet
    question = sheet.form.by_key[before.question]
    stage.answer(question, paper.says(sheet.sheet, before.question))
    yield None
    if entry.presenter.step == before:
        stage.enter()
        yield None
    if entry.presenter.step == before:  # the habit of pressing Enter is swallowed once
        stage.enter()
        yield None


def judge(stage: Stage, paper: Paper, entry: EntryView) -> Story:
    """Call one field right or wrong."""
    presenter = entry.presenter
    assert presenter is not None
    step, sheet = presenter.step, presenter.sheet
    true = paper.says(sheet.sheet, step.question)
    if same(true, step.record):
        stage.hands.type("a")
        yield None
        return
    stage.finds.reviewed.add((paper.index(sheet.sheet), step.question))
    stage.hands.type("r")
    yield None
    stage.answer(sheet.form.by_key[step.question], true)
    stage.enter()
    yield None
    stage.hands.type("1")
    yield None


def decide(stage: Stage, login: str, paper: Paper, level: int, photograph: str = "") -> Story:
    """Pass the batch on where the verdict allows it, else return it with a reason."""
    yield from stage.sign_in(login)
    yield from open_batch(stage, paper.batch, level)
    view = view_of(stage)
    if photograph:

        def again() -> Story:
            yield from open_batch(stage, paper.batch, level)

        yield from stage.picture(photograph, again)
        view = view_of(stage)
    view.take_keyboard()
    if not view.pass_button.isEnabled():
        stage.hands.type(REASON)
        stage.hands.press(Qt.Key.Key_Tab, "\t")
    stage.space()
    yield None
    yield None


def task_of(stage: Stage, batch: BatchId, level: int) -> ReviewTask | None:
    """What waits for the signed-in reviewer, if anything."""
    tasks = page_of(stage).tasks.table.rows
    return next((t for t in tasks if t.batch.id == batch and t.level == level), None)


def step_of(stage: Stage) -> str:
    """What the batch shown waits for."""
    task = view_of(stage).task
    return task.step if task is not None else ""


def view_of(stage: Stage) -> BatchView:
    """The batch on the review page."""
    return page_of(stage).batch


def page_of(stage: Stage) -> ReviewPage:
    """The review page."""
    assert isinstance(stage.page, ReviewPage)
    return stage.page
