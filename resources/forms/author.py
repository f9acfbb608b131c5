"""Writes the demo workbooks of this folder: python -m resources.forms.author.

Their rows are kept as text because a workbook cannot be reviewed line by line.
"""

from __future__ import annotations

from pathlib import Path

from resources.forms import branch_questionnaire, visit_checklist

FORMS = {
    "BSQ-1.xlsx": branch_questionnaire.workbook_bytes,
    "MSC-1.xlsx": visit_checklist.workbook_bytes,
}


def main() -> None:
    """Write each workbook beside this file."""
    for name, made in FORMS.items():
        Path(__file__).with_name(name).write_bytes(made())


if __name__ == "__main__":
    main()
