"""Bodies of the events of one pass of a sheet: keyed, moved from a wrong sheet, laid aside."""

from __future__ import annotations

from dataclasses import replace
from typing import NotRequired, TypedDict

from core.event import Kind, NewEvent
from core.values import SheetId

KeyingSubmitted = TypedDict(
    "KeyingSubmitted",
    {
        "id": str,
        "pass": int,
        "attempt": int,
        "key": str,
        "visit": bool,
        "sealed": str,
        "clerk": NotRequired[str],
        "moved_from": NotRequired[str],
    },
)
KeyingSubmitted.__doc__ = """keying.submitted on the sheet, signed by its clerk (level 1).

`key` is the content key's id; `sealed` holds answers, notes, confirmations and timings. One that an
adjudicator moved here from another sheet is signed by that person, sealed to the batch key (`key` is
""), and names its `clerk` and `moved_from`: sheet@device:sequence of the line that was signed first."""


SheetSetAside = TypedDict("SheetSetAside", {"pass": int, "reason": str, "visit": bool})
SheetSetAside.__doc__ = """sheet.set_aside on the sheet, of one pass; a later keying ends it."""


def keying_submitted(
    sheet: SheetId, pass_no: int, attempt: int, key: str, sealed: str, *, visit: bool = False
) -> NewEvent:
    """One clerk's finished transcription. Knows nothing of other events: `seen` would tell."""
    body = {
        "id": f"{sheet}/{pass_no}/{attempt}",
        "pass": pass_no,
        "attempt": attempt,
        "key": key,
        "visit": visit,
        "sealed": sealed,
    }
    return NewEvent(Kind.KEYING_SUBMITTED, sheet, body)


def keying_moved(
    sheet: SheetId, pass_no: int, attempt: int, clerk: str, origin: str, sealed: str, seen: int
) -> NewEvent:
    """A keying of this paper that was made under another serial."""
    made = keying_submitted(sheet, pass_no, attempt, "", sealed)
    return replace(made, body={**made.body, "clerk": clerk, "moved_from": origin}, seen=seen)


def sheet_set_aside(sheet: SheetId, pass_no: int, reason: str, *, visit: bool = False) -> NewEvent:
    """A sheet that the clerk of a pass lays aside."""
    return NewEvent(
        Kind.SHEET_SET_ASIDE, sheet, {"pass": pass_no, "reason": reason, "visit": visit}
    )
