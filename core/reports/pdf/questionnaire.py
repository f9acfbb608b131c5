"""The questionnaire report: key figures, dimensions, distributions, data quality, method."""

from __future__ import annotations

from typing import Any

from core.figures.indicators import Nps
from core.forms.model import Form, text
from core.reports import charts
from core.reports.fonts import FontFiles, printable
from core.reports.model import PROVISIONAL, QuestionnaireReport
from core.reports.pdf.distribution import distribution_pages
from core.reports.pdf.document import Sheet, render
from core.reports.pdf.quality import method_page, quality_page
from core.reports.pdf.style import CONTENT, facts, gap, heading, prose, side_by_side, table
from core.reports.texts import say
from core.reports.wording import (
    decimal,
    ends,
    label,
    numbered,
    percent,
    provenance,
    span,
    title,
    units,
    whole,
)

Rows = list[list[Any]]
TILES, BETWEEN = 3, 8.0
"""Tiles in a row, and points between them."""


def questionnaire_pdf(report: QuestionnaireReport, language: str, fonts: FontFiles) -> bytes:
    """The report in one language ("zh" or "en")."""
    from core.reports.fonts import register

    register(fonts)  # charts measure their text while the story is told
    provisional = report.origin.state == PROVISIONAL
    sheet = Sheet(
        language,
        say(language, "survey.title", form=title(report.form, language)),
        say(language, "survey.subject"),
        say(language, "foot", head=report.origin.head),
        say(language, "provisional") if provisional else "",
    )
    story = [
        *_cover(report, language),
        *_overall(report, language),
        *_dimensions(report, language),
        *distribution_pages(report, language),
        heading(numbered(language, 4, "h.quality")),
        *quality_page(report.form, report.quality, report.figures.missing_share, language),
        heading(numbered(language, 5, "h.method")),
        *method_page(report.origin, language, _formulas(report)),
    ]
    return render(sheet, story, fonts)


def _formulas(report: QuestionnaireReport) -> list[str]:
    """The formulas of the figures that are there."""
    found = report.figures
    told = {"csat": found.csat, "nps": found.nps, "ces": found.ces, "csi": found.index}
    return [*(name for name, figure in told.items() if figure), "missing"]


def _cover(report: QuestionnaireReport, language: str) -> list[Any]:
    origin = report.origin
    above = printable(units(origin.batches, language))
    head = printable(title(report.form, language))
    story: list[Any] = [
        charts.banner(
            CONTENT, 150, above, head, f"{say(language, 'survey.subject')}  {origin.period}"
        ),
        gap(12),
    ]
    if origin.state == PROVISIONAL:
        story.append(prose(say(language, "provisional.note"), "warning"))
    tiles = _tiles(report, language)
    wide = (CONTENT - 2 * BETWEEN) / TILES
    for first in range(0, len(tiles), TILES):
        row = [charts.tile(wide, 66, *tile) for tile in tiles[first : first + TILES]]
        story += [side_by_side(row, [wide + BETWEEN] * len(row)), gap(2)]
    story += [gap(6), facts(provenance(report.form, origin, language))]
    return story


def _tiles(report: QuestionnaireReport, language: str) -> list[tuple[str, str, str, str]]:
    """Label, value, unit and note of each key figure."""
    found, origin = report.figures, report.origin
    returned, issued = origin.total("returned") or 0, origin.total("issued") or 0
    rate = percent(returned / issued if issued else None)
    note = say(language, "valid.note", returned=f"{returned:,}", rate=rate)
    tiles = [(say(language, "valid"), f"{found.n:,}", say(language, "unit.sheets"), note)]
    tiles += [
        (say(language, "csat"), decimal(csat.value), "%", span(language, csat.interval))
        for csat in found.csat
    ]
    tiles += [
        (say(language, "nps"), decimal(nps.value), "", span(language, nps.interval))
        for nps in found.nps
    ]
    tiles += [
        (
            say(language, "ces"),
            decimal(ces.value, 2),
            say(language, "of", high=decimal(ces.high, 0)),
            span(language, ces.interval, 2),
        )
        for ces in found.ces
    ]
    if found.index:
        tiles.append(
            (
                say(language, "csi"),
                decimal(found.index.value),
                say(language, "full"),
                span(language, found.index.interval),
            )
        )
    return tiles


def _overall(report: QuestionnaireReport, language: str) -> list[Any]:
    return [
        heading(numbered(language, 1, "h.overall")),
        heading(say(language, "h.sample"), 2),
        *_sample(report, language),
        *_indicators(report, language),
        *(part for nps in report.figures.nps for part in _groups(report.form, nps, language)),
        gap(10),
    ]


