"""Runs a form's rules again over stored records, when rules changed or for a whole month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from core.logic.finding import Finding
from core.logic.program import Program
from core.logic.state import FormState
from core.values import Answers


def revalidated(
    program: Program, records: Iterable[Answers], now: datetime
) -> Iterator[tuple[Finding, ...]]:
    """What the rules find in each record, in the order given."""
    state = FormState(program.form, now=now, program=program)
    for answers in records:
        state.replace(answers)
        yield state.findings()
