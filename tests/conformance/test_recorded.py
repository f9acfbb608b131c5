"""The recorded cases and traces of the reference engines hold, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import cases, traces

RECORDED = Path(__file__).parents[2].parent / "shared" / "conformance"
CASES, TRACES = RECORDED / "xpath-cases.json.gz", RECORDED / "form-traces.jsonl.gz"


@pytest.mark.skipif(not CASES.exists(), reason="no recorded cases here")
def test_expressions_agree_but_for_reasons_that_are_written_down():
    report = cases.run(CASES)
    assert report.passed / report.run >= 0.985
    assert [failure for failure in report.failures if not failure["reason"]] == []


@pytest.mark.skipif(not TRACES.exists(), reason="no recorded traces here")
def test_forms_agree_with_the_reference_after_every_action():
    report = traces.run(TRACES)
    assert report.passed / report.run >= 0.95
    for attribute in ("relevant", "required", "readonly", "constraint"):
        same, seen = report.figures["attributes"][attribute].split("/")
        assert same == seen
