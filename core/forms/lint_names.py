"""Names, groups and lists of a workbook that pyxform refused: pyxform tells only the first fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.forms.place import place, resembling
from core.forms.problem import (
    GROUP_NOT_CLOSED,
    GROUP_NOT_OPENED,
    LIST_UNKNOWN,
    NAME_BAD,
    NAME_DUPLICATE,
    NAME_MISSING,
    TYPE_UNKNOWN,
    Problem,
)
from core.forms.sheets import Sheet, Workbook
from core.forms.typenames import TYPES, is_known

_LISTED = re.compile(
    r"(?:select_one|select_multiple|rank)\s+([^\s$]+)(?:\s+(?:or_other|or other))?"
)
_GROUP = re.compile(r"(begin|end)[\s_](group|repeat|loop)\b")
_NAMELESS = ("end", "audit")


def problems(book: Workbook) -> Iterator[Problem]:
    """Faults of the `survey` sheet, all of them."""
    survey = book.sheet("survey")
    yield from _groups(survey)
    yield from _names(survey)
    yield from _lists(survey, book.sheet("choices"))
    yield from _types(survey)


def _types(survey: Sheet) -> Iterator[Problem]:
    for row, record in survey.records():
        kind = record.get("type", "")
        if not is_known(kind):
            like = resembling(kind, TYPES, 0.6)
            yield place(survey, row, "type").error(TYPE_UNKNOWN, name=kind, like=like)


def _groups(survey: Sheet) -> Iterator[Problem]:
    open_rows: list[tuple[int, str]] = []
    for row, record in survey.records():
        match = _GROUP.match(record.get("type", "").lower())
        if match is None:
            continue
        if match[1] == "begin":
            open_rows.append((row, match[2]))
        elif open_rows and open_rows[-1][1] == match[2]:
            open_rows.pop()
        else:
            yield place(survey, row, "type").error(GROUP_NOT_OPENED)
            return
    for row, _ in open_rows:
        yield place(survey, row, "type").error(GROUP_NOT_CLOSED)


def _names(survey: Sheet) -> Iterator[Problem]:
    taken: list[set[str]] = [set()]
    for row, record in survey.records():
        kind, name = record.get("type", "").lower(), record.get("name", "")
        here = place(survey, row, "name", "value", "tag")
        if kind.startswith("end") and _GROUP.match(kind):
            taken = taken[:-1] or [set()]
            continue
        if not kind or kind.split()[0] in _NAMELESS:
            continue
        if not name:
            yield here.error(NAME_MISSING)
        elif not _is_name(name):
            yield here.error(NAME_BAD, name=name)
        elif name in taken[-1]:
            yield here.error(NAME_DUPLICATE, name=name)
        taken[-1].add(name)
        if _GROUP.match(kind):
            taken.append(set())


def _is_name(name: str) -> bool:
    """An XML name without a colon."""
    first_fits = name[0].isalpha() or name[0] == "_"
    return first_fits and all(c.isalnum() or c in "_-." for c in name)


def _lists(survey: Sheet, choices: Sheet) -> Iterator[Problem]:
    known = {record.get("list_name", "") for _, record in choices.records()}
    for row, record in survey.records():
        match = _LISTED.fullmatch(record.get("type", "").strip())
        if match and match[1] not in known:
            like = resembling(match[1], known, 0.6)
            yield place(survey, row, "type").error(LIST_UNKNOWN, list=match[1], like=like)
