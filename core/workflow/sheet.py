"""A sheet as its events tell it: keyings, comparison, differences, record, queries, reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.event import Stamp
from core.values import BatchId, PersonId, SheetId, batch_of, part_id, serial_of
from core.workflow.bodies import unpacked
from core.workflow.scanning import Scan
from core.workflow.states import SheetState

BLOCKING = frozenset({"review", "void", "block"})
"""Severities of queries that hold a batch up; a warning does not."""
NO_STAMP = Stamp(0, 0, "", 0)


@dataclass(frozen=True)
class SealedKeying:
    """One clerk's submitted transcription; what it says is sealed."""

    id: str
    pass_no: int
    attempt: int
    clerk: PersonId
    key: str
    """Id of the content key."""
    sealed: str
    visit: bool
    stamp: Stamp
    moved_by: PersonId | None = None
    """The adjudicator who found that it is of this paper; it is sealed to the batch key then."""
    origin: str = ""
    """Where it was keyed, of one that was moved: sheet@line."""

    @property
    def line(self) -> str:
        """Where its line stands in the journal; no two keyings share it."""
        return f"{self.stamp.device}:{self.stamp.seq}"


@dataclass(frozen=True)
class Misfiled:
    """A keying that was ruled to be of another paper."""

    keying: SealedKeying
    to: str
    """The sheet that it was moved to, or ""."""
    by: PersonId
    stamp: Stamp


@dataclass(frozen=True)
class SetAside:
    """A sheet laid aside by the clerk of a pass, who has not keyed it since."""

    pass_no: int
    clerk: PersonId
    reason: str
    at: int


@dataclass(frozen=True)
class Comparison:
    """What a comparison of two keyings showed."""

    first: PersonId
    second: PersonId
    fields: int
    n: int
    suspected: bool
    sealed: str
    by: PersonId
    stamp: Stamp


@dataclass(frozen=True)
class Ruling:
    """One decision on a difference."""

    by: PersonId
    after: int
    mark: str
    sealed: str
    stamp: Stamp


@dataclass(frozen=True)
class Difference:
    """A question on which readings disagree, or whose recorded answer somebody doubts."""

    id: str
    n: int
    """Number in the comparison; 0 for one opened later."""
    origin: str
    """keying, query or review."""
    revision: int = 0
    """Of the record in doubt; 0 for the comparison's."""
    question: str = ""
    """"" while sealed with the readings."""
    opened_by: PersonId | None = None
    proposal_json: str = ""
    sealed: str = ""
    note: str = ""
    rulings: tuple[Ruling, ...] = ()
    """In stamp order, superseded ones included."""

    @property
    def standing(self) -> tuple[Ruling, ...]:
        """The rulings that nobody decided over; more than one if unequal: a conflict."""
        last = max((r.after for r in self.rulings), default=0)
        return tuple(r for r in self.rulings if r.after == last)

    @property
    def ruling(self) -> Ruling | None:
        """The one ruling that stands; None while unruled or in conflict."""
        standing = self.standing
        return standing[0] if len({r.mark for r in standing}) == 1 else None

    @property
    def state(self) -> str:
        """open, ruled or conflict."""
        if self.ruling:
            return "ruled"
        return "conflict" if self.rulings else "open"


@dataclass(frozen=True)
class Record:
    """The settled answers of one revision."""

    revision: int
    answers_json: str
    readings_json: str
    rulers_json: str
    private: str
    mark: str
    by: PersonId
    stamp: Stamp
    slipped_json: str = ""
    """"" of a record settled before outcomes were written."""
    slips: tuple[str, ...] = ()
    checked: int = 0
    """Agreed fields that were ruled on blind."""
    shared: int = 0
    """Those of them that both clerks got wrong."""

    def rulers_of(self, question: str) -> frozenset[PersonId]:
        """Who ruled on a question so far."""
        return frozenset((unpacked(self.rulers_json) or {}).get(question, ()))


@dataclass(frozen=True)
class Query:
    """What one check says about the record, and what people said to that."""

    id: str
    check: str
    version: str
    severity: str
    questions: tuple[str, ...]
    values_json: str
    bound: str
    mark: str
    revision: int
    """At which it was raised with these values."""
    raised_at: int
    state: str = "open"
    """open, correcting or closed."""
    outcome: str = ""
    why: str = ""
    closed_by: PersonId | None = None
    closed_at: int = 0
    closings: int = 0
    """Decisions taken on it at this revision; more than one apart is a conflict, and it is open."""
    conflict: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the batch has to wait for it."""
        return self.state != "closed" and self.severity in BLOCKING


@dataclass(frozen=True)
class Reviewed:
    """One reviewer's look at the sheet."""

    level: int
    round: int
    reviewer: PersonId
    reason: str
    checked: int
    wrong: int
    findings_json: str
    private: str
    at: int


