"""One sheet's story on paper: its record, the readings that differed, who did what and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from core.reports.fonts import FontFiles, register

LANGUAGES = ("zh", "en")
TEXTS = MappingProxyType(
    {
        "title": ("答卷 {serial} 的全过程", "The story of sheet {serial}"),
        "record": ("核定答卷", "The record"),
        "no_record": (
            "尚未核定：答案核定后才列出。",
            "Not settled: answers stand here once they are.",
        ),
        "story": ("经过", "What happened"),
        "nameless": (
            "核定前不显示录入人姓名，以免影响第三人判断。",
            "Until then nobody who keyed it is named, so that a third person can rule freely.",
        ),
        "number": ("题号", "No."),
        "question": ("题目", "Question"),
        "answer": ("核定值", "Record"),
        "readings": ("不一致的两次录入", "Readings that differed"),
        "rulers": ("核定人", "Ruled by"),
        "at": ("时间", "Time"),
        "what": ("操作", "What"),
        "who": ("姓名", "Who"),
        "acting": ("身份", "As"),
        "details": ("内容", "Details"),
        "batch": ("批次", "Batch"),
        "form": ("问卷", "Form"),
        "unit": ("机构", "Unit"),
        "state": ("状态", "State"),
        "paper": ("纸卷", "Paper"),
        "made": ("打印", "Printed"),
        "head": ("链首码", "Head code of the journal"),
    }
)


@dataclass(frozen=True)
class SheetStory:
    """What the page shows, in the language it shows it in."""

    serial: str
    batch: str
    form: str
    unit: str
    state: str
    paper: str
    answers: Sequence[tuple[str, str, str, str, str]]
    """(number, question, record, readings that differed, rulers); empty before settlement."""
    happened: Sequence[tuple[str, str, str, str, str]]
    """(time, what, who, as, details)."""
    is_over: bool
    """Whether names may stand in it."""


def story_pdf(
    told: SheetStory, language: str, head: str, made_at: datetime, made_by: str, fonts: FontFiles
) -> bytes:
    """The story in one language, with the journal's head at every foot."""
    from core.reports.pdf.document import Sheet, render
    from core.reports.pdf.style import facts, gap, heading, prose, table

    register(fonts)

    def say(code: str) -> str:
        return TEXTS[code][LANGUAGES.index(language)]

    title = say("title").format(serial=told.serial)
    about = [
        (say(name), getattr(told, name)) for name in ("batch", "form", "unit", "state", "paper")
    ]
    about += [(say("made"), f"{made_at:%Y-%m-%d %H:%M} {made_by}"), (say("head"), head)]
    story = [heading(title), facts(about), gap(6), heading(say("record"), 2)]
    if told.answers:
        columns = ("number", "question", "answer", "readings", "rulers")
        story += table([say(c) for c in columns], told.answers, [9, 40, 20, 26, 14])
    else:
        story.append(prose(say("no_record")))
    story.append(heading(say("story"), 2))
    if not told.is_over:
        story.append(prose(say("nameless"), "small"))
    columns = ("at", "what", "who", "acting", "details")
    story += table([say(c) for c in columns], told.happened, [19, 20, 15, 13, 40])
    return render(Sheet(language, title, title, head), story, fonts)
