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
        BaseDocTemplate, file, pagesize=PAGE, title=sheet.title, subject=sheet.subject,
        author=APP_NAME, creator=f"{APP_NAME} {APP_NAME_ZH} {__version__}",
        lang="zh-CN" if sheet.language == "zh" else "en", initialFontName=REGULAR,
        pageCompression=1,
    )  # fmt: skip
    frame = Frame(MARGIN, 46, CONTENT, PAGE[1] - 112, 0, 0, 0, 0)
    template.addPageTemplates(
        PageTemplate("page", [frame], onPage=lambda canvas, _: _decorate(canvas, sheet))
    )
    template.build(list(story))
    return file.getvalue()


def _template(base: Any, file: BytesIO, **options: Any) -> Any:
    """A document that outlines its headings and learns its number of pages at the end."""

    class Outlined(base):  # type: ignore[misc]
        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802
            style = getattr(getattr(flowable, "style", None), "name", "")
            if style in ("h1", "h2"):
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
            self.canv.drawString(0, 0, str(self.page))
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
    before, after = say(sheet.language, "page", page=canvas.getPageNumber()).split("#")
    room = width("0000", 8) + width(after, 8)
    canvas.drawString(left, 24, fitted(printable(sheet.foot), CONTENT - 110, 8))
    canvas.drawRightString(right - room, 24, before)
    canvas.saveState()
    canvas.translate(right - room, 24)
    canvas.doForm(TOTAL)
    canvas.restoreState()
    canvas.drawRightString(right, 24, after)
    canvas.restoreState()


def _watermark(canvas: Any, text: str) -> None:
    """Large pale words across the page, under what is written on it."""
    canvas.saveState()
    canvas.setFillColor(charts.color("#F6DDE0"))
    size = min(64.0, 420.0 / max(1.0, width(text, 1.0, True)))
    canvas.setFont(BOLD, size)
    canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
    canvas.rotate(42)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()
