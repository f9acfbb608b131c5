"""Tours run once for all tests of this folder, each as a process of its own."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.desk import Project, furnished, with_batch

ROOT = Path(__file__).resolve().parents[2]
BANK = ROOT / "tests" / "forms" / "bank_satisfaction.xlsx"


@dataclass(frozen=True)
class Toured:
    """What one tour left and said."""

    folder: Path
    said: dict[str, Any]
    errors: str


def program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run main.py as a person would, without a screen."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", **environment}
    command = [sys.executable, str(ROOT / "main.py"), *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=600, env=env, cwd=ROOT
    )


def tour(folder: Path, *arguments: object) -> Toured:
    ended = program("tour", "--out", folder, *arguments, TWINKEY_DATA=str(folder / "data"))
    assert ended.returncode == 0, ended.stderr[-3000:]
    return Toured(folder, json.loads(ended.stdout.strip().splitlines()[-1]), ended.stderr)


def bank_answers(sheets: int, seed: int) -> str:
    """A CSV that fits the bank form: invented, every item answered."""
    from openpyxl import load_workbook

    dice = random.Random(seed)
    rows = load_workbook(BANK, read_only=True)["survey"].iter_rows(values_only=True)
    header = next(rows)
    kind, name = header.index("type"), header.index("name")
    questions = [(row[name], str(row[kind])) for row in rows if str(row[kind]).startswith("select")]
    lines = [",".join(str(key) for key, _ in questions)]
    for _ in range(sheets):
        cells = [
            dice.choice(("male", "female")) if key == "gender" else str(dice.randint(1, 10))
            for key, _ in questions
        ]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def demo_tour(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """The built-in questionnaire, four sheets."""
    return tour(tmp_path_factory.mktemp("demo"), "--sheets", 4)


@pytest.fixture(scope="session")
def bank_tour(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """Another form with a CSV of answers, eight sheets."""
    folder = tmp_path_factory.mktemp("bank")
    answers = folder / "answers.csv"
    answers.write_text(bank_answers(8, 5), encoding="utf-8")
    return tour(folder, "--form", BANK, "--answers", answers, "--sheets", 8, "--seed", 2)


@pytest.fixture(scope="session")
def with_form(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    """`with_form(workbook)`: a project with a batch of that form, made once."""
    made: dict[bytes, Path] = {}
    base = furnished(tmp_path_factory.mktemp("base") / "project")

    def with_batch_of(data: bytes) -> Path:
        if data not in made:
            made[data] = with_batch(base, tmp_path_factory.mktemp("form") / "project", data)
        return made[data]

    return with_batch_of


@pytest.fixture
def project(
    with_form: Callable[[bytes], Path], tmp_path: Path
) -> Iterator[Callable[[bytes, str], Project]]:
    """`project(workbook, "zh")`: a copy of such a project; stopped after the test."""
    begun: list[Project] = []

    def made(data: bytes, language: str) -> Project:
        folder = tmp_path / f"at{len(begun)}"
        shutil.copytree(with_form(data), folder / "project")
        begun.append(Project(folder / "project", language))
        return begun[-1]

    yield made
    for each in begun:
        each.stop()
