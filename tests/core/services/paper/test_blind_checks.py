"""The paper is read before the readings, and agreed fields are ruled on blind among the differences."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BAD_VALUE, PAPER_FIRST, UserError
from core.forms.model import Form
from core.quality.shared_errors import SharedErrors
from core.services.adjudication import DifferenceView, Verdict
from core.services.sheet_readings import HIDDEN
from core.values import Answer, Answers, Special
from core.workflow.blind_check import drawn
from core.workflow.contents import RulingContent, ruling_context
from tests.core.services.paper.test_third_person import calm, record_of, sheet_of
from tests.support.world import MemoryWorld, World, check_blind, in_memory


@pytest.fixture
def asking(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings of the form, to be changed by the test."""
    told: dict[str, str] = {}
    for login in ("judge1", "judge2"):
        loading = world.desk(login).adjudication._loading
        plain = loading.form

        def form(name, plain=plain) -> Form:
            found = plain(name)
            return replace(found, settings={**found.settings, **told})

        monkeypatch.setattr(loading, "form", form)
    return told


def keyed(world: World, slips: dict[tuple[int, str, str], Answer], sheets: int = 2):
    """A batch opened, keyed twice and compared."""
    batch = world.open_paper(sheets)
    truth = {serial: calm(said) for serial, said in world.truth(batch, sheets).items()}
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    return batch, truth


def rule_from_paper(world: World, view: DifferenceView, said: Answers) -> None:
    """As a person does who reads the paper and takes what agrees with it."""
    judge = world.desk("judge1")
    read = said.get(view.question, Special.BLANK)
    if not view.paper_first:
        first = Verdict("first") if view.first == read else Verdict("second")
        verdict = first if read in (view.first, view.second) else Verdict("other", read, "misread")
    else:
        found = judge.adjudication.candidates(judge.session, view.id, read)
        verdict = Verdict(found.agrees, keyed=read)
        if not found.agrees:
            verdict = Verdict("other", read, "misread", keyed=read)
    judge.adjudication.rule(judge.session, view.id, verdict)


def test_the_readings_stay_hidden_until_the_paper_is_keyed(world, asking, refused):
    asking["paper_first"] = "yes"
    batch, truth = keyed(world, {(1, "0001", "Q08"): "2"})
    [view] = world.differences(batch)
    assert view.paper_first
    assert (view.first, view.second, view.note) == (None, None, "")
    judge = world.desk("judge1")
    lines = judge.whole_sheets.whole(judge.session, view.sheet)
    assert [line.question for line in lines if line.state == HIDDEN] == ["Q08"]
    with refused(PAPER_FIRST):
        judge.adjudication.rule(judge.session, view.id, Verdict("first"))
    with refused(BAD_VALUE):
        judge.adjudication.candidates(judge.session, view.id, "77")
    found = judge.adjudication.candidates(judge.session, view.id, truth["0001"]["Q08"])
    assert {found.first, found.second} == {"2", "4"}
    assert {"first": found.first, "second": found.second}[found.agrees] == "4"


def test_the_sealed_ruling_says_what_was_read_before_what_was_shown(world, asking):
    asking["paper_first"] = "yes"
    batch, _ = keyed(world, {(1, "0001", "Q08"): "2"})
    [view] = world.differences(batch)
    judge = world.desk("judge1")
    judge.adjudication.rule(judge.session, view.id, Verdict("first", keyed="5"))
    ruling = sheet_of(world, batch, "0001").differences[0].ruling
    assert ruling
    found = judge.adjudication._loading.batch(judge.session, batch)
    opened = judge.adjudication._vault.open_from_batch(
        judge.session, found.key, ruling_context(view.id, ruling.by), ruling.sealed
    )
    content = RulingContent.from_bytes(opened)
    assert (content.keyed, content.acts) == ("5", ("keyed", "shown", "ruled"))
    assert content.choice in ("first", "second")


