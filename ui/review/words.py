"""Says what a verdict shows about the error rate, and what it does not."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.quality.shared_errors import SharedErrors
from core.quality.verdict import BATCH, EXCEEDED, SHOWN, Verdict

LAST_LEVEL = 3
FEWEST_DECIMALS, MOST_DECIMALS = 2, 8


def headline(verdict: Verdict) -> str:
    """What the checked fields show, in one sentence."""
    translate = QCoreApplication.translate
    limit = percent(verdict.limit)
    if verdict.shown == SHOWN:
        return translate(
            "ReviewWords", "Shown: fewer than {limit} of the fields are wrong."
        ).format(limit=limit)
    if verdict.shown == EXCEEDED:
        return translate("ReviewWords", "Exceeded: the error rate is not below {limit}.").format(
            limit=limit
        )
    if not verdict.more:
        return translate("ReviewWords", "Not shown: too few fields have been checked.")
    return translate(
        "ReviewWords", "Not shown yet: another {more} fields must be checked without an error."
    ).format(more=verdict.more)


def explanation(verdict: Verdict) -> tuple[str, ...]:
    """The figures behind the headline, one sentence each."""
    return (_count(verdict), *_bounds(verdict), _lot(verdict))


def advice(verdict: Verdict, level: int) -> str:
    """What can be decided on these figures, once the sample is checked."""
    translate = QCoreApplication.translate
    if verdict.shown == EXCEEDED:
        return translate(
            "ReviewWords",
            "Return the batch: every sheet not yet reviewed is reviewed, "
            "the wrong fields are corrected, then a new sample is drawn.",
        )
    if verdict.shown != SHOWN:
        return translate(
            "ReviewWords",
            "The rate found is below the limit, so the batch may be passed; "
            "that is not yet a proof.",
        )
    if level == LAST_LEVEL:
        return translate("ReviewWords", "The batch can be approved.")
    return translate("ReviewWords", "The batch can be passed on to level 3.")


def shared(found: SharedErrors) -> str:
    """What agreed answers read blind show of errors that both clerks made alike; "" where none was."""
    if not found.checked:
        return ""
    low, high = found.interval
    said = QCoreApplication.translate(
        "ReviewWords",
        "Of {checked} answers on which both clerks agree and a third person read the paper too, {wrong}"
        " are wrong: {rate} (95 % interval {low} to {high}).",
    )
    counts = {"checked": found.checked, "wrong": found.wrong}
    rates = {"rate": percent(found.rate or 0.0), "low": percent(low), "high": at_most(high)}
    return said.format(**counts, **rates)


def percent(value: float, limit: float | None = None) -> str:
    """A share as percent, never rounded across the limit."""
    return _written(value, limit, round)


def at_most(bound: float, limit: float | None = None) -> str:
    """An upper bound as percent, rounded up, never across the limit."""
    return _written(bound, limit, _rounded_up)


def _written(share: float, limit: float | None, rounded: Callable[[float, int], float]) -> str:
    shown = share * 100
    for decimals in range(FEWEST_DECIMALS, MOST_DECIMALS):
        shown = rounded(share * 100, decimals)
        if limit is None or (shown / 100 >= limit) == (share >= limit):
            break
    whole, _, fraction = f"{shown:.{MOST_DECIMALS}f}".partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'} %"


def _rounded_up(value: float, decimals: int) -> float:
    scale = 10.0**decimals
    # the ninth digit is an artefact of binary fractions, not a share of fields
    return math.ceil(round(value * scale, 9)) / scale


def _count(verdict: Verdict) -> str:
    translate = QCoreApplication.translate
    if not verdict.checked:
        return translate("ReviewWords", "Nothing has been checked yet.")
    if not verdict.wrong:
        return translate("ReviewWords", "0 of {checked} checked fields are wrong.").format(
            checked=verdict.checked
        )
    return translate(
        "ReviewWords", "{wrong} of {checked} checked fields are wrong: {rate}."
    ).format(
        wrong=verdict.wrong,
        checked=verdict.checked,
        rate=percent(verdict.rate, verdict.limit),
    )


def _bounds(verdict: Verdict) -> tuple[str, ...]:
    translate = QCoreApplication.translate
    if not verdict.checked:
        return ()
    bound = translate(
        "ReviewWords",
        "With 95 % confidence, at most {upper} of the {population} fields of the lot are wrong.",
    ).format(upper=at_most(verdict.upper, verdict.limit), population=verdict.population)
    clustered = verdict.clustered_upper
    if clustered is None or clustered <= verdict.upper:
        return (bound,)
    second = translate(
        "ReviewWords", "Errors gather on some sheets; allowing for that, at most {upper}."
    ).format(upper=at_most(clustered, verdict.limit))
    return (bound, second)


def _lot(verdict: Verdict) -> str:
    translate = QCoreApplication.translate
    if verdict.lot == BATCH:
        return translate("ReviewWords", "Judged on this batch alone.")
    return translate(
        "ReviewWords",
        "Fewer than 598 fields of this batch were checked, "
        "so all batches of this unit and month are judged together.",
    )
