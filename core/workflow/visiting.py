"""What a visit must say before it is signed: times in order, and why an item failed (R20, R21)."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Mapping

from core.errors import REMARK_MISSING, TIMES_OUT_OF_ORDER, UserError
from core.figures.visits import failed_items
from core.forms.model import Form, Kind
from core.values import Answer

REMARK = "{}_remark"
"""Name of the question that holds an item's remark."""
SERIAL_BYTES = 5
"""Eight letters of base 32: tells nothing, and two visits of a month do not meet."""


def serial_of(random: bytes) -> str:
    """An opaque visit number from random bytes."""
    return base64.b32encode(random).decode().rstrip("=")


def check(form: Form, answers: Mapping[str, Answer]) -> None:
    """Raises UserError TIMES_OUT_OF_ORDER, REMARK_MISSING with the questions concerned."""
    early = times_out_of_order(form, answers)
    if early:
        raise UserError(TIMES_OUT_OF_ORDER, questions=early)
    bare = items_without_remark(form, answers)
    if bare:
        raise UserError(REMARK_MISSING, questions=bare)


def times_out_of_order(form: Form, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Times of day that are earlier than one printed before them in the same section.

    They stand as they come in a visit: arrived, ticket, called, finished, left; blank ones are
    passed over.
    """
    found: list[str] = []
    for section in form.sections:
        latest = ""
        for key in section.questions:
            said = answers.get(key)
            if form.by_key[key].kind is Kind.TIME and isinstance(said, str):
                if said < latest:
                    found.append(key)
                latest = max(latest, said)
    return tuple(found)


def items_without_remark(form: Form, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Failed items and those of at most 2, whose remark is blank; items without one are excused."""
    return tuple(
        key
        for key in failed_items(form, answers)
        if REMARK.format(key) in form.by_key and not _says(answers.get(REMARK.format(key)))
    )


def with_evidence(answer: Answer | None, sha256: str, name: str) -> str:
    """The answer of a file question with one more file: a line "sha256 name" for each."""
    lines = [f"{sha} {known}" for sha, known in evidence(answer) if sha != sha256]
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in name)
    return "\n".join([*lines, f"{sha256} {unicodedata.normalize('NFC', plain).strip()}"])


def evidence(answer: Answer | None) -> tuple[tuple[str, str], ...]:
    """(sha256, name) of each file that a file question holds."""
    if not isinstance(answer, str):
        return ()
    pairs = (line.partition(" ") for line in answer.splitlines() if line)
    return tuple((sha, name) for sha, _, name in pairs)


def _says(answer: Answer | None) -> bool:
    return isinstance(answer, str) and bool(answer.strip())
