"""Pages: header, footer, page x of y, watermark, outline, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from core.reports import charts
from core.reports.fonts import BOLD, REGULAR, FontFiles, fitted, printable, register, width
from core.reports.pdf.style import CONTENT, MARGIN
from core.reports.texts import say
from core.version import APP_NAME, APP_NAME_ZH, __version__

PAGE = (595.276, 841.89)
"""A4, in points."""
TOTAL = "pages-in-all"
ROOM = {"h1": 150.0, "h2": 90.0}
"""Points that a heading needs below itself: it and the first lines of what follows."""


@dataclass(frozen=True)
class Sheet:
    """What stands on every page and in the file's properties."""

    language: str
    title: str
    subject: str
    foot: str
    """Left of the page number: where the figures come from."""
    watermark: str = ""


def render(sheet: Sheet, story: Sequence[Any], fonts: FontFiles) -> bytes:
    """The PDF of a story of flowables; only the handed-in fonts are in it."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    register(fonts)
    file = BytesIO()
    template = _template(
        BaseDocTemplate, file, _page_words(sheet.language, 0)[1], pagesize=PAGE,
        title=sheet.title, subject=sheet.subject,
        author=APP_NAME, creator=f"{APP_NAME} {APP_NAME_ZH} {__version__}",
        lang="zh-CN" if sheet.language == "zh" else "en", initialFontName=REGULAR,
        pageCompression=1,
    )  # fmt: skip
    frame = Frame(MARGIN, 46, CONTENT, PAGE[1] - 112, 0, 0, 0, 0)
    template.addPageTemplates(
        PageTemplate("page", [frame], onPageEnd=lambda canvas, _: _decorate(canvas, sheet))
    )
    template.build([part for flowable in story for part in (*_room_for(flowable), flowable)])
    return file.getvalue()


def _room_for(flowable: Any) -> list[Any]:
    """A new page before a heading that would stand alone at the foot of this one."""
    from reportlab.platypus import CondPageBreak

    level = _heading_style(flowable)
    return [CondPageBreak(ROOM[level])] if level else []


def _heading_style(flowable: Any) -> str:
    name = getattr(getattr(flowable, "style", None), "name", "")
    return name if name in ROOM else ""


def _template(base: Any, file: BytesIO, after: str, **options: Any) -> Any:
    """A document that outlines its headings and learns its number of pages at the end.

    Every page refers to one form for "of y", drawn when y is known: one pass instead of two.
    """

    class Outlined(base):  # type: ignore[misc]
        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802
            style = _heading_style(flowable)
            if style:
                name = f"heading-{self.canv.getPageNumber()}-{id(flowable)}"
                self.canv.bookmarkHorizontal(name, 0, self.frame._y + flowable.height)
                text = flowable.getPlainText()
                self.canv.addOutlineEntry(
                    text, name, 0 if style == "h1" else 1, closed=style == "h1"
                )

        def _endBuild(self) -> None:  # noqa: N802
            self.canv.beginForm(TOTAL)
            self.canv.setFont(REGULAR, 8)
            self.canv.setFillColor(charts.color(charts.MUTED))
            self.canv.drawString(0, 0, f"{self.page}{after}")
            self.canv.endForm()
            super()._endBuild()

    return Outlined(file, **options)


def _decorate(canvas: Any, sheet: Sheet) -> None:
    left, right, top = MARGIN, PAGE[0] - MARGIN, PAGE[1] - 40
    canvas.saveState()
    if sheet.watermark:
        _watermark(canvas, printable(sheet.watermark))
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(charts.color(charts.MUTED))
    canvas.setStrokeColor(charts.color(charts.RULE))
    canvas.drawString(left, top, fitted(printable(sheet.title), CONTENT - 90, 8))
    canvas.drawRightString(right, top, APP_NAME_ZH if sheet.language == "zh" else APP_NAME)
    canvas.line(left, top - 5, right, top - 5)
    canvas.line(left, 36, right, 36)
    before, after = _page_words(sheet.language, canvas.getPageNumber())
    room = width(f"00{after}", 8)
    canvas.drawString(left, 24, fitted(printable(sheet.foot), CONTENT - 110, 8))
    canvas.drawRightString(right - room, 24, before)
    canvas.saveState()
    canvas.translate(right - room, 24)
    canvas.doForm(TOTAL)
    canvas.restoreState()
    canvas.restoreState()


def _page_words(language: str, page: int) -> tuple[str, str]:
    """What stands before and after the number of pages."""
    before, after = say(language, "page", page=page).split("#")
    return before, after


def _watermark(canvas: Any, text: str) -> None:
    """The words in the head, and large and transparent across the page."""
    canvas.saveState()
    canvas.setFillColor(charts.color(charts.RED))
    canvas.setFont(BOLD, 9)
    canvas.drawCentredString(PAGE[0] / 2, PAGE[1] - 40, text)
    canvas.setFillColor(charts.color(charts.RED), 0.22)
    size = min(64.0, 420.0 / max(1.0, width(text, 1.0, True)))
    canvas.setFont(BOLD, size)
    canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
    canvas.rotate(42)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()
