"""Questions whose condition no answers can make true, found by trying the answers that matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain, combinations, product
from math import prod

from core.forms.lint_graph import RELEVANT, edges_of
from core.forms.model import Form, Kind, Question
from core.forms.place import place
from core.forms.problem import UNREACHABLE, Problem
from core.forms.sheets import Workbook
from core.logic.program import Program
from core.logic.state import FormState
from core.values import Answer

MAX_TRIALS = 600
"""Combinations tried for one question; one that depends on more is not judged."""
MAX_TRIALS_OF_A_FORM = 20_000
MAX_CODES = 6
"""All sets of that many ticks are tried; of more, none."""
_NUMBERS = re.compile(r"(?<![\w.])\d+(?![\w.])")
_CLOCK = re.compile(r"\b(?:(?:today|now|random)\s*\(|tk:)")
_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Conditions that read the clock, chance or special values are not judged."""


def problems(form: Form, program: Program, book: Workbook) -> Iterator[Problem]:
    """Rows of `survey` with a condition of their own that is never true."""
    survey = book.sheet("survey")
    edges, _ = edges_of(survey)
    texts = {r["name"]: " ".join(r.values()) for _, r in survey.records() if r.get("name")}
    trial: _Trial | None = None
    left = MAX_TRIALS_OF_A_FORM
    for row, record in survey.records():
        here = place(survey, row, *RELEVANT)
        target = _target(form, record.get("name", "")) if here.text else None
        inputs = _inputs(form, record.get("name", ""), edges, texts) if target else None
        if target is None or inputs is None or left <= 0:
            continue
        left -= prod(len(candidates) for candidates in inputs.values())
        trial = trial or _Trial(form, program)
        if not trial.reaches(target, inputs):
            yield here.warning(UNREACHABLE)


def _target(form: Form, name: str) -> Question | None:
    """The question of that name, or the first one inside the group of that name; none in repeats."""
    found = [q for q in form.questions if q.name == name] or [
        q for q in form.questions if f"/{name}/" in q.ref and not q.relevant
    ]
    return found[0] if found and not found[0].repeat else None


def _inputs(
    form: Form, name: str, edges: Mapping[str, list[str]], texts: Mapping[str, str]
) -> dict[str, list[Answer | None]] | None:
    """Candidate answers of every question that the condition depends on; None where not judged."""
    waiting, seen = list(edges.get(name, ())), {name}
    inputs: dict[str, list[Answer | None]] = {}
    while waiting:
        source = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        waiting += edges.get(source, ())
        named = [q for q in form.questions if q.name == source]
        if len(named) > 1 or (named and named[0].repeat):
            return None
        if named and named[0].kind.is_keyed:
            candidates = _candidates(named[0], [texts.get(n, "") for n in (name, *seen)])
            if not candidates:
                return None
            inputs[named[0].key] = candidates
    clock = any(_CLOCK.search(texts.get(n, "")) for n in seen)
    if clock or not inputs or prod(len(c) for c in inputs.values()) > MAX_TRIALS:
        return None
    return inputs


def _candidates(question: Question, texts: list[str]) -> list[Answer | None]:
    """Every code of a list, or the numbers about those that the expressions name."""
    codes = [choice.name for choice in question.choices]
    if question.choice_filter:
        return []
    if question.kind is Kind.SELECT_ONE:
        return [None, *codes]
    if question.kind is Kind.SELECT_MULTIPLE and len(codes) <= MAX_CODES:
        sets = chain.from_iterable(combinations(codes, n) for n in range(1, len(codes) + 1))
        return [None, *(" ".join(chosen) for chosen in sets)]
    if question.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE):
        named = {int(n) for text in texts for n in _NUMBERS.findall(text) if len(n) < 10}
        near = sorted({n + step for n in named | {0} for step in (-1, 0, 1)})
        return [None, *(str(n) for n in near)]
    return []


class _Trial:
    """One sheet that is keyed again and again."""

    def __init__(self, form: Form, program: Program) -> None:
        self._state = FormState(form, now=_ANY_MOMENT, program=program)

    def reaches(self, target: Question, inputs: Mapping[str, list[Answer | None]]) -> bool:
        """Whether some combination of the inputs opens the question."""
        opened = any(self._opens(target, inputs, answers) for answers in product(*inputs.values()))
        for key in inputs:
            self._state.answer(key, None)
        return opened

    def _opens(
        self, target: Question, keys: Mapping[str, object], answers: tuple[Answer | None, ...]
    ) -> bool:
        for key, answer in zip(keys, answers, strict=True):
            self._state.answer(key, answer)
        return self._state.is_relevant(target.key)
