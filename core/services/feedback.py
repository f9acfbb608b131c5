"""What a person learns of the own keying, privately; what a leader learns of the team, once it is settled.

What a clerk may learn, and when:

- The own speed at any time: it comes from the own keyings, opened with the own key.
- The own wrong fields only when the whole batch is settled, told by the draw of level 2 in every part
  that was split off: before, what is still to be keyed would be keyed by what was ruled. One sheet
  earlier would tell that the other pass exists, what it says, and how to read doubtful paper alike.
- Never how often the two readings differed: with two clerks that number, less the own wrong fields,
  is the other's. For the same reason the questions that mislead everybody are counted, in a clerk's
  session, over approved batches in which that clerk did not key.

Storage holds to the same rules by core.workflow.visibility, whatever a caller asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import BLIND, NOT_ALLOWED, UserError
from core.forms.model import Form
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.ledger import Ledger, Row
from core.ports.vault import ContentKey, Vault
from core.progress import Progress, Silent
from core.quality import operators
from core.quality.confusion import Pattern, patterns
from core.quality.operators import Confused, QuestionFigure, Rate, Slip, Speed, Week
from core.services.batches import BatchRow, batch_row
from core.services.loading import Loading
from core.services.overview import Listed, listed
from core.services.settled import open_answers
from core.values import Answers, BatchId, FormId, PersonId, SheetId, root_of, serial_of
from core.workflow.bodies import unpacked
from core.workflow.comparison import base_key, question_of
from core.workflow.contents import KeyingContent, PrivateContent, Reading, keying_context
from core.workflow.outcome import unpacked_slips
from core.workflow.states import ONCE_SETTLED, Action, permit, rule_for

STEP = 50
"""Keyings opened between two reports of progress."""


@dataclass(frozen=True)
class WrongValue:
    """One wrong field of the person's own, beside what was settled."""

    batch_code: str
    serial: str
    slip: Slip
    number: str
    """As printed on the paper."""
    labels: Mapping[str, str]
    signed_at: datetime


@dataclass(frozen=True)
class Mine:
    """What one person learns of the own keying, and nobody else."""

    speed: Speed
    wrong: Rate
    """Of the compared fields of settled batches."""
    patterns: Mapping[Pattern, int]
    unnamed: int
    """Wrong fields whose values were destroyed since; with `patterns` they are all wrong fields."""
    values: tuple[WrongValue, ...]
    confused: tuple[Confused, ...]
    weeks: tuple[Week, ...]
    waiting: int
    """Own sheets in batches that are not settled as a whole."""
    unopened: int
    """Own keyings that no key of the person opens any more: after a reset, or destroyed."""


@dataclass(frozen=True)
class TeamBatch:
    """A batch whose people a leader may ask about, or will be able to."""

    batch: BatchRow
    is_ready: bool


@dataclass(frozen=True)
class Member:
    """One clerk's figures in one batch."""

    person: PersonId
    name: str
    pass_no: int
    sheets: int
    """That count: settled, of one paper, not void."""
    per_hour: float | None
    """Sheets per hour, from one signature to the next."""
    wrong: Rate
    differed: Rate
    """Fields on which the two readings differed, whoever was right."""
    patterns: Mapping[Pattern, int]
    unnamed: int


@dataclass(frozen=True)
class Questions:
    """The questions of one form on which everybody's readings differ."""

    form: FormId
    titles: Mapping[str, str]
    sheets: int
    mean: float
    """Differences per 1,000 of an average question."""
    figures: tuple[QuestionFigure, ...]
    numbers: Mapping[str, str]
    """Question -> as printed on the paper."""
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class _Keyed:
    """One own keying, opened."""

    row: Row
    content: KeyingContent
    monday: date


