"""The review desk on a real project: samples, four eyes, verdicts, rounds and returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from core.errors import (
    BATCH_NOT_READY,
    FOUR_EYES,
    NOT_ALLOWED,
    NOT_IN_SAMPLE,
    REASON_MISSING,
    UNANSWERED,
    WRONG_STATE,
    UserError,
)
from core.forms.model import Severity
from core.quality.sampling import Candidate, draw
from core.quality.verdict import Rule
from core.services.review import Reading
from core.workflow import bodies
from core.workflow.reviewing import RECORD_RIGHT
from tests.core.services.bench import Bench, Stack

STRICT = Rule(strict=True)
Stacks = Callable[..., Stack]


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code


def step_of(bench: Bench, login: str, made: Stack, rule: Rule = STRICT) -> str:
    session, review = bench.review(login, rule)
    steps = {task.batch.id: task.step for task in review.tasks(session)}
    return steps.get(made.batch, "")


def test_of_41_sheets_13_are_checked_at_level_2_and_5_unseen_ones_at_level_3(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(41)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    second = {s.sheet for s in review.sample(session, made.batch, 2)}
    assert len(second) == 13
    assert made.check_all("leader", 2, STRICT) == 13
    review.decide(session, made.batch, 2, "passed", "")
    above, review = bench.review("quality", STRICT)
    review.draw(above, made.batch, 3)
    third = {s.sheet for s in review.sample(above, made.batch, 3)}
    assert len(third) == 5
    assert not third & second
    assert made.check_all("quality", 3, STRICT) == 5
    review.decide(above, made.batch, 3, "passed", "")
    assert step_of(bench, "quality", made) == step_of(bench, "leader", made) == ""
    _, ports = bench.at("quality")
    assert ports.ledger.rows(above, "batch", {"id": made.batch})[0]["state"] == "approved"


def test_seed_and_list_are_journaled_and_anyone_can_draw_the_same_again(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(20)
    session, review = bench.review("leader")
    review.draw(session, made.batch, 2)
    _, ports = bench.at("quality")
    other, _ = bench.at("quality")
    event = [e for e in ports.ledger.history(other, made.batch) if e.kind == "sample.drawn"][-1]
    clerks = [bench.ids["clerk1"], bench.ids["clerk3"]]
    candidates = [
        Candidate(s, clerks[n % 2], bench.ids["clerk2"]) for n, s in enumerate(made.sheets)
    ]
    again = draw(2, bytes.fromhex(event.body["seed"]), candidates, [bench.ids["leader"]])
    assert [[d.sheet, d.reason] for d in again] == event.body["sheets"]
    assert event.signature


def test_nothing_is_drawn_before_keying_is_closed_and_all_queries_too(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(4, close=False)
    session, review = bench.review("leader")
    with refused(WRONG_STATE):
        review.draw(session, made.batch, 2)
    query = made.flag(made.sheets[0], "R01", ("Q12", "Q26"))
    made.close()
    with refused(BATCH_NOT_READY):
        review.draw(session, made.batch, 2)
    assert step_of(bench, "leader", made) == ""
    body = {
        "query": query,
        "revision": 1,
        "outcome": "confirmed",
        "why": "纸上如此",
        "after": 0,
        "differences": [],
    }
    bench.tell("leader", bodies.query_closed(made.sheets[0], body))  # type: ignore[arg-type]
    assert step_of(bench, "leader", made) == "draw"


def test_queried_sheets_are_added_and_kept_out_of_the_estimate(bench: Bench, stack: Stacks) -> None:
    made = stack(10, close=False)
    queries = [made.flag(s, "R01", ("Q12", "Q26")) for s in made.sheets]
    made.flag(made.sheets[0], "R17", ("Q08",), Severity.WARN)  # a warning alone adds nothing
    for sheet, query in zip(made.sheets[1:], queries[1:], strict=True):
        body = {
            "query": query,
            "revision": 1,
            "outcome": "confirmed",
            "why": "是",
            "after": 0,
            "differences": [],
        }
        bench.tell("leader2", bodies.query_closed(sheet, body))  # type: ignore[arg-type]
    made.close()
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    sample = review.sample(session, made.batch, 2)
    random = {s.sheet for s in sample if s.reason == "random"}
    queried = {s.sheet for s in sample if s.reason == "queried"}
    assert len(random) == 3
    assert queried == set(made.sheets[1:]) - random
    made.check_all("leader", 2, STRICT)
    verdict = review.verdict(session, made.batch, 2)
    fields = sum(len(made.truth[sheet]) for sheet in random)
    assert verdict.checked == fields
    assert verdict.population >= sum(len(made.truth[s]) for s in made.sheets)


def test_only_the_reviewer_of_the_post_draws_reads_and_decides(bench: Bench, stack: Stacks) -> None:
    made = stack(4)
    for login in ("clerk1", "judge1", "leader2", "quality", "admin"):
        session, review = bench.review(login)
        with refused(NOT_ALLOWED):
            review.draw(session, made.batch, 2)
    session, review = bench.review("leader")
    review.draw(session, made.batch, 2)
    sheet = review.sample(session, made.batch, 2)[0].sheet
    for login in ("clerk1", "judge1", "leader2", "quality"):
        session, review = bench.review(login)
        with refused(NOT_ALLOWED):
            review.begin(session, sheet, 2)
        with refused(NOT_ALLOWED):
            review.decide(session, made.batch, 2, "passed", "")
    session, review = bench.review("clerk1")
    with refused(NOT_ALLOWED):
        review.sample(session, made.batch, 2)


def test_a_reviewer_who_ruled_on_a_sheet_may_not_review_it(bench: Bench, stack: Stacks) -> None:
    made = stack(5)
    session, review = bench.review("leader")
    sheet = made.sheets[0]
    doubt = bodies.difference_opened(sheet, "Q08", 1, "query", proposal_json='"2"')
    bench.tell("judge2", doubt)
    ruling = {"id": doubt.body["id"], "after": 0, "mark": "m", "sealed": "x"}
    bench.tell("leader", bodies.difference_ruled(sheet, ruling))  # type: ignore[arg-type]
    record = made.settled(sheet, made.truth[sheet], 2)
    bench.tell("judge1", record, bodies.record_checked(sheet, 2, []))
    review.draw(session, made.batch, 2)
    assert sheet not in {s.sheet for s in review.sample(session, made.batch, 2)}
    with refused(FOUR_EYES):
        review.begin(session, sheet, 2)


def test_a_sheet_outside_the_sample_and_one_already_reviewed_are_not_opened(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(6)
    session, review = bench.review("leader")
    review.draw(session, made.batch, 2)
    sample = {s.sheet for s in review.sample(session, made.batch, 2)}
    with refused(NOT_IN_SAMPLE):
        review.begin(session, next(s for s in made.sheets if s not in sample), 2)
    made.check_all("leader", 2)
    with refused(NOT_IN_SAMPLE):
        review.begin(session, next(iter(sample)), 2)


def test_the_record_of_key_fields_is_not_shown_before_the_reading_is_complete(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(3)
    session, review = bench.review("leader")
    review.draw(session, made.batch, 2)
    sheet = review.sample(session, made.batch, 2)[0].sheet
    opened = review.begin(session, sheet, 2)
    keys = {q.key for q in made.form.key_fields}
    assert set(opened.blind) == keys & set(made.truth[sheet])
    assert not set(opened.record) & keys
    assert set(opened.record) == set(opened.open) == set(made.truth[sheet]) - keys
    reading = made.read(opened)
    missing = dict(list(reading.keyed.items())[:-1])
    with refused(UNANSWERED):
        review.compare(session, sheet, 2, missing)
    assert review.compare(session, sheet, 2, reading.keyed) == ()
    made.misprint(sheet, opened.blind[0])
    apart = review.compare(session, sheet, 2, made.read(opened).keyed)
    assert [d.question for d in apart] == [opened.blind[0]]


def test_a_wrong_field_becomes_a_difference_that_the_reviewer_cannot_rule_away(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(3)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    sheet = review.sample(session, made.batch, 2)[0].sheet
    opened = review.begin(session, sheet, 2)
    text = next(key for key in opened.open if made.form.by_key[key].is_sealed)
    made.misprint(sheet, opened.blind[0])
    made.truth[sheet] |= {text: "纸上写的是另一句话"}
    review.record(session, sheet, 2, made.read(opened))
    judge, ports = bench.at("judge1")
    rows = ports.ledger.rows(judge, "difference", {"sheet": sheet})
    assert {row["question"] for row in rows} == {opened.blind[0], text}
    assert {(row["origin"], row["state"]) for row in rows} == {("review", "open")}
    lines = [e.body for e in ports.ledger.history(judge, sheet)]
    assert "另一句话" not in str(lines)
    with refused(BATCH_NOT_READY):
        review.decide(session, made.batch, 2, "passed", "")


def test_a_misreading_taken_back_is_no_finding(bench: Bench, stack: Stacks) -> None:
    made = stack(1)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    opened = review.begin(session, made.sheets[0], 2)
    right = made.read(opened)
    slip = opened.blind[0]
    other = "2" if right.keyed[slip] != "2" else "3"
    reading = Reading(right.keyed | {slip: other}, why={slip: RECORD_RIGHT})
    review.record(session, made.sheets[0], 2, reading)
    verdict = review.verdict(session, made.batch, 2)
    assert (verdict.wrong, verdict.shown, verdict.upper) == (0, "shown", 0.0)
    _, ports = bench.at("leader")
    assert not ports.ledger.rows(session, "difference", {"batch": made.batch})


def test_a_finding_that_the_ruling_overturns_does_not_count(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    sheet = review.sample(session, made.batch, 2)[0].sheet
    made.misprint(sheet, "Q08" if "Q08" in made.truth[sheet] else "Q26")
    made.check_all("leader", 2, STRICT)
    assert review.verdict(session, made.batch, 2).wrong == 1
    assert made.rule_all(upheld=False) == 1
    assert review.verdict(session, made.batch, 2).wrong == 0
    assert step_of(bench, "leader", made) == "decide"


def test_at_or_above_the_limit_correct_draw_more_then_return_then_all_then_anew(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(12)
    session, review = bench.review("leader")
    for sheet in made.sheets:
        made.misprint(sheet, "Q26" if "Q26" in made.truth[sheet] else "Q28")

    def shown() -> str:
        return review.verdict(session, made.batch, 2).shown

    review.draw(session, made.batch, 2)
    first = {s.sheet for s in review.sample(session, made.batch, 2)}
    assert made.check_all("leader", 2) == len(first) == 4
    assert shown() == "exceeded"
    with refused(BATCH_NOT_READY):  # corrections come first
        review.decide(session, made.batch, 2, "passed", "")
    with refused(BATCH_NOT_READY):
        review.draw(session, made.batch, 2)
    assert made.rule_all() == 4
    with refused(WRONG_STATE):
        review.decide(session, made.batch, 2, "passed", "")
    assert step_of(bench, "leader", made, Rule()) == "draw"

    review.draw(session, made.batch, 2)
    more = {s.sheet for s in review.sample(session, made.batch, 2)}
    assert len(more) == 4
    assert not more & first
    made.check_all("leader", 2)
    made.rule_all()
    assert (shown(), step_of(bench, "leader", made, Rule())) == ("exceeded", "decide")
    with refused(WRONG_STATE):
        review.draw(session, made.batch, 2)
    with refused(REASON_MISSING):
        review.decide(session, made.batch, 2, "returned", " ")
    review.decide(session, made.batch, 2, "returned", "差错率超限")

    assert step_of(bench, "leader", made, Rule()) == "draw"
    review.draw(session, made.batch, 2)
    rest = review.sample(session, made.batch, 2)
    assert {s.sheet for s in rest} == set(made.sheets) - first - more
    assert {s.reason for s in rest} == {"full"}
    made.check_all("leader", 2)
    made.rule_all()

    assert step_of(bench, "leader", made, Rule()) == "draw"
    review.draw(session, made.batch, 2)
    assert len(review.sample(session, made.batch, 2)) == 4
    made.check_all("leader", 2)
    verdict = review.verdict(session, made.batch, 2)
    assert (verdict.wrong, verdict.shown) == (0, "not_shown")
    review.decide(session, made.batch, 2, "passed", "")
    assert step_of(bench, "quality", made, Rule()) == "draw"
    _, ports = bench.at("leader")
    decided = ports.ledger.rows(session, "decision", {"batch": made.batch}, order=("round",))
    assert [d["outcome"] for d in decided] == ["more", "returned", "passed"]


def test_a_return_at_level_3_leads_through_level_2_again(bench: Bench, stack: Stacks) -> None:
    made = stack(8)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    made.check_all("leader", 2, STRICT)
    seen = {s.sheet for s in review.sample(session, made.batch, 2)}
    review.decide(session, made.batch, 2, "passed", "")
    for sheet in made.sheets:
        made.misprint(sheet, next(q for q in ("Q26", "Q28", "Q08") if q in made.truth[sheet]))
    above, third = bench.review("quality", STRICT)
    third.draw(above, made.batch, 3)
    made.check_all("quality", 3, STRICT)
    made.rule_all()
    third.decide(above, made.batch, 3, "returned", "关键字段有误")
    review.draw(session, made.batch, 2)
    assert {s.sheet for s in review.sample(session, made.batch, 2)} == set(made.sheets) - seen


def test_small_batches_of_a_month_are_judged_together(bench: Bench, stack: Stacks) -> None:
    other, made = stack(8), stack(4)
    session, review = bench.review("leader")
    for each in (other, made):
        review.draw(session, each.batch, 2)
        each.check_all("leader", 2)
    stack(5)  # not reviewed yet: says nothing
    pooled = review.verdict(session, made.batch, 2)
    alone = bench.review("leader", STRICT)[1].verdict(session, made.batch, 2)
    assert (pooled.lot, alone.lot) == ("month", "batch")
    assert review.verdict(session, other.batch, 2) == pooled
    rest = bench.review("leader", STRICT)[1].verdict(session, other.batch, 2)
    assert pooled.checked == alone.checked + rest.checked
    assert pooled.population == alone.population + rest.population


def test_a_batch_whose_sheets_are_all_void_passes_without_a_sample(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(2)
    bench.tell("leader2", *(bodies.sheet_voided(sheet, "pilot") for sheet in made.sheets))
    for login, level in (("leader", 2), ("quality", 3)):
        session, review = bench.review(login)
        review.draw(session, made.batch, level)
        assert review.sample(session, made.batch, level) == ()
        review.decide(session, made.batch, level, "passed", "")
    assert step_of(bench, "quality", made) == ""


def test_a_sheet_voided_after_the_draw_holds_nothing_up(bench: Bench, stack: Stacks) -> None:
    made = stack(4)
    session, review = bench.review("leader", STRICT)
    review.draw(session, made.batch, 2)
    first, *rest = review.sample(session, made.batch, 2)
    bench.tell("leader2", bodies.sheet_voided(first.sheet, "duplicate"))
    assert made.check_all("leader", 2, STRICT) == len(rest)
    assert step_of(bench, "leader", made) == "decide"
