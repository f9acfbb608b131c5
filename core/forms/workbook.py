"""Bytes of an .xlsx or .xls -> Form, with everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from core.errors import FORM_BROKEN, UserError
from core.forms.archive import kind_of
from core.forms.assemble import assemble
from core.forms.conversion import Conversion
from core.forms.lint import lint
from core.forms.model import Form
from core.forms.problem import ATTACHMENT_MISSING, CONVERTER_CRASHED, Problem, Weight
from core.ports.forms import Converter
from core.values import FormId


@dataclass(frozen=True)
class Examined:
    """A workbook looked at: the form where it is usable, and its problems, errors first."""

    file: str
    read: Form | None
    """What could be read of it, usable or not; None where the converter refused it."""
    problems: tuple[Problem, ...]
    stated: Mapping[str, str] = field(default_factory=dict)
    """The row of the sheet `settings`, by lower-case header."""

    @property
    def missing_files(self) -> tuple[str, ...]:
        """Names of the files that the form reads and that were not given."""
        return tuple(p.params["file"] for p in self.problems if p.code == ATTACHMENT_MISSING)

    @property
    def form(self) -> Form | None:
        """The form, where no problem makes it unusable."""
        return None if self.errors else self.read

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make the form unusable."""
        return tuple(p for p in self.problems if p.severity is Weight.ERROR)


def examine(
    data: bytes, name: str, converter: Converter, attachments: Mapping[str, bytes] | None = None
) -> Examined:
    """Convert and lint a workbook; `attachments` are the files that its lists and look-ups read.

    Raises UserError NOT_A_WORKBOOK or FORM_TOO_LARGE before anything is converted.
    """
    conversion = converter.convert(data, kind_of(data, name), name)
    form, crash = _form(conversion, _id_of(data, attachments or {}), attachments or {})
    problems = sorted((*crash, *lint(conversion, form)), key=_order)
    stated = next((row for _, row in conversion.workbook.sheet("settings").records()), {})
    return Examined(name, form, tuple(problems), stated)


def read_form(
    data: bytes, name: str, converter: Converter, attachments: Mapping[str, bytes] | None = None
) -> Form:
    """The form of a workbook.

    Raises UserError NOT_A_WORKBOOK, FORM_TOO_LARGE, or FORM_BROKEN(file, problems) with every
    Problem of weight error.
    """
    found = examine(data, name, converter, attachments)
    if found.form is None:
        raise UserError(FORM_BROKEN, file=name, problems=found.errors)
    return found.form


def _id_of(data: bytes, attachments: Mapping[str, bytes]) -> FormId:
    """SHA-256 of the workbook; with files beside it, of all their hashes, for they are its lists."""
    digest = hashlib.sha256(data)
    for name in sorted(attachments):
        digest.update(b"\0" + name.encode() + b"\0" + hashlib.sha256(attachments[name]).digest())
    return FormId(digest.hexdigest())


def _form(
    conversion: Conversion, form_id: FormId, attachments: Mapping[str, bytes]
) -> tuple[Form | None, tuple[Problem, ...]]:
    if not conversion.xml:
        return None, ()
    try:
        return assemble(conversion, form_id, attachments), ()
    except ParseError as broken:
        return None, (Problem(Weight.ERROR, CONVERTER_CRASHED, params={"detail": str(broken)}),)


def _order(problem: Problem) -> tuple[bool, str, int, str]:
    errors_last = problem.severity is not Weight.ERROR
    return errors_last, problem.sheet, problem.row or 0, problem.column
