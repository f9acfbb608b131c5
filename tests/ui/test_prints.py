"""The keys and a sheet's story come out as PDFs, by keys alone, and tell no more than the screen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.errors import NOT_ALLOWED, UserError
from core.event import Kind
from core.reports.story import SheetStory
from core.services.journal import JournalFilter
from core.values import sheet_id
from tests.core.reports.samples import HAVE_FONTS
from tests.support.world import in_folder, printing_desk
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.stage import LANGUAGES, show
from tests.ui.test_rough_hands import hold
from ui.keying.keys import TABLES

K = Qt.Key
__all__ = ["show"]
pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="the fonts are not built")


@pytest.fixture
def stored(tmp_path):
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx", desk=printing_desk)
    yield world
    world.gate.close()


def text_of(file: Path) -> tuple[int, str]:
    """Pages, and what can be read on them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return len(texts), "".join("\n".join(texts).split())


def printed(workspace, qtbot, folder: Path) -> Path:
    qtbot.waitUntil(lambda: bool(workspace.said), timeout=30_000)
    (file,) = folder.iterdir()
    assert str(file) in workspace.said
    return file


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_on_one_page_in_both_languages(stored, show, qtbot, tmp_path, language):
    stored.open_paper(1)
    workspace = show(stored.desk("clerk1"), "work", language=language)
    workspace._tools.preferences.prints = tmp_path / "prints"
    press(K.Key_F1)
    assert workspace.name == "keys"
    press(K.Key_P)
    pages, text = text_of(printed(workspace, qtbot, tmp_path / "prints"))
    assert pages == 1
    for table in TABLES:
        for line in table.lines:
            assert "".join(str(line.text).split()) in text
    assert "两个都不对：按纸卷录入" in text
    press(K.Key_Escape)
    assert workspace.name == "work"


def story(stored, show, qtbot, tmp_path, batch, language):
    workspace = show(stored.desk("leader"), "sheet", sheet_id(batch, "0001"), language)
    workspace._tools.preferences.prints = tmp_path / "prints"
    press(K.Key_P, CTRL)
    return workspace, printed(workspace, qtbot, tmp_path / "prints")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_settled_sheet_is_printed_with_everything(stored, show, qtbot, tmp_path, language):
    batch = stored.open_paper(1)
    truth = stored.truth(batch, 1)
    stored.key_twice(batch, truth, {(1, "0001", "Q02"): "9"})
    stored.compare(batch)
    stored.rule_truly(batch, truth)
    workspace, file = story(stored, show, qtbot, tmp_path, batch, language)
    _, text = text_of(file)
    for shown in (*workspace.page.answers.rows, *workspace.page.story.rows):
        for cell in vars(shown).values():
            assert "".join(cell.split()).replace("’", "'") in text.replace("’", "'")
    desk = stored.desk("leader")
    (event, _), *_ = desk.journal.page(
        desk.session, JournalFilter(kind=Kind.REPORT_EXPORTED)
    ).events
    assert json.loads(event.body["files_json"]) == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
    }
    assert "".join(event.body["head"].split()) in text


def test_before_settlement_no_clerk_and_no_answer_is_on_the_paper(stored, show, qtbot, tmp_path):
    batch = stored.open_paper(1)
    truth = stored.truth(batch, 1)
    stored.key_twice(batch, truth, {(1, "0001", "Q02"): "9"})
    stored.compare(batch)
    _, file = story(stored, show, qtbot, tmp_path, batch, "en")
    _, text = text_of(file)
    desk = stored.desk("leader")
    people = {p.login: p.name for p in desk.directory.people(desk.session)}
    for login in ("clerk1", "clerk2"):
        assert "".join(people[login].split()) not in text
    assert "Notsettled" in text
    told = SheetStory("0001", "", "", "", "", "", [("Q01", "", "1", "", "")], [], is_over=True)
    with pytest.raises(UserError) as refused:
        desk.prints.story(desk.session, sheet_id(batch, "0001"), told, "en", tmp_path)
    assert refused.value.code == NOT_ALLOWED


def test_a_clerk_prints_no_story(stored, tmp_path):
    batch = stored.open_paper(1)
    clerk = stored.desk("clerk1")
    told = SheetStory("0001", "", "", "", "", "", [], [], is_over=False)
    with pytest.raises(UserError):
        clerk.prints.story(clerk.session, sheet_id(batch, "0001"), told, "en", tmp_path)


def started(workspace) -> list[str]:
    """Labels of the jobs that the workspace starts from now on."""
    labels: list[str] = []
    workspace.jobs.started.connect(lambda _, label: labels.append(label))
    return labels


def test_p_held_down_writes_the_keys_once(stored, show, qtbot, tmp_path):
    workspace = show(stored.desk("clerk1"), "work")
    workspace._tools.preferences.prints = tmp_path / "prints"
    press(K.Key_F1)
    labels = started(workspace)
    for times in (1, 2):
        hold(K.Key_P, "p")
        assert len(labels) == times
        qtbot.waitUntil(lambda: not workspace.is_busy, timeout=30_000)


def test_p_held_down_writes_and_journals_the_difference_lists_once(stored, show, qtbot, tmp_path):
    batch = stored.open_paper(1)
    truth = stored.truth(batch, 1)
    stored.key_twice(batch, truth, {(1, "0001", "Q02"): "9"})
    stored.compare(batch)
    workspace = show(stored.desk("judge1"), "adjudication", batch)
    workspace._tools.preferences.prints = tmp_path / "prints"
    labels = started(workspace)
    hold(K.Key_P, "p")
    qtbot.waitUntil(lambda: not workspace.is_busy, timeout=30_000)
    assert len(labels) == 1


def test_a_story_is_written_and_journaled_once_however_often_the_key_is_pressed(
    stored, show, qtbot, tmp_path
):
    batch = stored.open_paper(1)
    stored.key("clerk1", batch, "0001", stored.truth(batch, 1)["0001"])
    desk = stored.desk("leader")
    workspace = show(desk, "sheet", sheet_id(batch, "0001"))
    workspace._tools.preferences.prints = tmp_path / "prints"
    for _ in range(5):
        press(K.Key_P, CTRL)
    qtbot.waitUntil(lambda: not workspace.is_busy, timeout=30_000)
    wanted = JournalFilter(kind=Kind.REPORT_EXPORTED)
    assert len(desk.journal.page(desk.session, wanted).events) == 1


def test_preferences_lead_to_keys_and_first_steps_and_keep_the_folder(
    stored, show, qtbot, tmp_path
):
    workspace = show(stored.desk("clerk1"), "preferences")
    page, preferences = workspace.page, workspace._tools.preferences
    page.folder.line.setFocus()
    focus().selectAll()
    keys(f"{tmp_path / 'prints'}\n")
    assert preferences.prints == tmp_path / "prints"
    page._guides.setFocus()
    press(K.Key_Space)
    assert not preferences.guided.wanted
    page.guide_button.setFocus()
    press(K.Key_Return)
    assert workspace.name == "guide"
    press(K.Key_Escape)
    assert workspace.name == "preferences"
    page.keys_button.setFocus()
    press(K.Key_Return)
    assert workspace.name == "keys"
