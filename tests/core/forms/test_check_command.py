"""`form check` prints a line per problem, or JSON, and fails where a form is unusable."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from core.errors import FILE_MISSING, FORM_TOO_LARGE, NOT_A_WORKBOOK
from core.forms.archive import MAX_FILE_BYTES
from core.forms.check_command import as_json, check, exit_code, lines
from core.forms.problem import FILE_UNREADABLE
from core.forms.workbook import examine
from tests.core.forms.workbooks import BSQ, InProcess, book
from ui.commands import form_check
from ui.messages_forms import sentence


def checked(name: str, data: bytes):
    return check(name, lambda: examine(data, name, InProcess()))


def english(problem):
    return sentence(problem, "en")


def test_a_usable_form_with_a_warning_passes():
    found = checked("BSQ-1.xlsx", BSQ.read_bytes())
    assert exit_code([found]) == 0
    assert [line.split(": ")[:2] for line in lines(found, english)] == [
        ["BSQ-1.xlsx:choices!B60", "warning CODE_PREFIX"]
    ]
    told = as_json(found, english, "en")
    assert (told["form_id"], told["version"], told["questions"]) == ("BSQ-1", "1", 34)
    assert told["languages"] == ["zh", "en"]
    (problem,) = told["problems"]
    assert list(told) == [
        "file", "form_id", "version", "title", "languages", "questions", "problems",
    ]  # fmt: skip
    assert list(problem) == [
        "severity", "code", "sheet", "row", "column", "text", "message", "fix",
    ]  # fmt: skip
    assert told["title"] == "Branch satisfaction questionnaire"
    assert as_json(found, english, "zh")["title"] == "网点满意度问卷"
    assert (problem["sheet"], problem["row"], problem["column"]) == ("choices", 60, "B")


def test_what_could_be_read_of_an_unusable_form_is_told():
    survey = [["type", "name", "label", "relevant"], ["integer", "a", "A", "1 +"]]
    told = as_json(checked("x.xlsx", book(survey=survey)), english, "en")
    assert (told["form_id"], told["questions"]) == ("x", 1)


def test_of_a_form_that_the_converter_refuses_its_settings_are_told():
    settings = [["form_id", "version", "form_title"], ["F-1", "7", "Seven"]]
    survey = [["type", "name", "label"], ["integr", "a", "A"]]
    told = as_json(checked("x.xlsx", book(survey=survey, settings=settings)), english, "en")
    assert [told[key] for key in ("form_id", "version", "title")] == ["F-1", "7", "Seven"]


def test_an_unusable_form_and_a_file_that_is_no_workbook_fail():
    broken = checked("x.xlsx", book(survey=[["type", "name", "label"], ["integr", "a", "A"]]))
    other = checked("y.pdf", b"%PDF-1.7")
    assert exit_code([broken]) == exit_code([other]) == 1
    assert lines(broken, english) == [
        "x.xlsx:survey!A2: error TYPE_UNKNOWN: The question type “integr” is not known. Did you mean “integer”?"
    ]
    assert lines(other, english)[0].startswith("y.pdf: error NOT_A_WORKBOOK: ")
    assert as_json(other, english, "en")["form_id"] is None


@pytest.fixture
def spoilt(tmp_path) -> dict[str, Path]:
    files = {
        "empty.xlsx": b"", "text.xlsx": b"hello", "zip.xlsx": b"PK\x03\x04" + bytes(range(256)),
        "old.xls": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 4,
        "large.xlsx": b"PK\x03\x04" + bytes(MAX_FILE_BYTES),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "hollow.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(20 * 2**20))
    (tmp_path / "folder.xlsx").mkdir()
    names = [*sorted(os.listdir(tmp_path)), "none.xlsx", "a" * 5000, "x\0y"]
    return {name[:20]: tmp_path / name for name in names}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_no_form_gets_one_message_each(spoilt, capsys, language):
    def examined(name, data, *, attachments):
        return examine(data, name, InProcess(), attachments)

    assert form_check.run([str(f) for f in spoilt.values()], True, examined, language) == 1
    told = json.loads(capsys.readouterr().out)
    codes = {}
    for name, one in zip(spoilt, told, strict=True):
        (problem,) = one["problems"]
        codes[name] = problem["code"]
        assert problem["message"]
        assert problem["fix"]
        assert problem["message"].isascii() == (language == "en")
    assert codes == {
        "bomb.xlsx": FORM_TOO_LARGE, "empty.xlsx": NOT_A_WORKBOOK, "folder.xlsx": FILE_UNREADABLE,
        "hollow.xlsx": NOT_A_WORKBOOK, "large.xlsx": FORM_TOO_LARGE, "old.xls": NOT_A_WORKBOOK,
        "text.xlsx": NOT_A_WORKBOOK, "zip.xlsx": NOT_A_WORKBOOK, "none.xlsx": FILE_MISSING,
        "a" * 20: FILE_UNREADABLE, "x\0y": FILE_MISSING,
    }  # fmt: skip


def test_files_that_stand_beside_a_workbook_are_read_with_it(tmp_path, capsys):
    survey = [["type", "name", "label"], ["select_one_from_file towns.csv", "t", "Town"]]
    (tmp_path / "f.xlsx").write_bytes(book(survey=survey))

    def examined(name, data, *, attachments):
        return examine(data, name, InProcess(), attachments)

    form_check.run([str(tmp_path / "f.xlsx")], False, examined, "en")
    assert "warning ATTACHMENT_MISSING" in capsys.readouterr().out
    (tmp_path / "towns.csv").write_text("name,label\nA,Aville\n")
    form_check.run([str(tmp_path / "f.xlsx")], False, examined, "en")
    assert capsys.readouterr().out.endswith("f.xlsx: ok\n")
