"""Exports from a real project: what counts, who may, what is withheld, what is journaled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.errors import CANCELLED, NOT_ALLOWED, NOTHING_APPROVED, EnvError, TwinkeyError
from core.event import Kind
from core.progress import Silent
from core.services.reporting import ReportRequest
from core.workflow.bodies import PROJECT
from tests.core.reports.samples import HAVE_FONTS
from tests.core.reports.stories import BATCH, Story, sha256

pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory):
    """A batch of twelve sheets, 0003 void, through to approval; and its answers."""
    made = Story(tmp_path_factory.mktemp("approved") / "project")
    truth = made.settle()
    made.approve()
    yield made, truth
    made.gate.close()


@pytest.fixture(scope="module")
def files(approved, tmp_path_factory: pytest.TempPathFactory):
    """Role -> the files exported by it."""
    story, _ = approved
    folder = tmp_path_factory.mktemp("exports")
    return {who: exported(story, who, folder / who) for who in ("quality", "leader", "manager")}


def exported(story: Story, login: str, folder: Path, **wanted: object) -> dict[str, Path]:
    session, reporting = story.reporting(login)
    folder.mkdir(exist_ok=True)
    paths = reporting.export(session, ReportRequest((BATCH,), **wanted), folder, Silent())
    return {Path(path).suffix + Path(path).stem[-3:]: Path(path) for path in paths}


def sheet_rows(path: Path, name: str) -> list[tuple]:
    book = load_workbook(path, read_only=True)
    sheet = next(sheet for sheet in book if name in sheet.title)
    return list(sheet.iter_rows(values_only=True))


def answers_of(path: Path) -> list[dict]:
    _, keys, *rows = sheet_rows(path, "Answers")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def workbook_of(files: dict[str, Path]) -> Path:
    return next(path for path in files.values() if path.suffix == ".xlsx")


def test_an_approved_batch_becomes_a_workbook_and_two_pdfs_journaled_by_hash(approved, files):
    story, _ = approved
    made = files["quality"]
    assert sorted(path.suffix for path in made.values()) == [".pdf", ".pdf", ".xlsx"]
    session, ports = story.at("quality")
    exports = [e for e in ports.ledger.history(session, PROJECT) if e.kind is Kind.REPORT_EXPORTED]
    hashes = {path.name: sha256(path.read_bytes()) for path in made.values()}
    assert json.loads(exports[0].body["files_json"]) == hashes
    assert exports[0].body["batches"] == [BATCH]
    assert exports[0].actor == session.person


@pytest.mark.parametrize(
    "who",
    [
        "quality",
        "leader",
        "manager",
    ],
)
def test_void_sheets_count_nowhere_and_the_rest_are_all_there(approved, files, who):
    _, truth = approved
    rows = answers_of(workbook_of(files[who]))
    assert [row["serial"] for row in rows] == [f"{n:04d}" for n in range(1, 13) if n != 3]
    keyed = [given.get("Q26") for place, given in enumerate(truth, 1) if place != 3]
    for row, given in zip(rows, keyed, strict=True):
        if isinstance(given, str):
            assert row["Q26"] == int(given)
        elif given is None:
            assert row["Q26"] is None
        else:
            assert row["Q26"] == f"x:{given.value}"


def test_both_readings_and_the_ruling_of_a_difference_are_told(files):
    _, row = sheet_rows(workbook_of(files["quality"]), "Differences")
    assert row[1] == "0002"
    first, second, ruled = row[5:8]
    assert first == ruled != second


def test_reviews_and_verdicts_are_told(files):
    path = workbook_of(files["leader"])
    _, *reviews = sheet_rows(path, "Reviews")
    found = [(row[1], row[3], row[6], row[7]) for row in reviews]
    assert found == [(2, "0001", 34, 1), (3, "0001", 34, 1)]
    assert "Q08 misread" in reviews[0]
    _, *verdicts = sheet_rows(path, "Verdicts")
    assert [row[3:5] for row in verdicts] == [(640, 1), (640, 1)]
    assert "已证明" in verdicts[0][8]


def test_open_text_leaves_only_with_the_quality_specialist(approved, files):
    _, truth = approved
    full, masked = (answers_of(workbook_of(files[who])) for who in ("quality", "leader"))
    assert full[0]["Q30"] == truth[0]["Q30"]
    assert masked[0]["Q30"] == "x:withheld"
    assert {row["Q30"] for row in masked} <= {"x:withheld", None}
    assert [row["Q26"] for row in masked] == [row["Q26"] for row in full]


def test_a_manager_gets_figures_without_the_desks_details(files):
    names = load_workbook(workbook_of(files["manager"]), read_only=True).sheetnames
    assert any("Figures" in name for name in names)
    assert not any("Reviews" in name or "Differences" in name for name in names)


def test_unapproved_records_need_the_word_provisional(tmp_path):
    story = Story(tmp_path / "project", sheets=3)
    story.settle()
    with pytest.raises(TwinkeyError) as refused:
        exported(story, "quality", tmp_path / "out")
    assert refused.value.code == NOTHING_APPROVED
    assert not list((tmp_path / "out").iterdir())
    path = workbook_of(exported(story, "quality", tmp_path / "out", provisional=True))
    assert "provisional" in path.name
    assert {row["state"] for row in answers_of(path)} == {"provisional"}
    cover = [cell for row in sheet_rows(path, "Cover") for cell in row]
    assert any("暂定" in str(cell) for cell in cover)
    story.gate.close()


def test_clerks_of_the_batch_may_not_report(approved, tmp_path):
    story, _ = approved
    session, reporting = story.reporting("clerk1")
    assert reporting.reportable(session) == ()
    with pytest.raises(TwinkeyError) as refused:
        exported(story, "clerk1", tmp_path / "out")
    assert refused.value.code == NOT_ALLOWED
    session, reporting = story.reporting("leader")
    assert reporting.reportable(session) == ((BATCH, "E01-202611-03", "approved"),)


class Stopping:
    """A person who asks to stop at the second step."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int) -> None:
        self.steps += 1
        if self.steps == 2:
            raise EnvError(CANCELLED)


