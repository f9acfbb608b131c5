"""The serial list: every number in paper order, batch and form on every page, both languages apart."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from core.reports.serials import SerialList, serials_pdf
from tests.core.reports.samples import AT, CODE, FONTS, HAVE_FONTS

pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")
SERIALS = tuple(sorted([*(f"{n:04d}" for n in range(1, 151)), "0123-S1"]))
TOLD = SerialList(
    CODE, "BSQ-1-7f3a", ("满意度问卷", "Survey"), ("滨江路网点", "Riverside"), "2026-11",
    SERIALS, AT, "周 Zhou",
)  # fmt: skip


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize(
    ("language", "by_hand", "heads"),
    [
        ("zh", "0123-补1", ("一录", "二录", "备注")),
        ("en", "0123-S1", ("Pass 1", "Pass 2", "Remarks")),
    ],
)
def test_every_page_names_batch_and_form_and_every_serial_stands_once_in_order(
    language, by_hand, heads
):
    pages = texts(serials_pdf(TOLD, language, FONTS))
    assert len(pages) > 2
    for page in pages:
        assert f"{CODE} · BSQ-1-7f3a" in page
        assert all(head in page for head in heads)
    found = re.findall(r"(?m)^(\d{4}(?:-[补S]\d)?)\b", "\n".join(pages))
    assert found == [s.replace("0123-S1", by_hand) for s in SERIALS]
