"""Workbook -> XForm through pyxform, with our soft checks injected so that pyxform resolves ${}.

Runs in a limited child process (storage/form_import.py): pyxform and the spreadsheet readers take
whatever a stranger's file holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.forms.sheets import Cell, Row, Sheet, Workbook, read_workbook

VERSION = 1
"""Raise when the result for the same workbook changes: cached results are then made anew."""
ROOT = "data"
NAMESPACE = "urn:twinkey:xlsform:1"
CHECK = "bind::tk:check."
WHEN = "bind::tk:when."

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_CHECK_ID = re.compile(r"[A-Za-z_][\w.-]*")
_PREFIXED = re.compile(r"^(?:bind|instance|body|control|attribute)::?([A-Za-z_][\w-]*):[^:]", re.I)
_DECLARED = re.compile(r"([A-Za-z_][\w.-]*)\s*=\s*\"")
_BOUND_BY_PYXFORM = {"jr", "odk", "orx", "xsd", "h", "ev", "entities"}


@dataclass(frozen=True)
class Conversion:
    """What the child process hands back: the sheets, and an XForm or the reason why there is none."""

    workbook: Workbook
    xml: str = ""
    itemsets: str = ""
    warnings: tuple[str, ...] = ()
    error: str = ""
    """pyxform's sentence, or the crash's text."""
    crash: str = ""
    """Name of the exception when it was not pyxform's own, or "limit" when the child hit one."""


def convert(data: bytes, kind: str, name: str) -> Conversion:
    """Convert a workbook of that kind ("xlsx", "xls"); raises MemoryError, nothing else."""
    try:
        workbook = read_workbook(data, kind)
    except MemoryError:
        raise
    except Exception as broken:
        return Conversion(Workbook(), error=str(broken), crash=type(broken).__name__)
    try:
        return _with_pyxform(data, kind, name, workbook)
    except MemoryError:
        raise
    except Exception as refusal:
        from pyxform.errors import PyXFormError

        crash = "" if isinstance(refusal, PyXFormError) else type(refusal).__name__
        return Conversion(workbook, error=str(refusal), crash=crash)


def _with_pyxform(data: bytes, kind: str, name: str, workbook: Workbook) -> Conversion:
    from pyxform.xls2json_backends import get_xlsform
    from pyxform.xls2xform import convert as to_xform

    definition = get_xlsform(data, file_type=f".{kind}")
    sheets = {slot: getattr(definition, slot) for slot in definition.__slots__}
    sheets["fallback_form_name"] = form_name_of(name)
    _inject(sheets, workbook)
    _bind_prefixes(sheets, workbook)
    warnings: list[str] = []
    result = to_xform(sheets, warnings=warnings, form_name=ROOT)
    return Conversion(workbook, result.xform, result.itemsets or "", tuple(warnings))


def form_name_of(file_name: str) -> str:
    """The form_id of a workbook that names none: its file name without folder and ending."""
    stem = re.split(r"[\\/]", file_name)[-1].rsplit(".", 1)[0]
    return stem or ROOT


def check_rows(workbook: Workbook) -> list[tuple[int, str, Mapping[str, str]]]:
    """(row number, id, record) of each row of `checks` that has a usable id and a test."""
    found: list[tuple[int, str, Mapping[str, str]]] = []
    for number, record in workbook.sheet("checks").records():
        name = check_id(record)
        if record.get("test") and _CHECK_ID.fullmatch(name):
            found.append((number, name, record))
    return found


def check_id(record: Mapping[str, str]) -> str:
    """The id of a row of `checks`, under any of the headers it may stand."""
    return record.get("check_id") or record.get("id") or record.get("name") or ""


def questions_of(record: Mapping[str, str]) -> tuple[str, ...]:
    """The names a check speaks of: those it lists, else those its expressions refer to."""
    listed = re.split(r"[\s,;，、；]+", record.get("questions") or record.get("fields") or "")
    names = [_REFERENCE.sub(r"\1", name).strip() for name in listed if name.strip()]
    referred = _REFERENCE.findall(record.get("test", "") + " " + record.get("when", ""))
    return tuple(dict.fromkeys(names or [name.strip() for name in referred]))


def _inject(sheets: dict[str, Any], workbook: Workbook) -> None:
    """Give the first question that a check names its expressions as attributes of its bind."""
    rows = {row.get("name"): row for row in reversed(sheets.get("survey") or []) if row.get("name")}
    if not rows:
        return
    headers = sheets.get("survey_header") or [{}]
    first = next(iter(reversed(rows.values())))
    for _, name, record in check_rows(workbook):
        host = next((rows[q] for q in questions_of(record) if q in rows), first)
        for header, column in ((CHECK, "test"), (WHEN, "when")):
            if record.get(column):
                host[header + name] = record[column]
                headers[0][header + name] = None
    sheets["survey_header"] = headers


def prefixes(workbook: Workbook) -> set[str]:
    """Namespace prefixes that the headers of `survey` and `settings` use."""
    headers = workbook.sheet("survey").headers + workbook.sheet("settings").headers
    found = {match[1] for header in headers if (match := _PREFIXED.match(header))}
    return found - _BOUND_BY_PYXFORM


def declared_prefixes(workbook: Workbook) -> set[str]:
    """Namespace prefixes that the setting `namespaces` binds."""
    records = [record for _, record in workbook.sheet("settings").records()]
    return set(_DECLARED.findall(records[0].get("namespaces", ""))) if records else set()


def _bind_prefixes(sheets: dict[str, Any], workbook: Workbook) -> None:
    """pyxform writes unbound prefixes into XML that no parser opens; bind them, lint warns."""
    needed = (prefixes(workbook) | {"tk"}) - declared_prefixes(workbook)
    settings = sheets.get("settings") or [{}]
    declared = [str(settings[0].get("namespaces") or "")]
    uris = {"tk": NAMESPACE, "esri": "http://esri.com/xforms"}
    declared += [
        f'{prefix}="{uris.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in sorted(needed)
    ]
    settings[0]["namespaces"] = " ".join(part for part in declared if part)
    sheets["settings"] = settings
    headers = sheets.get("settings_header") or [{}]
    headers[0]["namespaces"] = None
    sheets["settings_header"] = headers


def to_json(conversion: Conversion) -> bytes:
    """The bytes that travel between the processes and lie in the cache."""
    import orjson

    return orjson.dumps(asdict(conversion), option=orjson.OPT_NON_STR_KEYS)


def from_json(data: bytes) -> Conversion:
    """What `to_json` wrote. Raises ValueError for anything else."""
    import orjson

    found = orjson.loads(data)
    try:
        book = found.pop("workbook")
        workbook = Workbook(tuple(book["names"]), tuple(_sheet(s) for s in book["sheets"]))
        return Conversion(workbook, **{**found, "warnings": tuple(found["warnings"])})
    except (KeyError, TypeError) as wrong:
        raise ValueError("not a conversion") from wrong


def _sheet(found: Mapping[str, Any]) -> Sheet:
    rows = (
        Row(row["number"], {int(index): Cell(**cell) for index, cell in row["cells"].items()})
        for row in found["rows"]
    )
    return Sheet(found["name"], tuple(found["headers"]), tuple(rows))
