"""The destruction list: which sheets' sealed answers were destroyed, why, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from core.reports.cells import Page, Value, safe
from core.reports.fonts import FontFiles
from core.workflow.paper import written_serial

LANGUAGES = ("zh", "en")
TEXTS = MappingProxyType(
    {
        "title": ("个人信息销毁清单", "Destruction list of personal data"),
        "what": (
            "下列答卷的个人信息、开放题文字与录音照片所用密钥已销毁，任何人不能再读出。"
            "其他答案仍作统计；操作日志的原有记录保持不变。",
            "The keys of personal data, open text, recordings and pictures of these sheets are "
            "destroyed: nobody can read them again. Their other answers still count. No earlier line "
            "of the journal was changed.",
        ),
        "copies": (
            "此前所做的备份仍含这些密钥，须另行按规定销毁。",
            "Backups made before still hold these keys and have to be destroyed by their own rule.",
        ),
        "batch": ("批次", "Batch"),
        "serial": ("答卷号", "Sheet"),
        "cause": ("原因", "Cause"),
        "request": ("本人要求", "on request"),
        "retention": ("保存期满", "kept long enough"),
        "reference": ("依据", "Reference"),
        "files": ("附件", "Files"),
        "hashes": ("附件 SHA-256", "SHA-256 of files"),
        "by": ("执行人", "By"),
        "at": ("时间", "Time"),
        "place": ("日志位置", "Journal line"),
        "count": ("答卷数", "Sheets"),
        "made": ("打印", "Printed"),
        "head": ("链首码", "Head code of the journal"),
        "sign": ("签字：              日期：", "Signature:                    Date:"),
    }
)


@dataclass(frozen=True)
class Line:
    """One sheet."""

    batch: str
    serial: str
    cause: str
    reference: str
    files: tuple[str, ...]
    by: str
    at: datetime
    place: str
    """device:sequence of the journal's line."""


@dataclass(frozen=True)
class Destruction:
    """What one list says."""

    lines: tuple[Line, ...]
    head: str
    made_at: datetime
    made_by: str


def destruction_workbook(told: Destruction) -> bytes:
    """The list as .xlsx, heads in both languages."""
    from core.reports.workbook import written

    columns = ("batch", "serial", "cause", "reference", "hashes", "by", "at", "place")
    heads = tuple(" ".join(TEXTS[column]) for column in columns)
    cover: list[list[Value]] = [
        [" ".join(TEXTS["count"]), len(told.lines)],
        [" ".join(TEXTS["made"]), safe(f"{told.made_at:%Y-%m-%d %H:%M} {told.made_by}")],
        [" ".join(TEXTS["head"]), safe(told.head)],
        *[_note(text) for code in ("what", "copies") for text in TEXTS[code]],
    ]
    title = " ".join(TEXTS["title"])
    return written(
        [
            Page("清单 List", (heads,), (18.0, 12, 22, 24, 40, 18, 22, 24), _rows(told)),
            Page("说明 About", ((title, ""),), (30.0, 80), cover, filtered=False),
        ]
    )


def destruction_pdf(told: Destruction, language: str, fonts: FontFiles) -> bytes:
    """The list to print and sign, in one language."""
    from core.reports.fonts import register
    from core.reports.pdf.document import Sheet, render
    from core.reports.pdf.style import facts, gap, heading, prose, table

    register(fonts)

    def say(code: str) -> str:
        return TEXTS[code][LANGUAGES.index(language)]

    about = [
        (say("count"), str(len(told.lines))),
        (say("made"), f"{told.made_at:%Y-%m-%d %H:%M} {told.made_by}"),
        (say("head"), told.head),
    ]
    columns = ("batch", "serial", "cause", "reference", "files", "by", "at", "place")
    rows = [
        [
            line.batch, written_serial(line.serial, language), say(line.cause), line.reference,
            str(len(line.files)), line.by, f"{line.at:%Y-%m-%d %H:%M}", line.place,
        ]
        for line in told.lines
    ]  # fmt: skip
    story = [
        heading(say("title")),
        prose(say("what")),
        prose(say("copies")),
        facts(about),
        gap(8),
        *table([say(c) for c in columns], rows, [15, 9, 13, 15, 7, 13, 14, 18], numeric=(4,)),
        gap(28),
        prose(say("sign")),
    ]
    return render(Sheet(language, say("title"), say("title"), told.head), story, fonts)


def _rows(told: Destruction) -> Iterator[list[Value]]:
    for line in told.lines:
        yield [
            safe(line.batch),
            safe(line.serial),
            " ".join(TEXTS[line.cause]),
            safe(line.reference),
            safe("; ".join(line.files)),
            safe(line.by),
            f"{line.at:%Y-%m-%d %H:%M:%S%z}",
            safe(line.place),
        ]


def _note(text: str) -> list[Value]:
    return [None, text]
