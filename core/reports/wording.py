"""Figures, answers and verdicts as a language writes them; workbook and PDF say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.figures.intervals import Interval
from core.figures.scales import is_not_applicable
from core.forms.line_names import line_name
from core.forms.model import Form, Kind, Question, text
from core.quality.shared_errors import SharedErrors
from core.quality.verdict import Verdict
from core.reports.model import PROVISIONAL, BatchLine, DecisionLine, Origin
from core.reports.texts import named, say
from core.values import Answer, Special

MINUS = "−"
MANY = (Kind.SELECT_MULTIPLE, Kind.RANK)


def decimal(value: float | None, places: int = 1) -> str:
    """A number with a true minus sign, never "-0.0"; a dash for none."""
    if value is None:
        return "–"
    rounded = round(value, places) + 0.0
    return f"{rounded:,.{places}f}".replace("-", MINUS)


def whole(count: int | None) -> str:
    """A count; a dash for one that is not told."""
    return "–" if count is None else f"{count:,}"


def percent(share: float | None, places: int = 1) -> str:
    """A share of 0 to 1 in per cent."""
    return "–" if share is None else f"{decimal(100 * share, places)}%"


def span(language: str, interval: Interval | None, places: int = 1) -> str:
    """An interval in words, or that there is none."""
    if interval is None:
        return say(language, "interval.none")
    low, high = (decimal(end, places) for end in interval)
    return say(language, "interval.is", low=low, high=high)


def ends(interval: Interval | None, places: int = 1) -> str:
    """An interval for a table cell."""
    return "–" if interval is None else " – ".join(decimal(end, places) for end in interval)


def shared_errors(language: str, found: SharedErrors) -> str:
    """How many agreed answers were read blind, how many were wrong, and the interval of that rate."""
    low, high = (percent(end, 2) for end in found.interval)
    counts = {"checked": whole(found.checked), "wrong": whole(found.wrong)}
    rates = {"rate": percent(found.rate, 2), "low": low, "high": high}
    return say(language, "shared.rate", **counts, **rates)


def moment(at: datetime | None) -> str:
    """Date and time to the minute, with the offset from UTC."""
    if at is None:
        return ""
    offset = at.strftime("%z")
    return at.strftime("%Y-%m-%d %H:%M") + (f" UTC{offset[:3]}:{offset[3:]}" if offset else "")


def numbered(language: str, number: int, code: str) -> str:
    """A chapter's title with its number, up to ten."""
    digit = "一二三四五六七八九十"[number - 1]
    return say(language, "numbered", number=number, digit=digit, title=say(language, code))


def title(form: Form, language: str) -> str:
    """The form's title."""
    return text(form.titles, language)


def label(question: Question, language: str) -> str:
    """Printed number and text of a question."""
    shown = text(question.labels, language)
    return f"{question.number} {shown}".strip() or question.key


def placed(form: Form, key: str, question: Question | None, language: str) -> str:
    """As `label`, and which line of a repeated group it stands in; "" for no question of the form."""
    if question is None:
        return ""
    line = line_name(form, key, question, language)
    return f"{line}: {label(question, language)}" if line else label(question, language)


def answer(question: Question, given: Answer | None, language: str) -> str:
    """An answer as a person reads it: label of a code, name of a special value; '' for nothing."""
    if given is None:
        return ""
    if isinstance(given, Special):
        return say(language, f"special.{given.value}")
    if not question.choices:
        return given
    labels = {choice.name: text(choice.labels, language) for choice in question.choices}
    codes = given.split() if question.kind in MANY else [given]
    return "; ".join(labels.get(code, code) or code for code in codes)


def choice_labels(question: Question, codes: Sequence[str], language: str) -> list[str]:
    """The labels of codes, as the paper prints them."""
    labels = {
        c.name: text(c.labels, language) for c in question.choices if not is_not_applicable(c)
    }
    return [labels.get(code, code) or code for code in codes]


def units(batches: Sequence[BatchLine], language: str) -> str:
    """Names and codes of the units, each once."""
    seen = {batch.unit: text(batch.unit_names, language) or batch.unit for batch in batches}
    joiner = "、" if language == "zh" else ", "
    return joiner.join(f"{name} ({code})" if name != code else code for code, name in seen.items())


def provenance(form: Form, origin: Origin, language: str) -> list[tuple[str, str]]:
    """What every report says of its origin (requirements RPT-08), as names and values."""
    identity = say(
        language,
        "form.is",
        title=title(form, language),
        form_id=form.form_id,
        version=form.version,
        code=form.code,
    )
    state = "data.provisional" if origin.state == PROVISIONAL else "data.approved"
    joiner = "、" if language == "zh" else ", "
    pairs = [
        (say(language, "form"), identity),
        (say(language, "unit"), units(origin.batches, language)),
        (say(language, "period"), origin.period),
        (say(language, "batch"), joiner.join(batch.code for batch in origin.batches)),
        (say(language, "filters"), say(language, "filters.none")),
        (say(language, "data.state"), say(language, state)),
        (say(language, "head"), origin.head),
        (say(language, "made.at"), moment(origin.made_at)),
        (say(language, "made.by"), origin.made_by),
    ]
    return [*pairs, (say(language, "cutoff"), origin.cutoff)] if origin.cutoff else pairs


def verdict(language: str, line: DecisionLine) -> str:
    """The verdict of a level in sentences; '' where the decision rests on none."""
    if line.verdict is None:
        return ""
    found = line.verdict
    parts = [
        say(
            language,
            "verdict.head",
            batch=line.batch,
            level=line.level,
            checked=f"{found.checked:,}",
            wrong=f"{found.wrong:,}",
            rate=percent(found.rate, 2),
            limit=percent(found.limit, 2),
        ),
        say(language, f"verdict.lot.{found.lot}"),
        say(
            language,
            f"verdict.{found.shown}",
            upper=percent(found.upper, 2),
            more=f"{found.more:,}",
        ),
        *_clustered(language, found),
    ]
    return ("" if language == "zh" else " ").join(parts)


def _clustered(language: str, found: Verdict) -> list[str]:
    if found.clustered_upper is None or found.clustered_upper <= found.upper:
        return []
    return [say(language, "verdict.clustered", upper=percent(found.clustered_upper, 2))]


def outcome(language: str, line: DecisionLine) -> str:
    """The decision of a level in a sentence."""
    return say(
        language, "decided", outcome=named(language, "decision", line.outcome), why=line.why
    ).strip()
