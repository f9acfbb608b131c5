"""Decides the opening and the closing of a batch: posts, serials, conservation of paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import (
    BAD_DATE,
    BAD_SERIALS,
    BATCH_NOT_READY,
    HAS_SEEN,
    NOT_ELIGIBLE,
    POST_EMPTY,
    TWO_POSTS,
    UserError,
)
from core.line import plain
from core.people import Person, Post, Role
from core.values import PersonId, UnitId
from core.workflow.conservation import check_counts

NOT_INDEPENDENT = "NOT_INDEPENDENT"
"""A warning: the branch that is judged judges itself (design §5)."""
LARGEST_BATCH = 100_000
OVERSEEING = frozenset({Role.LEADER, Role.QUALITY, Role.ADMIN})
"""Who is told, in the batches below their unit, who keyed what and when."""
PAPER_POSTS = {Post.PASS1: 1, Post.PASS2: 1, Post.ADJUDICATION: 2, Post.LEVEL2: 1, Post.LEVEL3: 1}
"""Fewest people in each post; two adjudicators, so that one can rule where the other may not."""
VISIT_POSTS = {Post.PASS1: 1, Post.ADJUDICATION: 2, Post.LEVEL2: 1, Post.LEVEL3: 1}
PAPER_ROLES = {
    Post.PASS1: frozenset({Role.CLERK}),
    Post.PASS2: frozenset({Role.CLERK}),
    Post.ADJUDICATION: frozenset({Role.CLERK, Role.LEADER, Role.QUALITY}),
    Post.LEVEL2: frozenset({Role.LEADER}),
    Post.LEVEL3: frozenset({Role.QUALITY}),
}
VISIT_ROLES = {
    Post.PASS1: frozenset({Role.SHOPPER}),
    Post.ADJUDICATION: frozenset({Role.LEADER, Role.QUALITY}),
    Post.LEVEL2: frozenset({Role.LEADER}),
    Post.LEVEL3: frozenset({Role.QUALITY}),
}


@dataclass(frozen=True)
class Fault:
    """Something about a post that stops the opening, or warns."""

    code: str
    post: Post
    person: PersonId | None = None
    posts: tuple[Post, ...] = ()
    eligible: int = 0
    needed: int = 0

    @property
    def stops(self) -> bool:
        """Whether the batch cannot be opened with it."""
        return self.code != NOT_INDEPENDENT

    @property
    def params(self) -> dict[str, object]:
        """The parameters of its error."""
        if self.code == POST_EMPTY:
            return {"post": self.post.value, "eligible": self.eligible, "needed": self.needed}
        named: dict[str, object] = {"person": self.person, "post": self.post.value}
        if self.posts:
            named["posts"] = tuple(post.value for post in self.posts)
        return named


def needed(is_visit: bool) -> Mapping[Post, int]:
    """Posts of a batch and how many people each takes at least."""
    return VISIT_POSTS if is_visit else PAPER_POSTS


def is_eligible(person: Person, post: Post, is_visit: bool, lineage: Sequence[UnitId]) -> bool:
    """Whether role and scope allow the post for a batch of the unit whose lineage this is."""
    roles = (VISIT_ROLES if is_visit else PAPER_ROLES).get(post, frozenset())
    return person.active and any(
        grant.role in roles and grant.unit in lineage for grant in person.grants
    )


def faults(
    posts: Mapping[Post, Sequence[PersonId]],
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    *,
    is_visit: bool,
    branch_profile: bool,
) -> tuple[Fault, ...]:
    """Everything that is wrong with the posts, those that stop first."""
    found = [
        *_two_posts(posts),
        *_not_eligible(posts, people, lineage, is_visit),
        *_empty(posts, people, lineage, is_visit),
    ]
    if lineage and not is_visit:
        found += _dependent(posts, people, lineage, branch_profile)
    return tuple(found)


def joining(
    posts: Mapping[Post, Sequence[PersonId]],
    person: PersonId,
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    is_visit: bool,
) -> tuple[Fault, ...]:
    """What is wrong with one more adjudicator."""
    judges = (*posts.get(Post.ADJUDICATION, ()), person)
    joined = {**posts, Post.ADJUDICATION: judges}
    known = {Post.ADJUDICATION: (person,)}
    return (*_two_posts(joined), *_not_eligible(known, people, lineage, is_visit))


def succeeding(
    posts: Mapping[Post, Sequence[PersonId]],
    post: Post,
    heir: PersonId,
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    seen: Collection[str],
) -> tuple[Fault, ...]:
    """What is wrong with a clerk who takes over what another one of the pass has not keyed.

    `seen`: who may have looked at what was keyed; whoever oversees the batch has anyway, unless that
    person keys the pass already.
    """
    joined = {**posts, post: tuple(dict.fromkeys((*posts.get(post, ()), heir)))}
    found = [*_two_posts(joined), *_not_eligible({post: (heir,)}, people, lineage, False)]
    known = people.get(heir)
    oversees = known is not None and any(
        grant.role in OVERSEEING and grant.unit in lineage for grant in known.grants
    )
    if heir in seen or (oversees and heir not in posts.get(post, ())):
        found.append(Fault(HAS_SEEN, post, heir))
    return tuple(found)


def refuse(found: Iterable[Fault]) -> None:
    """Raises UserError of the first fault that stops: TWO_POSTS, NOT_ELIGIBLE, POST_EMPTY."""
    for fault in found:
        if fault.stops:
            raise UserError(fault.code, **fault.params)


def check_paper(first: int, last: int, width: int, counts: Mapping[str, int]) -> None:
    """Issued = returned + not returned + spoilt; each returned paper has a serial, and each serial
    was issued.

    Raises UserError BAD_SERIALS, BAD_COUNTS.
    """
    size = last - first + 1
    if not (1 <= first <= last and size <= LARGEST_BATCH and len(str(last)) <= width <= 9):
        raise UserError(BAD_SERIALS, first=first, last=last)
    check_counts(counts)
    if not counts["returned"] <= size <= counts["issued"]:
        raise UserError(BAD_SERIALS, first=first, last=last)


def deadline(typed: str) -> str:
    """The ISO day that was typed, as 2026-11-30 or 20261130; "" for nothing. Raises UserError BAD_DATE."""
    if not plain(typed):
        return ""
    try:
        return date.fromisoformat(plain(typed)).isoformat()
    except ValueError:
        raise UserError(BAD_DATE, typed=typed) from None


def check_closing(state: str, returned: int, finished: int, half_done: int) -> None:
    """Keying ends when every returned sheet is keyed twice, void, set aside or lost.

    Raises UserError BATCH_NOT_READY with how many are not.
    """
    still_open = max(returned - finished, half_done)
    if still_open:
        raise UserError(BATCH_NOT_READY, state=state, open=still_open)


def _two_posts(posts: Mapping[Post, Sequence[PersonId]]) -> Iterator[Fault]:
    held: dict[PersonId, list[Post]] = {}
    for post, people in posts.items():
        for person in dict.fromkeys(people):
            held.setdefault(person, []).append(post)
    for person, several in held.items():
        if len(several) > 1:
            yield Fault(TWO_POSTS, several[-1], person, tuple(several))


def _not_eligible(
    posts: Mapping[Post, Sequence[PersonId]],
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    is_visit: bool,
) -> Iterator[Fault]:
    for post, named in posts.items():
        for person in named:
            known = people.get(person)
            if known is None or not is_eligible(known, post, is_visit, lineage):
                yield Fault(NOT_ELIGIBLE, post, person)


def _empty(
    posts: Mapping[Post, Sequence[PersonId]],
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    is_visit: bool,
) -> Iterator[Fault]:
    taken = {person for named in posts.values() for person in named}
    for post, number in needed(is_visit).items():
        if len(set(posts.get(post, ()))) < number:
            free = (p for p in people.values() if p.id not in taken)
            count = sum(is_eligible(person, post, is_visit, lineage) for person in free)
            yield Fault(POST_EMPTY, post, eligible=count, needed=number)


def _dependent(
    posts: Mapping[Post, Sequence[PersonId]],
    people: Mapping[PersonId, Person],
    lineage: Sequence[UnitId],
    branch_profile: bool,
) -> Iterator[Fault]:
    """Adjudicators, reviewers and at least one keyer come from outside the branch that is judged;
    where the branch is too small for that, at least the reviewers do."""

    def is_own(person: PersonId) -> bool:
        known = people.get(person)
        return known is not None and all(grant.unit == lineage[0] for grant in known.grants)

    judging = [Post.LEVEL2, Post.LEVEL3] if branch_profile else [
        Post.ADJUDICATION, Post.LEVEL2, Post.LEVEL3
    ]  # fmt: skip
    for post in judging:
        for person in filter(is_own, posts.get(post, ())):
            yield Fault(NOT_INDEPENDENT, post, person)
    keyers = [*posts.get(Post.PASS1, ()), *posts.get(Post.PASS2, ())]
    if keyers and not branch_profile and all(map(is_own, keyers)):
        yield Fault(NOT_INDEPENDENT, Post.PASS1)
