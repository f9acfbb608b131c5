"""A sheet that was being keyed when the program was killed goes on at the very field."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import main
from core.progress import Silent
from core.services import demonstration
from core.services.keying import replay
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.journeys.conftest import ROOT

CHILD = Path(__file__).with_name("interrupted_child.py")
CHEAP = Kdf(t=1, m=64, p=1)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("count", [3, 7])
def test_a_killed_program_loses_no_accepted_answer(tmp_path: Path, count: int) -> None:
    project = tmp_path / "project"
    gate = FolderGate(project, main.make_desk, kdf=CHEAP)
    made = demonstration.found(gate, main.workbooks(), "2026-11", 3, Silent())
    gate.close()

    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(CHILD), str(project), str(tmp_path), str(count)]
    killed = subprocess.run(command, capture_output=True, text=True, timeout=90, env=env)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    cursor = killed.stdout.split()[-1]

    again = FolderGate(project, main.make_desk, kdf=CHEAP)
    desk = again.sign_in("clerk1", demonstration.PASSWORD)
    draft = desk.keying.begin(desk.session, made.batch, "0001")
    answers, _, _ = replay(draft.changes)
    again.close()
    assert len(answers) == count
    keyed = [question.key for question in draft.form.keyed]
    assert keyed[count] == cursor
