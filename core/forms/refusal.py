"""pyxform's own sentences and crashes as problems of ours, at the cell that caused them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.errors import NOT_A_WORKBOOK
from core.forms.conversion import CHECK, WHEN, Conversion, check_rows
from core.forms.place import Place, place, resembling
from core.forms.problem import (
    CODE_BAD,
    CODE_DUPLICATE,
    CONVERTER_CRASHED,
    CONVERTER_LIMIT,
    CONVERTER_SAYS,
    GROUP_NOT_CLOSED,
    GROUP_NOT_OPENED,
    HEADER_DUPLICATE,
    HEADER_MISSING,
    LIST_UNKNOWN,
    NAME_BAD,
    NAME_DUPLICATE,
    NAME_MISSING,
    NAME_RESERVED,
    REFERENCE_AMBIGUOUS,
    REFERENCE_MALFORMED,
    REFERENCE_UNKNOWN,
    SHEET_MISSING,
    TYPE_MISSING,
    TYPE_UNKNOWN,
    Problem,
    Weight,
)
from core.forms.sheets import Sheet, Workbook
from core.forms.typenames import TYPES

_ROW = re.compile(r"\[row ?: ?(\d+)\]")
_CELL = re.compile(r"On the '(\w+)' sheet, the '([^']+)' value")
_NAMES = (
    (re.compile(r"name 'meta' is reserved"), NAME_RESERVED),
    (re.compile(r"must not be the same as the survey root"), NAME_RESERVED),
    (re.compile(r"must be unique within|must unique anywhere"), NAME_DUPLICATE),
    (re.compile(r"Names must begin with a letter|invalid question name", re.I), NAME_BAD),
    (re.compile(r"Question or group with no name"), NAME_MISSING),
    (re.compile(r"Choices must have a name"), NAME_MISSING),
    (re.compile(r"Choice names with spaces"), CODE_BAD),
    (re.compile(r"Question with no type"), TYPE_MISSING),
)
_REFERENCES = (
    (re.compile(r"Could not find the name '([^']*)'"), REFERENCE_UNKNOWN),
    (re.compile(r"The name '([^']*)' appears more than once"), REFERENCE_AMBIGUOUS),
    (re.compile(r"There is no survey element named '([^']*)'"), REFERENCE_UNKNOWN),
    (re.compile(r"multiple survey elements named '([^']*)'"), REFERENCE_AMBIGUOUS),
    (
        re.compile(r"(Reference variables must start|must have a comma between)"),
        REFERENCE_MALFORMED,
    ),
)
_LIST = re.compile(r"List name not in (?:external )?(?:choices|columns) sheet: (\S+)")
_TYPE = re.compile(r"Unknown question type '([^']*)'")
_DUPLICATE_HEADER = re.compile(r"Duplicate column header: (.*)")
_SAME_HEADERS = re.compile(r"sheet: '(\w+)'.*same column were found: '([^']*)', '([^']*)'", re.S)
_MISSING_HEADER = re.compile(r"sheet: '(\w+)'.*column headers were not found: (.*?)\.", re.S)
_BEGIN = re.compile(
    r"unmatched.*begin|begin.*unmatched|must have a matching end|no matching 'end", re.I
)
_END = re.compile(r"unmatched.*end|end.*unmatched|no matching 'begin", re.I)


def refusal(conversion: Conversion) -> Iterator[Problem]:
    """Why there is no XForm; nothing where there is one."""
    if conversion.xml:
        return
    if conversion.crash == "limit":
        yield Problem(Weight.ERROR, CONVERTER_LIMIT, params={"limit": conversion.error})
    elif conversion.crash and not conversion.workbook.names:
        yield Problem(Weight.ERROR, NOT_A_WORKBOOK, params={"why": "broken"})
    elif conversion.crash:
        detail = f"{conversion.crash}: {conversion.error}"
        yield Problem(Weight.ERROR, CONVERTER_CRASHED, params={"detail": detail[:300]})
    else:
        for line in _sentences(conversion.error):
            yield _told(line, conversion.workbook)


def _sentences(error: str) -> list[str]:
    """pyxform lists several duplicates in one error, a row each."""
    lines = [line for line in error.split("\n") if _ROW.search(line)]
    return lines if len(lines) > 1 else [error]


def _told(sentence: str, book: Workbook) -> Problem:
    for way in (_by_header, _by_type, _by_group, _by_list, _by_cell):
        problem = way(sentence, book)
        if problem is not None:
            return problem
    return _where(sentence, book).error(CONVERTER_SAYS, detail=sentence[:500])


def _where(sentence: str, book: Workbook) -> Place:
    """The cell a sentence speaks of: sheet, row and column as far as it names them."""
    row, cell = _ROW.search(sentence), _CELL.search(sentence)
    number = int(row[1]) if row else 0
    sheet = book.sheet(cell[1] if cell else "survey")
    if not number:
        return Place(sheet, 1, None)
    header = cell[2] if cell else "type"
    for marker, column in ((CHECK, "test"), (WHEN, "when")):
        if header.startswith(marker):
            return _check_cell(book, header.removeprefix(marker), column)
    return place(sheet, number, header, *_spellings(header))


def _check_cell(book: Workbook, name: str, column: str) -> Place:
    number = next((row for row, check, _ in check_rows(book) if check == name), 1)
    return place(book.sheet("checks"), number, column)


def _spellings(header: str) -> tuple[str, ...]:
    """Headers an author may have used for what pyxform calls by one name."""
    same = {
        "relevant": ("relevance", "bind::relevant", "bind:relevant"),
        "calculate": ("calculation", "bind::calculate", "bind:calculate"),
        "calculation": ("calculate", "bind::calculate", "bind:calculate"),
        "constraint": ("bind::constraint", "bind:constraint"),
        "required": ("bind::required", "bind:required"),
        "name": ("value", "tag"),
    }  # fmt: skip
    plain = header.removeprefix("bind::").removeprefix("control::")
    return (plain, *same.get(plain, ()))


def _by_header(sentence: str, book: Workbook) -> Problem | None:
    if match := _DUPLICATE_HEADER.search(sentence):
        header = match[1].strip()
        sheet = next((s for s in book.sheets if s.headers.count(header) > 1), book.sheet("survey"))
        found = [i for i, h in enumerate(sheet.headers) if h == header]
        return Place(sheet, 1, found[1] if len(found) > 1 else None, header).error(HEADER_DUPLICATE)
    if match := _SAME_HEADERS.search(sentence):
        sheet = book.sheet(match[1])
        column = sheet.column(match[3], match[2])
        return Place(sheet, 1, column, match[3]).error(HEADER_DUPLICATE, other=match[2])
    if match := _MISSING_HEADER.search(sentence):
        return Place(book.sheet(match[1]), 1, None).error(HEADER_MISSING, name=match[2].strip("' "))
    if "You must have a sheet named" in sentence:
        return Problem(Weight.ERROR, SHEET_MISSING, "survey", params={"like": ""})
    return None


def _by_type(sentence: str, book: Workbook) -> Problem | None:
    match = _TYPE.search(sentence)
    if match is None:
        return None
    sheet = book.sheet("survey")
    row = next((n for n, r in sheet.records() if r.get("type", "").startswith(match[1])), None)
    here = place(sheet, row, "type") if row else Place(sheet, 1, None, match[1])
    return here.error(TYPE_UNKNOWN, name=match[1], like=resembling(match[1], TYPES, 0.6))


def _by_group(sentence: str, book: Workbook) -> Problem | None:
    if "nmatched" not in sentence and "matching" not in sentence:
        return None
    if _BEGIN.search(sentence):
        return _where(sentence, book).error(GROUP_NOT_CLOSED)
    return _where(sentence, book).error(GROUP_NOT_OPENED) if _END.search(sentence) else None


def _by_list(sentence: str, book: Workbook) -> Problem | None:
    match = _LIST.search(sentence)
    if match is None and "mandatory columns 'list_name'" not in sentence:
        return None
    names = {r.get("list_name", "") for _, r in book.sheet("choices").records()}
    name = match[1] if match else ""
    return _where(sentence, book).error(LIST_UNKNOWN, list=name, like=resembling(name, names, 0.6))


def _by_cell(sentence: str, book: Workbook) -> Problem | None:
    here = _where(sentence, book)
    for pattern, code in _REFERENCES:
        if match := pattern.search(sentence):
            names = {r["name"] for _, r in book.sheet("survey").records() if r.get("name")}
            like = resembling(match[1], names, 0.6) if code == REFERENCE_UNKNOWN else ""
            return here.error(code, name=match[1], like=like)
    for pattern, code in _NAMES:
        if pattern.search(sentence):
            return _at_name(here).error(code, name=_name(here.sheet, here.row))
    if "Choice names must be unique" in sentence:
        column = place(here.sheet, here.row, "list_name")
        return here.error(CODE_DUPLICATE, list=column.text)
    return None


def _at_name(here: Place) -> Place:
    return place(here.sheet, here.row, "name", "value", "tag")


def _name(sheet: Sheet, row: int) -> str:
    return sheet.text(row, "name", "value", "tag")
