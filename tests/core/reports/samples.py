"""Reports of invented records, for looking at and for testing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from core.figures import visits
from core.figures.summary import figures
from core.forms.model import Form, Severity
from core.quality.verdict import Tally, judge
from core.reports.fonts import FontFiles
from core.reports.model import (
    APPROVED,
    BatchLine,
    DecisionLine,
    DifferenceLine,
    Evidence,
    Origin,
    Quality,
    QueryLine,
    QuestionnaireReport,
    RecordLine,
    ReviewLine,
    TrailLine,
    Visit,
    VisitsReport,
)
from core.values import Answers
from tests.core.figures.forms import answered, form_of

FOLDER = Path(__file__).parents[3] / "resources" / "fonts"
FONTS = FontFiles(str(FOLDER / "NotoSansSC-Regular.ttf"), str(FOLDER / "NotoSansSC-Bold.ttf"))
HAVE_FONTS = (FOLDER / "NotoSansSC-Bold.ttf").exists()
AT = datetime(2026, 11, 30, 17, 5, tzinfo=timezone(timedelta(hours=8)))
CODE = "E01-202611-03"
NAMES = {"zh": "滨江路网点", "en": "Riverside"}


def origin(count: int, state: str = APPROVED) -> Origin:
    batch = BatchLine(
        CODE, "E01", NAMES, "2026-11", "approved", 1, count + 8, count + 3, 4, 1, count + 2, count, 2, 1,
        AT - timedelta(days=6),
    )  # fmt: skip
    return Origin((batch,), "2026-11", state, " ".join(["3fa9"] * 8), AT, "吴质检 Wu")


def quality(form: Form, count: int, seed: int = 3) -> Quality:
    chance = random.Random(seed)
    keys = [q.key for q in form.keyed]
    differences = tuple(
        DifferenceLine(
            CODE, f"{n + 1:04d}", chance.choice(keys), "2", "3", "2" if n % 2 else "3",
            ("first", "second", "other")[n % 3], "看错行" if n % 3 == 2 else "", "keying",
            "何平 He Ping", AT - timedelta(hours=n),
        )
        for n in range(7)
    )  # fmt: skip
    query = QueryLine(
        CODE, "0004", "R04", Severity.REVIEW, {"zh": "愿意推荐，总体却不满意", "en": "Would recommend"},
        ("Q28", "Q26"), {"Q28": "9", "Q26": "2"}, "closed", "confirmed", "原卷如此", "周组长 Zhou",
        AT - timedelta(days=2), AT - timedelta(days=1),
    )  # fmt: skip
    reviews = tuple(
        ReviewLine(
            CODE, f"{n + 1:04d}", 2 + (n > 8), 1, "queried" if n == 3 else "random", "周组长 Zhou", 34, 0,
            "", AT - timedelta(hours=3),
        )
        for n in range(12)
    )  # fmt: skip
    tally = Tally(34 * count, ((34, 0),) * 8)
    decisions = tuple(
        DecisionLine(
            CODE, level, 1, "passed", "差错率低于限值", judge(tally, tally), "吴质检 Wu", AT
        )
        for level in (2, 3)
    )
    return Quality(34 * count, differences, (query,), reviews, decisions)


def records(answers: list[Answers], approved: bool = True) -> list[RecordLine]:
    return [
        RecordLine(CODE, f"{place + 1:04d}", 1, AT - timedelta(minutes=place), approved, given)
        for place, given in enumerate(answers)
    ]


def trail() -> list[TrailLine]:
    return [
        TrailLine(CODE, "batch.opened", "", "周组长 Zhou", AT - timedelta(days=6), "PC-7", 12),
        TrailLine(CODE, "batch.closed", "", "周组长 Zhou", AT - timedelta(days=3), "PC-7", 812),
    ]


def survey(count: int = 60, state: str = APPROVED) -> QuestionnaireReport:
    form = form_of("BSQ-1")
    answers = answered(form, count)
    return QuestionnaireReport(
        form,
        origin(count, state),
        figures(form, answers),
        quality(form, count),
        records(answers),
        trail(),
    )


def visit_report(count: int = 2) -> VisitsReport:
    form = form_of("MSC-1")
    answers = answered(form, count, seed=12)
    lines = records(answers)
    return VisitsReport(
        form,
        origin(count),
        Quality(0, (), (), quality(form, count).reviews[:3], ()),
        tuple(
            Visit(line, visits.score(form, given), (Evidence("photos", "大厅.jpg", "ab" * 32),))
            for line, given in zip(lines, answers, strict=True)
        ),
    )


__all__ = ["AT", "CODE", "FONTS", "HAVE_FONTS", "UTC", "survey", "visit_report"]
