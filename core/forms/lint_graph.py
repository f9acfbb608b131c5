"""Which questions are made from which, and the cycles among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.forms.place import Place, place
from core.forms.problem import CYCLE, Problem
from core.forms.sheets import Sheet, Workbook

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
CALCULATION = ("calculation", "calculate", "bind::calculate", "bind:calculate")
RELEVANT = ("relevant", "relevance", "bind::relevant", "bind:relevant")


def problems(book: Workbook) -> Iterator[Problem]:
    """Each cycle once, at a cell of one of its questions."""
    yield from _cycles(book.sheet("survey"))


def edges_of(survey: Sheet) -> tuple[dict[str, list[str]], dict[str, Place]]:
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
        for headers in (CALCULATION, RELEVANT):
            here = place(survey, row, *headers)
            if here.text:
                found += _REFERENCE.findall(here.text)
                at.setdefault(name, here)
        if kind.startswith("begin "):
            around.append(name)
    return edges, at


def _cycles(survey: Sheet) -> Iterator[Problem]:
    edges, at = edges_of(survey)
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
