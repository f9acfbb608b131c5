"""Our own columns and the `scoring` sheet: values nobody knows, weights that do not add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from core.forms import marks
from core.forms.checks import LEVELS
from core.forms.place import Place, cells, place, resembling
from core.forms.problem import (
    CRITICAL_UNCLEAR,
    CRITICAL_UNSCORED,
    DIMENSION_UNKNOWN,
    KEY_IN_REPEAT,
    NUMBER_EXPECTED,
    VALUE_UNKNOWN,
    WEIGHT_WITHOUT_SCORE,
    WEIGHTS_SUM,
    Problem,
)
from core.forms.sheets import Sheet, Workbook

_YES_NO = marks.YES | marks.NO
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
    "box": (lambda t: marks.box(t) is not None, "x y width height (0–1000: per mille of the page)"),
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
    yield from _red_lines(book)


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
    scored = _scored_lists(book)
    for row, record in book.sheet("survey").records():
        is_group = record.get("type", "").replace("_", " ").startswith("begin")
        if record.get("bind::tk:weight") and not is_group and not _scores(record, scored):
            yield place(book.sheet("survey"), row, "bind::tk:weight").warning(WEIGHT_WITHOUT_SCORE)


def _red_lines(book: Workbook) -> Iterator[Problem]:
    """What a visit's score could not judge would count as not failed: it is refused here."""
    scored = _scored_lists(book)
    for row, record in book.sheet("survey").records():
        said = record.get("bind::tk:critical", "")
        here = place(book.sheet("survey"), row, "bind::tk:critical")
        if not said or said.lower() in marks.NO:
            continue
        if marks.is_yes(said):
            if not _scores(record, scored):
                yield here.error(CRITICAL_UNSCORED)
        elif not marks.CRITICAL.fullmatch(said):
            yield here.error(CRITICAL_UNCLEAR)


def _scored_lists(book: Workbook) -> set[str]:
    return {
        record.get("list_name", "")
        for _, record in book.sheet("choices").records()
        if record.get("score")
    }


def _scores(record: Mapping[str, str], scored: Collection[str]) -> bool:
    """Whether a question of `survey` gives points."""
    parts = record.get("type", "").split()
    if record.get("type", "").startswith("select") and len(parts) > 1:
        return parts[-1] in scored or parts[1] in scored
    return bool(record.get("bind::tk:points") or record.get("bind::tk:max"))
