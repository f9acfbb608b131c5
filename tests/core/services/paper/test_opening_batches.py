"""A batch opens only with people in every post, none of them twice, and all paper accounted for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.errors import (
    BAD_COUNTS,
    BAD_SERIALS,
    BATCH_NOT_READY,
    CODE_TAKEN,
    NOT_ALLOWED,
    NOT_ELIGIBLE,
    POST_EMPTY,
    TWO_POSTS,
)
from core.people import Post
from core.services.batches import Counts, NewBatch
from core.values import BatchId, FormId, UnitId
from core.workflow.opening import NOT_INDEPENDENT
from tests.support.world import PERIOD, World

LOGINS = {
    Post.PASS1: ("clerk1",),
    Post.PASS2: ("clerk2",),
    Post.ADJUDICATION: ("judge1", "judge2"),
    Post.LEVEL2: ("leader",),
    Post.LEVEL3: ("quality",),
}


def new_batch(world: World, is_visit: bool = False, **changed: Any) -> NewBatch:
    leader = world.desk("leader")
    people = world.people()
    logins = {**LOGINS, **changed.pop("logins", {})}
    posts = {post: tuple(people[name] for name in names) for post, names in logins.items()}
    unit = UnitId("E" if is_visit else "E01")
    forms = leader.directory.forms(leader.session)
    new = NewBatch(
        code=leader.batches.suggest_code(leader.session, unit, PERIOD),
        form=next(form.id for form in forms if form.is_visit is is_visit),
        unit=unit,
        period=PERIOD,
        first=1,
        last=10,
        counts=Counts(issued=10, returned=8, not_returned=1, spoilt=1),
        posts=posts,
    )
    return replace(new, **changed)


def opened(world: World, new: NewBatch, login: str = "leader") -> BatchId:
    desk = world.desk(login)
    desk.batches.open(desk.session, new)
    return next(row.id for row in desk.batches.list(desk.session) if row.code == new.code)


def test_the_demo_batch_opens_and_each_sees_the_own_post_only(world: World) -> None:
    batch = opened(world, new_batch(world))
    for post, logins in LOGINS.items():
        for login in logins:
            desk = world.desk(login)
            assert desk.batches.batch(desk.session, batch).posts == (post,)


def test_nobody_holds_two_posts(world: World, refused: Any) -> None:
    new = new_batch(world, logins={Post.LEVEL2: ("judge1",)})
    with refused(TWO_POSTS) as error:
        opened(world, new)
    assert error.value.params["person"] == world.people()["judge1"]
    assert set(error.value.params["posts"]) == {"adjudication", "level2"}


@pytest.mark.parametrize(
    ("post", "named", "eligible"),
    [(Post.PASS2, (), 1), (Post.ADJUDICATION, ("judge1",), 1), (Post.LEVEL3, (), 1)],
)
def test_an_empty_post_is_named_with_the_people_who_could_fill_it(
    world: World, refused: Any, post: Post, named: tuple[str, ...], eligible: int
) -> None:
    with refused(POST_EMPTY) as error:
        opened(world, new_batch(world, logins={post: named}))
    assert error.value.params["post"] == post
    assert error.value.params["eligible"] == eligible


@pytest.mark.parametrize(
    ("post", "login"),
    [(Post.PASS1, "shopper"), (Post.LEVEL2, "quality"), (Post.LEVEL3, "leader")],
)
def test_a_post_takes_the_role_it_asks_for(
    world: World, refused: Any, post: Post, login: str
) -> None:
    with refused(NOT_ELIGIBLE):
        opened(world, new_batch(world, logins={Post.LEVEL2: ("leader",), post: (login,)} | (
            {Post.LEVEL3: ("quality",)} if post is not Post.LEVEL3 else {}
        ) | ({Post.LEVEL2: ()} if post is Post.LEVEL3 else {}) | (
            {Post.LEVEL3: ()} if post is Post.LEVEL2 else {})))  # fmt: skip


def test_a_clerk_of_the_branch_may_not_key_another_branch(world: World, refused: Any) -> None:
    with refused(NOT_ELIGIBLE):
        opened(world, new_batch(world, unit=UnitId("E02"), code="E02-202611-01"))


@pytest.mark.parametrize("login", ["clerk1", "manager", "admin", "shopper"])
def test_only_leaders_and_specialists_over_the_unit_open_batches(
    world: World, refused: Any, login: str
) -> None:
    desk = world.desk(login)
    with refused(NOT_ALLOWED):
        desk.batches.open(desk.session, new_batch(world))


def test_a_leader_of_another_region_may_not_open_it(world: World, refused: Any) -> None:
    with refused(NOT_ALLOWED):
        opened(world, new_batch(world, unit=UnitId("S01"), code="S01-202611-01"))


@pytest.mark.parametrize(
    "counts",
    [Counts(10, 9), Counts(10, 8, 1, 2), Counts(10, 11, -1, 0)],
)
def test_paper_is_conserved(world: World, refused: Any, counts: Counts) -> None:
    with refused(BAD_COUNTS):
        opened(world, new_batch(world, counts=counts))


@pytest.mark.parametrize(
    ("first", "last", "width"), [(5, 4, 4), (0, 9, 4), (1, 12, 4), (9995, 10004, 4), (1, 7, 4)]
)
def test_serials_fit_the_paper(
    world: World, refused: Any, first: int, last: int, width: int
) -> None:
    with refused(BAD_SERIALS):
        opened(world, new_batch(world, first=first, last=last, width=width))


def test_a_printed_code_is_given_once_and_the_next_is_suggested(world: World, refused: Any) -> None:
    new = new_batch(world)
    opened(world, new)
    with refused(CODE_TAKEN):
        opened(world, new)
    following = new_batch(world).code
    assert int(following[-2:]) == int(new.code[-2:]) + 1
    assert following[:-2] == "E01-202611-"


def test_a_branch_that_judges_itself_is_warned_of_and_not_stopped(world: World) -> None:
    new = new_batch(world)  # both clerks are the branch's own
    leader = world.desk("leader")
    problems = leader.batches.problems(leader.session, new)
    assert [(p.code, p.post) for p in problems] == [(NOT_INDEPENDENT, Post.PASS1)]
    small = replace(new, branch_profile=True)
    assert leader.batches.problems(leader.session, small) == ()
    opened(world, new)


def test_faults_are_told_while_the_page_is_still_half_empty(world: World) -> None:
    leader = world.desk("leader")
    blank = replace(new_batch(world), form=FormId(""), unit=UnitId(""), posts={})
    problems = leader.batches.problems(leader.session, blank)
    assert {problem.post for problem in problems} == set(Post)
    assert {problem.code for problem in problems} == {POST_EMPTY}


def test_keying_ends_when_every_returned_sheet_is_accounted_for(world: World, refused: Any) -> None:
    batch = opened(world, new_batch(world, last=2, counts=Counts(2, 2)))
    leader = world.desk("leader")
    with refused(BATCH_NOT_READY) as error:
        leader.batches.close(leader.session, batch)
    assert error.value.params["open"] == 2
    truth = world.truth(batch, 2)
    world.key_twice(batch, {"0001": truth["0001"]})
    sheet = leader.batches.register(leader.session, batch)[1].id
    leader.batches.void(leader.session, sheet, "blank page")
    leader.batches.close(leader.session, batch)
    assert leader.batches.batch(leader.session, batch).state == "closed"


def test_visits_have_no_second_pass_and_the_branch_never_hears_of_them(world: World) -> None:
    logins = {Post.PASS1: ("shopper",), Post.PASS2: ()}
    batch = opened(world, new_batch(world, is_visit=True, logins=logins))
    for login in ("clerk1", "clerk2", "manager"):
        desk = world.desk(login)
        assert batch not in {row.id for row in desk.batches.list(desk.session)}
        assert all(person.login != "shopper" for person in desk.directory.people(desk.session))
    shopper = world.desk("shopper")
    assert [row.id for row in shopper.batches.list(shopper.session)].count(batch) == 1
