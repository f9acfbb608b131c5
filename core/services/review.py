"""Levels 2 and 3: draw a sample, key what the paper says, judge the batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import (
    BAD_VALUE,
    BATCH_NOT_READY,
    NOT_ALLOWED,
    NOT_IN_SAMPLE,
    REASON_MISSING,
    UNANSWERED,
    WRONG_STATE,
    UserError,
)
from core.event import Changes
from core.forms.model import Form
from core.people import Session
from core.ports.ledger import Ledger
from core.ports.vault import Vault
from core.quality import sampling
from core.quality.sampling import SEED_BYTES, Drawn
from core.quality.shared_errors import SharedErrors
from core.quality.verdict import EXCEEDED, STANDARD, Rule, Verdict
from core.services.batches import BatchRow, batch_row
from core.services.levels import POSTS, Levels, Standing
from core.services.loading import Loading
from core.services.overview import listed
from core.services.settled import Settled, SettledRecords, shared_errors
from core.values import Answer, Answers, BatchId, SheetId, serial_of
from core.workflow import reviewing
from core.workflow.admissible import admitted
from core.workflow.bodies import (
    SheetReviewed,
    batch_decided,
    packed,
    sample_drawn,
    sheet_reviewed,
)
from core.workflow.reviewing import DECIDE, DONE, DRAW, MORE, PASSED, RETURNED
from core.workflow.settling import is_sealed
from core.workflow.sheet import Sheet
from core.workflow.states import Action, BatchState, may, of_level, permit

LEVELS = {post.value: level for level, post in POSTS.items()}
IN_REVIEW = (BatchState.CLOSED, BatchState.LEVEL2, BatchState.LEVEL3, BatchState.RETURNED)
"""Stored states of batches that may wait for a reviewer."""


@dataclass(frozen=True)
class ReviewTask:
    """A batch waiting at a level for this person."""

    batch: BatchRow
    level: int
    step: str
    """draw, check, decide."""
    drawn: int = 0
    checked: int = 0


@dataclass(frozen=True)
class SampledSheet:
    """A sheet of the sample and why it is in it (random, queried, full, extra)."""

    sheet: SheetId
    serial: str
    reason: str
    done: bool
    wrong: int = 0


@dataclass(frozen=True)
class ReviewSheet:
    """A sheet in review: the reviewer keys `blind` questions before anything of the record is shown."""

    sheet: SheetId
    serial: str
    level: int
    form: Form
    blind: tuple[str, ...]
    """Keys of questions to key from the paper (all key fields that apply)."""
    open: tuple[str, ...]
    """Questions shown with the record, to be called right or wrong (level 2 only)."""
    record: Answers
    """Answers of the open questions only."""


@dataclass(frozen=True)
class Reading:
    """What the reviewer found: typed answers for blind questions; for open ones only what is wrong.

    A blind question whose typed answer differs from the record is a wrong field of the record,
    unless `why` calls it `record_right`: the reviewer looked again and had misread.
    """

    keyed: Answers
    """Every blind question -> what was typed before the record was shown."""
    wrong: Answers = field(default_factory=dict)
    """Open question (or blind one, after a second look) -> what the paper says."""
    why: dict[str, str] = field(default_factory=dict)
    """Question -> class of a finding: keying, misread, adjudication, paper_unclear; or record_right."""


@dataclass(frozen=True)
class Disagreement:
    """A blind question where the reviewer's reading differs from the record."""

    question: str
    read: Answer
    record: Answer | None


