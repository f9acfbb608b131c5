"""A shopper records a visit with a photo, by the checklist."""

from __future__ import annotations

from pathlib import Path

from core.forms.model import Kind
from core.values import Answers, serial_of
from ui.tour.chapters.keying import key_sheet, sheet_of
from ui.tour.conductor import Story
from ui.tour.stage import Paper, Stage
from ui.visits.visit_page import VisitPage


def record(
    stage: Stage, login: str, paper: Paper, answers: Answers, photo: Path, photograph: str = ""
) -> Story:
    """Key one visit, attach the photo, sign; the paper then knows the visit by its serial."""
    yield from stage.sign_in(login)
    yield from stage.go("visits", paper.batch)
    stage.page.take_keyboard()
    stage.space()
    yield lambda: isinstance(stage.page, VisitPage)
    serial = serial_of(sheet_of(stage).presenter.draft.sheet)
    form = sheet_of(stage).presenter.draft.form
    files = {q.key: str(photo) for q in form.questions if q.kind is Kind.FILE}
    yield from key_sheet(stage, {**answers, **files}, photograph)
    kept = dict(sheet_of(stage).presenter.history.answers)
    stage.control_enter()
    yield None
    stage.control_enter()
    yield lambda: not isinstance(stage.page, VisitPage)
    if photograph:
        yield from stage.picture("visits")
    paper.sheets[serial] = kept
    stage.tell(f"{login}: visit recorded")
