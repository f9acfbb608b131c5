"""Built-in demo answers for BSQ-1 and MSC-1: invented, plausible, and the same for the same seed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from core.forms.model import Form, Kind, Question
from core.values import Answer, Answers, Special

MEANS = {
    "Q26": 4.12, "RSP": 4.28, "ATT": 4.15, "EFF": 3.95, "SOL": 3.89, "PER": 3.78,
    "ENV": 4.20, "DIG": 4.00, "CMP": 3.20,
}  # fmt: skip
"""Targets on the five-point scale (requirements 3.6; ENV, DIG and CMP invented)."""
NPS_MEAN, EFFORT_MEAN = 7.9, 2.6
SHARED = 0.75
"""Correlation of each rating with the person's general mood."""
BLANK_SHARE, SPECIAL_SHARE = 0.012, 0.006
CONTRADICTION_EVERY, ABANDONED_EVERY = 25, 40
"""One sheet in so many has R01, or over 30 % missing."""
ROUTES = ("Q21", "Q24")
"""Answers that close others are spoilt on abandoned sheets only."""
COLLECTORS = ("王敏", "李强", "陈洁", "赵磊")
PRAISE = (
    "柜员很热情,讲得清楚", "办得快,一次就办好了", "大堂经理主动引导,很周到", "环境整洁,叫号清楚",
    "工作人员有耐心", "Friendly and quick",
)  # fmt: skip
GRUMBLES = (
    "等的时间太长", "窗口开得少", "来回跑了两趟才办成", "自助机坏了没人管", "说明材料不清楚", "态度冷漠",
)  # fmt: skip
WISHES = (
    "多开几个窗口,中午排队太久", "手机上能预约取号", "自助机旁边有人帮忙", "把要带的材料一次说清",
    "增加座椅", "贷款进度能查询",
)  # fmt: skip


def questionnaires(form: Form, *, seed: int, count: int, until: date) -> tuple[Answers, ...]:
    """True answers of `count` sheets of BSQ-1, dated in the fortnight that ends with `until`."""
    return tuple(_sheet(form, Random(f"{seed}/{n}"), n, until) for n in range(count))


def visits(form: Form, *, seed: int, count: int, until: date) -> tuple[Answers, ...]:
    """Answers of `count` visits of MSC-1, dated in the month that ends with `until`."""
    return tuple(_visit(form, Random(f"{seed}/visit/{n}"), until) for n in range(count))


# --- questionnaires -----------------------------------------------------------------------------
def _sheet(form: Form, dice: Random, number: int, until: date) -> Answers:
    mood = dice.gauss(0, 1)
    answers: Answers = {
        "survey_date": (until - timedelta(days=dice.randrange(14))).isoformat(),
        "channel": dice.choices("123", (90, 6, 4))[0],
        "collector": dice.choice(COLLECTORS),
        "customer_id": f"C{dice.randrange(10**6):06d}",
        **_circumstances(dice, mood),
        **_ratings(form, dice, mood),
    }
    answers |= {"Q29": _reason(dice, answers), "Q30": _wish(dice)}
    if number % CONTRADICTION_EVERY == 7:
        answers |= {"Q12": "1", "Q26": "5"}
    _close(answers)
    _spoil(form, dice, answers, abandoned=number % ABANDONED_EVERY == 13)
    return {q.key: answers[q.key] for q in form.keyed if q.key in answers}


def _circumstances(dice: Random, mood: float) -> Answers:
    wait = max(0, round(dice.expovariate(1 / 11) * math.exp(-0.25 * mood)))
    used = [
        code for code, share in zip("123", (0.45, 0.35, 0.15), strict=True) if dice.random() < share
    ]
    return {
        "Q01": dice.choices("1234", (62, 27, 9, 2))[0],
        "Q02": dice.choices("123456789", (12, 26, 15, 9, 11, 12, 6, 7, 2))[0],
        "Q03": dice.choices("1234", (34, 42, 17, 7))[0],
        "Q04": dice.choices("1234", (12, 41, 29, 18))[0],
        "Q05": dice.choices("1234567", (33, 9, 17, 12, 7, 18, 4))[0],
        "Q06": dice.choices("1234", (11, 21, 30, 38))[0],
        "Q07": Special.NOT_APPLICABLE if dice.random() < 0.04 else str(min(wait, 120)),
        "Q13": dice.choices("123", (84, 11, 5) if mood > -1 else (60, 24, 16))[0],
        "Q21": " ".join(used) or "4",
        "Q24": "1" if dice.random() < (0.05 if mood > 0 else 0.16) else "2",
    }