def exports_of(story: Story, login: str) -> int:
    session, ports = story.at(login)
    history = ports.ledger.history(session, PROJECT)
    return sum(event.kind is Kind.REPORT_EXPORTED for event in history)


def test_an_export_that_was_stopped_leaves_nothing(approved, tmp_path):
    story, _ = approved
    session, reporting = story.reporting("quality")
    before = exports_of(story, "quality")
    with pytest.raises(TwinkeyError) as stopped:
        reporting.export(session, ReportRequest((BATCH,)), tmp_path, Stopping())
    assert stopped.value.code == CANCELLED
    assert not list(tmp_path.iterdir())
    assert exports_of(story, "quality") == before


def test_an_export_to_nowhere_is_not_journaled(approved, tmp_path):
    story, _ = approved
    session, reporting = story.reporting("quality")
    before = exports_of(story, "quality")
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(TwinkeyError):
        reporting.export(session, ReportRequest((BATCH,), ("zh",)), blocked / "out", Silent())
    assert exports_of(story, "quality") == before


def test_visits_are_reported_with_their_score(tmp_path):
    story = Story(tmp_path / "project", "MSC-1", sheets=4)
    story.settle()
    story.approve()
    path = workbook_of(exported(story, "quality", tmp_path / "out", languages=("zh",)))
    heads, *rows = sheet_rows(path, "Visits")
    total = next(place for place, head in enumerate(heads) if "Total" in head)
    assert len(rows) == 3
    assert all(0 <= row[total] <= 100 for row in rows)
    evidence = next(place for place, head in enumerate(heads) if "Evidence" in head)
    assert rows[0][evidence] == f"大厅 1.jpg {'ab' * 32}; 叫号屏.jpg {'cd' * 32}"
    story.gate.close()
