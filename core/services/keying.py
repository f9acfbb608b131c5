"""Key one sheet blind: begin, accept answers one by one, submit with a signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from core.errors import (
    ALREADY_SUBMITTED,
    BLIND,
    MORE_THAN_RETURNED,
    REASON_MISSING,
    UNANSWERED,
    WRONG_STATE,
    BugError,
    EnvError,
    UserError,
)
from core.event import Changes, Kind
from core.forms.model import Form
from core.logic.state import FormState
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.drafts import DraftLine, Drafts
from core.ports.ledger import Ledger
from core.ports.vault import ContentKey, Vault
from core.services.batches import BatchRow, batch_row
from core.services.loading import Loading, paper_of
from core.services.overview import Listed, listed
from core.services.own_pass import own_pass, returned_to
from core.values import BatchId, KeyingId, SheetId, batch_of, keying_id, serial_of, sheet_id
from core.workflow.admissible import admitted
from core.workflow.batch import Batch
from core.workflow.bodies import content_key_granted
from core.workflow.contents import KeyingContent, draft_context, dumped, keying_context
from core.workflow.drafting import (
    KINDS,
    DraftChange,
    change_body,
    change_of,
    replayed,
    unanswered,
)
from core.workflow.keying_bodies import keying_submitted, sheet_set_aside
from core.workflow.paper import refuse_unreachable
from core.workflow.states import Action, BatchState, SheetState, permit

SET_ASIDE_REASONS = ("page_missing", "not_my_batch", "unclear", "other")


@dataclass(frozen=True)
class KeyingTask:
    """A batch in which the person keys one pass (or records visits)."""

    batch: BatchRow
    pass_no: int
    done: int
    """Submitted by this person's pass."""
    total: int
    drafts: tuple[str, ...]
    """Serials begun and not submitted."""
    open: int = 0
    """How many can be keyed now, from paper or a scan."""
    held_up: int = 0
    """How many are left that cannot, since neither is here."""
    returned: tuple[str, ...] = ()
    """Serials to key again: what this pass keyed there was of another paper."""


@dataclass(frozen=True)
class Draft:
    """A keying in work: everything the entry page needs, from the first key or after a crash."""

    id: KeyingId
    sheet: SheetId
    serial: str
    batch: BatchRow
    pass_no: int
    form: Form
    changes: tuple[DraftChange, ...]
    content_key: ContentKey | None = field(default=None, repr=False, compare=False)
    """The clerk's own key for the batch, sealed; filled in by `begin`."""


