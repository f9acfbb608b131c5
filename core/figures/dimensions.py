"""Dimension scores 0-100 and the index that their weights make of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.figures import intervals
from core.figures.indicators import within
from core.figures.intervals import Interval
from core.figures.scales import scale_of
from core.forms.model import Dimension, Form

ITEMS = frozenset({"item", "csat"})
"""Metrics that rate satisfaction. Effort and recommendation run on other scales and stay apart."""


@dataclass(frozen=True)
class DimensionScore:
    """Mean of the respondents' dimension means, 0-100; `n` had at least one valid item."""

    id: str
    weight: float | None
    items: tuple[str, ...]
    n: int
    value: float | None
    interval: Interval | None
    alpha: float | None
    """Standardised Cronbach's alpha; None for fewer than two items or three complete answers."""
    parent: str = ""


@dataclass(frozen=True)
class Index:
    """CSI = sum(weight x dimension score) / sum(weight) over the dimensions that have a score."""

    value: float
    interval: Interval | None
    n: int
    weights: tuple[tuple[str, float], ...]
    """Dimension -> weight as it was used, in per cent, summing to 100 (requirements 3.1)."""


def percent_frame(form: Form, scores: Any) -> Any:
    """The frame of scores (one column per rated question) with every item on 0-100."""
    columns = {}
    for question in form.questions:
        scale = scale_of(question)
        if scale is not None and question.metric in ITEMS:
            columns[question.key] = scale.percent(scores[question.key])
    return _frame(columns, scores.index)


def dimension_scores(form: Form, percents: Any) -> tuple[DimensionScore, ...]:
    """Every dimension that has items below it, in the form's order."""
    own = _own_values(form, percents)
    found = []
    for dimension in form.dimensions:
        items = _items(form, dimension, percents)
        if not items:
            continue
        values = own[dimension.id].dropna().tolist()
        found.append(
            DimensionScore(
                dimension.id,
                dimension.weight,
                items,
                len(values),
                math.fsum(values) / len(values) if values else None,
                within(intervals.mean(values), 0.0, 100.0),
                alpha(percents[list(items)]),
                dimension.parent,
            )
        )
    return tuple(found)


def index(form: Form, percents: Any, scores: Sequence[DimensionScore]) -> Index | None:
    """The CSI of the top dimensions that carry a weight; None where none has both weight and score.

    The interval linearises the weighted sum of means, so that respondents to whom a dimension
    did not apply count where they answered (Cochran, Sampling Techniques, 3rd ed., section 6.13).
    """
    used = [s for s in scores if not s.parent and s.weight and s.value is not None]
    total = math.fsum(score.weight or 0.0 for score in used)
    if not used or total <= 0.0:
        return None
    shares = {score.id: (score.weight or 0.0) / total for score in used}
    value = math.fsum(shares[score.id] * (score.value or 0.0) for score in used)
    spread, n = _influence(_own_values(form, percents), used, shares)
    interval = None if spread is None else (value + spread[0], value + spread[1])
    weights = tuple((name, 100.0 * share) for name, share in shares.items())
    return Index(value, within(interval, 0.0, 100.0), n, weights)


def alpha(items: Any) -> float | None:
    """Standardised Cronbach's alpha of a frame of items, complete rows only: k r / (1 + (k-1) r).

    None too where items oppose one another so strictly that the sum does not vary.
    """
    complete = items.dropna()
    k = len(complete.columns)
    if k < 2 or len(complete) < 3 or (complete.nunique() < 2).any():
        return None
    correlations = complete.corr().to_numpy()
    mean = float((correlations.sum() - k) / (k * (k - 1)))
    below = 1.0 + (k - 1) * mean
    return k * mean / below if below > 1e-9 else None


def _influence(
    own: Mapping[str, Any], used: Sequence[DimensionScore], shares: Mapping[str, float]
) -> tuple[Interval | None, int]:
    """Interval of the index about its value, and how many respondents have a part in it."""
    values = _frame({score.id: own[score.id] for score in used}, None).dropna(how="all")
    n = len(values)
    parts = sum(
        (values[score.id] - score.value).fillna(0.0) * (shares[score.id] * n / score.n)
        for score in used
    )
    return intervals.mean(parts.tolist()), n


def _own_values(form: Form, percents: Any) -> dict[str, Any]:
    """Dimension -> one value per respondent, NaN where nothing of it was answered."""
    values: dict[str, Any] = {}
    for dimension in sorted(form.dimensions, key=lambda d: -_depth(form, d)):
        parts, weights = [], []
        for question in form.questions:
            if question.dimension == dimension.id and question.key in percents:
                parts.append(percents[question.key])
                weights.append(question.weight if question.weight is not None else 1.0)
        for child in form.dimensions:
            if child.parent == dimension.id and child.id in values:
                parts.append(values[child.id])
                weights.append(child.weight if child.weight is not None else 1.0)
        if parts:
            values[dimension.id] = _joined(dimension, parts, weights)
    return values


def _joined(dimension: Dimension, parts: Sequence[Any], weights: Sequence[float]) -> Any:
    """One value per respondent: the weighted mean of what applied, or its minimum."""
    frame = _frame(dict(enumerate(parts)), None)
    if dimension.rule == "min":
        return frame.min(axis=1)
    weighted = frame.mul(list(weights), axis=1)
    present = frame.notna().mul(list(weights), axis=1).sum(axis=1)
    return weighted.sum(axis=1, min_count=1) / present.where(present > 0)


def _items(form: Form, dimension: Dimension, percents: Any) -> tuple[str, ...]:
    """Keys of the items of a dimension and of those below it."""
    below = {dimension.id}
    for _ in form.dimensions:
        below |= {child.id for child in form.dimensions if child.parent in below}
    return tuple(q.key for q in form.questions if q.dimension in below and q.key in percents)


def _depth(form: Form, dimension: Dimension) -> int:
    parents = {d.id: d.parent for d in form.dimensions}
    depth, at = 0, dimension.parent
    while at and depth <= len(parents):
        depth, at = depth + 1, parents.get(at, "")
    return depth


def _frame(columns: Mapping[Any, Any], index: Any) -> Any:
    import pandas as pd

    return pd.DataFrame(dict(columns), index=index)
