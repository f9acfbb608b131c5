"""Says what is wrong with a workbook and how to mend it, for every problem code of core.forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.forms import problem
from core.forms.problem import Problem

CONTEXT = "FormProblems"

SENTENCES: dict[str, Any] = {
    problem.SHEET_MISSING: QT_TRANSLATE_NOOP(
        "FormProblems", "The sheet “survey” is missing. Add it, or rename the sheet with the questions."
    ),
    problem.HEADER_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "This column is not known and is ignored. Correct its header, or remove it."
    ),
    problem.HEADER_DUPLICATE: QT_TRANSLATE_NOOP(
        "FormProblems", "Two columns say the same. Keep one of them."
    ),
    problem.HEADER_MISSING: QT_TRANSLATE_NOOP("FormProblems", "The column “{name}” is missing. Add it."),
    problem.SHEET_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "This sheet is not known and is ignored. Correct its name, or leave it."
    ),
    problem.PREFIX_UNBOUND: QT_TRANSLATE_NOOP(
        "FormProblems", "The prefix “{prefix}” is not declared. Add it to “namespaces” on the settings sheet."
    ),
    problem.COLON_IN_HEADER: QT_TRANSLATE_NOOP(
        "FormProblems", "The header has a colon in its name. Write “-” instead."
    ),
    problem.DATE_CELL: QT_TRANSLATE_NOOP(
        "FormProblems", "Excel has turned this into a date. Format the cell as text and type it again."
    ),
    problem.ZEROS_LOST: QT_TRANSLATE_NOOP(
        "FormProblems", "Leading zeros seem lost ({shown}). Format the cell as text and type it again."
    ),
    problem.FORMULA_WITHOUT_VALUE: QT_TRANSLATE_NOOP(
        "FormProblems", "The formula has no stored value. Open and save the workbook in Excel, or type the value."
    ),
    problem.TYPE_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "“{name}” is not a question type. Correct the type."
    ),
    problem.TYPE_MISSING: QT_TRANSLATE_NOOP("FormProblems", "The question has no type. Give it one."),
    problem.NAME_BAD: QT_TRANSLATE_NOOP(
        "FormProblems", "The name “{name}” is not possible. Use letters, digits, - and _, beginning with a letter."
    ),
    problem.NAME_MISSING: QT_TRANSLATE_NOOP("FormProblems", "The row has no name. Give it one."),
    problem.NAME_DUPLICATE: QT_TRANSLATE_NOOP(
        "FormProblems", "The name “{name}” is used twice here. Rename one of them."
    ),
    problem.NAME_RESERVED: QT_TRANSLATE_NOOP(
        "FormProblems", "The name “{name}” is reserved. Choose another."
    ),
    problem.REFERENCE_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "There is no question “{name}”. Correct the name."
    ),
    problem.REFERENCE_MALFORMED: QT_TRANSLATE_NOOP(
        "FormProblems", "The reference is not well written. Write it as ${{name}}."
    ),
    problem.REFERENCE_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "FormProblems", "More than one question is called “{name}”. Rename one of them."
    ),
    problem.LIST_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "There is no list “{list}” on the choices sheet. Add it, or correct its name."
    ),
    problem.GROUP_NOT_CLOSED: QT_TRANSLATE_NOOP(
        "FormProblems", "The group or repeat that begins here has no end. Add its end row."
    ),
    problem.GROUP_NOT_OPENED: QT_TRANSLATE_NOOP(
        "FormProblems", "A group or repeat ends here that never began. Remove the row, or add its beginning."
    ),
    problem.CODE_DUPLICATE: QT_TRANSLATE_NOOP(
        "FormProblems", "This code stands twice in the list “{list}”. Change one of them."
    ),
    problem.CODE_PREFIX: QT_TRANSLATE_NOOP(
        "FormProblems",
        "The code also begins “{other}” of the list “{list}”, so entry must wait for Enter. "
        "Codes of equal length are keyed faster (01, 11).",
    ),
    problem.CODE_BAD: QT_TRANSLATE_NOOP(
        "FormProblems", "The code has a space or a character that cannot be keyed. Use letters and digits."
    ),
    problem.LABEL_MISSING: QT_TRANSLATE_NOOP("FormProblems", "The text in {language} is missing. Add it."),
    problem.WIDE_PUNCTUATION: QT_TRANSLATE_NOOP(
        "FormProblems", "Full-width “{character}” at character {position}. Write “{instead}” instead."
    ),
    problem.SYNTAX: QT_TRANSLATE_NOOP(
        "FormProblems", "The expression cannot be read from character {position} on. {detail}"
    ),
    problem.FUNCTION_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "There is no function “{name}”. Correct its name."
    ),
    problem.ARGUMENTS: QT_TRANSLATE_NOOP(
        "FormProblems", "The function “{name}” is given too many or too few values. {detail}"
    ),
    problem.CYCLE: QT_TRANSLATE_NOOP(
        "FormProblems", "These questions depend on one another in a circle: {path}. Break it at one of them."
    ),
    problem.UNREACHABLE: QT_TRANSLATE_NOOP(
        "FormProblems", "The condition can never be true, so the question is never asked. Correct it."
    ),
    problem.EXPRESSION: QT_TRANSLATE_NOOP("FormProblems", "The expression cannot be used. {detail}"),
    problem.VALUE_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "The value is not known. Possible are: {allowed}."
    ),
    problem.CHECK_ID: QT_TRANSLATE_NOOP(
        "FormProblems", "Each check needs a name of its own of letters, digits and _. Give it one."
    ),
    problem.CHECK_WITHOUT_TEST: QT_TRANSLATE_NOOP(
        "FormProblems", "The check has no test. Write what must be true."
    ),
    problem.CHECK_WITHOUT_MESSAGE: QT_TRANSLATE_NOOP(
        "FormProblems", "The check has no message in {language}. Say what is wrong and what to do."
    ),
    problem.QUESTION_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "The check names the question “{name}”, which does not exist. Correct the name."
    ),
    problem.DIMENSION_UNKNOWN: QT_TRANSLATE_NOOP(
        "FormProblems", "There is no dimension “{name}” on the scoring sheet. Add it, or correct its name."
    ),
    problem.WEIGHTS_SUM: QT_TRANSLATE_NOOP(
        "FormProblems", "The weights under “{parent}” add up to {sum}, not 100. Correct them."
    ),
    problem.WEIGHT_WITHOUT_SCORE: QT_TRANSLATE_NOOP(
        "FormProblems", "The question has a weight but gives no points. Add scores to its choices, or a maximum."
    ),
    problem.KEY_IN_REPEAT: QT_TRANSLATE_NOOP(
        "FormProblems", "A key field cannot stand in a repeat. Move it, or unmark it."
    ),
    problem.NUMBER_EXPECTED: QT_TRANSLATE_NOOP("FormProblems", "A number is expected here. Type one."),
    problem.ATTACHMENT_MISSING: QT_TRANSLATE_NOOP(
        "FormProblems", "The form refers to the file “{file}”, which is not there. Its lists stay empty."
    ),
    problem.CONVERTER_SAYS: QT_TRANSLATE_NOOP("FormProblems", "The form cannot be converted: {detail}"),
    problem.CONVERTER_CRASHED: QT_TRANSLATE_NOOP(
        "FormProblems", "The workbook could not be read ({detail}). Save it anew in Excel and try again."
    ),
    problem.CONVERTER_LIMIT: QT_TRANSLATE_NOOP(
        "FormProblems", "The workbook needs too much time or memory ({limit}). Make it smaller."
    ),
}  # fmt: skip


class _Given(dict[str, str]):
    """Parameters; one that is not there reads as nothing."""

    def __missing__(self, name: str) -> str:
        return ""


def sentence(found: Problem) -> str:
    """What is wrong and how to mend it; what it resembles where that is known."""
    params = {name: str(value) for name, value in found.params.items()}
    if found.code not in SENTENCES:
        return found.code
    said = _said(SENTENCES[found.code], params)
    if params.get("like"):
        said += " " + QCoreApplication.translate(CONTEXT, "Did you mean “{like}”?").format(
            like=params["like"]
        )
    return said


def _said(source: str, params: Mapping[str, str]) -> str:
    return QCoreApplication.translate(CONTEXT, source).format_map(_Given(params)).strip()
