"""Decides what a sheet's record says, and what the form's rules then find in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.event import NewEvent
from core.forms.model import Form
from core.line import plain
from core.logic.finding import Finding
from core.logic.program import Program
from core.logic.state import FormState
from core.values import Answer, Answers, PersonId, SheetId
from core.workflow.bodies import (
    FoundBody,
    RecordSettled,
    packed,
    record_checked,
    record_settled,
    unpacked,
)
from core.workflow.comparison import Compared, paper_order, question_of
from core.workflow.contents import (
    PrivateContent,
    Reading,
    RulingContent,
    mark,
    optional,
    restored,
    restored_readings,
    stored,
    stored_reading,
)
from core.workflow.outcome import Outcome, outcome
from core.workflow.ruling import PAPER_UNCLEAR
from core.workflow.sheet import Record

Seal = Callable[[bytes], str]
"""Seals private content under the sheet's own key."""


@dataclass(frozen=True)
class Verdict:
    """One ruling that goes into a record, and who gave it."""

    ruling: RulingContent
    by: PersonId


@dataclass(frozen=True)
class Settlement:
    """All that a record says, private parts included."""

    revision: int
    answers: Answers
    readings: Mapping[str, Reading] = field(default_factory=dict)
    rulers: Mapping[str, tuple[PersonId, ...]] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()
    """Questions of which the latest ruling says that the paper is unclear."""
    checked: int = 0
    """Agreed fields that were ruled on blind."""
    shared: int = 0
    """Those of them that both clerks got wrong."""


def first_settlement(form: Form, compared: Compared, verdicts: Sequence[Verdict]) -> Settlement:
    """The first record of a sheet: what both passes say, and the rulings where they differ."""
    answers = _with(compared.agreed, verdicts)
    checks = {d.question: d.first for d in compared.differing if d.is_check}
    apart = {d.question: (d.first, d.second) for d in compared.differing if not d.is_check}
    readings = {**compared.variants, **apart}
    readings |= _overruled(readings, {**compared.agreed, **checks}, verdicts)
    return Settlement(
        1,
        in_paper_order(form, answers),
        readings,
        _rulers({}, verdicts),
        _unclear(frozenset(), verdicts),
        checked=len(checks),
        shared=len(checks.keys() & readings.keys()),
    )


def single_settlement(form: Form, answers: Answers) -> Settlement:
    """The first record of a sheet that is keyed once: a visit."""
    return Settlement(1, in_paper_order(form, answers))


def next_settlement(form: Form, standing: Settlement, verdicts: Sequence[Verdict]) -> Settlement:
    """The record after rulings on what was doubted in it."""
    answers = in_paper_order(form, _with(standing.answers, verdicts))
    rulers = _rulers(standing.rulers, verdicts)
    readings = dict(standing.readings)
    if not form.is_visit:
        readings |= _overruled(readings, standing.answers, verdicts)
    return replace(
        standing,
        revision=standing.revision + 1,
        answers=answers,
        readings=readings,
        rulers=rulers,
        unclear=_unclear(standing.unclear, verdicts),
    )


def settlement_of(record: Record, private: PrivateContent | None) -> Settlement:
    """What a record says, with its private part opened."""
    answers: Answers = restored(unpacked(record.answers_json))
    readings = restored_readings(unpacked(record.readings_json))
    rulers = {
        key: tuple(PersonId(person) for person in people)
        for key, people in unpacked(record.rulers_json).items()
    }
    if private is not None:
        answers |= private.answers
        readings |= private.readings
    told = Outcome.from_json(record.slipped_json) if record.slipped_json else Outcome()
    return Settlement(
        record.revision,
        answers,
        readings,
        rulers,
        frozenset(told.unclear),
        record.checked,
        record.shared,
    )


