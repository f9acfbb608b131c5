"""The leader looks at the batch and closes its keying."""

from __future__ import annotations

from core.values import BatchId
from ui.batches.batch_page import BatchPage
from ui.tour.conductor import Story
from ui.tour.stage import Stage


def close_keying(stage: Stage, login: str, batch: BatchId, photograph: str = "") -> Story:
    """Close the keying of a batch by its button."""
    yield from stage.sign_in(login)
    yield from stage.go("batch", batch)
    if photograph:
        yield from stage.picture(photograph)
        yield from _sheet(stage, batch)
    page = stage.page
    assert isinstance(page, BatchPage)
    if page.close_button.isVisibleTo(page):
        page.close_button.setFocus()
        stage.space()
        yield lambda: not page.close_button.isVisibleTo(page)
    stage.tell(f"{login}: keying closed")


def _sheet(stage: Stage, batch: BatchId) -> Story:
    """Read the story of the sheet that the cursor is on, and come back."""
    stage.enter()
    yield None
    yield from stage.picture("sheet")
    yield from stage.go("batch", batch)
