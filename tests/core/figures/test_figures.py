"""Indicators against the published vectors, the standard's ends, and laws that always hold."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.answers import summarise
from core.figures.indicators import is_satisfied
from core.figures.scales import Scale, scale_of
from core.figures.summary import Figures, figures
from core.forms.model import Choice, Dimension, Kind, Question
from core.values import Answers, Special
from tests.core.figures.forms import answered, form, form_of, rated

BANK = Path(__file__).parents[4] / "shared" / "data" / "bank_satisfaction.csv"
BLOCKS = {  # published standardised alphas of the plspm data set
    "imag": 0.8302,
    "expe": 0.8466,
    "qual": 0.8713,
    "val": 0.8357,
    "sat": 0.8940,
    "loy": 0.8194,
}


def of_one(question: Question, answers: list[str | Special]) -> Figures:
    return figures(form((question,)), [{question.key: answer} for answer in answers])


# --- the vectors of the requirements ---------------------------------------------------------


def test_three_of_five_satisfied_is_60_per_cent():
    found = of_one(rated("Q", 5, "csat"), ["5", "4", "4", "3", "1"]).csat[0]
    assert (found.n, found.satisfied, found.lowest) == (5, 3, 4.0)
    assert found.value == pytest.approx(60.0)
    assert found.mean == pytest.approx(3.4)


def test_two_promoters_and_two_detractors_of_six_cancel_out():
    found = of_one(rated("Q", 10, "nps", 0), ["10", "9", "8", "7", "6", "0"]).nps[0]
    assert (found.promoters, found.passives, found.detractors) == (2, 2, 2)
    assert found.value == 0.0


def test_effort_is_the_mean():
    assert of_one(rated("Q", 7, "ces"), ["1", "2", "7"]).ces[0].value == pytest.approx(10 / 3)


def test_nine_of_thirty_missing_is_30_per_cent():
    answers: list[str | Special] = [Special.BLANK] * 9 + ["3"] * 21
    assert of_one(rated("Q", 5), answers).missing_share == pytest.approx(0.3)


# --- scales ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "satisfied"),
    [(1, 5, [4, 5]), (1, 7, [6, 7]), (1, 10, [8, 9, 10]), (0, 10, [7, 8, 9, 10]), (0, 1, [1])],
)
def test_the_satisfied_end_of_each_scale(first, last, satisfied):
    scale = Scale(first, last, {})
    assert [s for s in range(first, last + 1) if is_satisfied(scale, s)] == satisfied


def test_a_scale_between_two_whole_numbers_has_a_satisfied_end():
    shares = Question(
        "a", "/data/a", "a", Kind.DECIMAL, {}, constraint=". >= 0 and . <= 0.5", metric="csat"
    )
    found = of_one(shares, ["0.5", "0.1", "0.4"]).csat[0]
    assert (found.satisfied, found.lowest) == (2, 0.5)


def test_ends_come_from_choices_constraint_or_parameters():
    plain = {"ref": "/data/a", "name": "a", "labels": {}, "metric": "item"}
    typed = Question("a", kind=Kind.INTEGER, constraint=". >= 0 and . <= 100", **plain)
    slider = Question("a", kind=Kind.RANGE, parameters={"start": "1", "end": "9"}, **plain)
    assert scale_of(typed) == Scale(0, 100, {})
    assert scale_of(slider) == Scale(1, 9, {})
    assert scale_of(rated("a", 7)).high == 7
    assert scale_of(Question("a", kind=Kind.INTEGER, **plain)) is None


def test_printed_missing_codes_and_not_applicable_choices_are_no_scores():
    choices = (Choice("1", {}), Choice("5", {}), Choice("8", {}, {"na": "yes"}), Choice("9", {}))
    question = Question(
        "Q", "/data/Q", "Q", Kind.SELECT_ONE, {}, choices=choices, metric="csat",
        missing={"9": "refused"},
    )  # fmt: skip
    found = of_one(question, ["5", "8", "9", "1"])
    assert found.csat[0].n == 2
    assert found.questions[0].specials == ((Special.NOT_APPLICABLE, 1), (Special.REFUSED, 1))
    assert found.questions[0].choices == (("1", 1), ("5", 1))
    assert found.missing_share == pytest.approx(1 / 3)


# --- dimensions ------------------------------------------------------------------------------


def two_dimensions(weights: tuple[float, float] = (75.0, 25.0)):
    return form(
        (rated("a", 5, dimension="A"), rated("b", 5, dimension="A"), rated("c", 5, dimension="B")),
        (Dimension("A", {}, weight=weights[0]), Dimension("B", {}, weight=weights[1])),
    )


def test_an_index_is_the_weighted_mean_of_its_dimensions():
    found = figures(
        two_dimensions(), [{"a": "5", "b": "3", "c": "1"}, {"a": "4", "b": "4", "c": "5"}]
    )
    assert [score.value for score in found.dimensions] == [75.0, 50.0]
    assert found.index.value == pytest.approx(0.75 * 75 + 0.25 * 50)


def test_an_item_that_is_missing_leaves_the_others_of_its_dimension():
    found = figures(two_dimensions(), [{"a": "5", "b": Special.ILLEGIBLE, "c": "1"}])
    assert found.dimensions[0].value == 100.0


def test_a_dimension_that_did_not_apply_gives_its_weight_to_the_rest():
    records: list[Answers] = [
        {"a": "5", "b": "3", "c": Special.NOT_APPLICABLE},
        {"a": "4", "b": "4"},
    ]
    found = figures(two_dimensions(), records)
    assert found.dimensions[1].value is None
    assert found.index.weights == (("A", 100.0),)
    assert found.index.value == found.dimensions[0].value


def test_dimensions_may_stand_under_dimensions():
    tree = form(
        (rated("a", 5, dimension="A1"), rated("b", 5, dimension="A2")),
        (
            Dimension("A", {}, weight=100.0),
            Dimension("A1", {}, parent="A", weight=3.0),
            Dimension("A2", {}, parent="A", weight=1.0),
        ),
    )
    found = figures(tree, [{"a": "5", "b": "1"}])
    assert [score.value for score in found.dimensions] == [75.0, 100.0, 0.0]
    assert found.index.value == 75.0


def test_the_questionnaire_weights_of_the_workbook_add_up_to_100():
    found = figures(form_of("BSQ-1"), answered(form_of("BSQ-1"), 40))
    assert sum(score.weight or 0.0 for score in found.dimensions) == 100.0
    assert sum(weight for _, weight in found.index.weights) == pytest.approx(100.0)
    by_hand = sum((s.weight or 0.0) * s.value for s in found.dimensions) / 100.0
    assert found.index.value == pytest.approx(by_hand)


def test_items_that_oppose_one_another_have_no_reliability():
    found = figures(two_dimensions(), [{"a": a, "b": b, "c": "3"} for a, b in ("15", "51", "15")])
    assert found.dimensions[0].alpha is None


# --- laws ------------------------------------------------------------------------------------

codes = st.lists(st.sampled_from(["1", "2", "3", "4", "5", *Special]), min_size=1, max_size=40)


@given(codes)
def test_every_interval_holds_its_figure(answers):
    found = of_one(rated("Q", 5, "csat", dimension="A"), answers).csat[0]
    if found.n:
        assert found.interval[0] - 1e-9 <= found.value <= found.interval[1] + 1e-9
        assert 0.0 <= found.interval[0] <= found.interval[1] <= 100.0
    else:
        assert found.value is None
        assert found.interval is None


@given(codes)
def test_counts_account_for_every_record(answers):
    found = of_one(rated("Q", 5), answers).questions[0]
    specials = sum(count for _, count in found.specials)
    assert found.valid + specials + found.not_asked == len(answers)
    assert sum(count for _, count in found.choices) == found.valid


@given(st.lists(st.tuples(*[st.sampled_from(["1", "3", "5", Special.BLANK])] * 3), min_size=2))
def test_special_values_never_move_a_score(rows):
    whole = two_dimensions()
    records = [dict(zip("abc", row, strict=True)) for row in rows]
    without = [{k: a for k, a in record.items() if isinstance(a, str)} for record in records]
    assert figures(whole, records).dimensions == figures(whole, without).dimensions
    assert figures(whole, records).index == figures(whole, without).index


@given(st.lists(st.tuples(*[st.sampled_from("12345")] * 3), min_size=3, max_size=30))
def test_with_every_answer_given_the_index_is_the_mean_of_the_respondents_indexes(rows):
    found = figures(two_dimensions(), [dict(zip("abc", row, strict=True)) for row in rows])
    own = [
        0.75 * (int(a) + int(b) - 2) / 8 * 100 + 0.25 * (int(c) - 1) / 4 * 100 for a, b, c in rows
    ]
    mean = math.fsum(own) / len(own)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in own) / (len(own) - 1) / len(own))
    assert found.index.value == pytest.approx(mean)
    if found.index.interval[0] > 0 and found.index.interval[1] < 100 and spread:
        half = (found.index.interval[1] - found.index.interval[0]) / 2
        assert 1.95 < half / spread < 4.31  # t of 2 or more degrees of freedom


# --- against what others published -----------------------------------------------------------


@pytest.mark.skipif(not BANK.exists(), reason="the bank's answers are not beside this checkout")
def test_reliability_of_the_bank_data_is_as_published():
    with BANK.open(encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    names = [name for name in records[0] if name.rstrip("12345") in BLOCKS]
    bank = form(
        tuple(rated(name, 10, first=0, dimension=name.rstrip("12345")) for name in names),
        tuple(Dimension(block, {}) for block in BLOCKS),
    )
    found = figures(bank, records)
    assert found.n == 250
    assert {score.id: round(score.alpha, 4) for score in found.dimensions} == BLOCKS


def test_quartiles_are_linear():
    waits = Question("w", "/data/w", "w", Kind.INTEGER, {})
    keyed = [{"w": text} for text in ["3", "4", "5", "5", "6", "6", "7", "8", "40"]]
    spread = summarise(waits, keyed).spread
    assert (spread.quartile1, spread.median, spread.quartile3) == (5.0, 6.0, 7.0)
