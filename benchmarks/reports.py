"""python -m benchmarks.reports [--rows N] [--pdfs N]: workbook beside openpyxl, PDF pages per second.

Budgets (design §8): a workbook of 100,000 x 60 within 10 % of the CPU time of openpyxl's write_only
mode on the same values, in no more memory (openpyxl itself loads numpy, 12 MB, and both hold the
finished file, 25 MB, as bytes); branch reports faster than 50 pages per CPU second in flat
memory. Each measurement runs in a process of its own; figures are CPU seconds, user and system.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from core.forms.model import Choice, Form, Kind, Question
from core.reports.model import RecordLine
from core.values import Answer, FormId

RATED, FIXED_COLUMNS = 18, 5
COLUMNS = FIXED_COLUMNS + 3 * RATED + 1
LIMITS = {"workbook_ratio": 1.10, "memory_ratio": 1.05, "pages_per_cpu_s": 50.0, "growth_mb": 20.0}
WARM_UP = 5


class Records(Sequence[RecordLine]):
    """Records made as they are read, so that only the writer's memory is measured."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:
        answers: dict[str, Answer] = {f"Q{n}": str((place + n) % 5 + 1) for n in range(RATED)}
        answers["N"] = str(place % 240)
        return RecordLine("E01-202611-03", f"{place:06d}", 1, None, True, answers)

    def __iter__(self) -> Iterator[RecordLine]:
        return (self[place] for place in range(self._count))


def survey_form() -> Form:
    """Eighteen rated questions with labels in two languages, and a number: 60 columns."""
    words = ("很不满意", "不满意", "一般", "满意", "很满意")
    choices = tuple(
        Choice(str(code), {"zh": word, "en": f"Option {code}"})
        for code, word in enumerate(words, 1)
    )
    rated = [
        Question(
            f"Q{n}",
            f"/data/Q{n}",
            f"Q{n}",
            Kind.SELECT_ONE,
            {"zh": "题", "en": "Q"},
            choices=choices,
        )
        for n in range(RATED)
    ]
    number = Question("N", "/data/N", "N", Kind.INTEGER, {"zh": "分钟", "en": "Minutes"})
    return Form(
        FormId("f" * 64), "B", "1", "FFFFFF", {"zh": "题", "en": "B"}, ("zh", "en"), "zh",
        (*rated, number), (), (), (), "",
    )  # fmt: skip


def our_workbook(rows: int) -> int:
    from core.reports.workbook import written
    from core.reports.workbook_answers import answers_page

    return len(written([answers_page(survey_form(), Records(rows))]))


def peer_workbook(rows: int) -> int:
    """The same values straight into openpyxl's write_only mode."""
    from openpyxl import Workbook

    from core.reports.workbook_answers import answers_page

    values = list(answers_page(survey_form(), Records(200)).rows)
    assert len(values[0]) == COLUMNS
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    for place in range(rows):
        sheet.append(values[place % 200])
    file = BytesIO()
    book.save(file)
    return len(file.getvalue())


def visit_pages(count: int) -> tuple[int, float, float]:
    """Pages, CPU seconds and growth in MB of visit reports of one visit each."""
    from core.reports.pdf.visit import visits_pdf
    from tests.core.reports.samples import FONTS, visit_report

    reports = [visit_report(1)]
    return _pages(lambda: visits_pdf(reports[0], "zh", FONTS), count)


def survey_pages(count: int) -> tuple[int, float, float]:
    """Pages, CPU seconds and growth in MB of questionnaire reports of 60 records."""
    from core.reports.pdf.questionnaire import questionnaire_pdf
    from tests.core.reports.samples import FONTS, survey

    report = survey(60)
    return _pages(lambda: questionnaire_pdf(report, "zh", FONTS), count)


def _pages(make: Callable[[], bytes], count: int) -> tuple[int, float, float]:
    for _ in range(WARM_UP):
        make()
    memory, took, pages = _peak_mb(), [], 0
    for _ in range(count):
        began = time.process_time()
        data = make()
        took.append(time.process_time() - began)
        pages += len(re.findall(rb"/Type /Page\b", data))
    # other work on the machine makes single documents slow, never fast
    return pages, statistics.median(took) * count, _peak_mb() - memory


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measured(work: Callable[[int], Any], amount: int, answer: Any) -> None:
    began = time.process_time()
    result = work(amount)
    answer.put((result, time.process_time() - began, _peak_mb()))


def alone(work: Callable[[int], Any], amount: int) -> tuple[Any, float, float]:
    """Result, CPU seconds and peak MB of work done in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_measured, args=(work, amount, answer))
    process.start()
    found: tuple[Any, float, float] = answer.get()
    process.join()
    return found


def main() -> int:
    """Measure, print one line of JSON, and fail where a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--pdfs", type=int, default=60)
    wanted = parser.parse_args()
    _, ours, ours_mb = alone(our_workbook, wanted.rows)
    _, peer, peer_mb = alone(peer_workbook, wanted.rows)
    found: dict[str, float] = {
        "rows": wanted.rows, "columns": COLUMNS, "workbook_cpu_s": ours, "peer_cpu_s": peer,
        "workbook_ratio": ours / peer, "workbook_mb": ours_mb, "peer_mb": peer_mb,
        "memory_ratio": ours_mb / peer_mb,
    }  # fmt: skip
    (pages, seconds, growth), _, _ = alone(visit_pages, wanted.pdfs)
    found |= {"visit_pages": pages, "pages_per_cpu_s": pages / seconds, "growth_mb": growth}
    (pages, seconds, _), _, _ = alone(survey_pages, wanted.pdfs)
    found |= {"survey_pages": pages, "survey_pages_per_cpu_s": pages / seconds}
    missed = [
        name for name, limit in LIMITS.items()
        if (found[name] < limit if name == "pages_per_cpu_s" else found[name] > limit)
    ]  # fmt: skip
    print(json.dumps({name: round(value, 3) for name, value in found.items()} | {"missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
