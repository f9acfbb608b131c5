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
    workspace._tools.preferences.prints = out
    for _ in range(3):
        keys("s")  # one list, however often it is asked for while it is written
    qtbot.waitUntil(lambda: workspace.said == f"The PDF is in {out}", timeout=30_000)
    files = sorted(out.iterdir())
    assert [file.name[-7:] for file in files] == ["_en.pdf", "_zh.pdf"]
    assert all(file.name.startswith(batch.code) for file in files)
    journal = leader.journal.page(leader.session, JournalFilter(kind=Kind.REPORT_EXPORTED.value))
    ((event, _),) = journal.events
    told = json.loads(event.body["files_json"])
    assert told == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_a_folder_that_cannot_be_written_is_said(stored, show, qtbot, tmp_path):
    leader, blocked = stored.desk("leader"), tmp_path / "file"
    blocked.write_text("no folder")
    (batch,) = leader.batches.list(leader.session)
    workspace = show(leader, "batch", batch.id)
    workspace._tools.preferences.prints = blocked
    keys("s")
    qtbot.waitUntil(lambda: bool(workspace.said), timeout=30_000)
    assert "could not be written" in workspace.said
    workspace._tools.preferences.prints = tmp_path / "out"
    keys("s")
    qtbot.waitUntil(lambda: "The PDF is in" in workspace.said, timeout=30_000)
