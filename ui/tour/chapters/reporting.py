"""The quality specialist writes the reports of what is approved."""

from __future__ import annotations

from pathlib import Path

from core.values import BatchId
from ui.reports.page import ReportsPage
from ui.tour.conductor import Story
from ui.tour.stage import Stage


def export(
    stage: Stage, login: str, batches: tuple[BatchId, ...], folder: Path, photograph: str = ""
) -> Story:
    """Tick the batches, type the folder, press Enter, wait for the files."""
    yield from stage.sign_in(login)
    yield from stage.go("reports")
    page = page_of(stage)
    page.batches.setFocus()
    for row in range(page.batches.count()):
        page.batches.setCurrentRow(row)
        if page.batches.item(row).data(_VALUE) in batches:
            stage.space()
            yield None
    page.folder.line.setFocus()
    page.folder.line.selectAll()
    stage.hands.type(str(folder))
    stage.enter()
    yield page.written.isVisible
    stage.tell(f"{login}: reports written")
    if photograph:
        yield from stage.picture(photograph)


def page_of(stage: Stage) -> ReportsPage:
    """The reports page."""
    assert isinstance(stage.page, ReportsPage)
    return stage.page


_VALUE = 256
"""Where a CheckList keeps its values (Qt.ItemDataRole.UserRole)."""
