"""The workbook's pages on origin and quality: cover, differences, queries, reviews, verdicts, trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from core.forms.model import Form, text
from core.reports.cells import Page, Value, both, safe, shown
from core.reports.model import (
    PROVISIONAL,
    DecisionLine,
    DifferenceLine,
    Origin,
    Quality,
    QueryLine,
    ReviewLine,
    TrailLine,
)
from core.reports.texts import LANGUAGES, named, say
from core.reports.wording import answer, moment, placed, provenance, shared_errors, title, verdict
from core.values import Answer
from core.workflow.comparison import question_of

COUNTS = ("issued", "returned", "not_returned", "spoilt", "keyed", "settled", "void", "set_aside")
ROLES = ("made", "reviewed", "approved")


def cover_page(form: Form, origin: Origin, records: int, quality: Quality | None = None) -> Page:
    """What the workbook is, in both languages, the counts of each batch, and room to sign."""
    chinese, english = (provenance(form, origin, language) for language in LANGUAGES)
    rows: list[list[Value]] = []
    if origin.state == PROVISIONAL:
        rows.append([say("zh", "provisional"), say("zh", "provisional.note")])
        rows.append([say("en", "provisional"), say("en", "provisional.note")])
    for (name, value), (other, translated) in zip(chinese, english, strict=True):
        rows.append([name, safe(value), other, safe(translated)])
    rows += [[], [both("valid"), records]]
    if quality is not None and quality.shared.checked:
        told = ((say(tag, "shared"), shared_errors(tag, quality.shared)) for tag in LANGUAGES)
        rows.append([cell for pair in told for cell in pair])
    rows.append([])
    rows.append([both(code) for code in ("batch", "unit", "period", "state", *COUNTS)])
    for batch in origin.batches:
        state = " ".join(named(language, "state", batch.state) for language in LANGUAGES)
        counts = asdict(batch)
        rows.append(
            [
                safe(batch.code),
                safe(" ".join(dict.fromkeys(text(batch.unit_names, tag) for tag in LANGUAGES))),
                safe(batch.period),
                state,
                *(counts[code] for code in COUNTS),
            ]
        )
    for name in ("csat", "nps", "ces", "csi", "missing"):
        rows.append([say("zh", f"formula.{name}"), None, say("en", f"formula.{name}")])
    rows += [[], [both("role"), both("signature"), both("date")]]
    rows += [[both(f"role.{role}")] for role in ROLES]
    heads = tuple(
        cell
        for language in LANGUAGES
        for cell in (title(form, language), say(language, "sheet.cover"))
    )
    widths = (26.0, 46.0, 26.0, 46.0, *[11.0] * 8)
    return Page(both("sheet.cover"), (heads,), widths, rows, filtered=False)


def differences_page(form: Form, lines: Sequence[DifferenceLine]) -> Page:
    """Both readings and the ruling of every difference, as codes and in words."""
    columns = (
        "batch", "serial", "question", "text.zh", "text.en", "reading.1", "reading.2", "ruled",
        "ruling", "ruled.zh", "ruled.en", "why", "origin", "by", "at",
    )  # fmt: skip
    widths = (16.0, 9, 10, 36, 36, 14, 14, 14, 26, 18, 18, 24, 14, 18, 22)
    rows = [_difference(form, line) for line in lines]
    return _page("sheet.differences", columns, widths, rows, frozen=3)


def queries_page(form: Form, lines: Sequence[QueryLine]) -> Page:
    """Every query, what it compared, how it was closed."""
    columns = (
        "batch", "serial", "check", "severity", "text.zh", "text.en", "question", "compared.values",
        "state", "outcome", "why", "by", "raised", "closed",
    )  # fmt: skip
    widths = (16.0, 9, 9, 18, 40, 40, 18, 26, 12, 22, 26, 18, 22, 22)
    rows: list[list[Value]] = [
        [
            safe(line.batch),
            safe(line.serial),
            safe(line.check),
            _named("severity", line.severity),
            *(safe(text(line.messages, language)) for language in LANGUAGES),
            " ".join(line.questions),
            safe("; ".join(f"{key}={_stored(value)}" for key, value in line.compared.items())),
            _named("outcome", line.state),
            _named("outcome", line.outcome) if line.outcome else None,
            safe(line.why),
            safe(line.by),
            moment(line.raised_at),
            moment(line.closed_at),
        ]
        for line in lines
    ]
    return _page("sheet.queries", columns, widths, rows, frozen=3)


def reviews_page(lines: Sequence[ReviewLine]) -> Page:
    """The samples of levels 2 and 3 with what was found (requirements REV-13)."""
    columns = (
        "batch", "level", "round", "serial", "reason", "reviewer", "checked", "wrong", "findings", "at",
    )  # fmt: skip
    widths = (16.0, 8, 8, 9, 16, 18, 12, 10, 44, 22)
    rows: list[list[Value]] = [
        [
            safe(line.batch),
            line.level,
            line.round,
            safe(line.serial),
            _named("reason", line.reason),
            safe(line.reviewer),
            line.checked,
            line.wrong if line.checked is not None else None,
            safe(line.findings),
            moment(line.at),
        ]
        for line in lines
    ]
    return _page("sheet.reviews", columns, widths, rows, frozen=4)


def verdicts_page(lines: Sequence[DecisionLine]) -> Page:
    """Each level's verdict in figures and in words, and the decision."""
    columns = (
        "batch", "level", "round", "checked", "wrong", "rate", "limit", "upper", "verdict.zh",
        "verdict.en", "decision", "why", "by", "at",
    )  # fmt: skip
    widths = (16.0, 8, 8, 12, 10, 10, 10, 10, 60, 60, 18, 26, 18, 22)
    rows: list[list[Value]] = []
    for line in lines:
        found = line.verdict
        figures: list[Value] = [None] * 5
        if found is not None:
            rates = [shown(rate, "0.00%") for rate in (found.rate, found.limit, found.upper)]
            figures = [found.checked, found.wrong, *rates]
        rows.append(
            [
                safe(line.batch),
                line.level,
                line.round,
                *figures,
                *(safe(verdict(language, line)) for language in LANGUAGES),
                _named("decision", line.outcome),
                safe(line.why),
                safe(line.by),
                moment(line.at),
            ]
        )
    return _page("sheet.verdicts", columns, widths, rows, frozen=2)


