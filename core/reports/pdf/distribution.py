"""How answers are spread: 100 % bars of rated questions, counts of choices, numbers, open text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from core.figures.answers import MANY, NUMBERS, QuestionSummary
from core.figures.scales import RATINGS
from core.forms.model import Form, Kind, Question
from core.reports import charts
from core.reports.fonts import printable
from core.reports.model import QuestionnaireReport
from core.reports.pdf.style import CONTENT, gap, heading, prose, table, together
from core.reports.texts import say
from core.reports.wording import choice_labels, decimal, label, numbered, percent

Summarised = tuple[Question, QuestionSummary]
OPEN = frozenset(
    {Kind.TEXT, Kind.BARCODE, Kind.FILE, Kind.GEO, Kind.DATE, Kind.TIME, Kind.DATETIME}
)


def distribution_pages(report: QuestionnaireReport, language: str) -> list[Any]:
    """Every keyed question, by what its answers are; personal fields are only counted."""
    form = report.form
    asked = [(form.by_key[summary.key], summary) for summary in report.figures.questions]
    rated = [(q, s) for q, s in asked if q.metric in RATINGS and q.choices]
    counted = [(q, s) for q, s in asked if q.choices and q.metric not in RATINGS]
    numbers = [(q, s) for q, s in asked if not q.choices and s.spread and not q.is_sealed]
    other = [(q, s) for q, s in asked if not q.choices and (q.kind in OPEN or q.is_sealed)]
    return [
        heading(numbered(language, 3, "h.distribution")),
        *_rated(form, rated, language),
        *_counts(counted, language),
        *_numbers(numbers, language),
        *_open(other, language),
    ]


def _rated(form: Form, rated: Sequence[Summarised], language: str) -> list[Any]:
    """One table of bars for each run of questions that share a scale."""
    story: list[Any] = []
    for _, run in groupby(rated, key=lambda pair: (_scale(pair[0]), pair[0].metric == "ces")):
        same = list(run)
        question = same[0][0]
        codes = _scale(question)
        best_first = codes if question.metric == "ces" else tuple(reversed(codes))
        colors = charts.ramp(len(codes))
        labels = [printable(text) for text in choice_labels(question, best_first, language)]
        rows = [
            _bar_row(question, summary, best_first, colors, language) for question, summary in same
        ]
        head = [say(language, code) for code in ("question", "n", "missing", "share", "mean")]
        story += [
            charts.legend(CONTENT, labels, colors),
            *table(head, rows, [40, 7, 8, 37, 8], numeric=(1, 2, 4)),
            gap(8),
        ]
    return [*story, prose(say(language, "scale.note"), "small")] if story else []


def _bar_row(
    question: Question,
    summary: QuestionSummary,
    codes: Sequence[str],
    colors: Sequence[str],
    language: str,
) -> list[Any]:
    counts = dict(summary.choices)
    bar = charts.shares_bar(CONTENT * 0.37 - 8, 16, [counts.get(code, 0) for code in codes], colors)
    mean = decimal(summary.spread.mean if summary.spread else None, 2)
    return [
        label(question, language), f"{summary.valid:,}", percent(summary.missing_share), bar, mean
    ]  # fmt: skip


def _scale(question: Question) -> tuple[str, ...]:
    """The codes of a rated question that are worth something, lowest first."""
    return tuple(
        choice.name
        for choice in question.choices
        if not choice.extra.get("na") and choice.name not in question.missing
    )


def _counts(counted: Sequence[Summarised], language: str) -> list[Any]:
    if not counted:
        return []
    story: list[Any] = [heading(say(language, "h.counts"), 2)]
    for question, summary in counted:
        largest = max((count for _, count in summary.choices), default=0)
        labels = choice_labels(question, [code for code, _ in summary.choices], language)
        rows = [
            [name, charts.count_bar(CONTENT * 0.62 - 8, 11, count, largest, summary.valid)]
            for name, (_, count) in zip(labels, summary.choices, strict=True)
        ]
        part = table([label(question, language), _told(summary, language)], rows, [38, 62])
        if question.kind in MANY:
            part.append(prose(say(language, "several.note"), "small"))
        story += [together(part), gap(6)]
    return story


def _told(summary: QuestionSummary, language: str) -> str:
    """n and the missing share, for the head of a table of counts."""
    n, missing = say(language, "n"), say(language, "missing")
    return f"{n} {summary.valid:,} · {missing} {percent(summary.missing_share)}"


def _numbers(numbers: Sequence[Summarised], language: str) -> list[Any]:
    numbers = [(q, s) for q, s in numbers if q.kind in NUMBERS]
    if not numbers:
        return []
    head = ("question", "n", "missing", "mean", "sd", "median", "quartiles", "range")
    rows = []
    for question, summary in numbers:
        spread = summary.spread
        assert spread is not None
        rows.append(
            [
                label(question, language),
                f"{summary.valid:,}",
                percent(summary.missing_share),
                decimal(spread.mean),
                decimal(spread.deviation),
                decimal(spread.median),
                f"{decimal(spread.quartile1)} – {decimal(spread.quartile3)}",
                f"{decimal(spread.lowest, 0)} – {decimal(spread.highest, 0)}",
            ]
        )
    return [
        heading(say(language, "h.numbers"), 2),
        *table(
            [say(language, code) for code in head], rows, [30, 8, 9, 9, 9, 9, 14, 12], range(1, 8)
        ),
    ]


def _open(other: Sequence[Summarised], language: str) -> list[Any]:
    if not other:
        return []
    head = [say(language, code) for code in ("question", "answered", "missing", "na")]
    rows = [
        [
            label(question, language),
            f"{summary.valid:,}",
            f"{summary.missing:,}",
            f"{summary.not_asked + sum(n for s, n in summary.specials if not s.counts_as_missing):,}",
        ]
        for question, summary in other
    ]
    return [
        heading(say(language, "h.open"), 2),
        *table(head, rows, [64, 12, 12, 12], numeric=(1, 2, 3)),
        prose(say(language, "open.note"), "small"),
    ]
