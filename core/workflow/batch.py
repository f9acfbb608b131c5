"""A batch as its events tell it: a stack of one form's paper from one unit, or a month of visits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.errors import UNKNOWN_SERIAL, UserError
from core.event import Event, Kind, Stamp
from core.people import Post
from core.ports.vault import BatchKey, ContentKey
from core.values import BatchId, FormId, PersonId, SheetId, UnitId, part_id, root_of, sheet_id
from core.workflow import paper as papers
from core.workflow import parts
from core.workflow.batch_bodies import ASKED, HANDED_OVER, SPLIT
from core.workflow.key_fold import ClerkKey, with_key
from core.workflow.paper import NUMBERED, Paper
from core.workflow.parts import Share, Shares, summed
from core.workflow.states import Action, BatchState, led_to, may_say, of_level

VISIT_SERIAL = re.compile(r"[A-Z0-9-]{1,16}")
"""Visits have no printed serial: any short code of their own."""


@dataclass(frozen=True)
class Sample:
    """What was drawn for a round of a level."""

    level: int
    round: int
    seed: str
    sheets: tuple[tuple[SheetId, str], ...]
    """(sheet, reason) by place."""
    by: PersonId


@dataclass(frozen=True)
class Decision:
    """The verdict of a round of a level."""

    level: int
    round: int
    outcome: str
    why: str
    verdict_json: str
    by: PersonId
    at: int


@dataclass(frozen=True)
class Batch:
    """Everything about a batch that a decision needs.

    In a clerk's session `posts` and `content_keys` hold only that clerk's own.
    """

    id: BatchId
    code: str
    form: FormId
    unit: UnitId
    lineage: tuple[UnitId, ...]
    period: str
    first: int
    last: int
    width: int
    counts: Mapping[str, int]
    """Of the papers in this part."""
    is_visit: bool
    key: BatchKey
    posts: Mapping[Post, tuple[PersonId, ...]]
    branch_profile: bool = False
    state: BatchState = BatchState.KEYING
    round: int = 1
    """One more with each return."""
    content_keys: tuple[ClerkKey, ...] = ()
    samples: tuple[Sample, ...] = ()
    decisions: tuple[Decision, ...] = ()
    opened_at: int = 0
    opened_by: PersonId | None = None
    paper: Paper = field(default_factory=Paper)
    part: int = 1
    """1 for what was opened, more for a part split off it."""
    off: str = ""
    """The part that it was split off; "" for what was opened."""
    split_at: int = 0
    parts: int = 1
    """The highest number of a part."""
    due: str = ""
    """ISO day on which it should be finished, or ""."""
    relieved: frozenset[PersonId] = frozenset()
    """Clerks whose unkeyed sheets were handed over: they key no longer."""
    shares: Shares = field(default_factory=dict)
    """What each part has; empty in a clerk's session."""
    conflict: bool = False
    """Two people decided the same round apart, split off the same part, or gave the same number."""
    seen: int = 0
    """Events this was folded from."""
    latest: Stamp | None = field(default=None, compare=False)

    def posts_of(self, person: PersonId) -> tuple[Post, ...]:
        """The posts that a person holds here."""
        return tuple(post for post in Post if person in self.posts.get(post, ()))

    def pass_of(self, person: PersonId) -> int | None:
        """1 or 2 for a clerk (1 for a shopper), None for anybody else."""
        held = self.posts_of(person)
        return 1 if Post.PASS1 in held else 2 if Post.PASS2 in held else None

    @property
    def returned(self) -> int:
        """Papers that came back and are in this part."""
        return self.counts["returned"]

    @property
    def whole(self) -> Mapping[str, int]:
        """The counts of the batch with all its parts."""
        return summed(s.counts for s in self.shares.values()) if self.shares else self.counts

    @property
    def passes(self) -> int:
        """How often a sheet is keyed."""
        return 1 if self.is_visit else 2

    @property
    def serials(self) -> tuple[str, ...]:
        """The serials, printed and given by hand, in order; a visit batch has none."""
        if self.is_visit:
            return ()
        printed = (str(n).zfill(self.width) for n in range(self.first, self.last + 1))
        return tuple(sorted((*printed, *self.paper.extra)))

    def sheet(self, serial: str) -> SheetId:
        """The id of a serial. Raises UserError UNKNOWN_SERIAL."""
        if self.is_visit:
            known = bool(VISIT_SERIAL.fullmatch(serial))
        else:
            # isdigit() takes superscripts too, which int() refuses
            known = serial in self.paper.extra or (
                serial.isascii()
                and serial.isdigit()
                and len(serial) == len(str(int(serial)).zfill(self.width))
                and self.first <= int(serial) <= self.last
            )
        if not known:
            raise UserError(UNKNOWN_SERIAL, serial=serial)
        return sheet_id(root_of(self.id), serial)

    def content_key(self, key_id: str) -> ClerkKey | None:
        """A clerk's content key by its id."""
        return next((k for k in self.content_keys if k.key.id == key_id), None)

    def keys_of(self, person: PersonId) -> tuple[ContentKey, ...]:
        """A clerk's content keys, the first one first; a later one follows a reset."""
        return tuple(k.key for k in self.content_keys if k.person == person)

    def sample(self, level: int, round_no: int) -> Sample | None:
        """What was drawn for a round of a level."""
        found = (s for s in self.samples if (s.level, s.round) == (level, round_no))
        return next(found, None)


def fold(events: Sequence[Event], part: int = 1) -> Batch | None:
    """The batch, or a part split off it, that these events, in any order, tell of.

    None without an opening among them, or where there is no such part.
    """
    ordered = sorted(events, key=lambda event: event.stamp)
    opening = next((e for e in ordered if e.kind is Kind.BATCH_OPENED), None)
    if opening is None:
        return None
    batch = replace(opened(opening), part=part)
    for event in ordered:
        batch = _after(batch, event)
    if part > 1 and not batch.split_at:
        return None
    share = batch.shares[part]
    return replace(
        batch, counts=share.counts, due=share.due, seen=len(ordered), latest=ordered[-1].stamp
    )


