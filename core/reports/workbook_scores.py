"""The workbook's figures: indicators, dimensions and questions; visits by section."""

from __future__ import annotations

from collections.abc import Sequence

from core.figures.intervals import Interval
from core.forms.model import Form, text
from core.reports.cells import Page, Value, both, safe, shown
from core.reports.model import QuestionnaireReport, Visit, VisitsReport
from core.reports.texts import LANGUAGES, named
from core.reports.visit_rows import header_questions, weighted_sections
from core.reports.wording import answer, label

COLUMNS = (
    "indicator",
    "question",
    "text.zh",
    "text.en",
    "n",
    "value",
    "low",
    "high",
    "weight",
    "alpha",
)


def figures_page(report: QuestionnaireReport) -> Page:
    """Every figure with its n and interval, unrounded; then one row per question."""
    rows = [*_indicators(report), *_dimensions(report), *_questions(report)]
    widths = (30.0, 10, 40, 40, 9, 12, 12, 12, 9, 9)
    return Page(both("sheet.figures"), (tuple(both(c) for c in COLUMNS),), widths, rows, frozen=1)


def visits_page(report: VisitsReport) -> Page:
    """One row per visit: what it was, total, band, sections, red lines, evidence."""
    form = report.form
    before, sections = header_questions(form), weighted_sections(form)
    heads = [both("batch"), both("serial")]
    heads += [" ".join(label(q, language) for language in LANGUAGES) for q in before]
    heads += [both("total"), both("uncapped.score"), both("band"), both("red.count")]
    heads += [
        " ".join([s.name, *(text(s.labels, language) for language in LANGUAGES)]) for s in sections
    ]
    heads.append(both("h.evidence"))
    widths = (16.0, 9, *[16.0] * len(before), 10, 12, 16, 10, *[12.0] * len(sections), 40)
    rows = [_visit(form, visit) for visit in report.visits]
    return Page(both("sheet.visits"), (tuple(heads),), widths, rows, frozen=2)


def _indicators(report: QuestionnaireReport) -> list[list[Value]]:
    found, form = report.figures, report.form
    rows = []
    for csat in found.csat:
        rows.append(_row(form, "csat", csat.question, csat.n, csat.value, csat.interval))
        rows.append(_row(form, "csat.mean", csat.question, csat.n, csat.mean))
    for nps in found.nps:
        rows.append(_row(form, "nps", nps.question, nps.n, nps.value, nps.interval))
        groups = (nps.promoters, nps.passives, nps.detractors)
        for code, count in zip(("promoters", "passives", "detractors"), groups, strict=True):
            rows.append(_row(form, code, nps.question, nps.n, count, pattern="0"))
    for ces in found.ces:
        rows.append(_row(form, "ces", ces.question, ces.n, ces.value, ces.interval))
    if found.index:
        index = found.index
        rows.append(
            [both("csi"), None, None, None, index.n, shown(index.value), *_ends(index.interval)]
        )
    if found.missing_share is not None:
        rows.append(
            [both("missing.share"), None, None, None, found.n, shown(found.missing_share, "0.00%")]
        )
    return rows


def _dimensions(report: QuestionnaireReport) -> list[list[Value]]:
    labels = {dimension.id: dimension.labels for dimension in report.form.dimensions}
    return [
        [
            both("dimension"),
            safe(score.id),
            *(safe(text(labels[score.id], language)) for language in LANGUAGES),
            score.n,
            shown(score.value),
            *_ends(score.interval),
            score.weight,
            shown(score.alpha),
        ]
        for score in report.figures.dimensions
    ]


def _questions(report: QuestionnaireReport) -> list[list[Value]]:
    """Means on the printed scale, and shares of missing answers."""
    rows = []
    for summary in report.figures.questions:
        if summary.spread is not None:
            mean = summary.spread.mean
            rows.append(_row(report.form, "mean", summary.key, summary.valid, mean))
        share = summary.missing_share
        rows.append(_row(report.form, "missing", summary.key, summary.valid, share, pattern="0.0%"))
    return rows


def _row(
    form: Form,
    code: str,
    key: str,
    n: int,
    value: float | None,
    interval: Interval | None = None,
    pattern: str = "0.00",
) -> list[Value]:
    texts = [safe(text(form.by_key[key].labels, language)) for language in LANGUAGES]
    return [both(code), safe(key), *texts, n, shown(value, pattern), *_ends(interval)]


def _ends(interval: Interval | None) -> Sequence[Value]:
    return (None, None) if interval is None else (shown(interval[0]), shown(interval[1]))


def _visit(form: Form, visit: Visit) -> list[Value]:
    score, record = visit.score, visit.record
    row: list[Value] = [safe(record.batch), safe(record.serial)]
    for question in header_questions(form):
        given = record.answers.get(question.key)
        words = dict.fromkeys(answer(question, given, language) for language in LANGUAGES)
        absence = record.absence(question.key)
        row.append(f"x:{absence}" if absence else safe(" ".join(words)))
    band = " ".join(named(language, "band", score.band) for language in LANGUAGES)
    row += [
        shown(score.total),
        shown(score.uncapped),
        band if score.band else None,
        len(score.red_lines),
    ]
    row += [shown(part.score) for part in score.sections]
    files = "; ".join(f"{file.name} {file.sha256}" for file in visit.evidence)
    return [*row, safe(files)]
