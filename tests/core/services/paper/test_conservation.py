"""Issued = returned + not returned + spoilt; returned = keyed + waiting + void + lost, whatever is done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import (
    BAD_COUNTS,
    BAD_DATE,
    MORE_THAN_RETURNED,
    NOT_ALLOWED,
    REASON_MISSING,
    TOO_FEW_SERIALS,
    UNKNOWN_SERIAL,
    UserError,
)
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.services.batches import Counts, NewBatch
from core.services.demonstration import ADMIN, BRANCH, PASSWORD
from core.values import part_id, sheet_id
from core.workflow.conservation import Account, Handled
from tests.support.world import PERIOD, in_memory

WHOLE = Counts(issued=5, returned=4, not_returned=1)
SERIALS = ("0001", "0002", "0003", "0004", "0005")
NAMES = (*SERIALS, "0001-S1", "0002-S1")


@pytest.fixture(scope="module")
def open_batch(world):
    """Opens a batch of five numbers of which four papers came back."""

    def opened(counts=WHOLE):
        leader = world.desk("leader")
        model = leader.batches._loading.batch(leader.session, world.open_paper(5))
        new = NewBatch(
            code=leader.batches.suggest_code(leader.session, model.unit, PERIOD),
            form=model.form,
            unit=model.unit,
            period=PERIOD,
            first=1,
            last=5,
            counts=counts,
            posts=model.posts,
        )
        changes = leader.batches.open(leader.session, new)
        return next(iter(changes.subjects))

    return opened


@pytest.fixture(scope="module")
def truth(world, open_batch):
    return world.truth(open_batch(), 1)["0001"]


def account(world, batch):
    leader = world.desk("leader")
    return leader.papers.account(leader.session, batch)


def test_what_came_back_is_keyed_waiting_void_or_lost(world, open_batch, truth):
    batch, leader = open_batch(), world.desk("leader")
    assert account(world, batch) == Account(5, 4, 1, 0, keyed=0, void=0, lost=0)
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0001", truth)
    world.key("clerk1", batch, "0002", truth)
    leader.batches.void(leader.session, sheet_id(batch, "0003"), "blank_page")
    leader.papers.lose(leader.session, batch, "0004", leader.session.person, "not in the pile")
    found = account(world, batch)
    assert (found.keyed, found.waiting, found.void, found.lost) == (1, 1, 1, 1)
    assert found.holds


def test_no_pass_keys_more_papers_than_came_back(world, open_batch, truth, refused):
    batch, clerk = open_batch(), world.desk("clerk1")
    for serial in SERIALS[:4]:
        world.key("clerk1", batch, serial, truth)
    with refused(MORE_THAN_RETURNED) as error:
        clerk.keying.begin(clerk.session, batch, "0005")
    assert error.value.params == {"returned": 4, "handled": 5}
    leader = world.desk("leader")
    leader.papers.count(leader.session, batch, Counts(5, 5), "one came by post")
    world.key("clerk1", batch, "0005", truth)


def test_a_count_by_which_a_law_would_break_is_refused(world, open_batch, truth, refused):
    batch, leader = open_batch(), world.desk("leader")
    world.key("clerk1", batch, "0001", truth)
    world.key("clerk1", batch, "0002", truth)

    def count(counts, why="counted again"):
        leader.papers.count(leader.session, batch, counts, why)

    with refused(BAD_COUNTS):
        count(Counts(5, 4, 0, 0))
    with refused(TOO_FEW_SERIALS):
        count(Counts(7, 6, 1, 0))
    with refused(TOO_FEW_SERIALS):
        count(Counts(4, 4, 0, 0))
    with refused(MORE_THAN_RETURNED):
        count(Counts(5, 1, 4, 0))
    with refused(REASON_MISSING):
        count(Counts(5, 5, 0, 0), " ")
    assert account(world, batch).returned == 4
    count(Counts(5, 3, 1, 1), "one is wet")
    assert account(world, batch) == Account(5, 3, 1, 1, keyed=0, void=0, lost=0)


def test_a_duplicate_gets_a_number_of_its_own_and_the_counts_follow(
    world, open_batch, truth, refused
):
    batch, leader, clerk = open_batch(), world.desk("leader"), world.desk("clerk1")
    leader.papers.renumber(leader.session, batch, "0002", "duplicate", was_counted=False)
    assert clerk.keying.waiting(clerk.session, batch) == (
        "0001", "0002", "0002-S1", "0003", "0004", "0005",
    )  # fmt: skip
    found = account(world, batch)
    assert (found.issued, found.returned, found.not_returned) == (6, 5, 1)
    leader.papers.renumber(leader.session, batch, "0002-S1", "missing", was_counted=False)
    found = account(world, batch)
    assert (found.issued, found.returned, found.not_returned) == (6, 6, 0)
    leader.papers.renumber(leader.session, batch, "0004", "missing", was_counted=True)
    assert account(world, batch) == found
    register = leader.batches.register(leader.session, batch)
    extra = [row.serial for row in register if "-" in row.serial]
    assert extra == ["0002-S1", "0002-S2", "0004-S1"]
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, "0002-S2", truth)
    world.compare(batch)
    assert account(world, batch).keyed == 1
    (settled,) = [r for r in leader.batches.register(leader.session, batch) if r.state == "settled"]
    assert settled.serial == "0002-S2"
    with refused(UNKNOWN_SERIAL):
        clerk.keying.begin(clerk.session, batch, "0003-S1")
    with refused(REASON_MISSING):
        leader.papers.renumber(leader.session, batch, "0003", "why not", was_counted=True)


def test_a_lost_sheet_that_nobody_keyed_does_not_hold_up_the_closing(world, open_batch, truth):
    batch, leader = open_batch(), world.desk("leader")
    for serial in SERIALS[:3]:
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth)
    leader.papers.lose(leader.session, batch, "0005", leader.session.person, "gone")
    leader.batches.close(leader.session, batch)
    assert leader.batches.batch(leader.session, batch).state == "closed"


def test_the_deadline_is_said_on_the_list(world, open_batch, refused):
    batch, leader, clerk = open_batch(), world.desk("leader"), world.desk("clerk1")
    leader.papers.set_deadline(leader.session, batch, "20261130")
    tasks = {task.batch.id: task.batch.due for task in clerk.keying.tasks(clerk.session)}
    assert tasks[batch] == "2026-11-30"
    with refused(BAD_DATE):
        leader.papers.set_deadline(leader.session, batch, "soon")
    with refused(NOT_ALLOWED):
        clerk.papers.set_deadline(clerk.session, batch, "")
    leader.papers.set_deadline(leader.session, batch, "")
    assert leader.batches.batch(leader.session, batch).due == ""


def test_a_lost_sheet_that_one_pass_keyed_does_not_hold_up_the_closing(world, open_batch, truth):
    batch, leader = open_batch(), world.desk("leader")
    for serial in SERIALS[:3]:
        for login in ("clerk1", "clerk2"):
            world.key(login, batch, serial, truth)
    world.key("clerk1", batch, "0004", truth)
    leader.papers.lose(leader.session, batch, "0004", leader.session.person, "gone")
    leader.batches.close(leader.session, batch)
    assert leader.batches.batch(leader.session, batch).state == "closed"


# --- random histories --------------------------------------------------------------------------

serials, small = st.sampled_from(NAMES), st.integers(min_value=0, max_value=3)
CLERKS = {"clerk1": 1, "clerk3": 1, "clerk2": 2}
keying = st.tuples(st.just("key"), st.sampled_from(("clerk1", "clerk2", "clerk3")), serials)
steps = st.lists(
    st.one_of(
        keying,
        keying,
        st.tuples(st.just("both"), serials),
        st.tuples(st.just("void"), serials),
        st.tuples(st.just("lose"), serials),
        st.tuples(st.just("find"), serials),
        st.tuples(st.just("count"), small, small, small),
        st.tuples(st.just("renumber"), st.sampled_from(("0001", "0002")), st.booleans()),
        st.tuples(st.just("split"), st.integers(1, 3)),
        st.tuples(st.just("hand"), st.permutations(("clerk1", "clerk3"))),
    ),
    max_size=16,
)


@pytest.fixture(scope="module")
def small_world():
    """In memory only, on the shortest questionnaire: hundreds of sheets are keyed."""
    world = in_memory("BSQ-1.xlsx")
    admin, grants = world.desk(ADMIN), (Grant(Role.CLERK, BRANCH),)
    admin.directory.add_person(admin.session, NewPerson("clerk3", "Clerk 3", grants, PASSWORD))
    return world


@dataclass
class Pile:
    """What was done with the paper, noted beside the program by whoever does it."""

    passes: dict[int, set[str]] = field(default_factory=lambda: {1: set(), 2: set()})
    void: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    counts: Counts = WHOLE

    def note(self, step):
        match step:
            case ("key", login, serial):
                self.passes[CLERKS[login]].add(serial)
            case ("void", serial):
                self.void.add(serial)
            case ("lose", serial):
                self.lost.add(serial)
            case ("find", serial):
                self.lost.discard(serial)
            case ("count", returned, missing, spoilt):
                self.counts = Counts(5, returned + 2, missing, spoilt)
            case ("renumber", _, False):
                issued, returned = self.counts.issued + 1, self.counts.returned + 1
                self.counts = replace(self.counts, issued=issued, returned=returned)

    def account(self, among=None):
        """Keyed, void and lost papers, of some numbers or of all."""
        void = {s for s in self.void if among is None or s in among}
        twice = {s for s in self.passes[1] & self.passes[2] if among is None or s in among} - void
        lost = {s for s in self.lost if among is None or s in among} - void - twice
        return len(twice), len(void), len(lost)


def do(world, batch, truth, step):
    leader = world.desk("leader")
    match step:
        case ("key", login, serial):
            world.key(login, batch, serial, truth)
        case ("void", serial):
            leader.batches.void(leader.session, sheet_id(batch, serial), "blank_page")
        case ("lose", serial):
            leader.papers.lose(
                leader.session, holder(world, batch, serial), serial, leader.session.person, "gone"
            )
        case ("find", serial):
            leader.papers.find(leader.session, batch, serial)
        case ("count", returned, missing, spoilt):
            counts = Counts(5, returned + 2, missing, spoilt)
            leader.papers.count(leader.session, batch, counts, "again")
        case ("renumber", serial, was_counted):
            leader.papers.renumber(
                leader.session, batch, serial, "duplicate", was_counted=was_counted
            )
        case ("split", part):
            leader.tails.split(leader.session, part_id(batch, part), "late")
        case ("hand", (gone, heir)):
            people = world.people()
            leader.handover.hand_over(leader.session, batch, people[gone], people[heir], "ill")


def parts_of(world, batch):
    leader = world.desk("leader")
    last = leader.batches._loading.batch(leader.session, batch).parts
    return [leader.batches.batch(leader.session, part_id(batch, n)) for n in range(1, last + 1)]


def numbers_in(world, part):
    leader = world.desk("leader")
    return {row.serial for row in leader.batches.register(leader.session, part)}


def holder(world, batch, serial):
    """The part in which the leader sees the sheet, and says what is lost."""
    return next((p.id for p in parts_of(world, batch) if serial in numbers_in(world, p.id)), batch)


def check_parts(world, batch, pile):
    """Every number, and every paper, is in one part; in each, what was done fits into what came back."""
    parts, numbers = parts_of(world, batch), []
    for part in parts:
        own = numbers_in(world, part.id)
        numbers += own
        assert part.sheets >= sum(pile.account(own)), part.code
        if part.is_part:
            found = account(world, part.id)
            assert found.holds
            assert (found.keyed, found.void, found.lost) == pile.account(own)
            assert found.returned == part.sheets
    assert sorted(numbers) == sorted({*numbers})
    assert sum(part.sheets for part in parts) == pile.counts.returned


begun = st.sampled_from(
    (
        (),
        (("both", "0001"),),
        (("both", "0002"), ("split", 1)),
        (("both", "0001"), ("split", 1), ("both", "0003"), ("split", 2)),
    )
)
"""How it may have begun: few histories would come to a split by chance."""


@given(history=st.builds(lambda first, then: [*first, *then], begun, steps))
@settings(max_examples=60, deadline=None)
def test_both_laws_hold_after_everything_that_is_accepted(small_world, history):
    world = small_world
    batch = world.open_paper(5)
    leader, pile = world.desk("leader"), Pile()
    leader.papers.count(leader.session, batch, WHOLE, "one did not come back")
    truth = world.truth(batch, 1)["0001"]
    for step in flat(history):
        try:
            do(world, batch, truth, step)
        except UserError:
            pass
        else:
            pile.note(step)
        found, counts = account(world, batch), pile.counts
        assert (found.issued, found.returned) == (counts.issued, counts.returned), step
        assert (found.not_returned, found.spoilt) == (counts.not_returned, counts.spoilt)
        assert (found.keyed, found.void, found.lost) == pile.account(), step
        assert found.holds, step
        assert found.issued == found.returned + found.not_returned + found.spoilt
        assert found.returned == found.keyed + found.waiting + found.void + found.lost
        assert min(found.waiting, found.not_returned, found.spoilt) >= 0
        check_parts(world, batch, pile)
    everything_can_be_closed(world, batch, truth)


def flat(history):
    for step in history:
        if step[0] == "both":
            yield from (("key", login, step[1]) for login in CLERKS)
        else:
            yield step


def everything_can_be_closed(world, batch, truth):
    """Once all papers that have a number are there and keyed, no part stays open."""
    leader = world.desk("leader")
    found, numbers = account(world, batch), 0
    for part in parts_of(world, batch):
        numbers += len(numbers_in(world, part.id))
    if all(part.state != "keying" for part in parts_of(world, batch)):
        return
    counts = Counts(max(numbers, found.issued), numbers, 0, max(found.issued - numbers, 0))
    leader.papers.count(leader.session, batch, counts, "all of it came")
    for login in CLERKS:
        clerk = world.desk(login)
        try:
            left = clerk.keying.waiting(clerk.session, batch)
        except UserError:  # relieved, or never named
            continue
        for serial in left:
            world.key(login, batch, serial, truth)
    for part in parts_of(world, batch):
        if part.state == "keying":
            leader.batches.close(leader.session, part.id)


sets = st.frozensets(serials)


@given(first=sets, second=sets, void=sets, lost=sets, returned=st.integers(0, 9))
def test_what_no_single_pass_exceeds_never_exceeds_in_all(first, second, void, lost, returned):
    handled = Handled((first, second), void, lost)
    counts = {"issued": returned, "returned": returned, "not_returned": 0, "spoilt": 0}
    found = handled.account(counts)
    if handled.most <= returned:
        assert found.holds
    assert found.keyed + found.void + found.lost == len((first & second) | void | lost)
    assert replace(handled, passes=(second, first)).account(counts) == found
