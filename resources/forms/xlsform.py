"""Rows and bytes of XLSForm workbooks with our own columns, for the forms that are kept as text."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

ZH, EN = "中文 (zh)", "English (en)"
NAMESPACES = 'tk="urn:twinkey:xlsform:1"'
Record = dict[str, object]


def both(header: str, zh: str, en: str) -> Record:
    """A translated cell."""
    return {f"{header}::{ZH}": zh, f"{header}::{EN}": en}


def words(header: str, zh: str, en: str) -> Record:
    """A translated cell of a sheet or column of ours."""
    return {f"{header}-zh": zh, f"{header}-en": en}


def ours(**columns: object) -> Record:
    """Cells of bind::tk:* columns."""
    return {f"bind::tk:{name}": value for name, value in columns.items() if value != ""}


def group(name: str, zh: str, en: str, *rows: Record, **columns: object) -> list[Record]:
    """A section with its rows."""
    begin = {"type": "begin_group", "name": name, **both("label", zh, en), **ours(**columns)}
    return [begin, *rows, {"type": "end_group"}]


def options(list_name: str, *rows: str, scores: dict[str, object] | None = None) -> list[Record]:
    """Choices from "code|zh|en" lines."""
    found: list[Record] = []
    for row in rows:
        code, zh, en = row.split("|")
        score = {"score": scores[code]} if scores and code in scores else {}
        found.append({"list_name": list_name, "name": code, **both("label", zh, en), **score})
    return found


def computed(name: str, expression: str) -> Record:
    """A calculated value that checks refer to."""
    return {"type": "calculate", "name": name, "calculation": expression}


def check(
    name: str,
    level: str,
    questions: str,
    test: str,
    zh: str,
    en: str,
    when: str = "",
    note: str = "",
) -> Record:
    """A row of `checks`; test must be true where when holds."""
    return {"check_id": name, "severity": level, "questions": questions, "when": when, "test": test,
            **both("message", zh, en), "note": note}  # fmt: skip


def scoring(lines: list[str]) -> list[Record]:
    """Rows of `scoring` from "node|weight|zh|en" lines."""
    rows: list[Record] = []
    for line in lines:
        node, weight, zh, en = line.split("|")
        rows.append({"node": node, "parent": "", "weight": int(weight) if weight else "",
                     "rule": "mean", "na_rule": "spread", **both("label", zh, en)})  # fmt: skip
    return rows


# --- writing ------------------------------------------------------------------------------------
def write_sheet(sheet: Worksheet, rows: list[Record]) -> None:
    """One header row with every column that some row uses, then the rows, all as text or numbers."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(headers)
    for row in rows:
        sheet.append([None if row.get(h) == "" else row.get(h) for h in headers])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"


def workbook(form_id: str, zh: str, en: str, kind: str, **sheets: list[Record]) -> bytes:
    """The bytes of a workbook; the same rows give the same bytes, and so the same form version."""
    book = Workbook()
    book.remove(book.active)
    settings = {
        "form_title": zh, "form_id": form_id, "version": "1", "default_language": ZH,
        "namespaces": NAMESPACES,
    }  # fmt: skip
    sheets["settings"] = [settings]
    entry = {"kind": kind, "title-zh": zh, "title-en": en}
    sheets["double_entry"] = [{"key": key, "value": value} for key, value in entry.items()]
    for name, rows in sheets.items():
        write_sheet(book.create_sheet(name), rows)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """openpyxl writes the time of saving; a form version must not depend on it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as kept:
        for name in made.namelist():
            content = re.sub(
                rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", made.read(name)
            )
            kept.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
