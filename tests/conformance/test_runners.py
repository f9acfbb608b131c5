"""The runners count and explain whatever a recording holds; they never stop in the middle."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import cases, traces

XML = '<data xmlns:x="urn:x"><a>1</a><b/></data>'
CASE = {"suite": "new/suite", "test": "t", "kind": "number", "expr": "/data/a + 1", "xml": "d",
        "context": {"path": [0]}, "expected": 2, "tz": "UTC", "ns": {}}  # fmt: skip
FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
    '<model><instance><data id="t"><a/></data></instance><bind nodeset="/data/a" type="string"/>'
    '</model></h:head><h:body><input ref="/data/a"><label>A</label></input></h:body></h:html>'
)
STATE = [{"t": "input", "ref": "/data/a", "v": "x", "rel": True, "req": False, "ro": False,
          "cv": True, "label": "A"}]  # fmt: skip
TRACE = {"file": "f", "test": "t", "form": FORM, "events": [
    {"op": "init", "state": []}, {"op": "answer", "at": "/data/a", "args": ["/data/a", "x"],
                                  "state": STATE}]}  # fmt: skip


def tried(tmp_path: Path, *changed: Mapping[str, Any]) -> tuple[int, int, int]:
    file = tmp_path / "cases.json.gz"
    document = {"xml": {"d": XML, "broken": "<data"}, "triples": [{**CASE, **c} for c in changed]}
    file.write_bytes(gzip.compress(json.dumps(document).encode()))
    report = cases.run(file)
    return report.passed, len(report.failures), sum(report.skipped.values())


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({}, (1, 0, 0)),
        ({"expected": 3}, (0, 1, 0)),
        ({"kind": "number-rounded", "factor": 10, "expected": 2.04}, (0, 1, 0)),
        ({"kind": "string-length", "expected": 1}, (1, 0, 0)),
        ({"kind": "string-matches", "expected": "^2$"}, (1, 0, 0)),
        ({"kind": "nodeset", "expr": "/data/a", "expected": [{"path": [0, 0]}]}, (1, 0, 0)),
        ({"kind": "nodeset-unordered", "expr": "/data/*",
          "expected": [{"path": [0, 1]}, {"path": [0, 0]}]}, (1, 0, 0)),
        ({"kind": "nodeset", "expr": "'x'", "expected": []}, (0, 1, 0)),
        ({"kind": "throws", "expr": "nope("}, (1, 0, 0)),
        ({"kind": "picture"}, (0, 0, 1)),
        ({"xml": "broken"}, (0, 0, 1)),
        ({"xml": "none"}, (0, 1, 0)),
        ({"context": {"detached": True, "path": []}}, (0, 0, 1)),
        ({"context": {"path": [0], "attr": "xmlns:x"}}, (0, 0, 1)),
        ({"context": {"path": [9]}}, (0, 1, 0)),
        ({"tz": None, "ns": None, "now": None}, (1, 0, 0)),
        ({"tz": "Nowhere/At-All"}, (0, 1, 0)),
        ({"expr": "namespace::*"}, (0, 1, 0)),
        ({"ref_ok": False}, (0, 0, 1)),
    ],
)  # fmt: skip
def test_a_case_of_any_kind_is_counted(tmp_path, changed, counts):
    assert tried(tmp_path, changed) == counts


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({}, (1, 0, 0)),
        ({"form": "<broken"}, (0, 1, 0)),
        ({"form": "<html/>"}, (0, 1, 0)),
        ({"file": "packages/x/submission.test.ts"}, (0, 0, 1)),
        ({"events": [{"op": "dance", "state": []}]}, (0, 0, 1)),
        ({"events": [{"op": "answer", "at": "/data/none", "state": STATE}]}, (0, 1, 0)),
        ({"events": [{"op": "answer", "state": None}]}, (0, 1, 0)),
        ({"events": [{"op": "init", "state": [{"t": "input", "ref": "/data/zz"}]}]}, (0, 1, 0)),
        ({"events": [{"op": "init", "state": [{"ref": "/data/a"}]}]}, (0, 1, 0)),
        ({"events": [{"op": "answer", "err": "refused"}]}, (1, 0, 0)),
    ],
)  # fmt: skip
def test_a_trace_of_any_kind_is_counted(tmp_path, changed, counts):
    file = tmp_path / "traces.jsonl"
    file.write_text(json.dumps({**TRACE, **changed}) + "\n\n")
    report = traces.run(file)
    assert (report.passed, len(report.failures), sum(report.skipped.values())) == counts


def test_the_last_line_is_the_summary_and_names_the_file_of_failures(tmp_path, capsys):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"xml": {"d": XML}, "triples": [CASE, {**CASE, "expected": 9}]}))
    cases.run(file).print()
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [told[name] for name in ("run", "passed", "failed", "skipped")] == [2, 1, 1, 0]
    (failure,) = json.loads(Path(told["failures_file"]).read_text())
    assert (failure["expected"], failure["got"]) == (9, "2.0")


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit) as told:
        cases.run(tmp_path / "none")
    assert "none" in str(told.value)
