"""A benchmark whose limit is not held ends with 1."""

from __future__ import annotations

import json
import re

import pytest

from benchmarks._told import told
from tests.architecture.test_sizes import ROOT

HELD = [
    path
    for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    if "LIMIT" in path.read_text("utf-8")
]


@pytest.mark.parametrize(("p99", "status"), [(15.9, 0), (16.0, 0), (16.1, 1)])
def test_a_figure_over_its_limit_is_named_and_ends_with_1(p99, status, capsys):
    assert told({"p99_ms": p99, "median_ms": 99.0}, {"p99_ms": 16.0}) == status
    printed = json.loads(capsys.readouterr().out)
    assert printed["limits"] == {"p99_ms": 16.0}
    assert printed["missed"] == (["p99_ms: 16.1 is more than 16.0"] if status else [])


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_every_benchmark_with_a_limit_tells_by_its_exit_status(path):
    text = path.read_text("utf-8")
    assert re.search(r"^def main\(\) -> int:", text, re.MULTILINE)
    assert "sys.exit(main())" in text
