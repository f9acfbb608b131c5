"""All functions that a form may call, by name; one module per family."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.logic.functions import (
    booleans,
    dates,
    geometry,
    lists,
    nodesets,
    numbers,
    repeats,
    selects,
    special,
    strings,
)
from core.logic.functions.signature import Function

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        **strings.FUNCTIONS,
        **numbers.FUNCTIONS,
        **booleans.FUNCTIONS,
        **nodesets.FUNCTIONS,
        **dates.FUNCTIONS,
        **selects.FUNCTIONS,
        **repeats.FUNCTIONS,
        **lists.FUNCTIONS,
        **geometry.FUNCTIONS,
        **special.FUNCTIONS,
    }
)

__all__ = ["FUNCTIONS", "Function"]
