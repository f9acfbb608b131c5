"""Wrong sheet: a keying made under one serial from the paper of another (design §5, Paper).

It is taken from where it does not belong, and put where it does if nobody keyed that pass there;
else the pass is keyed again. What was keyed is never lost and never counts on two sheets.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import SERIAL_KEYED, UNKNOWN_SERIAL, WRONG_STATE, UserError
from core.event import Event, Kind, NewEvent
from core.values import SheetId
from core.workflow.bodies import difference_ruled
from core.workflow.contents import mark
from core.workflow.keying_bodies import keying_moved
from core.workflow.sheet import SealedKeying, Sheet
from core.workflow.states import Action, SheetState

OPEN = frozenset({SheetState.NOT_ENTERED, SheetState.ONE_PASS, SheetState.SET_ASIDE})
"""States of a sheet that can take a keying from elsewhere."""


@dataclass(frozen=True)
class Move:
    """A keying on its way from the sheet where it stands to the one it was made from."""

    keying: SealedKeying
    source: Sheet
    target: Sheet


def moves(sheet: Sheet, pass_no: int, target: Sheet, *, exchange: bool) -> tuple[Move, ...]:
    """What moves if the sheet's keying of a pass is the target's; two moves change places.

    Raises UserError UNKNOWN_SERIAL, WRONG_STATE, SERIAL_KEYED.
    """
    if target.id == sheet.id:
        raise UserError(UNKNOWN_SERIAL, serial=target.serial)
    standing = target.keyings.get(pass_no)
    there = Move(sheet.keyings[pass_no], sheet, target)
    if standing is None and target.state in OPEN:
        return (there,)
    can_exchange = standing is not None and _is_open_to_exchange(target)
    if standing is not None and not (exchange and can_exchange):
        raise UserError(SERIAL_KEYED, serial=target.serial, exchange=can_exchange)
    if standing is None:
        raise UserError(WRONG_STATE, state=target.state.value, action=Action.RULE.value)
    return there, Move(standing, target, sheet)


def misfiled(
    sheet: Sheet, keying: SealedKeying, target: SheetId | None, salt: bytes, sealed: str
) -> NewEvent:
    """The ruling that a keying is not of this sheet's paper."""
    return difference_ruled(
        sheet.id,
        {
            "id": ruling_id(sheet.id),
            "after": 0,
            "mark": mark(salt, [keying.line, target or ""]),
            "sealed": sealed,
            "keying": keying.line,
            "moved_to": target or "",
        },
        seen=sheet.seen,
    )


def moved(move: Move, sealed: str) -> NewEvent:
    """The keying where it belongs, sealed anew to the batch key."""
    keying = move.keying
    attempt = 1 + sum(k.pass_no == keying.pass_no for k in move.target.every_keying)
    where = (move.target.id, keying.pass_no, attempt)
    origin = f"{move.source.id}@{keying.line}"
    return keying_moved(*where, keying.clerk, origin, sealed, move.target.seen)


def is_move(event: Event) -> bool:
    """Whether an adjudicator put a keying where it belongs, which its clerk had signed elsewhere."""
    return event.kind is Kind.KEYING_SUBMITTED and "clerk" in event.body


def is_misfiling(event: Event) -> bool:
    """Whether it was ruled that a keying is of another paper."""
    return event.kind is Kind.DIFFERENCE_RULED and "keying" in event.body


def origin_of(keying: SealedKeying) -> SheetId:
    """The sheet under whose serial a moved keying was made."""
    return SheetId(keying.origin.rpartition("@")[0])


def original_of(keying: SealedKeying, source: Sheet, sheet: SheetId) -> SealedKeying | None:
    """What the clerk signed of a keying that was moved to a sheet.

    None where it is not so told there: another machine put it elsewhere before, and it counts on one
    sheet only; or whoever moved it says that somebody else keyed it.
    """
    line = keying.origin.rpartition("@")[2]
    signed = (m.keying for m in source.misfiled if m.keying.line == line and m.to == sheet)
    told = (keying.clerk, keying.pass_no)
    return next((k for k in signed if (k.clerk, k.pass_no) == told), None)


def ruling_id(sheet: SheetId) -> str:
    """The id under which it is ruled that a keying is of another sheet."""
    return f"{sheet}#sheet"


def _is_open_to_exchange(target: Sheet) -> bool:
    return target.record is None and not target.void and len(target.keyings) > 0
