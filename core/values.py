"""What one field of a paper sheet can hold, and the ids by which things are known."""

from __future__ import annotations

from enum import Enum
from typing import Any, NewType

PersonId = NewType("PersonId", str)
UnitId = NewType("UnitId", str)
FormId = NewType("FormId", str)
"""SHA-256 (hex) of the workbook: a form version is immutable."""
BatchId = NewType("BatchId", str)
"""80 random bits in base 32; the printed code stands beside it."""
SheetId = NewType("SheetId", str)
"""batch/serial"""
KeyingId = NewType("KeyingId", str)
"""batch/serial/pass/attempt"""


PART = "~"
"""Between a batch's id and the number of a part that was split off it."""


class Special(Enum):
    """What paper can say instead of a value. Stored as {"x": "blank"}; requirements ENT-07."""

    BLANK = "blank"
    ILLEGIBLE = "illegible"
    SEVERAL = "several"
    NOT_APPLICABLE = "na"
    REFUSED = "refused"

    @property
    def counts_as_missing(self) -> bool:
        """Whether the share of missing answers counts it (design §4)."""
        return self is not Special.NOT_APPLICABLE


Answer = str | Special
"""One field's content: canonical text ("4", "1 3", "2026-11-22", "12.5") or a special value."""
Answers = dict[str, Answer]
"""Question key -> answer. A missing key means: nothing was keyed."""


def is_special(answer: Answer | None) -> bool:
    """Tell a special value from text."""
    return isinstance(answer, Special)


def to_stored(answer: Answer) -> Any:
    """The JSON form of an answer: text as it is, a special value as {"x": name}."""
    return {"x": answer.value} if isinstance(answer, Special) else answer


def from_stored(stored: Any) -> Answer:
    """The answer that `to_stored` wrote. Raises ValueError for anything else."""
    if isinstance(stored, str):
        return stored
    if isinstance(stored, dict) and set(stored) == {"x"}:
        return Special(stored["x"])
    raise ValueError(f"not a stored answer: {type(stored).__name__}")


def sheet_id(batch: BatchId, serial: str) -> SheetId:
    """The id of one sheet of a batch."""
    return SheetId(f"{batch}/{serial}")


def keying_id(sheet: SheetId, pass_no: int, attempt: int = 1) -> KeyingId:
    """The id of one blind transcription of a sheet."""
    return KeyingId(f"{sheet}/{pass_no}/{attempt}")


def batch_of(sheet: SheetId) -> BatchId:
    """The batch that a sheet id names: the one that was opened, whichever part the sheet is in now."""
    return BatchId(sheet.split("/", 1)[0])


def part_of(batch: BatchId) -> int:
    """1 for a batch as it was opened, 2 and more for what was split off it later."""
    return int(batch.partition(PART)[2] or 1)


def root_of(batch: BatchId) -> BatchId:
    """The batch that was opened: the subject of all events of its parts."""
    return BatchId(batch.partition(PART)[0])


def part_id(root: BatchId, part: int) -> BatchId:
    """The id of a part of a batch."""
    return BatchId(f"{root}{PART}{part}") if part > 1 else root


def serial_of(sheet: SheetId) -> str:
    """The printed serial that a sheet id names."""
    return sheet.split("/", 1)[1]
