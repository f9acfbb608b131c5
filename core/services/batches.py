"""Open a batch of paper, see where it stands, close its keying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.event import Changes
from core.people import Post, Session
from core.values import BatchId, FormId, PersonId, SheetId, UnitId


@dataclass(frozen=True)
class Counts:
    """What became of the paper: issued = returned + not_returned + spoilt (design §5)."""

    issued: int
    returned: int
    not_returned: int = 0
    spoilt: int = 0


@dataclass(frozen=True)
class NewBatch:
    """What a leader says when a stack of paper arrives, or a month of visits is planned."""

    code: str
    """Printed code, E01-202611-03."""
    form: FormId
    unit: UnitId
    period: str
    """Month, 2026-11."""
    first: int
    last: int
    counts: Counts
    posts: Mapping[Post, tuple[PersonId, ...]]
    width: int = 4
    """Digits of a printed serial."""
    branch_profile: bool = False
    """Small-unit profile: the branch keys and adjudicates, the unit above reviews."""


@dataclass(frozen=True)
class BatchRow:
    """A batch in a list, with the figures that this person may see (0 where not)."""

    id: BatchId
    code: str
    form: FormId
    form_titles: dict[str, str]
    unit: UnitId
    unit_names: dict[str, str]
    period: str
    state: str
    is_visit: bool
    sheets: int
    posts: tuple[Post, ...]
    """Posts that this person holds."""
    mine_done: int = 0
    """Sheets of this person's own pass that are submitted."""
    keyed_twice: int = 0
    settled: int = 0
    differences: int = 0
    """Unruled ones."""
    queries: int = 0
    """Open ones."""
    void: int = 0
    set_aside: int = 0
    round: int = 1


@dataclass(frozen=True)
class SheetRow:
    """A serial of the batch register (ENT-11), for people who may see the whole batch."""

    id: SheetId
    serial: str
    state: str
    """not_entered, one_pass, two_passes, differing, settled, in_review, approved, void, set_aside."""
    differences: int = 0
    queries: int = 0
    changed_at: int = 0


@dataclass(frozen=True)
class PostProblem:
    """Something about posts that stops or warns when a batch is opened."""

    code: str
    """TWO_POSTS, POST_EMPTY, NOT_ELIGIBLE, NOT_INDEPENDENT."""
    post: Post
    person: PersonId | None = None
    params: dict[str, object] = field(default_factory=dict)


class Batches:
    """Batches within the session's scope."""

    def list(self, session: Session) -> tuple[BatchRow, ...]:
        """Batches the person has a post in or oversees, oldest first."""
        raise NotImplementedError

    def batch(self, session: Session, batch: BatchId) -> BatchRow:
        """One batch. Raises UserError NOT_ALLOWED."""
        raise NotImplementedError

    def suggest_code(self, session: Session, unit: UnitId, period: str) -> str:
        """The next free printed code of the unit and month, E01-202611-03."""
        raise NotImplementedError

    def problems(self, session: Session, new: NewBatch) -> tuple[PostProblem, ...]:
        """What is wrong with the posts as they are filled in so far."""
        raise NotImplementedError

    def open(self, session: Session, new: NewBatch) -> Changes:
        """Open a batch: key, posts, serials, counts in one signed event.

        Raises UserError TWO_POSTS, POST_EMPTY, NOT_ELIGIBLE, BAD_SERIALS, BAD_COUNTS, CODE_TAKEN, NOT_ALLOWED.
        """
        raise NotImplementedError

    def register(self, session: Session, batch: BatchId) -> tuple[SheetRow, ...]:
        """Every serial with its state. Refused (NOT_ALLOWED) to the batch's clerks."""
        raise NotImplementedError

    def close(self, session: Session, batch: BatchId) -> Changes:
        """End keying when every returned sheet is keyed twice, void or set aside.

        Raises UserError BATCH_NOT_READY with what is open, NOT_ALLOWED.
        """
        raise NotImplementedError
