"""Our own columns (bind::tk:*) as values; what cannot be read is left at its default, lint tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

from core.values import Special

YES = {"yes", "true", "true()", "1", "是"}
NO = {"no", "false", "false()", "0", "否"}
METRICS = {"csat", "nps", "ces", "item"}
ENTRIES = {"double", "single", "verify"}
KEYS = {"pair", "identity"}
COMPARE = re.compile(
    r"exact|ignore|trim|space|case|width|punct|nfkc|set|num=\d+(\.\d+)?|days=\d+|edit=\d+"
)
CRITICAL = re.compile(r"\s*\.\s*(<=|>=|!=|=|<|>)\s*('?)-?\d+(\.\d+)?\2\s*")
"""A red line that is not simply `yes`: one comparison of the answer with a number."""
PER_MILLE = 1000
"""A page is so many units wide and so many high, whatever the paper's size."""
SPECIALS = {special.value for special in Special}
_MISSING = re.compile(r"([^\s=]+)=([a-z]+)")
_BAND = re.compile(r"(\*|-?\d+(?:\.\d+)?):(\d+(?:\.\d+)?)")


class Marks(TypedDict):
    """The fields of Question that our columns fill."""

    number: str
    page: int
    box: tuple[float, float, float, float] | None
    key_field: bool
    identity: bool
    personal: bool
    compare: tuple[str, ...]
    entry: str
    missing: dict[str, str]
    dimension: str
    metric: str
    weight: float | None
    maximum: float | None
    critical: str
    na_allowed: bool
    bands: tuple[tuple[float | None, float], ...]


def marks_of(bind: Mapping[str, str], page: int, dimension: str) -> Marks:
    """The marks of a bind; `page` and `dimension` hold where it states none."""
    return Marks(
        number=_said(bind, "qno"),
        page=int(text) if (text := _said(bind, "page")).isdigit() and int(text) else page,
        box=box(_said(bind, "box")),
        key_field=is_yes(_said(bind, "keyfield")),
        identity=_said(bind, "key") in KEYS,
        personal=is_yes(_said(bind, "personal")),
        compare=tokens(_said(bind, "compare")),
        entry=text if (text := _said(bind, "entry")) in ENTRIES else "double",
        missing=missing_codes(_said(bind, "missing")),
        dimension=_said(bind, "dim") or dimension,
        metric=text if (text := _said(bind, "metric").lower()) in METRICS else "",
        weight=_number(_said(bind, "weight")),
        maximum=_number(_said(bind, "max")),
        critical=_critical(_said(bind, "critical")),
        na_allowed=is_yes(_said(bind, "na")),
        bands=bands(_said(bind, "points")),
    )


def _said(bind: Mapping[str, str], column: str) -> str:
    return bind.get(f"tk:{column}", "").strip()


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.lower() in YES


def tokens(text: str) -> tuple[str, ...]:
    """Comparison tokens; ("exact",) where none is stated or none is known."""
    return tuple(t for t in text.split() if COMPARE.fullmatch(t)) or ("exact",)


def missing_codes(text: str) -> dict[str, str]:
    """Printed code -> special value: "98=blank 99=refused"."""
    return {code: name for code, name in _MISSING.findall(text) if name in SPECIALS}


def bands(text: str) -> tuple[tuple[float | None, float], ...]:
    """(upper limit, points) of "5:100 10:85 *:0"."""
    return tuple(
        (None if limit == "*" else float(limit), float(points))
        for limit, points in _BAND.findall(text)
    )


def box(text: str) -> tuple[float, float, float, float] | None:
    """x y width height on the page, in per mille of its sides; None for what lies on no page."""
    parts = [_number(part) for part in text.split()]
    if len(parts) != 4 or any(part is None for part in parts):
        return None
    x, y, width, height = (part or 0.0 for part in parts)
    fits = x >= 0 and y >= 0 and width > 0 and height > 0
    if not fits or x + width > PER_MILLE or y + height > PER_MILLE:
        return None
    return x, y, width, height


def _critical(text: str) -> str:
    return "yes" if is_yes(text) else "" if text.lower() in NO else text


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
