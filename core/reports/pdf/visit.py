"""The visit report: score, sections, deductions, red lines, evidence; the shopper is not named."""

from __future__ import annotations

from typing import Any

from core.forms.model import Form, Kind, Question, Section, text
from core.reports import charts
from core.reports.fonts import FontFiles, printable, register
from core.reports.model import PROVISIONAL, Visit, VisitsReport
from core.reports.pdf.document import Sheet, render
from core.reports.pdf.quality import method_page, quality_page
from core.reports.pdf.style import CONTENT, facts, gap, heading, prose, side_by_side, table
from core.reports.texts import named, say
from core.reports.visit_rows import Deduction, deductions, header_questions, weighted_sections
from core.reports.wording import answer, decimal, label, percent, provenance, title, units

BANDS = (
    (0.0, 70.0, charts.RED),
    (70.0, 80.0, charts.AMBER),
    (80.0, 90.0, "#86C5A4"),
    (90.0, 100.0, charts.TEAL),
)


def visits_pdf(report: VisitsReport, language: str, fonts: FontFiles) -> bytes:
    """All visits of the report in one language ("zh" or "en"), one after the other."""
    register(fonts)
    provisional = report.origin.state == PROVISIONAL
    sheet = Sheet(
        language,
        say(language, "visits.title", form=title(report.form, language)),
        say(language, "visits.subject"),
        say(language, "foot", head=report.origin.head),
        say(language, "provisional") if provisional else "",
    )
    story = _front(report, language)
    for visit in report.visits:
        story += _visit(report.form, visit, language)
    story.append(heading(say(language, "h.quality")))
    story += quality_page(report.form, report.quality, None, language)
    story.append(heading(say(language, "h.method")))
    story += method_page(report.origin, language, formulas=())
    return render(sheet, story, fonts)


def _front(report: VisitsReport, language: str) -> list[Any]:
    from reportlab.platypus import PageBreak

    origin = report.origin
    head = printable(title(report.form, language))
    below = f"{say(language, 'visits.subject')}  {origin.period}"
    story: list[Any] = [
        charts.banner(CONTENT, 120, printable(units(origin.batches, language)), head, below),
        gap(10),
    ]
    if origin.state == PROVISIONAL:
        story.append(prose(say(language, "provisional.note"), "warning"))
    story += [facts(provenance(report.form, origin, language)), *_league(report, language)]
    return [*story, prose(say(language, "visits.note"), "small"), PageBreak()]


def _league(report: VisitsReport, language: str) -> list[Any]:
    """All visits in one table, best first."""
    sections = weighted_sections(report.form)
    head = [
        *(say(language, code) for code in ("serial", "total", "band")),
        *(section.name for section in sections),
        say(language, "red.count"),
    ]
    ranked = sorted(report.visits, key=lambda v: (-(v.score.total or 0.0), v.record.serial))
    rows = [
        [
            visit.record.serial,
            decimal(visit.score.total),
            named(language, "band", visit.score.band) if visit.score.band else "–",
            *(decimal(part.score, 0) for part in visit.score.sections),
            f"{len(visit.score.red_lines)}",
        ]
        for visit in ranked
    ]
    widths = [14, 9, 11, *([7] * len(sections)), 10]
    keys = [f"{s.name} {text(s.labels, language)}" for s in sections]
    return [
        heading(say(language, "h.visits")),
        *table(head, rows, widths, numeric=(1, *range(3, len(head)))),
        prose(("；" if language == "zh" else "; ").join(keys), "small"),
    ]


def _visit(form: Form, visit: Visit, language: str) -> list[Any]:
    from reportlab.platypus import PageBreak

    lost = deductions(form, visit)
    return [
        heading(f"{say(language, 'h.visit')} {visit.record.serial}"),
        _summary(visit, lost, language),
        *_capped(visit, language),
        facts(_facts(form, visit, language)),
        heading(say(language, "h.sections"), 2),
        *_sections(form, visit, language),
        heading(say(language, "h.deductions"), 2),
        *_deductions(form, visit, lost, language),
        heading(say(language, "h.evidence"), 2),
        *_evidence(form, visit, language),
        PageBreak(),
    ]


def _summary(visit: Visit, lost: tuple[Deduction, ...], language: str) -> Any:
    score = visit.score
    band = named(language, "band", score.band) if score.band else "–"
    cap = say(language, "uncapped", score=decimal(score.uncapped)) if score.red_lines else ""
    wide = (CONTENT - 150) / 3
    tiles = [
        (say(language, "band"), band, "", cap),
        (say(language, "red.count"), f"{len(score.red_lines)}", "", ""),
        (say(language, "items.count"), f"{len(lost)}", "", ""),
    ]
    parts = [charts.gauge(140, 84, score.total, BANDS)]
    parts += [charts.tile(wide - 8, 66, *tile) for tile in tiles]
    return side_by_side(parts, [150, wide, wide, wide])


def _capped(visit: Visit, language: str) -> list[Any]:
    if visit.score.red_lines:
        return [prose(say(language, "red.capped"), "warning")]
    return [prose(say(language, "red.none"), "small")]


def _facts(form: Form, visit: Visit, language: str) -> list[tuple[str, str]]:
    return [
        (label(question, language), _shown(question, visit, language))
        for question in header_questions(form)
    ]


def _shown(question: Question, visit: Visit, language: str) -> str:
    absence = visit.record.absence(question.key)
    if absence:
        return say(language, absence)
    given = answer(question, visit.record.answers.get(question.key), language)
    return given[:5] if question.kind is Kind.TIME and given else given or "–"


def _sections(form: Form, visit: Visit, language: str) -> list[Any]:
    names: dict[str, Section] = {section.name: section for section in form.sections}
    head = [say(language, code) for code in ("section", "weight", "score", "bar")]
    head[3] = ""
    rows = [
        [
            f"{part.section} {text(names[part.section].labels, language)}",
            percent(part.weight / 100, 0),
            decimal(part.score) if part.score is not None else say(language, "na"),
            charts.interval_bar(CONTENT * 0.42 - 8, 11, part.score, None, 0, 100),
        ]
        for part in visit.score.sections
    ]
    return table(head, rows, [34, 11, 13, 42], numeric=(1, 2))


def _deductions(form: Form, visit: Visit, lost: tuple[Deduction, ...], language: str) -> list[Any]:
    if not lost:
        return [prose(say(language, "none"))]
    head = [say(language, code) for code in ("item", "found", "lost", "remark")]
    rows = []
    for deduction in lost:
        question = form.by_key[deduction.question]
        mark = " ▲" if deduction.question in visit.score.red_lines else ""
        remark = form.by_key.get(deduction.remark)
        rows.append(
            [
                label(question, language) + mark,
                _shown(question, visit, language),
                decimal(deduction.points, 1),
                _shown(remark, visit, language) if remark else "–",
            ]
        )
    return table(head, rows, [36, 14, 9, 41], numeric=(2,))


def _evidence(form: Form, visit: Visit, language: str) -> list[Any]:
    if not visit.evidence:
        asked = (q.key for q in form.questions if q.kind is Kind.FILE)
        absence = next(filter(None, map(visit.record.absence, asked)), "none")
        return [prose(say(language, absence))]
    head = [say(language, "file"), "SHA-256"]
    rows = [[file.name, file.sha256] for file in visit.evidence]
    return table(head, rows, [30, 70])
