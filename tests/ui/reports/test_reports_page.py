"""Reports are written into a folder by keys, and the page lists what was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.world import in_folder, printing_desk
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES, settled

K = Qt.Key


@pytest.fixture
def stored(tmp_path):
    """The demonstration's people on a real project, with a settled batch."""
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx", desk=printing_desk)
    settled(world, 2)
    yield world
    world.gate.close()


def tick_first(page):
    page.batches.setFocus()
    press(K.Key_Home)
    press(K.Key_Space)


def test_provisional_reports_are_written_and_listed(stored, show, qtbot, tmp_path):
    out = tmp_path / "out"
    page = show(stored.desk("leader"), "reports").page
    tick_first(page)
    page.provisional.setFocus()
    press(K.Key_Space)
    page.folder.line.setFocus()
    keys(f"{out}\n")
    qtbot.waitUntil(page.written.isVisible, timeout=30_000)
    listed = sorted(page.files.item(row).text() for row in range(page.files.count()))
    assert listed == sorted(file.name for file in out.iterdir())
    assert {file.suffix for file in out.iterdir()} == {".xlsx", ".pdf"}
    assert page.result.sentence == (
        f"{len(listed)} files are in {out}. They are provisional, and every page says so."
    )


def test_without_an_approved_record_the_batch_is_named_and_nothing_written(
    stored, show, qtbot, tmp_path
):
    out = tmp_path / "out"
    page = show(stored.desk("leader"), "reports").page
    tick_first(page)
    page.folder.line.setFocus()
    keys(f"{out}\n")
    qtbot.waitUntil(lambda: bool(page.batches_finding.sentence), timeout=30_000)
    assert "No approved records yet" in page.batches_finding.sentence
    assert not out.exists() or not [*out.iterdir()]
    assert page.export_button.isEnabled()


def test_nothing_ticked_and_no_folder_are_said_at_their_place(world, show):
    world.open_paper(1)
    page = show(world.desk("leader"), "reports").page
    page.export_button.setFocus()
    press(K.Key_Return)
    assert page.batches_finding.sentence == "Tick at least one batch."
    assert focus() is page.batches
    press(K.Key_Space)
    page.export_button.setFocus()
    press(K.Key_Return)
    assert page.folder.sentence == "Type or choose the folder for the files."
    assert focus() is page.folder.line


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_when_there_will_be_batches(world, show, language):
    page = show(world.desk("manager"), "reports", language=language).page
    assert page.empty.isVisible()
    assert not page.export_button.isEnabled()
    assert ("settled" if language == "en" else "核定") in page.empty.text()
