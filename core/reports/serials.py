"""The serial list of a batch: every number in paper order, with boxes to tick by hand.

As printed it says nothing of what is keyed; once ticked it is for those only who oversee the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from core.reports import charts
from core.reports.fonts import FontFiles
from core.workflow.paper import written_serial

LANGUAGES = ("zh", "en")
BOX = 10.0
"""Side of a box to tick, in points."""
TEXTS = MappingProxyType(
    {
        "title": ("答卷编号清单", "Serial list"),
        "what": (
            "按纸卷顺序排列，由组长保管：某遍录完后打勾，缺页、污损等写在备注栏。打勾后请勿给录入员看。",
            "In paper order, kept by the team leader: tick a pass when it is keyed, note a missing page or "
            "a stain. Once ticked, clerks are not shown it.",
        ),
        "form": ("问卷", "Form"),
        "unit": ("机构", "Unit"),
        "period": ("月份", "Month"),
        "count": ("份数", "Numbers"),
        "made": ("打印", "Printed"),
        "serial": ("编号", "Serial"),
        "pass1": ("一录", "Pass 1"),
        "pass2": ("二录", "Pass 2"),
        "remarks": ("备注", "Remarks"),
        "sign": ("组长签字：______________　日期：__________",
                 "Team leader: ______________  Date: __________"),
    }
)  # fmt: skip


@dataclass(frozen=True)
class SerialList:
    """What one list says."""

    batch: str
    """Printed code."""
    form: str
    """Short code, as it stands on every page of the paper."""
    titles: tuple[str, str]
    """The form's, Chinese and English."""
    units: tuple[str, str]
    period: str
    serials: tuple[str, ...]
    made_at: datetime
    made_by: str


def serials_pdf(told: SerialList, language: str, fonts: FontFiles) -> bytes:
    """The list to print, in one language; batch and form stand at the head and foot of every page."""
    from core.reports.fonts import register
    from core.reports.pdf.document import Sheet, render
    from core.reports.pdf.style import facts, gap, heading, prose, table

    register(fonts)
    which = LANGUAGES.index(language)

    def say(code: str) -> str:
        return TEXTS[code][which]

    about = [
        (say("form"), f"{told.titles[which]} · {told.form}"),
        (say("unit"), told.units[which]),
        (say("period"), told.period),
        (say("count"), str(len(told.serials))),
        (say("made"), f"{told.made_at:%Y-%m-%d %H:%M} {told.made_by}"),
    ]
    columns = ("serial", "pass1", "pass2", "remarks")
    rows = [[written_serial(serial, language), _box(), _box(), ""] for serial in told.serials]
    title = f"{told.batch} · {told.form} · {say('title')}"
    story = [
        heading(f"{told.batch} {say('title')}"),
        prose(say("what")),
        facts(about),
        gap(8),
        *table([say(c) for c in columns], rows, [16, 10, 10, 64]),
        gap(24),
        prose(say("sign")),
    ]
    return render(Sheet(language, title, say("title"), f"{told.batch} · {told.form}"), story, fonts)


def _box() -> Any:
    from reportlab.graphics.shapes import Drawing, Rect

    drawing = Drawing(BOX, BOX)
    drawing.add(
        Rect(0, 0, BOX, BOX, strokeColor=charts.color(charts.TEXT), strokeWidth=0.8, fillColor=None)
    )
    return drawing
