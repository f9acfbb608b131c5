"""All figures of a set of records of one form: what reports, boards and exports show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.figures import indicators
from core.figures.answers import QuestionSummary, missing_share, summarise
from core.figures.dimensions import (
    DimensionScore,
    Index,
    dimension_scores,
    index,
    percent_frame,
)
from core.figures.indicators import Ces, Csat, Nps
from core.figures.scales import meaning, scale_of
from core.forms.model import Form
from core.values import Answers


@dataclass(frozen=True)
class Figures:
    """Indicators, scores and distributions; special values are in none of the scores."""

    n: int
    """Records."""
    csat: tuple[Csat, ...]
    nps: tuple[Nps, ...]
    ces: tuple[Ces, ...]
    dimensions: tuple[DimensionScore, ...]
    index: Index | None
    questions: tuple[QuestionSummary, ...]
    """Every keyed question, in printed order."""
    missing_share: float | None
    """Missing answers over all that were due, 0 to 1."""


def figures(form: Form, records: Sequence[Answers]) -> Figures:
    """Everything that can be said of the records."""
    scores = score_frame(form, records)
    percents = percent_frame(form, scores)
    dimensions = dimension_scores(form, percents)
    questions = tuple(summarise(question, records) for question in form.keyed)
    asked = {q.key for q in form.keyed if not q.is_sealed}
    return Figures(
        len(records),
        tuple(_csat(form, scores, key) for key in _marked(form, "csat", scores)),
        tuple(_nps(scores, key) for key in _marked(form, "nps", scores)),
        tuple(_ces(form, scores, key) for key in _marked(form, "ces", scores)),
        dimensions,
        index(form, percents, dimensions),
        questions,
        missing_share([summary for summary in questions if summary.key in asked]),
    )


def score_frame(form: Form, records: Sequence[Answers]) -> Any:
    """A pandas frame: one row per record, one float column per rated question, NaN without score."""
    import pandas as pd

    columns = {}
    for question in form.questions:
        scale = scale_of(question)
        if scale is not None:
            answers = (meaning(question, record.get(question.key)) for record in records)
            columns[question.key] = [scale.score(answer) for answer in answers]
    return pd.DataFrame(columns, index=range(len(records)), dtype="float64")


def _marked(form: Form, metric: str, scores: Any) -> tuple[str, ...]:
    return tuple(q.key for q in form.questions if q.metric == metric and q.key in scores)


def _valid(scores: Any, key: str) -> list[float]:
    return [float(score) for score in scores[key].dropna()]


def _csat(form: Form, scores: Any, key: str) -> Csat:
    scale = scale_of(form.by_key[key])
    assert scale is not None
    return indicators.csat(key, scale, _valid(scores, key))


def _nps(scores: Any, key: str) -> Nps:
    return indicators.nps(key, _valid(scores, key))


def _ces(form: Form, scores: Any, key: str) -> Ces:
    scale = scale_of(form.by_key[key])
    assert scale is not None
    return indicators.ces(key, scale, _valid(scores, key))