class Review:
    """The review desk: nobody reviews what they keyed, adjudicated or reviewed at another level."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        loading: Loading,
        rule: Rule = STANDARD,
    ) -> None:
        self._ledger, self._vault = ledger, vault
        self._loading = loading
        self._records = SettledRecords(ledger, vault)
        self._levels = Levels(ledger, self._records, loading, rule)

    def tasks(self, session: Session) -> tuple[ReviewTask, ...]:
        """Batches at level 2 or 3 that wait for this person."""
        posts = tuple(post.value for post in POSTS.values())
        held = self._ledger.rows(session, "post", {"person": session.person, "post": posts})
        level = {row["batch"]: LEVELS[row["post"]] for row in held}
        where = {"id": tuple(level), "state": tuple(state.value for state in IN_REVIEW)}
        rows = self._ledger.rows(session, "batch", where, order=("opened_at", "code"))
        found = (self._task(session, BatchId(row["id"]), level[row["id"]]) for row in rows)
        return tuple(task for task in found if task is not None)

    def draw(self, session: Session, batch: BatchId, level: int) -> Changes:
        """Draw and journal the sample. Raises UserError BATCH_NOT_READY, NOT_ALLOWED."""
        standing = self._levels.standing(session, batch, level)
        post = self._permit(session, "draw", standing)
        step = self._step(session, standing)
        if step != DRAW:
            raise UserError(WRONG_STATE, state=step, action="draw")
        if standing.unruled and standing.level.round:
            raise UserError(BATCH_NOT_READY, state=standing.state.value, open=standing.unruled)
        seed = self._vault.random(SEED_BYTES)
        body = reviewing.sample(standing.level, seed, self._drawn(standing, seed))
        events = [sample_drawn(batch, body, seen=standing.batch.seen)]
        if reviewing.draws_more(standing.level):
            verdict = self._levels.verdict(session, standing)
            decided = reviewing.decision(
                standing.level, MORE, "", verdict, self._levels.rule(session, standing)
            )
            events.insert(0, batch_decided(batch, decided, seen=standing.batch.seen))
        return self._ledger.append(session, post, events)

    def shared_errors(self, session: Session, batch: BatchId, level: int) -> SharedErrors:
        """What the batch's agreed answers that were read blind show. Raises UserError NOT_ALLOWED."""
        self._permit_sight(session, self._levels.standing(session, batch, level))
        return shared_errors(self._ledger, session, [batch])

    def sample(self, session: Session, batch: BatchId, level: int) -> tuple[SampledSheet, ...]:
        """The drawn sheets of the latest round, in serial order."""
        standing = self._levels.standing(session, batch, level)
        self._permit_sight(session, standing)
        done = {r.sheet: r for r in standing.level.reviews if r.round == standing.level.round}
        drawn = sorted(standing.level.current.sheets, key=lambda place: serial_of(place[0]))
        return tuple(
            SampledSheet(
                sheet,
                serial_of(sheet),
                reason,
                done=sheet in done,
                wrong=done[sheet].wrong if sheet in done else 0,
            )
            for sheet, reason in drawn
        )

    def begin(self, session: Session, sheet: SheetId, level: int) -> ReviewSheet:
        """What the reviewer keys. Raises UserError FOUR_EYES, NOT_IN_SAMPLE."""
        return self._opened(session, sheet, level).shown

    def compare(
        self, session: Session, sheet: SheetId, level: int, keyed: Answers
    ) -> tuple[Disagreement, ...]:
        """Where the completed blind reading differs from the record. Raises UserError UNANSWERED."""
        opened = self._opened(session, sheet, level)
        record = opened.settled.answers
        read = _read(opened, keyed)
        return tuple(
            Disagreement(key, read[key], record.get(key)) for key in _differing(opened, read)
        )

    def record(self, session: Session, sheet: SheetId, level: int, reading: Reading) -> Changes:
        """Record the review; each wrong field becomes a difference for another person's ruling.

        Raises UserError FOUR_EYES, NOT_IN_SAMPLE, UNANSWERED.
        """
        opened = self._opened(session, sheet, level)
        wrong = _wrong(opened, reading)
        shown, settled = opened.shown, opened.settled
        open_findings, private = reviewing.findings_of(
            shown.form, settled.answers, wrong, reading.why
        )
        sealed = (
            self._vault.seal_private(session, sheet, packed(private).encode()) if private else ""
        )
        body: SheetReviewed = {
            "level": level,
            "round": opened.standing.level.round,
            "reason": opened.reason,
            "checked": len(shown.blind) + len(shown.open),
            "wrong": len(wrong),
            "findings_json": packed(open_findings),
            "private": sealed,
        }
        doubts = self._records.doubts(
            session, opened.standing.batch, opened.sheet, shown.form, wrong, "review"
        )
        return self._ledger.append(
            session, POSTS[level].value, [sheet_reviewed(sheet, body), *doubts]
        )

    def verdict(self, session: Session, batch: BatchId, level: int) -> Verdict:
        """The error rate so far, its bound, and what it shows."""
        standing = self._levels.standing(session, batch, level)
        self._permit_sight(session, standing)
        return self._levels.verdict(session, standing)

    def decide(
        self, session: Session, batch: BatchId, level: int, outcome: str, why: str
    ) -> Changes:
        """Pass the batch on (passed), or return it (returned) with a reason.

        Level 3 `passed` approves the batch. Raises UserError BATCH_NOT_READY, REASON_MISSING,
        WRONG_STATE when the verdict does not allow it.
        """
        standing = self._levels.standing(session, batch, level)
        post = self._permit(session, "pass" if outcome == PASSED else "return", standing)
        verdict = self._levels.verdict(session, standing)
        self._check_decision(standing, verdict, outcome, why.strip())
        body = reviewing.decision(
            standing.level, outcome, why.strip(), verdict, self._levels.rule(session, standing)
        )
        return self._ledger.append(
            session, post, [batch_decided(batch, body, seen=standing.batch.seen)]
        )

    def _task(self, session: Session, batch: BatchId, level: int) -> ReviewTask | None:
        standing = self._levels.standing(session, batch, level)
        step = self._step(session, standing)
        if step == DONE:
            return None
        drawn = len(standing.level.current.sheets)
        row = batch_row(listed(self._ledger, session, {"id": batch})[0])
        return ReviewTask(row, level, step, drawn, drawn - len(standing.level.waiting))

    def _step(self, session: Session, standing: Standing) -> str:
        """What the level waits for; the verdict is asked for only where it decides."""

        strict = self._levels.rule(session, standing).strict

        def under(shown: str) -> str:
            return reviewing.step(standing.level, standing.state, shown, standing.eligible, strict)

        found = under("")
        return under(self._levels.verdict(session, standing).shown) if found == DECIDE else found

    def _permit(self, session: Session, step: str, standing: Standing) -> str:
        action = of_level(step, standing.level.number)
        ready = standing.state is not BatchState.CLOSED
        if not ready and may(session, action, standing.batch):
            still_open = standing.unsettled + standing.queries
            raise UserError(BATCH_NOT_READY, state=standing.state.value, open=still_open)
        return permit(session, action, standing.batch, state=standing.state)

    def _permit_sight(self, session: Session, standing: Standing) -> None:
        """Reviewers see their own level; those who oversee the batch see both."""
        level = standing.level.number
        reviews = may(session, of_level("review", level), standing.batch)
        if not reviews and not may(session, Action.CLOSE_QUERY, standing.batch):
            raise UserError(NOT_ALLOWED, action=of_level("review", level).value)

    def _drawn(self, standing: Standing, seed: bytes) -> tuple[Drawn, ...]:
        level, sheets = standing.level, standing.candidates
        if reviewing.next_is_full(level, standing.state, standing.eligible):
            return sampling.draw_all(seed, sheets, standing.reviewers, level.drawn_in_cycle)
        earlier = level.drawn_in_cycle if reviewing.draws_more(level) else frozenset()
        return sampling.draw(level.number, seed, sheets, standing.reviewers, earlier)

    def _check_decision(self, standing: Standing, verdict: Verdict, outcome: str, why: str) -> None:
        level = standing.level
        still_open = len(level.waiting)
        if outcome == PASSED:
            still_open += standing.unruled + standing.queries
        if not level.round or level.current.is_full or still_open:
            raise UserError(BATCH_NOT_READY, state=standing.state.value, open=still_open)
        if outcome == RETURNED and not why:
            raise UserError(REASON_MISSING)
        if outcome == PASSED and verdict.shown == EXCEEDED:
            raise UserError(WRONG_STATE, state=EXCEEDED, action=outcome)
        if outcome not in (PASSED, RETURNED):
            raise UserError(WRONG_STATE, state=standing.state.value, action=outcome)

    def _opened(self, session: Session, sheet: SheetId, level: int) -> _Opened:
        """The sheet as this reviewer may read it."""
        standing = self._levels.standing(session, self._loading.sheet(session, sheet).batch, level)
        folded = self._loading.sheet(session, sheet)
        permit(
            session,
            of_level("review", level),
            standing.batch,
            sheet=folded,
            state=standing.state,
        )
        reason = dict(standing.level.current.sheets).get(sheet, "")
        settled = self._records.record(session, sheet)
        if settled is None or sheet not in standing.level.waiting:
            raise UserError(NOT_IN_SAMPLE)
        form = self._loading.form(standing.batch.form)
        blind, looked_at = reviewing.fields(form, level, settled.answers)
        if folded.erased:  # what is destroyed is not read again
            blind = tuple(key for key in blind if not is_sealed(form, key))
        shown = ReviewSheet(
            sheet=sheet,
            serial=serial_of(sheet),
            level=level,
            form=form,
            blind=blind,
            open=looked_at,
            record={key: settled.answers[key] for key in looked_at},
        )
        return _Opened(standing, folded, settled, reason, shown)


