"""Small forms, and the branch questionnaire, to compute figures of."""

from __future__ import annotations

import hashlib
import random
from functools import cache
from pathlib import Path

from core.forms.assemble import assemble
from core.forms.conversion import convert
from core.forms.model import Choice, Dimension, Form, Kind, Question
from core.values import Answers, FormId, Special

WORKBOOKS = Path(__file__).parents[3] / "resources" / "forms"


@cache
def form_of(name: str) -> Form:
    """A form of resources/forms: "BSQ-1" or "MSC-1"."""
    data = (WORKBOOKS / f"{name}.xlsx").read_bytes()
    return assemble(convert(data, "xlsx", f"{name}.xlsx"), FormId(hashlib.sha256(data).hexdigest()))


def rated(key: str, last: int, metric: str = "item", first: int = 1, **marks: object) -> Question:
    """A select_one question whose codes are the numbers first..last."""
    choices = tuple(Choice(str(code), {"en": str(code)}) for code in range(first, last + 1))
    return Question(
        key, f"/data/{key}", key, Kind.SELECT_ONE, {"en": key}, choices=choices, metric=metric,
        **marks,  # type: ignore[arg-type]
    )  # fmt: skip


def form(questions: tuple[Question, ...], dimensions: tuple[Dimension, ...] = ()) -> Form:
    """A form of these questions."""
    return Form(
        FormId("f" * 64), "T", "1", "FFFFFF", {"en": "T", "zh": "测"}, ("zh", "en"), "zh",
        questions, (), dimensions, (), "",
    )  # fmt: skip


def answered(form: Form, count: int, seed: int = 7) -> list[Answers]:
    """Invented answers to a form: mostly valid, some special values, routing left to chance."""
    chance = random.Random(seed)
    return [_sheet(form, chance) for _ in range(count)]


def _sheet(form: Form, chance: random.Random) -> Answers:
    mood = chance.gauss(0.72, 0.18)
    answers: Answers = {}
    for question in form.keyed:
        if question.repeat or chance.random() < 0.02:
            continue
        if chance.random() < 0.03:
            answers[question.key] = chance.choice([Special.BLANK, Special.SEVERAL])
        else:
            answers[question.key] = _answer(question, mood, chance)
    return answers


def _answer(question: Question, mood: float, chance: random.Random) -> str:
    if question.kind is Kind.SELECT_MULTIPLE:
        ticked = sorted({chance.choice(question.choices).name for _ in range(2)})
        return " ".join(ticked)
    if question.choices:
        high = 1.0 - mood if question.metric == "ces" else mood
        place = (
            min(0.999, max(0.0, chance.gauss(high, 0.15))) if question.metric else chance.random()
        )
        return question.choices[int(place * len(question.choices))].name
    if question.kind is Kind.INTEGER:
        return str(chance.randint(0, 40))
    if question.kind is Kind.DATE:
        return f"2026-11-{chance.randint(1, 28):02d}"
    if question.kind is Kind.FILE:
        return "ab" * 32 + " 大厅 1.jpg\n" + "cd" * 32 + " 叫号屏.jpg"
    if question.kind is Kind.TIME:
        return f"{chance.randint(9, 16):02d}:{chance.randint(0, 59):02d}"
    return chance.choice(["等候时间太长，窗口少", "态度很好，办得快", "=SUM(A1)", "R&D <b>粗"])
