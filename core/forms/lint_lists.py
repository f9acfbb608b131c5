"""Choice lists and labels: codes that hide one another, texts missing in a language, files."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from core.forms.language import tag_of
from core.forms.model import Form
from core.forms.place import Place
from core.forms.problem import (
    ATTACHMENT_MISSING,
    CODE_BAD,
    CODE_DUPLICATE,
    CODE_PREFIX,
    LABEL_MISSING,
    Problem,
    Weight,
)
from core.forms.sheets import Sheet, Workbook
from core.forms.xml_tree import parse

_UNLABELLED = ("end", "calculate", "hidden", "start", "today", "deviceid", "username", "audit",
               "email", "phonenumber", "simserial", "subscriberid", "imei", "begin", "csv-external",
               "xml-external")  # fmt: skip


def problems(book: Workbook) -> Iterator[Problem]:
    """Faults of codes, then of labels."""
    yield from _codes(book.sheet("choices"), _ticked(book.sheet("survey")))
    for sheet in (book.sheet("survey"), book.sheet("choices")):
        yield from _labels(sheet)


def attachments(form: Form) -> Iterator[Problem]:
    """Files that the form refers to and that were not given with it."""
    for name in missing_files(form):
        yield Problem(
            Weight.WARNING, ATTACHMENT_MISSING, "survey", text=name, params={"file": name}
        )


def missing_files(form: Form) -> tuple[str, ...]:
    """Names of the files that the form reads and that were not given with it."""
    named = {
        source.rsplit("/", 1)[-1]: None
        for source in parse(form.xml).external.values()
        if "last-saved" not in source
    }
    return tuple(name for name in named if name not in form.attachments)


def _ticked(survey: Sheet) -> set[str]:
    """Lists of which several codes may stand in one answer, a space between."""
    kinds = (record.get("type", "").replace("_", " ") for _, record in survey.records())
    names = (record.get("type", "").split() for _, record in survey.records())
    return {
        name
        for kind, words in zip(kinds, names, strict=True)
        if kind.startswith(("select multiple", "select all", "rank"))
        for name in words[1:]
    }


def _codes(sheet: Sheet, ticked: Collection[str]) -> Iterator[Problem]:
    names, lists = sheet.column("name", "value"), sheet.column("list_name")
    if names is None or lists is None:
        return
    found: dict[str, dict[str, Place]] = {}
    for row in sheet.rows:
        cell, group = row.cells.get(names), row.cells.get(lists)
        if not cell or not group or not cell.text:
            continue
        here = Place(sheet, row.number, names, cell.text)
        if any(c.isspace() for c in cell.text):
            yield here.error(CODE_BAD) if group.text in ticked else here.warning(CODE_BAD)
        if cell.text in found.setdefault(group.text, {}):
            yield here.warning(CODE_DUPLICATE, list=group.text)
        found[group.text].setdefault(cell.text, here)
    for name, codes in found.items():
        yield from _prefixes(name, codes)


def _prefixes(name: str, codes: dict[str, Place]) -> Iterator[Problem]:
    """Typed codes only: long words are chosen from the list, not typed to their end."""
    typed = [code for code in codes if len(code) <= 3]
    for code in typed:
        longer = next((other for other in typed if other != code and other.startswith(code)), None)
        if longer:
            yield codes[code].warning(CODE_PREFIX, list=name, other=longer)


def _labels(sheet: Sheet) -> Iterator[Problem]:
    columns = {i: h for i, h in enumerate(sheet.headers) if h.lower().split(":")[0] == "label"}
    type_column = sheet.column("type")
    for row in sheet.rows:
        kind = (
            row.cells[type_column].text
            if type_column in row.cells and type_column is not None
            else ""
        )
        if sheet.name.lower() == "survey" and (
            not kind or kind.split()[0].split("_")[0] in _UNLABELLED
        ):
            continue
        present = [i for i in columns if i in row.cells]
        if not columns or (len(present) == len(columns)) or not row.cells:
            continue
        if not present and sheet.name.lower() == "survey":
            continue
        for index in columns.keys() - set(present):
            language = tag_of(columns[index].split(":")[-1]) if ":" in columns[index] else ""
            yield Place(sheet, row.number, index).warning(LABEL_MISSING, language=language)
