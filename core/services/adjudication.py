"""Compare two blind readings and settle, as a third person from the paper, where they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from core.errors import NO_SUCH_DIFFERENCE, NOT_THIRD_PERSON, UserError
from core.event import Changes, NewEvent
from core.forms.model import Form
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.ledger import Ledger
from core.ports.vault import Vault
from core.progress import Progress
from core.services.batch_keys import renewal
from core.services.batches import BatchRow, batch_row
from core.services.loading import Loading, paper_of
from core.services.opened_desk import OpenedDesk
from core.services.overview import Listed, listed
from core.values import Answer, BatchId, PersonId, SheetId, serial_of
from core.workflow import settling
from core.workflow.batch import Batch
from core.workflow.bodies import SheetCompared, sheet_compared
from core.workflow.misfiling import misfiled, origin_of, original_of
from core.workflow.paper import is_reachable, refuse_unreachable
from core.workflow.ruling import (
    Case,
    Choice,
    asks_paper_first,
    candidate_said,
    decided,
    is_last,
    ruled,
    shown,
)
from core.workflow.sheet import Difference, SealedKeying, Sheet, sheet_of
from core.workflow.states import Action, SheetState, permit

CHUNK = 50
"""Sheets compared in one transaction."""
UNRULED = ("open", "conflict")


@dataclass(frozen=True)
class AdjudicationTask:
    """A batch in which the person adjudicates."""

    batch: BatchRow
    to_compare: int
    """Sheets keyed twice and not yet compared."""
    differences: int
    """Unruled ones that this person may rule on now, from paper or a scan."""


@dataclass(frozen=True)
class DifferenceView:
    """One question on which two readings disagree, without names, in shuffled order."""

    id: str
    """sheet#n"""
    sheet: SheetId
    serial: str
    question: str
    first: Answer | None
    second: Answer | None
    origin: str = "keying"
    """keying, query or review: where it comes from."""
    note: str = ""
    """What the keying clerks, the query or the reviewer wrote about it."""
    suspected_wrong_sheet: bool = False
    """More than 40 % of the compared fields differ."""
    at_hand: bool = True
    """Whether there is paper, or a scan, to rule from; else it waits."""
    paper_first: bool = False
    """The readings and notes are not shown before the paper's value is keyed (`candidates`)."""


@dataclass(frozen=True)
class Candidates:
    """What a paper-first difference shows once the paper's value is keyed."""

    keyed: Answer
    first: Answer | None
    second: Answer | None
    note: str
    agrees: str
    """first or second: which of them says what was keyed; "" for neither."""


Verdict = Choice
"""What the paper says: take `first`, take `second`, `illegible`, or `other` with an answer and a reason."""