class Feedback:
    """Figures of people, to the person first; of questions, to everybody."""

    def __init__(self, ledger: Ledger, vault: Vault, clock: Clock, loading: Loading) -> None:
        self._ledger, self._vault = ledger, vault
        self._clock, self._loading = clock, loading

    def mine(self, session: Session, progress: Progress | None = None) -> Mine:
        """The own speed, and of settled batches the own wrong fields; nothing of anybody else."""
        batches = self._keyed_in(session)
        where = {"batch": tuple(batches), "clerk": session.person}
        rows = self._ledger.rows(session, "keying", where, ("submitted_at",))
        keyed = self._opened(session, rows, progress or Silent())
        own = self._ledger.rows(session, "slip", {"clerk": session.person})
        slips = {row["sheet"]: row for row in own}
        found, values = self._wrong(session, batches, keyed, slips)
        told = {b for b, row in batches.items() if row["told"]}
        total = _rate(slips.values())
        return Mine(
            operators.speed(each.content.timings for each in keyed),
            total,
            operators.by_pattern(found),
            total.count - len(found),
            values,
            operators.most_confused(found),
            self._weeks(rows, keyed, slips),
            sum(row["batch"] not in told for row in rows),
            len(rows) - len(keyed),
        )

    def teams(self, session: Session) -> tuple[TeamBatch, ...]:
        """Batches of paper that the person leads, oldest first, and whether their people may be seen."""
        found = listed(self._ledger, session, {"is_visit": 0})
        return tuple(
            TeamBatch(batch_row(each), each.row["state"] in ONCE_SETTLED)
            for each in found
            if _leads(session, each)
        )

    def team(
        self, session: Session, batch: BatchId, progress: Progress | None = None
    ) -> tuple[Member, ...]:
        """Each clerk's figures in a batch. Raises UserError WRONG_STATE before it is settled, NOT_ALLOWED."""
        found = self._loading.batch(session, batch)
        permit(session, Action.SEE_TEAM, found)
        slips = self._ledger.rows(session, "slip", {"batch": batch}, ("pass", "clerk", "sheet"))
        differed = {
            row["sheet"]: len(unpacked(row["questions"]))
            for row in self._ledger.rows(session, "differed", {"batch": batch})
        }
        names = self._names(session, {row["clerk"] for row in slips})
        form = self._loading.form(found.form)
        people: dict[tuple[int, str], list[Row]] = {}
        for row in slips:
            people.setdefault((row["pass"], row["clerk"]), []).append(row)
        members = []
        for place, (who, own) in enumerate(people.items()):
            (progress or Silent()).step(place, len(people))
            members.append(self._member(session, form, who, names.get(who[1], ""), own, differed))
        return tuple(members)

    def forms(self, session: Session) -> tuple[FormId, ...]:
        """The forms of which differences may be counted."""
        counted = self._ledger.count(session, "differed", ("form",))
        return tuple(sorted(FormId(form) for (form,) in counted if form))

    def questions(self, session: Session, form: FormId) -> Questions:
        """On which questions of a form the two readings differ, over all who may be counted."""
        rows = self._ledger.rows(session, "differed", {"form": form})
        if not rows:
            raise UserError(NOT_ALLOWED, action="questions")
        asked = self._loading.form(form)
        counted: Counter[str] = Counter()
        for row in rows:
            counted.update({base_key(asked, key) for key in unpacked(row["questions"])})
        keys = [question.key for question in asked.keyed]
        known = {key: asked.by_key[key] for key in counted if key in asked.by_key}
        return Questions(
            form,
            asked.titles,
            len(rows),
            operators.mean_rate(keys, counted, len(rows)),
            operators.questions(keys, counted, len(rows)),
            {key: question.number or key for key, question in known.items()},
            {key: question.labels for key, question in known.items()},
        )

    # --- one's own ----------------------------------------------------------------------------

    def _keyed_in(self, session: Session) -> dict[str, Row]:
        """The batches of paper in which the person keys or keyed."""
        posts = ("pass1", "pass2")
        held = self._ledger.rows(session, "post", {"person": session.person, "post": posts})
        where = {"id": tuple(row["batch"] for row in held), "is_visit": 0}
        return {row["id"]: row for row in self._ledger.rows(session, "batch", where)}

    def _opened(
        self, session: Session, rows: Sequence[Row], progress: Progress
    ) -> tuple[_Keyed, ...]:
        held = self._ledger.rows(session, "content_key", {"person": session.person})
        keys = {
            row["id"]: ContentKey(row["id"], row["to_self"], row["to_batch"], row["public"])
            for row in held
        }
        found: list[_Keyed] = []
        for place, row in enumerate(rows):
            if place % STEP == 0:
                progress.step(place, len(rows))
            content = self._content(session, row, keys)
            if content is not None:
                found.append(_Keyed(row, content, self._monday(row)))
        progress.step(len(rows), len(rows))
        return tuple(found)

    def _content(
        self, session: Session, row: Row, keys: Mapping[str, ContentKey]
    ) -> KeyingContent | None:
        """What the person keyed; None where a reset or an erasure took the key away."""
        key = keys.get(row["content_key"])
        if key is None:
            return None
        context = keying_context(SheetId(row["sheet"]), row["pass"], session.person)
        try:
            return KeyingContent.from_bytes(self._vault.open(session, key, context, row["sealed"]))
        except UserError as error:
            if error.code != BLIND:
                raise
            return None

    def _wrong(
        self,
        session: Session,
        batches: Mapping[str, Row],
        keyed: Sequence[_Keyed],
        slips: Mapping[str, Row],
    ) -> tuple[list[Slip], tuple[WrongValue, ...]]:
        found: list[Slip] = []
        values: list[WrongValue] = []
        for each in keyed:
            row = slips.get(each.row["sheet"])
            pairs = self._pairs(session, row) if row is not None else {}
            if not pairs:
                continue
            batch = batches[each.row["batch"]]
            form = self._loading.form(FormId(batch["form"]))
            made = _slips(form, each.content.answers, pairs)
            found += made
            values += [self._value(form, batch, each, slip) for slip in made]
        return found, tuple(reversed(values))

    def _value(self, form: Form, batch: Row, each: _Keyed, slip: Slip) -> WrongValue:
        question = question_of(form, slip.question)
        return WrongValue(
            batch["code"],
            serial_of(SheetId(each.row["sheet"])),
            slip,
            (question.number if question else "") or slip.question,
            question.labels if question else {},
            self._at(each.row),
        )

    def _weeks(
        self, rows: Sequence[Row], keyed: Sequence[_Keyed], slips: Mapping[str, Row]
    ) -> tuple[Week, ...]:
        """By the week of signing, oldest first."""
        timings: dict[date, list[tuple[tuple[str, int], ...]]] = {}
        for each in keyed:
            timings.setdefault(each.monday, []).append(each.content.timings)
        counted: dict[date, list[Row]] = {}
        for row in rows:
            if row["sheet"] in slips:
                counted.setdefault(self._monday(row), []).append(slips[row["sheet"]])
        return tuple(
            Week(monday, operators.speed(timings.get(monday, ())), _rate(counted.get(monday, ())))
            for monday in sorted({*timings, *counted})
        )

    # --- the team -----------------------------------------------------------------------------

    def _member(
        self,
        session: Session,
        form: Form,
        who: tuple[int, str],
        name: str,
        rows: Sequence[Row],
        differed: Mapping[str, int],
    ) -> Member:
        pass_no, clerk = who
        wrong = _rate(rows)
        found = [slip for row in rows for slip in self._seen_slips(session, form, row)]
        where = {"batch": root_of(rows[0]["batch"]), "clerk": clerk}
        signed = self._ledger.rows(session, "keying", where)
        own = {row["sheet"] for row in rows}
        times = [row["submitted_at"] for row in signed if row["sheet"] in own]
        return Member(
            PersonId(clerk),
            name,
            pass_no,
            len(rows),
            operators.sheets_per_hour(times),
            wrong,
            Rate(sum(differed.get(row["sheet"], 0) for row in rows), wrong.of),
            operators.by_pattern(found),
            wrong.count - len(found),
        )

    def _seen_slips(self, session: Session, form: Form, row: Row) -> list[Slip]:
        """Slips of a keying that the session cannot open: the rest of the sheet is as it was settled."""
        pairs = self._pairs(session, row)
        if not pairs:
            return []
        records = self._ledger.rows(session, "record", {"sheet": row["sheet"]})
        settled = open_answers(records[0]) if records else {}
        return _slips(form, settled, pairs)

    def _names(self, session: Session, people: Iterable[str]) -> dict[str, str]:
        rows = self._ledger.rows(session, "person", {"id": tuple(people)})
        return {row["id"]: row["name"] for row in rows}

    # --- both ---------------------------------------------------------------------------------

    def _pairs(self, session: Session, row: Row) -> dict[str, Reading]:
        """Question -> what was keyed and what was settled, as far as it can still be read."""
        found = unpacked_slips(row["wrong"])
        if row["sealed"]:
            found |= self._sealed_pairs(session, row)
        return {key: pair for key, pair in found.items() if pair is not None}

    def _sealed_pairs(self, session: Session, row: Row) -> dict[str, Reading]:
        try:
            opened = self._vault.open_private(session, SheetId(row["sheet"]), row["sealed"])
        except UserError as error:
            if error.code != BLIND:
                raise
            return {}
        return dict(PrivateContent.from_bytes(opened).readings)

    def _at(self, row: Row) -> datetime:
        return datetime.fromtimestamp(row["submitted_at"] / 1000, self._clock.now().tzinfo)

    def _monday(self, row: Row) -> date:
        day = self._at(row).date()
        return day - timedelta(days=day.weekday())


def _leads(session: Session, each: Listed) -> bool:
    """As the table says for SEE_TEAM: a role over the unit, and no keying in the batch."""
    roles, lineage = rule_for(Action.SEE_TEAM).roles, unpacked(each.row["lineage"])
    over = any(grant.role in roles and grant.unit in lineage for grant in session.grants)
    return over and not {Post.PASS1, Post.PASS2}.intersection(each.posts)


def _rate(rows: Iterable[Row]) -> Rate:
    known = [(len(unpacked(row["wrong"]) or {}), row["fields"]) for row in rows]
    return Rate(sum(wrong for wrong, _ in known), sum(fields for _, fields in known))


def _slips(form: Form, sheet: Answers, pairs: Mapping[str, Reading]) -> list[Slip]:
    """The wrong fields with their patterns; `sheet` is the whole of it as keyed, or else as settled."""
    keyed = {**sheet, **{key: pair[0] for key, pair in pairs.items()}}
    settled = {**sheet, **{key: pair[1] for key, pair in pairs.items()}}
    named = patterns(form, keyed, settled, pairs.keys())
    return [Slip(key, *pairs[key], pattern) for key, pattern in named.items()]
