"""The sheets of a workbook as text with positions, beside what pyxform makes of them.

pyxform forgets where a cell stood and what kind it was; lint and our own sheets need both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

MAX_ROWS = 20_000
MAX_COLUMNS = 400
MAX_EMPTY_ROWS = 60
"""As pyxform: a longer run of empty rows ends a sheet."""

READ = (
    "survey", "choices", "settings", "external_choices", "entities", "osm",
    "checks", "double_entry", "scoring",
)  # fmt: skip
_ZERO_PADDED = re.compile(r"0{2,}")


@dataclass(frozen=True)
class Cell:
    """Text as pyxform reads it; `kind` is text, number, padded, date, boolean or formula.

    padded: a number that Excel shows with leading zeros, in `shown`; formula: one without a value.
    """

    text: str
    kind: str = "text"
    shown: str = ""


@dataclass(frozen=True)
class Row:
    """One row by its number in Excel; cells by column index from 0."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its headers by column index ("" where empty) and its non-empty rows."""

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @cached_property
    def _by_number(self) -> dict[int, Row]:
        return {row.number: row for row in self.rows}

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(row number, `plain` header -> text) of each row, empty cells left out."""
        for row in self.rows:
            yield (
                row.number,
                {
                    plain(self.headers[index]): cell.text
                    for index, cell in row.cells.items()
                    if index < len(self.headers) and self.headers[index] and cell.text
                },
            )

    def column(self, *headers: str) -> int | None:
        """Index of the first of these headers that there is, compared as `plain`."""
        found = [plain(header) for header in self.headers]
        return next((found.index(plain(h)) for h in headers if plain(h) in found), None)

    def text(self, row: int, *headers: str) -> str:
        """The text of a cell by row number and header, or ""."""
        index, found = self.column(*headers), self._by_number.get(row)
        cell = found.cells.get(index) if found and index is not None else None
        return cell.text if cell else ""


@dataclass(frozen=True)
class Workbook:
    """All sheet names as written, and the sheets a form is made of."""

    names: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = field(default=())

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, case ignored; an empty one where there is none."""
        return next((s for s in self.sheets if s.name.lower() == name), Sheet(name))


def plain(header: str) -> str:
    """A header as the converter takes it: "Choice Filter" and choice_filter are one."""
    name, colons, rest = header.partition("::")
    return f"{name.strip().lower().replace(' ', '_')}{colons}{rest.lower()}"


def letter(index: int) -> str:
    """Excel's letter of a column index from 0: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_workbook(data: bytes, kind: str) -> Workbook:
    """The sheets of an "xlsx" or "xls". Raises whatever openpyxl or xlrd raises."""
    return _read_xlsx(data) if kind == "xlsx" else _read_xls(data)


def _read_xlsx(data: bytes) -> Workbook:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    names = tuple(book.sheetnames)
    sheets = [
        _sheet(name, book[name].iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), _from_xlsx)
        for name in _read_names(names)
    ]
    book.close()
    if _has_formulas(data):
        sheets = _with_formulas(data, sheets)
    return Workbook(names, tuple(sheets))


def _read_names(names: tuple[str, ...]) -> list[str]:
    """pyxform takes the only sheet of a workbook as the survey, whatever its name."""
    return [name for name in names if name.lower() in READ] or list(names[:1])


def _has_formulas(data: bytes) -> bool:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(b"<f>" in archive.read(p) or b"<f " in archive.read(p) for p in parts)


def _with_formulas(data: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """Mark formulas that no program has calculated: they read as empty cells."""
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    marked = []
    for sheet in sheets:
        rows = {row.number: dict(row.cells) for row in sheet.rows}
        last = max(rows, default=1) + MAX_EMPTY_ROWS
        found = book[sheet.name].iter_rows(min_row=2, max_row=last, max_col=MAX_COLUMNS)
        for number, cells in enumerate(found, start=2):
            for index, cell in enumerate(cells):
                if cell.data_type == "f" and index not in rows.get(number, {}):
                    rows.setdefault(number, {})[index] = Cell("", "formula", str(cell.value))
        marked.append(
            Sheet(sheet.name, sheet.headers, tuple(Row(n, rows[n]) for n in sorted(rows)))
        )
    book.close()
    return marked


def _sheet(name: str, rows: Iterable[Sequence[Any]], cell_of: Callable[[Any], Cell]) -> Sheet:
    """Cells without a header belong to nobody; what stands below 60 empty rows neither."""
    headers: tuple[str, ...] = ()
    width = MAX_COLUMNS
    found: list[Row] = []
    empty = 0
    for number, row in enumerate(rows, start=1):
        cells = {i: cell for i, raw in enumerate(row[:width]) if (cell := cell_of(raw)).text}
        if number == 1:
            width = max(cells, default=-1) + 1
            headers = tuple(
                " ".join(cells[i].text.split()) if i in cells else "" for i in range(width)
            )
        elif cells:
            found.append(Row(number, cells))
        empty = 0 if cells else empty + 1
        if empty > MAX_EMPTY_ROWS:
            break
    return Sheet(name, headers, tuple(found))


def _from_xlsx(cell: Any) -> Cell:
    from pyxform.xls2json_backends import xlsx_value_to_str

    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell("")
    if isinstance(value, str):
        return Cell(value.strip().replace("\u00a0", " "))
    text = str(xlsx_value_to_str(value))
    if isinstance(value, bool):
        return Cell(text, "boolean")
    if cell.is_date:
        return Cell(text, "date")
    return _number(text, cell.number_format)


def _number(text: str, number_format: str) -> Cell:
    if text.isdigit() and _ZERO_PADDED.fullmatch(number_format or ""):
        shown = text.zfill(len(number_format))
        return Cell(text, "padded" if shown != text else "number", shown)
    return Cell(text, "number")


def _read_xls(data: bytes) -> Workbook:
    import xlrd  # type: ignore[import-untyped]

    book = xlrd.open_workbook(
        file_contents=data, formatting_info=_formatting(data), logfile=_Silent()
    )
    names = tuple(book.sheet_names())
    sheets = []
    for name in _read_names(names):
        sheet = book.sheet_by_name(name)
        rows = (sheet.row(i) for i in range(min(sheet.nrows, MAX_ROWS)))
        sheets.append(_sheet(name, rows, partial(_from_xls, book=book)))
    book.release_resources()
    return Workbook(names, tuple(sheets))


class _Silent:
    """xlrd writes its remarks to a file object."""

    def write(self, _text: str) -> None: ...

    def flush(self) -> None: ...


def _formatting(data: bytes) -> bool:
    """Formats tell padded numbers, but xlrd fails on the formats of some old files."""
    import xlrd

    try:
        xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=_Silent()
        ).release_resources()
    except Exception:
        return False
    return True


def _from_xls(cell: Any, book: Any) -> Cell:
    from pyxform.xls2json_backends import xls_value_to_unicode
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER
    from xlrd.xldate import XLDateError  # type: ignore[import-untyped]

    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell("")
    try:
        text = str(xls_value_to_unicode(value, cell.ctype, book.datemode)).strip()
    except XLDateError:
        return Cell(str(value), "date")
    if cell.ctype == XL_CELL_NUMBER:
        return _number(text, _xls_format(cell, book))
    return Cell(text, {XL_CELL_DATE: "date", XL_CELL_BOOLEAN: "boolean"}.get(cell.ctype, "text"))


def _xls_format(cell: Any, book: Any) -> str:
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return ""
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return str(found.format_str) if found else ""
