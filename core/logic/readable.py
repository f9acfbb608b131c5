"""An expression as a person reads it: numbers of questions in place of paths and the dot."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.logic.code import SchemaPath

_PART = re.compile(
    r"""
    (?P<text>"[^"]*"|'[^']*')
  | (?P<path>(?:current\(\)/)?(?:/[^\W\d][\w.-]*|\.\.(?=/))(?:/(?:\.\.|[^\W\d][\w.-]*))*)
  | (?P<gap>\s+)
  | (?P<itself>(?<![\w.)\]/])\.(?![\w./]))
    """,
    re.VERBOSE,
)


def readable(expression: str, host: SchemaPath, numbers: Mapping[SchemaPath, str]) -> str:
    """The expression of a rule at `host`; `numbers`: path of a question -> how the paper calls it.

    A path that is no question's, such as that of a group or a list, stays as it is.
    """

    def called(part: re.Match[str]) -> str:
        if part["text"]:
            return part[0]
        if part["gap"]:
            before, after = expression[: part.start()][-1:], expression[part.end() :][:1]
            return "" if before in ("", "(") or after in ("", ")", ",") else " "
        place = host if part["itself"] else _resolved(part[0], host)
        return numbers.get(place, part[0])

    return _PART.sub(called, expression)


def _resolved(path: str, host: SchemaPath) -> SchemaPath:
    steps = path.removeprefix("current()/")
    place = () if steps.startswith("/") else host
    for step in steps.strip("/").split("/"):
        place = place[:-1] if step == ".." else (*place, step)
    return place
