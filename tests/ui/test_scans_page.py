"""A leader attaches the scans of a batch by keys: looks first, then attaches, and takes one away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.event import Changes, Kind
from core.values import SheetId
from tests.support.paper import pdf, picture
from tests.support.world import MemoryWorld
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import show as show  # noqa: PLC0414
from tests.ui.stage import world as world  # noqa: PLC0414
from ui.scans.page import ScansPage

K = Qt.Key


@pytest.fixture
def page(world: MemoryWorld, show) -> ScansPage:
    batch = world.open_paper(4)
    workspace = show(world.desk("leader"), "batch", batch)
    keys("i")
    page = workspace.page
    assert isinstance(page, ScansPage)
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scanner"
    (folder / "day").mkdir(parents=True)
    files = {
        "0001.jpg": picture("1"),
        "0001-2.png": picture("1b", kind="PNG"),
        "day/0002.pdf": pdf("2", "2b"),
        "0003.jpg": picture("3")[:500],
        "0099.jpg": picture("99"),
        "readme.txt": b"0",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def look(page, qtbot, path: object) -> list[tuple[str, str, bool]]:
    page.source.line.setFocus()
    page.source.line.selectAll()
    keys(f"{path}\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    return [(match.name, match.serial, match.fits) for match in page.preview.rows]


def attached(page) -> list[tuple[str, int, int]]:
    return [(scan.serial, scan.page, scan.pages) for scan in page.attached.rows]


def test_a_folder_is_looked_through_and_what_fits_is_attached(page, folder, qtbot):
    found = look(page, qtbot, folder)
    assert [each for each in found if each[2]] == [
        ("0001.jpg", "0001", True),
        ("0001-2.png", "0001", True),
        ("day/0002.pdf", "0002", True),
        ("0003.jpg", "0003", True),
    ]
    assert {name for name, _, fits in found if not fits} == {"0099.jpg", "readme.txt"}
    assert "Fitting: 4" in page.result.sentence
    assert "no scan: 1" in page.result.sentence
    assert attached(page) == [], "nothing is attached by looking"
    keys("\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    assert attached(page) == [("0001", 1, 1), ("0001", 2, 1), ("0002", 1, 2)]
    assert "Attached: 3." in page.result.sentence
    assert "0003.jpg cannot be read" in page.result.sentence


def test_a_pdf_of_the_batch_is_cut_from_a_first_serial(page, tmp_path, qtbot):
    (tmp_path / "all.pdf").write_bytes(pdf("a", "b", "c", "d", "e"))
    page.each.setText("2")
    page.first.setText("0002")
    found = look(page, qtbot, tmp_path / "all.pdf")
    assert [(serial, fits) for _, serial, fits in found] == [
        ("0002", True),
        ("0003", True),
        ("0004", False),
    ]
    keys("\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    assert attached(page) == [("0002", 1, 2), ("0003", 1, 2)]


def test_a_single_picture_goes_to_the_sheet_that_is_typed(page, tmp_path, qtbot):
    (tmp_path / "IMG.jpg").write_bytes(picture("3"))
    assert look(page, qtbot, tmp_path / "IMG.jpg") == [("IMG.jpg", "", False)]
    page.first.setText("0003")
    assert look(page, qtbot, tmp_path / "IMG.jpg") == [("IMG.jpg", "0003", True)]
    keys("\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    assert attached(page) == [("0003", 1, 1)]


@pytest.mark.parametrize(
    ("name", "first", "said"),
    [
        ("nothing.jpg", "", "is not there"),
        ("x.txt", "", "is no scan"),
        ("x.pdf", "77", "no sheet 77"),
    ],
)
def test_what_cannot_be_looked_through_is_said(page, tmp_path, qtbot, name, first, said):
    (tmp_path / "x.txt").write_bytes(b"x")
    (tmp_path / "x.pdf").write_bytes(pdf("1"))
    page.first.setText(first)
    look(page, qtbot, tmp_path / name)
    assert said in page.result.sentence


@pytest.fixture
def filled(page, folder, qtbot) -> ScansPage:
    """A page with three scans attached."""
    look(page, qtbot, folder)
    keys("\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    return page


def test_a_wrong_scan_is_removed_once_it_is_said_why_and_escape_goes_back(filled):
    page = filled
    keys("x")
    assert len(attached(page)) == 3, "nothing is destroyed by one key"
    assert page.panel.isVisible()
    assert "0001.jpg is destroyed for good" in focus().accessibleName()
    keys("wrong sheet\n")
    assert attached(page) == [("0001", 2, 1), ("0002", 1, 2)]
    assert "Removed from sheet 0001" in page.result.sentence
    assert focus() is page.attached.view
    press(K.Key_Escape)
    assert not page.isVisible()


def test_a_scan_stays_without_a_reason_and_after_escape(filled):
    keys("x\n")
    assert len(attached(filled)) == 3
    assert "reason" in filled.result.sentence
    keys("xno")
    press(K.Key_Escape)
    assert not filled.panel.isVisible()
    assert focus() is filled.attached.view
    assert len(attached(filled)) == 3


def test_a_long_name_makes_no_window_wider_and_the_chosen_scan_stays_in_sight(
    page, tmp_path, qtbot
):
    name = f"0004 {'n' * 200}.jpg"
    (tmp_path / name).write_bytes(picture("4"))
    look(page, qtbot, tmp_path / name)
    keys("\n")
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    wide = page.minimumSizeHint().width()
    keys("x")
    assert page.minimumSizeHint().width() == wide
    assert not page.preview.isVisible()
    press(K.Key_Escape)
    assert page.preview.isVisible()


def test_a_key_that_is_held_neither_asks_twice_nor_answers(filled):
    def held(key: Qt.Key, text: str) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(focus(), event)

    held(K.Key_X, "x")
    assert not filled.panel.isVisible()
    keys("x")
    for _ in range(9):
        held(K.Key_X, "x")
    held(K.Key_Return, "\r")
    assert filled.panel.isVisible()
    keys("w\n")
    event = filled._tools.desk.scans._ledger.history(
        filled._tools.desk.session, SheetId(f"{filled.place()}/0001")
    )[-1]
    assert event.body["why"] == "w"


def test_what_was_found_for_another_batch_is_not_attached_here(page, world, folder, qtbot):
    first, second = page.place(), world.open_paper(4)
    page.source.line.setFocus()
    keys(f"{folder}\n")
    page.open_at(second)
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    assert list(page.preview.rows) == []
    assert not page.attach_button.isEnabled()
    page.open_at(first)
    look(page, qtbot, folder)
    keys("\n")
    page.open_at(second)
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    assert attached(page) == []
    assert page.result.sentence == ""
    page.open_at(first)
    assert len(attached(page)) == 3


def test_while_scans_are_attached_nothing_is_removed_or_attached_again(filled, folder, qtbot):
    look(filled, qtbot, folder)
    keys("\n")
    assert not filled.attach_button.isEnabled()
    assert not filled.remove_button.isEnabled()
    filled.attached.setFocus()
    keys("x")
    assert not filled.panel.isVisible()
    qtbot.waitUntil(lambda: not filled._tools.jobs.busy(), timeout=5000)
    assert filled.remove_button.isEnabled()


def test_the_list_is_read_once_for_a_change_and_not_for_others(filled, monkeypatch):
    page, read = filled, []
    desk = page._tools.desk
    whole = desk.scans.of_batch
    monkeypatch.setattr(desk.scans, "of_batch", lambda *asked: read.append(asked) or whole(*asked))
    keys("xwrong\n")
    assert len(read) == 1
    page._tools.bus.publish(Changes(frozenset({"b"}), frozenset({Kind.KEYING_SUBMITTED})))
    assert len(read) == 1


def test_a_clerk_has_no_way_there(world, show):
    batch = world.open_paper(2)
    workspace = show(world.desk("clerk1"), "batch", batch)
    assert "scans" not in workspace.names
    assert not workspace.page.scans.scans.isVisibleTo(workspace.page)
