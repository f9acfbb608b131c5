"""Scans of a sheet: what the journal says of them, and which ones stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from core.event import Event, Kind, NewEvent
from core.values import SheetId

ATTACHED, REMOVED = "attached", "removed"
FOR_ALL = 0
"""Instead of a pass: attached by somebody who does not key; both passes may see it."""

SheetScanned = TypedDict(
    "SheetScanned",
    {
        "did": str,
        "file": str,
        "format": str,
        "pages": int,
        "page": int,
        "pass": int,
        "private": str,
        "why": NotRequired[str],
    },
)
SheetScanned.__doc__ = """sheet.scanned on the sheet: a picture of its paper, by SHA-256, was attached or removed.

`page` is the sheet's page that the file begins with; `pass` is that of the clerk who attached it, or
FOR_ALL; `private` is the file's name, sealed under the sheet's own key. `why` is the reason of a
removal; the earliest have none."""


@dataclass(frozen=True)
class Scan:
    """A picture of a sheet's paper."""

    file: str
    """SHA-256."""
    format: str
    pages: int
    page: int
    pass_no: int
    private: str


def scan_attached(sheet: SheetId, scan: Scan) -> NewEvent:
    """A picture of the sheet. Knows nothing of other events: `seen` would tell a clerk."""
    body: SheetScanned = {
        "did": ATTACHED,
        "file": scan.file,
        "format": scan.format,
        "pages": scan.pages,
        "page": scan.page,
        "pass": scan.pass_no,
        "private": scan.private,
    }
    return NewEvent(Kind.SHEET_SCANNED, sheet, dict(body))


def scan_removed(sheet: SheetId, scan: Scan, why: str, seen: int) -> NewEvent:
    """A picture that was not of this sheet, or is not wanted; nobody ruled by it meanwhile."""
    body = {"did": REMOVED, "file": scan.file, "pass": scan.pass_no, "why": why}
    return NewEvent(Kind.SHEET_SCANNED, sheet, body, seen)


def standing_scans(events: Iterable[Event]) -> tuple[Scan, ...]:
    """What is attached, in order of the sheet's pages; of two events on a file the later counts."""
    found: dict[tuple[str, int], Scan] = {}
    for event in events:
        body = event.body
        key = (body["file"], body["pass"])
        found.pop(key, None)
        if body["did"] == ATTACHED:
            found[key] = _scan(body)
    return tuple(sorted(found.values(), key=lambda scan: scan.page))


def _scan(body: Any) -> Scan:
    return Scan(
        file=body["file"],
        format=body["format"],
        pages=body["pages"],
        page=body["page"],
        pass_no=body["pass"],
        private=body["private"],
    )
