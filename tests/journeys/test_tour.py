"""The main job end to end, by key events through the real pages, on a real encrypted project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.conftest import BANK, Toured, bank_answers, program, tour

pytestmark = pytest.mark.timeout(600)

BANK_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank_satisfaction.csv"
PAGES = {
    "sign_in", "work", "keying", "self_check", "differences", "batch", "review", "verdict",
    "visit", "visits", "reports", "journal", "batches", "open_batch", "people", "units", "forms",
    "privacy", "team", "feedback", "guide", "keys", "account", "preferences", "settings", "devices", "backup",
}  # fmt: skip


@pytest.fixture(params=["demo_tour", "bank_tour"])
def toured(request: pytest.FixtureRequest) -> Toured:
    result: Toured = request.getfixturevalue(request.param)
    return result


def test_every_slip_of_one_pass_alone_is_found_by_comparison(toured: Toured) -> None:
    said = toured.said
    assert said["found_by_comparison"] == said["planted"] - 2 * said["planted_identical"]
    assert said["found_by_comparison"] > 0


def test_nothing_else_is_wrong_in_the_approved_figures(toured: Toured) -> None:
    said = toured.said
    found = said["found_blind"] + said["found_by_checks"] + said["found_by_review"]
    assert said["planted_identical"] >= 1
    assert said["residual_wrong"] == said["planted_identical"] - found


def test_reports_and_pictures_of_every_main_page_are_written(toured: Toured) -> None:
    files = [Path(file) for file in toured.said["files"]]
    assert all(file.stat().st_size > 0 for file in files)
    kinds = sorted(file.suffix for file in files if file.suffix != ".png")
    assert kinds == [".pdf"] * 4 + [".xlsx"] * 2
    pictures = {file.stem for file in files if file.suffix == ".png"}
    assert {f"{page}_{tag}" for page in PAGES for tag in ("zh", "en")} <= pictures


def test_progress_is_told_while_it_runs(demo_tour: Toured) -> None:
    assert "clerk2: 4/4" in demo_tour.errors


def test_the_project_holds_what_its_journal_says(toured: Toured) -> None:
    project = Path(toured.said["project_file"]).parent
    ended = program("verify", project, TWINKEY_PASSWORD="demo-2026")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "everything holds" in ended.stdout


@pytest.mark.needs("sqlite3")
def test_the_database_is_no_database_to_others(demo_tour: Toured) -> None:
    read = subprocess.run(
        ["sqlite3", demo_tour.said["project_file"], ".tables"], capture_output=True, text=True
    )
    assert "file is not a database" in read.stderr


def test_a_second_tour_in_the_same_folder_writes_over_nothing(
    tmp_path: Path, bank_tour: Toured
) -> None:
    (tmp_path / "project").mkdir()
    kept = tmp_path / "project" / "kept.txt"
    kept.write_text("mine")
    answers = tmp_path / "answers.csv"
    answers.write_text(bank_answers(2, 1), encoding="utf-8")
    again = tour(tmp_path, "--form", BANK, "--answers", answers, "--sheets", 2)
    assert kept.read_text() == "mine"
    assert Path(again.said["project_file"]).parent.parent == tmp_path / "tour-2"


@pytest.mark.prove
@pytest.mark.skipif(not BANK_DATA.exists(), reason="the published answers are not here")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_real_answers_of_sixty_people_survive_double_keying(tmp_path: Path, seed: int) -> None:
    ended = tour(tmp_path, "--form", BANK, "--answers", BANK_DATA, "--sheets", 60, "--seed", seed)
    said = ended.said
    assert said["sheets"] == 60
    assert said["found_by_comparison"] == said["planted"] - 2 * said["planted_identical"]
    found = said["found_blind"] + said["found_by_checks"] + said["found_by_review"]
    assert said["residual_wrong"] == said["planted_identical"] - found


@pytest.mark.prove
@pytest.mark.needs("soffice")
def test_another_program_opens_the_workbook(demo_tour: Toured, tmp_path: Path) -> None:
    books = [file for file in demo_tour.said["files"] if file.endswith(".xlsx")]
    for book in books:
        copy = tmp_path / "book.xlsx"
        shutil.copy(book, copy)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(copy)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        assert (tmp_path / "book.csv").stat().st_size > 0


@pytest.mark.prove
@pytest.mark.needs("pdffonts", "pdftotext")
def test_reports_carry_their_type_and_read_as_text(demo_tour: Toured) -> None:
    for file in demo_tour.said["files"]:
        if file.endswith(".pdf"):
            fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)
            embedded = [line.split()[-5] for line in fonts.stdout.splitlines()[2:]]
            assert embedded
            assert set(embedded) == {"yes"}
    chinese = next(f for f in demo_tour.said["files"] if "BSQ" in f and f.endswith("zh.pdf"))
    text = subprocess.run(["pdftotext", chinese, "-"], capture_output=True, text=True, check=True)
    assert "网点满意度问卷" in text.stdout
    assert "净推荐值" in text.stdout
