"""What can be wrong with an expression, with the place in its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BAD_CHARACTER = "BAD_CHARACTER"  # character, meant (the ASCII one it looks like, or "")
UNCLOSED_TEXT = "UNCLOSED_TEXT"
UNEXPECTED = "UNEXPECTED"  # found, expected
TOO_DEEP = "TOO_DEEP"
UNKNOWN_NAME = "UNKNOWN_NAME"  # name, near
UNKNOWN_FUNCTION = "UNKNOWN_FUNCTION"  # name, near
WRONG_ARITY = "WRONG_ARITY"  # name, least, most (None: any number), found
UNKNOWN_PREFIX = "UNKNOWN_PREFIX"  # prefix
UNKNOWN_AXIS = "UNKNOWN_AXIS"  # axis
NOT_NODES = "NOT_NODES"  # function
BAD_PATTERN = "BAD_PATTERN"  # pattern
NO_VARIABLES = "NO_VARIABLES"  # name
BAD_ARGUMENT = "BAD_ARGUMENT"  # function, found
TIMED_OUT = "TIMED_OUT"  # pattern


class XPathError(Exception):
    """An expression that cannot be read, compiled or evaluated; `position` is a 0-based character."""

    def __init__(self, code: str, position: int = 0, **params: Any) -> None:
        super().__init__(code, position, params)
        self.code, self.position, self.params = code, position, params


@dataclass(frozen=True)
class Problem:
    """One fault of one expression, as lint shows it. `position` is a 0-based character of it."""

    code: str
    position: int
    params: Mapping[str, Any] = field(default_factory=dict)
    expression: str = ""
    ref: str = ""
    """Path of the node whose bind holds the expression; "" where it stands alone."""
    kind: str = ""
    """relevant, calculate, constraint ...; "" where it stands alone."""
