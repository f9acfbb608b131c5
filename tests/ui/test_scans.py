"""The paper beside the form: seen, turned and moved by keys while the form keeps the keyboard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.services.demonstration import PASSWORD
from core.values import sheet_id
from tests.support.paper import pdf, picture
from tests.ui.keyboard import CTRL, focus, keys, press
from tests.ui.test_adjudication import keyed as keyed  # noqa: PLC0414
from tests.ui.test_adjudication import page as differences  # noqa: F401
from tests.ui.test_keying import FIRST_FOUR, answers, begun, cursor
from ui.keying.page import KeyingPage
from ui.scans.leaves import ZOOMS, Leaves, turned

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PAPER = (600, 850)


def batch_of(desk):
    return desk.keying.tasks(desk.session)[0].batch.id


def attach(gate, *files: tuple[str, bytes], serial: str = "0001") -> None:
    """The leader attaches scans to a sheet, before the window is opened."""
    clerk = gate.sign_in("clerk1", PASSWORD)
    sheet = sheet_id(batch_of(clerk), serial)
    gate.sign_out(clerk.session)
    leader = gate.sign_in("leader", PASSWORD)
    for page, (name, data) in enumerate(files, start=1):
        leader.scans.attach(leader.session, sheet, name, data, page)
    gate.sign_out(leader.session)


@pytest.fixture
def page(gate, enter, qtbot) -> KeyingPage:
    """A clerk at a sheet whose two pages are scanned."""
    attach(gate, ("0001.jpg", picture("1", PAPER)), ("0001-2.pdf", pdf("2", size=PAPER)))
    page = begun(enter("clerk1"))
    rest(qtbot, page)
    return page


def rest(qtbot, page) -> None:
    """Everything wished for is shown."""
    qtbot.waitUntil(lambda: page.scan.is_idle, timeout=5000)


def at_differences(window, gate, qtbot):
    """The adjudicator's page at the first of three differences, its scan shown."""
    attach(gate, ("0001.jpg", picture("1", PAPER)))
    window.go("work")
    keys("\n")
    page = window.workspace.page
    keys(" ")
    qtbot.waitUntil(lambda: page.presenter is not None and len(page.presenter.open) == 3)
    rest(qtbot, page)
    return page


def colour(page, x: float, y: float) -> QColor:
    """Of the canvas, at shares of its sides."""
    canvas = page.scan.canvas
    image = canvas.grab().toImage()
    return image.pixelColor(int(x * (image.width() - 1)), int(y * (image.height() - 1)))


def test_the_scan_stands_beside_the_form_and_the_form_keeps_the_keyboard(page):
    assert page.scan.isVisible()
    assert page.scan.state.startswith("Page 1 of 2")
    assert page.scan.canvas.shown.width() > 200
    assert focus() is page.sheet.row.field
    assert colour(page, 0.25, 0.5).lightness() > 220, "the left half of the paper is white"
    assert 110 < colour(page, 0.75, 0.5).lightness() < 145, "the right half is grey"
    keys(FIRST_FOUR + "1")
    assert answers(page)["Q01"] == "1"
    assert cursor(page) == "Q02"


