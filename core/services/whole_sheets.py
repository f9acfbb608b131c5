"""Look at both keyings of a sheet whole, and rule that one of them is of another paper."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import BAD_VALUE, NOT_THIRD_PERSON, WRONG_STATE, UserError
from core.event import Changes, NewEvent
from core.people import Session
from core.ports.ledger import Ledger
from core.ports.vault import Vault
from core.services.loading import Loading
from core.services.opened_desk import OpenedDesk
from core.services.sheet_readings import SheetLine, lines, pair, pass_of
from core.values import SheetId
from core.workflow.batch import Batch
from core.workflow.misfiling import Move, misfiled, moved, moves
from core.workflow.paper import padded, refuse_unreachable, typed_serial
from core.workflow.ruling import FIRST, SECOND
from core.workflow.sheet import Sheet
from core.workflow.states import Action, permit


class WholeSheets:
    """The third person's view of a whole sheet, beyond what differs."""

    def __init__(self, ledger: Ledger, vault: Vault, loading: Loading) -> None:
        self._ledger, self._vault, self._loading = ledger, vault, loading

    def whole(self, session: Session, sheet: SheetId) -> tuple[SheetLine, ...]:
        """All readings of a sheet in dispute, in paper order, as far as the person may open them."""
        return self._readings(session, sheet, lines)

    def pair(self, session: Session, sheet: SheetId) -> tuple[SheetLine, ...]:
        """Both keyings of an unsettled sheet side by side, to see whether one is of another paper.

        Raises UserError WRONG_STATE once the sheet has a record, and what `wrong_sheet` raises.
        """
        return self._readings(session, sheet, _unsettled_pair)

    def wrong_sheet(
        self, session: Session, sheet: SheetId, choice: str, serial: str, *, exchange: bool = False
    ) -> Changes:
        """Rule that the `first` (or `second`) keying of `pair` is of another paper.

        With that paper's serial, as typed, the keying is moved there without being keyed again, and with
        `exchange` the one that stands there comes here; without a serial it is set aside and the
        pass is keyed again. Raises UserError BAD_VALUE, UNKNOWN_SERIAL, SERIAL_KEYED, WRONG_STATE,
        NOT_THIRD_PERSON of either sheet; PAPER_NOT_HERE, PAPER_LOST.
        """
        if choice not in (FIRST, SECOND):
            raise UserError(BAD_VALUE, question="", typed=choice, allowed=(FIRST, SECOND))
        batch, found, acting = self._permitted(session, sheet)
        _refuse_settled(found)
        desk = OpenedDesk(session, batch, self._vault, self._loading)
        pass_no = pass_of(batch, found, second=choice == SECOND)
        if not serial:
            away = [misfiled(found, found.keyings[pass_no], None, *desk.misfiling(found, ""))]
            return self._ledger.append(session, acting, away)
        other = padded(typed_serial(serial), batch.width)
        target = self._loading.sheet(session, batch.sheet(other))
        moving = moves(found, pass_no, target, exchange=exchange)
        self._refuse_reader(session, target)
        return self._ledger.append(session, acting, _moved(desk, moving))

    def _readings(
        self,
        session: Session,
        sheet: SheetId,
        read: Callable[[OpenedDesk, Batch, Sheet], tuple[SheetLine, ...]],
    ) -> tuple[SheetLine, ...]:
        batch, found, _ = self._permitted(session, sheet)
        return read(OpenedDesk(session, batch, self._vault, self._loading), batch, found)

    def _permitted(self, session: Session, sheet: SheetId) -> tuple[Batch, Sheet, str]:
        batch = self._loading.holding(session, sheet)
        found = self._loading.sheet(session, sheet)
        acting = permit(session, Action.RULE, batch, sheet=found)
        scanned = self._loading.scanned(session, batch.id)
        refuse_unreachable(batch.paper, found.serial, found.serial in scanned)
        return batch, found, acting

    def _refuse_reader(self, session: Session, target: Sheet) -> None:
        """Nobody who keyed or reviews the other paper decides what is keyed of it."""
        holding = self._loading.batch(session, target.batch)
        permit(session, Action.COMPARE, holding)
        if session.person in target.readers:
            raise UserError(NOT_THIRD_PERSON)


def _unsettled_pair(desk: OpenedDesk, batch: Batch, sheet: Sheet) -> tuple[SheetLine, ...]:
    _refuse_settled(sheet)
    return pair(desk, batch, sheet)


def _refuse_settled(sheet: Sheet) -> None:
    if sheet.comparison is None or sheet.record is not None:
        raise UserError(WRONG_STATE, state=sheet.state.value, action=Action.RULE.value)


def _moved(desk: OpenedDesk, moving: tuple[Move, ...]) -> list[NewEvent]:
    """What takes each keying from where it was, then what puts it where it belongs."""
    events: list[NewEvent] = []
    arriving: list[NewEvent] = []
    for move in moving:
        data = desk.keying(move.source, move.keying)
        sealed = desk.misfiling(move.source, move.target.serial)
        events.append(misfiled(move.source, move.keying, move.target.id, *sealed))
        arriving.append(moved(move, desk.seal_keying(move.target.id, move.keying, data)))
    return [*events, *arriving]
