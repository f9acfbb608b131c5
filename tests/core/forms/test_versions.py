"""An erratum in words may pool; a changed meaning never does."""

from __future__ import annotations

import pytest

from core.forms.versions import Relation, compare
from tests.core.forms.workbooks import book, form_of

SURVEY = [
    ["type", "name", "label", "required", "relevant", "bind::tk:page", "bind::tk:dim"],
    ["select_one yn", "a", "A?", "yes", None, 1, "E"],
    ["integer", "b", "B?", None, "${a} = '1'", 1, "E"],
]
CHOICES = [["list_name", "name", "label", "score"], ["yn", "1", "Yes", 1], ["yn", "2", "No", 0]]
CHECKS = [["check_id", "questions", "test", "message"], ["C1", "b", "${b} < 9", "Many"]]
SCORING = [["node", "weight", "label"], ["E", 100, "Efficiency"]]


def version(sheet: str = "", row: int = 0, column: int = 0, value: object = None):
    sheets = {"survey": SURVEY, "choices": CHOICES, "checks": CHECKS, "scoring": SCORING}
    changed = {name: [list(cells) for cells in rows] for name, rows in sheets.items()}
    if sheet:
        changed[sheet][row][column] = value
    return form_of(book(**changed))


@pytest.mark.parametrize(
    ("where", "part"),
    [
        (("survey", 1, 2, "A, please?"), "a: labels"),
        (("survey", 2, 5, 2), "b: page"),
        (("choices", 1, 2, "Yes!"), "a: choices"),
        (("checks", 1, 3, "Very many"), "messages"),
    ],
)
def test_words_and_layout_are_an_erratum(where, part):
    found = compare(version(), version(*where))
    assert (found.relation, found.wording) == (Relation.WORDING, (part,))


@pytest.mark.parametrize(
    ("where", "part"),
    [
        (("survey", 1, 3, "no"), "a: required"),
        (("survey", 2, 4, "${a} = '2'"), "b: relevant"),
        (("survey", 2, 0, "decimal"), "b: kind"),
        (("choices", 2, 1, "3"), "a: choices"),
        (("choices", 2, 3, 5), "a: choices"),
        (("scoring", 1, 1, 1), "dimensions"),
    ],
)
def test_questions_codes_logic_and_weights_are_meaning(where, part):
    found = compare(version(), version(*where))
    assert found.relation is Relation.MEANING
    assert part in found.meaning


def test_another_soft_check_leaves_the_meaning_of_answers():
    found = compare(version(), version("checks", 1, 2, "${b} < 8"))
    assert (found.relation, found.checks, found.meaning) == (Relation.CHECKS, ("C1",), ())
    renamed = compare(version(), version("checks", 1, 0, "C2"))
    assert renamed.checks == ("C1", "C2")


def test_the_same_content_in_another_file_is_the_same():
    assert compare(version(), version()).relation is Relation.SAME


def test_the_order_of_questions_is_layout():
    swapped = form_of(
        book(survey=[["type", "name", "label"], ["integer", "y", "Y"], ["integer", "x", "X"]])
    )
    plain = form_of(
        book(survey=[["type", "name", "label"], ["integer", "x", "X"], ["integer", "y", "Y"]])
    )
    assert compare(plain, swapped).wording == ("order",)


def test_a_question_more_is_another_meaning():
    more = form_of(
        book(survey=[*SURVEY, ["text", "c", "C?"]], choices=CHOICES, checks=CHECKS, scoring=SCORING)
    )
    assert compare(version(), more).meaning == ("c",)