@dataclass(frozen=True)
class Sheet:
    """Everything about a sheet that a decision needs. A clerk's session sees only its own pass of it."""

    id: SheetId
    part: int = 1
    """Of its batch; more than 1 where it was split off."""
    keyings: Mapping[int, SealedKeying] = field(default_factory=dict)
    """Pass -> the one that stands (the earliest)."""
    superseded: tuple[SealedKeying, ...] = ()
    """Keyings of a pass that somebody else had keyed before."""
    misfiled: tuple[Misfiled, ...] = ()
    """Keyings that are of another paper; they count nowhere here."""
    set_aside: tuple[SetAside, ...] = ()
    comparison: Comparison | None = None
    """Of the standing keyings; None too where it was of others."""
    differences: tuple[Difference, ...] = ()
    record: Record | None = None
    queries: tuple[Query, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    void: str = ""
    """Why it counts nowhere, or ""."""
    voided_by: PersonId | None = None
    erased: str = ""
    """Why what was sealed of it is destroyed (request, retention), or ""."""
    scans: tuple[Scan, ...] = ()
    """Pictures of its paper, in order of its pages; none once it is erased."""
    conflict: bool = False
    """Two people settled, ruled or closed apart; both decisions are kept."""
    seen: int = 0
    """Events this was folded from, as far as this session may see them."""
    changed: Stamp = NO_STAMP

    @property
    def batch(self) -> BatchId:
        """The batch, or part of one, that it belongs to now."""
        return part_id(batch_of(self.id), self.part)

    @property
    def serial(self) -> str:
        """Its printed serial."""
        return serial_of(self.id)

    @property
    def is_visit(self) -> bool:
        """Whether it was keyed as a visit: once."""
        return any(keying.visit for keying in self.keyings.values())

    @cached_property
    def state(self) -> SheetState:
        """Where it stands."""
        if self.void:
            return SheetState.VOID
        if self.unruled or self.pending or (self.comparison and not self.record):
            return SheetState.DIFFERING
        if self.record:
            return SheetState.SETTLED
        if len(self.keyings) == 2:
            return SheetState.TWO_PASSES
        if self.set_aside:
            return SheetState.SET_ASIDE
        return SheetState.ONE_PASS if self.keyings else SheetState.NOT_ENTERED

    @property
    def is_suspected(self) -> bool:
        """Whether so much differs that the two keyings are perhaps of two papers."""
        return bool(self.comparison and self.comparison.suspected)

    @property
    def unruled(self) -> tuple[Difference, ...]:
        """Differences that wait for a decision."""
        return tuple(d for d in self.differences if d.ruling is None)

    @property
    def pending(self) -> tuple[Difference, ...]:
        """Differences ruled since the record was settled: two machines each ruled the last but one."""
        if self.record is None:
            return ()
        since = self.record.stamp
        return tuple(d for d in self.differences if d.ruling and d.ruling.stamp > since)

    @property
    def blocking(self) -> tuple[Query, ...]:
        """Queries that hold the batch up."""
        return tuple(query for query in self.queries if query.blocks)

    @property
    def every_keying(self) -> tuple[SealedKeying, ...]:
        """All that were ever submitted, those in vain or misfiled too."""
        return (*self.keyings.values(), *self.superseded, *(m.keying for m in self.misfiled))

    @property
    def returned(self) -> tuple[Misfiled, ...]:
        """Of each pass that has to be keyed again, the keying that was of another paper."""
        latest = {m.keying.pass_no: m for m in self.misfiled}
        done = {*self.keyings, *(aside.pass_no for aside in self.set_aside)}
        return tuple(m for number, m in sorted(latest.items()) if number not in done)

    @property
    def readers(self) -> frozenset[PersonId]:
        """Everybody who keyed it, in vain or not."""
        return frozenset(k.clerk for k in (*self.keyings.values(), *self.superseded))

    @property
    def rulers(self) -> frozenset[PersonId]:
        """Everybody who ruled on one of its differences."""
        ruled = {r.by for d in self.differences for r in d.rulings}
        return frozenset(ruled | {m.by for m in self.misfiled})

    def reviewers(self, but: int) -> frozenset[PersonId]:
        """Everybody who reviewed it at another level than `but`."""
        return frozenset(r.reviewer for r in self.reviews if r.level != but)

    def barred_from(self, difference: Difference, person: PersonId) -> bool:
        """Whether the person raised this difference or ruled on its question before."""
        earlier = {ruling.by for ruling in difference.rulings}
        if self.record and difference.question:
            earlier |= self.record.rulers_of(difference.question)
        return person == difference.opened_by or person in earlier

    def difference(self, difference_id: str) -> Difference | None:
        """One of its differences."""
        return next((d for d in self.differences if d.id == difference_id), None)

    def open_on(self, question: str) -> Difference | None:
        """The unruled difference opened on a question of the record; there is never a second."""
        return next((d for d in self.unruled if d.question == question), None)

    def query(self, query_id: str) -> Query | None:
        """One of its queries."""
        return next((q for q in self.queries if q.id == query_id), None)


def numbered(sheet: SheetId, n: int) -> str:
    """The id of the n-th difference of the comparison."""
    return f"{sheet}#{n}"


def sheet_of(item: str) -> SheetId:
    """The sheet that a difference's or query's id begins with."""
    batch, _, rest = item.partition("/")
    serial = rest.split("#", 1)[0].split("?", 1)[0]
    return SheetId(f"{batch}/{serial}")


def unseen(sheet: SheetId) -> Sheet:
    """A sheet of which nothing is known."""
    return Sheet(sheet)


def standing_first(keyings: Sequence[SealedKeying]) -> dict[int, SealedKeying]:
    """Of several keyings of one pass the earlier stands (design §5)."""
    first: dict[int, SealedKeying] = {}
    for keying in keyings:
        first.setdefault(keying.pass_no, keying)
    return first
