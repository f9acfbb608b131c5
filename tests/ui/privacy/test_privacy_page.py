"""A deletion request is met by keys alone: found, ticked, confirmed, destroyed, listed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.core.reports.samples import HAVE_FONTS
from tests.support.world import in_folder, printing_desk
from tests.ui.keyboard import focus, keys, press
from tests.ui.stage import LANGUAGES, settled

pytestmark = pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")
K = Qt.Key
CUSTOMER = "C-20261125-0007"


@pytest.fixture
def stored(tmp_path):
    """A settled batch of two, of which 0001 is the customer's."""
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx", desk=printing_desk)
    settled(world, 2, {"0001": {"customer_id": CUSTOMER}})
    yield world
    world.gate.close()


def find(page, qtbot, typed):
    page.wanted.setFocus()
    page.wanted.clear()
    keys(typed + "\n")
    qtbot.waitUntil(lambda: page.find_button.isEnabled() and bool(page.found.sentence))


def test_a_request_is_met_by_keys_alone(stored, show, qtbot, tmp_path):
    page = show(stored.desk("quality"), "privacy").page
    assert focus() is page.wanted
    find(page, qtbot, CUSTOMER.lower())
    assert page.found.sentence.startswith("Found: 1.")
    assert focus() is page.sheets
    press(K.Key_Space)
    page.reference.setFocus()
    keys("2026-31")
    page.folder.line.setFocus()
    keys(str(tmp_path / "lists"))
    page.destroy_button.setFocus()
    press(K.Key_Return)
    assert page.destroy_button.text() == "Destroy 1 for good: press once more"
    assert page.table.rows == ()
    press(K.Key_Return)
    qtbot.waitUntil(lambda: bool(page.table.rows), timeout=15_000)
    assert [(line.serial, line.reference) for line in page.table.rows] == [("0001", "2026-31")]
    assert page.result.sentence.startswith("Destroyed: 1.")
    written = sorted(file.suffix for file in (tmp_path / "lists").iterdir())
    assert written == [".pdf", ".pdf", ".xlsx"]
    find(page, qtbot, CUSTOMER)
    assert page.found.sentence == "Nothing found."


def test_nothing_is_destroyed_without_a_tick_a_reference_a_folder_and_a_second_press(
    stored, show, qtbot, tmp_path
):
    page = show(stored.desk("quality"), "privacy").page
    page.destroy_button.setFocus()
    press(K.Key_Return)
    assert page.found.sentence == "Tick at least one sheet."
    find(page, qtbot, "E01-202611-01/0002")
    press(K.Key_Space)
    page.destroy_button.setFocus()
    press(K.Key_Return)
    assert page._reference_field.sentence
    keys("R1")
    page.destroy_button.setFocus()
    press(K.Key_Return)
    assert page.folder.sentence
    keys(str(tmp_path))
    page.destroy_button.setFocus()
    press(K.Key_Return)
    page.sheets.setFocus()
    press(K.Key_Space)  # a tick taken away asks anew
    assert page.destroy_button.text() == "Destroy"
    assert page.table.rows == ()


def test_the_due_list_takes_a_number_of_months(stored, show):
    page = show(stored.desk("quality"), "privacy").page
    page.months.setFocus()
    page.months.clear()
    keys("soon\n")
    assert page._months_field.sentence == "Type a number of months, like 24."
    page.months.clear()
    keys("999\n")
    assert page.found.sentence == "Nothing found."


@pytest.mark.parametrize("login", ["clerk1", "leader", "manager", "admin"])
def test_others_have_no_such_page(stored, show, login):
    assert "privacy" not in show(stored.desk(login), "work").names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_both_languages(stored, show, language):
    page = show(stored.desk("quality"), "privacy", language=language).page
    assert page.destroy_button.text() == {"zh": "销毁", "en": "Destroy"}[language]
