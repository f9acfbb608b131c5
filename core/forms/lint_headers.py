"""Sheets and headers that are misspelt, doubled, or of a prefix that is bound to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from core.forms import columns
from core.forms.conversion import declared_prefixes, prefixes
from core.forms.place import Place, resembling
from core.forms.problem import (
    COLON_IN_HEADER,
    HEADER_DUPLICATE,
    HEADER_UNKNOWN,
    PREFIX_UNBOUND,
    SHEET_MISSING,
    SHEET_UNKNOWN,
    Problem,
    Weight,
)
from core.forms.sheets import Sheet, Workbook

SIMILAR = 0.78
"""Ratio above which an unknown header counts as a slip; own columns are welcome in a workbook."""


def problems(book: Workbook, converted: bool) -> Iterator[Problem]:
    """Faults of sheet names and first rows."""
    yield from _sheet_names(book)
    for sheet in book.sheets:
        for index, header in enumerate(sheet.headers):
            if header:
                yield from _header(sheet, index, header, converted)
        yield from _doubled(sheet)
    yield from _unbound(book)


def _sheet_names(book: Workbook) -> Iterator[Problem]:
    names = {name.lower() for name in book.names}
    if len(book.names) > 1 and "survey" not in names:
        like = resembling("survey", names, 0.7)
        yield Problem(Weight.ERROR, SHEET_MISSING, "survey", params={"like": like})
    for name in book.names:
        if name.lower() in columns.SHEETS or name.startswith("_"):
            continue
        like = resembling(name.lower(), columns.SHEETS, SIMILAR)
        if like and like not in names:
            yield Problem(Weight.WARNING, SHEET_UNKNOWN, name, text=name, params={"like": like})


def _header(sheet: Sheet, index: int, header: str, converted: bool) -> Iterator[Problem]:
    kind = sheet.name.lower()
    known = columns.BY_SHEET.get(kind)
    if known is None:
        return
    here = Place(sheet, 1, index, header)
    lower = header.lower()
    if lower.startswith("bind") and ":tk:" in lower:
        yield from _mark(here, lower)
        return
    base = lower.split(":")[0].strip() if lower not in known else lower
    if base in known or base.replace(" ", "_") in known or base.split("-")[0] in known:
        return
    if kind == "choices" and ":" in header:
        yield here.warning(COLON_IN_HEADER) if converted else here.error(COLON_IN_HEADER)
        return
    like = resembling(base, known, SIMILAR)
    if like and not _is_used(sheet, like):
        yield here.warning(HEADER_UNKNOWN, like=like)


def _is_used(sheet: Sheet, header: str) -> bool:
    """A column beside the right one is no slip: label and labels may both be meant."""
    return any(h.lower().split(":")[0] == header for h in sheet.headers)


def _mark(here: Place, header: str) -> Iterator[Problem]:
    name = header.split(":tk:", 1)[1]
    if not header.startswith("bind::tk:") or ":" in name:
        yield here.warning(
            HEADER_UNKNOWN, like="bind::tk:" + name.replace(":", "-").replace("--", "-")
        )
    elif name.split("-")[0] not in columns.MARKS:
        like = resembling(name.split("-")[0], columns.MARKS, 0.6)
        yield here.warning(HEADER_UNKNOWN, like=f"bind::tk:{like}" if like else "")


def _doubled(sheet: Sheet) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, header in enumerate(sheet.headers):
        if header and header in seen:
            yield Place(sheet, 1, index, header).error(HEADER_DUPLICATE)
        seen.add(header)


def _unbound(book: Workbook) -> Iterator[Problem]:
    declared = declared_prefixes(book)
    for prefix in sorted(prefixes(book) - declared - {"tk", "esri"}):
        sheet = book.sheet("survey")
        marked = f":{prefix}:"
        index = next((i for i, h in enumerate(sheet.headers) if marked in h), None)
        text = sheet.headers[index] if index is not None else ""
        yield Place(sheet, 1, index, text).warning(PREFIX_UNBOUND, prefix=prefix)
