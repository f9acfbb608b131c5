"""Two lists to print for rulings: what to fetch from the archive, and what to read on the paper.

Neither tells a name or a pass: two readings stand in the shuffled order of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from core.reports.fonts import FontFiles
from core.workflow.paper import written_serial

LANGUAGES = ("zh", "en")
ON_SCREEN = ("（见屏幕）", "(see the screen)")
"""Instead of personal data and open text."""
PAPER_FIRST = ("（先看原件）", "(read the paper first)")
"""Instead of readings that are not shown before the paper's value is keyed."""
TEXTS = MappingProxyType(
    {
        "pull": ("调卷单", "Pull list"),
        "check": ("差异核对单", "List of differences"),
        "pull_what": (
            "请按编号取出下列纸卷，交给核定人；取出和归还都签字。",
            "Fetch these sheets for the adjudicator; sign for taking and for returning each.",
        ),
        "check_what": (
            "按纸卷顺序。对照纸卷，把所见写在最后一栏；两种读法的先后是随机的。",
            "In paper order. Write what the paper says into the last column; the order of the two "
            "readings is by chance.",
        ),
        "batch": ("批次", "Batch"),
        "made": ("打印", "Printed"),
        "head": ("链首码", "Head code of the journal"),
        "serial": ("编号", "Serial"),
        "questions": ("题号", "Questions"),
        "why": ("原因", "Why"),
        "differ": ("两遍录入不同", "readings differ"),
        "recheck": ("复核或审核提出", "raised by recheck or review"),
        "away": ("纸卷不在手边", "paper not at hand"),
        "taken": ("取出签字", "Taken by"),
        "back": ("归还签字", "Returned by"),
        "question": ("题目", "Question"),
        "first": ("读法甲", "Reading A"),
        "second": ("读法乙", "Reading B"),
        "paper": ("纸卷上是", "On the paper"),
        "sign": (
            "核定人签字：______________　日期：__________",
            "Adjudicator: ______________  Date: __________",
        ),
    }
)


@dataclass(frozen=True)
class DifferenceLine:
    """One difference; each text in Chinese and English."""

    serial: str
    number: str
    """The question's, as printed."""
    question: tuple[str, str]
    first: tuple[str, str]
    second: tuple[str, str]
    origin: str
    at_hand: bool


@dataclass(frozen=True)
class DifferenceList:
    """What both lists are made from, by serial in paper order."""

    batch: str
    """Printed code."""
    form: str
    """Short code, as it stands on every page of the paper."""
    lines: tuple[DifferenceLine, ...]
    made_at: datetime
    made_by: str
    head: str
    """Of the journal; "" where the person may not know it."""


def pull_pdf(told: DifferenceList, language: str, fonts: FontFiles) -> bytes:
    """The sheets to fetch, a line each, with room for two signatures."""
    say = _said(language)
    rows = []
    for serial in dict.fromkeys(line.serial for line in told.lines):
        own = [line for line in told.lines if line.serial == serial]
        numbers = ", ".join(dict.fromkeys(line.number for line in own))
        why = ["differ" if line.origin == "keying" else "recheck" for line in own]
        why += [] if own[0].at_hand else ["away"]
        rows.append(
            [
                written_serial(serial, language),
                numbers,
                "; ".join(map(say, dict.fromkeys(why))),
                "",
                "",
            ]
        )
    columns = [say(code) for code in ("serial", "questions", "why", "taken", "back")]
    return _pdf(told, language, fonts, "pull", (columns, rows, [14, 22, 26, 19, 19]))


def check_pdf(told: DifferenceList, language: str, fonts: FontFiles) -> bytes:
    """The differences whose paper is at hand, with a column for what the paper says."""
    say, which = _said(language), LANGUAGES.index(language)
    rows = [
        [
            written_serial(line.serial, language),
            line.question[which],
            line.first[which],
            line.second[which],
            "",
        ]
        for line in told.lines
        if line.at_hand
    ]
    columns = [say(code) for code in ("serial", "question", "first", "second", "paper")]
    return _pdf(told, language, fonts, "check", (columns, rows, [12, 34, 17, 17, 20]))


def _said(language: str) -> Callable[[str], str]:
    which = LANGUAGES.index(language)
    return lambda code: TEXTS[code][which]


def _pdf(
    told: DifferenceList,
    language: str,
    fonts: FontFiles,
    kind: str,
    cells: tuple[list[str], list[list[str]], Sequence[float]],
) -> bytes:
    from core.reports.fonts import register
    from core.reports.pdf.document import Sheet, render
    from core.reports.pdf.style import facts, gap, heading, prose, table

    register(fonts)
    say = _said(language)
    about = [
        (say("batch"), f"{told.batch} · {told.form}"),
        (say("made"), f"{told.made_at:%Y-%m-%d %H:%M} {told.made_by}"),
        (say("head"), told.head or "–"),
    ]
    columns, rows, widths = cells
    story = [
        heading(f"{told.batch} {say(kind)}"),
        prose(say(f"{kind}_what")),
        facts(about),
        gap(8),
        *table(columns, rows, widths),
        gap(24),
        prose(say("sign")),
    ]
    title = f"{told.batch} · {told.form} · {say(kind)}"
    return render(Sheet(language, title, say(kind), f"{told.batch} · {told.form}"), story, fonts)