def opened(event: Event) -> Batch:
    """A new batch."""
    body = event.body
    return Batch(
        id=BatchId(event.subject),
        code=body["code"],
        form=FormId(body["form"]),
        unit=UnitId(body["unit"]),
        lineage=tuple(UnitId(unit) for unit in body["lineage"]),
        period=body["period"],
        first=body["first"],
        last=body["last"],
        width=body["width"],
        counts=dict(body["counts"]),
        is_visit=body["is_visit"],
        key=BatchKey(body["public"], dict(body["sealed"])),
        posts={
            Post(post): tuple(PersonId(person) for person in people)
            for post, people in body["posts"].items()
        },
        branch_profile=body["branch_profile"],
        opened_at=event.stamp.ms,
        opened_by=event.actor,
        due=body.get("due", ""),
        shares={1: Share(dict(body["counts"]), body.get("due", ""))},
    )


def _after(batch: Batch, event: Event) -> Batch:
    if event.kind is Kind.KEY_GRANTED:
        return with_key(batch, event)
    if event.kind is Kind.BATCH_CHANGED:
        return _changed(batch, event)
    if event.body.get("part", 1) != batch.part:  # what another part went through
        return batch
    if event.kind is Kind.BATCH_CLOSED:
        return _stepped(batch, Action.CLOSE_BATCH)
    if event.kind is Kind.SAMPLE_DRAWN:
        return _with_sample(batch, event)
    if event.kind is Kind.BATCH_DECIDED:
        return _with_decision(batch, event)
    return batch


def _changed(batch: Batch, event: Event) -> Batch:
    body = event.body
    asked = ASKED.get(body["did"])
    if asked is None or batch.pass_of(event.actor) or not may_say(asked, event.role):
        return batch
    spoken_of = body.get("part", 1) == batch.part
    if body["did"] == NUMBERED and spoken_of and body["serial"] in batch.paper.extra:
        batch = replace(batch, conflict=True)  # on two machines: one number stands on two papers
    if body["did"] == SPLIT:
        batch = _split(batch, event)
    shares = parts.after(batch.shares, event)
    batch = replace(batch, shares=shares, paper=papers.after(batch.paper, event))
    return _handed_over(batch, event) if body["did"] == HANDED_OVER else batch


def _split(batch: Batch, event: Event) -> Batch:
    """A part begins. It keeps the day of the opening: what held then is how it is judged."""
    part, off = event.body["part"], event.body["off"]
    if not parts.is_possible(batch.shares, off, part):
        return batch
    batch = replace(batch, parts=max(batch.parts, part))
    if part != batch.part:
        return batch
    if batch.split_at:  # on two machines at once
        return replace(batch, conflict=True)
    root = batch.id
    return replace(
        batch,
        id=part_id(root, part),
        code=f"{batch.code}-T{part - 1}",
        off=part_id(root, off),
        split_at=event.stamp.ms,
    )


def _handed_over(batch: Batch, event: Event) -> Batch:
    """Another clerk keys on. The first one keeps the post, and with it what was keyed and the
    blindness, but keys no longer."""
    gone, heir = PersonId(event.body["person"]), PersonId(event.body["to"])
    post = next((p for p in (Post.PASS1, Post.PASS2) if gone in batch.posts.get(p, ())), None)
    if post is None or batch.posts_of(heir) not in ((), (post,)):
        return batch
    if heir == event.actor or heir in batch.key.ever_held:  # they know what the passes hold
        return batch
    named = tuple(dict.fromkeys((*batch.posts[post], heir)))
    return replace(
        batch, posts={**batch.posts, post: named}, relieved=batch.relieved - {heir} | {gone}
    )


def _stepped(batch: Batch, action: Action) -> Batch:
    to = led_to(batch.state, action)
    return batch if to is None else replace(batch, state=to)


def _with_sample(batch: Batch, event: Event) -> Batch:
    body = event.body
    if batch.sample(body["level"], body["round"]):  # of two draws of a round the earlier stands
        return replace(batch, conflict=batch.conflict or _other_draw(batch, event))
    sheets = tuple((SheetId(sheet), reason) for sheet, reason in body["sheets"])
    drawn = Sample(body["level"], body["round"], body["seed"], sheets, event.actor)
    stepped = _stepped(batch, of_level("draw", body["level"]))
    return replace(stepped, samples=(*batch.samples, drawn))


def _other_draw(batch: Batch, event: Event) -> bool:
    standing = batch.sample(event.body["level"], event.body["round"])
    return standing is not None and standing.seed != event.body["seed"]


def _with_decision(batch: Batch, event: Event) -> Batch:
    body = event.body
    made = Decision(
        body["level"],
        body["round"],
        body["outcome"],
        body["why"],
        body["verdict_json"],
        event.actor,
        event.stamp.ms,
    )
    same = [d for d in batch.decisions if (d.level, d.round) == (made.level, made.round)]
    if same:  # decided twice on two machines: equal coalesces, unequal is shown to a person
        apart = same[0].outcome != made.outcome
        return replace(batch, conflict=batch.conflict or apart)
    batch = replace(batch, decisions=(*batch.decisions, made))
    if made.outcome not in ("passed", "returned"):
        return batch
    step = "pass" if made.outcome == "passed" else "return"
    stepped = _stepped(batch, of_level(step, made.level))
    if stepped.state is BatchState.RETURNED and batch.state is not BatchState.RETURNED:
        return replace(stepped, round=batch.round + 1)
    return stepped
