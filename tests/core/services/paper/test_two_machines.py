"""Two adjudicators on two machines: what they decide apart is joined, or shown to be apart."""

from __future__ import annotations

import pytest

from core.errors import NOT_ELIGIBLE, TWO_POSTS, UserError
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.services.adjudication import Verdict
from core.services.demonstration import PASSWORD
from core.services.opened_desk import OpenedDesk
from core.values import Answers, BatchId, UnitId, sheet_id
from core.workflow.sheet import Sheet
from core.workflow.states import SheetState
from tests.support.world import MemoryWorld, in_memory, true_verdict

SLIPS = ("Q08", "Q10")


class TwoMachines:
    """One sheet with two differences, compared, and then carried to a second machine."""

    def __init__(self) -> None:
        self.here = in_memory("BSQ-1.xlsx")
        self.batch: BatchId = self.here.open_paper(1)
        self.truth = self.here.truth(self.batch, 1)
        said = self.truth["0001"]
        wrong = {(1, "0001", q): "2" if said[q] != "2" else "3" for q in SLIPS}
        self.here.key_twice(self.batch, self.truth, wrong)
        self.here.compare(self.batch)
        self.there = MemoryWorld(memory=self.here.memory.copied_to("d2"))

    def rule(self, world: MemoryWorld, login: str, place: int, *, truly: bool = True) -> None:
        judge = world.desk(login)
        view = world.differences(self.batch, login)[place]
        verdict = true_verdict(view, self.truth)
        if not truly:
            verdict = Verdict("second" if verdict.choice == "first" else "first")
        judge.adjudication.rule(judge.session, view.id, verdict)

    def exchange(self) -> tuple[Sheet, Sheet]:
        """Both import the other's events; the sheet as each then sees it."""
        mine, theirs = self.here.memory, self.there.memory
        mine.take_in(theirs)
        theirs.take_in(mine)
        return self.sheet(self.here), self.sheet(self.there)

    def sheet(self, world: MemoryWorld) -> Sheet:
        judge = world.desk("judge1")
        return judge.adjudication._loading.sheet(judge.session, sheet_id(self.batch, "0001"))

    def answers(self) -> Answers:
        sheet = self.sheet(self.here)
        judge = self.here.desk("judge1")
        batch = judge.adjudication._loading.batch(judge.session, self.batch)
        vault, loading = judge.adjudication._vault, judge.adjudication._loading
        return OpenedDesk(judge.session, batch, vault, loading).standing(sheet).answers


def test_each_rules_the_last_but_one_and_the_next_comparison_settles_the_sheet() -> None:
    two = TwoMachines()
    two.rule(two.here, "judge1", 0)
    two.rule(two.there, "judge2", 1)
    mine, theirs = two.exchange()
    assert mine == theirs
    assert mine.state is SheetState.DIFFERING
    judge = two.here.desk("judge1")
    assert judge.adjudication.tasks(judge.session)[0].to_compare == 1
    two.here.compare(two.batch)
    assert two.sheet(two.here).state is SheetState.SETTLED
    assert two.answers() == two.truth["0001"]


def test_the_same_decision_twice_is_one() -> None:
    two = TwoMachines()
    for world, login in ((two.here, "judge1"), (two.there, "judge2")):
        two.rule(world, login, 0)
        two.rule(world, login, 0)
    mine, theirs = two.exchange()
    assert mine == theirs
    assert (mine.state, mine.conflict) == (SheetState.SETTLED, False)
    assert two.answers() == two.truth["0001"]


def test_different_decisions_are_a_conflict_that_neither_of_the_two_can_end() -> None:
    two = TwoMachines()
    two.rule(two.here, "judge1", 0)
    two.rule(two.there, "judge2", 0, truly=False)
    mine, theirs = two.exchange()
    assert mine == theirs
    assert mine.conflict
    assert mine.differences[0].state == "conflict"
    assert len(mine.differences[0].rulings) == 2
    open_to = {
        d.id for login in ("judge1", "judge2") for d in two.here.differences(two.batch, login)
    }
    assert mine.differences[0].id not in open_to


def test_a_third_adjudicator_is_named_and_decides_over_both() -> None:
    two = TwoMachines()
    two.rule(two.here, "judge1", 0)
    two.rule(two.there, "judge2", 0, truly=False)
    two.exchange()
    judge, people = two.here.desk("judge1"), two.here.people()
    admin = two.here.desk("admin")
    person = NewPerson("judge3", "Third", (Grant(Role.LEADER, UnitId("E")),), PASSWORD)
    admin.directory.add_person(admin.session, person)
    for login, code in (("clerk1", TWO_POSTS), ("leader", TWO_POSTS), ("manager", NOT_ELIGIBLE)):
        with pytest.raises(UserError) as error:
            judge.batches.name_adjudicator(judge.session, two.batch, people[login])
        assert error.value.code == code
    judge.batches.name_adjudicator(judge.session, two.batch, two.here.people()["judge3"])
    assert two.here.rule_truly(two.batch, two.truth, "judge3") == len(SLIPS)
    sheet = two.sheet(two.here)
    assert (sheet.state, sheet.conflict) == (SheetState.SETTLED, False)
    assert two.answers() == two.truth["0001"]


def test_two_comparisons_of_one_pair_are_one() -> None:
    here = in_memory("BSQ-1.xlsx")
    batch = here.open_paper(1)
    truth = here.truth(batch, 1)
    here.key_twice(batch, truth)
    there = MemoryWorld(memory=here.memory.copied_to("d2"))
    here.compare(batch)
    there.compare(batch, "judge2")
    here.memory.take_in(there.memory)
    (row,) = here.memory.raw("sheet", {"batch": batch})
    assert (row["state"], row["conflict"], row["revision"]) == ("settled", 0, 1)