def trail_page(lines: Sequence[TrailLine]) -> Page:
    """The events of the batches, oldest first, with device and number in its journal."""
    columns = ("batch", "at", "event", "what", "by", "device", "sequence")
    rows: list[list[Value]] = [
        [
            safe(line.batch), moment(line.at), line.kind, safe(line.what), safe(line.by),
            safe(line.device), line.sequence,
        ]
        for line in lines
    ]  # fmt: skip
    return _page("sheet.trail", columns, (16.0, 22, 20, 60, 20, 26, 10), rows)


def _difference(form: Form, line: DifferenceLine) -> list[Value]:
    question = question_of(form, line.question)
    readings: list[Value] = [safe(_stored(a)) for a in (line.first, line.second, line.settled)]
    ruled: list[Value] = [None, None]
    if line.withheld:
        readings, ruled = ["x:withheld"] * 3, [None, None]
    elif question is not None:
        ruled = [safe(answer(question, line.settled, language)) for language in LANGUAGES]
    texts = [
        safe(placed(form, line.question, question, each)) if question else None
        for each in LANGUAGES
    ]
    return [
        safe(line.batch),
        safe(line.serial),
        safe(line.question),
        *texts,
        *readings,
        _named("choice", line.choice or "open"),
        *ruled,
        safe(line.why),
        _named("origin", line.origin),
        safe(line.by),
        moment(line.at),
    ]


def _page(
    name: str,
    columns: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[list[Value]],
    frozen: int = 0,
) -> Page:
    return Page(both(name), (tuple(both(c) for c in columns),), tuple(widths), rows, frozen)


def _named(group: str, code: str) -> str:
    chinese, english = (named(language, group, code) for language in LANGUAGES)
    return chinese if chinese == english else f"{chinese} {english}"


def _stored(given: Answer | None) -> str:
    if given is None:
        return ""
    return given if isinstance(given, str) else f"x:{given.value}"
