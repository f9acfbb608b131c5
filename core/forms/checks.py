"""Soft checks out of the `checks` sheet and the tk:warning column, with their resolved expressions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from core.forms.conversion import check_rows, questions_of
from core.forms.language import texts_of
from core.forms.model import Check, Question, Severity
from core.forms.sheets import Workbook

LEVELS = {severity.value: severity for severity in Severity} | {
    "info": Severity.WARN, "warning": Severity.WARN, "confirm": Severity.REVIEW,
}  # fmt: skip
WARNING_ID = "warning."
"""Checks of tk:warning are named warning.<question key>."""


def checks_of(
    book: Workbook, binds: Mapping[str, Mapping[str, str]], questions: tuple[Question, ...]
) -> tuple[Check, ...]:
    """All soft checks of a form, those of the sheet first, in its order."""
    return (*_from_sheet(book, binds, questions), *_from_columns(binds, questions))


def _from_sheet(
    book: Workbook, binds: Mapping[str, Mapping[str, str]], questions: tuple[Question, ...]
) -> list[Check]:
    by_name = {question.name: question.key for question in questions}
    found = []
    for _, name, record in check_rows(book):
        host = next((ref for ref, bind in binds.items() if f"tk:check.{name}" in bind), None)
        if host is None:
            continue
        named = tuple(by_name[q] for q in questions_of(record) if q in by_name)
        test, when = binds[host][f"tk:check.{name}"], binds[host].get(f"tk:when.{name}", "")
        level = LEVELS.get(level_of(record), Severity.WARN)
        found.append(_check(name, level, test, when, texts_of(record, "message"), named, host))
    return found


def level_of(record: Mapping[str, str]) -> str:
    """The severity a row of `checks` states, under either header."""
    return (record.get("severity") or record.get("level") or Severity.WARN.value).lower()


def _from_columns(
    binds: Mapping[str, Mapping[str, str]], questions: tuple[Question, ...]
) -> list[Check]:
    found = []
    for question in questions:
        bind = binds.get(question.ref, {})
        prefix = next((p for p in ("tk:", "esri:") if bind.get(p + "warning")), None)
        if prefix is None:
            continue
        level = LEVELS.get(bind.get("tk:level", "").lower(), Severity.WARN)
        messages = texts_of(bind, prefix + "warning_message")
        name = WARNING_ID + question.key
        test = bind[prefix + "warning"]
        found.append(_check(name, level, test, "", messages, (question.key,), question.ref))
    return found


def _check(
    name: str,
    severity: Severity,
    test: str,
    when: str,
    messages: Mapping[str, str],
    questions: tuple[str, ...],
    context: str,
) -> Check:
    digest = hashlib.sha256("\0".join((test, when, severity.value)).encode()).hexdigest()
    return Check(
        id=name, severity=severity, test=test.strip(), when=when.strip(), messages=messages,
        questions=questions, context=context, version=digest[:8],
    )  # fmt: skip
