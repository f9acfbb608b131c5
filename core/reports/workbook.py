"""Reports as a workbook: every row behind the figures, in both languages, row by row into the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from core.reports.cells import Number, Page, Text, cell_of, head_cell
from core.reports.model import QuestionnaireReport, VisitsReport
from core.reports.workbook_answers import answers_page, codebook_page
from core.reports.workbook_quality import (
    cover_page,
    differences_page,
    queries_page,
    reviews_page,
    trail_page,
    verdicts_page,
)
from core.reports.workbook_scores import figures_page, visits_page

MOST_ROWS = 1_048_576
"""Rows of one Excel sheet."""
STEP_EVERY = 200
HEAD_HEIGHT = 32.0
"""Points: two lines."""
CAREFUL = (Text, Number)

Step = Callable[[int], None]


def questionnaire_workbook(report: QuestionnaireReport, step: Step | None = None) -> bytes:
    """The workbook of a questionnaire report; `step` hears how many rows are written."""
    pages = [
        cover_page(report.form, report.origin, len(report.records), report.quality),
        figures_page(report),
        answers_page(report.form, report.records),
        codebook_page(report.form),
        *_about_quality(report),
    ]
    return written(pages, step)


def visits_workbook(report: VisitsReport, step: Step | None = None) -> bytes:
    """The workbook of a visits report, with a summary per visit and section (requirements MYS-14)."""
    pages = [
        cover_page(report.form, report.origin, len(report.visits)),
        visits_page(report),
        answers_page(report.form, report.records),
        codebook_page(report.form),
        *_about_quality(report),
    ]
    return written(pages, step)


def written(pages: Sequence[Page], step: Step | None = None) -> bytes:
    """The pages as an .xlsx file; rows are streamed, so memory does not grow with them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    done = 0
    for page in pages:
        done = _write(book, page, done, step)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _about_quality(report: QuestionnaireReport | VisitsReport) -> list[Page]:
    """The sheets on quality, for those who may see them."""
    quality, form = report.quality, report.form
    if quality is None:
        return []
    return [
        differences_page(form, quality.differences),
        queries_page(form, quality.queries),
        reviews_page(quality.reviews),
        verdicts_page(quality.decisions),
        trail_page(report.trail),
    ]


def _write(book: Any, page: Page, done: int, step: Step | None) -> int:
    """One page, and as many more as its rows need. Returns the rows written so far."""
    sheet, part = _begin(book, page, 1), 1
    room = MOST_ROWS - len(page.heads)
    for row in page.rows:
        if not room:
            part += 1
            sheet, room = _begin(book, page, part), MOST_ROWS - len(page.heads)
        sheet.append([cell_of(sheet, v) if isinstance(v, CAREFUL) else v for v in row])
        room -= 1
        done += 1
        if step is not None and done % STEP_EVERY == 0:
            step(done)
    return done


def _begin(book: Any, page: Page, part: int) -> Any:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(page.name if part == 1 else f"{page.name} {part}")
    for column, width in enumerate(page.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if page.heads:
        rows, columns = len(page.heads), len(page.heads[-1])
        for row in range(1, rows + 1):
            sheet.row_dimensions[row].height = HEAD_HEIGHT
        sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}{rows + 1}"
        sheet.print_title_rows = f"1:{rows}"
        if page.filtered:
            sheet.auto_filter.ref = f"A{rows}:{get_column_letter(columns)}{rows}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = False
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for head in page.heads:
        sheet.append([head_cell(sheet, text) for text in head])
    return sheet
