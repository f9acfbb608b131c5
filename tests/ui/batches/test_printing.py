"""The serial list is written by one key into a folder, and the journal says so."""

from __future__ import annotations

import hashlib
import json

from core.event import Kind
from core.services.journal import JournalFilter
from tests.ui.keyboard import keys
from tests.ui.reports.test_reports_page import stored

__all__ = ["stored"]


def test_the_serial_list_is_written_in_both_languages_and_journaled(stored, show, qtbot, tmp_path):
    leader, out = stored.desk("leader"), tmp_path / "out"
    (batch,) = leader.batches.list(leader.session)
    workspace = show(leader, "batch", batch.id)
    page = workspace.page
    keys("s")
    page.panel._line.clear()
    keys(f"{out}\n")
    qtbot.waitUntil(lambda: workspace.said.startswith("The serial list is in"), timeout=30_000)
    files = sorted(out.iterdir())
    assert [file.name[-7:] for file in files] == ["_en.pdf", "_zh.pdf"]
    assert all(file.name.startswith(batch.code) for file in files)
    journal = leader.journal.page(leader.session, JournalFilter(kind=Kind.REPORT_EXPORTED.value))
    ((event, _),) = journal.events
    told = json.loads(event.body["files_json"])
    assert told == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_nothing_typed_writes_nothing(stored, show):
    leader = stored.desk("leader")
    (batch,) = leader.batches.list(leader.session)
    page = show(leader, "batch", batch.id).page
    keys("s")
    page.panel._line.clear()
    keys("\n")
    assert page.finding.sentence == "Type the folder for the files."