def _sample(report: QuestionnaireReport, language: str) -> list[Any]:
    columns = (
        "issued",
        "returned",
        "not_returned",
        "spoilt",
        "keyed",
        "settled",
        "void",
        "set_aside",
    )
    head = [*(say(language, column) for column in columns), say(language, "valid")]
    row: list[Any] = [whole(report.origin.total(column)) for column in columns]
    row.append(f"{report.figures.n:,}")
    return table(head, [row], [1] * len(head), numeric=range(len(head)))


def _indicators(report: QuestionnaireReport, language: str) -> list[Any]:
    rows = _indicator_rows(report, language)
    if not rows:
        return []
    head = [say(language, code) for code in ("indicator", "question", "n", "value", "interval")]
    return [
        heading(say(language, "h.indicators"), 2),
        *table(head, rows, [24, 38, 8, 10, 20], numeric=(2, 3, 4)),
    ]


def _indicator_rows(report: QuestionnaireReport, language: str) -> Rows:
    found, form = report.figures, report.form
    rows: Rows = []
    for csat in found.csat:
        question, n = label(form.by_key[csat.question], language), f"{csat.n:,}"
        share = f"{decimal(csat.value)}%"
        rows.append([say(language, "csat"), question, n, share, ends(csat.interval)])
        rows.append([say(language, "csat.mean"), question, n, decimal(csat.mean, 2), "–"])
    for nps in found.nps:
        question, n = label(form.by_key[nps.question], language), f"{nps.n:,}"
        rows.append([say(language, "nps"), question, n, decimal(nps.value), ends(nps.interval)])
    for ces in found.ces:
        question, n = label(form.by_key[ces.question], language), f"{ces.n:,}"
        value = decimal(ces.value, 2)
        rows.append([say(language, "ces"), question, n, value, ends(ces.interval, 2)])
    if found.index:
        index = found.index
        value = decimal(index.value)
        rows.append([say(language, "csi"), "–", f"{index.n:,}", value, ends(index.interval)])
    return rows


def _groups(form: Form, nps: Nps, language: str) -> list[Any]:
    colors = (charts.GOOD_TO_BAD[0], charts.GREY, charts.GOOD_TO_BAD[-1])
    names = [say(language, code) for code in ("promoters", "passives", "detractors")]
    counts = (nps.promoters, nps.passives, nps.detractors)
    labels = [f"{name}: {count:,}" for name, count in zip(names, counts, strict=True)]
    return [
        heading(say(language, "h.groups"), 2),
        prose(label(form.by_key[nps.question], language), "small"),
        charts.shares_bar(CONTENT, 20, counts, colors),
        charts.legend(CONTENT, labels, colors),
    ]


def _dimensions(report: QuestionnaireReport, language: str) -> list[Any]:
    scores = report.figures.dimensions
    if not scores:
        return []
    head = [
        say(language, code)
        for code in ("dimension", "n", "score", "interval", "weight", "alpha", "bar")
    ]
    names = {d.id: text(d.labels, language) or d.id for d in report.form.dimensions}
    room = CONTENT * 30 / 100 - 8
    rows: Rows = [
        [
            names[score.id],
            f"{score.n:,}",
            decimal(score.value),
            ends(score.interval),
            "–" if score.weight is None else f"{decimal(score.weight, 0)}%",
            decimal(score.alpha, 2),
            charts.interval_bar(room, 12, score.value, score.interval, 0, 100),
        ]
        for score in scores
    ]
    index = report.figures.index
    if index:
        bar = charts.interval_bar(room, 12, index.value, index.interval, 0, 100)
        row = [say(language, "csi"), f"{index.n:,}", decimal(index.value), ends(index.interval)]
        rows.append([*row, "100%", "–", bar])
    return [
        heading(numbered(language, 2, "h.dimensions")),
        *_extremes(report, names, language),
        *table(head, rows, [21, 7, 9, 16, 9, 8, 30], numeric=(1, 2, 3, 4, 5)),
        gap(4),
        prose(say(language, "dimensions.note"), "small"),
    ]


def _extremes(report: QuestionnaireReport, names: dict[str, str], language: str) -> list[Any]:
    """Best and worst dimension by computation (requirements CSM-12), among those with a weight."""
    ranked = sorted(
        (score.value, names[score.id])
        for score in report.figures.dimensions
        if score.value is not None and score.weight and not score.parent
    )
    if len(ranked) < 2 or ranked[0][0] == ranked[-1][0]:
        return []
    (low, worst), (high, best) = ranked[0], ranked[-1]
    said = say(language, "extremes", best=best, high=decimal(high), worst=worst, low=decimal(low))
    return [prose(said)]