def test_without_a_scan_the_form_has_all_the_room_and_the_keys_do_nothing(enter):
    page = begun(enter("clerk1"))
    assert not page.scan.isVisible()
    wide = page.sheet.width()
    assert wide > page.width() * 0.9
    for key, modifiers in ((K.Key_F11, None), (K.Key_R, CTRL), (K.Key_PageDown, CTRL)):
        press(key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert not page.scan.is_full_screen
    assert focus() is page.sheet.row.field
    keys(FIRST_FOUR + "1")
    assert cursor(page) == "Q02"


def test_pages_are_turned_by_control_and_page_keys(page, qtbot):
    press(K.Key_PageDown, CTRL)
    rest(qtbot, page)
    assert page.scan.state.startswith("Page 2 of 2")
    press(K.Key_PageDown, CTRL)
    assert page.scan.state.startswith("Page 2 of 2")
    press(K.Key_PageUp, CTRL)
    assert page.scan.state.startswith("Page 1 of 2")
    assert focus() is page.sheet.row.field


def test_it_is_enlarged_made_smaller_and_brought_back_to_the_width(page, qtbot):
    canvas = page.scan.canvas
    fitting = canvas.shown.width()
    assert abs(fitting - canvas.width()) <= 1
    press(K.Key_Equal, CTRL)
    press(K.Key_Equal, CTRL)
    rest(qtbot, page)
    assert abs(canvas.shown.width() - canvas.width() * ZOOMS[3]) <= 2
    press(K.Key_0, CTRL)
    rest(qtbot, page)
    assert canvas.shown.width() == fitting
    press(K.Key_Minus, CTRL)
    rest(qtbot, page)
    assert "whole page" in page.scan.state
    assert canvas.shown.height() <= canvas.height()
    for _ in range(len(ZOOMS) + 3):
        press(K.Key_Plus, CTRL)
    rest(qtbot, page)
    assert page.scan._supply.kept_pixels <= 24_000_000


def test_a_turn_is_remembered_for_its_page_while_the_sheet_is_open(page, qtbot):
    press(K.Key_R, CTRL)
    rest(qtbot, page)
    assert "turned by 90°" in page.scan.state
    assert page.scan.canvas.shown.width() > page.scan.canvas.shown.height()
    press(K.Key_PageDown, CTRL)
    rest(qtbot, page)
    assert "turned" not in page.scan.state
    press(K.Key_PageUp, CTRL)
    rest(qtbot, page)
    assert "turned by 90°" in page.scan.state


def test_alt_and_arrows_move_it_no_further_than_its_edges(page, qtbot):
    canvas = page.scan.canvas
    for _ in range(4):
        press(K.Key_Equal, CTRL)
    rest(qtbot, page)
    before = QPointF(canvas.offset)
    press(K.Key_Right, ALT)
    assert canvas.offset.x() < before.x()
    press(K.Key_Down, ALT)
    assert (
        canvas.offset.y() < before.y()
        or canvas.offset.y() == canvas.height() - canvas.shown.height()
    )
    for _ in range(40):
        press(K.Key_Left, ALT)
        press(K.Key_Up, ALT)
    assert (canvas.offset.x(), canvas.offset.y()) == (0, 0)
    assert focus() is page.sheet.row.field


def test_full_screen_covers_the_window_and_escape_goes_back_to_the_same_field(page, qtbot):
    field = page.sheet.row.field
    keys("2026")
    press(K.Key_F11)
    assert page.scan.is_full_screen
    assert page.scan.size() == page.window().size()
    assert focus() is page.scan.canvas
    rest(qtbot, page)
    press(K.Key_PageDown, CTRL)
    press(K.Key_Tab)
    keys("7")
    rest(qtbot, page)
    assert page.scan.state.startswith("Page 2 of 2")
    press(K.Key_Escape)
    assert not page.scan.is_full_screen
    assert page.scan.isVisible()
    assert focus() is field
    assert field.text() == "2026"
    press(K.Key_F11)
    press(K.Key_F11)
    assert not page.scan.is_full_screen
    assert focus() is field


def test_the_wheel_is_left_to_others_where_there_is_nothing_to_move(page, qtbot):
    canvas = page.scan.canvas
    press(K.Key_Minus, CTRL)
    rest(qtbot, page)

    def wheel() -> QWheelEvent:
        place = QPointF(20, 20)
        event = QWheelEvent(
            place, canvas.mapToGlobal(place), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        canvas.wheelEvent(event)
        return event

    assert not wheel().isAccepted()
    for _ in range(4):
        press(K.Key_Equal, CTRL)
    rest(qtbot, page)
    canvas.to_top()
    assert wheel().isAccepted()
    assert canvas.offset.y() < 0


def test_the_scan_of_the_next_sheet_is_shown_with_the_next_sheet_only(page, enter):
    press(K.Key_F12)
    keys("1\n")
    assert not page.scan.isVisible(), "no sheet is begun"
    keys("02\n")
    assert page.sheet.presenter.draft.serial == "0002"
    assert not page.scan.isVisible(), "the next sheet has no scan"


def test_a_scan_that_is_gone_is_said_and_keying_goes_on(gate, enter, qtbot, tmp_path):
    attach(gate, ("0001.jpg", picture("1", PAPER)))
    window = enter()
    for file in (tmp_path / "project" / "blobs").rglob("*/*"):
        file.unlink()
    window.enter(gate.sign_in("clerk1", PASSWORD))
    page = begun(window)
    qtbot.waitUntil(lambda: bool(page.scan.sentence), timeout=5000)
    assert "is not there" in page.scan.sentence
    keys(FIRST_FOUR + "1")
    assert cursor(page) == "Q02"


# --- the document camera ---------------------------------------------------------------------


@pytest.fixture
def at_camera(enter, tmp_path) -> tuple[KeyingPage, Path]:
    """A clerk at a sheet without a scan, and the camera's folder."""
    folder = tmp_path / "camera"
    folder.mkdir()
    window = enter("clerk1")
    page = begun(window)
    page._tools.preferences.camera.folder = folder
    return page, folder


def shoot(folder: Path, name: str, data: bytes, at_s: int) -> None:
    (folder / name).write_bytes(data)
    os.utime(folder / name, (at_s, at_s))


def told(page, qtbot, words: str) -> None:
    qtbot.waitUntil(lambda: words in page.sheet.legend.told, timeout=5000)


def test_one_key_attaches_the_cameras_newest_picture_and_no_older_one(at_camera, qtbot):
    page, folder = at_camera
    shoot(folder, "old.jpg", picture("old", PAPER), 1000)
    shoot(folder, "new.JPG", picture("new", PAPER), 2000)
    shoot(folder, "later.txt", b"no picture", 3000)
    press(K.Key_F4)
    told(page, qtbot, "attached")
    rest(qtbot, page)
    assert page.scan.isVisible()
    found = page._tools.desk.scans.of_batch(page._tools.desk.session, batch_of(page._tools.desk))
    assert [scan.name for scan in found] == ["new.JPG"]
    assert focus() is page.sheet.row.field
    press(K.Key_F4)
    told(page, qtbot, "no new picture")
    assert len(page.scan.leaves.all) == 1
    shoot(folder, "second.png", picture("2", PAPER, "PNG"), 4000)
    press(K.Key_F4)
    qtbot.waitUntil(lambda: len(page.scan.leaves.all) == 2, timeout=5000)
    assert page.scan.state.startswith("Page 2 of 2"), "what was just taken is shown"


def test_two_presses_attach_one_picture_to_one_sheet(at_camera, qtbot):
    page, folder = at_camera
    shoot(folder, "one.jpg", picture("one", PAPER), 1000)
    press(K.Key_F4)
    page._close_sheet()
    page._open("0002")
    press(K.Key_F4)
    assert "0001 is still being attached" in page.sheet.legend.told
    qtbot.waitUntil(lambda: not page._tools.jobs.busy(), timeout=5000)
    press(K.Key_F4)
    told(page, qtbot, "no new picture")
    desk = page._tools.desk
    assert [scan.serial for scan in desk.scans.of_batch(desk.session, batch_of(desk))] == ["0001"]


@pytest.mark.parametrize(
    ("data", "said", "stays"),
    [
        (picture("1", PAPER), "attached to sheet 0001", False),
        (b"MZ", "Sheet 0001: x.jpg is no", True),
    ],
)
def test_what_came_of_it_is_told_when_the_sheet_is_closed_too(at_camera, qtbot, data, said, stays):
    page, folder = at_camera
    shoot(folder, "x.jpg", data, 1000)
    press(K.Key_F4)
    page._close_sheet()
    page._show_begin()
    workspace = page.window().workspace
    qtbot.waitUntil(lambda: said in workspace.said, timeout=5000)
    assert workspace._banner._timer.isActive() != stays, "bad news stays until it is closed"


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda folder: None, "no new picture"),
        (lambda folder: folder.rmdir(), "is gone"),
        (lambda folder: shoot(folder, "x.jpg", b"MZ", 1000), "is no scan"),
        (lambda folder: shoot(folder, "x.jpg", picture()[:500], 1000), "cannot be read"),
    ],
)
def test_what_keeps_the_camera_from_it_is_said_in_one_sentence(at_camera, qtbot, prepare, said):
    page, folder = at_camera
    prepare(folder)
    press(K.Key_F4)
    told(page, qtbot, said)
    assert not page.scan.isVisible()
    keys(FIRST_FOUR + "1")
    assert cursor(page) == "Q02"