class Adjudication:
    """The desk of the third person."""

    def __init__(self, ledger: Ledger, vault: Vault, clock: Clock, loading: Loading) -> None:
        self._ledger, self._clock, self._loading = ledger, clock, loading
        self._vault = vault

    def tasks(self, session: Session) -> tuple[AdjudicationTask, ...]:
        """Batches in which the person adjudicates, oldest first."""
        mine = [e for e in listed(self._ledger, session) if Post.ADJUDICATION in e.posts]
        return tuple(
            AdjudicationTask(
                batch_row(each),
                len(self._uncompared(session, each.id)),
                self._count_rulable(session, each),
            )
            for each in mine
        )

    def form(self, session: Session, batch: BatchId) -> Form:
        """The batch's form."""
        return self._loading.form(self._loading.batch(session, batch).form)

    def compare(self, session: Session, batch: BatchId, progress: Progress) -> Changes:
        """Open and compare every pair not yet compared; sheets without a difference settle at once."""
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.COMPARE, found)
        changes = self._renewed_key(session, acting, found)
        sheets = self._uncompared(session, batch)
        desk = OpenedDesk(session, self._loading.batch(session, batch), self._vault, self._loading)
        for start in range(0, len(sheets), CHUNK):
            progress.step(start, len(sheets))
            events: list[NewEvent] = []
            for sheet_id in sheets[start : start + CHUNK]:
                sheet = self._loading.sheet(session, sheet_id)
                events += self._strays(session, desk, sheet) or self._brought_on(desk, sheet)
            if events:
                changes |= self._ledger.append(session, acting, events)
        progress.step(len(sheets), len(sheets))
        return changes

    def differences(self, session: Session, batch: BatchId) -> tuple[DifferenceView, ...]:
        """Unruled differences that this person may rule on, by serial in paper order; also those that
        wait for their paper."""
        found = self._loading.batch(session, batch)
        scanned = self._loading.scanned(session, batch)
        desk = OpenedDesk(session, found, self._vault, self._loading)
        views: list[DifferenceView] = []
        for sheet, rulable in self._rulable(session, found):
            at_hand = is_reachable(found.paper, sheet.serial, sheet.serial in scanned)
            cases = [desk.case(sheet, difference) for difference in rulable]
            ordered = desk.in_paper_order(cases)
            views += [_view(desk.form, found, sheet, case, at_hand=at_hand) for case in ordered]
        return tuple(views)

    def candidates(self, session: Session, difference: str, keyed: Answer) -> Candidates:
        """The readings of a difference that is keyed from the paper first.

        Raises UserError BAD_VALUE and what `rule` raises.
        """
        batch, sheet, found = self._found(session, difference)
        permit(session, Action.RULE, batch, sheet=sheet, difference=found)
        self._refuse_unreachable(session, batch, sheet)
        desk = OpenedDesk(session, batch, self._vault, self._loading)
        case = _unbarred(session, sheet, desk.case(sheet, found))
        typed, agrees = candidate_said(desk.form, case, batch.key.origin, keyed)
        first, second = shown(case, batch.key.origin)
        return Candidates(typed, first, second, "\n".join(case.notes), agrees)

    def rule(self, session: Session, difference: str, verdict: Verdict) -> Changes:
        """Record the decision on one difference; with the last one the sheet's record settles.

        Raises UserError NOT_THIRD_PERSON, NO_SUCH_DIFFERENCE, BAD_VALUE, REASON_MISSING, PAPER_FIRST;
        PAPER_NOT_HERE, PAPER_LOST where there is neither paper nor scan to rule from.
        """
        batch, sheet, found = self._found(session, difference)
        acting = permit(session, Action.RULE, batch, sheet=sheet, difference=found)
        self._refuse_unreachable(session, batch, sheet)
        desk = OpenedDesk(session, batch, self._vault, self._loading)
        case = _unbarred(session, sheet, desk.case(sheet, found))
        ruling = decided(desk.form, case, batch.key.origin, verdict)
        salt = desk.salt(sheet)
        events = [ruled(sheet, found, ruling, salt, desk.seal_ruling(found, ruling))]
        if is_last(sheet, found):
            made = settling.Verdict(ruling, session.person)
            events += self._settled(desk, sheet, desk.after_rulings(sheet, made), salt)
        return self._ledger.append(session, acting, events)

    def _found(self, session: Session, difference: str) -> tuple[Batch, Sheet, Difference]:
        sheet_id = sheet_of(difference)
        batch = self._loading.holding(session, sheet_id)
        sheet = self._loading.sheet(session, sheet_id)
        found = sheet.difference(difference)
        if found is None:
            raise UserError(NO_SUCH_DIFFERENCE)
        return batch, sheet, found

    def _refuse_unreachable(self, session: Session, batch: Batch, sheet: Sheet) -> None:
        scanned = self._loading.scanned(session, batch.id)
        refuse_unreachable(batch.paper, sheet.serial, sheet.serial in scanned)

    def _uncompared(self, session: Session, batch: BatchId) -> list[SheetId]:
        """Sheets keyed twice and not compared, or ruled on throughout and not settled, by serial."""
        waiting = (
            {"state": SheetState.TWO_PASSES.value},
            {
                "state": SheetState.DIFFERING.value,
                "unruled": 0,
            },
        )
        rows = [
            row
            for where in waiting
            for row in self._ledger.rows(session, "sheet", {"batch": batch, **where})
        ]
        return sorted(SheetId(row["id"]) for row in rows)

    def _strays(self, session: Session, desk: OpenedDesk, sheet: Sheet) -> list[NewEvent]:
        """Rulings that take away what was moved here and is not what its clerk signed elsewhere."""
        if sheet.record is not None:  # it stands, and a person has to look
            return []
        return [
            misfiled(sheet, keying, None, *desk.misfiling(sheet, ""))
            for keying in sheet.keyings.values()
            if keying.moved_by is not None and self._is_stray(session, desk, sheet, keying)
        ]

    def _is_stray(
        self, session: Session, desk: OpenedDesk, sheet: Sheet, keying: SealedKeying
    ) -> bool:
        source = self._loading.sheet(session, origin_of(keying))
        original = original_of(keying, source, sheet.id)
        if original is None:
            return True
        return not source.erased and desk.keying(source, original) != desk.keying(sheet, keying)

    def _brought_on(self, desk: OpenedDesk, sheet: Sheet) -> list[NewEvent]:
        if desk.is_comparable(sheet):
            return self._compared(desk, sheet)
        if sheet.state is SheetState.DIFFERING and not sheet.unruled:
            return self._settled(desk, sheet, desk.after_rulings(sheet), desk.salt(sheet))
        return []

    def _renewed_key(self, session: Session, acting: str, batch: Batch) -> Changes:
        """A new batch key where an adjudicator was removed, so that what follows stays shut to that person."""
        rows = self._ledger.rows(session, "person", {"active": 0})
        removed = {PersonId(row["id"]) for row in rows}
        event = renewal(session, self._vault, batch, removed)
        return self._ledger.append(session, acting, [event] if event else [])

    def _compared(self, desk: OpenedDesk, sheet: Sheet) -> list[NewEvent]:
        compared, salt = desk.compare(sheet)
        body: SheetCompared = {
            "first": sheet.keyings[1].clerk,
            "second": sheet.keyings[2].clerk,
            "fields": compared.fields,
            "n": len(compared.differing),
            "suspected": compared.suspected,
            "sealed": desk.seal_comparison(sheet, compared),
        }
        events = [sheet_compared(sheet.id, body, sheet.seen)]
        if not compared.differing:
            settlement = settling.first_settlement(desk.form, compared, ())
            events += self._settled(desk, sheet, settlement, salt)
        return events

    def _settled(
        self, desk: OpenedDesk, sheet: Sheet, settlement: settling.Settlement, salt: bytes
    ) -> list[NewEvent]:
        seal = partial(desk.seal_private, sheet)
        return [
            settling.settled(sheet.id, desk.form, settlement, salt, seal),
            desk.checker.checked(sheet.id, settlement, salt, self._clock.now()),
        ]

    def _rulable(self, session: Session, batch: Batch) -> list[tuple[Sheet, list[Difference]]]:
        """Sheets, by serial, with the unruled differences that the person may rule on."""
        if Post.ADJUDICATION not in batch.posts_of(session.person):
            return []
        rows = self._ledger.rows(session, "difference", {"batch": batch.id, "state": UNRULED})
        found = []
        for sheet_id in sorted({SheetId(row["sheet"]) for row in rows}):
            sheet = self._loading.sheet(session, sheet_id)
            free = [d for d in sheet.unruled if not sheet.barred_from(d, session.person)]
            if sheet.state is SheetState.DIFFERING and session.person not in sheet.readers:
                found.append((sheet, free))
        return found

    def _count_rulable(self, session: Session, each: Listed) -> int:
        """As `_rulable`, of sheets in reach; without reading those whose differences anybody of the post
        may rule on."""
        where = {"batch": each.id, "state": UNRULED}
        fresh = {"origin": "keying", "state": "open"}
        counted = self._ledger.count(session, "difference", ("sheet",), where | fresh)
        scanned, paper = self._loading.scanned(session, each.id), paper_of(each.row)

        def is_at_hand(sheet: str) -> bool:
            serial = serial_of(SheetId(sheet))
            return is_reachable(paper, serial, serial in scanned)

        free = sum(number for (sheet,), number in counted.items() if is_at_hand(sheet))
        rows = self._ledger.rows(session, "difference", where)
        rest = {(SheetId(r["sheet"]), r["id"]) for r in rows if not fresh.items() <= r.items()}
        for sheet_id, difference in rest:
            sheet = self._loading.sheet(session, sheet_id)
            found = sheet.difference(difference)
            is_free = found is not None and not sheet.barred_from(found, session.person)
            free += is_free and is_at_hand(sheet_id)
        return free


def _unbarred(session: Session, sheet: Sheet, case: Case) -> Case:
    """The case, unless the person ruled on its question before or raised it."""
    if sheet.barred_from(replace(case.difference, question=case.question), session.person):
        raise UserError(NOT_THIRD_PERSON)
    return case


def _view(form: Form, batch: Batch, sheet: Sheet, case: Case, *, at_hand: bool) -> DifferenceView:
    hidden = asks_paper_first(form, case, batch.key.origin)
    first, second = (None, None) if hidden else shown(case, batch.key.origin)
    return DifferenceView(
        id=case.difference.id,
        sheet=sheet.id,
        serial=sheet.serial,
        question=case.question,
        first=first,
        second=second,
        origin=case.difference.origin,
        note="" if hidden else "\n".join(case.notes),
        suspected_wrong_sheet=sheet.is_suspected and sheet.record is None,
        at_hand=at_hand,
        paper_first=hidden,
    )
