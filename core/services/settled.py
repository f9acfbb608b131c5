"""Settled records as the desks of recheck and review read them, with what the person may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import BLIND, ERASED, UserError
from core.event import NewEvent
from core.forms.model import Form
from core.people import Session
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.quality.shared_errors import SharedErrors
from core.values import Answers, BatchId, SheetId, to_stored
from core.workflow.batch import Batch
from core.workflow.bodies import difference_id, difference_opened, packed, unpacked
from core.workflow.comparison import question_of
from core.workflow.contents import PrivateContent, dumped, proposal_context, restored
from core.workflow.sheet import Sheet


@dataclass(frozen=True)
class Settled:
    """One sheet's answers as they stand."""

    sheet: SheetId
    revision: int
    answers: Answers


def shared_errors(ledger: Ledger, session: Session, batches: Iterable[BatchId]) -> SharedErrors:
    """What the agreed answers that were read blind in these batches show; sheets that are settled."""
    where = {"batch": tuple(batches)}
    counted = ledger.count(session, "record", ("checked", "shared"), where)
    return SharedErrors(
        sum(checked * sheets for (checked, _), sheets in counted.items()),
        sum(shared * sheets for (_, shared), sheets in counted.items()),
    )


class SettledRecords:
    """Reads records that the session may see, and opens doubts about them."""

    def __init__(self, ledger: Ledger, vault: Vault) -> None:
        self._ledger, self._vault = ledger, vault

    def record(self, session: Session, sheet: SheetId) -> Settled | None:
        """A sheet's record; None before it settled."""
        rows = self._ledger.rows(session, "record", {"sheet": sheet})
        if not rows:
            return None
        answers = open_answers(rows[0]) | self._private(session, rows[0])
        return Settled(sheet, int(rows[0]["revision"]), answers)

    def applying(self, session: Session, batch: BatchId) -> dict[SheetId, frozenset[str]]:
        """Sheet -> questions that hold an answer, of all records of the batch."""
        rows = self._ledger.rows(session, "record", {"batch": batch})
        return {
            SheetId(row["sheet"]): frozenset(open_answers(row) | self._private(session, row))
            for row in rows
        }

    def doubts(
        self,
        session: Session,
        batch: Batch,
        sheet: Sheet,
        form: Form,
        said: Answers,
        origin: str,
        note: str = "",
    ) -> list[NewEvent]:
        """A difference for each answer that the paper is said to hold, open ones left as they are.

        Personal data and open text are sealed, so that only the batch's adjudicators read them.
        Raises UserError ERASED where they were destroyed: they must not come back.
        """
        revision = sheet.record.revision if sheet.record else 0
        opened: list[NewEvent] = []
        for key, answer in said.items():
            if sheet.open_on(key):
                continue
            question = question_of(form, key)
            private = question is None or question.is_sealed
            if private and sheet.erased:
                raise UserError(ERASED, serial=sheet.serial)
            packed_answer = dumped(to_stored(answer))
            context = proposal_context(difference_id(sheet.id, key, revision))
            opened.append(
                difference_opened(
                    sheet.id,
                    key,
                    revision,
                    origin,
                    proposal_json="" if private else packed(to_stored(answer)),
                    sealed=self._vault.seal_to_batch(session, batch.key, context, packed_answer)
                    if private
                    else "",
                    note=note,
                )
            )
        return opened

    def _private(self, session: Session, row: Row) -> Answers:
        """Personal data and open text; nothing where the person or anybody can no longer open it."""
        if not row["private"]:
            return {}
        try:
            opened = self._vault.open_private(session, SheetId(row["sheet"]), row["private"])
        except UserError as refused:
            if refused.code == BLIND:
                return {}
            raise
        return PrivateContent.from_bytes(opened).answers


def open_answers(row: Row) -> Answers:
    """A record row's answers without the private ones."""
    return restored(unpacked(row["answers"]) or {})
