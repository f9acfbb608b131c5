"""Random people doing random things never leave the table, break blindness or lose paper."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.progress import Silent
from core.services.adjudication import Verdict
from core.services.recheck import Closing
from core.values import Answers, BatchId, SheetId, Special, sheet_id
from core.workflow.drafting import DraftChange
from core.workflow.state_diagram import SHEET_STEPS
from core.workflow.states import Action, BatchState, SheetState, led_to
from core.workflow.tables import TABLES
from tests.support.world import MemoryWorld, in_memory

SHEETS = 3
STEPS_EACH = 60
LOGINS = (
    "clerk1",
    "clerk2",
    "judge1",
    "judge2",
    "leader",
    "quality",
    "shopper",
    "manager",
    "admin",
)
MARKERS = {"clerk1": "C111111", "clerk2": "C222222"}
STEPS = {(here, there) for here, _, there in SHEET_STEPS} | {
    (state, SheetState.VOID) for state in SheetState
}

ACTS = {"key": 6, "compare": 3, "rule": 5, "query": 4, "void": 1, "close": 1, "set_aside": 1}
"""What is tried, and how often."""
CLERKS, JUDGES, HEADS = ("clerk1", "clerk2"), ("judge1", "judge2"), ("leader", "quality", "judge1")
FIT = {
    "key": CLERKS,
    "compare": JUDGES,
    "rule": JUDGES,
    "query": HEADS,
    "void": HEADS,
    "close": HEADS,
    "set_aside": CLERKS,
}
"""Who may succeed; a third of the tries is by anybody at all."""


class Play:
    """One batch, and people who try everything."""

    def __init__(self, world: MemoryWorld, dice: Random) -> None:
        self.world, self.dice = world, dice
        self.batch = world.open_paper(SHEETS)
        self.truth = world.truth(self.batch, SHEETS, dice.randrange(99))
        self.states = {serial: SheetState.NOT_ENTERED for serial in self.truth}
        self.state = BatchState.KEYING
        self.submitted: set[tuple[str, str]] = set()

    def step(self) -> None:
        """Somebody tries something; a refusal changes nothing."""
        names, weights = zip(*ACTS.items(), strict=True)
        name = self.dice.choices(names, weights)[0]
        act: Callable[[str, str], object] = getattr(self, name)
        who = self.dice.choice(LOGINS if self.dice.random() < 1 / 3 else FIT[name])
        lines = len(self.world.memory.lines)
        try:
            act(who, self.dice.choice(list(self.truth)))
        except UserError:
            added = self.world.memory.lines[lines:]
            assert all(b'"key.granted"' in line for line in added)

    def key(self, login: str, serial: str) -> None:
        marker = MARKERS.get(login, "C333333")
        answers: Answers = {**self.truth[serial], "customer_id": marker, "Q29": Special.BLANK}
        if self.dice.random() < 0.3:
            answers["Q26"] = self.dice.choice("12345")
        self.world.key(login, self.batch, serial, answers)
        assert (login, serial) not in self.submitted
        self.submitted.add((login, serial))

    def set_aside(self, login: str, serial: str) -> None:
        desk = self.world.desk(login)
        draft = desk.keying.begin(desk.session, self.batch, serial)
        draft = desk.keying.accept(desk.session, draft, DraftChange("answer", "Q08", "1"))
        if self.dice.random() < 0.3:
            desk.keying.set_aside(desk.session, draft, "unclear")

    def compare(self, login: str, _: str) -> None:
        desk = self.world.desk(login)
        desk.adjudication.compare(desk.session, self.batch, Silent())

    def rule(self, login: str, serial: str) -> None:
        desk = self.world.desk(login)
        views = desk.adjudication.differences(desk.session, self.batch)
        if not views:
            desk.adjudication.rule(
                desk.session, f"{sheet_id(self.batch, serial)}#1", Verdict("first")
            )
            return
        view = self.dice.choice(views)
        desk.adjudication.rule(
            desk.session, view.id, Verdict(self.dice.choice(("first", "second")))
        )

    def query(self, login: str, serial: str) -> None:
        desk = self.world.desk(login)
        queries = desk.recheck.queries(desk.session, self.batch)
        name = self.dice.choice(queries).id if queries else f"{sheet_id(self.batch, serial)}?R01"
        outcome = self.dice.choice(("confirmed", "corrected", "corrected", "void"))
        fixes = (("Q26", self.dice.choice("12345")),) if outcome == "corrected" else ()
        desk.recheck.close(desk.session, name, Closing(outcome, "paper", fixes))

    def void(self, login: str, serial: str) -> None:
        if self.dice.random() < 0.3:
            desk = self.world.desk(login)
            desk.batches.void(desk.session, SheetId(sheet_id(self.batch, serial)), "torn")

    def close(self, login: str, _: str) -> None:
        desk = self.world.desk(login)
        desk.batches.close(desk.session, self.batch)

    # --- what must hold ---------------------------------------------------------------------------

    def check(self) -> None:
        self.check_states()
        self.check_blindness()

    def check_states(self) -> None:
        leader = self.world.desk("leader")
        rows = {row.serial: row for row in leader.batches.register(leader.session, self.batch)}
        assert rows.keys() == self.truth.keys()
        for serial, row in rows.items():
            now = SheetState(row.state)
            before = self.states[serial]
            # one action may take a sheet through several steps at once: compared and settled
            assert now is before or (before, now) in STEPS
            self.states[serial] = now
        stored = self.world.memory.raw("batch", {"id": self.batch})[0]["state"]
        now = BatchState(stored)
        assert now is self.state or now in {led_to(self.state, action) for action in Action}
        self.state = now
        seen = leader.batches.batch(leader.session, self.batch)
        entered = sum(state is not SheetState.NOT_ENTERED for state in self.states.values())
        half = sum(state is SheetState.ONE_PASS for state in self.states.values())
        assert seen.keyed_twice + seen.void + seen.set_aside + half == entered
        if seen.state == "settled":
            finished = (SheetState.SETTLED, SheetState.VOID)
            assert all(state in finished for state in self.states.values())

    def check_blindness(self) -> None:
        for login, other in (("clerk1", "clerk2"), ("clerk2", "clerk1")):
            told = self.everything_told_to(login)
            for secret in (MARKERS[other], self.world.people()[other]):
                assert secret not in told
        assert not any(MARKERS["clerk1"] in line.decode() for line in self.world.memory.lines)

    def everything_told_to(self, login: str) -> str:
        desk = self.world.desk(login)
        ledger = desk.keying._ledger
        rows = [ledger.rows(desk.session, t) for t in TABLES if t not in ("person", "unit", "form")]
        subjects = (self.batch, *(sheet_id(self.batch, serial) for serial in self.truth))
        events = [ledger.history(desk.session, subject) for subject in subjects]
        mine = {e for each in events for e in map(repr, each) if "'p-" in e}
        return repr((rows, sorted(mine)))


@pytest.fixture(scope="module")
def world() -> MemoryWorld:
    return in_memory("BSQ-1.xlsx")


@settings(max_examples=settings().max_examples // 3)
@given(seed=st.integers(0, 10**6))
def test_random_work_stays_within_the_rules(world: MemoryWorld, seed: int) -> None:
    play = Play(world, Random(seed))
    for _ in range(STEPS_EACH):
        play.step()
        play.check()


def test_work_done_well_always_ends_settled_and_true(world: MemoryWorld) -> None:
    batch: BatchId = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    wrong = {
        (1, serial, "Q28"): "0" if said["Q28"] != "0" else "1" for serial, said in truth.items()
    }
    world.key_twice(batch, truth, wrong)
    world.compare(batch)
    assert world.rule_truly(batch, truth) == SHEETS
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    assert leader.batches.batch(leader.session, batch).state == "settled"
