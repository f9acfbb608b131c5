"""What counts as the same answer in two readings of one paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BAD_VALUE, UserError
from core.forms.model import Choice, Form, Kind, Question
from core.values import Answer, FormId, Special
from core.workflow.admissible import admitted
from core.workflow.comparison import Comparer, edit_distance, rule_of
from core.workflow.contents import KeyingContent


def question(key: str, kind: Kind = Kind.TEXT, **more: object) -> Question:
    return Question(key, f"/data/{key}", key, kind, {}, **more)  # type: ignore[arg-type]


def form(*questions: Question, **settings: str) -> Form:
    return Form(
        FormId("f"), "F", "1", "F", {}, ("en",), "en", questions, (), (), (), "", settings=settings
    )


FIVE = tuple(Choice(str(n), {}) for n in range(1, 6))


@pytest.mark.parametrize(
    ("asked", "one", "other", "same"),
    [
        (question("q"), "Wang Min", "ｗａｎｇ  MIN ", True),
        (question("q"), "Wang Min", "Wang-Min", False),
        (question("q", compare=("trim", "punct")), "Wang Min.", "wang min", True),
        (question("q", Kind.INTEGER), "12", "１２", True),
        (question("q", Kind.INTEGER), "12", "21", False),
        (question("q", Kind.DECIMAL), "12.50", "12.5", True),
        (question("q", Kind.INTEGER, compare=("num=1",)), "12", "13", True),
        (question("q", Kind.DECIMAL, compare=("num=0.5",)), "1.0", "1.6", False),
        (question("q", Kind.DATE, compare=("days=1",)), "2026-11-30", "2026-12-01", True),
        (question("q", Kind.DATE, compare=("days=1",)), "2026-11-30", "2026-12-02", False),
        (question("q", Kind.DATE), "2026-11-30", "2026-12-01", False),
        (question("q", compare=("edit=1",)), "Meier", "Maier", True),
        (question("q", compare=("edit=1",)), "Meier", "Mayer", False),
        (question("q", Kind.SELECT_MULTIPLE), "1 3", "3 1", True),
        (question("q", Kind.SELECT_MULTIPLE), "1 3", "1", False),
        (question("q", Kind.RANK), "1 3", "3 1", False),
        (question("q", Kind.SELECT_ONE), "1", "7", False),
    ],
)
def test_readings_compare_as_the_form_says(
    asked: Question, one: str, other: str, same: bool
) -> None:
    assert rule_of(asked)(one, other) is same
    assert rule_of(asked)(other, one) is same


LONG = "多开几个窗口,中午排队太久,等了很久才办好"


@pytest.mark.parametrize(
    ("asked", "other", "same"),
    [
        (question("q", appearance="multiline"), LONG.replace("很", "恨"), True),
        (question("q", appearance="multiline"), LONG[:14], False),
        (question("q"), LONG.replace("很", "恨"), False),
        (question("q", appearance="multiline", personal=True), LONG.replace("很", "恨"), False),
    ],
)
def test_only_open_wording_is_compared_by_likeness(asked: Question, other: str, same: bool) -> None:
    assert rule_of(asked)(LONG, other) is same


def test_a_figure_in_open_wording_is_never_like_another() -> None:
    alike = rule_of(question("q", appearance="multiline"))
    assert not alike(
        "we waited at the counter for 35 minutes", "we waited at the counter for 53 minutes"
    )


def test_the_form_sets_how_alike_wording_must_be() -> None:
    strict = form(question("q", appearance="multiline"), similarity="1")
    keyings = [KeyingContent({"q": text}) for text in (LONG, LONG.replace("很", "恨"))]
    assert len(Comparer(strict).compare(*keyings).differing) == 1


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_edits_are_a_distance(one: str, other: str, third: str) -> None:
    assert (edit_distance(one, other) == 0) == (one == other)
    assert edit_distance(one, other) == edit_distance(other, one)
    assert edit_distance(one, third) <= edit_distance(one, other) + edit_distance(other, third)


def test_a_special_value_agrees_with_itself_only() -> None:
    comparer = Comparer(form(question("q", Kind.SELECT_ONE, choices=FIVE)))

    def differ(one: Answer | None, other: Answer | None) -> int:
        contents = [KeyingContent({} if a is None else {"q": a}) for a in (one, other)]
        return len(comparer.compare(*contents).differing)

    assert differ(Special.BLANK, Special.BLANK) == 0
    assert differ(Special.BLANK, Special.ILLEGIBLE) == 1
    assert differ(Special.BLANK, None) == 1
    assert differ("4", None) == 1
    assert differ(None, None) == 0


def test_fields_are_what_somebody_answered_and_the_form_compares() -> None:
    asked = form(
        question("a"),
        question("b"),
        question("skipped"),
        question("remark", compare=("ignore",)),
        question("once", entry="single"),
    )
    first = KeyingContent({"b": "1", "a": "x", "remark": "one", "once": "z"}, {"b": "smudged"})
    second = KeyingContent({"a": "x", "b": "2", "remark": "other"}, {"b": "1 or 7"})
    compared = Comparer(asked).compare(first, second)
    assert compared.fields == 2
    assert [(d.question, d.first, d.second) for d in compared.differing] == [("b", "1", "2")]
    assert compared.differing[0].notes == ("1 or 7", "smudged")
    assert compared.agreed == {"a": "x", "remark": "one", "once": "z"}


def test_repeats_compare_place_by_place_in_paper_order() -> None:
    asked = form(question("age", Kind.INTEGER), question("last"))
    first = KeyingContent({"child[10]/age": "3", "child[2]/age": "5", "last": "x"})
    second = KeyingContent({"child[2]/age": "5.0", "child[10]/age": "4", "last": "x"})
    compared = Comparer(asked).compare(first, second)
    assert [d.question for d in compared.differing] == ["child[10]/age"]
    assert list(compared.agreed) == ["child[2]/age", "last"]


@pytest.mark.parametrize(
    ("fields", "wrong", "suspected"), [(10, 4, False), (10, 5, True), (4, 4, False)]
)
def test_above_40_percent_it_is_perhaps_not_one_paper(
    fields: int, wrong: int, suspected: bool
) -> None:
    asked = form(*(question(f"q{n}") for n in range(fields)))
    first = KeyingContent({f"q{n}": "1" for n in range(fields)})
    second = KeyingContent({f"q{n}": "2" if n < wrong else "1" for n in range(fields)})
    assert Comparer(asked).compare(first, second).suspected is suspected


# --- which answers a question takes ---------------------------------------------------------------

ASKED = form(
    question("one", Kind.SELECT_ONE, choices=FIVE, missing={"9": "blank"}),
    question("several", Kind.SELECT_MULTIPLE, choices=FIVE),
    question("whole", Kind.INTEGER),
    question("decimal", Kind.DECIMAL),
    question("day", Kind.DATE),
    question("words"),
    question("note", Kind.NOTE),
)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("one", "4", "4"),
        ("one", "9", Special.BLANK),
        ("one", Special.ILLEGIBLE, Special.ILLEGIBLE),
        ("several", " 3  1 ", "3 1"),
        ("whole", "+007", "7"),
        ("decimal", "12.50", "12.5"),
        ("decimal", "100", "100"),
        ("day", "2026-11-22", "2026-11-22"),
        ("words", "e\u0301t\u0000e", "\u00e9t e"),
        ("house[2]/words", "x", "x"),
    ],
)
def test_answers_are_kept_in_canonical_text(key: str, typed: Answer, kept: Answer) -> None:
    assert admitted(ASKED, key, typed) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("one", "6"),
        ("one", ""),
        ("several", "1 1"),
        ("several", "1 6"),
        ("whole", "1.5"),
        ("whole", "٣"),
        ("whole", "1" * 16),
        ("decimal", "NaN"),
        ("decimal", "1e99"),
        ("day", "2026-02-30"),
        ("words", "x" * 20_001),
        ("note", "x"),
        ("unknown", "x"),
    ],
)
def test_an_answer_the_form_does_not_allow_is_refused_with_what_it_does(
    key: str, typed: str
) -> None:
    with pytest.raises(UserError) as error:
        admitted(ASKED, key, typed)
    assert error.value.code == BAD_VALUE
    assert error.value.params["question"] == key
