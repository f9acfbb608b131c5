"""Everything that can be told to be wrong with a workbook, each with its cell."""

from __future__ import annotations

from core.forms import (
    double_entry,
    lint_cells,
    lint_checks,
    lint_expressions,
    lint_graph,
    lint_headers,
    lint_lists,
    lint_marks,
    lint_names,
    lint_reach,
)
from core.forms.conversion import Conversion
from core.forms.model import Form
from core.forms.problem import CONVERTER_SAYS, Problem, Weight
from core.forms.refusal import refusal
from core.forms.sheets import Workbook
from core.forms.xform import XFormError
from core.logic.program import compile_form
from core.logic.xml import XmlError


def lint(conversion: Conversion, form: Form | None) -> tuple[Problem, ...]:
    """The problems of a conversion; `form` is None where pyxform refused the workbook."""
    book = conversion.workbook
    found = [
        *lint_headers.problems(book, bool(conversion.xml)),
        *lint_cells.problems(book),
        *lint_lists.problems(book),
        *lint_marks.problems(book),
        *double_entry.problems(book),
        *lint_checks.problems(book),
        *lint_graph.problems(book),
        *lint_expressions.problems(book),
    ]
    if not conversion.xml:
        found += lint_names.problems(book)
        found += _news(found, list(refusal(conversion)))
    if form is not None:
        found += lint_lists.attachments(form)
        if not any(problem.severity is Weight.ERROR for problem in found):
            found += _from_logic(form, book)
    return _distinct(found)


def _from_logic(form: Form, book: Workbook) -> list[Problem]:
    """What the compiled form shows, once every cell by itself is in order."""
    try:
        program = compile_form(form)
    except (XFormError, XmlError) as refused:
        return [Problem(Weight.ERROR, CONVERTER_SAYS, params={"detail": str(refused)})]
    found = list(lint_expressions.compiled(program, book))
    return found or list(lint_reach.problems(form, program, book))


def _news(found: list[Problem], told: list[Problem]) -> list[Problem]:
    """pyxform's own problems without those that name no cell and are found already with one."""
    located = {problem.code for problem in found if problem.severity is Weight.ERROR}
    return [p for p in told if (p.row or 0) > 1 or p.code not in located]


def _distinct(found: list[Problem]) -> tuple[Problem, ...]:
    """The same fault at the same cell is told once, by who described it first."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in found:
        seen.setdefault((problem.code, problem.cell, problem.text), problem)
    return tuple(seen.values())
