"""What a visit report lists: header fields, weighted sections, items that cost points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.figures.visits import is_item, points
from core.forms.model import Form, Question, Section
from core.reports.model import Visit
from core.workflow.visiting import REMARK


@dataclass(frozen=True)
class Deduction:
    """An item below full points and what it costs of the uncapped 100; the worst come first."""

    question: str
    points: float
    remark: str
    """Key of the question that holds the remark, or ''."""


def weighted_sections(form: Form) -> tuple[Section, ...]:
    """Sections that have a share of the score."""
    return tuple(section for section in form.sections if section.weight)


def header_questions(form: Form) -> tuple[Question, ...]:
    """What was noted of the visit before its items: the first group."""
    first = next((s for s in form.sections if not s.weight and s.questions), None)
    return tuple(form.by_key[key] for key in first.questions) if first else ()


def deductions(form: Form, visit: Visit) -> tuple[Deduction, ...]:
    """Items below full points. Their costs add up to 100 less the uncapped score."""
    found = []
    scored = [s for s in weighted_sections(form) if _applied(form, s, visit)]
    whole = sum(Fraction(section.weight or 0) for section in scored)
    for section in scored:
        applied = _applied(form, section, visit)
        share = Fraction(section.weight or 0) / whole
        weights = sum(_weight(question) for question, _ in applied)
        for question, got in applied:
            if got < 100:
                cost = share * _weight(question) / weights * (100 - got)
                found.append(Deduction(question.key, float(cost), _remark(form, question)))
    return tuple(sorted(found, key=lambda d: -d.points))


def _applied(form: Form, section: Section, visit: Visit) -> list[tuple[Question, Fraction]]:
    """Items of a section that have points."""
    found = []
    for key in section.questions:
        question = form.by_key[key]
        got = points(question, visit.record.answers.get(key)) if is_item(question) else None
        if got is not None:
            found.append((question, got))
    return found


def _weight(question: Question) -> Fraction:
    return Fraction(1) if question.weight is None else Fraction(question.weight)


def _remark(form: Form, question: Question) -> str:
    key = REMARK.format(question.key)
    return key if key in form.by_key else ""
