"""A form of every type of question, and what a clerk types on it against what it must come to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice

from core.values import Answer
from tests.support.forms import Row, in_two, options, workbook

PER_SECTION, PER_PAGE = 23, 70
NAMESPACE = 'tk="urn:twinkey:xlsform:1"'
LISTS = {
    "five": options(*((str(n), f"选项{n}", f"option {n}") for n in range(1, 6))),
    "many": options(*((str(n), f"长表{n}", f"long {n}") for n in range(1, 13))),
    "letters": options(("A", "甲", "first"), ("B", "乙", "second"), ("AB", "两者", "both")),
}


@dataclass(frozen=True)
class KindOfQuestion:
    """A type with its row, and pairs of what is typed (Enter included where it is needed) and kept."""

    type: str
    typed: Sequence[tuple[str, Answer]]
    extra: Sequence[tuple[str, str]] = ()

    def row(self, number: int, page: int) -> Row:
        names = {"name": f"Q{number:03d}", "bind::tk:qno": f"Q{number:03d}", "bind::tk:page": page}
        words = in_two(f"第{number}题", f"Question {number}")
        return {"type": self.type, **names, **words, "required": "yes", **dict(self.extra)}


KINDS = {
    "one": KindOfQuestion("select_one five", [("1", "1"), ("5", "5"), ("３\n", "3")]),
    "many": KindOfQuestion("select_one many", [("1\n", "1"), ("12", "12"), ("7", "7")]),
    "letters": KindOfQuestion("select_one letters", [("a\n", "A"), ("B", "B"), ("ab", "AB")]),
    "several": KindOfQuestion(
        "select_multiple five", [("1 3\n", "1 3"), ("5 2 2\n", "5"), ("42\n", "2 4")]
    ),
    "rank": KindOfQuestion("rank five", [("3 1 2\n", "3 1 2"), ("54321\n", "5 4 3 2 1")]),
    "integer": KindOfQuestion("integer", [("042\n", "42"), ("0\n", "0"), ("１８\n", "18")]),
    "below": KindOfQuestion(
        "integer", [("-7\n", "-7"), ("12\n", "12")], [("constraint", ". >= -99 and . <= 99")]
    ),
    "decimal": KindOfQuestion("decimal", [("1.50\n", "1.5"), (".5\n", "0.5"), ("10\n", "10")]),
    "range": KindOfQuestion(
        "range", [("0\n", "0"), ("10\n", "10")], [("parameters", "start=0 end=10 step=1")]
    ),
    "date": KindOfQuestion("date", [("20260229\n20260228\n", "2026-02-28"),
                                    ("2026-1-2\n", "2026-01-02")]),
    "time": KindOfQuestion("time", [("915\n", "09:15"), ("23:59\n", "23:59")]),
    "moment": KindOfQuestion("dateTime", [("202611220915\n", "2026-11-22T09:15:00")]),
    "text": KindOfQuestion("text", [("滨江路 88 号\n", "滨江路 88 号"), ("no + 1\n", "no + 1")]),
    "agreed": KindOfQuestion("acknowledge", [("1\n", "OK")]),
    "barcode": KindOfQuestion("barcode", [("6901234567890\n", "6901234567890")]),
}  # fmt: skip


@cache
def of_every_kind(count: int) -> tuple[bytes, dict[str, KindOfQuestion]]:
    """A workbook of so many questions of all types in turn, in sections and on pages; each by its name."""
    kinds = list(islice(cycle(KINDS.values()), count))
    rows: list[Row] = []
    for number, kind in enumerate(kinds, 1):
        if number % PER_SECTION == 1:
            section = number // PER_SECTION + 1
            if rows:
                rows.append({"type": "end_group"})
            title = in_two(f"第{section}节", f"Section {section}")
            rows.append({"type": "begin_group", "name": f"part{section}", **title})
        rows.append(kind.row(number, (number - 1) // PER_PAGE + 1))
    rows.append({"type": "end_group"})
    names = {f"Q{number:03d}": kind for number, kind in enumerate(kinds, 1)}
    return workbook(rows, LISTS, form_title="Kinds", form_id="kinds", version="1",
                    namespaces=NAMESPACE), names  # fmt: skip


def a_paper(kinds: dict[str, KindOfQuestion], seed: int) -> dict[str, tuple[str, Answer]]:
    """What a clerk types for each question of one paper, and what it must come to."""
    dice = random.Random(seed)
    return {name: dice.choice(kind.typed) for name, kind in kinds.items()}
