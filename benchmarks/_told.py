"""What every benchmark ends with: its figures, the limits they are held against, and an exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def told(figures: Mapping[str, Any], limits: Mapping[str, float]) -> int:
    """Print the figures beside the limits by name; 1 where one of them is not held."""
    missed = [
        f"{name}: {figures[name]} is more than {limit}"
        for name, limit in limits.items()
        if figures[name] > limit
    ]
    print(json.dumps({**figures, "limits": dict(limits), "missed": missed}, indent=2))
    return 1 if missed else 0
