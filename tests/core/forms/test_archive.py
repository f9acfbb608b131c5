"""What is not a workbook, or unpacks to too much, is refused before any library opens it."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.errors import FORM_TOO_LARGE, NOT_A_WORKBOOK, UserError
from core.forms import archive
from core.forms.archive import kind_of
from tests.core.forms.workbooks import book

SURVEY = [["type", "name", "label"], ["integer", "a", "A"]]


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_the_content_tells_the_kind_and_not_the_name():
    assert kind_of(book(survey=SURVEY), "form.xls") == "xlsx"
    assert kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "form.xlsx") == "xls"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "content"),
        (b"type,name\n", "content"),
        (zipped(word__document_xml=b"<w/>"), "content"),
        (b"PK\x03\x04 and no zip", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_other_files_are_refused_with_the_reason(data, why):
    with pytest.raises(UserError) as refused:
        kind_of(data, "x")
    assert (refused.value.code, refused.value.params) == (NOT_A_WORKBOOK, {"file": "x", "why": why})


def test_a_damaged_workbook_is_refused():
    data = book(survey=SURVEY)
    with pytest.raises(UserError) as refused:
        kind_of(data[: len(data) // 2], "x")
    assert refused.value.params["why"] == "broken"


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to_and_not_by_what_it_says():
    bomb = zipped(xl__workbook_xml=b"<x/>", xl__sheet_xml=bytes(4 * 2**20))
    with pytest.raises(UserError) as refused:
        kind_of(bomb, "x")
    assert (refused.value.code, refused.value.params["limit"]) == (
        FORM_TOO_LARGE,
        "250 times its packed size",
    )


def test_a_large_file_is_refused_unread():
    with pytest.raises(UserError) as refused:
        kind_of(b"PK\x03\x04" + bytes(archive.MAX_FILE_BYTES), "x")
    assert refused.value.code == FORM_TOO_LARGE
