"""The log and the crash files tell where the program failed, and nothing that was keyed."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import BAD_VALUE, UserError
from storage.logs import CRASHES_KEPT, LOG_BYTES, LOGS_KEPT, Logs

SECRET = "张三 13900001111"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def logs(tmp_path, told) -> Iterator[Logs]:
    logs = Logs(tmp_path / "logs", on_crash=told.append)
    logs.start()
    yield logs
    logs.stop()


def everything_in(folder: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in folder.iterdir())


def keyed_wrongly() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise UserError(BAD_VALUE, question="Q08", typed=SECRET) from error


def test_a_crash_file_says_where_and_never_what(logs):
    try:
        keyed_wrongly()
    except UserError as error:
        crash_id = logs.crash(error)
    (file,) = logs.folder.glob(f"crash-*-{crash_id}.txt")
    text = file.read_text(encoding="utf-8")
    assert "core.errors.UserError BAD_VALUE" in text
    assert text.index("ValueError") < text.index("UserError BAD_VALUE")
    assert "in keyed_wrongly" in text
    assert "139" not in everything_in(logs.folder)
    assert "张三" not in everything_in(logs.folder)


def test_an_exception_in_the_log_loses_its_message(logs):
    try:
        keyed_wrongly()
    except UserError:
        logging.getLogger("keying").exception("submit failed for %s", "batch/0007")
    text = (logs.folder / "twinkey.log").read_text(encoding="utf-8")
    assert "submit failed for batch/0007" in text
    assert "UserError BAD_VALUE" in text
    assert "张三" not in text


def test_another_handler_does_not_bring_the_message_back(tmp_path, logs):
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "x", None, None)
    record.exc_text = f"ValueError: {SECRET}"
    logging.getLogger().handle(record)
    assert "张三" not in (logs.folder / "twinkey.log").read_text(encoding="utf-8")


def test_an_operating_system_error_keeps_its_number_and_loses_its_file_name(logs):
    try:
        (logs.folder / SECRET / "x").read_text()
    except OSError as error:
        logs.crash(error)
    text = everything_in(logs.folder)
    assert "FileNotFoundError errno 2" in text
    assert "张三" not in text


def test_a_failure_in_another_thread_is_reported_with_its_id(logs, told):
    thread = threading.Thread(target=keyed_wrongly, name="report job")
    thread.start()
    thread.join()
    (file,) = logs.folder.glob("crash-*.txt")
    assert [file.stem.rsplit("-", 1)[1]] == told
    assert "thread report job" in file.read_text(encoding="utf-8")


def test_only_the_latest_crash_files_are_kept(logs):
    for name in range(CRASHES_KEPT + 5):
        (logs.folder / f"crash-20200101-{name:06}-old.txt").touch()
    logs.crash(ValueError())
    kept = sorted(logs.folder.glob("crash-*.txt"))
    assert len(kept) == CRASHES_KEPT
    assert "old" not in kept[-1].name


def test_the_log_does_not_grow_for_ever(logs):
    line = "x" * 10_000
    for _ in range((LOGS_KEPT + 2) * LOG_BYTES // len(line)):
        logging.getLogger("x").info(line)
    sizes = [file.stat().st_size for file in logs.folder.glob("twinkey.log*")]
    assert len(sizes) == LOGS_KEPT + 1
    assert max(sizes) <= LOG_BYTES


def test_a_crash_is_reported_even_where_no_file_can_be_written(logs, tmp_path):
    away = tmp_path / "away"
    logs.folder.rename(away)
    logs.folder = tmp_path / "gone"
    assert len(logs.crash(ValueError())) == 8


def test_stopping_gives_the_hooks_back(tmp_path):
    before = (sys.excepthook, threading.excepthook, logging.getLogger().handlers[:])
    logs = Logs(tmp_path)
    logs.start()
    logs.stop()
    assert (sys.excepthook, threading.excepthook, logging.getLogger().handlers) == before


def test_a_hard_fault_leaves_its_stack(tmp_path):
    code = (
        "import ctypes, sys; from pathlib import Path; from storage.logs import Logs; "
        "Logs(Path(sys.argv[1])).start(); ctypes.string_at(0)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    dead = subprocess.run([sys.executable, "-c", code, tmp_path], env=env, check=False)
    assert dead.returncode != 0
    assert "ctypes" in (tmp_path / "fault.log").read_text(encoding="utf-8")
