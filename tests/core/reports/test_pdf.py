"""PDF reports: embedded type, both languages apart, the same figures, pages that never fail."""

from __future__ import annotations

import re
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from core.figures.summary import figures
from core.reports.fonts import NO_GLYPH, printable, register
from core.reports.model import PROVISIONAL, QuestionnaireReport
from core.reports.pdf.questionnaire import questionnaire_pdf
from core.reports.pdf.style import prose, table
from core.reports.pdf.visit import visits_pdf
from core.reports.visit_rows import deductions
from core.reports.wording import decimal
from core.values import Special
from tests.core.figures.forms import form_of
from tests.core.reports.samples import FONTS, HAVE_FONTS, records, survey, visit_report

pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")
CJK = re.compile(r"[\u3000-\u9fff]")


def pages_of(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", data))


def streams(data: bytes) -> list[bytes]:
    found = []
    for body in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(body.strip(b"\r\n")))
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_embedded_type_is_named(language):
    for data in (
        questionnaire_pdf(survey(20), language, FONTS),
        visits_pdf(visit_report(), language, FONTS),
    ):
        fonts = set(re.findall(rb"/BaseFont /(\S+)", data))
        assert fonts
        assert all(b"NotoSansSC" in font for font in fonts)
        assert data.count(b"/FontFile2") >= len(fonts)


def test_properties_and_outline_are_there():
    data = questionnaire_pdf(survey(10), "en", FONTS)
    assert b"/Lang (en)" in data
    assert re.search(rb"/Title \(Branch satisfaction questionnaire", data)
    assert data.count(b"/Dest") >= 5


@pytest.mark.parametrize("count", [1, 2, 7])
def test_few_records_make_a_report_all_the_same(count):
    assert pages_of(questionnaire_pdf(survey(count), "zh", FONTS)) >= 3


def test_a_form_without_scores_or_answers_makes_a_report():
    report = survey(3)
    empty = [{q.key: Special.BLANK for q in report.form.keyed}] * 3
    bare = replace(
        report, figures=figures(report.form, empty), records=records(empty), quality=None
    )
    assert pages_of(questionnaire_pdf(bare, "en", FONTS)) >= 3


def test_hostile_text_is_shown_and_never_read_as_markup():
    report = survey(3)
    evil = '<b>粗 & <img src="x"/> </para> 😀 \x07'
    long = evil + "长" * 3000
    q08 = report.form.by_key["Q08"]
    marked = replace(
        q08,
        labels={"zh": long, "en": long},
        choices=tuple(replace(c, labels={"zh": long, "en": evil}) for c in q08.choices),
    )
    others = (replace(q, labels={"zh": evil}) for q in report.form.questions if q is not q08)
    hostile = replace(report.form, titles={"zh": long}, questions=(marked, *others))
    again = figures(hostile, [line.answers for line in report.records])
    made = replace(report, form=hostile, figures=again)
    assert pages_of(questionnaire_pdf(made, "zh", FONTS)) > pages_of(
        questionnaire_pdf(report, "zh", FONTS)
    )


def test_what_the_type_lacks_is_marked():
    register(FONTS)
    assert printable("好😀\x07了") == f"好{NO_GLYPH}了"
    assert printable("don’t “stop” now…") == 'don\'t "stop" now...'
    assert printable("他说：“好……”") == "他说：“好……”"


def test_a_row_taller_than_a_page_is_torn():
    from core.reports.pdf.document import Sheet, render

    register(FONTS)
    story = [*table(["a", "b"], [["行" * 9000, "1"]], [50, 50]), prose("end")]
    assert pages_of(render(Sheet("zh", "t", "s", "f"), story, FONTS)) > 2


def test_deductions_account_for_every_lost_point():
    for visit in visit_report(6).visits:
        lost = sum(deduction.points for deduction in deductions(form_of("MSC-1"), visit))
        assert lost == pytest.approx(100 - visit.score.uncapped)


# --- read back by an outside program ---------------------------------------------------------


def text_of(data: bytes, folder: Path) -> str:
    file = folder / "report.pdf"
    file.write_bytes(data)
    run = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True
    )
    return run.stdout


def told(report: QuestionnaireReport) -> set[str]:
    found = report.figures
    values = [found.csat[0].value, found.nps[0].value, found.index.value]
    return {decimal(value) for value in (*values, *(score.value for score in found.dimensions))}


@pytest.mark.prove
@pytest.mark.needs("pdftotext")
def test_both_languages_tell_the_same_figures_in_their_own_words(tmp_path):
    report = survey(40)
    chinese, english = (
        text_of(questionnaire_pdf(report, language, FONTS), tmp_path) for language in ("zh", "en")
    )
    for figure in told(report):
        assert figure in chinese
        assert figure in english
    assert "满意度调查统计报告" in chinese
    assert "您对工作人员的礼貌和耐心" in chinese
    for label in ("Dimension", "Indicator", "Page", "Missing", "Courtesy"):
        assert label not in chinese
    data = {line.why for line in report.quality.decisions} | {"吴质检", "〓"}
    for words in data:
        english = english.replace(words, "")
    assert not CJK.findall(english)


@pytest.mark.prove
@pytest.mark.needs("pdftotext")
def test_a_provisional_report_says_so_on_every_page(tmp_path):
    for language, word in (("zh", "暂定数据"), ("en", "PROVISIONAL")):
        data = questionnaire_pdf(survey(20, PROVISIONAL), language, FONTS)
        pages = text_of(data, tmp_path).split("\f")[:-1]
        file = tmp_path / "report.pdf"
        raw = subprocess.run(
            ["pdftotext", "-raw", file, "-"], capture_output=True, check=True, text=True
        )
        assert len(pages) == pages_of(data)
        assert all(word in page for page in raw.stdout.split("\f")[:-1])


@pytest.mark.prove
@pytest.mark.needs("pdffonts")
def test_pdffonts_finds_every_font_embedded_and_readable(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(questionnaire_pdf(survey(20), "zh", FONTS))
    run = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True)
    _, _, *rows = run.stdout.splitlines()
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
