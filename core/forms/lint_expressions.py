"""Expressions as their authors wrote them, judged by the compiler, each fault at its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from core.forms import columns, lint_graph
from core.forms.place import Place, cells, place
from core.forms.problem import (
    ARGUMENTS,
    EXPRESSION,
    FUNCTION_UNKNOWN,
    REFERENCE_UNKNOWN,
    SYNTAX,
    WIDE_PUNCTUATION,
    Problem,
)
from core.forms.sheets import Workbook
from core.logic import errors
from core.logic.compiler import problems as faults
from core.logic.program import Program

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""pyxform straightens curly quotes by itself; the rest of full-width punctuation stays."""


_HEADERS = {
    "calculate": lint_graph.CALCULATION,
    "relevant": lint_graph.RELEVANT,
    "choices": ("choice_filter",),
    "count": ("repeat_count",),
}


def problems(book: Workbook) -> Iterator[Problem]:
    """Faults of every expression of `survey` and `checks`."""
    survey = book.sheet("survey")
    names = {record["name"] for _, record in survey.records() if record.get("name")}
    for cell in cells(survey, *columns.EXPRESSIONS):
        if cell.text.lower() not in columns.YES_NO:
            yield from _judged(cell, names)
    for cell in cells(book.sheet("checks"), *columns.CHECK_EXPRESSIONS):
        yield from _judged(cell, names)


def compiled(program: Program, book: Workbook) -> Iterator[Problem]:
    """What shows only in the converted form: filters, defaults, columns bound by the author."""
    survey = book.sheet("survey")
    for fault in program.problems:
        name = fault.ref.rsplit("/", 1)[-1]
        row = next((n for n, record in survey.records() if record.get("name") == name), 1)
        here = place(survey, row, *_HEADERS.get(fault.kind, (fault.kind,)))
        yield _named(replace(here, text=here.text or fault.expression), fault)


def _judged(cell: Place, names: Collection[str]) -> Iterator[Problem]:
    for fault in faults(cell.text.translate(_STRAIGHT), names=names):
        yield _named(cell, fault)


def _named(cell: Place, fault: errors.Problem) -> Problem:
    position = str(fault.position + 1)
    params = {name: "" if value is None else str(value) for name, value in fault.params.items()}
    match fault.code:
        case errors.BAD_CHARACTER if params.get("meant"):
            return cell.error(WIDE_PUNCTUATION, position=position, **params)
        case errors.BAD_CHARACTER | errors.UNCLOSED_TEXT | errors.UNEXPECTED | errors.TOO_DEEP:
            found = params.get("found") or params.get("character") or ""
            return cell.error(SYNTAX, position=position, found=f" “{found}”" if found else "")
        case errors.UNKNOWN_NAME:
            return cell.error(REFERENCE_UNKNOWN, name=params["name"], like=params.get("near", ""))
        case errors.UNKNOWN_FUNCTION:
            like = params.get("near", "")
            return cell.error(FUNCTION_UNKNOWN, position=position, name=params["name"], like=like)
        case errors.WRONG_ARITY:
            return cell.error(ARGUMENTS, position=position, **params)
    said = next((str(value) for value in fault.params.values() if value), "")
    said = f" “{said}”" if said else ""
    return cell.error(EXPRESSION, position=position, detail=fault.code, said=said)
