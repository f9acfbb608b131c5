"""Rows that tell how well a settled sheet was keyed: of each keying apart, and of its questions."""

from __future__ import annotations

from typing import Any

from core.workflow.bodies import packed, unpacked
from core.workflow.outcome import Outcome, outcome_of_older
from core.workflow.sheet import Sheet
from core.workflow.states import SheetState

Rows = dict[str, list[dict[str, Any]]]


def slip_rows(sheet: Sheet, own: dict[str, Any]) -> Rows:
    """`slip`: one row of each keying; `differed`: one of the sheet, without people or answers.

    None before the sheet is settled, while an answer is doubted, of visits, and of pairs that perhaps
    are of two papers: these count in no rate.
    """
    record, comparison = sheet.record, sheet.comparison
    if sheet.state is not SheetState.SETTLED or record is None or comparison is None:
        return {}
    if comparison.suspected:
        return {}
    readings, answers = unpacked(record.readings_json), unpacked(record.answers_json)
    told = (
        Outcome.from_json(record.slipped_json)
        if record.slipped_json
        else outcome_of_older(readings, answers)
    )
    slips = [
        {
            **own,
            "pass": number,
            "clerk": keying.clerk,
            "fields": comparison.fields,
            "wrong": packed(
                {
                    key: [readings[key][number - 1], answers.get(key)] if key in readings else None
                    for key in told.wrong[number - 1]
                }
            ),
            "sealed": record.slips[number - 1] if record.slips else "",
        }
        for number, keying in sorted(sheet.keyings.items())
    ]
    row = {
        **own,
        "form": told.form,
        "fields": comparison.fields,
        "questions": packed(list(told.differed)),
    }
    return {"slip": slips, "differed": [row]}
