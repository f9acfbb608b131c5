"""P on the page of differences prints what to fetch from the archive and what to read on the paper."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from core.event import Kind
from core.progress import Silent
from core.services import demonstration
from core.services.journal import JournalFilter
from core.values import UnitId
from tests.ui.keyboard import keys
from tests.ui.reports.test_reports_page import stored

__all__ = ["stored"]
SLIPPED = "Q08"


@pytest.fixture
def batch(stored):
    made = stored.open_paper(1)
    truth = stored.truth(made, 1)
    wrong = "2" if truth["0001"][SLIPPED] != "2" else "4"
    stored.key_twice(made, truth, {(1, "0001", SLIPPED): wrong})
    stored.compare(made)
    return made


def text_of(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in document).split())


@pytest.mark.parametrize("is_away", [False, True])
def test_both_lists_are_written_name_nobody_and_are_journaled(
    stored, show, qtbot, tmp_path, batch, is_away
):
    judge, leader = stored.desk("judge1"), stored.desk("leader")
    if is_away:
        leader.papers.send(leader.session, batch, UnitId("HO"))
    workspace = show(judge, "adjudication", batch)
    page = workspace.page
    page._tools.preferences.prints = tmp_path
    assert page._message.sentence.startswith("Differences that wait for their paper: 1") is is_away
    keys("p")
    qtbot.waitUntil(lambda: workspace.said.startswith("The PDF is in"), timeout=30_000)
    files = {file.name: file.read_bytes() for file in tmp_path.glob("*.pdf")}
    assert len(files) == 4
    pull, check = (
        text_of(next(data for name, data in files.items() if kind in name and "_en" in name))
        for kind in ("_pull_", "_differences_")
    )
    assert "0001" in pull
    assert ("paper not at hand" in pull) is is_away
    assert ("0001" in check) is not is_away
    clerks = [name for login, name, _, _ in demonstration.PEOPLE if login.startswith("clerk")]
    assert clerks
    assert not [name for name in clerks if name in pull + check]
    found = judge.journal if is_away else leader.journal
    desk = judge if is_away else leader
    events = found.page(desk.session, JournalFilter(kind=Kind.REPORT_EXPORTED.value)).events
    told = [json.loads(event.body["files_json"]) for event, _ in events]
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} in told


def test_personal_data_leaves_on_no_list(stored, tmp_path):
    made = stored.open_paper(1)
    truth = stored.truth(made, 1)
    said = truth["0001"]["customer_id"]
    stored.key_twice(made, truth, {(1, "0001", "customer_id"): "X99999"})
    stored.compare(made)
    judge = stored.desk("judge1")
    assert "customer_id" in {v.question for v in stored.differences(made)}
    paths = judge.difference_lists.export(judge.session, made, tmp_path, Silent())
    texts = " ".join(text_of(path.read_bytes()) for path in map(Path, paths))
    assert "see the screen" in texts
    assert str(said) not in texts
    assert "X99999" not in texts
