"""Real workbooks that others made load or are refused with a cell, and never crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.forms.stored import from_bytes, to_bytes
from tests.core.forms.workbooks import ROOT, examined

SHARED = Path(os.environ.get("TWINKEY_SHARED", ROOT.parent / "shared")) / "conformance" / "forms"
FILES = sorted(SHARED.glob("*.xls*")) if SHARED.is_dir() else []
BAD = {
    "PHQ-A_and_GADD-7_phq9___gad7": ("TYPE_UNKNOWN", "survey!A9"),
    "bad_calc": ("SYNTAX", "survey!D2"),
    "bug_duplicate_columns": ("HEADER_DUPLICATE", "survey!E1"),
    "bug_xl_date_ambiguous": ("EXPRESSION", "survey!L5"),
    "unknown_question_type": ("TYPE_UNKNOWN", "survey!A52"),
}
"""By the end of the file's name."""


@pytest.mark.skipif(not FILES, reason="the recorded workbooks are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[-40:])
@pytest.mark.filterwarnings("ignore:Unknown extension")
def test_a_real_workbook_loads_or_is_refused_at_a_cell(path):
    found = examined(path.read_bytes(), path.name)
    expected = next((place for end, place in BAD.items() if path.stem.endswith(end)), None)
    if expected is None:
        assert found.errors == ()
        assert found.form is not None
        assert from_bytes(to_bytes(found.form)) == found.form
    else:
        assert found.form is None
        assert expected in {(problem.code, problem.cell) for problem in found.errors}
