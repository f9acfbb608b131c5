"""A CSV of true answers -> answers by question, each cell checked against the form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from core.errors import ANSWERS_DO_NOT_MATCH, UserError
from core.forms import typed
from core.forms.model import Form, Kind, Question
from core.values import Answer, Answers, Special

ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel writes in China and elsewhere, tried in this order."""
MAX_ROWS = 1_000_000


def read_answers(data: bytes, name: str, form: Form, *, today: date) -> list[Answers]:
    """The answers of each row, in order.

    A column is headed by a question's key, name or printed number; a first column without a
    heading is an index and ignored. A cell holds what a clerk would type, or a choice's label; an
    empty cell is a blank where the form always asks, else nothing was keyed.
    Raises UserError ANSWERS_DO_NOT_MATCH(file, row, column, text); row counts from 1 at the header.
    """
    rows = _rows(_decoded(data, name), name)
    header = next(rows, [])
    columns = _columns(header, name, form)
    _check_all_there(columns, name, form)
    return [
        _answers(columns, row, number, name, today)
        for number, row in enumerate(rows, start=2)
        if any(cell.strip() for cell in row)
    ]


def _decoded(data: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _mismatch(name, 1, "", "")


def _rows(content: str, name: str) -> Iterator[list[str]]:
    first = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as broken:
        raise _mismatch(name, reader.line_num, "", str(broken)) from broken


def _columns(header: list[str], name: str, form: Form) -> list[tuple[str, Question | None]]:
    known = {label: q for q in form.keyed for label in (q.number, q.name, q.key) if label}
    columns: list[tuple[str, Question | None]] = []
    for index, label in enumerate(cell.strip() for cell in header):
        if not label and index == 0:
            columns.append((label, None))
        elif label not in known or any(q is known[label] for _, q in columns):
            raise _mismatch(name, 1, label, label)
        else:
            columns.append((label, known[label]))
    return columns


def _check_all_there(columns: list[tuple[str, Question | None]], name: str, form: Form) -> None:
    there = {question.key for _, question in columns if question}
    missing = next((q.key for q in form.keyed if _always_asked(q) and q.key not in there), None)
    if missing is not None or not there:
        raise _mismatch(name, 1, missing or "", "")


def _always_asked(question: Question) -> bool:
    return question.required == "true()" and not question.relevant


def _answers(
    columns: list[tuple[str, Question | None]], row: list[str], number: int, name: str, today: date
) -> Answers:
    if len(row) > len(columns):
        raise _mismatch(name, number, "", row[len(columns)])
    found: Answers = {}
    for (label, question), cell in zip(columns, row, strict=False):
        if question is None:
            continue
        if cell.strip():
            found[question.key] = _answer(question, cell, (name, number, label), today)
        elif _always_asked(question):
            found[question.key] = Special.BLANK
    return found


def _answer(question: Question, cell: str, at: tuple[str, int, str], today: date) -> Answer:
    if cell.strip() in typed.SPECIAL_KEYS:
        return typed.SPECIAL_KEYS[cell.strip()]
    try:
        return typed.parse(question, cell, today=today)
    except UserError:
        code = _by_label(question, cell.strip().casefold())
        if code is None:
            raise _mismatch(*at, cell) from None
        return code


def _by_label(question: Question, label: str) -> str | None:
    if question.kind is not Kind.SELECT_ONE:
        return None
    found = {
        choice.name
        for choice in question.choices
        if label in {text.casefold() for text in choice.labels.values()}
    }
    return found.pop() if len(found) == 1 else None


def _mismatch(name: str, row: int, column: str, text: str) -> UserError:
    return UserError(ANSWERS_DO_NOT_MATCH, file=name, row=row, column=column, text=text)
