"""The `checks` sheet: ids, tests, messages in every language, questions that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.forms.checks import LEVELS, level_of
from core.forms.conversion import check_id
from core.forms.language import tag_of, texts_of
from core.forms.place import place, resembling
from core.forms.problem import (
    CHECK_ID,
    CHECK_WITHOUT_MESSAGE,
    CHECK_WITHOUT_TEST,
    QUESTION_UNKNOWN,
    VALUE_UNKNOWN,
    Problem,
)
from core.forms.sheets import Sheet, Workbook

_ID = re.compile(r"[A-Za-z_][\w.-]*")
_IDS = ("check_id", "id", "name")


def problems(book: Workbook) -> Iterator[Problem]:
    """Faults of each row of `checks`."""
    sheet = book.sheet("checks")
    names = {record["name"] for _, record in book.sheet("survey").records() if record.get("name")}
    languages = _languages(book)
    seen: set[str] = set()
    for row, record in sheet.records():
        name = check_id(record)
        if not _ID.fullmatch(name) or name in seen:
            yield place(sheet, row, *_IDS).error(CHECK_ID)
        seen.add(name)
        if not record.get("test"):
            yield place(sheet, row, "test").error(CHECK_WITHOUT_TEST)
        if level_of(record) not in LEVELS:
            allowed = "block, review, warn, void"
            yield place(sheet, row, "severity", "level").warning(VALUE_UNKNOWN, allowed=allowed)
        yield from _messages(sheet, row, record, languages)
        yield from _questions(sheet, row, record, names)


def _languages(book: Workbook) -> set[str]:
    headers = [h for h in book.sheet("survey").headers if h.lower().startswith("label::")]
    return {tag_of(header.split("::", 1)[1]) for header in headers} or {""}


def _messages(
    sheet: Sheet, row: int, record: dict[str, str], languages: set[str]
) -> Iterator[Problem]:
    texts = texts_of(record, "message")
    if "" in texts:
        return
    for language in sorted(languages - texts.keys()):
        headers = [
            h for h in sheet.headers if h.lower().startswith("message") and tag_of(h) == language
        ]
        yield place(sheet, row, *headers).warning(CHECK_WITHOUT_MESSAGE, language=language)


def _questions(
    sheet: Sheet, row: int, record: dict[str, str], names: set[str]
) -> Iterator[Problem]:
    here = place(sheet, row, "questions", "fields")
    for name in re.split(r"[\s,;，、；]+", here.text):
        bare = name.removeprefix("${").removesuffix("}")
        if bare and bare not in names:
            yield here.error(QUESTION_UNKNOWN, name=bare, like=resembling(bare, names, 0.6))
