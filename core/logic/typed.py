"""The texts that a bind's type allows for calculated and preset values."""

from __future__ import annotations

import math
from datetime import tzinfo

from core.logic.dates import read_date
from core.logic.values import number_text, text_to_number

_WHOLE = frozenset(("int", "integer", "long"))
_DECIMAL = frozenset(("decimal", "double", "float"))


def canonical(text: str, type_: str, zone: tzinfo) -> str:
    """The text as the type writes it; '' where it is no value of the type."""
    if text == "":
        return text
    if type_ in _WHOLE:
        number = _number(text, zone)
        return str(int(number)) if math.isfinite(number) else ""
    if type_ in _DECIMAL:
        number = _number(text, zone)
        return number_text(number) if math.isfinite(number) else ""
    if type_ == "date":
        return text[:10] if read_date(text[:10], zone) else ""
    return text


def _number(text: str, zone: tzinfo) -> float:
    return math.nan if "-" in text.strip()[1:] else text_to_number(text.strip(), zone)