def _ratings(form: Form, dice: Random, mood: float) -> Answers:
    answers: Answers = {}
    for question in form.questions:
        mean = MEANS.get(question.key, MEANS.get(question.dimension, 0.0))
        if question.metric in ("item", "csat") and mean:
            answers[question.key] = str(1 + _draw(dice, mood, 4, (mean - 1) / 4))
    answers["Q27"] = str(1 + _draw(dice, -mood, 6, (EFFORT_MEAN - 1) / 6))
    answers["Q28"] = str(_draw(dice, mood, 10, NPS_MEAN / 10))
    return answers


def _draw(dice: Random, mood: float, top: int, share: float) -> int:
    """0..top, binomial with mean top * share whatever the mood's part in it (Gaussian copula)."""
    mixed = SHARED * mood + math.sqrt(1 - SHARED**2) * dice.gauss(0, 1)
    level = (1 + math.erf(mixed / math.sqrt(2))) / 2
    below = 0.0
    for value in range(top):
        below += math.comb(top, value) * share**value * (1 - share) ** (top - value)
        if level <= below:
            return value
    return top


def _reason(dice: Random, answers: Mapping[str, Answer]) -> Answer:
    if dice.random() < 0.35:
        return Special.BLANK
    return dice.choice(PRAISE if int(str(answers["Q28"])) >= 8 else GRUMBLES)


def _wish(dice: Random) -> Answer:
    return Special.BLANK if dice.random() < 0.45 else dice.choice(WISHES)


def _close(answers: Answers) -> None:
    """What the paper's own routing leaves out."""
    if answers["Q21"] == "4":
        del answers["Q22"]
    if answers["Q24"] == "2":
        del answers["Q25"]


def _spoil(form: Form, dice: Random, answers: Answers, *, abandoned: bool) -> None:
    """Blanks, scribbles and double ticks; an abandoned sheet is empty from its third page part on."""
    if abandoned:
        answers.setdefault("Q22", Special.BLANK)
    asked = [q for q in form.keyed if q.number and q.key in answers]
    for index, question in enumerate(asked):
        fate = dice.random()
        if abandoned and 12 <= index < len(asked) - 5:
            answers[question.key] = Special.BLANK
        elif question.key in ROUTES:
            continue
        elif question.kind is Kind.SELECT_ONE and fate < SPECIAL_SHARE:
            answers[question.key] = dice.choice((Special.ILLEGIBLE, Special.SEVERAL))
        elif question.kind is not Kind.TEXT and fate < SPECIAL_SHARE + BLANK_SHARE:
            answers[question.key] = Special.BLANK


# --- visits -------------------------------------------------------------------------------------
def _visit(form: Form, dice: Random, until: date) -> Answers:
    quality = min(0.97, max(0.55, dice.gauss(0.84, 0.08)))
    times, wait = _times(dice)
    answers: Answers = {
        "branch": dice.choice(form.by_key["branch"].choices).name,
        "visit_date": (until - timedelta(days=dice.randrange(28))).isoformat(),
        "scenario": dice.choice(form.by_key["scenario"].choices).name,
        "business": dice.choice(form.by_key["business"].choices).name,
        "counter": f"{dice.randrange(1, 9)}号窗口",
        **times,
    }
    for question in form.questions:
        if question.weight is not None:
            answers[question.key] = _item(dice, question, quality, wait)
            if _failed(question, answers[question.key]):
                answers[question.key + "_remark"] = dice.choice(GRUMBLES)
    answers["summary"] = dice.choice(PRAISE if quality > 0.8 else GRUMBLES)
    return {q.key: answers[q.key] for q in form.keyed if q.key in answers}


def _times(dice: Random) -> tuple[Answers, int]:
    minute = dice.randrange(9 * 60, 16 * 60)
    wait = min(55, round(dice.expovariate(1 / 9)))
    steps = (0, dice.randrange(1, 3), wait, dice.randrange(6, 25), dice.randrange(1, 5))
    found: Answers = {}
    for name, step in zip(
        ("t_arrive", "t_ticket", "t_called", "t_finished", "t_left"), steps, strict=True
    ):
        minute += step
        found[name] = f"{minute // 60:02d}:{minute % 60:02d}"
    return found, wait


def _item(dice: Random, question: Question, quality: float, wait: int) -> Answer:
    if question.na_allowed and dice.random() < 0.25:
        return Special.NOT_APPLICABLE
    if question.bands:
        return str(wait)
    if question.kind is Kind.INTEGER:
        return str(dice.choice((60, 75, 80, 100, 100)))
    if len(question.choices) >= 5:
        return str(1 + sum(dice.random() < quality for _ in range(4)))
    return "1" if dice.random() < quality + (0.14 if question.critical else 0.08) else "0"


def _failed(question: Question, answer: Answer) -> bool:
    """As the form asks for a remark: no, at most 2, over 30 minutes, under half."""
    if isinstance(answer, Special):
        return False
    if question.bands:
        return int(answer) > 30
    if question.kind is Kind.INTEGER:
        return int(answer) < 50
    return answer == "0" or (len(question.choices) >= 5 and int(answer) <= 2)