@dataclass(frozen=True)
class _Opened:
    """A sheet on the reviewer's desk."""

    standing: Standing
    sheet: Sheet
    settled: Settled
    reason: str
    shown: ReviewSheet


def _read(opened: _Opened, keyed: Answers) -> Answers:
    """The blind reading in canonical text. Raises UserError UNANSWERED, BAD_VALUE."""
    missing = tuple(key for key in opened.shown.blind if key not in keyed)
    if missing:
        raise UserError(UNANSWERED, questions=missing)
    form = opened.shown.form
    return {key: admitted(form, key, keyed[key]) for key in opened.shown.blind}


def _differing(opened: _Opened, read: Answers) -> tuple[str, ...]:
    """Blind questions whose reading is not the record's."""
    shown = opened.shown
    return reviewing.differing(shown.form, shown.blind, read, opened.settled.answers)


def _wrong(opened: _Opened, reading: Reading) -> Answers:
    """What the paper says, by question, of every field found wrong. Raises UserError BAD_VALUE."""
    seen = (*opened.shown.blind, *opened.shown.open)
    for key in reading.wrong:
        if key not in seen:
            raise UserError(BAD_VALUE, question=key, typed="", allowed=seen)
    form, record = opened.shown.form, opened.settled.answers
    said = {key: admitted(form, key, answer) for key, answer in reading.wrong.items()}
    called = {key: answer for key, answer in said.items() if answer != record.get(key)}
    read = _read(opened, reading.keyed)
    return reviewing.findings(read, called, reading.why, _differing(opened, read))
