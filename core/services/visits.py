"""Mystery-shopper visits: keyed once by the shopper, scored 0-100, reviewed like sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import (
    ALREADY_SUBMITTED,
    BAD_VALUE,
    CONSTRAINT,
    NOT_TRAINED,
    NOT_YOUR_PASS,
    UNANSWERED,
    WRONG_STATE,
    BugError,
    UserError,
)
from core.event import Changes, NewEvent
from core.figures import visits as scores
from core.figures.visits import SectionScore, VisitScore
from core.forms.model import Form, Kind, Severity
from core.logic.state import FormState
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.drafts import Drafts
from core.ports.files import Files, StoredFile
from core.ports.ledger import Ledger
from core.ports.vault import Vault
from core.reports.pictures import without_traces
from core.services.batches import batch_row
from core.services.keying import Draft, Keying, KeyingTask
from core.services.loading import Loading
from core.services.overview import Listed, listed
from core.values import Answer, Answers, BatchId, SheetId, serial_of
from core.workflow import visiting
from core.workflow.batch import Batch
from core.workflow.bodies import file_cleaned, unpacked
from core.workflow.contents import KeyingContent, keying_context, restored, salt_of
from core.workflow.drafting import DraftChange, replayed, unanswered
from core.workflow.keying_bodies import keying_submitted
from core.workflow.settling import Checker, settled, single_settlement
from core.workflow.sheet import Sheet
from core.workflow.states import Action, BatchState, permit

__all__ = ["SectionScore", "VisitRow", "VisitScore", "Visits"]

BRANCH = "branch"
"""Name of the question that says which branch was visited (requirements MYS-01)."""


@dataclass(frozen=True)
class VisitRow:
    """A visit as those may see it who may know of it; the branch never does."""

    sheet: SheetId
    serial: str
    branch: str
    date: str
    state: str
    score: VisitScore | None


class Visits:
    """The shopper's desk; entry itself goes through Keying with the draft that `begin` gives."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        drafts: Drafts,
        files: Files,
        clock: Clock,
        loading: Loading,
        keying: Keying,
    ) -> None:
        self._ledger, self._vault, self._drafts, self._files = ledger, vault, drafts, files
        self._clock, self._loading, self._keying = clock, loading, keying

    def tasks(self, session: Session) -> tuple[KeyingTask, ...]:
        """Visit batches in which the person is the shopper."""
        found = listed(self._ledger, session, {"is_visit": 1, "state": BatchState.KEYING.value})
        return tuple(self._task(session, each) for each in found if Post.PASS1 in each.posts)

    def begin(self, session: Session, batch: BatchId, serial: str | None = None) -> Draft:
        """Start a new visit (serial None) or resume one. Raises UserError NOT_TRAINED, NOT_YOUR_PASS."""
        found = self._loading.batch(session, batch)
        if not found.is_visit:
            raise UserError(NOT_YOUR_PASS)
        permit(session, Action.KEY, found)
        self._require_training(session)
        number = serial or visiting.serial_of(self._vault.random(visiting.SERIAL_BYTES))
        return self._keying.begin(session, batch, number)

    def attach(
        self, session: Session, draft: Draft, question: str, name: str, data: bytes
    ) -> tuple[Draft, StoredFile]:
        """Keep an evidence file by its hash and answer the question with it (sha256 and name).

        Each file is a line of the answer; core.workflow.visiting.evidence reads them. Raises
        UserError BAD_VALUE where the question takes no file, FILE_TOO_LARGE; EnvError DISK_FULL.
        """
        asked = draft.form.by_key.get(question)
        if asked is None or asked.kind is not Kind.FILE:
            raise UserError(BAD_VALUE, question=question, typed=name, allowed=())
        kept = self._files.put(session, name, data)
        standing = replayed(draft.changes).answers.get(question)
        answer = visiting.with_evidence(standing, kept.sha256, kept.name)
        at = draft.changes[-1].at if draft.changes else 0
        change = DraftChange("answer", question, answer, at=at)
        return self._keying.accept(session, draft, change), kept

    def attach_without_traces(
        self, session: Session, draft: Draft, question: str, name: str, data: bytes
    ) -> tuple[Draft, StoredFile]:
        """As `attach`, of a picture written anew without place, time and camera; both hashes are journaled.

        The picture as it came is not kept. Raises UserError NOT_A_PICTURE and what `attach` raises.
        """
        clean = without_traces(name, data)
        draft, kept = self.attach(session, draft, question, name, clean)
        acting = permit(session, Action.KEY, self._loading.batch(session, draft.batch.id))
        before = hashlib.sha256(data).hexdigest()
        self._ledger.append(session, acting, [file_cleaned(before, kept.sha256)])
        return draft, kept

    def score(self, draft: Draft, answers: Answers) -> VisitScore:
        """The score as the answers stand."""
        return scores.score(draft.form, answers)

    def submit(self, session: Session, draft: Draft) -> Changes:
        """Sign and submit; the record settles at once (one keying).

        Raises UserError TIMES_OUT_OF_ORDER, REMARK_MISSING, UNANSWERED, NOT_TRAINED, CONSTRAINT
        for any other rule of the form that blocks, ALREADY_SUBMITTED.
        """
        batch = self._loading.batch(session, draft.batch.id)
        acting = permit(session, Action.KEY, batch)
        if batch.state is not BatchState.KEYING:
            raise UserError(WRONG_STATE, state=batch.state.value, action=Action.KEY.value)
        self._require_training(session)
        if self._ledger.rows(session, "keying", {"sheet": draft.sheet}):
            raise UserError(ALREADY_SUBMITTED, serial=draft.serial)
        content = replayed(draft.changes)
        self._check(draft.form, content.answers)
        data, key = content.to_bytes(), draft.content_key
        if key is None:
            raise BugError("DRAFT_WITHOUT_KEY")
        context = keying_context(draft.sheet, draft.pass_no, session.person)
        sealed = self._vault.seal(session, key, context, data)
        keyed = keying_submitted(draft.sheet, draft.pass_no, 1, key.id, sealed, visit=True)
        record = self._settled(session, draft, content, salt_of(data))
        changes = self._ledger.append(session, acting, [keyed, *record])
        self._drafts.discard(session, draft.id)
        return changes

    def mine(self, session: Session, batch: BatchId) -> tuple[VisitRow, ...]:
        """Own visits (shopper), or all visits of the batch (quality specialist)."""
        found = self._loading.batch(session, batch)
        if not found.is_visit:
            return ()
        form = self._loading.form(found.form)
        rows = self._ledger.rows(session, "keying", {"batch": batch}, order=("submitted_at",))
        sheets = (self._loading.sheet(session, SheetId(row["sheet"])) for row in rows)
        return tuple(_row(form, found, sheet) for sheet in sheets)

    def _task(self, session: Session, each: Listed) -> KeyingTask:
        drafts = self._drafts.open(session, each.id)
        serials = tuple(serial_of(SheetId(draft.rsplit("/", 2)[0])) for draft in drafts)
        return KeyingTask(batch_row(each), 1, each.mine_done, each.mine_done, serials)

    def _require_training(self, session: Session) -> None:
        """Only a shopper marked as trained, by today, and active (requirements MYS-05)."""
        rows = self._ledger.rows(session, "person", {"id": session.person})
        today = self._clock.now().date().isoformat()
        if not rows or not rows[0]["active"] or not "" < rows[0]["trained_on"] <= today:
            raise UserError(NOT_TRAINED)

    def _check(self, form: Form, answers: Answers) -> None:
        visiting.check(form, answers)
        program = self._loading.program(form.id)
        state = FormState(form, now=self._clock.now(), answers=answers, program=program)
        missing = unanswered(state)
        if missing:
            raise UserError(UNANSWERED, questions=missing)
        for finding in state.findings():
            if finding.severity is Severity.BLOCK:
                key = finding.questions[0] if finding.questions else ""
                raise UserError(CONSTRAINT, question=key, typed="", message=dict(finding.messages))

    def _settled(
        self, session: Session, draft: Draft, content: KeyingContent, salt: bytes
    ) -> tuple[NewEvent, NewEvent]:
        """The record, and what the form's rules find in it."""
        form, settlement = draft.form, single_settlement(draft.form, content.answers)
        checker = Checker(form, self._loading.program(form.id))
        record = settled(
            draft.sheet,
            form,
            settlement,
            salt,
            lambda data: self._vault.seal_private(session, draft.sheet, data),
        )
        return record, checker.checked(draft.sheet, settlement, salt, self._clock.now())


def _row(form: Form, batch: Batch, sheet: Sheet) -> VisitRow:
    answers = restored(unpacked(sheet.record.answers_json)) if sheet.record else {}
    approved = batch.state is BatchState.APPROVED and not sheet.void
    return VisitRow(
        sheet=sheet.id,
        serial=sheet.serial,
        branch=_text(answers, BRANCH),
        date=_text(answers, next((q.key for q in form.questions if q.kind is Kind.DATE), "")),
        state=batch.state.value if approved else sheet.state.value,
        score=scores.score(form, answers) if sheet.record else None,
    )


def _text(answers: Mapping[str, Answer], key: str) -> str:
    answer = answers.get(key)
    return answer if isinstance(answer, str) else ""
