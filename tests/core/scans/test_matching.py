"""File names and pages of a PDF find their sheets; what is not clear belongs nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scans.matching import FITS, NO_PAGES, NO_SERIAL, NOT_HERE, TWICE, by_names, by_place

PRINTED = tuple(f"{n:04d}" for n in range(1, 201))
SERIALS = (*PRINTED, "0123-S1", "0124-S2")


def told(*names):
    return {m.name: (m.serial, m.page, m.said) for m in by_names(names, SERIALS)}


@pytest.mark.parametrize(
    ("name", "serial", "page"),
    [
        ("0123.jpg", "0123", 1),
        ("0123-2.jpg", "0123", 2),
        ("0123_p2.JPG", "0123", 2),
        ("0123 (3).png", "0123", 3),
        ("E01-202611-03_0123.tif", "0123", 1),
        ("扫描 0123-2.pdf", "0123", 2),
        ("scans/0001/0123.jpg", "0123", 1),
        ("7.jpg", "0007", 1),
        ("7-2.jpg", "0007", 2),
        ("0123-S1.jpg", "0123-S1", 1),
        ("0123-补1.jpg", "0123-S1", 1),
        ("0123补1-2.jpg", "0123-S1", 2),
        ("０１２３-s1_p2.jpg", "0123-S1", 2),
        ("扫描 0124–S2 (3).jpg", "0124-S2", 3),
        ("123-S1.jpg", "0123-S1", 1),
        ("2026S1 0123.jpg", "0123", 1),
    ],
)
def test_the_serial_in_the_name_says_which_sheet(name, serial, page):
    assert told(name)[name] == (serial, page, FITS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("scan.jpg", NO_SERIAL),
        ("0999.jpg", NOT_HERE),
        ("0123-S2.jpg", NOT_HERE),
        ("0007-补1.jpg", NOT_HERE),
        ("7s1.jpg", NOT_HERE),
        ("0123-S1 0124-S2.jpg", NO_SERIAL),
        ("0001 and 0002.jpg", NO_SERIAL),
        ("IMG_20261122.jpg", NO_SERIAL),
        (".jpg", NO_SERIAL),
    ],
)
def test_a_name_that_is_not_clear_belongs_nowhere(name, said):
    assert told(name)[name] == ("", 1, said)


def test_two_files_for_one_page_are_both_left_out():
    found = told("0005.jpg", "0005.png", "0005-2.jpg")
    assert {name: said for name, (_, _, said) in found.items()} == {
        "0005.jpg": TWICE,
        "0005.png": TWICE,
        "0005-2.jpg": FITS,
    }


def test_a_stack_is_cut_in_order_from_the_first_serial():
    found = by_place("all.pdf", 6, 2, "0198", PRINTED)
    assert [(m.serial, m.pages, m.said) for m in found] == [
        ("0198", (0, 1), FITS),
        ("0199", (2, 3), FITS),
        ("0200", (4, 5), FITS),
    ]


def test_pages_left_over_are_told_and_not_attached():
    found = by_place("all.pdf", 5, 2, "0199", PRINTED)
    assert [m.said for m in found] == [FITS, FITS, NOT_HERE]
    assert by_place("all.pdf", 3, 2, "0001", PRINTED)[1].said == NO_PAGES


@given(st.lists(st.text(max_size=20), max_size=8, unique=True), st.integers(1, 6))
def test_every_file_is_told_once_and_fits_only_a_sheet_of_the_batch(names, width):
    serials = tuple(str(n).zfill(width) for n in range(1, 9))
    found = by_names(names, serials)
    assert sorted(m.name for m in found) == sorted(names)
    assert all(m.serial in serials for m in found if m.fits)
    fitting = [(m.serial, m.page) for m in found if m.fits]
    assert len(fitting) == len(set(fitting))