def test_without_a_folder_the_preferences_are_named(enter, qtbot):
    page = begun(enter("clerk1"))
    press(K.Key_F4)
    assert "preferences" in page.sheet.legend.told


def test_the_cameras_folder_is_chosen_by_keys_and_one_that_is_gone_is_refused(enter, tmp_path):
    window = enter("clerk1")
    window.go("preferences")
    page = window.workspace.page
    page.camera.line.setFocus()
    keys(f"{tmp_path / 'nowhere'}\n")
    assert "is gone" in page.camera.sentence
    page.camera.line.clear()
    keys(f"{tmp_path}\n")
    assert page._preferences.camera.folder == tmp_path


# --- differences -----------------------------------------------------------------------------


def test_the_adjudicator_has_the_scan_beside_the_readings(gate, keyed, enter, qtbot):
    page = at_differences(enter("judge1"), gate, qtbot)
    assert page.scan.isVisible()
    press(K.Key_R, CTRL)
    rest(qtbot, page)
    assert "turned by 90°" in page.scan.state
    press(K.Key_F11)
    assert page.scan.is_full_screen
    press(K.Key_Escape)
    assert focus() is page.ruling
    press(K.Key_F7)
    press(K.Key_F7)
    assert page.presenter.state.difference.serial == "0002"
    assert not page.scan.isVisible(), "sheet 0002 has none"
    assert QApplication.focusWidget() is page.ruling


# --- regions ---------------------------------------------------------------------------------


def test_a_region_turns_with_its_page():
    box = (100.0, 200.0, 300.0, 50.0)
    assert turned(box, 0) == box
    assert turned(box, 90) == (750.0, 100.0, 50.0, 300.0)
    assert turned(box, 180) == (600.0, 750.0, 300.0, 50.0)
    assert turned(turned(turned(turned(box, 90), 90), 90), 90) == box
    assert turned(box, 270) == turned(turned(turned(box, 90), 90), 90)


def test_leaves_of_nothing_answer_every_key():
    leaves = Leaves()
    leaves.step(1)
    leaves.rotate()
    leaves.enlarge(-5)
    assert leaves.current is None
    assert leaves.turn == 0
    assert not leaves.to_paper(2)
