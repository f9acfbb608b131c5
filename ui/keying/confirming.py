"""What is read from the paper before a sheet, or a further page of it, is keyed, and which it means. No Qt."""

from __future__ import annotations

import re
import unicodedata

from core.errors import ALREADY_SUBMITTED, UserError
from core.services.lookup import FoundSheet, after
from core.services.work import KeyingWork
from core.values import BatchId
from core.workflow.paper import padded, typed_serial

CONFIRMED_DIGITS = 2
"""Piles get out of order: the last two digits are read from the paper (ux.md rule 2)."""
HAND = re.compile(r"[-–]?[sS补]?(\d+)")
"""What a person reads behind a number that was given by hand: 补1, S1, -s1 or 1."""


def hidden(serial: str) -> str:
    """The serial with the digits that must come from the paper taken away: 01··, 0123-S·."""
    shown, hand = _apart(serial)
    if hand:
        return shown + "·" * len(hand)
    return serial[:-CONFIRMED_DIGITS] + "·" * min(CONFIRMED_DIGITS, len(serial))


def is_by_hand(serial: str) -> bool:
    """Whether the number was given by hand, so that what stands behind the mark tells it apart."""
    return bool(_apart(serial)[1])


def confirms(typed: str, serial: str, code: str = "") -> bool:
    """Whether this was read from the sheet's paper: the hidden digits, the whole number, its barcode."""
    text = unicodedata.normalize("NFKC", typed).strip()
    _, hand = _apart(serial)
    if hand:
        behind = HAND.fullmatch(text)
        if behind is not None and behind[1] == hand:
            return True
    elif text and text == serial[-CONFIRMED_DIGITS:]:
        return True
    number = typed_serial(after(code, text) or text)
    width = len(serial.partition("-S")[0])
    return len(number) > CONFIRMED_DIGITS and padded(number, width) == serial


def meant(typed: str, expected: str, waiting: tuple[str, ...]) -> str | None:
    """The serial that was keyed: the expected one by its last digits, or any by its whole number."""
    text = typed_serial(typed)
    if text in waiting:
        return text
    if expected and confirms(typed, expected):
        return expected
    return text if len(text) > CONFIRMED_DIGITS else None


def sheet_meant(work: KeyingWork, batch: BatchId, code: str, text: str) -> FoundSheet | None:
    """The sheet of this batch with that number, or else one whose batch the text names by its code.

    A plain number means the batch at hand, whatever other batch has the same one; None where nothing is
    found. Raises UserError ALREADY_SUBMITTED where that very sheet is keyed.
    """
    for typed in (f"{code} {text}", text):
        try:
            found = work.find(typed)
        except UserError as error:
            told = error.params
            is_that_one = told.get("is_named") and (typed == text or told["batch"] == batch)
            if error.code == ALREADY_SUBMITTED and is_that_one:
                raise
            continue
        named = [each for each in found if each.is_named]
        here = [each for each in named if each.batch == batch]
        if here or (typed == text and named):
            return (here or named)[0]
    return None


def _apart(serial: str) -> tuple[str, str]:
    """What comes before the number given by hand, and that number; ("", "") for a printed one."""
    printed, mark, hand = serial.partition("-S")
    return (printed + mark, hand) if mark else ("", "")
