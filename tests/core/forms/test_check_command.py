"""`form check` prints a line per problem, or JSON, and fails where a form is unusable."""

from __future__ import annotations

from core.forms.check_command import as_json, check, exit_code, lines
from core.forms.workbook import examine
from tests.core.forms.workbooks import BSQ, InProcess, book
from ui.messages_forms import sentence


def checked(name: str, data: bytes):
    return check(name, lambda: examine(data, name, InProcess()))


def english(problem):
    return sentence(problem, "en")


def test_a_usable_form_with_a_warning_passes():
    found = checked("BSQ-1.xlsx", BSQ.read_bytes())
    assert exit_code([found]) == 0
    assert [line.split(": ")[:2] for line in lines(found, english)] == [
        ["BSQ-1.xlsx:choices!B60", "warning CODE_PREFIX"]
    ]
    told = as_json(found, english)
    assert (told["form_id"], told["version"], told["questions"]) == ("BSQ-1", "1", 34)
    assert told["languages"] == ["zh", "en"]
    (problem,) = told["problems"]
    assert set(problem) >= {"severity", "code", "sheet", "row", "column", "text", "message", "fix"}
    assert (problem["sheet"], problem["row"], problem["column"]) == ("choices", 60, "B")


def test_what_could_be_read_of_an_unusable_form_is_told():
    survey = [["type", "name", "label", "relevant"], ["integer", "a", "A", "1 +"]]
    told = as_json(checked("x.xlsx", book(survey=survey)), english)
    assert (told["form_id"], told["questions"], told["usable"]) == ("x", 1, False)


def test_an_unusable_form_and_a_file_that_is_no_workbook_fail():
    broken = checked("x.xlsx", book(survey=[["type", "name", "label"], ["integr", "a", "A"]]))
    other = checked("y.pdf", b"%PDF-1.7")
    assert exit_code([broken]) == exit_code([other]) == 1
    assert lines(broken, english) == [
        "x.xlsx:survey!A2: error TYPE_UNKNOWN: The question type “integr” is not known. Did you mean “integer”?"
    ]
    assert lines(other, english)[0].startswith("y.pdf: error NOT_A_WORKBOOK: ")
    assert as_json(other, english)["form_id"] is None
