"""Our own columns and the `scoring` sheet: values nobody knows, weights that do not add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from core.forms import marks
from core.forms.checks import LEVELS
from core.forms.place import Place, cells, place, resembling
from core.forms.problem import (
    DIMENSION_UNKNOWN,
    KEY_IN_REPEAT,
    NUMBER_EXPECTED,
    VALUE_UNKNOWN,
    WEIGHT_WITHOUT_SCORE,
    WEIGHTS_SUM,
    Problem,
)
from core.forms.sheets import Sheet, Workbook

_YES_NO = marks.YES | {"no", "false", "false()", "0", "否"}
SUMS = (100.0, 1.0)
CLOSE = 1e-6


def _words(allowed: set[str]) -> Callable[[str], bool]:
    return lambda text: text.lower() in allowed


def _is_missing(text: str) -> bool:
    return all(
        re.fullmatch(r"[^\s=]+=(\w+)", p) and p.split("=")[1] in marks.SPECIALS
        for p in text.split()
    )


_ALLOWED: dict[str, tuple[Callable[[str], bool], str]] = {
    "key": (_words(marks.KEYS), "pair, identity"),
    "keyfield": (_words(_YES_NO), "yes, no"),
    "personal": (_words(_YES_NO), "yes, no"),
    "na": (_words(_YES_NO), "yes, no"),
    "entry": (_words(marks.ENTRIES), "double, single, verify"),
    "metric": (_words(marks.METRICS | {"none"}), "csat, nps, ces, item, none"),
    "level": (_words(set(LEVELS)), "block, review, warn, void"),
    "compare": (lambda t: all(marks.COMPARE.fullmatch(p) for p in t.split()),
                "exact, ignore, trim, space, case, width, punct, nfkc, set, num=0.5, days=1, edit=1"),
    "missing": (_is_missing, "98=blank 99=refused (blank, illegible, several, na, refused)"),
    "box": (lambda t: marks.box(t) is not None, "x y width height"),
    "points": (lambda t: len(marks.bands(t)) == len(t.split()), "5:100 10:85 *:0"),
}  # fmt: skip


def problems(book: Workbook) -> Iterator[Problem]:
    """Faults of bind::tk:* cells and of weights."""
    survey = book.sheet("survey")
    for name, (is_allowed, allowed) in _ALLOWED.items():
        for cell in cells(survey, f"bind::tk:{name}"):
            if not is_allowed(cell.text):
                yield cell.warning(VALUE_UNKNOWN, allowed=allowed)
    for name in ("weight", "max", "page"):
        for cell in cells(survey, f"bind::tk:{name}"):
            if _number(cell.text) is None:
                yield cell.warning(NUMBER_EXPECTED)
    yield from _keys_in_repeats(survey)
    yield from _dimensions(book)
    yield from _weights(book)
    yield from _unscored(book)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _keys_in_repeats(survey: Sheet) -> Iterator[Problem]:
    depth = 0
    for row, record in survey.records():
        kind = re.sub(r"[\s_]+", " ", record.get("type", "")).strip()
        depth += {"begin repeat": 1, "end repeat": -1}.get(kind, 0)
        if depth > 0 and record.get("bind::tk:key"):
            yield place(survey, row, "bind::tk:key").error(KEY_IN_REPEAT)


def _dimensions(book: Workbook) -> Iterator[Problem]:
    scoring = book.sheet("scoring")
    nodes = {record["node"] for _, record in scoring.records() if record.get("node")}
    if not nodes:
        return
    stated = [*cells(book.sheet("survey"), "bind::tk:dim"), *cells(scoring, "parent")]
    for cell in stated:
        if cell.text not in nodes:
            yield cell.warning(
                DIMENSION_UNKNOWN, name=cell.text, like=resembling(cell.text, nodes, 0.5)
            )


def _weights(book: Workbook) -> Iterator[Problem]:
    """Weights of one parent, and of the sections, add up to 100 or to 1."""
    scoring, survey = book.sheet("scoring"), book.sheet("survey")
    groups: dict[str, list[tuple[Place, float]]] = {}
    for row, record in scoring.records():
        here, weight = place(scoring, row, "weight"), _number(record.get("weight", ""))
        if record.get("weight") and weight is None:
            yield here.warning(NUMBER_EXPECTED)
        elif weight is not None:
            groups.setdefault(record.get("parent", ""), []).append((here, weight))
    sections = [
        (here, weight)
        for row, record in survey.records()
        if record.get("type", "").replace("_", " ") == "begin group"
        and (here := place(survey, row, "bind::tk:weight")).text
        and (weight := _number(here.text)) is not None
    ]
    for parent, weights in [*groups.items(), ("survey", sections)]:
        total = sum(weight for _, weight in weights)
        if weights and not any(abs(total - fair) < CLOSE for fair in SUMS):
            yield weights[-1][0].warning(WEIGHTS_SUM, parent=parent, sum=f"{total:g}")


def _unscored(book: Workbook) -> Iterator[Problem]:
    survey, choices = book.sheet("survey"), book.sheet("choices")
    scored = {
        record.get("list_name") or record.get("list name")
        for _, record in choices.records()
        if record.get("score")
    }
    for row, record in survey.records():
        kind = record.get("type", "")
        if not record.get("bind::tk:weight") or kind.replace("_", " ").startswith("begin"):
            continue
        parts = kind.split()
        is_list = kind.startswith("select") and len(parts) > 1
        points = record.get("bind::tk:points") or record.get("bind::tk:max")
        if (is_list and parts[-1] not in scored and parts[1] not in scored) or not (
            is_list or points
        ):
            yield place(survey, row, "bind::tk:weight").warning(WEIGHT_WITHOUT_SCORE)