class Keying:
    """Blind transcription by the clerk of one pass."""

    def __init__(
        self, ledger: Ledger, vault: Vault, drafts: Drafts, clock: Clock, loading: Loading
    ) -> None:
        self._ledger, self._vault, self._drafts = ledger, vault, drafts
        self._clock, self._loading = clock, loading

    def tasks(self, session: Session) -> tuple[KeyingTask, ...]:
        """Batches with serials for this person, oldest first; nothing of any other person."""
        back = _by_batch(returned_to(self._ledger, session))
        open_ones = self._tasks(session, {"open": 1}, back)
        closed = back.keys() - {task.batch.id for task in open_ones}
        if not closed:
            return open_ones
        return (*open_ones, *self._tasks(session, {"id": tuple(sorted(closed))}, back))

    def task(self, session: Session, batch: BatchId) -> KeyingTask | None:
        """As `tasks`, of one batch; None where the person keys nothing in it now."""
        back = _by_batch(returned_to(self._ledger, session, batch))
        where = {"id": batch} if back else {"id": batch, "open": 1}
        return next(iter(self._tasks(session, where, back)), None)

    def waiting(self, session: Session, batch: BatchId) -> tuple[str, ...]:
        """Serials of the person's own pass that can be keyed now and are not yet, in order."""
        found = self._loading.batch(session, batch)
        permit(session, Action.KEY, found)
        pass_no = found.pass_of(session.person) or 1
        own = own_pass(self._ledger, session, batch, pass_no, found.paper)
        if found.state is BatchState.KEYING:
            return own.waiting(found.serials)
        back = returned_to(self._ledger, session, batch)
        if not back:
            raise UserError(WRONG_STATE, state=found.state.value, action=Action.KEY.value)
        return own.waiting(map(serial_of, back))

    def begin(self, session: Session, batch: BatchId, serial: str) -> Draft:
        """Start or resume the person's keying of a sheet.

        Raises UserError UNKNOWN_SERIAL, ALREADY_SUBMITTED, NOT_YOUR_PASS, PAPER_NOT_HERE, PAPER_LOST,
        MORE_THAN_RETURNED.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.KEY, found)
        sheet = found.sheet(serial)
        refuse_unreachable(found.paper, serial, serial in self._loading.scanned(session, batch))
        pass_no = found.pass_of(session.person) or 1
        self._refuse_closed(session, found, sheet)
        self._refuse_submitted(session, found, sheet)
        if self._is_void(session, batch, sheet):
            raise UserError(WRONG_STATE, state=SheetState.VOID.value, action=Action.KEY.value)
        self._refuse_excess(session, found, serial)
        mine = self._own_keys(session, found, sheet, pass_no)
        key = next((key for key in mine if key.batch == found.key.public), None)
        if key is None:
            if not mine:
                self._lose_drafts(session, batch)
            key = self._vault.new_content_key(session, found.key.public)
            self._ledger.append(session, acting, [content_key_granted(batch, key)])
        row = batch_row(listed(self._ledger, session, {"id": batch})[0])
        draft = Draft(
            id=keying_id(sheet, pass_no),
            sheet=sheet,
            serial=serial,
            batch=row,
            pass_no=pass_no,
            form=self._loading.form(found.form),
            changes=(),
            content_key=key,
        )
        return replace(draft, changes=self._resumed(session, draft, mine))

    def accept(self, session: Session, draft: Draft, change: DraftChange) -> Draft:
        """Make one change durable and return the draft with it. Raises UserError BAD_VALUE; EnvError."""
        if change.kind not in KINDS:
            raise BugError("UNKNOWN_CHANGE", kind=change.kind)
        if change.answer is not None:
            answer = admitted(draft.form, change.question, change.answer)
            change = replace(change, answer=answer)
        n = len(draft.changes) + 1
        sealed = self._vault.seal(
            session,
            _key(draft),
            draft_context(draft.sheet, draft.pass_no, session.person, n),
            dumped(change_body(change)),
        )
        self._drafts.append(session, draft.id, DraftLine(n, sealed))
        return replace(draft, changes=(*draft.changes, change))

    def submit(self, session: Session, draft: Draft) -> Changes:
        """Self-check and sign: seal all answers, notes and timings into one event (level 1).

        Raises UserError UNANSWERED with the keys of open questions, ALREADY_SUBMITTED, MORE_THAN_RETURNED.
        """
        batch = self._loading.batch(session, draft.batch.id)
        acting = permit(session, Action.KEY, batch)
        self._refuse_closed(session, batch, draft.sheet)
        self._refuse_submitted(session, batch, draft.sheet)
        self._refuse_excess(session, batch, draft.serial)
        content = replayed(draft.changes)
        self._refuse_unanswered(draft, content)
        context = keying_context(draft.sheet, draft.pass_no, session.person)
        sealed = self._vault.seal(session, _key(draft), context, content.to_bytes())
        attempt = self._attempt(session, draft)
        submitted = keying_submitted(
            draft.sheet, draft.pass_no, attempt, _key(draft).id, sealed, visit=batch.is_visit
        )
        changes = self._ledger.append(session, acting, [submitted])
        self._drafts.discard(session, draft.id)
        return changes

    def set_aside(self, session: Session, draft: Draft, reason: str) -> Changes:
        """Lay a sheet aside with a reason code (page_missing, not_my_batch, unclear, other)."""
        batch = self._loading.batch(session, draft.batch.id)
        acting = permit(session, Action.KEY, batch)
        self._refuse_closed(session, batch, draft.sheet)
        self._refuse_submitted(session, batch, draft.sheet)
        if reason not in SET_ASIDE_REASONS:
            raise UserError(REASON_MISSING)
        aside = sheet_set_aside(draft.sheet, draft.pass_no, reason, visit=batch.is_visit)
        changes = self._ledger.append(session, acting, [aside])
        self._drafts.discard(session, draft.id)
        return changes

    def _tasks(
        self, session: Session, where: Mapping[str, Any], back: Mapping[BatchId, tuple[str, ...]]
    ) -> tuple[KeyingTask, ...]:
        keyed: dict[str, Any] = {"is_visit": 0, "off": ""}
        mine = (
            each
            for each in listed(self._ledger, session, {**keyed, **where})
            if (Post.PASS1 in each.posts or Post.PASS2 in each.posts) and not each.is_relieved
        )
        return tuple(self._task(session, each, back.get(each.id, ())) for each in mine)

    def _task(self, session: Session, each: Listed, back: tuple[str, ...]) -> KeyingTask:
        drafts = (
            serial_of(SheetId(keying.rsplit("/", 2)[0]))
            for keying in self._drafts.open(session, each.id)
        )
        pass_no = 1 if Post.PASS1 in each.posts else 2
        row, paper = batch_row(each), paper_of(each.row)
        own = own_pass(self._ledger, session, each.id, pass_no, paper)
        left = (each.row["last"] - each.row["first"] + 1 + len(paper.extra), each.sheets)
        is_open = bool(each.row["open"])
        return KeyingTask(
            row, pass_no, each.mine_done, each.sheets, tuple(drafts),
            open=own.open(*left) if is_open else len(own.waiting(back)),
            held_up=own.held_up(*left) if is_open else 0,
            returned=back,
        )  # fmt: skip

    def _refuse_excess(self, session: Session, batch: Batch, serial: str) -> None:
        """Of no pass more papers are keyed than came back; says nothing of the other pass."""
        if batch.is_visit:
            return
        own = {"batch": batch.id, "pass": batch.pass_of(session.person) or 1}
        out = {serial, *batch.paper.lost}
        out |= {s for (s,) in self._ledger.count(session, "void", ("serial",), {"batch": batch.id})}
        sheets = tuple(sheet_id(batch.id, each) for each in out)
        keyed = self._ledger.count(session, "keying", (), own)[()]
        again = self._ledger.count(session, "keying", (), own | {"sheet": sheets})[()]
        handled, returned = keyed + len(out) - again, batch.returned
        if handled > returned:
            raise UserError(MORE_THAN_RETURNED, returned=returned, handled=handled)

    def _is_void(self, session: Session, batch: BatchId, sheet: SheetId) -> bool:
        return bool(self._ledger.rows(session, "void", {"batch": batch, "sheet": sheet}))

    def _refuse_closed(self, session: Session, batch: Batch, sheet: SheetId) -> None:
        """After keying was closed only what was returned is keyed."""
        if batch.state is not BatchState.KEYING and sheet not in returned_to(
            self._ledger, session, batch.id
        ):
            raise UserError(WRONG_STATE, state=batch.state.value, action=Action.KEY.value)

    def _attempt(self, session: Session, draft: Draft) -> int:
        """One more than the keyings of this pass so far: an earlier one was of another paper."""
        history = self._ledger.history(session, draft.sheet)
        passes = [e.body["pass"] for e in history if e.kind is Kind.KEYING_SUBMITTED]
        return 1 + passes.count(draft.pass_no)

    def _refuse_submitted(self, session: Session, batch: Batch, sheet: SheetId) -> None:
        own = {"batch": batch.id, "pass": batch.pass_of(session.person), "sheet": sheet}
        if self._ledger.rows(session, "keying", own):
            raise UserError(ALREADY_SUBMITTED, serial=serial_of(sheet))

    def _refuse_unanswered(self, draft: Draft, content: KeyingContent) -> None:
        state = FormState(
            draft.form,
            now=self._clock.now(),
            answers=content.answers,
            program=self._loading.program(draft.form.id),
        )
        missing = unanswered(state)
        if missing:
            raise UserError(UNANSWERED, questions=missing)

    def _own_keys(
        self, session: Session, batch: Batch, sheet: SheetId, pass_no: int
    ) -> list[ContentKey]:
        """The person's content keys that still open: a reset takes those from before away."""
        context = draft_context(sheet, pass_no, session.person, 0)
        found = []
        for key in batch.keys_of(session.person):
            try:
                self._vault.seal(session, key, context, b"")
            except UserError as error:
                if error.code != BLIND:
                    raise
            else:
                found.append(key)
        return found

    def _lose_drafts(self, session: Session, batch: BatchId) -> None:
        """Nobody can open any more what was sealed under a key that a reset took away."""
        for keying in self._drafts.open(session, batch):
            self._drafts.discard(session, keying)

    def _resumed(
        self, session: Session, draft: Draft, mine: Sequence[ContentKey]
    ) -> tuple[DraftChange, ...]:
        """The draft's changes; those from before the batch's key was replaced are under an earlier key."""
        own = _key(draft)
        keys = [own, *(key for key in mine if key != own)]
        changes = []
        for line in self._drafts.lines(session, draft.id):
            context = draft_context(draft.sheet, draft.pass_no, session.person, line.n)
            opened = self._opened_by_one(session, keys, context, line.sealed)
            changes.append(change_of(orjson.loads(opened)))
        return tuple(changes)

    def _opened_by_one(
        self, session: Session, keys: Sequence[ContentKey], context: str, sealed: str
    ) -> bytes:
        *others, last = keys
        for key in others:
            try:
                return self._vault.open(session, key, context, sealed)
            except EnvError:
                continue
        return self._vault.open(session, last, context, sealed)


def _by_batch(sheets: Iterable[SheetId]) -> dict[BatchId, tuple[str, ...]]:
    found: dict[BatchId, tuple[str, ...]] = {}
    for sheet in sheets:
        found[batch_of(sheet)] = (*found.get(batch_of(sheet), ()), serial_of(sheet))
    return found


def _key(draft: Draft) -> ContentKey:
    if draft.content_key is None:
        raise BugError("DRAFT_WITHOUT_KEY")
    return draft.content_key