def settled(
    sheet: SheetId, form: Form, settlement: Settlement, salt: bytes, seal: Seal
) -> NewEvent:
    """The event that makes the settlement the sheet's record; personal data and open text sealed."""
    secret = {key for key in (*settlement.answers, *settlement.readings) if is_sealed(form, key)}
    private = PrivateContent(
        {key: a for key, a in settlement.answers.items() if key in secret},
        {key: pair for key, pair in settlement.readings.items() if key in secret},
    )
    answers = {key: a for key, a in settlement.answers.items() if key not in secret}
    readings = {
        key: stored_reading(pair) for key, pair in settlement.readings.items() if key not in secret
    }
    told = outcome(form, settlement.readings, settlement.answers, settlement.unclear)
    body: RecordSettled = {
        "revision": settlement.revision,
        "answers_json": packed(stored(answers)),
        "readings_json": packed(readings),
        "rulers_json": packed({key: list(people) for key, people in settlement.rulers.items()}),
        "private": seal(private.to_bytes()) if secret else "",
        "mark": mark(salt, stored(settlement.answers)),
        "slipped_json": told.to_json(),
        "slips": [
            _sealed_slips(settlement, number, secret.intersection(keys), seal)
            for number, keys in enumerate(told.wrong, start=1)
        ],
    }
    if settlement.checked:
        body |= {"checked": settlement.checked, "shared": settlement.shared}
    return record_settled(sheet, body)


class Checker:
    """Runs a form's rules on records; made once for many."""

    def __init__(self, form: Form, program: Program) -> None:
        self._form, self._program = form, program

    def checked(
        self, sheet: SheetId, settlement: Settlement, salt: bytes, now: datetime
    ) -> NewEvent:
        """The event that says what the rules find; `now` is aware, in the project's zone."""
        state = FormState(self._form, now=now, answers=settlement.answers, program=self._program)
        found = [self._found(finding, salt) for finding in state.findings()]
        return record_checked(sheet, settlement.revision, found)

    def _found(self, finding: Finding, salt: bytes) -> FoundBody:
        values = finding.values or dict.fromkeys(finding.questions)
        secret = {k: optional(v) for k, v in values.items() if is_sealed(self._form, k)}
        shown = {k: None if k in secret else optional(v) for k, v in values.items()}
        return {
            "query": query_of(finding),
            "check": finding.check,
            "version": finding.version,
            "severity": finding.severity.value,
            "questions": list(finding.questions),
            "values_json": packed(shown),
            "bound": plain(finding.limit),
            "mark": mark(salt, secret) if secret else "",
        }


def query_of(finding: Finding) -> str:
    """What tells a finding from others on the sheet: a check inside repeats fires once for each."""
    at = finding.questions[0] if finding.questions else ""
    return f"{finding.check}@{at}" if "[" in at and at not in finding.check else finding.check


def is_sealed(form: Form, key: str) -> bool:
    """Whether an answer is personal or open text, or of no known question."""
    question = question_of(form, key)
    return question is None or question.is_sealed


def in_paper_order(form: Form, answers: Answers) -> Answers:
    """The answers as the paper is read."""
    order = {question.key: place for place, question in enumerate(form.questions)}
    return {key: answers[key] for key in sorted(answers, key=lambda k: paper_order(form, order, k))}


def _sealed_slips(settlement: Settlement, pass_no: int, wrong: Collection[str], seal: Seal) -> str:
    """What one pass keyed wrong, beside what was settled; "" for nothing."""
    if not wrong:
        return ""
    slips = {
        key: (settlement.readings[key][pass_no - 1], settlement.answers.get(key))
        for key in sorted(wrong)
    }
    return seal(PrivateContent({}, slips).to_bytes())


def _overruled(
    readings: Mapping[str, Reading],
    before: Mapping[str, Answer | None],
    verdicts: Sequence[Verdict],
) -> dict[str, Reading]:
    """What both passes read alike and a ruling changed."""
    return {
        key: (before.get(key), before.get(key))
        for key, answer in ((v.ruling.question, v.ruling.answer) for v in verdicts)
        if key not in readings and before.get(key) != answer
    }


def _unclear(before: frozenset[str], verdicts: Sequence[Verdict]) -> frozenset[str]:
    ruled = {v.ruling.question for v in verdicts}
    now = {v.ruling.question for v in verdicts if v.ruling.why == PAPER_UNCLEAR}
    return (before - ruled) | now


def _with(answers: Answers, verdicts: Sequence[Verdict]) -> Answers:
    after: dict[str, Answer | None] = dict(answers)
    for verdict in verdicts:
        after[verdict.ruling.question] = verdict.ruling.answer
    return {key: answer for key, answer in after.items() if answer is not None}


def _rulers(
    before: Mapping[str, tuple[PersonId, ...]], verdicts: Sequence[Verdict]
) -> dict[str, tuple[PersonId, ...]]:
    after = dict(before)
    for verdict in verdicts:
        key = verdict.ruling.question
        after[key] = tuple(sorted({*after.get(key, ()), verdict.by}))
    return after
