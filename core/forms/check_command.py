"""`form check FILE…`: one line per problem, or JSON, and whether every form is usable."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.forms.model import text
from core.forms.problem import Problem, Weight
from core.forms.workbook import Examined

Sentence = Callable[[Problem], tuple[str, str]]
"""What is wrong and how to mend it, in one language; ui has the sentences."""


@dataclass(frozen=True)
class Checked:
    """One file of the command line: what was found, or why it was refused before that."""

    file: str
    found: Examined | None
    refused: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the file."""
        return self.found.problems if self.found else (self.refused,) if self.refused else ()


def check(file: str, examine: Callable[[], Examined]) -> Checked:
    """Examine one file; a refusal of the whole file becomes its only problem."""
    try:
        return Checked(file, examine())
    except UserError as refusal:
        params = {name: str(value) for name, value in refusal.params.items()}
        return Checked(file, None, Problem(Weight.ERROR, refusal.code, params=params))


def exit_code(checked: Iterable[Checked]) -> int:
    """1 if any form is unusable."""
    return int(any(c.found is None or c.found.form is None for c in checked))


def lines(checked: Checked, sentence: Sentence) -> list[str]:
    """`file:sheet!F12: error CODE: what is wrong [text]. mend`, one line per problem."""
    found = []
    for problem in checked.problems:
        message, fix = sentence(problem)
        place = f"{checked.file}:{problem.cell}" if problem.cell else checked.file
        shown = f" [{problem.text}]" if problem.text and problem.text not in message else ""
        told = f"{place}: {problem.severity.value} {problem.code}: {message}{shown} {fix}"
        found.append(" ".join(told.split()))
    return found


def as_json(checked: Checked, sentence: Sentence, language: str) -> dict[str, Any]:
    """One element of the JSON list that `--json` prints.

    Of a form that the converter refused, what the sheet `settings` states is told.
    """
    found = checked.found
    form = found.read if found else None
    stated = found.stated if found else {}
    return {
        "file": checked.file,
        "form_id": form.form_id if form else stated.get("form_id"),
        "version": form.version if form else stated.get("version"),
        "title": text(form.titles, language) if form else stated.get("form_title"),
        "languages": [tag for tag in form.languages if tag] if form else [],
        "questions": len(form.keyed) if form else 0,
        "problems": [_problem(problem, sentence) for problem in checked.problems],
    }


def _problem(problem: Problem, sentence: Sentence) -> dict[str, Any]:
    message, fix = sentence(problem)
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "text": problem.text,
        "message": message,
        "fix": fix,
    }
