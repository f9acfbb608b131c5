"""What follows from questions referring to one another: cycles, and questions nobody can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.forms.place import Place, place
from core.forms.problem import CYCLE, UNREACHABLE, Problem
from core.forms.sheets import Sheet, Workbook

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
_FEEDS = (("calculation", "calculate", "bind::calculate", "bind:calculate"),
          ("relevant", "relevance", "bind::relevant", "bind:relevant"))  # fmt: skip
_EQUALS = re.compile(
    r"\$\{\s*(?P<a>[^}]+?)\s*\}\s*=\s*(?P<q1>['\"])(?P<x>[^'\"]*)(?P=q1)"
    r"|selected\(\s*\$\{\s*(?P<b>[^}]+?)\s*\}\s*,\s*(?P<q2>['\"])(?P<y>[^'\"]*)(?P=q2)\s*\)"
)


def problems(book: Workbook) -> Iterator[Problem]:
    """Cycles, then unreachable questions."""
    survey = book.sheet("survey")
    yield from _cycles(survey)
    yield from _unreachable(survey, book.sheet("choices"))


def _edges(survey: Sheet) -> tuple[dict[str, list[str]], dict[str, Place]]:
    """name -> names it is made from (its group counts as one), and the cell that says so."""
    edges: dict[str, list[str]] = {}
    at: dict[str, Place] = {}
    around: list[str] = []
    for row, record in survey.records():
        kind, name = record.get("type", "").replace("_", " "), record.get("name", "")
        if kind.startswith("end ") and around:
            around.pop()
            continue
        if not name:
            continue
        found = edges.setdefault(name, around[-1:])
        for headers in _FEEDS:
            here = place(survey, row, *headers)
            if here.text:
                found += _REFERENCE.findall(here.text)
                at.setdefault(name, here)
        if kind.startswith("begin "):
            around.append(name)
    return edges, at


def _cycles(survey: Sheet) -> Iterator[Problem]:
    edges, at = _edges(survey)
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = (
            [(start, iter(edges[start]))] if start not in done else []
        )
        if stack:
            path.append(start)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                done.add(name)
            elif following in path:
                around = [*path[path.index(following) :], following]
                where = next((at[n] for n in around if n in at), None)
                if where:
                    yield where.error(CYCLE, path=" → ".join(around))
            elif following in edges and following not in done:
                stack.append((following, iter(edges[following])))
                path.append(following)


def _unreachable(survey: Sheet, choices: Sheet) -> Iterator[Problem]:
    lists: dict[str, set[str]] = {}
    for _, choice in choices.records():
        name = choice.get("list_name") or choice.get("list name") or ""
        lists.setdefault(name, set()).add(choice.get("name") or choice.get("value") or "")
    offered, single = {}, set()
    for _, record in survey.records():
        parts = record.get("type", "").split()
        if len(parts) == 2 and parts[0] in ("select_one", "select_multiple") and parts[1] in lists:
            offered[record.get("name", "")] = lists[parts[1]]
            if parts[0] == "select_one":
                single.add(record.get("name", ""))
    for row, _ in survey.records():
        here = place(survey, row, *_FEEDS[1])
        if here.text and _never(here.text, offered, single):
            yield here.warning(UNREACHABLE)


def _never(expression: str, offered: dict[str, set[str]], single: set[str]) -> bool:
    """Whether one of the parts joined by `and` asks for a code that is not in the list, or two
    parts ask one single choice for different codes. Other expressions are not judged."""
    wanted: dict[str, set[str]] = {}
    for part in re.split(r"\band\b", expression):
        match = _EQUALS.fullmatch(part.strip())
        if match is None:
            if re.search(r"\bor\b|\bnot\b|[()]", part):
                return False
            continue
        name, code = match["a"] or match["b"], match["x"] if match["a"] else match["y"]
        if name in offered and code and code not in offered[name]:
            return True
        if name in single and code:
            wanted.setdefault(name, set()).add(code)
    return any(len(codes) > 1 for codes in wanted.values())
