"""A stranger's workbook is converted in a child process that can neither hang nor eat the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.errors import CANCELLED, FORM_BROKEN, EnvError, UserError
from core.forms.problem import CONVERTER_LIMIT
from core.progress import Silent
from storage.form_import import FormImporter

BSQ = Path(__file__).resolve().parents[2] / "resources" / "forms" / "BSQ-1.xlsx"


def limits_of(refused: UserError) -> list[tuple[str, str]]:
    return [(p.code, p.params["limit"]) for p in refused.params["problems"]]


def test_a_workbook_becomes_a_form_and_the_second_time_without_a_child(tmp_path):
    data = BSQ.read_bytes()
    form = FormImporter(tmp_path).read("BSQ-1.xlsx", data, Silent())
    assert form.form_id == "BSQ-1"
    assert len(list(tmp_path.iterdir())) == 1
    childless = FormImporter(tmp_path, command=("/nonexistent/child",))
    assert childless.read("BSQ-1.xlsx", data, Silent()) == form


def test_a_damaged_cache_is_made_anew(tmp_path):
    importer = FormImporter(tmp_path)
    form = importer.read("BSQ-1.xlsx", BSQ.read_bytes(), Silent())
    (cached,) = tmp_path.iterdir()
    cached.write_bytes(b'{"xml": 1}')
    assert importer.read("BSQ-1.xlsx", BSQ.read_bytes(), Silent()) == form


def test_a_conversion_that_takes_too_long_is_stopped(tmp_path):
    sleeper = (sys.executable, "-c", "import time; time.sleep(60)")
    importer = FormImporter(tmp_path, command=sleeper, time_limit_s=0.3)
    with pytest.raises(UserError) as refused:
        importer.read("x.xlsx", BSQ.read_bytes(), Silent())
    assert refused.value.code == FORM_BROKEN
    assert limits_of(refused.value) == [(CONVERTER_LIMIT, "time")]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no memory limit per process")
def test_a_conversion_that_needs_too_much_memory_is_stopped():
    importer = FormImporter(memory_bytes=24 * 2**20)
    with pytest.raises(UserError) as refused:
        importer.read("BSQ-1.xlsx", BSQ.read_bytes(), Silent())
    assert limits_of(refused.value) == [(CONVERTER_LIMIT, "memory")]


class Impatient:
    """A person who presses Cancel."""

    def step(self, done: int, total: int) -> None:
        raise EnvError(CANCELLED)


def test_a_person_can_stop_it():
    with pytest.raises(EnvError) as stopped:
        FormImporter().read("BSQ-1.xlsx", BSQ.read_bytes(), Impatient())
    assert stopped.value.code == CANCELLED
