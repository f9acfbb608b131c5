"""Draws agreed fields that the third person rules on blind, to find what both clerks got wrong.

Whether a field is drawn follows from the sheet's salt, which nobody knows before both passes are
signed and which whoever can open the keyings can compute again: nobody can foresee or steer the
draw, everybody who holds the batch key can repeat it, and two machines draw the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from core.workflow.comparison import Compared
from core.workflow.contents import Differing

PURPOSE = b"twinkey/blind-check/1\x00"
SPAN = 2**16
"""Steps in which the chance can be told: 0.0015 %."""


def drawn(salt: bytes, questions: Collection[str], share: float) -> tuple[str, ...]:
    """Those of the questions that are drawn, in their order, each with the chance `share`."""
    limit, count = round(share * SPAN), len(questions)
    stream = hashlib.shake_128(PURPOSE + salt).digest(2 * count)
    high, low, top = stream[:count], stream[count:], limit >> 8
    if count == 0 or min(high) > top:  # half of the sheets, told without a loop
        return ()
    numbered = zip(questions, high, low, strict=True)
    return tuple([q for q, one, other in numbered if one <= top and one << 8 | other < limit])


def with_checks(compared: Compared, checks: Sequence[Differing]) -> Compared:
    """The comparison with these agreed fields after what differs."""
    agreed = dict(compared.agreed)
    for check in checks:
        del agreed[check.question]
    among = (*compared.differing, *checks)
    return Compared(compared.fields, among, agreed, compared.variants)
