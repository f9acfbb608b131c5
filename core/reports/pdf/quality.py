"""The pages that say how far the figures can be trusted and where they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from core.forms.model import Form
from core.reports import charts
from core.reports.model import Origin, Quality, ReviewLine
from core.reports.pdf.style import facts, gap, heading, prose, table, together
from core.reports.texts import named, say
from core.reports.wording import (
    decimal,
    label,
    moment,
    outcome,
    percent,
    shared_errors,
    units,
    verdict,
    whole,
)
from core.version import APP_NAME, APP_NAME_ZH, __version__

QUESTIONS_SHOWN = 10
SIGNATURE = 26.0
"""Points of height to sign in."""


def quality_page(
    form: Form, quality: Quality | None, missing_share: float | None, language: str
) -> list[Any]:
    """Double entry, rulings, queries, reviews and the verdicts in words."""
    if quality is None:
        return [prose(say(language, "quality.withheld"))]
    return [
        *_entry(quality, missing_share, language),
        *_rulings(form, quality, language),
        *_queries(quality, language),
        *_reviews(quality, language),
    ]


def method_page(origin: Origin, language: str, formulas: Sequence[str]) -> list[Any]:
    """Formulas, batches, and room to sign (requirements RPT-08, REV-13)."""
    told = [prose(say(language, f"formula.{name}")) for name in formulas]
    program = APP_NAME_ZH if language == "zh" else APP_NAME
    return [
        *([heading(say(language, "h.formulas"), 2), *told] if told else []),
        heading(say(language, "h.batches"), 2),
        *_batches(origin, language),
        prose(f"{say(language, 'program')} {program} {__version__}", "small"),
        prose(say(language, "glyph.note"), "small"),
        together([heading(say(language, "h.signatures"), 2), *_signatures(language)]),
    ]


def _entry(quality: Quality, missing_share: float | None, language: str) -> list[Any]:
    rate = say(language, "per_10000", rate=decimal(quality.per_10000))
    pairs = [
        (say(language, "compared"), f"{quality.compared:,}"),
        (say(language, "apart"), f"{quality.keyed_apart:,}"),
        (say(language, "apart.rate"), rate),
    ]
    if quality.shared.checked:
        pairs.append((say(language, "shared"), shared_errors(language, quality.shared)))
    if not quality.compared:
        pairs = []
    if missing_share is not None:
        pairs.append((say(language, "missing.share"), percent(missing_share, 2)))
    if not pairs:
        return []
    note = [prose(say(language, "quality.note"), "small")] if quality.compared else []
    return [heading(say(language, "h.entry"), 2), facts(pairs), gap(4), *note]


def _rulings(form: Form, quality: Quality, language: str) -> list[Any]:
    if not quality.differences:
        return []
    counts = quality.rulings()
    head = [say(language, code) for code in ("ruling", "count")]
    order = [
        choice
        for choice in ("first", "second", "other", "unclear", "ruled", "open")
        if counts.get(choice)
    ]
    rows = [[named(language, "choice", choice), f"{counts[choice]:,}"] for choice in order]
    apart = [
        [label(form.by_key[key], language) if key in form.by_key else key, f"{count:,}"]
        for key, count in quality.by_question()[:QUESTIONS_SHOWN]
    ]
    story = [heading(say(language, "h.rulings"), 2), *table(head, rows, [80, 20], numeric=(1,))]
    if apart:
        story.append(heading(say(language, "h.apart"), 2))
        head = [say(language, code) for code in ("question", "count")]
        story += table(head, apart, [80, 20], numeric=(1,))
    return story


def _queries(quality: Quality, language: str) -> list[Any]:
    story = [heading(say(language, "h.queries"), 2)]
    if not quality.queries:
        return [*story, prose(say(language, "none"))]
    head = [say(language, code) for code in ("severity", "outcome", "count")]
    rows = [
        [named(language, "severity", severity), named(language, "outcome", state), f"{count:,}"]
        for (severity, state), count in sorted(quality.outcomes().items())
    ]
    return [*story, *table(head, rows, [40, 40, 20], numeric=(2,))]


def _reviews(quality: Quality, language: str) -> list[Any]:
    story = [heading(say(language, "h.reviews"), 2)]
    if not quality.reviews:
        story.append(prose(say(language, "none")))
    else:
        columns = ("batch", "level", "round", "sampled", "reviewed", "checked", "wrong", "rate")
        rows = _review_rows(quality)
        widths = [22, 8, 10, 12, 12, 14, 11, 11]
        story += table([say(language, code) for code in columns], rows, widths, range(1, 8))
        if any(line.reason == "queried" for line in quality.reviews):
            story.append(prose(say(language, "reviews.queried"), "small"))
    if quality.decisions:
        story.append(heading(say(language, "h.verdicts"), 2))
    for line in quality.decisions:
        said = [verdict(language, line), outcome(language, line)]
        signed = f"{line.by}  {moment(line.at)}".strip()
        story += [prose(" ".join(part for part in said if part)), prose(signed, "small")]
    return story


def _review_rows(quality: Quality) -> list[list[str]]:
    """Sampled and checked by batch, level and round; the rate counts random sheets only."""
    groups: dict[tuple[str, int, int], list[ReviewLine]] = defaultdict(list)
    for line in quality.reviews:
        groups[line.batch, line.level, line.round].append(line)
    rows = []
    for (batch, level, number), lines in sorted(groups.items()):
        done = [line for line in lines if line.checked is not None]
        counted = [line for line in done if line.reason != "queried"]
        checked = sum(line.checked or 0 for line in counted)
        wrong = sum(line.wrong for line in counted)
        row = [f"{level}", f"{number}", f"{len(lines):,}", f"{len(done):,}", f"{checked:,}"]
        rate = percent(wrong / checked if checked else None, 2)
        rows.append([batch, *row, f"{wrong:,}", rate])
    return rows


def _batches(origin: Origin, language: str) -> list[Any]:
    columns = ("batch", "unit", "period", "state", "issued", "returned", "settled", "void")
    rows = [
        [
            batch.code,
            units([batch], language),
            batch.period,
            named(language, "state", batch.state),
            *(whole(count) for count in (batch.issued, batch.returned, batch.settled, batch.void)),
        ]
        for batch in origin.batches
    ]
    head = [say(language, code) for code in columns]
    return table(head, rows, [19, 21, 11, 13, 9, 10, 9, 8], numeric=(4, 5, 6, 7))


def _signatures(language: str) -> list[Any]:
    head = [say(language, code) for code in ("role", "signature", "date")]
    room = charts.blank(10, SIGNATURE)
    rows = [[say(language, f"role.{role}"), room, ""] for role in ("made", "reviewed", "approved")]
    return table(head, rows, [25, 50, 25])
