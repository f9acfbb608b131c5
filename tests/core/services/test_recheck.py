"""The recheck desk: every query gets a decision with a reason, and only rulings change records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from core.errors import (
    BAD_VALUE,
    FOUR_EYES,
    NOT_ALLOWED,
    QUERY_CLOSED,
    REASON_MISSING,
    UNANSWERED,
    WRONG_STATE,
    UserError,
)
from core.services.recheck import Closing, QueryView
from core.workflow import bodies
from core.workflow.querying import VOID_REASONS
from tests.core.services.bench import Bench, Stack

Stacks = Callable[..., Stack]
PAPER = "纸上就是这样写的"


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code


def query_on(bench: Bench, made: Stack, query: str, login: str = "leader") -> QueryView:
    session, recheck = bench.recheck(login)
    return next(q for q in recheck.queries(session, made.batch) if q.id == query)


def is_open(bench: Bench, made: Stack) -> bool:
    session, recheck = bench.recheck("leader")
    return bool(recheck.queries(session, made.batch))


def other_than(made: Stack, question: str) -> str:
    return "2" if made.truth[made.sheets[0]].get(question) != "2" else "3"


def test_a_query_shows_what_it_compared_in_the_forms_words(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    query = made.flag(made.sheets[0], "R01", ("Q12", "Q26"))
    found = query_on(bench, made, query)
    truth = made.truth[made.sheets[0]]
    assert found.values == {"Q12": truth.get("Q12"), "Q26": truth.get("Q26")}
    assert set(found.messages) == {"zh", "en"}
    assert (found.serial, found.state, found.severity) == ("0001", "open", "review")
    assert found.batch_code == f"E01-{made.batch}"


def test_open_text_that_a_query_compared_is_opened_for_the_desk(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(3)
    sheet = next(s for s in made.sheets if isinstance(made.truth[s].get("Q29"), str))
    made.truth[sheet] = {**made.truth[sheet]}
    session, ports = bench.at("judge1")
    found: dict[str, object] = {
        "query": "R16", "check": "R16", "version": "v", "severity": "review", "questions": ["Q29", "Q26"],
        "values_json": '{"Q26":"5","Q29":null}', "bound": "", "mark": "m",
    }  # fmt: skip
    ports.ledger.append(session, "test", [bodies.record_checked(sheet, 1, [found])])  # type: ignore[list-item]
    view = query_on(bench, made, bodies.query_id(sheet, "R16"))
    assert view.values == {"Q26": "5", "Q29": made.truth[sheet]["Q29"]}


def test_a_confirmed_query_is_closed_with_its_reason_and_changes_no_record(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(2)
    query = made.flag(made.sheets[0], "R01", ("Q12", "Q26"))
    session, recheck = bench.recheck("quality")
    with refused(REASON_MISSING):
        recheck.close(session, query, Closing("confirmed", "  "))
    recheck.close(session, query, Closing("confirmed", PAPER))
    assert not is_open(bench, made)
    with refused(QUERY_CLOSED):
        recheck.close(session, query, Closing("confirmed", PAPER))
    _, ports = bench.at("quality")
    row = ports.ledger.rows(session, "query", {"id": query})[0]
    assert (row["outcome"], row["why"], row["closed_by"]) == (
        "confirmed",
        PAPER,
        bench.ids["quality"],
    )
    assert ports.ledger.rows(session, "record", {"sheet": made.sheets[0]})[0]["revision"] == 1


def test_a_correction_waits_for_another_persons_ruling(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    sheet, said = made.sheets[0], other_than(made, "Q26")
    query = made.flag(sheet, "R01", ("Q12", "Q26"))
    session, recheck = bench.recheck("leader")
    with refused(UNANSWERED):
        recheck.close(session, query, Closing("corrected", PAPER))
    with refused(UNANSWERED):
        same = made.truth[sheet]["Q26"]
        recheck.close(session, query, Closing("corrected", PAPER, (("Q26", same),)))
    with refused(BAD_VALUE):
        recheck.close(session, query, Closing("corrected", PAPER, (("Q26", "77"),)))
    with refused(BAD_VALUE):
        recheck.close(session, query, Closing("corrected", PAPER, (("Q99", "1"),)))
    recheck.close(session, query, Closing("corrected", PAPER, (("Q26", said),)))
    assert query_on(bench, made, query).state == "correcting"
    judge, ports = bench.at("judge1")
    row = ports.ledger.rows(judge, "difference", {"sheet": sheet})[0]
    assert (row["origin"], row["question"], row["state"]) == ("query", "Q26", "open")
    made.truth[sheet] |= {"Q26": said}
    assert made.rule_all() == 1
    assert not is_open(bench, made)


def test_two_corrections_of_one_answer_raise_one_difference(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    sheet, said = made.sheets[0], other_than(made, "Q26")
    values = ("Q26", "Q28")
    judge, ports = bench.at("judge1")
    found = [
        {"query": c, "check": c, "version": "v", "severity": "review", "questions": list(values),
         "values_json": "{}", "bound": "", "mark": ""} for c in ("R01", "R04")
    ]  # fmt: skip
    ports.ledger.append(judge, "test", [bodies.record_checked(sheet, 1, found)])  # type: ignore[arg-type]
    session, recheck = bench.recheck("leader")
    closing = Closing("corrected", PAPER, (("Q26", said),))
    for check in ("R01", "R04"):
        recheck.close(session, bodies.query_id(sheet, check), closing)
    assert len(ports.ledger.rows(judge, "difference", {"sheet": sheet})) == 1
    closed = [e.body for e in ports.ledger.history(judge, sheet) if e.kind == "query.closed"]
    assert closed[0]["differences"] == closed[1]["differences"] != []


def test_void_takes_a_reason_code_and_the_sheet_counts_nowhere(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    query = made.flag(made.sheets[0], "R13", ("Q01",))
    session, recheck = bench.recheck("leader")
    with refused(REASON_MISSING):
        recheck.close(session, query, Closing("void", "不合格"))
    recheck.close(session, query, Closing("void", "screened_out: 三个月内没有来过"))
    _, ports = bench.at("leader")
    sheet = ports.ledger.rows(session, "sheet", {"id": made.sheets[0]})[0]
    assert (sheet["state"], sheet["void"]) == ("void", "screened_out")
    assert not is_open(bench, made)
    review_session, review = bench.review("leader")
    review.draw(review_session, made.batch, 2)
    assert [s.sheet for s in review.sample(review_session, made.batch, 2)] == [made.sheets[1]]


def test_the_reason_codes_begin_with_the_eight_required_ones() -> None:
    required = {"missing", "screened_out", "illegible", "duplicate", "malicious",
                "contradictory", "wrong_period", "pilot"}  # fmt: skip
    assert required <= set(VOID_REASONS)


def test_clerks_managers_and_strangers_close_nothing(bench: Bench, stack: Stacks) -> None:
    made = stack(2)
    query = made.flag(made.sheets[0], "R01", ("Q12", "Q26"))
    for login in ("clerk1", "clerk2", "shopper", "admin"):
        session, recheck = bench.recheck(login)
        with refused(NOT_ALLOWED):
            recheck.close(session, query, Closing("confirmed", PAPER))
    session, recheck = bench.recheck("leader")
    with refused(WRONG_STATE):
        recheck.close(session, query, Closing("deleted", PAPER))


def test_who_ruled_on_the_sheet_does_not_judge_the_contradiction(
    bench: Bench, stack: Stacks
) -> None:
    made = stack(2)
    sheet = made.sheets[0]
    doubt = bodies.difference_opened(sheet, "Q08", 1, "query", proposal_json='"2"')
    bench.tell("leader", doubt)
    ruling = {"id": doubt.body["id"], "after": 0, "mark": "m", "sealed": "x"}
    bench.tell("judge2", bodies.difference_ruled(sheet, ruling))  # type: ignore[arg-type]
    bench.tell("judge1", made.settled(sheet, made.truth[sheet], 2))
    found = {"query": "R01", "check": "R01", "version": "v", "severity": "review", "questions": ["Q26"],
             "values_json": "{}", "bound": "", "mark": ""}  # fmt: skip
    bench.tell("judge1", bodies.record_checked(sheet, 2, [found]))  # type: ignore[list-item]
    session, recheck = bench.recheck("judge2")
    with refused(FOUR_EYES):
        recheck.close(session, bodies.query_id(sheet, "R01"), Closing("confirmed", PAPER))
