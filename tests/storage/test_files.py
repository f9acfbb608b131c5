"""Attachments come back as they were or not at all; exports never take another file's place."""

from __future__ import annotations

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import (
    CANNOT_WRITE,
    DAMAGED,
    FILE_MISSING,
    FILE_TOO_LARGE,
    SIGNED_OUT,
    BugError,
    TwinkeyError,
)
from core.forms.model import Choice, Form, Kind, Question
from core.values import FormId
from storage.blobs import LARGEST_BYTES, LONGEST_NAME, clean_name

PHOTO = b"\xff\xd8\xff MARKER of a counter in a branch" * 50


def test_an_attachment_is_known_by_its_content_and_sealed_on_the_disk(staffed):
    session, ports = staffed.ports("clerk1")
    kept = ports.files.put(session, "../../evil\u202egpj.exe", PHOTO)
    assert kept.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert ports.files.put(session, "again.jpg", PHOTO).sha256 == kept.sha256
    files = [path for path in (staffed.folder / "blobs").rglob("*") if path.is_file()]
    assert [path.name for path in files] == [kept.sha256]
    assert b"MARKER" not in files[0].read_bytes()
    again = staffed.reopened()
    session, ports = again.ports("judge1")
    assert ports.files.get(session, kept.sha256) == PHOTO
    again.gate.close()


def test_an_altered_or_missing_attachment_is_told(staffed, refused):
    session, ports = staffed.ports("clerk1")
    one, two = (ports.files.put(session, name, name.encode()) for name in ("one", "two"))
    path = staffed.folder / "blobs" / one.sha256[:2] / one.sha256
    other = staffed.folder / "blobs" / two.sha256[:2] / two.sha256
    original = path.read_bytes()
    for altered in (other.read_bytes(), original[:-1], b"", b"one", original + b"\x00"):
        path.write_bytes(altered)
        with refused(DAMAGED):
            ports.files.get(session, one.sha256)
    path.unlink()
    with refused(FILE_MISSING):
        ports.files.get(session, one.sha256)
    with refused(DAMAGED):
        ports.files.get(session, "../../project.db")


def test_what_a_power_cut_left_of_a_destroyed_file_is_written_anew(staffed, refused):
    session, ports = staffed.ports("clerk1")
    kept = ports.files.put_scan(session, "one", PHOTO)
    path = staffed.folder / "blobs" / kept.sha256[:2] / kept.sha256
    left = path.read_bytes()
    ports.files.drop(session, kept.sha256)
    assert not path.exists()
    path.write_bytes(left)  # the key went, the bytes did not
    with refused(DAMAGED):
        ports.files.get(session, kept.sha256)
    ports.files.put(session, "one", PHOTO)
    judge, of_judge = staffed.ports("judge1")
    assert of_judge.files.get(judge, kept.sha256) == PHOTO


def test_evidence_goes_only_when_it_is_destroyed_and_a_picture_when_it_is_dropped(staffed):
    session, ports = staffed.ports("clerk1")
    both = ports.files.put(session, "one", PHOTO).sha256
    ports.files.put_scan(session, "one", PHOTO)
    only = ports.files.put_scan(session, "two", PHOTO + b"2").sha256
    again = ports.files.put_scan(session, "two", PHOTO + b"2").sha256
    assert (only, ports.files.named(session, only).is_evidence) == (again, False)
    for sha256 in (both, only):
        ports.files.drop(session, sha256)
    left = [path.name for path in (staffed.folder / "blobs").rglob("*") if path.is_file()]
    assert left == [both]
    ports.files.destroy(session, both)
    assert not [path for path in (staffed.folder / "blobs").rglob("*") if path.is_file()]


def test_a_file_beyond_the_limit_is_refused_with_the_limit(staffed, refused):
    session, ports = staffed.ports("clerk1")
    with refused(FILE_TOO_LARGE) as error:
        ports.files.put(session, "film.mp4", bytes(LARGEST_BYTES + 1))
    assert error.value.params == {"file": "film.mp4", "limit": "32 MB"}
    assert not (staffed.folder / "blobs").exists()


def test_an_export_stands_beside_what_was_there(staffed, tmp_path):
    _, ports = staffed.ports("admin")
    folder = tmp_path / "out" / "reports"
    first = ports.files.export(folder, {"report.xlsx": b"1", "report.pdf": b"2"})
    second = ports.files.export(folder, {"report.xlsx": b"3"})
    assert [path.name for path in (*first, *second)] == [
        "report.xlsx",
        "report.pdf",
        "report (2).xlsx",
    ]
    assert [(folder / name).read_bytes() for name in ("report.xlsx", "report (2).xlsx")] == [
        b"1",
        b"3",
    ]


def test_an_export_that_fails_leaves_nothing_behind(staffed, tmp_path, refused):
    _, ports = staffed.ports("admin")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "b.pdf.part").mkdir()  # stands where the second file would be written
    with refused(CANNOT_WRITE):
        ports.files.export(folder, {"a.xlsx": b"1", "b.pdf": b"2"})
    assert sorted(os.listdir(folder)) == ["b.pdf.part"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TwinkeyError):
        ports.files.export(tmp_path / "file", {"a": b""})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告 2026-11.pdf", "报告 2026-11.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\windows\\x.dll", "C__windows_x.dll"),
        ("NUL.txt", "_NUL.txt"),
        ("con", "_con"),
        ("photo\u202egpj.exe", "photo_gpj.exe"),
        ("a\x00b", "a_b"),
        ("trailing. . ", "trailing"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_a_name_becomes_one_that_every_system_takes(name, shown):
    assert clean_name(name) == shown


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name):
    shown = clean_name(name)
    assert shown == os.path.basename(shown)
    assert shown not in {"", ".", ".."}
    assert len(shown) <= LONGEST_NAME


def a_form() -> Form:
    question = Question(
        "q1",
        "/data/q1",
        "q1",
        Kind.SELECT_ONE,
        {"zh": "满意？"},
        choices=(Choice("1", {"zh": "是"}),),
    )
    texts = {"zh": "问卷"}
    return Form(
        id=FormId("f" * 64),
        form_id="BSQ",
        version="1",
        code="FFFFFF",
        titles=texts,
        languages=("zh",),
        default_language="zh",
        questions=(question,),
        sections=(),
        dimensions=(),
        checks=(),
        xml="<h/>",
        attachments={"list.csv": b"name\n1\n"},
    )


def test_a_published_form_is_the_same_after_a_restart(staffed, refused):
    session, ports = staffed.ports("admin")
    form = a_form()
    ports.forms.put(session, form)
    ports.forms.put(session, form)
    again = staffed.reopened()
    _, ports = again.ports("clerk1")
    assert ports.forms.get(form.id) == form
    with pytest.raises(BugError):
        ports.forms.get(FormId("0" * 64))
    with refused(SIGNED_OUT):
        ports.forms.put(session, form)
    again.gate.close()