def test_all_agreed_fields_are_asked_blind_and_what_both_got_wrong_is_found(world, asking):
    check_blind(world.desk("admin"), 100)
    both_wrong = {(n, "0001", "Q12"): "2" for n in (1, 2)}
    batch, truth = keyed(world, {(1, "0001", "Q08"): "2", **both_wrong})
    views = world.differences(batch)
    asked = {(view.serial, view.question) for view in views}
    assert asked == {(s, q) for s, said in truth.items() for q in said}
    for view in views:
        if view.question != "Q08":
            assert view.paper_first, "two equal readings would tell"
        rule_from_paper(world, view, truth[view.serial])
    for serial, said in truth.items():
        assert record_of(world, batch, serial) == said
    record = sheet_of(world, batch, "0001").record
    assert record
    assert (record.checked, record.shared) == (len(truth["0001"]) - 1, 1)
    clean = sheet_of(world, batch, "0002").record
    assert clean
    assert (clean.checked, clean.shared) == (len(truth["0002"]), 0)
    assert "Q12" in record.readings_json
    assert "Q12" not in clean.readings_json


def test_the_leader_reads_how_many_errors_both_clerks_made_alike(world):
    check_blind(world.desk("admin"), 100)
    both_wrong = {(n, "0001", "Q12"): "2" for n in (1, 2)}
    batch, truth = keyed(world, both_wrong)
    for view in world.differences(batch):
        rule_from_paper(world, view, truth[view.serial])
    leader, clerk = world.desk("leader"), world.desk("clerk1")
    found = leader.review.shared_errors(leader.session, batch, 2)
    assert found == SharedErrors(sum(map(len, truth.values())), 1)
    with pytest.raises(UserError):
        clerk.review.shared_errors(clerk.session, batch, 2)


def test_checks_do_not_make_a_wrong_sheet_of_a_good_one(world, asking):
    check_blind(world.desk("admin"), 100)
    batch, _ = keyed(world, {})
    assert not any(view.suspected_wrong_sheet for view in world.differences(batch))


def test_counts_of_checks_stay_with_later_revisions(world, asking):
    check_blind(world.desk("admin"), 100)
    batch, truth = keyed(world, {}, sheets=1)
    for view in world.differences(batch):
        rule_from_paper(world, view, truth["0001"])
    leader = world.desk("leader")
    assert sheet_of(world, batch, "0001").record.checked == len(truth["0001"])
    rows = leader.review._ledger.rows(leader.session, "record", {"batch": batch})
    assert [(row["checked"], row["shared"]) for row in rows] == [(len(truth["0001"]), 0)]


@given(st.binary(min_size=32, max_size=32), st.floats(0, 1))
def test_the_same_secret_always_draws_the_same_fields(salt, share):
    questions = [f"Q{n}" for n in range(50)]
    found = drawn(salt, questions, share)
    assert found == drawn(salt, questions, share)
    assert set(found) <= set(drawn(salt, questions, min(1.0, share + 0.1)))
    assert list(found) == [q for q in questions if q in found]


def test_about_as_many_are_drawn_as_the_setting_says():
    questions = [f"Q{n}" for n in range(50)]
    salts = [n.to_bytes(32, "big") for n in range(2_000)]
    count = sum(len(drawn(salt, questions, 0.02)) for salt in salts)
    assert abs(count - 2_000) < 4 * 2_000**0.5, "four standard deviations of a chance of 2 %"
    assert drawn(salts[0], questions, 0) == ()
    assert drawn(salts[0], questions, 1) == tuple(questions)


@settings(max_examples=8, deadline=None)
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from([1, 2]),
            st.sampled_from(["0001", "0002"]),
            st.sampled_from(["Q08", "Q09", "Q12", "Q26", "Q28", "customer_id"]),
        ),
        st.sampled_from(["1", "2", "3"]),
        max_size=8,
    ),
    st.booleans(),
)
def test_the_record_is_the_paper_after_true_rulings_whatever_the_slips(slips, paper_first):
    world = shared_world()
    settings_of = {"paper_first": "yes" if paper_first else "no"}
    loading = world.desk("judge1").adjudication._loading
    plain = type(loading).form.__get__(loading)

    def form(name):
        found = plain(name)
        return replace(found, settings={**found.settings, **settings_of})

    loading.form = form
    batch, truth = keyed(world, slips)
    for view in world.differences(batch):
        rule_from_paper(world, view, truth[view.serial])
    for serial, said in truth.items():
        assert record_of(world, batch, serial) == said


@cache
def shared_world() -> MemoryWorld:
    world = in_memory("BSQ-1.xlsx")
    check_blind(world.desk("admin"), 100)
    return world
